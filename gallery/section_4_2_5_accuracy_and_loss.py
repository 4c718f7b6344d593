"""Why not maximise the accuracy itself?
=====================================

Figure :ledger:`F4.2-5` of section 4.2.5. Accuracy is what we want in the end.
We move a single weight of a network, and watch both accuracy and loss.
"""

# %%
# The network has two inputs and three outputs, for images of 0, 1 and 2. Its
# inputs are the mean ink in the two middle columns and in the lower half of the
# image. All weights stay as they are but :math:`w_{13}`, which leads from the
# first input to the third output.

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits

from chapter4 import SimpleNet

data = load_digits(n_class=3)
ink, t = data.images / 16, data.target
middle, lower = ink[:, :, 3:5], ink[:, 4:]
x = np.transpose([part.mean(axis=(1, 2)) for part in (middle, lower)])


def measure(weight):
    net = SimpleNet([[-4.0, 4.0, weight], [7.0, -7.0, 0.0]])
    return np.mean(np.argmax(net.predict(x), axis=1) == t), net.loss(x, t)


# %%
# First over a wide range of the weight.


def draw(weights, title):
    figure = plt.figure(figsize=(5.2, 4.4), layout="constrained")
    above, below = figure.subplots(2, 1, sharex=True)
    accuracies, losses = np.transpose([measure(weight) for weight in weights])
    above.plot(weights, accuracies, "C1", drawstyle="steps-mid")
    above.set(title=f"Accuracy {title}", ylabel="accuracy")
    below.plot(weights, losses, "C0")
    below.set(title=f"Loss {title}", ylabel="loss $L$")
    below.set_xlabel("one weight, $w_{13}$")
    return above, below


lens = (1.0, 1.1)
panels = draw(np.linspace(-4, 6, 401), "over a wide range of one weight")
for axes in panels:
    axes.axvspan(*lens, color="C2", label="enlarged below")
panels[0].legend(loc="lower left")

# %%
# **What to see:** from afar the accuracy seems to rise to a peak and to fall.
# Already here it is level over most of the range, while the loss slopes
# everywhere but at its lowest point.
#
# .. In words: Two panels, one above the other, over a wide range of one weight.
#    The accuracy is level at the left, rises in the middle to a peak, falls and
#    is level again at the right. The loss below it is a smooth valley. A narrow
#    band marks the piece that the next picture enlarges.
#
# Then the same through a lens, over a hundredth of that range.

draw(np.linspace(*lens, 401), "over a hundredth of that range")
plt.show()

# %%
# **What to see:** through the lens the accuracy is a staircase, flat almost
# everywhere, whose slope is 0 and says nothing, and the loss is a slope that
# shows at every point which way is down.
#
# .. In words: The same two panels over a hundredth of the range. The accuracy
#    is a staircase of flat pieces with a few jumps. The loss is a smooth line
#    that rises from left to right.
