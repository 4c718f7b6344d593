"""Does a model that knows its training images know others?
========================================================

Figure :ledger:`F4.1-3` of section 4.1.2, to statement :ledger:`C4.1-2`. It
trains on ten real images of threes and eights, and asks about some three
hundred others.
"""

# %%
# The training images are few on purpose: every third of the first thirty. The
# images after those thirty are the test images, which the model never sees
# while it learns. An image is a row of 64 pixels, less the mean of the training
# images; the label is 0 for a three and 1 for an eight.

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits

from chapter4 import cross_entropy_error, numerical_gradient, softmax

images, digits = load_digits(return_X_y=True)
chosen = (digits == 3) | (digits == 8)
x, t = images[chosen] / 16, (digits[chosen] == 8).astype(int)
train, test = np.arange(0, 30, 3), np.arange(30, len(t))
x -= x[train].mean(axis=0)

# %%
# Descent lowers the loss on the training images alone. Before the first step
# and after each we note which share of the training images, and of the test
# images, is recognised. Nothing else in the loop knows of the test images.


def accuracy(W, x, t):
    return np.mean(np.argmax(x @ W, axis=1) == t)


def fit(labels, step_num=10):
    def loss(W):
        return cross_entropy_error(softmax(x[train] @ W), labels)

    W, history = np.zeros((64, 2)), []
    for _ in range(step_num + 1):
        on_known = accuracy(W, x[train], labels)
        history.append((on_known, accuracy(W, x[test], t[test])))
        W -= 2.0 * numerical_gradient(loss, W)
    return np.array(history)


# %%
# We fit twice: once with the true labels, once with labels drawn at random, in
# which there is nothing to be learned that could hold for another image.

by_chance = np.random.default_rng(5).integers(0, 2, len(train))
runs = {"True labels": t[train], "Random labels": by_chance}
figure, panels = plt.subplots(1, 2, sharey=True, layout="constrained")
for axes, (title, labels) in zip(panels, runs.items(), strict=True):
    history = fit(labels)
    axes.plot(history[:, 0], "-o", label="training")
    axes.plot(history[:, 1], "--s", label="test")
    axes.set(title=title, xlabel="step", ylim=(0, 1.05))
panels[0].set_ylabel("accuracy")
panels[0].legend(loc="lower right")
figure.suptitle("Accuracy on training and on test images")
plt.show()

# %%
# **What to see:** both models end up without an error on their training images,
# and only the test images tell that the left one has learned something of
# threes and eights, and the right one ten answers by heart.
#
# .. In words: Two panels of accuracy against the step, for training images and
#    for test images. With true labels training accuracy rises to the top and
#    test accuracy stays somewhat below it. With random labels training accuracy
#    rises to the top as well, while test accuracy stays near one half.
