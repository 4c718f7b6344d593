"""What does a function of two variables look like?
================================================

Figure :ledger:`F4.3-4` of section 4.3.3.
``function_2`` adds the squares of two variables. With two of them, what is its slope?
"""

# %%
# Over a grid of points, ``function_2`` gives one height for each, and the heights make a surface. A plane on which
# the second variable stays fixed cuts it along a line through the marked point.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import function_2, function_tmp1, function_tmp2, numerical_diff

grid = np.array(np.meshgrid(np.linspace(-5, 5, 41), np.linspace(-5, 5, 41)))
figure, axes = plt.subplots(figsize=(6.4, 5.2), subplot_kw={"projection": "3d"}, layout="constrained")
axes.plot_surface(*grid, function_2(grid), cmap="cividis", alpha=0.7)
plane = np.meshgrid([-5.0, 5.0], [0.0, 50.0])
axes.plot_surface(plane[0], np.full((2, 2), 4.0), plane[1], color="C1", alpha=0.3)
line = np.linspace(-5, 5, 101)
cut = np.array([line, np.full(101, 4.0)])
axes.plot(*cut, function_2(cut), color="C1", zorder=5)
axes.plot([3], [4], [25], "o", color="black", markersize=9, zorder=6)
axes.view_init(elev=32, azim=60)
axes.set(title="The surface of function_2", xlabel="$x_0$", ylabel="$x_1$", zlabel="$f$")
axes.set_box_aspect(None, zoom=0.95)

# %%
# **What to see:** a bowl, lowest at the origin and the same in every direction from there. The plane cuts it along a
# parabola, on which the dot has a slope.
#
# .. In words: A bowl drawn in three dimensions over a square of the two variables: lowest in the middle, at the
#    origin, and rising evenly to all four corners. An upright plane cuts it off the middle; the cut is marked,
#    with a dot on it.
#
# A slope needs a direction. A partial derivative holds one of the variables fixed and takes the slope along the other:
# it cuts the bowl, and differentiates the cut. ``function_tmp1`` and ``function_tmp2`` are the two cuts through the
# point (3, 4).

place = np.linspace(-6, 6, 121)
cuts = ((function_tmp1, 3.0, "$x_0$", "first"), (function_tmp2, 4.0, "$x_1$", "second"))
figure, panels = plt.subplots(1, 2, sharey=True, layout="constrained")
for axes, (cut, point, along, which) in zip(panels, cuts, strict=True):
    slope, ends = numerical_diff(cut, point), point + np.array([-2.5, 2.0])
    axes.plot(place, cut(place), color="C0")
    axes.plot(ends, cut(point) + slope * (ends - point), "--", color="C1", label=f"slope {slope:.3f}")
    axes.plot(point, cut(point), "o", color="C1")
    axes.set(title=f"Along the {which}", xlabel=along)
    axes.legend(loc="upper left")
panels[0].set(ylabel="$f$", ylim=(0, 62))
figure.suptitle("Cuts along either variable through (3, 4)")
plt.show()

# %%
# **What to see:** two parabolas through one and the same point of the bowl, each with a slope of its own: these two
# numbers are the partial derivatives.
#
# .. In words: Two panels with a parabola each, the cuts of the bowl along the first and along the second variable.
#    On each a dot at the same height and a dashed tangent; the second tangent is the steeper.
