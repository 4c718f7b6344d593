"""What does descent look like as it goes?
=======================================

Figure :ledger:`F4.4-8` of section 4.4.1, to statement :ledger:`C4.4.1-1`:
descent approaches the origin step by step. How do three rates differ on the
way?
"""

# %%
# The three starts lie at the same distance from the lowest point. The third
# rate is too large to keep to one side of it, but not too large to arrive.

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.animation import FuncAnimation

from chapter4 import descent_path, function_2

starts, rates = ([-3.0, 4.0], [3.0, 4.0], [5.0, 0.0]), (0.03, 0.1, 0.9)
paths = [
    descent_path(function_2, start, lr=rate, step_num=24)
    for start, rate in zip(starts, rates, strict=True)
]
axis = np.linspace(-5.6, 5.6, 101)
grid = np.array(np.meshgrid(axis, axis))

# %%
# A film shows one step after the other, and lasts about four seconds. Its last
# picture has the whole way.

figure, axes = plt.subplots(figsize=(5.2, 4.4), layout="constrained")
rings = {"colors": "0.75", "linestyles": "--", "linewidths": 1}
axes.contour(*grid, function_2(grid), levels=[1, 4, 9, 16, 25, 36], **rings)
axes.set(title="Descent with three rates, step by step", aspect="equal")
axes.set(xlabel="$x_0$", ylabel="$x_1$")
lines = [axes.plot([], [], look)[0] for look in ("C2s-", "C0o-", "C1^-")]
axes.legend(lines, [f"$\\eta = {rate}$" for rate in rates], loc="lower left")


def show(step):
    for line, path in zip(lines, paths, strict=True):
        line.set_data(*path[: step + 1].T)
    return lines


animation = FuncAnimation(figure, show, frames=25, interval=160, repeat=False)
figure.draw_without_rendering()
show(24)
plt.show()

# %%
# **What to see:** the smallest rate creeps, the middle one hurries and then
# settles, and the largest leaps over the lowest point at every step and yet
# comes nearer each time.
#
# .. In words: Rings of equal height round the origin, and three paths from
#    three starts at the same distance. One path creeps and stops half-way, one
#    walks straight to the middle in shrinking steps, and one leaps back and
#    forth across it along a line, each leap shorter than the last.
