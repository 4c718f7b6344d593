"""E4.2.4-11: labels in a column are looked up in every row."""

import numpy as np


def cross_entropy_error(y, t):
    t = np.asarray(t)
    if t.shape == y.shape:
        return -np.sum(t * np.log(y + 1e-7)) / (y.size // y.shape[-1])
    y = np.atleast_2d(y)
    if np.any((t < 0) | (t >= y.shape[1])):
        raise ValueError("labels: from 0 to the number of classes - 1")
    return -np.sum(np.log(y[np.arange(len(y)), t] + 1e-7)) / len(y)
