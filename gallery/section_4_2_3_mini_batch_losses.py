"""How well does a mini-batch stand for all the data?
==================================================

Figure :ledger:`F4.2-3` of section 4.2.3. The loss of a few samples drawn at
random is an estimate of the loss of all. How far off is it?
"""

# %%
# A simple model of all ten digits, from real images: the score of a digit is
# the likeness of the image to the mean image of that digit. Each of the 1797
# images gets one row of ten probabilities.

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits

from chapter4 import cross_entropy_error, sample_mini_batch, softmax

images, t = load_digits(return_X_y=True)
means = np.array([images[t == digit].mean(axis=0) for digit in range(10)])
y = softmax((images @ means.T - np.sum(means**2, axis=1) / 2) / 200)
full = cross_entropy_error(y, t)

# %%
# We draw a hundred mini-batches of each size, without putting samples back, and
# take the mean loss of each. Theory gives the width of their scatter from the
# spread of the single losses: it shrinks about as one over the root of the
# size, and to nothing where the batch is all the data.

rng, sizes = np.random.default_rng(4), np.array([10, 30, 100, 300, 1000])


def draw_losses(size):
    batches = [sample_mini_batch(y, t, size, rng) for _ in range(100)]
    return [cross_entropy_error(*batch) for batch in batches]


losses = [draw_losses(size) for size in sizes]
single = [cross_entropy_error(y[n], t[n]) for n in range(len(t))]
span = np.geomspace(8, 1250, 50)
left_out = (len(t) - span) / (len(t) - 1)
width = np.std(single) * np.sqrt(left_out / span)

# %%

figure, axes = plt.subplots(layout="constrained")
band = {"color": "C5", "alpha": 0.35, "label": "two standard deviations"}
axes.fill_between(span, full - 2 * width, full + 2 * width, **band)
for size, column in zip(sizes, losses, strict=True):
    places = size * np.exp(rng.uniform(-0.15, 0.15, len(column)))
    axes.plot(places, column, "C0.", alpha=0.6, markersize=5)
axes.axhline(full, color="C1", label="loss of all 1797 images")
axes.set(title="Mini-batch losses scatter about the full loss")
axes.set(xlabel="size of the mini-batch", ylabel="loss $L$", xscale="log")
axes.set_xticks(sizes, sizes.astype(str))
axes.minorticks_off()
axes.legend()
plt.show()

# %%
# **What to see:** the dots of every size scatter about the same line, so the
# loss of a mini-batch is right on average. Most batches of a hundred images are
# within a tenth of it.
#
# .. In words: Five columns of dots, the losses of mini-batches of growing size,
#    about a horizontal line, the loss of all images. The columns get shorter as
#    the batches grow, and fill a shaded band of two standard deviations to
#    either side of the line.
