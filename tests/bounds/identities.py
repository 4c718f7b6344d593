"""What holds bit for bit, or without any rounding in fractions: an identity returns what must be the same."""

import contextlib
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

import chapter4
from bounds.gradients import SQUARES, gradients, rows, sized_steps
from bounds.points import Array, Range, at, steps
from bounds.search import identity

Pair = tuple[Any, Any]


@identity("sign_of_the_step", "D(h) = D(-h)", at(), steps, 4_000_000)
def sign_of_the_step(h: float, x: Array) -> Pair:
    """Both swap the two values and the sign of the divisor."""
    return chapter4.numerical_diff(np.sin, x, h), chapter4.numerical_diff(np.sin, x, -h)


@identity("even", "an even f has an odd D", at(), steps, 4_000_000)
def even(h: float, x: Array) -> Pair:
    """Rounding treats both signs alike."""

    def f(x: Array) -> Array:
        return 1 / (1 + x * x) + x * x

    return chapter4.numerical_diff(f, x, h), -chapter4.numerical_diff(f, -x, h)


@identity(
    "power_of_two",
    "D of 2^k f is 2^k D of f",
    at(),
    lambda rng: steps(rng) | {"k": int(rng.integers(-200, 201))},
    4_000_000,
)
def power_of_two(h: float, k: int, x: Array) -> Pair:
    """A power of two goes through every operation."""
    scaled = chapter4.numerical_diff(lambda x: np.ldexp(np.arctan(x), k), x, h)
    return scaled, np.ldexp(chapter4.numerical_diff(np.arctan, x, h), k)


@identity("constant", "a constant has the slope 0", at(c=Range(-1074, 1023)), steps, 4_000_000)
def constant(h: float, x: Array, c: Array) -> Pair:
    """The values are the same."""
    return chapter4.numerical_diff(lambda x: c, x, h), np.zeros_like(x)


@identity(
    "vectorized",
    "the gradient of Σx² is the same in a loop, vectorized and in a field",
    rows,
    sized_steps(1, 2, 10, 100, 1000),
    500_000,
)
def vectorized(h: float, n: int, x: Array) -> Pair:
    """NumPy sums a row of a table as it sums the row alone."""
    others = gradients(x, h, vectorized=True), chapter4.gradient_field(SQUARES, x, h)
    return np.stack(others, axis=1), gradients(x, h)[:, np.newaxis]


@identity(
    "restored",
    "x is restored bit for bit, also where f raises",
    lambda n, call: {"x": Range(-1074, 30, shape=(n,), zero=True)},
    lambda rng: {"n": int(rng.choice([1, 2, 10, 100])), "call": int(rng.integers(1, 300))},
)
def restored(n: int, call: int, x: Array) -> Pair:
    """Zeros, of which half are -0.0, and subnormals among them."""
    x = np.where((x == 0) & (np.arange(n) % 2 == 1), -0.0, x)
    before = x.copy()
    for row in x:
        calls = iter(range(1, call))
        with contextlib.suppress(StopIteration):
            chapter4.numerical_gradient(lambda x, calls=calls: float(next(calls)), row)
    return x.view(np.int64), before.view(np.int64)


def fractions(*columns: Array) -> Iterator[tuple[Fraction, ...]]:
    """Doubles as fractions, whose denominators are not powers of two alone."""
    return zip(*([Fraction(v).limit_denominator(1000) / 7 for v in column.tolist()] for column in columns), strict=True)


RATIONAL = Range(-6, 8, zero=True)
STEP = Range(-6, 2)


@identity(
    "rational_quadratic",
    "in fractions the difference of a x² + b x is the derivative",
    {"x": RATIONAL, "a": RATIONAL, "b": RATIONAL, "h": STEP},
    points=100_000,
)
def rational_quadratic(x: Array, a: Array, b: Array, h: Array) -> Pair:
    """No rounding is left, and no truncation."""
    points = list(fractions(x, a, b, h))
    found = [chapter4.numerical_diff(lambda x, a=a, b=b: a * x * x + b * x, x, h) for x, a, b, h in points]
    return np.array(found), np.array([2 * a * x + b for x, a, b, _ in points])


@identity(
    "rational_cubic",
    "in fractions the difference of a₃x³ + a₂x² + a₁x is off by a₃h²",
    {"x": RATIONAL, "a3": RATIONAL, "a2": RATIONAL, "a1": RATIONAL, "h": STEP},
    points=100_000,
)
def rational_cubic(x: Array, a3: Array, a2: Array, a1: Array, h: Array) -> Pair:
    """Truncation alone is left."""
    points = list(fractions(x, a3, a2, a1, h))
    found = [
        chapter4.numerical_diff(lambda x, a=a, b=b, c=c: ((a * x + b) * x + c) * x, x, h) for x, a, b, c, h in points
    ]
    return np.array(found), np.array([(3 * a * x + 2 * b) * x + c + a * h * h for x, a, b, c, h in points])
