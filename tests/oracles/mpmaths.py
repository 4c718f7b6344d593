"""The chapter's functions in mpmath, with fifty digits: an arithmetic of which `proof.exact` has nothing."""

from typing import Any

import mpmath
import numpy as np
from mpmath import mpf

from proof import functions
from proof.chapter import DELTA

mpmath.mp.dps = 50

numbers = np.frompyfunc(mpf, 1, 1)
"""An array of doubles as exact numbers."""
exp = np.frompyfunc(mpmath.exp, 1, 1)
log = np.frompyfunc(mpmath.log, 1, 1)


def sigmoid(x):
    """1 / (1 + exp(-x)), entry by entry."""
    return 1 / (1 + exp(-numbers(x)))


def softmax(x):
    """exp(x) over its sum, along the last axis."""
    powers = exp(numbers(x))
    return powers / powers.sum(axis=-1, keepdims=True)


def squared_error(y, t):
    """Half the sum of the squares of y - t."""
    return np.sum((numbers(y) - numbers(t)) ** 2) / 2


def losses(y, labels, delta=DELTA):
    """-log(y_t + delta) of each row."""
    rows = numbers(np.atleast_2d(y))
    return -log(rows[np.arange(len(rows)), np.atleast_1d(labels)] + mpf(delta))


def simple_net_losses(W, x, labels):
    """The losses of the network of one layer."""
    return losses(softmax(numbers(x) @ numbers(W)), labels)


def two_layer_outputs(params: dict[str, Any], x):
    """What the network of two layers gives each class."""
    W1, b1, W2, b2 = (numbers(params[name]) for name in ("W1", "b1", "W2", "b2"))
    return softmax(sigmoid(numbers(x) @ W1 + b1) @ W2 + b2)


def two_layer_losses(params: dict[str, Any], x, labels):
    """Its losses."""
    return losses(two_layer_outputs(params, x), labels)


def difference(f, x, h):
    """The central difference of f along every entry of x."""
    x, h = numbers(x), mpf(h)
    slopes = np.empty(np.shape(x), dtype=object)
    for i in np.ndindex(slopes.shape):
        step = np.zeros(slopes.shape, dtype=object)
        step[i] = h
        slopes[i] = (f(x + step) - f(x - step)) / (2 * h)
    return slopes[()]


def derivative(f, x):
    """The gradient of f, by differences in a hundred digits, of which sixty are left."""
    with mpmath.workdps(100):
        return difference(f, x, mpf(10) ** -33)


FUNCTIONS = {
    "function_1": lambda x: mpf("0.01") * x**2 + mpf("0.1") * x,
    "function_tmp1": lambda x: x**2 + 16,
    "function_tmp2": lambda x: x**2 + 9,
    "line": lambda x: 3 * x,
    "square": lambda x: x**2,
    "cube": lambda x: x**3,
    "sine": mpmath.sin,
    "exp": mpmath.exp,
    "sigmoid": sigmoid,
    "sum of squares": lambda x: sum(x**2),
    "Rosenbrock": lambda x: sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2),
    "log of the sum of exp": lambda x: log(sum(exp(x))),
    "half of squared distances": lambda x: sum((numbers(functions.A) @ x - numbers(functions.B)) ** 2) / 2,
}
"""Those of `proof.functions`, by name."""
