"""How much does a wrong answer cost?
==================================

Figure :ledger:`F4.2-2` of section 4.2.2. Two losses look at one and the same
output of a network: the squared error and the cross entropy error. How do they
fall as the output at the right answer grows?
"""

# %%
# We let the output at the right answer, :math:`y_t`, go from 0 to 1, and share
# what remains evenly among the nine other classes.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import cross_entropy_error, ledger, sum_squares_error

right, t = np.linspace(0.001, 1, 400), np.eye(10)[2]
outputs = [np.where(t == 1, y_t, (1 - y_t) / 9) for y_t in right]
squared = [sum_squares_error(y, t) for y in outputs]
entropy = [cross_entropy_error(y, t) for y in outputs]

# %%
# The chapter prints both losses of two outputs, one that is 0.6 at the right
# answer and one that is 0.1. The ledger knows the outputs and the printed
# losses, so the points come from there.


def example(id):
    output, namespace = ledger.output(id), {}
    exec(output.setup, namespace)
    return namespace["y"][namespace["t"] == 1][0], float(output.printed)


# %%
# The curves are the losses of our outputs, the points those of the chapter's.

figure, axes = plt.subplots(layout="constrained")
axes.plot(right, entropy, "C0-", label="cross entropy error")
axes.plot(right, squared, "C1--", label="squared error")
for name, look, ids in (
    ("cross entropy error, printed", "C0o", ("O4.2.2-1", "O4.2.2-2")),
    ("squared error, printed", "C1s", ("O4.2.1-1", "O4.2.1-2")),
):
    axes.plot(*zip(*map(example, ids), strict=True), look, label=name)
axes.set(title="The loss against the output at the right answer")
axes.set(xlabel="output at the right answer, $y_t$", ylabel="loss $L$")
axes.set(xlim=(0, 1.02), ylim=(-0.1, 5))
axes.legend()
plt.show()

# %%
# **What to see:** both losses fall to 0 as :math:`y_t` grows to 1, but only the
# cross entropy error shoots up at the left: to 16.1 with the chapter's offset,
# and without bound if there were none. Its points lie on its curve, because it
# sees no other output. The squared error sees all outputs, and the chapter's do
# not share the rest evenly: its points lie off its curve, the upper visibly.
#
# .. In words: Two falling curves of the loss against the output at the right
#    answer. The cross entropy error, solid, shoots up towards the left edge;
#    the squared error, dashed, stays low. Both meet the axis at the right end.
#    Four markers show the losses that the chapter prints.
