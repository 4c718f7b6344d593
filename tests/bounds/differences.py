"""The central and the forward difference of a function of one number, against the exact derivative."""

import math
from typing import Any

import numpy as np

import chapter4
from bounds.points import Array, Range, Settings, at, steps
from bounds.search import bound
from proof import allowed, exact
from proof.allowed import U, gamma
from proof.exact import ball, nearest, off

COEFFICIENT = Range(-40, 40)


def polynomial(a: list[Any], roundings: int, x: Array, h: float) -> tuple[Any, list[Any], Any]:
    """Return of a[0] + a[1] x + ... the slope, the largest of each derivative from the first on, and phi."""
    step = allowed.reach(x, h)
    far = np.abs(x) + step

    def sizes(order: int) -> Any:
        return sum(math.perm(i, order) * np.abs(c) * far ** (i - order) for i, c in enumerate(a) if i >= order)

    slope = sum((i * ball(c) * ball(x) ** (i - 1) for i, c in enumerate(a[2:], 2)), ball(a[1]))
    return slope, [np.abs(nearest(slope)) + step * sizes(2), sizes(2), sizes(3)], gamma(roundings) * sizes(0)


def central(f: Any, a: list[Any], roundings: int, x: Array, h: float) -> tuple[Any, ...]:
    """Ask the central difference of a polynomial."""
    slope, (m1, _, m3), phi = polynomial(a, roundings, x, h)
    return chapter4.numerical_diff(f, x, h), slope, allowed.numerical_diff(x, nearest(slope), m1, m3, phi, h)


@bound("quadratic", "central difference of a x² + b x", at(a=COEFFICIENT, b=COEFFICIENT), steps, 4_000_000)
def quadratic(h: float, x: Array, a: Array, b: Array) -> tuple[Any, ...]:
    """Three roundings: of the square, its product with a, and the sum."""
    return central(lambda x: a * (x * x) + b * x, [0.0, b, a], 3, x, h)


@bound("function_1", "central difference of 0.01 x² + 0.1 x, whose coefficients are no doubles", at(), steps, 4_000_000)
def function_1(h: float, x: Array) -> tuple[Any, ...]:
    """A fourth rounding, of the coefficient; the derivative is (x + 5) / 50."""
    _, (m1, _, m3), phi = polynomial([0.0, 0.1, 0.01], 4, x, h)
    return (
        chapter4.numerical_diff(chapter4.function_1, x, h),
        (ball(x) + 5) / 50,
        allowed.numerical_diff(x, (x + 5) / 50, m1, m3, phi, h),
    )


def cube(x: Array, a3: Array, a2: Array, a1: Array) -> Array:
    """Five roundings: two of the cube, one of its product with a3, two of the sums."""
    return a3 * (x * x * x) + a2 * (x * x) + a1 * x


CUBIC = {"a3": COEFFICIENT, "a2": COEFFICIENT, "a1": COEFFICIENT}


@bound("cubic", "central difference of a₃x³ + a₂x² + a₁x", at(**CUBIC), steps, 4_000_000)
def cubic(h: float, x: Array, a3: Array, a2: Array, a1: Array) -> tuple[Any, ...]:
    """Truncation and rounding."""
    return central(lambda x: cube(x, a3, a2, a1), [0.0, a1, a2, a3], 5, x, h)


@bound(
    "horner",
    "central difference of a polynomial of degree 4 in Horner's form",
    at(a=Range(-40, 40, shape=(5,))),
    steps,
    8_000_000,
)
def horner(h: float, x: Array, a: Array) -> tuple[Any, ...]:
    """A product and a sum for each degree: eight roundings. The points are entries of x, the coefficients aside."""
    c = list(a.T)
    return central(lambda x: (((c[4] * x + c[3]) * x + c[2]) * x + c[1]) * x + c[0], c, 8, x, h)


@bound("forward_cubic", "forward difference of a₃x³ + a₂x² + a₁x", at(**CUBIC), steps, 4_000_000)
def forward_cubic(h: float, x: Array, a3: Array, a2: Array, a1: Array) -> tuple[Any, ...]:
    """The same of the forward difference."""
    slope, (m1, m2, _), phi = polynomial([0.0, a1, a2, a3], 5, x, h)
    found = chapter4.forward_difference(lambda x: cube(x, a3, a2, a1), x, h)
    return found, slope, allowed.forward_difference(x, nearest(slope), m1, m2, phi, h)


@bound("forward_line", "forward difference of x", at(), steps)
def forward_line(h: float, x: Array) -> tuple[Any, ...]:
    """Nothing is rounded but the point, the subtraction and the division."""
    return chapter4.forward_difference(lambda x: x, x, h), 1.0, allowed.forward_difference(x, 1.0, 1.0, 0.0, 0.0, h)


def kinds(rng: np.random.Generator) -> Settings:
    """A step; whether the slope is near 0, where least is left to outweigh; whether f is 0 at x and rounded once."""
    return steps(rng) | {"flat": bool(rng.integers(2)), "once": bool(rng.integers(2))}


@bound(
    "central_is_closer",
    "the central difference is closer, error over that of the forward one",
    lambda h, **_: {"x": Range(-12, min(np.log2(h) + 45, 30))} | dict.fromkeys(("a3", "a2", "a1"), Range(-30, 10)),
    kinds,
)
def central_is_closer(h: float, flat: bool, once: bool, x: Array, a3: Array, a2: Array, a1: Array) -> tuple[Any, ...]:
    """Wherever the second derivative is large enough; elsewhere nothing is said."""
    if flat:
        a1 = -3 * a3 * x * x - 2 * a2 * x
    slope, (m1, _, m3), phi = polynomial([0.0, a1, a2, a3], 5, x, h)

    def f(moved: Array) -> Array:
        if not once:
            return cube(moved, a3, a2, a1)
        by = ball(moved) - ball(x)
        return nearest(by * (slope + by * (3 * ball(a3) * ball(x) + ball(a2)) + by**2 * ball(a3)))

    if once:
        phi = U * allowed.reach(x, h) * m1
    second = nearest(abs(6 * ball(a3) * ball(x) + 2 * ball(a2)))
    decided = h / 2 * second > allowed.forward_is_worse(x, m1, m3, phi, h)
    forward = off(chapter4.forward_difference(f, x, h), slope)
    return chapter4.numerical_diff(f, x, h), slope, np.where(decided, forward, math.inf)


SINE = {"x": Range(-20, 4)}


@bound("forward_sine", "forward difference of the sine", SINE, steps)
def forward_sine(h: float, x: Array) -> tuple[Any, ...]:
    """M1 = M2 = 1, and an ulp of a sine is u at the most."""
    slope = exact.cos(ball(x))
    most = allowed.forward_difference(x, nearest(slope), 1.0, 1.0, U, h)
    return chapter4.forward_difference(np.sin, x, h), slope, most


@bound("sine", "central difference of the sine", SINE, steps)
def sine(h: float, x: Array) -> tuple[Any, ...]:
    """M1 = M3 = 1, and an ulp of a sine is u at the most."""
    slope = exact.cos(ball(x))
    return chapter4.numerical_diff(np.sin, x, h), slope, allowed.numerical_diff(x, nearest(slope), 1.0, 1.0, U, h)


@bound("exponential", "central difference of exp", {"x": Range(-20, 9)}, steps)
def exponential(h: float, x: Array) -> tuple[Any, ...]:
    """M1 and M3 are exp at x + 2h, which is beyond the furthest point; exp is right to an ulp, 2u of itself."""
    slope, top = exact.exp(ball(x)), np.exp(x + 2 * h) * (1 + 4 * U)
    most = allowed.numerical_diff(x, nearest(slope), top, top, 2 * U * top, h)
    return chapter4.numerical_diff(np.exp, x, h), slope, most


@bound("sigmoid_slope", "central difference of the sigmoid", {"x": Range(-20, 9)}, steps)
def sigmoid_slope(h: float, x: Array) -> tuple[Any, ...]:
    """The largest slope is 1/4, the largest third derivative 1/8; the sigmoid is at most 1."""
    height = exact.sigmoid(x)
    slope = height * (1 - height)
    most = allowed.numerical_diff(x, nearest(slope), 0.25, 0.125, allowed.sigmoid(1.0), h)
    return chapter4.numerical_diff(chapter4.sigmoid, x, h), slope, most
