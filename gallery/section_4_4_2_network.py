"""What does simpleNet look like?
==============================

Figure :ledger:`F4.4-10` of section 4.4.2.
Two inputs, three outputs, and a weight on each way from the one to the other.
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
# A line is drawn the thicker, the larger its weight.

figure, axes = plt.subplots(figsize=(6.4, 5.0), layout="constrained")
axes.set(title="simpleNet: two inputs, three outputs", xlim=(-0.5, 3.1))
axes.set_ylim(-0.4, 2.4)
axes.axis("off")
card = {"facecolor": "white", "edgecolor": "none", "pad": 1}
middle = {"ha": "center", "va": "center", "zorder": 4}
for (i, j), weight in np.ndenumerate(net.W):
    ends = np.array([left[i], right[j]])
    axes.plot(*ends.T, color=f"C{i}", linewidth=6 * weight, zorder=1)
    place = ends[0] + (0.3 + 0.26 * i) * (ends[1] - ends[0])
    axes.text(*place, f"{weight:.2f}", color=f"C{i}", bbox=card, **middle)
for place, value in [*zip(left, x, strict=True), *zip(right, z, strict=True)]:
    axes.plot(*place, "o", color="white", mec="black", markersize=48)
    axes.text(*place, f"{value:.2f}", **middle)
for place, output in zip(right, softmax(z), strict=True):
    axes.text(2.35, place[1], f"$y = {output:.2f}$", va="center")
plt.show()

# %%
# **What to see:** each score, at the right, is the sum of both inputs, each
# times the weight on its line; softmax makes the outputs :math:`y` of the scores.
#
# .. In words: Two circles at the left, the inputs, and three at the right, the scores. Each input is joined to
#    each score by a line with its weight on it, six in all. Next to each score stands the output that softmax makes
#    of it.
