"""Which way does the gradient point?
==================================

Figure :ledger:`F4.4-1` of section 4.4, the chapter's figure 4-9.
The two partial derivatives at a point make an arrow. One can draw it at every point of a grid, and one can put a
minus sign before it.
"""

# %%
# ``numerical_gradient`` gives the arrow at one point; we ask it at each point of a grid.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import function_2, numerical_gradient

grid = np.array(np.meshgrid(np.linspace(-2, 2, 7), np.linspace(-2, 2, 7)))
points = grid.reshape(2, -1).T
gradients = np.array([numerical_gradient(function_2, point.copy()) for point in points])

# %%
# Both panels hold the same gradients, drawn over the lines of equal height of ``function_2``; at the right they are
# negated. Each arrow begins at its point and has a sixth of its true length, lest they cover one another.

fine = np.array(np.meshgrid(np.linspace(-3, 3, 61), np.linspace(-3, 3, 61)))
figure, panels = plt.subplots(1, 2, figsize=(6.4, 4.0), sharey=True, layout="constrained")
titles = ("Gradient", "Minus gradient")
for axes, sign, title, colour in zip(panels, (1, -1), titles, ("C1", "C0"), strict=True):
    axes.contour(*fine, function_2(fine), levels=[0.5, 2, 4.5, 8], colors="0.75", linewidths=1)
    axes.quiver(*points.T, *(sign * gradients.T), angles="xy", scale_units="xy", scale=6, width=0.013, color=colour)
    axes.set(title=title, xlabel="$x_0$", aspect="equal", xlim=(-3, 3), ylim=(-3, 3))
panels[0].set_ylabel("$x_1$")
figure.suptitle("function_2: arrows at a sixth of their length")
plt.show()

# %%
# **What to see:** the gradient points straight up the bowl and away from its lowest point, its negative points down
# towards it, and both grow with the distance; a figure of arrows that all point inwards shows the negative.
#
# .. In words: Two panels of arrows over rings of equal height. In the left panel, the gradient, all arrows point
#    away from the middle; in the right one, its negative, all point towards it. In both they are longer the
#    farther out they begin.
