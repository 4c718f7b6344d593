"""What is due where something is given: which errors may be said, or how far off an answer may be.

Written from the documentation, in Python's own numbers; nothing here calls chapter4.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from proof.allowed import U

TINY = 2.0**-1074
"""The smallest positive double: what an underflow may cost."""
LARGEST = Fraction(np.finfo(np.float64).max)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with what is given, and how the error says so."""

    kind: str
    begins: str
    holds: str = ""
    note: str = ""
    documented: bool = True
    """Whether the index of messages has it; it has not what f itself raises."""

    def is_said(self, kind: str, text: str, notes: str) -> bool:
        """Whether that error says it."""
        told = text.startswith(self.begins) if self.documented else text == self.begins
        return kind == self.kind and told and self.holds in text and notes.startswith(self.note)


class Wrong(Exception):
    """An answer that is not the right one."""


@dataclass(slots=True)
class Due:
    """What is due: one of the errors; or, where there is no fault, an answer that the check accepts."""

    faults: list[Fault] = field(default_factory=list)
    check: Callable[[Any], float] | None = None
    """Returns how much of its bound the answer's error takes, or raises Wrong."""
    warns: str = ""
    """How the warning begins that is due beside the answer."""
    perhaps: list[Fault] = field(default_factory=list)
    """Errors that are as right as the answer: so close to the end of float64 that the rounding decides."""


# ------------------------------------------------------------------ Numbers


def exact(number: Any) -> Fraction | float | int:
    """Return a real number exactly; NaN and infinity as floats."""
    if isinstance(number, (int, Fraction)):
        return number
    if not math.isfinite(number):
        return float(number)
    return Fraction(*number.as_integer_ratio()) if hasattr(number, "as_integer_ratio") else Fraction(int(number))


def nearest(number: Fraction | float | int) -> float:
    """Return the nearest float64, which is infinite beyond the largest."""
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def is_one_real_number(value: Any) -> bool:
    """Whether that is a real number of Python or NumPy, and no truth value."""
    real = isinstance(value, (int, float, Fraction, np.integer, np.floating))
    return real and not isinstance(value, (bool, np.timedelta64))


def number(value: Any, name: str) -> tuple[float, list[Fault]]:
    """Return a number as a float64, and what is wrong with it."""
    if type(value) is np.ndarray and value.shape == ():
        value = value[()]
    if not is_one_real_number(value):
        return math.nan, [Fault("TypeError", f"{name} must be one real number, got ")]
    found = nearest(exact(value))
    if not math.isfinite(found):
        return found, [Fault("ValueError", f"{name} must be finite, and not beyond float64; got ")]
    return found, []


def whole(value: Any, name: str) -> tuple[int, list[Fault]]:
    """Return a count, and what is wrong with it."""
    if type(value) is np.ndarray and value.shape == ():
        value = value[()]
    if not isinstance(value, (int, np.integer)) or isinstance(value, (bool, np.timedelta64)):
        return 0, [Fault("TypeError", f"{name} must be an integer, got ")]
    return int(value), []


def seed(value: Any) -> list[Fault]:
    """Return what is wrong with a seed or a generator."""
    begins = "rng must be a numpy.random.Generator, a seed of 0 or more, or None; got "
    if isinstance(value, (int, np.integer)):
        return [Fault("ValueError", begins)] if value < 0 else []
    return [] if value is None or isinstance(value, np.random.Generator) else [Fault("TypeError", begins)]


def width(value: Any) -> tuple[float, list[Fault]]:
    """Return a step h as a float64, and what is wrong with it."""
    h, faults = number(value, "h")
    if not faults and h == 0:
        faults = [Fault("ValueError", "h must not be 0, got ")]
    elif not faults and math.isinf(2 * h):
        faults = [Fault("ValueError", "h must be small, got ")]
    return h, faults


# ------------------------------------------------------------------ Arrays


@dataclass(slots=True)
class Seen:
    """What an array holds: its shape, its entries exactly and as float64, and what is wrong with it."""

    shape: tuple[int, ...] = ()
    dtype: Any = None
    given: list[Any] = field(default_factory=list)
    rounded: list[float] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def is_of_numbers(self) -> bool:
        """Whether nothing is wrong but, perhaps, entries that are not finite: the shape may be looked at as well."""
        return all("must be finite" in fault.begins for fault in self.faults)

    def entries(self) -> list[Fraction]:
        """Return the entries, as rounded to float64, as exact numbers."""
        return [Fraction(v) for v in self.rounded]


def place(name: str, index: tuple[int, ...]) -> str:
    """Return how Python writes an entry of that name: x[0, 2], or x where it is the whole."""
    return f"{name}[{', '.join(map(str, index))}]" if index else name


def indices(shape: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return the index of every entry."""
    return list(np.ndindex(shape))


def array(value: Any, name: str) -> Seen:
    """See anything as an array, whatever it holds."""
    if isinstance(value, np.ma.MaskedArray):
        return Seen(faults=[Fault("TypeError", f"{name} must not be a masked array")])
    try:
        made = np.asarray(value)
    except ValueError:  # rows of unequal length
        return Seen(faults=[Fault("ValueError", f"{name} must be rectangular")])
    return Seen(made.shape, made.dtype, list(made.ravel()))


def real_array(value: Any, name: str, *, finite: bool = True) -> Seen:
    """See something as an array of real numbers, finite ones unless said otherwise."""
    seen = array(value, name)
    if seen.faults:
        return seen
    if seen.dtype.kind not in "biuf":
        seen.faults = [Fault("TypeError", f"{name} must hold real numbers, got dtype {seen.dtype};")]
        return seen
    entries = [int(v) if seen.dtype.kind in "biu" else v for v in seen.given]
    seen.given = [exact(v) for v in entries]
    seen.rounded = [math.copysign(nearest(exactly), v) for exactly, v in zip(seen.given, entries, strict=True)]
    if finite:
        seen.faults = [
            Fault("ValueError", f"{place(name, index)} is {v}; {name} must be finite")
            for index, v in zip(indices(seen.shape), seen.rounded, strict=True)
            if not math.isfinite(v)
        ]
    return seen


# ------------------------------------------------------------------ Answers


def ratio(error: Any, bound: Any) -> float:
    """Return how much of its bound an error takes; more is wrong. A bound beyond float64 says nothing."""
    if bound != bound or bound == math.inf:
        return 0.0
    if not error <= bound:
        raise Wrong(f"off by {float(error):.3g}, where {float(bound):.3g} is allowed")
    if not bound:
        return 0.0
    return float(error / bound if isinstance(bound, Decimal) else Fraction(error) / Fraction(bound))


def largest(ratios: Iterable[float]) -> float:
    """Return the largest of the ratios, 0 where there are none."""
    return max(ratios, default=0.0)


def one_float(result: Any) -> float:
    """Return the answer, which must be a Python float."""
    if type(result) is not float:
        raise Wrong(f"a {type(result).__name__}, not a float")
    return result


def floats(result: Any, shape: tuple[int, ...]) -> list[float]:
    """Return the entries of the answer, which must be an array of finite float64 of that shape."""
    if type(result) is not np.ndarray or result.dtype != np.float64 or result.shape != shape:
        raise Wrong(f"{result!r} is no array of float64 of shape {shape}")
    if not np.isfinite(result).all():
        raise Wrong(f"{result!r} is not finite")
    return result.ravel().tolist()


def quotient(ahead: Any, behind: Any, step: Any, *, in_integers: bool = False) -> tuple[Fraction, float, bool, bool]:
    """Return (ahead - behind) / step exactly, the rounding that it may have, whether it overflows, and may.

    Ahead and behind are exact numbers, the step a float or exact. The difference, the step (where it is exact)
    and the quotient are rounded once each, and one of them more where integers become floats: 4u, and no more
    than the smallest double where it underflows. Over an infinite step any difference is 0.
    Python divides integers of any size, where the quotient alone may overflow.
    """
    if step in (math.inf, -math.inf):
        return Fraction(0), 0.0, False, False
    difference = Fraction(ahead) - Fraction(behind)
    value = difference / Fraction(step)
    largest = abs(value) if in_integers else max(abs(difference), abs(value))
    near = Fraction(8 * U)
    return value, 4 * U * nearest(abs(value)) + TINY, largest > LARGEST * (1 + near), largest > LARGEST * (1 - near)
