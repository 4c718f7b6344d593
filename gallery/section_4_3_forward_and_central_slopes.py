"""Which difference is nearer to the true slope?
=============================================

Figure :ledger:`F4.3-1` of section 4.3. A derivative is the slope of a tangent.
A program can only take the slope of a line through two points of the curve, and
there are two choices of the points.
"""

# %%
# The step :math:`h` is far larger here than in any sensible computation, so
# that the three lines can be told apart. The function is the sine, whose true
# slope at :math:`x` is the cosine.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import forward_difference, numerical_diff

x, h = 0.7, 0.9
slopes = {
    "true": (np.cos(x), "k-", x),
    "forward": (forward_difference(np.sin, x, h), "C1--", x),
    "central": (numerical_diff(np.sin, x, h), "C2-.", x + h),
}

# %%
# The forward difference draws its line through :math:`x` and :math:`x + h`, the
# central difference through :math:`x - h` and :math:`x + h`.

figure, axes = plt.subplots(figsize=(5.2, 4), layout="constrained")
curve, line = np.linspace(-0.6, 2.4, 200), np.array([-0.5, 2.3])
axes.plot(curve, np.sin(curve), linewidth=3.5, label="$f(x) = \\sin x$")
for name, (slope, look, through) in slopes.items():
    height = np.sin(through) + slope * (line - through)
    axes.plot(line, height, look, label=f"{name} slope, {slope:.3f}")
places = np.array([x - h, x, x + h])
axes.plot(places, np.sin(places), "ko", markersize=9, zorder=3)
axes.set(title="Forward, central and true slope at $x$", ylabel="$f(x)$")
axes.set_xlabel("$x$ and one step to either side")
axes.set_xticks(places, ["$x - h$", "$x$", "$x + h$"])
axes.legend(loc="upper left")
plt.show()

# %%
# **What to see:** the central line is nearly parallel to the tangent. The
# forward line, which looks only to one side, is too flat.
#
# .. In words: A piece of the sine with three marked points: one in the middle
#    and one a step to either side. The line through the outer two, the central
#    one, runs nearly parallel to the tangent in the middle; the forward line,
#    through the middle and the right point, is flatter.
