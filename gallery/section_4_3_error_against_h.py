"""How small should h be?
======================

Figure :ledger:`F4.3-2` of section 4.3. The smaller the step, the better, says
the definition of the derivative. We take it at its word, from :math:`h =
10^{-1}` down to :math:`10^{-50}`.
"""

# %%
# The function is :math:`f(x) = x^3` at :math:`x = 5`, where the derivative is
# 75. It is a useful choice: without rounding, the error of the central
# difference is exactly :math:`h^2`.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import forward_difference, numerical_diff

x, true, steps = 5.0, 75.0, np.geomspace(1e-1, 1e-50, 491)


def f(x):
    return x * x * x


def central_or_nan(h):
    try:
        return numerical_diff(f, x, h)
    except ValueError:
        return np.nan


forward = np.abs([forward_difference(f, x, h) - true for h in steps])
central = np.abs([central_or_nan(h) - true for h in steps])
lost = steps[np.isnan(central)].max()

# %%
# A bound on the error is known beforehand. It has three parts: the curve bends,
# which costs less as :math:`h` shrinks; the points :math:`x \pm h` are rounded,
# and so is :math:`f`, and both are divided by :math:`h`, which costs more. Here
# :math:`u` is the unit roundoff of a double, :math:`M_i` the largest
# :math:`i`-th derivative nearby, and :math:`\varphi` the rounding error of
# :math:`f`.

u = 2.0**-53
M1, M2, M3 = 3 * (x + steps) ** 2, 6 * (x + steps), 6
phi = 2 * u / (1 - 2 * u) * (x + steps) ** 3
rounding = (u * (x + steps) * M1 + phi) / steps
forward_bound = steps * M2 / 2 + rounding + phi / steps
central_bound = steps**2 * M3 / 6 + rounding
forward_bound += 4 * u * (forward_bound + true)
central_bound += 4 * u * (central_bound + true)

# %%
# Where :math:`h` is so small that :math:`x + h` or :math:`x - h` is :math:`x`
# itself, the step is lost. ``numerical_diff`` refuses such a step with a
# ``ValueError``, and its curve ends there. ``forward_difference`` never checks:
# it is kept to show what happens.


def draw(title, **limits):
    figure = plt.figure(figsize=(5.2, 4), layout="constrained")
    axes = figure.add_subplot(xscale="log", yscale="log", **limits)
    axes.axvspan(1e-51, lost, color="0.88", label="step lost")
    thin = {"color": "black", "linewidth": 1.2, "zorder": 3}
    axes.plot(steps, forward_bound, "-", label="bound, forward", **thin)
    axes.plot(steps, central_bound, "--", label="bound, central", **thin)
    axes.plot(steps, forward, "C1.", markersize=5, label="error, forward")
    axes.plot(steps, central, "C0x", markersize=5, label="error, central")
    axes.set(title=title, xlabel="step $h$", ylabel="error")
    return axes


# %%
# First all the steps, also those that are too small to have any effect.

title = "Error of the slope of $x^3$ at 5, all steps"
axes = draw(title, xlim=(1e-51, 1), ylim=(1e-15, 1e9))
arrow = {"arrowstyle": "->"}
note = "forward slope is 0:\nthe error is all of 75"
axes.annotate(note, (1e-35, true), (1e-49, 1e5), arrowprops=arrow)
axes.legend(loc="lower left")

# %%
# **What to see:** below some :math:`10^{-16}` the step is lost and the forward
# difference answers 0 for every :math:`h`, where the slope is 75, and nothing
# says so.
#
# .. In words: Errors of both differences against the step, on logarithmic axes,
#    from a large step at the right to a tiny one at the left. Far to the left,
#    in a shaded area, the step is lost: the forward error lies on a level line
#    there, and the central one ends.
#
# The right-hand end of that figure holds what one needs to choose a step, so
# here it is alone.

title = "Error of the slope of $x^3$ at 5, useful steps"
axes = draw(title, xlim=(1e-17, 1), ylim=(1e-12, 1e14))
best = steps[np.argmin(central_bound)]
axes.axvline(best, ymax=0.45, color="C2", label="least bound, central")
beside = {"va": "center", "arrowprops": arrow}
axes.annotate("rounding\ntakes over", (best, 4e-11), (3e-10, 4e-11), **beside)
axes.annotate("$h = 10^{-4}$", (1e-4, 1e-8), (5e-4, 4e-11), **beside)
axes.legend(loc="upper right")
plt.show()

# %%
# **What to see:** from the right, the central error falls twice as steeply as
# the forward one, until rounding takes over at the green line and the bound
# rises again towards smaller :math:`h`; the errors scatter below their bounds,
# and none lies above.
#
# .. In words: The right-hand part of the same axes. From the right both errors
#    fall, the central one twice as steeply, until they reach a lowest place and
#    scatter upwards again to the left. Two lines, the bounds, lie above all
#    points.
