"""Sound, in Python floats: takes lists, floats of any width and integers, and computes all in float64."""

from math import fsum, log
from warnings import warn

import numpy as np


def sum_squares_error(y, t):
    if np.shape(y) != np.shape(t):
        raise ValueError(f"y and t must have one shape, not {np.shape(y)} and {np.shape(t)}")
    return fsum((np.asarray(y, float) - np.asarray(t, float)).ravel() ** 2) / 2


def cross_entropy_error(y, t, eps=1e-7):
    y = np.atleast_2d(np.asarray(y, float))
    t = np.asarray(t)
    labels = np.atleast_2d(t).argmax(1) if t.size == y.size and y.shape[1] > 1 else t.reshape(-1)
    if labels.dtype.kind not in "iu" or len(labels) != len(y) or ((labels < 0) | (labels >= y.shape[1])).any():
        raise ValueError("labels must be integers from 0 to K - 1, one for each row")
    return -fsum(log(p + eps) for p in y[range(len(y)), labels]) / len(y)


def softmax(x):
    x = np.asarray(x, float)
    z = np.exp(x - x.max(-1, keepdims=True))
    return z / z.sum(-1, keepdims=True)


def sigmoid(x):
    return 1 / (1 + np.exp(-np.asarray(x, float)))


def step_function(x):
    return (np.asarray(x) > 0).astype(int)


def numerical_diff(f, x):
    return (f(x + 1e-4) - f(x - 1e-4)) * (1 / (2 * 1e-4))


def numerical_gradient(f, x, *, h=1e-4):
    work = x if isinstance(x, np.ndarray) and x.dtype == float else np.array(x, float)
    saved, flat = work.copy(), work.reshape(-1)
    slopes = []
    try:
        for i, value in enumerate(saved.reshape(-1).tolist()):
            values = []
            for moved in (value + h, value - h):
                flat[i] = moved
                values.append(float(f(work)))
            flat[i] = value
            slopes.append((values[0] - values[1]) / (2 * h))
    finally:
        work[...] = saved
    return np.reshape(slopes, work.shape)


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = np.array(init_x, float)
    for _ in range(step_num):
        if (x + 1e-4 == x).any():
            raise ArithmeticError(f"the iterates have diverged with lr = {lr}: {x}")
        slopes = numerical_gradient(f, x)
        if not slopes.any():
            warn("nothing changes f: does it use its argument?", stacklevel=2)
        x -= lr * slopes
    return x


class SimpleNet:
    def __init__(self, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((2, 3))

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)
