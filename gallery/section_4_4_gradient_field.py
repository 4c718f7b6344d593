"""Which way does the gradient point?
==================================

Figure :ledger:`F4.4-1` of section 4.4, the chapter's figure 4-9. The two
partial derivatives at a point make an arrow. One can draw it at every point of
a grid, and one can put a minus sign before it.
"""

# %%
# ``numerical_gradient`` gives the arrow at one point; we ask it at each point
# of a grid.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import function_2, numerical_gradient

axis = np.linspace(-2, 2, 7)
points = np.array([[x0, x1] for x1 in axis for x0 in axis])
gradients = np.array([numerical_gradient(function_2, x) for x in points])

# %%
# Both panels hold the same gradients, drawn over the lines of equal height of
# ``function_2``; at the right they are negated. Each arrow begins at its point
# and has a sixth of its true length, lest they cover one another.

axis = np.linspace(-3, 3, 61)
grid = np.array(np.meshgrid(axis, axis))
levels, rings = [0.5, 2, 4.5, 8], {"colors": "0.75", "linewidths": 1}
scale = {"angles": "xy", "scale_units": "xy", "scale": 6, "width": 0.013}
figure = plt.figure(figsize=(5.2, 3.4), layout="constrained")
plus, minus = figure.subplots(1, 2, sharey=True)
for axes in (plus, minus):
    axes.contour(*grid, function_2(grid), levels, **rings)
    axes.set(xlabel="$x_0$", xlim=(-3, 3), ylim=(-3, 3), aspect="equal")
plus.quiver(*points.T, *gradients.T, color="C1", **scale)
plus.set(title="Gradient", ylabel="$x_1$")
minus.quiver(*points.T, *-gradients.T, color="C0", **scale)
minus.set(title="Minus gradient")
figure.suptitle("$f(x) = x_0^2 + x_1^2$, arrows at a sixth of their length")
plt.show()

# %%
# **What to see:** the gradient points straight up the bowl and away from its
# lowest point. Its negative points down towards it. Both grow with the
# distance. If all arrows of such a figure point inwards, they are the negative.
#
# .. In words: Two panels of arrows over rings of equal height. In the left
#    panel, the gradient, all arrows point away from the middle; in the right
#    one, its negative, all point towards it. In both they are longer the
#    farther out they begin.
