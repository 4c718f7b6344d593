"""What does simpleNet look like?
==============================

Figure :ledger:`F4.4-10` of section 4.4.2. Two inputs, three outputs, and a
weight on each way from the one to the other.
"""

# %%
# Weights and input are those of the chapter's example, :ledger:`O4.4.2-3`.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import SimpleNet, ledger, softmax

example = {}
exec(ledger.output("O4.4.2-3").setup, example)
x, net = np.array(example["x"]), SimpleNet(example["net"].W)
z = net.predict(x)
left, right = [(0, 1.5), (0, 0.5)], [(2, 2), (2, 1), (2, 0)]

# %%
# The larger a weight, the thicker its line, which is never a hairline.

middle = {"ha": "center", "va": "center", "zorder": 4}
card = {"facecolor": "white", "edgecolor": "none", "pad": 1}


def draw_weights(axes):
    for (i, j), weight in np.ndenumerate(net.W):
        ends, colour = np.array([left[i], right[j]]), f"C{i}"
        axes.plot(*ends.T, colour, linewidth=max(1, 6 * weight), zorder=1)
        place = [0.7 - 0.26 * i, 0.3 + 0.26 * i] @ ends
        axes.text(*place, f"{weight:.2f}", color=colour, bbox=card, **middle)


# %%
# The circles hold the inputs and the scores, and next to each score stands what
# softmax makes of it.

figure, axes = plt.subplots(figsize=(6.4, 5.0), layout="constrained")
axes.set(title="simpleNet: two inputs, three outputs")
axes.set(xlim=(-0.4, 3.2), ylim=(-0.4, 2.8))
axes.axis("off")
draw_weights(axes)
for place, value in zip(left + right, [*x, *z], strict=True):
    axes.plot(*place, "o", color="white", mec="black", markersize=48)
    axes.text(*place, f"{value:.2f}", **middle)
for place, output in zip(right, softmax(z), strict=True):
    axes.text(2.8, place[1], f"{output:.3f}", **middle)
for place, head in ((0, "inputs $x$"), (2, "scores $z$"), (2.8, "outputs $y$")):
    axes.text(place, 2.55, head, **middle)
plt.show()

# %%
# **What to see:** each score, at the right, is the sum of both inputs, each
# times the weight on its line; softmax makes the outputs :math:`y` of the
# scores.
#
# .. In words: Two circles at the left, the inputs, and three at the right, the
#    scores. Each input is joined to each score by a line with its weight on it,
#    six in all. Next to each score stands the output that softmax makes of it.
