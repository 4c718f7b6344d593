"""Does descent find the deepest valley?
=====================================

Figure :ledger:`F4.4-7` of section 4.4.1. This curve has two valleys, one deeper
than the other, with a hill between them.
"""

# %%
# Two starts lie near each other, one on either side of the top of the hill.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import descent_path


def f(x):
    return x[0] ** 4 - 2 * x[0] ** 2 + x[0] / 2


starts = (0.0, 0.25)
paths = [descent_path(f, [start], lr=0.05, step_num=40) for start in starts]

# %%
# The large markers are the starts.

figure, axes = plt.subplots(figsize=(5.2, 3.9), layout="constrained")
curve = np.linspace(-1.6, 1.5, 311)
axes.plot(curve, f([curve]), color="0.5", label="$f(x)$")
looks = zip(starts, paths, ("C0", "C1"), ("o", "s"), strict=True)
for start, path, colour, marker in looks:
    x, style = path[:, 0], {"color": colour, "marker": marker}
    axes.plot(x, f([x]), **style, markersize=6, label=f"from {start}")
    axes.plot(x[0], f([x[0]]), **style, markersize=12)
axes.set(title="Two starts, two valleys", xlabel="$x$", ylabel="$f(x)$")
axes.set_ylim(-1.8, 1.2)
axes.legend(loc="upper center")
plt.show()

# %%
# **What to see:** each start rolls down its own side. The one at the right
# stays in the valley that is less deep, since either way from there is uphill.
#
# .. In words: A curve with two valleys, the left one deeper. Two large markers
#    sit close together on the hill between them. From the left one a row of
#    dots runs down into the deep valley, from the right one into the other.
