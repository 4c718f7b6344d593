r"""Where does descent go?
======================

Figure :ledger:`F4.4-2` of section 4.4.1, the chapter's figure 4-10. Gradient
descent takes a step against the gradient, looks again, and takes the next. From
:math:`(-3, 4)`, with the rate :math:`\eta = 0.1`, twenty steps.
"""

# %%
# ``descent_path`` returns every point on the way, the start first.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import descent_path, function_2

path = descent_path(function_2, [-3.0, 4.0], lr=0.1, step_num=20)

# %%
# The rings are lines of equal height of ``function_2``. Its lowest point is the
# origin.

figure, axes = plt.subplots(figsize=(5.2, 4.7), layout="constrained")
axis, levels = np.linspace(-5, 5, 101), [1, 4, 9, 16, 25, 36]
grid = np.array(np.meshgrid(axis, axis))
look = {"colors": "0.5", "linestyles": "--", "linewidths": 1}
rings = axes.contour(*grid, function_2(grid), levels, **look)
axes.clabel(rings, manual=[(0.7 * r, 0.7 * r) for r in range(1, 7)])
axes.plot(*path.T, "C0-o", label="path, $\\eta = 0.1$")
axes.plot(*path[0], "C1s", markersize=11, label="start")
cross = {"markersize": 16, "markeredgewidth": 2.5, "label": "lowest point"}
axes.plot(0, 0, "k+", **cross)
axes.set(title="The path of descent over lines of equal height")
axes.set(xlabel="$x_0$", ylabel="$x_1$", aspect="equal")
axes.legend(loc="lower right")
plt.show()

# %%
# **What to see:** the points run straight to the origin, because here the
# gradient points straight away from it, and the steps grow shorter, because the
# gradient does: each leaves four fifths of the distance.
#
# .. In words: Rings of equal height round a cross at the lowest point. A path
#    of dots begins at a square on the outer ring and runs straight to the
#    cross, with steps that shrink on the way.
