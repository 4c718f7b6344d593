"""E4.4.1-11: a descent that diverges freezes in silence."""

import warnings

import numpy as np


def numerical_gradient(f, x):
    slopes = []
    for e in np.eye(x.size).reshape(-1, *x.shape):
        slopes.append((f(x + 1e-4 * e) - f(x - 1e-4 * e)) / 2e-4)
    return np.reshape(slopes, x.shape)


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = np.array(init_x, dtype=float)
    for _ in range(step_num):
        grad = numerical_gradient(f, x)
        if x.size and not grad.any():
            warnings.warn("nothing changes f: does it use its argument?", stacklevel=2)
        x -= lr * grad
    return x
