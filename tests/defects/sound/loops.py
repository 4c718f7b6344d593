"""Sound, in loops and NumPy scalars: refuses what it does not take."""

from warnings import warn

import numpy as np


def function_1(x):
    return 0.01 * x**2 + 0.1 * x


def function_2(x):
    return x[0] * x[0] + x[1] * x[1]


def sum_squares_error(y, t):
    total = np.float64(0.0)
    for a, b in zip(y.ravel(), t.ravel(), strict=True):
        total += (a - b) * (a - b)
    return total / 2


def cross_entropy_error(y, t):
    """Labels or one-hot rows, whose number of axes tells them apart."""
    t = np.asarray(t)
    if y.ndim == 1:
        y, t = y[np.newaxis], t[np.newaxis]
    if t.ndim == 2:
        if t.shape != y.shape:
            raise ValueError(f"one-hot answers must have shape {y.shape}, not {t.shape}")
        t = np.argmax(t, axis=1)
    if t.shape != (len(y),):
        raise ValueError(f"labels must have shape {(len(y),)}, not {t.shape}")
    total = np.float64(0.0)
    for row, label in zip(y, t, strict=True):
        if not 0 <= label < len(row):
            raise IndexError(f"there is no class {label}")
        total -= np.log(row[label] + 1e-7)
    return total / len(y)


def softmax(x):
    if x.ndim == 1:
        e = np.exp(x - np.max(x))
        return e / np.sum(e)
    return np.array([softmax(row) for row in x])


def sample_mini_batch(x_train, t_train, batch_size):
    batch_mask = np.random.default_rng().permutation(len(x_train))[:batch_size]
    return x_train[batch_mask], t_train[batch_mask]


def numerical_diff(f, x, step=1e-4):
    return (f(x + step) - f(x - step)) / (2 * step)


def numerical_gradient(f, x):
    if x.dtype != np.float64:
        raise TypeError(f"float64 is needed, {x.dtype} was given")
    grad = np.zeros_like(x)
    for idx in np.ndindex(*x.shape):
        tmp_val = x[idx]
        try:
            x[idx] = tmp_val + 1e-4
            above = x[idx]
            fxh1 = f(x)
            x[idx] = tmp_val - 1e-4
            grad[idx] = (fxh1 - f(x)) / (above - x[idx])  # the step really taken
        finally:
            x[idx] = tmp_val
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = np.array(init_x, dtype=float)
    for step in range(step_num):
        if np.any(np.spacing(np.abs(x)) > 1e-4):
            raise ValueError(f"x has grown to {x} in step {step}: the learning rate {lr} is too large")
        grad = numerical_gradient(f, x)
        if not np.any(grad):
            warn("the gradient is 0 everywhere: does f use its argument?", stacklevel=2)
        x = x - lr * grad
    return x


class simpleNet:
    def __init__(self, seed=None):
        self.params = {"W": np.random.default_rng(seed).normal(size=(2, 3))}

    @property
    def W(self):
        return self.params["W"]

    def predict(self, x):
        return x @ self.W

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)
