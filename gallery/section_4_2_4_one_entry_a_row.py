"""How does one line pick an output from each row?
===============================================

Figure :ledger:`F4.2-7` of section 4.2.4. A batch of outputs is a table with a
row for each sample. The loss needs one number of each row.
"""

# %%
# Three samples and three classes. The index ``y[np.arange(3), t]`` pairs each
# row with its label, and picks the entry at which the two meet.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import cross_entropy_error

y = np.array([[0.1, 0.2, 0.7], [0.5, 0.25, 0.25], [0.2, 0.6, 0.2]])
t = np.array([2, 0, 1])
picked = y[np.arange(3), t]
lit = np.zeros(y.shape)
lit[np.arange(3), t] = 1

# %%
# The rows are the samples, with their labels, and the columns the classes. The
# picked cells are lit.


def draw_table(axes):
    axes.imshow(lit, cmap="Blues", vmin=0, vmax=2, aspect="auto")
    for (n, k), value in np.ndenumerate(y):
        axes.text(k, n, f"{value:g}", ha="center", va="center")
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.set_xlabel("class $k$", x=1.5 / 7.2)
    axes.set_ylabel("sample $n$", labelpad=8)
    axes.set_xticks(range(3))
    axes.set_yticks(range(3), [f"{n}, $t = {t[n]}$" for n in range(3)])
    axes.set_frame_on(False)
    axes.tick_params(length=0)
    axes.grid(visible=False)


# %%
# From each row an arrow leads to minus the logarithm of its cell, and below
# these stands their mean, the loss of the batch.

figure, axes = plt.subplots(figsize=(5.2, 3), layout="constrained")
draw_table(axes)
arrow = {"arrowstyle": "->", "lw": 2, "color": "C1"}
for n, p in enumerate(picked):
    axes.annotate("", (3.8, n), (2.6, n), arrowprops=arrow)
    axes.text(3.95, n, f"$-\\log\\,{p:g} = {-np.log(p):.3f}$", va="center")
axes.text(3.95, 3, f"mean: {cross_entropy_error(y, t):.3f}", color="C1")
axes.set(xlim=(-0.5, 6.7), ylim=(3.3, -0.5))
axes.set_title("One output of each row, and the mean loss", pad=14)
plt.show()

# %%
# **What to see:** each row gives one number, the output at its right answer.
# The others take no part in the loss.
#
# .. In words: A table of three rows and three columns of outputs. One cell is
#    lit in each row: the last in the first row, the first in the second, the
#    middle one in the third. Arrows lead to minus the logarithm of each lit
#    cell, and the mean of the three stands below.
