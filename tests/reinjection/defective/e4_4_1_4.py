"""E4.4.1-4: a descent on a copy stands still in silence where f ignores its argument."""

import numpy as np


def numerical_gradient(f, x):
    slopes = []
    for e in np.eye(x.size).reshape(-1, *x.shape):
        slopes.append((f(x + 1e-4 * e) - f(x - 1e-4 * e)) / 2e-4)
    return np.reshape(slopes, x.shape)


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = np.array(init_x, dtype=float)
    for step in range(step_num):
        if (x + 1e-4 == x).any():
            raise ValueError(f"in step {step}, with lr = {lr}, the iterates have diverged")
        x -= lr * numerical_gradient(f, x)
    return x
