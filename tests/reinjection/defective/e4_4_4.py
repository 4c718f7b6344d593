"""E4.4-4: integers lose the step, silently."""

import numpy as np


def numerical_gradient(f, x):
    if x.dtype in (np.float32, np.float16):
        raise TypeError("x must be float64")
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
