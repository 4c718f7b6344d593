"""E4.4-5: where f raises, x is left perturbed."""

import numpy as np


def numerical_gradient(f, x):
    if x.dtype != np.float64:
        raise TypeError("x must be float64")
    h = 1e-4
    grad = np.zeros_like(x)
    for idx in np.ndindex(x.shape):
        tmp_val = x[idx]
        x[idx] = tmp_val + h
        fxh1 = f(x)
        x[idx] = tmp_val - h
        fxh2 = f(x)
        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp_val
    return grad
