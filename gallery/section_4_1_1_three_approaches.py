"""Which part of the program is learned?
=====================================

Figure :ledger:`F4.1-1` of section 4.1.1. A program is to say which digit an
image shows. A person can write all of it, some of it, or only the frame in
which data fill in the rest.
"""

# %%
# Each row of the figure below is one way from an image to the answer. A row is
# a list of stages; the dashed ones are made by hand, the solid ones are learned
# from examples.

import matplotlib.pyplot as plt
from matplotlib.patches import Patch
from sklearn.datasets import load_digits

BY_HAND = {"facecolor": "white", "edgecolor": "C1", "linestyle": "--", "lw": 2}
LEARNED = {"facecolor": "C0", "edgecolor": "C0", "linestyle": "-", "lw": 2}
ROWS = ["end to end", "features and learning", "rules"]
STAGES = [
    (2, 5.0, "rules that a person writes", BY_HAND),
    (1, 3.4, "features by hand", BY_HAND),
    (1, 6.9, "learning", LEARNED),
    (0, 5.0, "one network, from the pixels", LEARNED),
]

# %%
# The image at the left is a real one, the first of the digits that scikit-learn
# ships. All three rows begin with the same pixels and end with the same kind of
# answer; only what lies between them differs.

MIDDLE = {"ha": "center", "va": "center"}
image = load_digits().images[0]


def draw_row(axes, row, name):
    axes.text(5, row + 0.5, name, fontstyle="italic", **MIDDLE)
    square = (-0.3, 1.0, row - 0.32, row + 0.32)
    axes.imshow(image, cmap="Greys", extent=square, aspect="auto")
    axes.annotate("", (9.0, row), (1.1, row), arrowprops={"arrowstyle": "->"})
    axes.text(9.5, row, "0", fontsize=22, **MIDDLE)


# %%
# What is made by hand has to be made anew for the next problem; what is learned
# needs other examples.

figure, axes = plt.subplots(figsize=(5.2, 4), layout="constrained")
axes.set(title="Three approaches: rules, features, end to end")
axes.set(xlim=(-0.5, 10), ylim=(-1, 2.8))
axes.axis("off")
for row, name in enumerate(ROWS):
    draw_row(axes, row, name)
for row, place, text, kind in STAGES:
    box = kind | {"boxstyle": "round,pad=0.5"}
    ink = "black" if kind is BY_HAND else "white"
    axes.text(place, row, text, color=ink, bbox=box, **MIDDLE)
key = [Patch(**BY_HAND), Patch(**LEARNED)]
axes.legend(key, ["made by hand", "learned"], loc="lower center", ncols=2)
plt.show()

# %%
# **What to see:** from top to bottom the share that a person makes shrinks,
# until the network in the last row takes the pixels themselves, and the same
# program serves for any classes that come with examples.
#
# .. In words: Three rows from one and the same image of a zero to its answer.
#    In the first a person writes rules, a dashed box. In the second features
#    made by hand, dashed, come before learning, solid. In the third one network
#    goes from the pixels to the answer, a single solid box.
