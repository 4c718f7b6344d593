"""Does ascent find the highest hill?
==================================

Figure :ledger:`F4.4-9` of section 4.4.1, to statements :ledger:`C4.4.1-1` and
:ledger:`C4.4.1-3`. With a plus in place of the minus, the same method climbs;
but does it climb to the top of all?
"""

# %%
# A landscape with two hills, the one at the right half as high again as the
# other.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import gradient_ascent


def landscape(x):
    left = np.exp(-((x[0] + 1.6) ** 2 + x[1] ** 2))
    right = np.exp(-((x[0] - 1.6) ** 2 + (x[1] - 0.5) ** 2))
    return left + 1.5 * right


# %%
# ``gradient_ascent`` returns the point after a number of steps; called with 0,
# 1, 2 and so on it gives the path. Three climbs start low on the slopes, each
# at its large marker.


def climb(start):
    steps = range(26)
    path = [
        gradient_ascent(landscape, start, lr=0.2, step_num=k) for k in steps
    ]
    return np.array(path)


paths = [climb(start) for start in ((-2.6, -1.2), (-0.5, -1.0), (0.5, -1.0))]

# %%

figure, axes = plt.subplots(figsize=(5.2, 3.3), layout="constrained")
grid = np.array(
    np.meshgrid(np.linspace(-3.2, 3.2, 121), np.linspace(-1.8, 2.2))
)
heights = axes.contourf(*grid, landscape(grid), levels=12, alpha=0.55)
figure.colorbar(heights, label="height $f(x)$", shrink=0.8)
for path, look in zip(paths, ("ko", "C2s", "C1^"), strict=True):
    axes.plot(*path.T, look + "-", markersize=5)
    axes.plot(*path[0], look, markersize=12, markeredgecolor="black")
    top, card = path[-1], {"facecolor": "white", "edgecolor": "none"}
    height = f"$f = {landscape(top):.2f}$"
    axes.text(top[0], top[1] + 0.3, height, ha="center", bbox=card)
axes.set(title="Gradient ascent from three starts", aspect="equal")
axes.set(xlabel="$x_0$", ylabel="$x_1$")
plt.show()

# %%
# **What to see:** each path climbs the hill on whose slope it begins, and two
# of the three end on the lower one: the method knows the slope under its feet,
# and nothing of the hill beyond.
#
# .. In words: A map of two round hills with three paths on it. Two paths climb
#    the lower hill, at the left, from two sides; the third climbs the higher
#    hill, at the right. Each path ends on its top, where the height is written.
