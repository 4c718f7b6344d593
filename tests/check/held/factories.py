"""Functions that make functions, decorators and partials, for chapter 4."""
import functools
import logging

import numpy as np

log = logging.getLogger(__name__)


def counted(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return func(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


def as_batch(y, t):
    """Give one sample the axis of a batch."""
    if y.ndim == 1:
        return y[None, :], np.reshape(t, (1, -1))
    return y, t


@counted
def sum_squared_error(y, t):
    d = np.subtract(y, t)
    return 0.5 * np.vdot(d, d)


@counted
def cross_entropy_error(y, t):
    y, t = as_batch(y, t)
    if t.shape == y.shape:
        t = np.argmax(t, axis=1)
    t = t.reshape(-1)
    p = np.take_along_axis(y, t[:, None], axis=1)
    return -np.log(np.maximum(p, 1e-7)).mean()


def sigmoid(x):
    return np.reciprocal(1.0 + np.exp(-x))


def softmax(x):
    x = np.asarray(x, dtype=float)
    z = np.exp(x - x.max(axis=-1)[..., None])
    z /= z.sum(axis=-1)[..., None]
    return z


def numerical_diff(f, x, *, h=1e-4):
    lo, hi = x - h, x + h
    return (f(hi) - f(lo)) / (hi - lo)


def function_2(x):
    x0, x1 = x
    return x0**2 + x1**2


def numerical_gradient(f, x, *, h=1e-4):
    x = np.asarray(x)

    def slope(i):
        keep = x[i]
        try:
            x[i] = keep + h
            upper = f(x)
            x[i] = keep - h
            lower = f(x)
        finally:
            x[i] = keep
        return (upper - lower) / (2 * h)

    grad = np.empty_like(x)
    for i in np.ndindex(x.shape):
        grad[i] = slope(i)
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    def step(x, _):
        return x - lr * numerical_gradient(f, x)

    return functools.reduce(step, range(step_num), np.array(init_x))


def gradient_ascent(f, init_x, lr=0.01, step_num=100):
    x = np.array(init_x)
    for _ in range(step_num):
        x += lr * numerical_gradient(f, x)
    return x


def mini_batches(x, t, size, rng=np.random.default_rng(0)):
    """Yield batches of images with their labels."""
    while True:
        mask = rng.choice(len(x), size)
        yield x[mask], t[mask]


class SimpleNet:
    def __init__(self, n_in=2, n_out=3, rng=None):
        rng = rng or np.random.default_rng()
        self._weights = rng.normal(size=(n_in, n_out))

    @property
    def W(self):
        return self._weights

    def predict(self, x):
        return np.matmul(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        return cross_entropy_error(softmax(z), t)

    def gradient(self, x, t):
        return numerical_gradient(lambda _: self.loss(x, t), self.W)


log.debug("%d calls", cross_entropy_error.calls)
