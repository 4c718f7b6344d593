"""Can a network learn from numerical gradients alone?
===================================================

The network of section 4.5, the book's next step after the chapter, and the
small images of digits from scikit-learn. Each step of the training does what
the chapter has shown: it draws a mini-batch, measures its loss, computes the
gradient by central differences, and goes a step downhill.
"""

# %%
# Of the 1797 images, 360 are set aside to be asked about later; the network
# never learns from them.

import time

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits

from chapter4 import TwoLayerNet, sample_mini_batch

data = load_digits()
x, t = data.data / 16, data.target
order = np.random.default_rng(0).permutation(len(x))
held_out, known = order[:360], order[360:]

# %%
# Twenty hidden units and mini-batches of fifty images, so that it takes a
# second or so. Before each step we note the loss of the mini-batch and the
# accuracy on the images set aside, and how long the gradient takes.


def train(gradients, steps=100, rate=2.0):
    rng = np.random.default_rng(1)
    net = TwoLayerNet(64, 20, 10, weight_init_std=0.2, rng=rng)
    losses, accuracies, seconds = [], [], 0.0
    for _ in range(steps):
        batch = sample_mini_batch(x[known], t[known], 50, rng)
        losses.append(net.loss(*batch))
        accuracies.append(net.accuracy(x[held_out], t[held_out]))
        start = time.perf_counter()
        slopes = gradients(net, *batch)
        seconds += time.perf_counter() - start
        for name in net.params:
            net.params[name] -= rate * slopes[name]
    return losses, accuracies, seconds


# %%
# Then the same steps once more, from the same start and with the same
# mini-batches, but with the gradient by backpropagation.


def differences(net, x, t):
    return net.numerical_gradient(x, t, structured=True)


by_differences, backward = train(differences), train(TwoLayerNet.gradient)
slow, fast = by_differences[2], backward[2]
print(f"central differences: {slow:.2f} s, backpropagation: {fast:.3f} s")
print(f"backpropagation is {slow / fast:.0f} times faster")

# %%
# Both trainings go into one figure.

figure = plt.figure(figsize=(5.2, 4.7), layout="constrained")
above, below = figure.subplots(2, 1, sharex=True)
for (losses, accuracies, _), look, width, label in (
    (by_differences, "C5-", 6, "central differences"),
    (backward, "k--", 1.2, "backpropagation"),
):
    above.plot(losses, look, linewidth=width, label=label)
    below.plot(accuracies, look, linewidth=width, label=label)
above.set(title="Loss of the mini-batch", ylabel="loss $L$", ylim=(0, None))
below.set(title="Accuracy on images set aside", ylabel="accuracy")
below.set(xlabel="step", ylim=(0, 1))
above.legend()
plt.show()

# %%
# **What to see:** the loss falls, noisily, for each step has another
# mini-batch, and the network comes to recognise nine in ten of the images that
# it never saw. In each panel the two lines lie on each other: the two gradients
# differ by far less than the width of a line.
#
# .. In words: Two panels against the step of the training. The loss of the
#    mini-batch falls in a ragged line. The accuracy on images set aside climbs
#    quickly and then flattens near the top. In both panels the lines of the two
#    ways to take the gradient lie on each other.
#
# Backpropagation, the subject of the book's next chapter, computes the gradient
# many times faster; the numbers above are those of the machine that drew this.
# :doc:`How fast it is </speed>` tells how far a longer training comes.
