"""What does a function of two variables look like?
================================================

Figure :ledger:`F4.3-4` of section 4.3.3. ``function_2`` adds the squares of two
variables. With two of them, what is its slope?
"""

# %%
# Over a grid of points, ``function_2`` gives one height for each, and the
# heights make a surface.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import function_2, function_tmp1, function_tmp2, numerical_diff

axis = np.linspace(-5, 5, 41)
grid = np.array(np.meshgrid(axis, axis))
cut = np.array([axis, np.full(41, 4.0)])

# %%
# A plane on which the second variable stays fixed cuts the surface along a line
# through the marked point.

figure = plt.figure(figsize=(5.2, 4.4), layout="constrained")
axes = figure.add_subplot(
    projection="3d", title="The bowl $f(x) = x_0^2 + x_1^2$"
)
axes.plot_surface(*grid, function_2(grid), cmap="Blues", alpha=0.7)
along, up = np.meshgrid([-5.0, 5.0], [0.0, 50.0])
axes.plot_surface(along, np.full((2, 2), 4.0), up, color="C1", alpha=0.3)
axes.plot(*cut, function_2(cut), "C1", zorder=5)
axes.plot([3], [4], [25], "ko", markersize=9, zorder=6)
axes.view_init(elev=32, azim=60)
axes.set(xlabel="$x_0$", ylabel="$x_1$", zlabel="$f$")
axes.xaxis.set_rotate_label(False)
axes.yaxis.set_rotate_label(False)
axes.set(xticks=[-4, 0, 4], yticks=[-4, 0, 4])
axes.set_box_aspect(None, zoom=0.95)

# %%
# **What to see:** a bowl, lowest at the origin and the same in every direction
# from there. The plane cuts it along a parabola, on which the dot has a slope.
#
# .. In words: A bowl drawn in three dimensions over a square of the two
#    variables: lowest in the middle, at the origin, and rising evenly to all
#    four corners. An upright plane cuts it off the middle; the cut is marked,
#    with a dot on it.
#
# A slope needs a direction. A partial derivative holds one of the variables
# fixed and takes the slope along the other: it cuts the bowl, and
# differentiates the cut. ``function_tmp1`` and ``function_tmp2`` are the two
# cuts through the point (3, 4).

figure, panels = plt.subplots(1, 2, sharey=True, layout="constrained")
for axes, cut, point in zip(
    panels, (function_tmp1, function_tmp2), (3.0, 4.0), strict=True
):
    place, ends = np.linspace(-6, 6, 121), point + np.array([-2.5, 2.0])
    slope = numerical_diff(cut, point)
    axes.plot(place, cut(place), "C0")
    tangent = cut(point) + slope * (ends - point)
    axes.plot(ends, tangent, "C1--", label=f"slope {slope:.3f}")
    axes.plot(point, cut(point), "C1o")
    axes.legend(loc="upper left")
panels[0].set(title="Along the first", xlabel="$x_0$", ylabel="$f$")
panels[1].set(title="Along the second", xlabel="$x_1$", ylim=(0, 62))
figure.suptitle("Cuts along either variable through (3, 4)")
plt.show()

# %%
# **What to see:** two parabolas through one and the same point of the bowl,
# each with a slope of its own: these two numbers are the partial derivatives.
#
# .. In words: Two panels with a parabola each, the cuts of the bowl along the
#    first and along the second variable. On each a dot at the same height and a
#    dashed tangent; the second tangent is the steeper.
