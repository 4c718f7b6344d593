"""E4.2.4-7: the label form weighs every sample by its label."""

import numpy as np


def cross_entropy_error(y, t):
    batch_size = y.shape[0]
    return -np.sum(t * np.log(y[np.arange(batch_size), t] + 1e-7)) / batch_size
