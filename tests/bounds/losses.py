"""Softmax, the sigmoid and the losses."""

from collections.abc import Callable
from typing import Any

import numpy as np

import chapter4
from bounds.points import Array, Range, Settings
from bounds.search import bound
from chapter4.section_4_2_2 import negative_log
from proof import allowed, exact
from proof.exact import ball, nearest

Asked = tuple[Any, ...]


def sizes(*numbers: int) -> Callable[[np.random.Generator], Settings]:
    """A number of outputs, classes or samples."""
    return lambda rng: {"n": int(rng.choice(numbers))}


@bound(
    "squared_error",
    "sum of squared errors",
    lambda n: {"y": Range(-60, 60, shape=(n,), zero=True), "t": Range(-60, 60, shape=(n,), zero=True)},
    sizes(1, 2, 10, 100),
)
def squared_error(n: int, y: Array, t: Array) -> Asked:
    """Two roundings of a difference that is squared, one of the square, n - 1 of the sums; to halve rounds nothing."""
    right = np.array([exact.squared_error(*pair) for pair in zip(y, t, strict=True)])
    found = np.array([chapter4.sum_squares_error(*pair) for pair in zip(y, t, strict=True)])
    return found, right, allowed.sum_squares_error(n, nearest(right))


@bound("sigmoid", "sigmoid", {"x": Range(-60, 9.4)})
def sigmoid(x: Array) -> Asked:
    """Gamma_4 of itself: 2u of exp, a sum, a quotient."""
    right = exact.sigmoid(x)
    return chapter4.sigmoid(x), right, allowed.sigmoid(nearest(right))


@bound("softmax", "softmax", lambda n: {"x": Range(-30, 10, shape=(n,))}, sizes(1, 2, 3, 10, 100))
def softmax(n: int, x: Array) -> Asked:
    """Gamma of d + 2K + 3, d being how far a score is below the largest."""
    right = exact.softmax(x)
    return chapter4.softmax(x), right, allowed.softmax(x, nearest(right))


@bound("softmax_sum", "sum of softmax's outputs", lambda n: {"x": Range(-30, 10, shape=(n,))}, sizes(1, 2, 3, 10, 100))
def softmax_sum(n: int, x: Array) -> Asked:
    """Gamma_K, whatever exp is off by; the smallest double for each output that underflows."""
    return ball(chapter4.softmax(x)).sum(axis=1), 1.0, np.full(len(x), allowed.softmax_sum(n))


def losses(y: Array, *delta: float) -> Array:
    """The loss of each output."""
    return np.array([negative_log(y_k, *delta) for y_k in y.tolist()])


@bound("loss", "loss of one output, -log(y + δ)", {"y": Range(-1000, 0, signed=False, zero=True)})
def loss(y: Array) -> Asked:
    """U for the sum inside the logarithm, an ulp for the logarithm."""
    right = exact.negative_log(y)
    return losses(y), right, allowed.negative_log(nearest(right))


@bound("offset", "what the offset takes off the loss, log1p(δ/y)", {"y": Range(-60, 0, signed=False)})
def offset(y: Array) -> Asked:
    """At most δ/y, and not less than nothing, but for the rounding of the two losses."""
    without, found = losses(y, 0.0), losses(y)
    return ball(without) - ball(found), 0.0, allowed.offset(y, without, found)


@bound("ends", "ends of the loss, -log1p δ and -log δ", {"y": Range(-1074, 0, signed=False, zero=True)})
def ends(y: Array) -> Asked:
    """The loss over the end on its side of 0, each widened by the rounding of the loss there."""
    found, (below, above) = losses(y), allowed.ends()
    return found, 0.0, np.where(found > 0, above, below)


@bound(
    "batch",
    "mean loss of a batch",
    lambda n: {"y": Range(-60, 0, shape=(n, 3), signed=False)},
    sizes(1, 2, 3, 10, 16, 17, 129, 1000),
    200_000,
)
def batch(n: int, y: Array) -> Asked:
    """The mean of the bounds of the losses, and the rounding of the sum and of the quotient."""
    labels = np.arange(n) % 3
    of_each = exact.negative_log(y[:, np.arange(n), labels])
    found = np.array([chapter4.cross_entropy_error(rows, labels) for rows in y])
    return (
        found,
        [exact.mean(row) for row in of_each],
        np.array([allowed.cross_entropy_error(row) for row in nearest(of_each)]),
    )
