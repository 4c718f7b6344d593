"""E4.4.2-2: the gradient perturbs a copy, which an f that ignores its argument never sees."""

import numpy as np

from chapter4 import SimpleNet  # noqa: F401 - the idiom needs a network


def numerical_gradient(f, x):
    if x.dtype != np.float64:
        raise TypeError("x must be float64")
    x = x.copy()
    h, before = 1e-4, x.copy()
    grad = np.zeros_like(x)
    try:
        for idx in np.ndindex(x.shape):
            x[idx] = before[idx] + h
            fxh1 = f(x)
            x[idx] = before[idx] - h
            fxh2 = f(x)
            grad[idx] = (fxh1 - fxh2) / (2 * h)
            x[idx] = before[idx]
    finally:
        x[...] = before
    return grad
