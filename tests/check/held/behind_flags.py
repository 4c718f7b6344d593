#!/usr/bin/env python3
"""My notes: every function lives in a namespace class, some behind a flag."""
try:
    import numpy as np
except ImportError as exc:
    raise SystemExit("numpy is needed") from exc

USE_CENTRAL = True
VERBOSE = False


class losses:
    EPS = 1e-7

    @staticmethod
    def mse(y, t):
        return 0.5 * ((y - t) ** 2).sum()

    @classmethod
    def cross_entropy_error(cls, y, t):
        if y.ndim == 1:
            y, t = y.reshape(1, -1), t.reshape(1, -1)
        n = y.shape[0]
        log_y = np.log(np.clip(y, cls.EPS, None))
        return -(t * log_y).sum() / n


class nn:
    class activations:
        @staticmethod
        def sigmoid(x):
            return 1.0 / (1.0 + np.exp(-x))

        @staticmethod
        def softmax(x):
            m = x.max(axis=-1, keepdims=True)
            e = np.exp(x - m)
            return e / e.sum(axis=-1, keepdims=True)


if USE_CENTRAL:
    def numerical_diff(f, x, h=1e-4):
        return (f(x + h) - f(x - h)) / (2.0 * h)
else:
    raise RuntimeError("only central differences here")


def function_1(x):
    return x * (0.01 * x + 0.1)


def function_2(x):
    return x[0] ** 2 + x[1] ** 2


def function_tmp1(x0):
    return x0 * x0 + 4.0 ** 2.0


def function_tmp2(x1):
    return 3.0 ** 2.0 + x1 * x1


def numerical_gradient(f, x, h=1e-4, verbose=VERBOSE):
    grad = np.zeros(x.shape)
    for idx in np.ndindex(*x.shape):
        old = x[idx]

        x[idx] = old + h
        up = f(x)

        x[idx] = old - h
        down = f(x)

        x[idx] = old
        grad[idx] = (up - down) / (2.0 * h)
        if verbose:
            print(f"{idx}: {grad[idx]}")
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100, *, verbose=False):
    x = init_x.astype(float)
    step = 0
    while step < step_num:
        g = numerical_gradient(f, x)
        x = x - lr * g
        if verbose and step % 10 == 0:
            print(f"step {step}: {f(x):.4f}")
        step += 1
    return x


class SimpleNet:
    def __init__(self, shape=(2, 3)):
        self.w = np.random.randn(*shape)

    def predict(self, x):
        return x.dot(self.w)

    def loss(self, x, t):
        y = nn.activations.softmax(self.predict(x))
        return losses.cross_entropy_error(y, t)


if VERBOSE:
    print(numerical_gradient(function_2, np.array([3.0, 4.0])))
