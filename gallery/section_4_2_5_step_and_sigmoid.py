"""Which of these two can be learned with?
=======================================

Figure :ledger:`F4.2-4` of section 4.2.5. The step function and the sigmoid both
turn a number into something from 0 to 1. A method that follows slopes can use
only one of them.
"""

# %%
# At each marked point we take the slope with ``numerical_diff``, and draw a
# short piece of the tangent.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import numerical_diff, sigmoid, step_function


def draw(axes, f):
    for piece in (np.linspace(-6, 0, 200), np.linspace(1e-9, 6, 200)):
        axes.plot(piece, f(piece), "C0")
    for x in (-4.0, -1.5, 1.5, 4.0):
        slope, ends = numerical_diff(f, x), x + np.array([-0.9, 0.9])
        axes.plot(ends, f(x) + slope * (ends - x), "C1--", linewidth=3)
        axes.plot(x, f(x), "C1o")
        axes.text(x + 0.2, f(x) + 0.14, f"{slope:.3f}", ha="right")
    axes.set(ylabel="output", ylim=(-0.25, 1.35))


# %%
# Both functions rise from 0 to 1: the step function at once, the sigmoid
# gradually.

figure = plt.figure(figsize=(5.2, 4.7), layout="constrained")
above, below = figure.subplots(2, 1, sharex=True)
draw(above, step_function)
above.set(title="Step function, with its slopes")
draw(below, sigmoid)
below.set(title="Sigmoid, with its slopes", xlabel="$x$")
plt.show()

# %%
# **What to see:** every slope of the step function is 0, so a small change of a
# weight before it has no effect. The sigmoid has a slope everywhere, although a
# small one where it is nearly flat.
#
# .. In words: Two panels with four tangents each. The step function is flat on
#    both sides of its jump, and all four of its tangents are level. The sigmoid
#    rises smoothly, and its tangents lean: clearly near the middle, slightly
#    far out.
