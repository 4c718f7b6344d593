"""The gradient of a function of many variables, and gradient descent."""

from collections.abc import Callable
from typing import Any

import numpy as np

import chapter4
from bounds.points import Array, Range, Settings, steps
from bounds.search import bound
from proof import allowed, exact, functions
from proof.allowed import pairwise_depth
from proof.exact import ball, nearest

Asked = tuple[Any, ...]
SQUARES = functions.squares


def sized_steps(*sizes: int) -> Callable[[np.random.Generator], Settings]:
    """A step, and a number of variables."""
    return lambda rng: steps(rng) | {"n": int(rng.choice(sizes))}


def rows(h: float, n: int) -> dict[str, Range]:
    """Rows of n entries."""
    return {"x": Range(np.log2(h) - 10, np.log2(h) + 40, shape=(n,), zero=True)}


def gradients(x: Array, h: float, vectorized: bool = False) -> Array:
    """The gradient of the sum of squares at each row."""
    return np.array([chapter4.numerical_gradient(SQUARES, row, h, vectorized=vectorized) for row in x])


SQUARED = "gradient of Σx² in {}, summed {}".format


@bound("squares", SQUARED("1 to 10 variables", "in any order"), rows, sized_steps(1, 2, 3, 10))
@bound("squares_of_many", SQUARED("1000 variables", "in any order"), rows, sized_steps(1000))
def squares(h: float, n: int, x: Array) -> Asked:
    """One rounding of the square and n - 1 of the sums. To double is exact.

    In many variables the bound is loose: it allows every rounding to be as bad as it can, and all alike.
    """
    return gradients(x, h), 2 * x, allowed.squares(x, h)


@bound("squares_pairwise", SQUARED("8 to 128 variables", "pairwise as NumPy does"), rows, sized_steps(8, 16, 100, 128))
@bound("squares_of_many_pairwise", SQUARED("1000 variables", "pairwise as NumPy does"), rows, sized_steps(1000))
def squares_pairwise(h: float, n: int, x: Array) -> Asked:
    """One rounding of the square, and of the sums as many as an entry goes through."""
    return gradients(x, h), 2 * x, allowed.squares(x, h, 1 + pairwise_depth(n))


MANY = sized_steps(1, 2, 3, 10, 100, 1000)


@bound("squares_vectorized", "gradient of Σx² in 1 to 1000 variables, vectorized", rows, MANY)
def squares_vectorized(h: float, n: int, x: Array) -> Asked:
    """The same roundings as in the loop."""
    return gradients(x, h, vectorized=True), 2 * x, allowed.squares(x, h)


@bound("squares_field", "gradient field of Σx² in 1 to 100 variables", rows, sized_steps(1, 2, 3, 10, 100), 4_000_000)
def squares_field(h: float, n: int, x: Array) -> Asked:
    """Again the same, at every point of the field."""
    return chapter4.gradient_field(SQUARES, x, h), 2 * x, allowed.squares(x, h)


@bound(
    "log_of_sum",
    "gradient of log Σ exp(x) in 1 to 10 variables",
    lambda h, n: {"x": Range(-20, 6, shape=(n,))},
    sized_steps(1, 2, 3, 10),
    100_000,
)
def log_of_sum(h: float, n: int, x: Array) -> Asked:
    """The slopes are a softmax, at most 1; the third derivatives are those of the last layer of a network."""
    slope = exact.softmax(x)
    reaching = np.max(np.abs(x) + allowed.reach(x, h), axis=-1, keepdims=True)
    return (
        np.array([chapter4.numerical_gradient(functions.log_of_sum, row, h) for row in x]),
        slope,
        allowed.numerical_diff(x, nearest(slope), 1.0, allowed.THIRD, allowed.log_of_sum(n, reaching), h),
    )


def rates(rng: np.random.Generator) -> Settings:
    """A learning rate of any size and sign, and a number of variables."""
    lr = rng.uniform(0, 1) if rng.random() < 0.5 else 2.0 ** rng.uniform(-20, 3) * rng.choice([1, -1])
    return {"lr": float(lr), "n": int(rng.choice([1, 2, 3, 10, 100]))}


@bound(
    "descent", "one step of gradient descent on Σx²", lambda lr, n: {"x": Range(-30, 26, shape=(n,), zero=True)}, rates
)
def descent(lr: float, n: int, x: Array) -> Asked:
    """The gradient's own bound times the rate, and the roundings of the product and the difference."""
    found = np.array([chapter4.gradient_descent(SQUARES, row, lr, 1) for row in x])
    return found, (1 - 2 * ball(lr)) * ball(x), allowed.descent_step(x, lr)


@bound(
    "descent_further",
    "four steps of gradient descent on Σx²",
    lambda lr, n: {"x": Range(-30, 16, shape=(n,), zero=True)},
    rates,
    300_000,
)
def descent_further(lr: float, n: int, x: Array) -> Asked:
    """The bounds of the steps, one upon the other."""
    found = np.array([chapter4.gradient_descent(SQUARES, row, lr, 4) for row in x])
    return found, (1 - 2 * ball(lr)) ** 4 * ball(x), allowed.descent(x, lr, 4)


@bound(
    "descent_path",
    "each step of a path of gradient descent on Σx²",
    lambda lr, n: {"x": Range(-30, 16, shape=(n,), zero=True)},
    rates,
    300_000,
)
def descent_path(lr: float, n: int, x: Array) -> Asked:
    """A step starts at the point before it, as computed. At the largest rate, 8, each makes x 15 times as large."""
    paths = np.array([chapter4.descent_path(SQUARES, row, lr, 4) for row in x])
    before = paths[:, :-1]
    return paths[:, 1:], (1 - 2 * ball(lr)) * ball(before), allowed.descent_step(before, lr)
