"""What does the network of two layers look like?
==============================================

The network of section 4.5, with as many inputs, hidden units and outputs as the
book gives it. Where do its weights and biases sit?
"""

# %%
# The shapes are those of the arrays of parameters.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import TwoLayerNet

net = TwoLayerNet(784, 50, 10, rng=0)
shape = {name: array.shape for name, array in net.params.items()}
sizes = [*shape["W1"], shape["W2"][1]]

# %%
# Of each layer the figure has a few units alone; the dots stand for the rest.

figure, axes = plt.subplots(figsize=(5.2, 4.2), layout="constrained")
axes.set(title="A network of two layers", xlim=(-0.6, 4.6), ylim=(-1.2, 4.0))
axes.axis("off")
for left, start, end in np.ndindex(2, 4, 4):
    axes.plot([2 * left, 2 * left + 2], [start, end], color="0.75", lw=1)
circle = {"color": "white", "mec": "C0", "mew": 2, "markersize": 26}
names = ("inputs", "hidden units", "classes")
for column, name, size in zip((0, 2, 4), names, sizes, strict=True):
    axes.plot([column] * 4, range(4), "o", **circle)
    axes.plot([column] * 3, [-0.65, -0.5, -0.35], "C0.", markersize=4)
    axes.text(column, -1.1, f"{size} {name}", ha="center")
for column, n in ((1, 1), (3, 2)):
    rows, columns = shape[f"W{n}"]
    text = f"$W_{n}$: ${rows} \\times {columns}$\n$b_{n}$: ${columns}$"
    axes.text(column, 3.35, text, ha="center", color="C1")
plt.show()

# %%
# **What to see:** every unit is joined to every unit of the layer before it.
# Nearly all of the weights are between the inputs and the hidden units.
#
# .. In words: Three columns of circles, the inputs, the hidden units and the
#    classes, each going on below in dots. Lines join every circle to every
#    circle of the next column. Above each set of lines stand the shapes of its
#    weights and of its biases.
