"""Which part of the program is learned?
=====================================

Figure :ledger:`F4.1-1` of section 4.1.1.
A program is to say which digit an image shows. A person can write all of it, some of it, or only the frame in which
data fill in the rest.
"""

# %%
# Each row of the figure below is one way from an image to the answer. A row is a list of stages; the dashed ones are
# made by hand, the solid ones are learned from examples.

import matplotlib.pyplot as plt
from sklearn.datasets import load_digits

BY_HAND = {"facecolor": "white", "edgecolor": "C1", "linestyle": "--", "linewidth": 2}
LEARNED = {"facecolor": "C0", "edgecolor": "C0", "linestyle": "-", "linewidth": 2}

ROWS = [
    ("rules", [(5.0, "rules that a person writes", BY_HAND)]),
    ("features and learning", [(3.4, "features by hand", BY_HAND), (6.9, "learning", LEARNED)]),
    ("end to end", [(5.0, "one network, from the pixels", LEARNED)]),
]

# %%
# The image at the left is a real one, the first of the digits that scikit-learn ships. All three rows begin with the
# same pixels and end with the same kind of answer; only what lies between them differs.

figure, axes = plt.subplots(figsize=(6.4, 5.0), layout="constrained")
axes.set(title="Three approaches: rules, features, end to end", xlim=(-0.5, 10), ylim=(-1.1, 2.8))
axes.axis("off")
image = load_digits().images[0]
for height, (name, stages) in zip((2, 1, 0), ROWS, strict=True):
    axes.text(5, height + 0.5, name, ha="center", va="center", color="0.3", fontstyle="italic")
    axes.imshow(image, cmap="Greys", extent=(-0.3, 1.0, height - 0.32, height + 0.32), aspect="auto")
    axes.annotate("", (9.0, height), (1.1, height), arrowprops={"arrowstyle": "->", "zorder": 0})
    for place, text, kind in stages:
        ink = "white" if kind is LEARNED else "black"
        axes.text(place, height, text, color=ink, ha="center", va="center", bbox=kind | {"boxstyle": "round,pad=0.5"})
    axes.text(9.5, height, "0", fontsize=22, ha="center", va="center")
axes.legend([plt.Rectangle((0, 0), 1, 1, **kind) for kind in (BY_HAND, LEARNED)], ["made by hand", "learned"], ncols=2)
axes.get_legend().set_loc("lower center")
plt.show()

# %%
# **What to see:** from top to bottom the share that a person makes shrinks, until the network in the last row takes
# the pixels themselves, and the same program serves for any classes that come with examples.
#
# .. In words: Three rows from one and the same image of a zero to its answer. In the first a person writes rules,
#    a dashed box. In the second features made by hand, dashed, come before learning, solid. In the third one
#    network goes from the pixels to the answer, a single solid box.
