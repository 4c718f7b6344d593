"""Why does the loss take a logarithm?
===================================

Figure :ledger:`F4.2-1` of section 4.2.2. The cross entropy error is minus the
natural logarithm of one number, the output at the right answer.
"""

# %%
# An output of the network is a probability: it lies between 0 and 1. Over that
# range minus the logarithm is the loss, and it is drawn bold.

import matplotlib.pyplot as plt
import numpy as np

x = np.geomspace(0.005, 1.5, 400)
used = x[x <= 1]

# %%
# The dot marks the logarithm of 1: a perfect output costs nothing. Towards the
# left edge the curves go on without end, so no loss is the largest.

figure, axes = plt.subplots(layout="constrained")
axes.plot(x, np.log(x), "C0-", label="$y = \\log x$")
axes.plot(x, -np.log(x), "C1--", linewidth=1.5, label="$y = -\\log x$")
axes.plot(used, -np.log(used), "C1-", linewidth=4, label="the loss")
axes.axhline(0, color="0.4", linewidth=1)
axes.plot(1, np.log(1), "ko", markersize=10, zorder=3)
axes.set(title="The natural logarithm, and minus it")
axes.set(xlabel="$x$", ylabel="$y$", xlim=(0, 1.5))
axes.legend(loc="lower right", bbox_to_anchor=(1, 0.05))
arrow = {"arrowstyle": "->"}
axes.annotate("$\\log 1 = 0$", (1, 0), (0.55, -2), arrowprops=arrow)
axes.annotate("grows without bound", (0.01, 4.6), (0.2, 3.9), arrowprops=arrow)
axes.annotate(
    "falls without bound", (0.01, -4.6), (0.2, -3.9), arrowprops=arrow
)
plt.show()

# %%
# **What to see:** let :math:`x` be the output at the right answer. At 1, a
# perfect output, the logarithm is 0; towards 0, a confident mistake, it falls
# without bound. With a minus before it that is a penalty.
#
# .. In words: Two curves that mirror each other in the axis and cross it at one
#    dot. The logarithm falls steeply towards minus infinity at the left edge;
#    minus the logarithm, dashed, shoots up there. Left of the dot, where it is
#    the loss, it is drawn bold.
