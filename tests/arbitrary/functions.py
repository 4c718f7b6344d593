"""Arbitrary functions f, as texts: those of which the derivative is known, and those that are bad in some way."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from arbitrary.arguments import Choices
from proof import exact
from proof.allowed import TINY, gamma
from proof.functions import LOG_OF_SUM, OfMany, OfOne, polynomial

# ------------------------------------------------------------------ Known functions


class Cubic(OfOne):
    """((a x + b) x + c) x, entry by entry."""

    def __call__(self, x: Any) -> Any:
        return self.f(np.asarray(x) if isinstance(x, np.ndarray) else x)  # a matrix would be multiplied as one


def cubic(a: float, b: float, c: float) -> Cubic:
    """Return that function: three products, two sums, an x of Python's rounded thrice; a product may underflow."""

    def f(x: Any) -> Any:
        with np.errstate(all="ignore"):
            return ((a * x + b) * x + c) * x

    known = polynomial("cubic", f, [0, c, b, a], 8)
    return Cubic(known.name, f, known.exact, lambda r: known.phi(r) + 3 * TINY * max(1.0, r * r))


class Sum(OfMany):
    """A function of all entries together, or, by the rows, of each of many points."""

    def __call__(self, x: Any) -> Any:
        with np.errstate(all="ignore"):
            return self.f(np.asarray(x))


def sum_of_cubics(a: float, b: float, c: float, kind: Callable[[Any], Any] = float, *, rows: bool = False) -> Sum:
    """Return the sum of ((a v + b) v + c) v over the entries v, or over those of each row, as a number of some kind."""

    def f(x: Any) -> Any:
        return kind(np.sum(((a * x + b) * x + c) * x, axis=tuple(range(1, x.ndim)) if rows else None))

    def terms(x: Any) -> Any:
        return np.sum(((exact.ball(a) * x + exact.ball(b)) * x + exact.ball(c)) * x)

    share = {np.float32: 2.0**-24, np.float16: 2.0**-11}.get(kind, 0.0)

    def phi(r: Any) -> float:
        size = float(np.sum(((abs(a) * r + abs(b)) * r + abs(c)) * r))
        return (gamma(5 + len(r)) + share) * size + 2.0**-25 * bool(share)

    return Sum("sum of cubics", f, terms, phi, [])


def log_sum_exp() -> Sum:
    """Return log(sum(exp(v))), whose gradient is the softmax."""
    return Sum(LOG_OF_SUM.name, lambda x: LOG_OF_SUM.f(x.ravel()), LOG_OF_SUM.exact, LOG_OF_SUM.phi, [])


# ------------------------------------------------------------------ Texts

COEFFICIENTS = ["0.0", "1.0", "-2.0", "0.1", "1 / 3", "1e3", "-0.7e-5"]
CONSTANTS = ["7.0", "0.0", "3", "True", "np.uint8(200)", "Fraction(1, 3)", "np.float16(1)", "np.array(2.0)"]
NO_VALUES = [
    *("None", "'1'", "1j", "[1.0]", "np.array([1.0])", "np.ones((2, 2))", "[]", "[[1.0], [1.0, 2.0]]", "Decimal(1)"),
    *("np.complex128(1)", "np.ma.masked", "np.ma.array([1.0])", "np.array(Fraction(1, 3), dtype=object)", "{}"),
    *("math.sin", "np.datetime64('2026-01-01')", "np.timedelta64(1, 's')"),
]
NOT_FINITE = [
    *("nan", "inf", "-inf", "10**400", "-(10**400)", "Fraction(10**400)", "np.float64('inf')", "np.float32('nan')"),
    *("np.array(nan)", "np.longdouble('1e400')"),
]
RAISES = ["1 // 0", "{}[0]", "int('f')", "np.nothing", "open('')", "math.sqrt(-1)"]
NO_FUNCTIONS = ["3", "None", "25.0", "'f'", "np.array([1.0])", "[math.sin]"]


def polynomial_text(c: Choices, form: str, kinds: Sequence[str]) -> str:
    """Return a polynomial in that form, mostly a quadratic."""
    first = c.of(*COEFFICIENTS) if c.chance(40) else "0.0"
    coefficients = f"{first}, {c.of(*COEFFICIENTS[::-1])}, {c.of(*COEFFICIENTS)}"
    return form.format(coefficients, c.of(*kinds) if c.chance(30) else kinds[0])


def odd(c: Choices, forms: Sequence[str], values: Sequence[str]) -> str:
    """Return one of the odd functions, where V stands for a value of some kind, and C for a limit."""
    return c.of(*forms).replace("V", c.of(*values)).replace("C", c.of("0.0", "1.0", "-1.5", "3.0", "0.1"))


VALUES = [*CONSTANTS, *NO_VALUES, *NOT_FINITE, *RAISES]

KINDS = ["float", "np.float64", "np.array", "np.longdouble", "np.float32", "np.float16"]
ODD_OF_ALL = [
    "lambda x: V",
    "lambda x: V if np.sum(np.asarray(x)) > C else 1.0",
    "log_sum_exp()",
    # Reads x elsewhere, and ignores its argument.
    "lambda _: float(np.sum(np.abs(x)))",
    # A view of x, and one array again and again.
    "lambda x: x[(0,) * x.ndim + (...,)]",
    "lambda x, out=np.empty(()): np.sum(np.abs(np.asarray(x)), out=out)",
    "lambda x: int(np.sum(np.asarray(x) > 3))",
    "lambda x: np.uint8(np.sum(np.asarray(x) < 3))",
    "lambda x: bool(np.sum(np.asarray(x) > 1))",
    "lambda x: sum(map(Fraction, np.asarray(x).ravel().tolist()))",
    "lambda x: math.copysign(1.7e308, np.sum(np.asarray(x)) - C)",
    "lambda x: 10**400 * bool(np.sum(np.asarray(x)) > C)",
    "lambda x: x",
    "lambda x: x.fill(0.1) or 1.0",
    "lambda x: x.put([1], C, mode='clip') or 1.0",
    *NO_FUNCTIONS,
]
KINDS_OF_ROWS = ["np.asarray", "np.longdouble", "np.float32", "np.float16", "list"]
ODD_OF_ROWS = [
    "lambda x: V",
    "lambda x: [V if row.sum() > C else 1.0 for row in x]",
    "lambda x: x.reshape(len(x), -1)[:, 0]",
    "lambda x: [float(row.sum()) for row in x]",
    "lambda x: np.any(x > 3, axis=tuple(range(1, x.ndim)))",
    "lambda x: np.any(x < 3, axis=tuple(range(1, x.ndim))).astype(np.uint8)",
    "lambda x, out=np.empty(99): np.sum(x.reshape(len(x), -1), axis=1, out=out[: len(x)])",
    "np.errstate(over='ignore')(lambda x: np.sum(x))",
    "lambda x: x",
    "np.errstate(over='ignore')(lambda x: np.sum(x, axis=-1, keepdims=True))",
    "lambda x: x.fill(0.1) or np.zeros(len(x))",
    "lambda x: np.where(x.reshape(len(x), -1)[:, 0] > C, 1.7e308, -1.7e308)",
    *NO_FUNCTIONS,
]
ODD_OF_EACH = [
    "lambda x: V",
    "lambda x: np.full(np.shape(x), V)",
    "lambda x: x",
    "lambda x: abs(x)",
    "lambda x: np.asarray(x) > 3",
    "lambda x: (np.asarray(x) < 3).astype(np.uint8)",
    "lambda x: np.asarray(x).tolist()",
    "np.errstate(over='ignore')(lambda x: np.sum(x))",
    "np.errstate(over='ignore')(lambda x: 10**400 * bool(np.all(x > C)))",
    "lambda x: np.copysign(1.7e308, np.asarray(x, dtype=float) - C)",
    *NO_FUNCTIONS,
]


def of_all(c: Choices) -> str:
    """Return an f of a whole array."""
    if c.chance(45):
        return odd(c, ODD_OF_ALL, VALUES)
    return polynomial_text(c, "sum_of_cubics({}, {})", KINDS)


def of_rows(c: Choices) -> str:
    """Return an f of many points at once, a row each."""
    if c.chance(40):
        return odd(
            c, ODD_OF_ROWS, [value for value in VALUES if value != "np.ma.masked"]
        )  # NumPy warns of it in a list
    return polynomial_text(c, "sum_of_cubics({}, {}, rows=True)", KINDS_OF_ROWS)


def of_each(c: Choices) -> str:
    """Return an f that works entry by entry."""
    return odd(c, ODD_OF_EACH, VALUES) if c.chance(40) else polynomial_text(c, "cubic({})", [""])
