"""What does a network do while it learns?
=======================================

Figure :ledger:`F4.1-2` of section 4.1. Learning is a short loop. Which are its
steps, and which section of the chapter makes each of them?
"""

# %%
# Four steps stand at the corners of a square, with the sections that explain
# them.

import matplotlib.pyplot as plt

STEPS = [
    ((0, 1), "draw a mini-batch\n(4.2.3)"),
    ((1, 1), "measure the loss\n(4.2)"),
    ((1, 0), "take its gradient\n(4.3, 4.4)"),
    ((0, 0), "move each weight\na little (4.4.1)"),
]
BOX = {"boxstyle": "round,pad=0.5", "facecolor": "white", "ec": "C0", "lw": 2}

# %%
# An arrow ends where the box of its step begins.

figure, axes = plt.subplots(figsize=(5.2, 2.9), layout="constrained")
axes.set(title="The loop of learning", xlim=(-0.5, 1.5), ylim=(-0.4, 1.4))
axes.axis("off")
centre = {"ha": "center", "va": "center", "bbox": BOX}
boxes = [axes.text(*place, text, **centre) for place, text in STEPS]
figure.draw_without_rendering()
for box, after in zip(boxes, boxes[1:] + boxes[:1], strict=True):
    arrow = {"arrowstyle": "->", "lw": 2, "color": "C1", "mutation_scale": 20}
    arrow |= {"patchA": box.get_bbox_patch(), "patchB": after.get_bbox_patch()}
    ends = box.get_position(), after.get_position()
    axes.annotate("", ends[1], ends[0], arrowprops=arrow)
plt.show()

# %%
# **What to see:** each turn draws another mini-batch, a small part of the data,
# and moves the weights a little. You stop when the loss is small enough.
#
# .. In words: Four boxes at the corners of a square, joined clockwise by
#    arrows. Draw a mini-batch; measure the loss; take its gradient; move each
#    weight a little; and from there back to the first box.
