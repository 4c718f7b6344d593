"""What does a loss say of an output?
==================================

Figure :ledger:`F4.2-8` of section 4.2. A loss is one number that says how bad
an output is. Which numbers do three outputs get, from good to bad?
"""

# %%
# The right answer is class 1. It has the largest output in the first two, which
# would both be counted as right, and a small one in the third.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import cross_entropy_error, sum_squares_error

t = np.array([0, 1, 0])
outputs = {
    "sure, right": np.array([0.1, 0.8, 0.1]),
    "hesitant, right": np.array([0.3, 0.4, 0.3]),
    "sure, wrong": np.array([0.8, 0.1, 0.1]),
}
squared = [sum_squares_error(y, t) for y in outputs.values()]
entropy = [cross_entropy_error(y, t) for y in outputs.values()]

# %%
# The bar of the right answer is hatched.


def draw_outputs(panels):
    for axes, (name, y) in zip(panels, outputs.items(), strict=True):
        axes.bar(range(3), y, color=["0.7", "C2", "0.7"], hatch=["", "//", ""])
        axes.set(title=name, xlabel="class $k$", xticks=range(3))
    panels[0].set(ylabel="output $y_k$", ylim=(0, 1), yticks=[0, 0.5, 1])


# %%
# Below each output stand its two losses.

figure = plt.figure(figsize=(5.2, 4.7), layout="constrained")
above, below = figure.subfigures(2, 1)
draw_outputs(above.subplots(1, 3, sharey=True))
axes, place = below.subplots(), np.arange(3)
sums = axes.bar(place - 0.17, squared, 0.34, color="C1")
logarithms = axes.bar(place + 0.17, entropy, 0.34, color="C0")
axes.bar_label(sums, fmt="%.2f")
axes.bar_label(logarithms, fmt="%.2f")
names = ["squared error", "cross entropy error"]
axes.legend([sums, logarithms], names, loc="upper left")
axes.set(title="The loss of each", ylabel="loss $L$", ylim=(0, 2.8))
axes.set(xlabel="output", yticks=[0, 0.5, 1, 1.5, 2, 2.5])
axes.set_xticks(place, outputs)
plt.show()

# %%
# **What to see:** from left to right the output at the right answer shrinks,
# and both losses grow. They distinguish the hesitant output from the sure one,
# although both are right.
#
# .. In words: Above, three panels of bars for three outputs of three classes.
#    The bar of the right answer is tall in the first, little taller than the
#    others in the second, and small in the third. Below, pairs of bars, the two
#    losses, which grow from output to output.
