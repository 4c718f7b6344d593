"""Which outputs make the squared error?
=====================================

Figure :ledger:`F4.2-6` of section 4.2.1. The squared error adds up ten gaps,
one for each digit. How much does each of them add?
"""

# %%
# The output and the right answer, a two, are those of the chapter's first
# example, :ledger:`O4.2.1-1`.

import matplotlib.pyplot as plt
import numpy as np

from chapter4 import ledger, sum_squares_error

example = {}
exec(ledger.output("O4.2.1-1").setup, example)
y, t, k = example["y"], example["t"], np.arange(10)

# %%
# Above, the output and the right answer side by side; below, the squares of the
# gaps between them.

figure = plt.figure(figsize=(5.2, 4.7), layout="constrained")
panels = figure.subplots(2, 1, sharex=True)
panels[0].bar(k - 0.2, y, 0.4, color="C0", label="output $y$")
panels[0].bar(k + 0.2, t, 0.4, color="C1", hatch="//", label="answer $t$")
panels[0].set(title="Output and right answer", ylim=(0, 1.1))
panels[0].set(ylabel="$y_k$ and $t_k$")
panels[0].legend()
panels[1].bar(k, (y - t) ** 2, 0.6, color="C2")
loss = sum_squares_error(y, t)
panels[1].set(title=f"Squared gaps: half of their sum is {loss:.4f}")
panels[1].set(ylabel="$(y_k - t_k)^2$", xlabel="class $k$")
panels[1].set_xticks(k)
plt.show()

# %%
# **What to see:** the gap at the right class adds most of the loss. The other
# outputs are small, and their squares are smaller still.
#
# .. In words: Two panels of bars over the ten digits. Above, the output is high
#    at the two and low at six other digits, and the answer is a single full bar
#    at the two. Below, one large bar stands at the two, and hardly anything
#    elsewhere.
