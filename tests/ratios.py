"""The ratio of a computed result's error to its a-priori bound, at as many points as are asked for.

Each bound of docs/bounds.md is here with the points at which it is asked and the exact result, which comes from
rational numbers, from decimals of 40 digits, or from sums of doubles without rounding (`exact_sums`).
"""

import contextlib
import math
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

import chapter4
from chapter4.section_4_2_2 import negative_log
from exact_sums import minus, of_decimals, product, total, two_product, two_sum
from proof.allowed import U, gamma, pairwise_depth
from proof.chapter import DELTA, H
from proof.old import (
    difference_bound,
    exact_cosine,
    exact_gradient,
    exact_loss,
    forward_bound,
    gradient_bound,
    loss_rounding,
)
from test_section_4_5 import exact_loss as exact_two_layer_loss
from test_section_4_5 import rounding_of_loss

Array = NDArray[Any]
Settings = dict[str, Any]
Points = dict[str, Array]

# ------------------------------------------------------------------ Points


@dataclass(frozen=True)
class Range:
    """Doubles whose size is between 2**low and 2**high.

    Half of them are spread evenly over the exponents; the others are powers of two and their neighbours, numbers
    spread evenly over the whole, and a few zeros, if they are allowed.
    """

    low: float
    high: float
    shape: tuple[int, ...] = ()
    signed: bool = True
    zero: bool = False

    def draw(self, rng: np.random.Generator, n: int) -> Array:
        """Return n points of that shape."""
        size = (n, *self.shape)
        kind, exponents = rng.integers(16, size=size), rng.uniform(self.low, self.high, size)
        sizes = np.exp2(exponents)
        powers = np.exp2(np.rint(exponents))
        neighbours = powers + np.spacing(powers) / 2 * rng.integers(-6, 7, size)
        even = rng.uniform(np.exp2(self.low), np.exp2(self.high), size)
        sizes = np.choose(kind // 4, [sizes, sizes, neighbours, even])
        return self._inside(sizes * rng.choice([1.0, -1.0], size)) * np.where(self.zero & (kind == 0), 0.0, 1.0)

    def nudge(self, rng: np.random.Generator, values: Array) -> Array:
        """Return neighbours of these points: some numbers as they are, others moved, by an ulp or by much."""
        scale = np.exp2(-rng.integers(0, 53, size=(len(values), *[1] * len(self.shape))).astype(float))
        moved = self._inside(values * (1 + scale * rng.standard_normal(values.shape)))
        return np.where(rng.random(values.shape) < 0.5, values, moved)

    def _inside(self, values: Array) -> Array:
        sizes = np.clip(np.abs(values), np.exp2(self.low), np.exp2(self.high))
        return np.where(values == 0, 0.0, np.copysign(sizes, values) if self.signed else sizes)


@dataclass(frozen=True)
class Bound:
    """A bound, the points at which it is asked, and the error over the bound there."""

    name: str
    points: int
    """How many the slow command asks."""
    exact: bool
    """Whether the bound is 0: an identity, bit for bit, whose ratio is 0 or infinite."""
    settings: Callable[[np.random.Generator], Settings]
    """What many points have in common, such as a step."""
    columns: Callable[..., dict[str, Range]]
    ratio: Callable[..., Array]


BOUNDS: dict[str, Bound] = {}


def bound(
    name: str,
    columns: Callable[..., dict[str, Range]],
    settings: Callable[[np.random.Generator], Settings] = lambda rng: {},
    points: int = 1_000_000,
    exact: bool = False,
) -> Callable[[Callable[..., Array]], Callable[..., Array]]:
    """Register a function of settings and columns, which returns the ratio at each point."""

    def register(ratio: Callable[..., Array]) -> Callable[..., Array]:
        BOUNDS[ratio.__name__] = Bound(name, points, exact, settings, columns, ratio)
        return ratio

    return register


# ------------------------------------------------------------------ Measuring

LARGEST = 1 + gamma(40)
"""The largest ratio allowed: a bound is a sum of positive terms, itself computed with fewer than 40 roundings."""


@dataclass
class Found:
    """The largest ratio so far, its point, and the number of points so far."""

    points: int = 0
    ratio: float = -1.0
    point: Settings | None = None


def measure(bound: Bound, points: int, chunk: int, rounds: int = 0) -> Found:
    """Ask the bound at that many points or a few more; then look, in so many rounds, for worse ones near the worst.

    The seed is the bound's name, so that the points are the same in every run.
    """
    rng = np.random.default_rng(zlib.crc32(bound.name.encode()))
    found = Found()
    while found.points < points:
        settings = bound.settings(rng)
        ranges = bound.columns(**settings)
        rows = max(1, chunk // max(math.prod(column.shape) for column in ranges.values()))
        drawn = {name: column.draw(rng, rows) for name, column in ranges.items()}
        before = found.ratio
        ratios = _ask(bound, settings, drawn, found)
        if found.ratio > before:
            worst = settings, ranges, drawn, ratios
    settings, ranges, kept, ratios = worst
    many = min(32, -(-len(ratios) // 8))
    for _ in range(rounds):
        order = np.argsort(ratios)[-many:]
        kept, ratios = {name: values[order] for name, values in kept.items()}, ratios[order]
        near = {name: ranges[name].nudge(rng, np.repeat(values, 8, axis=0)) for name, values in kept.items()}
        ratios = np.concatenate([ratios, _ask(bound, settings, near, found)])
        kept = {name: np.concatenate([kept[name], near[name]]) for name in kept}
    return found


def _ask(bound: Bound, settings: Settings, points: Points, found: Found) -> Array:
    """Return the largest ratio of each row of points, and note the largest of all."""
    ratios = np.asarray(bound.ratio(**settings, **points))
    found.points += ratios.size
    by_row = ratios.reshape(len(ratios), -1).max(axis=1)
    at = int(by_row.argmax())
    if not by_row[at] <= found.ratio:  # which a NaN is not, either
        found.ratio = float(by_row[at])
        found.point = settings | {name: values[at].tolist() for name, values in points.items()}
    return by_row


def over(error: Array, bound: Array) -> Array:
    """Return the size of the error over the bound; no error is 0, also where the bound is 0."""
    error = np.abs(error)
    with np.errstate(divide="ignore"):
        return np.divide(error, bound, out=np.zeros(np.broadcast(error, bound).shape), where=error != 0)


def unequal(a: Array, b: Array) -> Array:
    """Return 0 where two results are the same double, or both are a zero, and infinity elsewhere."""
    return np.where(np.asarray(a) == np.asarray(b), 0.0, math.inf)


# ------------------------------------------------------------------ The central and the forward difference


def steps(rng: np.random.Generator) -> Settings:
    """The chapter's step, or in every other case another."""
    return {"h": H if rng.random() < 0.5 else 2.0 ** rng.uniform(-24, -1)}


def places(h: float, **more: Any) -> Range:
    """The x from 2**45 h, where a step still moves it by far more than an ulp, down to what vanishes beside h."""
    return Range(math.log2(h) - 60, math.log2(h) + 45, zero=True, **more)


COEFFICIENT = Range(-40, 40)


def reach(x: Array, h: float) -> Array:
    """How far from x the rounded points lie at most: u (|x| + h) beyond h, doubled for this line's own rounding."""
    return h + 2 * U * (np.abs(x) + h)


def polynomial_ratio(
    f: Callable[[Array], Array], roundings: int, a: list[Array], x: Array, h: float, forward: bool = False
) -> Array:
    """The ratio for f = a[0] + a[1] x + ..., whose phi is gamma of the roundings times the sum of the terms' sizes."""
    far = np.abs(x) + reach(x, h)

    def sizes(derivative: int) -> Array:
        falling = [math.perm(i, derivative) * np.abs(c) * far ** (i - derivative) for i, c in enumerate(a)]
        return sum(falling[derivative:], np.zeros(()))

    slope = [
        part for i, c in enumerate(a) if i for part in product(two_product(np.asarray(c), float(i)), *[x] * (i - 1))
    ]
    exact = total(slope)
    m1 = np.abs(exact) + reach(x, h) * sizes(2)
    phi = gamma(roundings) * sizes(0)
    if forward:
        found, allowed = chapter4.forward_difference(f, x, h), forward_bound(x, exact, m1, sizes(2), phi, h)
    else:
        found, allowed = chapter4.numerical_diff(f, x, h), difference_bound(x, exact, m1, sizes(3), phi, h)
    return over(total([found, *minus(slope)]), allowed)


@bound(
    "central difference of a x² + b x",
    settings=steps,
    columns=lambda h: {"x": places(h), "a": COEFFICIENT, "b": COEFFICIENT},
    points=4_000_000,
)
def quadratic(h: float, x: Array, a: Array, b: Array) -> Array:
    """Three roundings: of the square, its product with a, and the sum."""
    return polynomial_ratio(lambda x: a * (x * x) + b * x, 3, [0.0 * a, b, a], x, h)


@bound(
    "central difference of 0.01 x² + 0.1 x, whose coefficients are no doubles",
    settings=steps,
    columns=lambda h: {"x": places(h)},
    points=4_000_000,
)
def function_1(h: float, x: Array) -> Array:
    """A fourth rounding, of the coefficient; the derivative is (x + 5) / 50."""
    far = np.abs(x) + reach(x, h)
    exact = (x + 5) / 50
    m1 = np.abs(exact) + 4 * U * (far + 5) / 50 + reach(x, h) / 50
    found = chapter4.numerical_diff(chapter4.function_1, x, h)
    allowed = difference_bound(x, exact, m1, 0.0, gamma(4) * (0.01 * far**2 + 0.1 * far), h)
    return over(total([*two_product(found, 50.0), -x, np.full_like(x, -5.0)]), 50 * allowed)


@bound(
    "central difference of a₃x³ + a₂x² + a₁x",
    settings=steps,
    columns=lambda h: {"x": places(h), "a3": COEFFICIENT, "a2": COEFFICIENT, "a1": COEFFICIENT},
    points=4_000_000,
)
def cubic(h: float, x: Array, a3: Array, a2: Array, a1: Array) -> Array:
    """Five roundings: two of the cube, one of its product with a3, two of the sums."""
    return polynomial_ratio(lambda x: a3 * (x * x * x) + a2 * (x * x) + a1 * x, 5, [0.0 * a1, a1, a2, a3], x, h)


@bound(
    "central difference of a polynomial of degree 4 in Horner's form",
    settings=steps,
    columns=lambda h: {"x": places(h), "a": Range(-40, 40, shape=(5,))},
    points=8_000_000,
)
def horner(h: float, x: Array, a: Array) -> Array:
    """A product and a sum for each degree: eight roundings. The points are entries of x, the coefficients aside."""
    c = list(a.T)
    return polynomial_ratio(lambda x: (((c[4] * x + c[3]) * x + c[2]) * x + c[1]) * x + c[0], 8, c, x, h)


@bound(
    "forward difference of a₃x³ + a₂x² + a₁x",
    settings=steps,
    columns=lambda h: {"x": places(h), "a3": COEFFICIENT, "a2": COEFFICIENT, "a1": COEFFICIENT},
    points=4_000_000,
)
def forward_cubic(h: float, x: Array, a3: Array, a2: Array, a1: Array) -> Array:
    """The same five roundings as of the cubic."""

    def f(x: Array) -> Array:
        return a3 * (x * x * x) + a2 * (x * x) + a1 * x

    return polynomial_ratio(f, 5, [0.0 * a1, a1, a2, a3], x, h, forward=True)


@bound("forward difference of x", settings=steps, columns=lambda h: {"x": places(h)})
def forward_line(h: float, x: Array) -> Array:
    """Nothing is rounded but the point, the subtraction and the division."""
    found = chapter4.forward_difference(lambda x: x, x, h)
    return over(found - 1.0, forward_bound(x, 1.0, 1.0, 0.0, 0.0, h))


@bound("forward difference of the sine", settings=steps, columns=lambda h: {"x": Range(-20, 4)})
def forward_sine(h: float, x: Array) -> Array:
    """M1 = M2 = 1, and an ulp of a sine is u at the most."""
    exact = of_decimals(exact_cosine(v) for v in x.tolist())
    allowed = forward_bound(x, exact[0], 1.0, 1.0, U, h)
    return over(total([chapter4.forward_difference(np.sin, x, h), *minus(exact)]), allowed)


@bound("central difference of the sine", settings=steps, columns=lambda h: {"x": Range(-20, 4)})
def sine(h: float, x: Array) -> Array:
    """M1 = M3 = 1, and an ulp of a sine is u at the most."""
    exact = of_decimals(exact_cosine(v) for v in x.tolist())
    allowed = difference_bound(x, exact[0], 1.0, 1.0, U, h)
    return over(total([chapter4.numerical_diff(np.sin, x, h), *minus(exact)]), allowed)


@bound("central difference of exp", settings=steps, columns=lambda h: {"x": Range(-20, 9)})
def exponential(h: float, x: Array) -> Array:
    """M1 and M3 are exp at x + 2h, which is beyond the furthest point; exp is right to an ulp, 2u of itself."""
    with localcontext(prec=40):
        exact = of_decimals(Decimal(v).exp() for v in x.tolist())
    largest = np.exp(x + 2 * h) * (1 + 4 * U)
    allowed = difference_bound(x, exact[0], largest, largest, 2 * U * largest, h)
    return over(total([chapter4.numerical_diff(np.exp, x, h), *minus(exact)]), allowed)


@bound("central difference of the sigmoid", settings=steps, columns=lambda h: {"x": Range(-20, 9)})
def sigmoid_slope(h: float, x: Array) -> Array:
    """The largest slope is 1/4, the largest third derivative 1/8; the sigmoid, at most 1, is right to gamma_4."""
    with localcontext(prec=40):
        exact = of_decimals(e / (1 + e) ** 2 for e in (Decimal(-abs(v)).exp() for v in x.tolist()))
    allowed = difference_bound(x, exact[0], 0.25, 0.125, gamma(4), h)
    return over(total([chapter4.numerical_diff(chapter4.sigmoid, x, h), *minus(exact)]), allowed)


# ------------------------------------------------------------------ A sum of squares in many variables


def sized_steps(*sizes: int) -> Callable[[np.random.Generator], Settings]:
    """A step, and a number of variables."""
    return lambda rng: steps(rng) | {"n": int(rng.choice(sizes))}


def sum_of_squares(x: Array) -> Any:
    """The chapter's function of many variables, np.sum(x**2)."""
    return np.sum(x**2)


def squares_bound(x: Array, roundings: int, h: float) -> Array:
    """The bound for each entry of each row of x, phi being gamma of the roundings times the sum at the furthest x."""
    step = reach(x, h)
    squares = (x * x).sum(axis=-1, keepdims=True) + step * (2 * np.abs(x) + step)
    return difference_bound(x, 2 * x, 2 * (np.abs(x) + step), 0.0, gamma(roundings) * squares, h)


def gradients(x: Array, h: float) -> Array:
    """The gradient of the sum of squares at each row."""
    return np.array([chapter4.numerical_gradient(sum_of_squares, row, h) for row in x])


def spread_places(h: float, n: int) -> dict[str, Range]:
    """Rows of n entries."""
    return {"x": Range(math.log2(h) - 10, math.log2(h) + 40, shape=(n,), zero=True)}


@bound(
    "gradient of Σx² in 1 to 10 variables, summed in any order",
    settings=sized_steps(1, 2, 3, 10),
    columns=spread_places,
)
def squares(h: float, n: int, x: Array) -> Array:
    """One rounding of the square and n - 1 of the sums."""
    return over(total([gradients(x, h), -2 * x]), squares_bound(x, n, h))


@bound(
    "gradient of Σx² in 1000 variables, summed in any order",
    settings=sized_steps(1000),
    columns=spread_places,
)
def squares_of_many(h: float, n: int, x: Array) -> Array:
    """The same, where the bound is loose: it allows every rounding to be as bad as it can, and all alike."""
    return squares(h, n, x)


@bound(
    "gradient of Σx² in 8 to 128 variables, summed pairwise as NumPy does",
    settings=sized_steps(8, 16, 100, 128),
    columns=spread_places,
)
def squares_pairwise(h: float, n: int, x: Array) -> Array:
    """One rounding of the square, and of the sums as many as an entry goes through."""
    return over(total([gradients(x, h), -2 * x]), squares_bound(x, 1 + pairwise_depth(n), h))


@bound(
    "gradient of Σx² in 1000 variables, summed pairwise as NumPy does",
    settings=sized_steps(1000),
    columns=spread_places,
)
def squares_of_many_pairwise(h: float, n: int, x: Array) -> Array:
    """The same for many."""
    return squares_pairwise(h, n, x)


def squares_of_rows(x: Array) -> Array:
    """The same of every row."""
    return np.sum(x**2, axis=-1)


@bound(
    "gradient of Σx² in 1 to 1000 variables, vectorized",
    settings=sized_steps(1, 2, 3, 10, 100, 1000),
    columns=spread_places,
)
def squares_vectorized(h: float, n: int, x: Array) -> Array:
    """The same roundings as in the loop."""
    found = np.array([chapter4.numerical_gradient(squares_of_rows, row, h, vectorized=True) for row in x])
    return over(total([found, -2 * x]), squares_bound(x, n, h))


@bound(
    "gradient field of Σx² in 1 to 100 variables",
    settings=sized_steps(1, 2, 3, 10, 100),
    columns=spread_places,
    points=4_000_000,
)
def squares_field(h: float, n: int, x: Array) -> Array:
    """Again the same, at every point of the field."""
    return over(total([chapter4.gradient_field(squares_of_rows, x, h), -2 * x]), squares_bound(x, n, h))


def rates(rng: np.random.Generator) -> Settings:
    """A learning rate of any size and sign, and a number of variables."""
    lr = rng.uniform(0, 1) if rng.random() < 0.5 else 2.0 ** rng.uniform(-20, 3) * rng.choice([1, -1])
    return {"lr": float(lr), "n": int(rng.choice([1, 2, 3, 10, 100]))}


@bound(
    "one step of gradient descent on Σx²",
    settings=rates,
    columns=lambda lr, n: {"x": Range(-30, 26, shape=(n,), zero=True)},
)
def descent(lr: float, n: int, x: Array) -> Array:
    """The gradient's own bound times the rate, and the roundings of the product and the difference."""
    found = np.array([chapter4.gradient_descent(sum_of_squares, row, lr, 1) for row in x])
    slope = squares_bound(x, n, H)
    before_last = abs(lr) * (slope + U * (2 * np.abs(x) + slope))
    allowed = before_last + U * (abs(1 - 2 * lr) * np.abs(x) + before_last)
    return over(total([found, -x, *two_product(np.full_like(x, 2 * lr), x)]), allowed)


# ------------------------------------------------------------------ Softmax, the sigmoid and the losses


@bound(
    "sum of squared errors",
    settings=lambda rng: {"n": int(rng.choice([1, 2, 10, 100]))},
    columns=lambda n: {"y": Range(-60, 60, shape=(n,), zero=True), "t": Range(-60, 60, shape=(n,), zero=True)},
)
def squared_error(n: int, y: Array, t: Array) -> Array:
    """Two roundings of a difference that is squared, one of the square, n - 1 of the sums; to halve rounds nothing."""
    high, low = two_sum(y, -t)
    parts = [*two_product(high, high), *two_product(2 * high, low), *two_product(low, low)]
    terms = [column for part in parts for column in part.T]
    found = np.array([chapter4.sum_squares_error(*pair) for pair in zip(y, t, strict=True)])
    return over(total([2 * found, *minus(terms)]), gamma(n + 2) * total(terms))


@bound("sigmoid", columns=lambda: {"x": Range(-60, 9.4)})
def sigmoid(x: Array) -> Array:
    """Gamma_4 of itself: 2u of exp, a sum, a quotient."""
    with localcontext(prec=40):
        powers = [Decimal(-abs(v)).exp() for v in x.tolist()]
        exact = of_decimals((1 if v >= 0 else e) / (1 + e) for v, e in zip(x.tolist(), powers, strict=True))
    return over(total([chapter4.sigmoid(x), *minus(exact)]), gamma(4) * exact[0])


def classes(*numbers: int) -> Callable[[np.random.Generator], Settings]:
    """A number of classes."""
    return lambda rng: {"classes": int(rng.choice(numbers))}


@bound("softmax", settings=classes(1, 2, 3, 10), columns=lambda classes: {"x": Range(-30, 8.4, shape=(classes,))})
def softmax(classes: int, x: Array) -> Array:
    """Gamma of d + 2K + 3, d being how far a score is below the largest."""
    with localcontext(prec=40):
        powers = [[Decimal(v).exp() for v in row] for row in x.tolist()]
        sums = [sum(row) for row in powers]
        exact = of_decimals(e / s for row, s in zip(powers, sums, strict=True) for e in row)
    high, low = (part.reshape(x.shape) for part in exact)
    distance = x.max(axis=-1, keepdims=True) - x
    return over(total([chapter4.softmax(x), -high, -low]), gamma(distance + 2 * classes + 3) * high)


@bound(
    "sum of softmax's outputs",
    settings=classes(1, 2, 3, 10, 100),
    columns=lambda classes: {"x": Range(-30, 10, shape=(classes,))},
)
def softmax_sum(classes: int, x: Array) -> Array:
    """Gamma_K, whatever exp is off by; the smallest double for each output that underflows."""
    y = chapter4.softmax(x)
    return over(total([*y.T, np.full(len(x), -1.0)]), gamma(classes) + classes * 5e-324)


PROBABILITY = Range(-1000, 0, signed=False, zero=True)


@bound("loss of one output, -log(y + δ)", columns=lambda: {"y": PROBABILITY})
def loss(y: Array) -> Array:
    """U for the sum inside the logarithm, an ulp for the logarithm."""
    with localcontext(prec=40):
        exact = of_decimals(-(Decimal(v) + Decimal(DELTA)).ln() for v in y.tolist())
    found = np.array([negative_log(v) for v in y.tolist()])
    return over(total([found, *minus(exact)]), U * (1 + 3 * U) + 2 * U * np.abs(exact[0]))


@bound("what the offset takes off the loss, log1p(δ/y)", columns=lambda: {"y": Range(-60, 0, signed=False)})
def offset(y: Array) -> Array:
    """At most δ/y, but for the rounding of the two losses; less than nothing is refused."""
    without = np.array([negative_log(v, 0.0) for v in y.tolist()])
    found = np.array([negative_log(v) for v in y.tolist()])
    lowered = total([without, -found])
    rounding = U * (1 + 3 * U) + 2 * U * (np.abs(without) + np.abs(found))
    return np.where(lowered >= -rounding, over(np.maximum(lowered, 0.0), DELTA / y + rounding), math.inf)


@bound("ends of the loss, -log1p δ and -log δ", columns=lambda: {"y": Range(-1074, 0, signed=False, zero=True)})
def ends(y: Array) -> Array:
    """The loss over the end on its side of 0, each widened by the rounding of the loss there."""
    found = np.array([negative_log(v) for v in y.tolist()])
    upper, lower = -math.log(DELTA) * (1 + 4 * U), math.log1p(DELTA) * (1 + 4 * U) + U
    return np.where(found > 0, found / upper, -found / lower)


@bound(
    "mean loss of a batch",
    settings=lambda rng: {"n": int(rng.choice([1, 2, 3, 10, 16, 17, 30, 200]))},
    columns=lambda n: {"y": Range(-60, 0, shape=(n, 3), signed=False)},
    points=200_000,
)
def batch(n: int, y: Array) -> Array:
    """The mean of the bounds of the losses, and the rounding of the sum and of the quotient.

    Up to 16 losses the sum rounds once; more are added pairwise.
    """
    labels = np.arange(n) % 3
    with localcontext(prec=40):
        exact = [[-(Decimal(v) + Decimal(DELTA)).ln() for v in row] for row in y[:, np.arange(n), labels].tolist()]
        means = of_decimals(sum(row) / n for row in exact)
    each = np.array([math.fsum(U * (1 + 3 * U) + 2 * U * abs(float(loss)) for loss in row) / n for row in exact])
    found = np.array([chapter4.cross_entropy_error(rows, labels) for rows in y])
    sizes = np.array([math.fsum(abs(float(loss)) for loss in row) / n for row in exact])
    adding = 2 * U + U * U if n <= 16 else gamma(pairwise_depth(n) + 1)
    return over(total([found, *minus(means)]), each + adding * (sizes + each))


# ------------------------------------------------------------------ The network's last layer


def layers(rng: np.random.Generator) -> Settings:
    """A step, the class whose weight moves, and the right answer."""
    return steps(rng) | {"moved": int(rng.integers(3)), "label": int(rng.integers(3))}


def truncation(delta: float, factor: float, h: float, moved: int, label: int, a: Array, z: Array) -> Array:
    """The central difference of the loss in one weight, all in decimals, less the derivative, over the bound."""
    ratios = []
    with localcontext(prec=50):
        offset, step = Decimal(delta), Decimal(h)
        largest = factor * step**2 / (36 * Decimal(3).sqrt())
        for a_i, scores in zip(a.tolist(), z.tolist(), strict=True):
            size, powers = abs(Decimal(a_i)), [Decimal(score).exp() for score in scores]
            ahead = (size * step).exp()
            p = [_outputs(powers, moved, change)[label] + offset for change in (ahead, 1 / ahead)]
            y = _outputs(powers, moved, Decimal(1))
            slope = size * (y[moved] - (moved == label)) * y[label] / (y[label] + offset)
            ratios.append(float(abs((p[1] / p[0]).ln() / (2 * step) - slope) / (largest * size**3)))
    return np.array(ratios)


def _outputs(powers: list[Decimal], moved: int, change: Decimal) -> list[Decimal]:
    powers = [power * change if j == moved else power for j, power in enumerate(powers)]
    return [power / sum(powers) for power in powers]


SCORES = {"a": Range(-12, 4), "z": Range(-10, 5, shape=(3,))}


@bound(
    "truncation of the last layer's loss without the offset",
    settings=layers,
    columns=lambda **_: SCORES,
    points=100_000,
)
def truncation_plain(h: float, moved: int, label: int, a: Array, z: Array) -> Array:
    """h^2 |a|^3 / (36 sqrt 3), a being what the weight multiplies."""
    return truncation(0.0, 1, h, moved, label, a, z)


@bound(
    "truncation of the last layer's loss with the offset",
    settings=layers,
    columns=lambda **_: SCORES,
    points=100_000,
)
def truncation_offset(h: float, moved: int, label: int, a: Array, z: Array) -> Array:
    """Twice that."""
    return truncation(DELTA, 2, h, moved, label, a, z)


NETWORK = {"W": Range(-20, 5, shape=(2, 3)), "x": Range(-20, 3, shape=(2,), zero=True)}


def labels(rng: np.random.Generator) -> Settings:
    """A right answer."""
    return {"label": int(rng.integers(3))}


@bound("loss of SimpleNet", settings=labels, columns=lambda label: NETWORK, points=100_000)
def network_loss(label: int, W: Array, x: Array) -> Array:
    """Two products and a sum for a score, then softmax and the loss; the exact loss is rounded once, which counts."""
    ratios = []
    for weights, inputs in zip(W.tolist(), x.tolist(), strict=True):
        exact = exact_loss(weights, inputs, label)
        found = chapter4.SimpleNet(weights).loss(inputs, label)
        ratios.append((abs(found - exact) + U * abs(exact)) / loss_rounding(weights, inputs, exact))
    return np.array(ratios)


@bound("gradient of SimpleNet's loss", settings=labels, columns=lambda label: NETWORK, points=150_000)
def network_gradient(label: int, W: Array, x: Array) -> Array:
    """Truncation, the rounding of the weight, and that of the loss; the exact slopes are rounded once, which counts."""
    ratios = []
    for weights, inputs in zip(W.tolist(), x.tolist(), strict=True):
        allowed = gradient_bound(weights, inputs, exact_loss(weights, inputs, label))
        exact = exact_gradient(weights, inputs, label)
        found = chapter4.SimpleNet(weights).gradient(inputs, label)
        ratios.append((np.abs(found - exact) + U * np.abs(exact)) / allowed)
    return np.array(ratios)


TWO_LAYERS = {
    "W1": Range(-20, 3, shape=(3, 3)),
    "b1": Range(-20, 3, shape=(3,), zero=True),
    "W2": Range(-20, 4, shape=(3, 3)),
    "b2": Range(-20, 4, shape=(3,), zero=True),
    "x": Range(-20, 3, shape=(2, 3), zero=True),
}


def two_layers(x: Array, params: Points) -> Iterator[tuple[Array, chapter4.TwoLayerNet]]:
    """Two samples and a network of three units, for each row of points."""
    for i, samples in enumerate(x):
        net = chapter4.TwoLayerNet(3, 3, 3)
        net.params = {name: values[i].copy() for name, values in params.items()}
        yield samples, net


@bound("loss of TwoLayerNet", settings=labels, columns=lambda label: TWO_LAYERS, points=20_000)
def two_layer_loss(label: int, x: Array, **params: Array) -> Array:
    """What the sums of each layer, the sigmoid, softmax and the logarithm round, for the worse of the samples."""
    t, ratios = np.array([label, 0]), []
    for samples, net in two_layers(x, params):
        error = abs(Decimal(net.loss(samples, t)) - exact_two_layer_loss(net.params, samples, t))
        ratios.append(float(error) / rounding_of_loss(net, samples))
    return np.array(ratios)


@bound(
    "gradient of TwoLayerNet's loss by its structure, less that of the loop",
    settings=labels,
    columns=lambda label: TWO_LAYERS,
    points=200_000,
)
def two_layer_forms(label: int, x: Array, **params: Array) -> Array:
    """Twice what the loss rounds, over h; and twice the last two roundings of a difference."""
    t, ratios = np.array([label, 0]), []
    for samples, net in two_layers(x, params):
        loop, structured = (
            np.concatenate([slopes.ravel() for slopes in net.numerical_gradient(samples, t, structured=kind).values()])
            for kind in (False, True)
        )
        allowed = 2 * rounding_of_loss(net, samples) / H + 2 * U * (np.abs(loop) + np.abs(structured))
        ratios.append(over(loop - structured, allowed))
    return np.array(ratios)


# ------------------------------------------------------------------ Identities, bit for bit


@bound("D(h) = D(-h)", settings=steps, columns=lambda h: {"x": places(h)}, points=4_000_000, exact=True)
def sign_of_the_step(h: float, x: Array) -> Array:
    """Both swap the two values and the sign of the divisor."""
    return unequal(chapter4.numerical_diff(np.sin, x, h), chapter4.numerical_diff(np.sin, x, -h))


@bound("an even f has an odd D", settings=steps, columns=lambda h: {"x": places(h)}, points=4_000_000, exact=True)
def even(h: float, x: Array) -> Array:
    """Rounding treats both signs alike."""

    def f(x: Array) -> Array:
        return 1 / (1 + x * x) + x * x

    return unequal(chapter4.numerical_diff(f, x, h), -chapter4.numerical_diff(f, -x, h))


@bound(
    "D of 2^k f is 2^k D of f",
    settings=lambda rng: steps(rng) | {"k": int(rng.integers(-200, 201))},
    columns=lambda h, k: {"x": places(h)},
    points=4_000_000,
    exact=True,
)
def power_of_two(h: float, k: int, x: Array) -> Array:
    """A power of two goes through every operation."""
    scaled = chapter4.numerical_diff(lambda x: np.ldexp(np.arctan(x), k), x, h)
    return unequal(scaled, np.ldexp(chapter4.numerical_diff(np.arctan, x, h), k))


@bound(
    "a constant has the slope 0",
    settings=steps,
    columns=lambda h: {"x": places(h), "c": Range(-1074, 1023)},
    points=4_000_000,
    exact=True,
)
def constant(h: float, x: Array, c: Array) -> Array:
    """The values are the same."""
    return unequal(chapter4.numerical_diff(lambda x: c, x, h), np.zeros_like(x))


@bound(
    "the gradient of Σx² is the same in a loop, vectorized and in a field",
    settings=sized_steps(1, 2, 10, 100, 1000),
    columns=spread_places,
    points=500_000,
    exact=True,
)
def vectorized(h: float, n: int, x: Array) -> Array:
    """NumPy sums a row of a table as it sums the row alone."""
    rows = np.array([chapter4.numerical_gradient(squares_of_rows, row, h, vectorized=True) for row in x])
    field = chapter4.gradient_field(squares_of_rows, x, h)
    return np.maximum(unequal(gradients(x, h), rows), unequal(rows, field))


@bound(
    "x is restored bit for bit, also where f raises",
    settings=lambda rng: {"n": int(rng.choice([1, 2, 10, 100])), "call": int(rng.integers(1, 300))},
    columns=lambda n, call: {"x": Range(-1074, 30, shape=(n,), zero=True)},
    exact=True,
)
def restored(n: int, call: int, x: Array) -> Array:
    """Zeros, of which half are -0.0, and subnormals among them."""
    x = np.where((x == 0) & (np.arange(n) % 2 == 1), -0.0, x)
    ratios = []
    for row in x:
        before, calls = row.tobytes(), iter(range(1, call))
        with contextlib.suppress(StopIteration):
            chapter4.numerical_gradient(lambda x, calls=calls: float(next(calls)), row)
        ratios.append(np.full(n, 0.0 if row.tobytes() == before else math.inf))
    return np.array(ratios)


def fractions(*columns: Array) -> Iterator[tuple[Fraction, ...]]:
    """Doubles as fractions, whose denominators are not powers of two alone."""
    return zip(*([Fraction(v).limit_denominator(1000) / 7 for v in column.tolist()] for column in columns), strict=True)


RATIONAL = Range(-6, 8, zero=True)


@bound(
    "in fractions the difference of a x² + b x is the derivative",
    columns=lambda: {"x": RATIONAL, "a": RATIONAL, "b": RATIONAL, "h": Range(-6, 2)},
    points=100_000,
    exact=True,
)
def rational_quadratic(x: Array, a: Array, b: Array, h: Array) -> Array:
    """No rounding is left, and no truncation."""
    found = [
        chapter4.numerical_diff(lambda x, a=a, b=b: a * x * x + b * x, x, h) == 2 * a * x + b
        for x, a, b, h in fractions(x, a, b, h)
    ]
    return np.where(found, 0.0, math.inf)


@bound(
    "in fractions the difference of a₃x³ + a₂x² + a₁x is off by a₃h²",
    columns=lambda: {"x": RATIONAL, "a3": RATIONAL, "a2": RATIONAL, "a1": RATIONAL, "h": Range(-6, 2)},
    points=100_000,
    exact=True,
)
def rational_cubic(x: Array, a3: Array, a2: Array, a1: Array, h: Array) -> Array:
    """Truncation alone is left."""
    found = [
        chapter4.numerical_diff(lambda x, a=a, b=b, c=c: ((a * x + b) * x + c) * x, x, h)
        == (3 * a * x + 2 * b) * x + c + a * h * h
        for x, a, b, c, h in fractions(x, a3, a2, a1, h)
    ]
    return np.where(found, 0.0, math.inf)
