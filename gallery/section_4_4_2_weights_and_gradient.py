"""What does the gradient of a network say?
========================================

Figure :ledger:`F4.4-4` of section 4.4.2. The network has a matrix of six
weights, so its gradient is a matrix of six slopes. Which weight should grow,
which should shrink, and does it help?
"""

# %%
# Weights, input and right answer are those of the chapter's example; the ledger
# keeps them with the printed gradient, :ledger:`O4.4.2-3`. The right answer is
# the last of the three outputs.

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from chapter4 import SimpleNet, ledger

example = {}
exec(ledger.output("O4.4.2-3").setup, example)
net, x, t = example["net"], example["x"], example["t"]
W, dW = net.W.copy(), net.gradient(x, t)

# %%
# Row :math:`i` of either matrix belongs to input :math:`i`, column :math:`j` to
# output :math:`j`, so that it shows :math:`w_{ij}` above and the slope along it
# below. Blue is negative, orange positive.

figure = plt.figure(figsize=(5.2, 4.5), layout="constrained")
panels = figure.subplots(2, 1)
hues = LinearSegmentedColormap.from_list("signs", ["C0", "white", "C1"])
for axes, matrix in zip(panels, (W, dW), strict=True):
    look = {"vmin": -1.5, "vmax": 1.5, "aspect": "auto"}
    colours = axes.imshow(matrix, cmap=hues, **look)
    for (i, j), value in np.ndenumerate(matrix):
        axes.text(j, i, f"${value:.3f}$", ha="center", va="center")
    axes.set(xlabel="output $j$", ylabel="input $i$")
    axes.set_xticks(range(3), ["1", "2", "3"])
    axes.set_yticks(range(2), ["1", "2"])
    axes.grid(visible=False)
    axes.tick_params(length=0)
panels[0].set_title("Weights, $W$")
panels[1].set_title("Gradient, $\\partial L / \\partial W$")
figure.colorbar(colours, ax=panels, label="value")

# %%
# **What to see:** only the last column of the gradient is negative. Both inputs
# are positive, so the weights to the right answer must grow to lower the loss,
# and the others shrink; those from the larger input, the second, by more.
#
# .. In words: Two tables of two rows and three columns, coloured by value. All
#    six weights are positive. In the gradient the last column is negative and
#    the other two are positive, and the second row is larger in size than the
#    first.
#
# A step against the gradient does just that. We take thirty, and note the loss
# after each.

losses = [net.loss(x, t)]
for _ in range(30):
    net = SimpleNet(net.W - 0.5 * net.gradient(x, t))
    losses.append(net.loss(x, t))

figure, axes = plt.subplots(layout="constrained")
axes.plot(losses, "-o")
axes.set(title="The loss of the network under repeated steps")
axes.set(xlabel="step", ylabel="loss $L$", ylim=(0, 1))
plt.show()

# %%
# **What to see:** the loss falls at every step, quickly at first and slower as
# the output at the right answer nears 1.
#
# .. In words: A falling curve of dots: the loss of the network after each step.
#    It drops quickly at first and then ever more slowly towards zero.
