"""Does the negative gradient point at the minimum?
================================================

Figure :ledger:`F4.4-5` of section 4.4. In a round bowl it does. Here the bowl
is four times as steep along one variable as along the other.
"""

# %%
# The function is lowest at the origin, and the point lies to the right of it.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import numerical_gradient


def f(x):
    return x[0] ** 2 + 4 * x[1] ** 2


point = np.array([4.0, 1.0])
downhill = -numerical_gradient(f, point)

# %%
# One arrow has the direction of the negative gradient, at a quarter of its
# length; the dashed line leads to the minimum.

axis = np.linspace(-5, 5, 101)
grid = np.array(np.meshgrid(axis, axis))
figure, axes = plt.subplots(figsize=(5.2, 3.9), layout="constrained")
levels, look = [1, 4, 10, 20, 40], {"colors": "0.6", "linewidths": 1}
axes.contour(*grid, f(grid), levels, **look)
arrow = {"angles": "xy", "scale_units": "xy", "scale": 4, "color": "C0"}
label = "negative gradient, a quarter of it"
axes.quiver(*point, *downhill, **arrow, width=0.012, zorder=3, label=label)
axes.plot([4, 0], [1, 0], "--", color="C1", label="the way to the minimum")
axes.plot(0, 0, "+", color="black", markersize=16, markeredgewidth=2.5)
axes.plot(*point, "o", color="black")
axes.set(title="Downhill is not towards the minimum")
axes.set(xlabel="$x_0$", ylabel="$x_1$", ylim=(-3, 4.5), aspect="equal")
axes.legend(loc="upper left")
plt.show()

# %%
# **What to see:** the arrow crosses the line of equal height at a right angle.
# These lines are ellipses here, not circles, so it points past the minimum.
#
# .. In words: Oval lines of equal height, long from left to right, with a cross
#    at the minimum in their middle. From a point at the right the arrow of the
#    negative gradient points steeply down and to the left, while the dashed
#    line to the cross runs nearly level.
