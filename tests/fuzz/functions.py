"""Functions f to be differentiated: those of which the derivative is known, and the texts of those that are bad."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import numpy as np

from chapter4.evidence import decimal
from fuzz import arguments as give
from fuzz.choices import Choices
from fuzz.due import TINY, nearest
from proof.allowed import U, gamma


class Flaw(Exception):
    """Raised by f on purpose."""


ROUNDS = {np.float32: (2.0**-24, 2.0**-150), np.float16: (2.0**-11, 2.0**-25)}
"""What a narrower type takes from a value: a share of it, and a piece where it underflows."""


@dataclass(frozen=True, slots=True)
class Cubic:
    """((a x + b) x + c) x, entry by entry."""

    a: float
    b: float
    c: float

    def __call__(self, x: Any) -> Any:
        v = np.asarray(x) if isinstance(x, np.ndarray) else x  # a matrix would be multiplied as one
        with np.errstate(all="ignore"):
            return ((self.a * v + self.b) * v + self.c) * v

    def slope(self, v: Fraction) -> Fraction:
        """The derivative, exactly."""
        a, b, c = map(Fraction, (self.a, self.b, self.c))
        return (3 * a * v + 2 * b) * v + c

    def m1(self, r: float) -> float:
        """The largest size of the derivative up to r."""
        return (3 * abs(self.a) * r + 2 * abs(self.b)) * r + abs(self.c)

    def m2(self, r: float) -> float:
        """The same of the second derivative."""
        return 6 * abs(self.a) * r + 2 * abs(self.b)

    def m3(self) -> float:
        """The third derivative's size."""
        return 6 * abs(self.a)

    def phi(self, r: float, u: float = U, tiny: float = TINY) -> float:
        """The error of a value up to r.

        Three products and two sums in a row, a coefficient rounded to the width of x, and x itself, an exact number,
        three times: nine roundings. A product may underflow and be multiplied afterwards.
        """
        return 9 * u / (1 - 9 * u) * self.size(r) + 3 * tiny * max(1.0, r * r)

    def size(self, r: float) -> float:
        """The sum of the terms' sizes at r."""
        return ((abs(self.a) * r + abs(self.b)) * r + abs(self.c)) * r


@dataclass(frozen=True, slots=True)
class SumOfCubics:
    """The sum of ((a v + b) v + c) v over the entries v, as a number of some kind."""

    a: float = 0.0
    b: float = 1.0
    c: float = 0.0
    kind: Callable[[Any], Any] = float

    def __call__(self, x: Any) -> Any:
        v = np.asarray(x)
        with np.errstate(all="ignore"):
            return self.kind(np.sum(((self.a * v + self.b) * v + self.c) * v))

    @property
    def of_one(self) -> Cubic:
        """One term of the sum."""
        return Cubic(self.a, self.b, self.c)

    def bounds(self, entries: list[float], i: int, reach: float) -> tuple[float, float, float, float]:
        """The derivative in entry i, m1 and m3 as far as that reach, and phi.

        To the roundings of a term the sum adds n - 1, and `kind` one of its own.
        """
        one, n = self.of_one, len(entries)
        phi = sum(one.phi(abs(v) + reach) for v in entries)
        size = sum(one.size(abs(v) + reach) for v in entries)
        share, piece = ROUNDS.get(self.kind, (0.0, 0.0))
        phi += (gamma(n - 1) + share) * (size + phi) + piece
        return nearest(one.slope(Fraction(entries[i]))), one.m1(abs(entries[i]) + reach), one.m3(), phi


class RowsOfCubics(SumOfCubics):
    """The same sum for each of many points at once, a row each."""

    def __call__(self, x: Any) -> Any:
        with np.errstate(all="ignore"):
            return self.kind(np.sum(((self.a * x + self.b) * x + self.c) * x, axis=tuple(range(1, x.ndim))))


@dataclass(frozen=True, slots=True)
class LogSumExp:
    """log(sum(exp(v))) over the entries v; its gradient is the softmax."""

    def __call__(self, x: Any) -> Any:
        with np.errstate(all="ignore"):
            return np.log(np.sum(np.exp(np.asarray(x))))

    def bounds(self, entries: list[float], i: int, reach: float) -> tuple[float, float, float, float]:
        """The same; the third derivative p (1 - p) (1 - 2p) is at most 1 / (6 sqrt 3).

        An ulp of exp is 2u, n - 1 sums round: a share of the sum, hence an error of the logarithm, whose ulp is 2u
        of it. It is no larger than the largest entry and log n. Where exp underflows the share is larger; beyond a
        quarter the bound says nothing, below it the logarithm is off by twice the share at most.
        """
        n = len(entries)
        with localcontext(prec=40):
            top = max(entries)
            powers = [(decimal(Fraction(v)) - decimal(Fraction(top))).exp() for v in entries]
            slope = float(powers[i] / sum(powers, Decimal(0)))
        size = max(abs(v) for v in entries) + reach + math.log(n)
        lost = n * TINY / max(TINY, math.exp(max(entries) - reach)) if max(entries) - reach < 0 else 0.0
        phi = gamma(n + 3) + 2 * lost + 2 * U * size if lost < 0.25 else math.inf
        return slope, 1.0, 1 / (6 * math.sqrt(3)), phi


KINDS = ["float", "np.float64", "np.array", "np.longdouble", "np.float32", "np.float16"]
ROW_KINDS = ["np.asarray", "np.longdouble", "np.float32", "np.float16", "list"]
COEFFICIENTS = ["0.0", "1.0", "-2.0", "0.1", "1 / 3", "1e3"]

CONSTANTS = ["7.0", "0.0", "3", "True", "np.uint8(200)", "Fraction(1, 3)", "np.float16(1)", "np.array(2.0)"]
NO_VALUES = [
    "None",
    "'1'",
    "1j",
    "[1.0]",
    "np.array([1.0])",
    "np.ones((2, 2))",
    "[]",
    "[[1.0], [1.0, 2.0]]",
    "np.complex128(1)",
    "np.ma.masked",
    "np.ma.array([1.0])",
    "np.array(Fraction(1, 3), dtype=object)",
    "Decimal(1)",
    "{}",
    "math.sin",
    "np.datetime64('2026-01-01')",
    "np.timedelta64(1, 's')",
]
NOT_FINITE = [
    "math.nan",
    "math.inf",
    "-math.inf",
    "10**400",
    "-(10**400)",
    "Fraction(10**400)",
    "np.float64('inf')",
    "np.float32('nan')",
    "np.array(math.nan)",
    "np.longdouble('1e400')",
]
RAISES = ["(_ for _ in ()).throw(Flaw('by f'))", "1 // 0", "{}[0]", "int('f')", "np.nothing", "open('')"]
NO_FUNCTIONS = ["3", "None", "25.0", "'f'", "np.array([1.0])", "[math.sin]"]


def coefficients(c: Choices) -> str:
    """Return a, b and c of a cubic: mostly a quadratic of ordinary size."""
    a = give.double(c) if c.chance(20) else c.of(COEFFICIENTS) if c.chance(40) else "0.0"
    b, d = (give.double(c) if c.chance(15) else c.of(COEFFICIENTS[::-1]) for _ in range(2))
    texts = ["2.0" if "nan" in text or "inf" in text else text for text in (a, b, d)]
    return ", ".join(texts)


def of_all(c: Choices) -> str:
    """Return an f of a whole array: known, constant, stepped, or bad in some way."""
    if c.chance(55):
        return f"SumOfCubics({coefficients(c)}, {c.of(KINDS) if c.chance(30) else 'float'})"
    return c.of(
        [
            lambda: "LogSumExp()",
            lambda: f"lambda _: {c.of(CONSTANTS)}",
            # Reads x elsewhere, and ignores its argument.
            lambda: "lambda _: float(np.sum(np.abs(x)))",
            # A view of x, and one array again and again.
            lambda: "lambda x: x[(0,) * x.ndim + (...,)]",
            lambda: "lambda x, out=np.empty(()): np.sum(np.abs(np.asarray(x)), out=out)",
            lambda: "lambda x: int(np.sum(np.asarray(x) > 3))",
            lambda: "lambda x: np.uint8(np.sum(np.asarray(x) < 3))",
            lambda: "lambda x: bool(np.sum(np.asarray(x) > 1))",
            lambda: "lambda x: sum(map(Fraction, np.asarray(x).ravel().tolist()))",
            lambda: f"lambda x: math.copysign(1.7e308, np.sum(np.asarray(x)) - {give.double(c, 0)})",
            lambda: f"lambda x: 10**400 * bool(np.sum(np.asarray(x)) > {give.double(c, 0)})",
            lambda: f"lambda x: {c.of(NO_VALUES)}",
            lambda: f"lambda x: {c.of(NOT_FINITE)}",
            lambda: f"lambda x: {c.of(NOT_FINITE + NO_VALUES)} if np.sum(np.asarray(x)) > {give.double(c, 0)} else 1.0",
            lambda: f"lambda x: {c.of(RAISES)}",
            lambda: f"lambda x: {c.of(RAISES)} if np.sum(np.asarray(x)) > {give.double(c, 0)} else 1.0",
            lambda: "lambda x: x",
            lambda: "lambda x: x.fill(0.1) or 1.0",
            lambda: f"lambda x: x.put([{c.below(3)}], {give.double(c, 0)}, mode='clip') or 1.0",
            lambda: c.of(NO_FUNCTIONS),
        ]
    )()


def of_rows(c: Choices) -> str:
    """Return an f of many points at once, a row each, or a bad one."""
    if c.chance(60):
        return f"RowsOfCubics({coefficients(c)}, {c.of(ROW_KINDS) if c.chance(30) else 'np.asarray'})"
    return c.of(
        [
            lambda: f"lambda x: np.full(len(x), {c.of(CONSTANTS)})",
            lambda: "lambda x: x.reshape(len(x), -1)[:, 0]",
            lambda: "lambda x: [float(row.sum()) for row in x]",
            lambda: "lambda x: np.any(x > 3, axis=tuple(range(1, x.ndim)))",
            lambda: "lambda x: np.any(x < 3, axis=tuple(range(1, x.ndim))).astype(np.uint8)",
            lambda: "lambda x, out=np.empty(99): np.sum(x.reshape(len(x), -1), axis=1, out=out[: len(x)])",
            lambda: "np.errstate(over='ignore')(lambda x: np.sum(x))",
            lambda: "lambda x: x",
            lambda: "np.errstate(over='ignore')(lambda x: np.sum(x, axis=-1, keepdims=True))",
            lambda: "lambda x: x.fill(0.1) or np.zeros(len(x))",
            lambda: f"lambda x: np.where(x.reshape(len(x), -1)[:, 0] > {give.double(c, 0)}, 1.7e308, -1.7e308)",
            lambda: f"lambda x: [{c.of(NOT_FINITE)} if row.sum() > {give.double(c, 0)} else 1.0 for row in x]",
            lambda: f"lambda x: [{c.of([text for text in NO_VALUES if text != 'np.ma.masked'])}] * len(x)",
            lambda: f"lambda x: {c.of(NO_VALUES)}",
            lambda: f"lambda x: {c.of(CONSTANTS)}",
            lambda: f"lambda x: {c.of(RAISES)}",
            lambda: c.of(NO_FUNCTIONS),
        ]
    )()


def of_each(c: Choices) -> str:
    """Return an f that works entry by entry, or badly."""
    if c.chance(60):
        return f"Cubic({coefficients(c)})"
    return c.of(
        [
            lambda: f"lambda _: {c.of(CONSTANTS)}",
            lambda: "lambda x: x",
            lambda: "lambda x: abs(x)",
            lambda: f"lambda x: np.full(np.shape(x), {c.of(CONSTANTS)})",
            lambda: "lambda x: np.asarray(x) > 3",
            lambda: "lambda x: (np.asarray(x) < 3).astype(np.uint8)",
            lambda: "lambda x: np.asarray(x).tolist()",
            lambda: "np.errstate(over='ignore')(lambda x: np.sum(x))",
            lambda: f"np.errstate(over='ignore')(lambda x: 10**400 * bool(np.all(x > {give.double(c, 0)})))",
            lambda: f"lambda x: np.copysign(1.7e308, np.asarray(x, dtype=float) - {give.double(c, 0)})",
            lambda: f"lambda x: {c.of(NO_VALUES)}",
            lambda: f"lambda x: {c.of(NOT_FINITE)}",
            lambda: f"lambda x: np.full(np.shape(x), {c.of(NOT_FINITE)})",
            lambda: f"lambda x: {c.of(RAISES)}",
            lambda: c.of(NO_FUNCTIONS),
        ]
    )()
