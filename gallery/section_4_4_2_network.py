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
left, right = [(0, 2.1), (0, 0.7)], [(2, 2.8), (2, 1.4), (2, 0)]

# %%
# The larger a weight, the thicker its line, which is never a hairline. Its
# number stands above the line, near the input.

middle = {"ha": "center", "va": "center", "zorder": 4}
along = {"rotation_mode": "anchor", "textcoords": "offset points"}


def draw_weights(axes):
    for (i, j), weight in np.ndenumerate(net.W):
        start, end = np.array([left[i], right[j]])
        look = {"color": f"C{i}", "linewidth": max(1, 6 * weight)}
        axes.plot(*zip(start, end, strict=True), **look, zorder=1)
        way = (end - start) / np.linalg.norm(end - start)
        turned = along | {"rotation": np.degrees(np.arcsin(way[1]))}
        above = (look["linewidth"] / 2 + 2) * way[::-1] * [-1, 1]
        place = start + 0.36 * way
        axes.annotate(f"{weight:.2f}", place, above, color=f"C{i}", **turned)


# %%
# The circles hold the inputs and the scores, and next to each score stands what
# softmax makes of it.

figure, axes = plt.subplots(figsize=(5.2, 5.4), layout="constrained")
axes.set(title="simpleNet: two inputs, three outputs")
axes.set(xlim=(-0.4, 3.2), ylim=(-0.3, 3.5), aspect="equal")
axes.axis("off")
draw_weights(axes)
for place, value in zip(left + right, [*x, *z], strict=True):
    axes.plot(*place, "o", color="white", mec="black", markersize=42)
    axes.text(*place, f"{value:.2f}", **middle)
for place, output in zip(right, softmax(z), strict=True):
    axes.text(2.8, place[1], f"{output:.3f}", **middle)
for place, head in ((0, "inputs $x$"), (2, "scores $z$"), (2.8, "outputs $y$")):
    axes.text(place, 3.3, head, **middle)
plt.show()

# %%
# **What to see:** each score, at the right, is the sum of both inputs, each
# times the weight on its line; softmax makes the outputs :math:`y` of the
# scores.
#
# .. In words: Two circles at the left, the inputs, and three at the right, the
#    scores. Each input is joined to each score by a line with its weight on it,
#    six in all. Next to each score stands the output that softmax makes of it.
