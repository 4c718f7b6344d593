"""E4.4-2: a flat index takes whole rows of an array with two axes."""

import numpy as np


def numerical_gradient(f, x):
    if x.dtype != np.float64:
        raise TypeError("x must be float64")
    h, before = 1e-4, x.copy()
    grad = np.zeros_like(x)
    try:
        for idx in range(x.size):
            tmp_val = x[idx]
            x[idx] = tmp_val + h
            fxh1 = f(x)
            x[idx] = tmp_val - h
            fxh2 = f(x)
            grad[idx] = (fxh1 - fxh2) / (2 * h)
            x[idx] = before[idx]
    finally:
        x[...] = before
    return grad
