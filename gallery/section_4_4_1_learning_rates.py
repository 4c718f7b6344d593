"""What does a bad rate do?
========================

Figure :ledger:`F4.4-3` of section 4.4.1. The rates :math:`10^{-10}`,
:math:`0.1` and :math:`10`, a hundred steps each, all from :math:`(-3, 4)`. The
last one has a surprise.
"""

# %%
# With the rate 10, ``descent_path`` stops with an error. Its note says in which
# step, and why.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import descent_path, function_2

start = np.array([-3.0, 4.0])
small = descent_path(function_2, start, lr=1e-10, step_num=100)
good = descent_path(function_2, start, lr=0.1, step_num=100)
try:
    descent_path(function_2, start, lr=10.0, step_num=100)
except ValueError as error:
    print(error.__notes__[0])

# %%
# So we take the steps before that one, and compare them with a loop that checks
# nothing, like the reproducer of :ledger:`E4.4.1-11` in the ledger. It takes
# all hundred steps and returns a number.

large = descent_path(function_2, start, lr=10.0, step_num=9)


def slope(x, step):
    return (function_2(x + step) - function_2(x - step)) / 2e-4


def unguarded(x, lr, step_num):
    path = [x]
    for _ in range(step_num):
        x = x - lr * np.array([slope(x, step) for step in 1e-4 * np.eye(2)])
        path.append(x)
    return np.array(path)


frozen = unguarded(start, lr=10.0, step_num=100)

# %%
# We plot the distance from the lowest point. On this axis a straight line is
# growth or decay by the same factor in each step; the exact factor is :math:`|1
# - 2 \eta|`, which is 19 for the rate 10.

paths = (
    (frozen, "C1-", "$\\eta = 10$, unguarded"),
    (large, "C1o", "$\\eta = 10$, descent_path"),
    (small, "C2-.", "$\\eta = 10^{-10}$"),
    (good, "C0--", "$\\eta = 0.1$"),
)

# %%
# The dots are the steps of ``descent_path``, which checks each of them. They
# lie on the line of the loop, which checks nothing.


def draw(title, step_num, **limits):
    figure = plt.figure(figsize=(5.2, 4), layout="constrained")
    axes = figure.add_subplot(yscale="log", title=title, xlabel="step")
    axes.set(ylabel="distance from the lowest point", **limits)
    k = np.arange(step_num + 1)
    axes.plot(k, 5 * 19.0**k, "k:", label="$\\eta = 10$, exact")
    for path, look, label in paths:
        distance = np.linalg.norm(path[: step_num + 1], axis=1)
        axes.plot(distance, look, label=label)
    axes.legend()
    return axes


draw("Three rates: distance against step", 100, ylim=(1e-10, 1e10))

# %%
# **What to see:** the rate 0.1 falls along a straight line, :math:`10^{-10}`
# does not seem to move, and 10 leaves the picture in its first steps. Here are
# those.
#
# .. In words: Distance from the lowest point against the step, on a logarithmic
#    axis, for three rates. One line falls straight down, one stays level, and
#    one climbs so steeply that it leaves the top of the picture at once.

title = "The first 20 steps: where the rate 10 freezes"
axes = draw(title, 20, ylim=(1e-3, 1e29), xticks=range(0, 21, 5))
axes.set_yticks(10.0 ** np.arange(0, 26, 5))
distance = np.linalg.norm(frozen[15])
note = {"ha": "center", "arrowprops": {"arrowstyle": "->"}}
axes.annotate("frozen", (15, distance), (15, 1e9), **note)
plt.show()

# %%
# **What to see:** the unguarded loop follows the exact line for about ten
# steps, until :math:`x` is so large that :math:`x + h` is :math:`x`. Then every
# difference is 0 and nothing moves any more. The number that the loop returns
# looks like a result and means nothing.
#
# .. In words: The first steps of the same axes. The dots of the largest rate
#    climb along the dotted exact line at first; then the unguarded loop leaves
#    that line and runs on level, marked frozen.
