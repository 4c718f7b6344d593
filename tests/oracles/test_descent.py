"""Gradient descent, ascent and the path."""

import itertools

import autograd
import numpy as np
import pytest

import chapter4
import mpmaths
import theirs
from comparing import each
from proof.allowed import U
from proof.exact import nearest
from proof.functions import LOG_OF_SUM, SQUARED_DISTANCES, SQUARES, A

STEPS = 40
# Each function is convex, and its gradient moves by at most L times what x moves: then a step at a rate of up to 2 / L
# brings no two points further apart. Of log(sum(exp)) the second derivatives are those of a variance, L <= 1/2.
CASES = [
    (SQUARES, 0.1, np.array([-3.0, 4.0])),
    (SQUARES, 0.95, np.array([1e3, -1e-3])),
    (SQUARES, 1e-10, np.array([-3.0, 4.0])),
    (LOG_OF_SUM, 2.0, np.array([1.0, -2.0, 3.0, 3.0])),
    (LOG_OF_SUM, 0.5, np.array([0.0, -745.0, -30.0])),
    (SQUARED_DISTANCES, 1 / float(np.sum(A**2)), np.array([1.0, -1.0, 2.0, 0.0])),
]
EACH = pytest.mark.parametrize(
    ("function", "rate", "start"), CASES, ids=[f"{f.name} at {rate:.2g}" for f, rate, _ in CASES]
)


def path(gradient, rate, start):
    """The iterates by this gradient, in the arithmetic of rate and start."""
    iterates = [start]
    for _ in range(STEPS):
        iterates.append(iterates[-1] - rate * gradient(iterates[-1]))
    return np.array(iterates)


def by_mpmath(function, rate, start):
    f = mpmaths.FUNCTIONS[function.name]
    return path(lambda x: mpmaths.derivative(f, x), mpmaths.numbers(rate), mpmaths.numbers(start))


def by_autograd(function, rate, start):
    return path(autograd.grad(theirs.traced(function)), rate, start)


def strayed(rate, iterates, error_of_gradient):
    """How far a path may be from these iterates, which are those of exact arithmetic.

    A step adds the rate times the gradient's error, and the roundings of the product and of the difference; what was
    there before does not grow. The gradient's error is that at the computed point, which is off by no more than was
    allowed before. The rate times the slope there is what the exact step moves, and at most twice that much more.
    The Euclidean norm bounds every entry.
    """
    total = [0.0]
    for before, after in itertools.pairwise(iterates):
        around = total[-1]
        error = rate * error_of_gradient(before, around)
        move = np.abs(after - before) + 2 * around + error
        step = error + U * move + U * (np.abs(after) + around + error + U * move)
        total.append(around + float(np.linalg.norm(step)))
    return np.array(total)[:, np.newaxis]


ORACLES = {"mpmath descent": by_mpmath, "autograd descent": by_autograd}


def against_each(name):
    """Run the test once for each of the oracles."""
    return each("oracle", ORACLES, function=name)


def expected(oracle, function, rate, start):
    """Return an oracle's path, and how far chapter4's may be from it."""
    right = by_mpmath(function, rate, start)
    iterates = nearest(right)
    most = strayed(rate, iterates, lambda x, around: function.central(x, around=around))
    if oracle is by_mpmath:
        return right, most
    others = strayed(rate, iterates, lambda x, around: theirs.autograd_gradient(function, x, around))
    return oracle(function, rate, start), most + others


@against_each("descent_path")
@EACH
def test_every_iterate_is_near_the_oracles(compare, oracle, function, rate, start):
    right, most = expected(oracle, function, rate, start)
    compare(chapter4.descent_path(function.f, start, rate, STEPS), right, most)


@against_each("gradient_descent")
@EACH
def test_descent_ends_near_the_oracles(compare, oracle, function, rate, start):
    right, most = expected(oracle, function, rate, start)
    for steps in (0, 1, 7, STEPS):
        compare(chapter4.gradient_descent(function.f, start, rate, steps), right[steps], most[steps])


@against_each("gradient_ascent")
@EACH
def test_ascent_of_minus_f_ends_near_the_oracles_descent_of_f(compare, oracle, function, rate, start):
    """The differences of -f are those of f, exactly, with the other sign."""
    right, most = expected(oracle, function, rate, start)
    for steps in (0, 1, 7, STEPS):
        compare(chapter4.gradient_ascent(lambda x: -function.f(x), start, rate, steps), right[steps], most[steps])
