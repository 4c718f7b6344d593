"""Gradient descent, ascent and the path."""

import itertools

import autograd
import numpy as np
import pytest
from mpmath import mpf

import chapter4
import exact
from array_functions import LOG_OF_SUM, SQUARED_DISTANCES, SUM_OF_TWO, A, bound, slopes
from proof.allowed import U
from proof.chapter import H

STEPS = 40
# Each function is convex, and its gradient moves by at most L times what x moves: then a step at a rate of up to 2 / L
# brings no two points further apart. Of log(sum(exp)) the second derivatives are those of a variance, L <= 1/2.
CASES = [
    (SUM_OF_TWO, 0.1, np.array([-3.0, 4.0])),
    (SUM_OF_TWO, 0.95, np.array([1e3, -1e-3])),
    (SUM_OF_TWO, 1e-10, np.array([-3.0, 4.0])),
    (LOG_OF_SUM, 2.0, np.array([1.0, -2.0, 3.0, 3.0])),
    (LOG_OF_SUM, 0.5, np.array([0.0, -745.0, -30.0])),
    (SQUARED_DISTANCES, 1 / float(np.sum(A**2)), np.array([1.0, -1.0, 2.0, 0.0])),
]
EACH = pytest.mark.parametrize(
    ("function", "rate", "start"), CASES, ids=[f"{f.name} at {rate:.2g}" for f, rate, _ in CASES]
)


def exact_path(function, rate, start):
    """The iterates of exact arithmetic, from the same doubles."""
    path = [exact.numbers(start)]
    for _ in range(STEPS):
        path.append(path[-1] - mpf(rate) * exact.derivative(function.exact, path[-1]))
    return np.array(path)


def autograd_path(function, rate, start):
    gradient, path = autograd.grad(function.traced), [start]
    for _ in range(STEPS):
        path.append(path[-1] - rate * gradient(path[-1]))
    return np.array(path)


def strayed(function, rate, path, error_of_gradient):
    """How far each iterate may be from that of exact arithmetic, which the path is, or is near.

    A step adds the rate times the gradient's error, and the roundings of the product and of the difference;
    what was there before does not grow. The Euclidean norm bounds every entry. The gradient's error is that at the
    computed point, which is off by no more than was allowed before; the slope there is larger by at most L <= 2 / rate
    times that.
    """
    total = [0.0]
    for before, after in itertools.pairwise(path.astype(float)):
        around = total[-1]
        slope = slopes(function, before) + 2 / rate * around
        error = error_of_gradient(function, before, slope, around)
        step = rate * error * (1 + U) + U * (rate * (slope + error) + np.abs(after) + around)
        total.append(around + float(np.linalg.norm(step)))
    return np.array(total)[:, np.newaxis]


def of_difference(function, x, slope, around):
    return bound(function, x, slope, around=around)


def of_autograd(function, x, slope, around):
    """As for the gradient itself: 40u of the largest slope's terms."""
    return 40 * U * np.broadcast_to(function.m1(x, H + around), x.shape)


ORACLES = {"mpmath descent": exact_path, "autograd descent": autograd_path}


def against_each(name):
    """Run the test once for each of the oracles."""
    oracles = [
        pytest.param(path, id=oracle, marks=pytest.mark.compares(name, oracle)) for oracle, path in ORACLES.items()
    ]
    return pytest.mark.parametrize("oracle", oracles)


def expected(oracle, function, rate, start):
    """Return an oracle's path, and how far chapter4's may be from it."""
    right = exact_path(function, rate, start)
    most = strayed(function, rate, right, of_difference)
    if oracle is exact_path:
        return right, most
    return oracle(function, rate, start), most + strayed(function, rate, right, of_autograd)


@against_each("descent_path")
@EACH
def test_every_iterate_is_near_the_oracles(compare, oracle, function, rate, start):
    theirs, most = expected(oracle, function, rate, start)
    compare(chapter4.descent_path(function.f, start, rate, STEPS), theirs, most)


@against_each("gradient_descent")
@EACH
def test_descent_ends_near_the_oracles(compare, oracle, function, rate, start):
    theirs, most = expected(oracle, function, rate, start)
    for steps in (0, 1, 7, STEPS):
        compare(chapter4.gradient_descent(function.f, start, rate, steps), theirs[steps], most[steps])


@against_each("gradient_ascent")
@EACH
def test_ascent_of_minus_f_ends_near_the_oracles_descent_of_f(compare, oracle, function, rate, start):
    """The differences of -f are those of f, exactly, with the other sign."""
    theirs, most = expected(oracle, function, rate, start)
    for steps in (0, 1, 7, STEPS):
        compare(chapter4.gradient_ascent(lambda x: -function.f(x), start, rate, steps), theirs[steps], most[steps])
