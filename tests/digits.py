"""Real data: the handwritten digits that scikit-learn ships, 1797 images of 8 by 8 pixels."""

from functools import cache

import numpy as np
from sklearn.datasets import load_digits


@cache
def digits():
    """Return the images as rows of 64 numbers in [0, 1], and the digits that they show."""
    data = load_digits()
    return np.asarray(data.data) / 16.0, np.asarray(data.target)


def pair(first, second):
    """Return the images of two digits alone, with labels 0 and 1."""
    x, t = digits()
    chosen = (t == first) | (t == second)
    return x[chosen], (t[chosen] == second).astype(int)
