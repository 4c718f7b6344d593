"""Sound, and no more than the two losses: the rest of the chapter is not asked."""

import numpy as np


def sum_squares_error(y, t):
    if y.shape != t.shape:
        raise ValueError("y and t differ in shape")
    return 0.5 * np.sum((y - t) ** 2)


def cross_entropy_error(y, t):
    t = np.asarray(t)
    classes = np.arange(y.shape[-1])
    if t.ndim < y.ndim:
        if not np.isin(t, classes).all():
            raise ValueError("a label is outside the classes")
        t = t[..., np.newaxis] == classes
    if t.shape != y.shape:
        raise ValueError("y and t differ in shape")
    return -np.sum(t * np.log(y + 1e-7)) / (y.size // y.shape[-1])
