"""Is a place with gradient zero a minimum?
========================================

Figure :ledger:`F4.4-6` of section 4.4.1. At the saddle of this function it is
zero, and the function falls without end on either side.
"""

# %%
# Descent from two starts that hardly differ: one on the ridge, exactly, and one
# a thousandth off it.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import descent_path


def f(x):
    return x[0] ** 2 - x[1] ** 2


starts = ([1.0, 0.0], [1.0, 0.001])
on, off = (descent_path(f, start, lr=0.1, step_num=40) for start in starts)

# %%
# The map shows the height of the function, and on it both paths.

axis = np.linspace(-1.5, 1.5, 101)
grid = np.array(np.meshgrid(axis, axis))
figure, axes = plt.subplots(figsize=(5.2, 4.1), layout="constrained")
heights = axes.contourf(*grid, f(grid), levels=12, alpha=0.55)
figure.colorbar(heights, label="height $f(x)$", shrink=0.85)
axes.plot(
    *off.T, "-s", color="C1", markersize=5, label="start next to the ridge"
)
looks = {"color": "black", "markersize": 9, "markerfacecolor": "none"}
axes.plot(*on.T, "-o", **looks, label="start on the ridge")
axes.set(title="Descent at a saddle, from two starts", aspect="equal")
axes.set(xlabel="$x_0$", ylabel="$x_1$", xlim=(-1.5, 1.5), ylim=(-1.5, 1.5))
axes.legend(loc="lower left")
plt.show()

# %%
# **What to see:** both paths run to the saddle. The one stays there for ever,
# although it is not a minimum; the other slows down, and then leaves.
#
# .. In words: A map of a saddle, high at the left and right, low above and
#    below. Two paths come from the right towards the middle. One ends there.
#    The other turns upwards near the middle and runs off the map, downhill.
