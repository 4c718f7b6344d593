"""E4.4.1-2: x is the caller's own array, and is changed in place."""

import numpy as np

from chapter4 import numerical_gradient


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x if init_x.dtype == np.float64 else init_x.astype(np.float64)
    for _ in range(step_num):
        x -= lr * numerical_gradient(f, x)
    return x
