"""E4.4.1-3: a start of integers can't take the step."""

import numpy as np

from chapter4 import numerical_gradient


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    for _ in range(step_num):
        x -= lr * numerical_gradient(f, x.astype(np.float64))
    return x
