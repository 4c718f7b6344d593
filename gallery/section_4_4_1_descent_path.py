r"""Where does descent go?
======================

Figure :ledger:`F4.4-2` of section 4.4.1, the chapter's figure 4-10.
Gradient descent takes a step against the gradient, looks again, and takes the next. From :math:`(-3, 4)`, with the
rate :math:`\eta = 0.1`, twenty steps.
"""

# %%
# ``descent_path`` returns every point on the way, the start first.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import descent_path, function_2

path = descent_path(function_2, [-3.0, 4.0], lr=0.1, step_num=20)

# %%
# The rings are lines of equal height of ``function_2``. Its lowest point is the origin.

grid = np.array(np.meshgrid(np.linspace(-5, 5, 101), np.linspace(-5, 5, 101)))
figure, axes = plt.subplots(figsize=(6.4, 5.6), layout="constrained")
rings = axes.contour(
    *grid, function_2(grid), levels=[1, 4, 9, 16, 25, 36], colors="0.65", linestyles="--", linewidths=1.2
)
axes.clabel(rings, fontsize=13)
axes.plot(*path.T, "-o", color="C0", label="path, $\\eta = 0.1$")
axes.plot(*path[0], "s", color="C1", markersize=11, label="start")
axes.plot(0, 0, "+", color="black", markersize=16, markeredgewidth=2.5, label="lowest point")
axes.set(title="The path of descent over lines of equal height", xlabel="$x_0$", ylabel="$x_1$", aspect="equal")
axes.legend(loc="lower right")
plt.show()

# %%
# **What to see:** the points run straight to the origin, because here the gradient points straight away from it, and
# the steps grow shorter, because the gradient does: each leaves four fifths of the distance.
#
# .. In words: Rings of equal height round a cross at the lowest point. A path of dots begins at a square on the
#    outer ring and runs straight to the cross, with steps that shrink on the way.
