"""Do the computed slopes touch the curve?
=======================================

Figure :ledger:`F4.3-3` of section 4.3.2. The chapter differentiates
``function_1`` at 5 and at 10. A slope is right if the line with that slope,
through the point, is a tangent.
"""

# %%
# ``tangent`` returns the line itself, as a function that can be drawn.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import function_1, ledger, numerical_diff


def tangent(f, x):
    slope = numerical_diff(f, x)
    return lambda place: f(x) + slope * (place - x)


# %%
# The labels give the slopes as the chapter prints them; the ledger has them
# under :ledger:`O4.3.2-1` and :ledger:`O4.3.2-2`. The lines are drawn with the
# slopes as they are computed now.

x = np.linspace(0, 20, 201)
figure, axes = plt.subplots(figsize=(5.2, 4), layout="constrained")
axes.plot(x, function_1(x), linewidth=3, label="$f(x) = 0.01 x^2 + 0.1 x$")
for point, colour, style, id in (
    (5, "C1", "--", "O4.3.2-1"),
    (10, "C2", "-.", "O4.3.2-2"),
):
    label = f"slope at {point}: {ledger.output(id).printed}"
    axes.plot(x, tangent(function_1, point)(x), colour + style, label=label)
    axes.plot(point, function_1(point), colour + "o", markersize=9, zorder=3)
axes.set(title="A parabola with its tangents at 5 and 10")
axes.set(xlabel="$x$", ylabel="$f(x)$", xticks=range(0, 21, 5))
axes.legend(loc="upper left")
plt.show()

# %%
# **What to see:** each line touches the curve at its dot and lies below it
# elsewhere; that its slope is off by some :math:`10^{-12}` no eye can tell.
#
# .. In words: A parabola that opens upwards, and two straight lines that touch
#    it at one dot each, the second steeper than the first. The legend gives
#    their slopes with all the digits that the chapter prints.
