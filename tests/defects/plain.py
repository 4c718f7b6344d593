"""Sound, as the chapter writes, with the checks that it leaves out: what the models of the defects are made of."""

import warnings

import numpy as np

DELTA = 1e-7
H = 1e-4


# ------------------------------------------------------------------ Losses


def sum_squares_error(y, t):
    if np.shape(y) != np.shape(t):
        raise ValueError(f"y and t must have one shape, got {np.shape(y)} and {np.shape(t)}")
    return half_the_squares(y, t)


def half_the_squares(y, t):
    return 0.5 * np.sum((y - t) ** 2)


def cross_entropy_error(y, t):
    return of_one_hot(y, t) if is_one_hot(y, t) else of_labels(y, t)


def is_one_hot(y, t):
    return np.shape(t) == y.shape


def of_one_hot(y, t):
    y = np.atleast_2d(y)
    return -np.sum(t * np.log(y + DELTA)) / len(y)


def of_labels(y, t):
    y, t = within_the_classes(*a_row_a_label(y, t))
    return np.sum(each_loss(y, t)) / len(y)


def each_loss(y, labels):
    return -np.log(y[np.arange(len(y)), labels] + DELTA)


def a_row_a_label(y, t):
    """One sample becomes a batch of one."""
    y, t = np.atleast_2d(y), np.atleast_1d(t)
    if t.shape != y.shape[:1]:
        raise ValueError(f"labels must have shape {y.shape[:1]}, got {t.shape}")
    return y, t


def within_the_classes(y, labels):
    if np.any((labels < 0) | (labels >= y.shape[1])):
        raise ValueError(f"labels must be from 0 to {y.shape[1] - 1}, got {labels}")
    return y, labels


# ------------------------------------------------------------------ Activations


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def step_function(x):
    return np.array(x > 0, dtype=float)


# ------------------------------------------------------------------ Mini-batches


def sample_mini_batch(x_train, t_train, batch_size):
    batch_mask = np.random.default_rng().choice(len(x_train), batch_size, replace=False)
    return x_train[batch_mask], t_train[batch_mask]


# ------------------------------------------------------------------ Derivatives


def numerical_diff(f, x):
    return central_difference(f, x, H)


def central_difference(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


def function_1(x):
    return 0.01 * x**2 + 0.1 * x


def function_2(x):
    return x[0] ** 2 + x[1] ** 2


def function_tmp1(x0):
    return x0 * x0 + 4.0**2.0


def function_tmp2(x1):
    return 3.0**2.0 + x1 * x1


def numerical_gradient(f, x):
    return slopes(f, float64(x), np.ndindex(x.shape))


def float64(x):
    if x.dtype != np.float64:
        raise TypeError(f"x must be of float64, got {x.dtype}")
    return x


def slopes(f, x, places):
    """Move x at each of the places in turn, and put it back whatever f does."""
    grad, before = np.zeros_like(x), x.copy()
    for idx in places:
        try:
            x[idx] = before[idx] + H
            fxh1 = f(x)
            x[idx] = before[idx] - H
            fxh2 = f(x)
        finally:
            x[idx] = before[idx]
        grad[idx] = (fxh1 - fxh2) / (2 * H)
    return grad


# ------------------------------------------------------------------ Descent


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    return descend(f, np.array(init_x, dtype=np.float64), lr, step_num, refuse_a_lost_step, warn_of_a_standstill)


def gradient_ascent(f, init_x, lr=0.01, step_num=100):
    return gradient_descent(lambda x: -f(x), init_x, lr, step_num)


def descend(f, x, lr, step_num, *checks):
    """Move x itself."""
    for _ in range(step_num):
        grad = numerical_gradient(f, x.astype(np.float64, copy=False))
        for check in checks:
            check(x, grad)
        x -= lr * grad
    return x


def refuse_a_lost_step(x, grad):
    if np.any(x + H == x):
        raise ValueError(f"the iterates have diverged: at {x} the step h = {H} is lost")


def warn_of_a_standstill(x, grad):
    if x.size and not grad.any():
        warnings.warn("nothing changes f: does it use its argument?", stacklevel=2)


# ------------------------------------------------------------------ A network


def softmax(x):
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


class SimpleNet:
    def __init__(self, seed=None):
        self.W = np.random.default_rng(seed).standard_normal((2, 3))

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)
