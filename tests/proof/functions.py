"""Functions to differentiate, each in NumPy and exactly; what bounds their derivatives follows from the exact form.

The exact form takes balls, and written in operators and NumPy's names it takes power series too: the largest derivative
near x is that of a ball which holds the whole neighbourhood. What remains to be said of each is how it rounds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from flint import arb_series

import chapter4
from proof import allowed, exact
from proof.allowed import U, gamma
from proof.chapter import H


@dataclass(frozen=True)
class OfOne:
    """A function of one number, or of each number of an array."""

    name: str
    f: Callable[[Any], Any]
    exact: Callable[[Any], Any]
    phi: Callable[[Any], Any]
    """The most that f rounds where |x| is at most r."""
    low: float = -10.0
    high: float = 10.0
    """Where it is asked."""

    def slope(self, x: float) -> Any:
        """The derivative, exactly."""
        return exact.derivative(self.exact, x)

    def central(self, x: float, h: float = H, *, truncated: bool = True) -> float:
        """The bound on a central difference; not truncated, where it is held to the exact difference."""
        m1, m3 = self.largest(1, x, h), self.largest(3, x, h) * truncated
        return float(allowed.numerical_diff(x, m1, m1, m3, self._phi(x, h), h))

    def forward(self, x: float, h: float = H, *, truncated: bool = True) -> float:
        """The same of a forward difference."""
        m1, m2 = self.largest(1, x, h), self.largest(2, x, h) * truncated
        return float(allowed.forward_difference(x, m1, m1, m2, self._phi(x, h), h))

    def favours_the_central_one(self, x: float, h: float = H) -> bool:
        """Whether the second derivative is so large that of both differences the central one must be closer."""
        others = allowed.forward_is_worse(x, self.largest(1, x, h), self.largest(3, x, h), self._phi(x, h), h)
        return bool(h / 2 * abs(exact.derivative(self.exact, x, order=2)) > others)

    def largest(self, order: int, x: float, h: float = H) -> float:
        """The largest derivative of that order as far as the points of a difference reach."""
        return exact.largest(self.exact, order, x, allowed.reach(x, h))

    def _phi(self, x: float, h: float) -> Any:
        return self.phi(abs(x) + allowed.reach(x, h))


def polynomial(name: str, f: Callable[[Any], Any], coefficients: list[Any], roundings: int) -> OfOne:
    """Return a polynomial, from the constant up, of which a term goes through so many roundings."""

    def terms(x: Any) -> Any:
        return sum(
            (exact.ball(c) * x**i for i, c in enumerate(coefficients[1:], 1)), exact.ball(coefficients[0]) + 0 * x
        )

    sizes = [abs(float(c)) for c in coefficients]
    return OfOne(name, f, terms, lambda r: gamma(roundings) * sum(c * r**i for i, c in enumerate(sizes)))


FUNCTION_1 = polynomial("function_1", chapter4.function_1, [0, Fraction(1, 10), Fraction(1, 100)], 5)
LINE = polynomial("line", lambda x: 3 * x, [0, 3], 1)
SQUARE = polynomial("square", lambda x: x * x, [0, 0, 1], 1)
CUBE = polynomial("cube", lambda x: x * x * x, [0, 0, 0, 1], 2)
SINE = OfOne("sine", np.sin, exact.sin, lambda r: 2 * U)
OF_ONE = [
    FUNCTION_1,  # a coefficient, the power to an ulp, a product, the sum
    polynomial("function_tmp1", chapter4.function_tmp1, [16, 0, 1], 3),  # the power to an ulp, the sum
    polynomial("function_tmp2", chapter4.function_tmp2, [9, 0, 1], 3),
    LINE,
    SQUARE,
    CUBE,
    SINE,
    OfOne("exp", np.exp, exact.exp, lambda r: 2 * U * np.exp(r), low=0.0, high=5.0),
    OfOne("sigmoid", chapter4.sigmoid, exact.sigmoid, lambda r: gamma(4), low=-60.0, high=60.0),
]


@dataclass(frozen=True)
class OfMany:
    """A function of an array of one axis."""

    name: str
    f: Callable[[Any], Any]
    """Of the last axis, so that it takes many points at once as rows."""
    exact: Callable[[Any], Any]
    phi: Callable[[Any], float]
    """The most that f rounds where the entries are at most r in size, an array."""
    points: list[Any]

    def gradient(self, x: Any) -> Any:
        """The derivative in each entry, exactly."""
        return exact.derivative(self.exact, x)

    def central(self, x: Any, h: float = H, *, truncated: bool = True, around: float = 0.0) -> Any:
        """The bound on each entry of the central difference, at x or at most `around` from it."""
        far = np.abs(x) + around
        phi = self.phi(far + allowed.reach(far, h))
        bounds = []
        for i in range(len(x)):
            m1, m3 = (self._largest(x, i, order, around, h) for order in (1, 3))
            bounds.append(allowed.numerical_diff(far[i], m1, m1, m3 * truncated, phi, h))
        return np.array(bounds)

    def _largest(self, x: Any, i: int, order: int, around: float, h: float) -> float:
        """The largest derivative in entry i, where all entries may be anywhere around x."""
        point = exact.around(x, around)

        def along(series: arb_series) -> Any:
            moved = point.copy()
            moved[i] = series
            return self.exact(moved)

        return exact.largest(along, order, float(x[i]), around + allowed.reach(x[i], h))


rng = np.random.default_rng(44)
A, B = rng.normal(size=(6, 4)), rng.normal(size=6)


def squares(x: Any) -> Any:
    """The sum of the squares along the last axis: NumPy adds a row up in the same order, alone or among others."""
    return np.sum(x**2, axis=-1)


def rosenbrock(x: Any) -> Any:
    """The sum of 100 (x[i + 1] - x[i]^2)^2 + (1 - x[i])^2."""
    return np.sum(100 * (x[..., 1:] - x[..., :-1] ** 2) ** 2 + (1 - x[..., :-1]) ** 2, axis=-1)


def log_of_sum(x: Any) -> Any:
    """log(sum(exp(x))), shifted by the largest entry; its gradient is the softmax."""
    top = np.max(x, axis=-1, keepdims=True)
    return np.log(np.sum(np.exp(x - top), axis=-1)) + top[..., 0]


def squared_distances(x: Any) -> Any:
    """Half the squared length of A x - b."""
    return 0.5 * np.sum((x @ A.T - B) ** 2, axis=-1)


def _distances(r: Any) -> Any:
    """The sizes of the terms of A x - b."""
    return np.abs(A) @ r + np.abs(B)


SQUARES = OfMany(
    "sum of squares",
    squares,
    squares,
    lambda r: gamma(len(r) + 1) * float(np.sum(r**2)),
    [
        np.array([3.0, 4.0]),
        np.zeros(2),
        *rng.normal(0, 10, (40, 2)),
        *rng.normal(0, 1e-6, (5, 2)),
        *rng.normal(0, 1e5, (5, 2)),
    ],
)
ROSENBROCK = OfMany(
    "Rosenbrock",
    rosenbrock,
    rosenbrock,
    # The square and the difference round by two u of their sizes, which is squared; the square, a factor, the sum.
    lambda r: gamma(6 + len(r)) * float(np.sum(100 * (r[1:] + r[:-1] ** 2) ** 2 + (1 + r[:-1]) ** 2)),
    [np.ones(4), *rng.normal(0, 2, (15, 2)), *rng.normal(0, 1, (15, 6))],
)
LOG_OF_SUM = OfMany(
    "log of the sum of exp",
    log_of_sum,
    lambda x: exact.log(np.sum(exact.exp(x))),
    lambda r: allowed.log_of_sum(len(r), float(np.max(r))),
    [np.zeros(3), np.array([0.0, -745.0, -30.0]), np.array([36.0, -1.0]), *rng.normal(0, 5, (30, 8))],
)
SQUARED_DISTANCES = OfMany(
    "half of squared distances",
    squared_distances,
    lambda x: np.sum((exact.ball(A) @ x - exact.ball(B)) ** 2) / 2,
    # A product of four terms and a difference round by five u, the square doubles that; the square, the sum.
    lambda r: gamma(16) * 0.5 * float(np.sum(_distances(r) ** 2)),
    list(rng.normal(0, 2, (30, 4))),
)
OF_MANY = [SQUARES, ROSENBROCK, LOG_OF_SUM, SQUARED_DISTANCES]
