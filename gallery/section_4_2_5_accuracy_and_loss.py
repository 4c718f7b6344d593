"""Why not maximise the accuracy itself?
=====================================

Figure :ledger:`F4.2-5` of section 4.2.5.
Accuracy is what we want in the end. We move a single weight of a network, and watch both accuracy and loss.
"""

# %%
# The network has two inputs and three outputs, for images of 0, 1 and 2. Its inputs are the mean ink in the two
# middle columns and in the lower half of the image. All weights stay as they are but :math:`w_{13}`, which leads from
# the first input to the third output.

import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits

from chapter4 import SimpleNet

data = load_digits(n_class=3)
ink = data.images / 16
x, t = np.column_stack([ink[:, :, 3:5].mean(axis=(1, 2)), ink[:, 4:].mean(axis=(1, 2))]), data.target


def measure(weight):
    net = SimpleNet([[-4.0, 4.0, weight], [7.0, -7.0, 0.0]])
    return np.mean(np.argmax(net.predict(x), axis=1) == t), net.loss(x, t)


# %%
# First over a wide range of the weight, from a bird's eye.


def draw(weights, title):
    panels = plt.figure(figsize=(6.4, 5.2), layout="constrained").subplots(2, 1, sharex=True)
    accuracies, losses = np.array([measure(weight) for weight in weights]).T
    panels[0].plot(weights, accuracies, drawstyle="steps-mid", color="C1")
    panels[0].set(title=f"Accuracy, {title}", ylabel="accuracy")
    panels[1].plot(weights, losses, color="C0")
    panels[1].set(title=f"Loss, {title}", ylabel="loss $L$", xlabel="one weight, $w_{13}$")
    return panels


lens = (1.0, 1.1)
for axes in draw(np.linspace(-4, 6, 401), "one weight from -4 to 6"):
    axes.axvspan(*lens, color="C2", label="enlarged below")
axes.legend(loc="upper center")

# %%
# **What to see:** from afar the accuracy, like the loss, seems to slope up and down on either side of its best weight.
#
# .. In words: Two panels, one above the other, over a wide range of one weight. The accuracy rises to a peak and
#    falls again, in what looks like a rough curve. The loss below it is a smooth valley. A narrow band marks the
#    piece that the next picture enlarges.
#
# Then the same through a lens, over a hundredth of that range.

draw(np.linspace(*lens, 401), "the weight from 1.0 to 1.1")
plt.show()

# %%
# **What to see:** through the lens the accuracy is a staircase, flat almost everywhere, whose slope is 0 and says
# nothing, and the loss is a slope that shows at every point which way is down.
#
# .. In words: The same two panels over a hundredth of the range. The accuracy is a staircase of flat pieces with a
#    few jumps. The loss is a smooth line that rises from left to right.
