"""What a call must end in: one of some errors, or an answer that passes a check.

It is written from the documentation, in NumPy's and Python's own numbers and in those of `exact`. Nothing here, nor in
the modules that say it of each function, calls chapter4.
"""

import math
import re
import reprlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from proof import exact

LARGEST = float(np.finfo(np.float64).max)
Shape = tuple[int, ...]


class Fault(NamedTuple):
    """Something wrong with what is given: the kind of error, and all that its text, or a note of it, must name."""

    kind: type[Exception]
    names: tuple[str, ...]
    own: bool = True
    """Whether the error is the package's own, and not one that f has raised."""

    def is_said_by(self, error: Exception) -> bool:
        """Whether that error is of this kind and names all of it, whole words and numbers each."""
        said = "\n".join([str(error), *getattr(error, "__notes__", ())])
        words = (rf"(?<![\w.-]){re.escape(name)}(?![\w\[]|\.\d)" for name in self.names)
        return type(error) is self.kind and all(re.search(word, said) for word in words)


Check = Callable[[Any], None]


class Refused(Exception):
    """Ends the account of a call that must end in an error."""


@dataclass
class Expected:
    """What a call must end in, as far as its arguments have been looked at."""

    errors: list[Fault] = field(default_factory=list)
    """One of these is raised, if there is any."""
    possible: list[Fault] = field(default_factory=list)
    """One of these may be raised in place of the answer, where rounding decides."""
    warning: type[Warning] | None = None

    def error(self, kind: type[Exception], *names: Any) -> None:
        """Expect an error of that kind, which names these."""
        self.errors.append(Fault(kind, tuple(map(str, names))))

    def unless_refused(self) -> None:
        """End here, where an error is expected."""
        if self.errors:
            raise Refused

    def overflow(self, result: Any, sizes: Any, *names: Any) -> None:
        """Expect an error where the result is beyond float64; within a factor of two of its end, rounding decides.

        The sizes are those of the largest terms, which may be beyond float64 themselves.
        """
        if np.any(np.abs(exact.nearest(result)) / 2 >= LARGEST):
            self.error(ValueError, *names)
        elif not np.all(np.asarray(sizes) < LARGEST / 2):
            self.possible.append(Fault(ValueError, names))

    # ---- What is wrong with an argument

    def array(self, value: Any, name: str) -> np.ndarray | None:
        """Return anything as an array, whatever it holds, or None where it is none."""
        try:
            if not isinstance(value, np.ma.MaskedArray):
                return np.asarray(value)
            self.error(TypeError, name, "masked")
        except ValueError:  # rows of unequal length
            self.error(ValueError, name)
        return None

    def numbers(self, value: Any, name: str, *, finite: bool = True) -> np.ndarray | None:
        """Return an array of real numbers as float64, or None where it is none."""
        given = self.array(value, name)
        if given is None:
            return None
        if given.dtype.kind not in "biuf":
            self.error(TypeError, name, given.dtype)
            return None
        found = np.array(given, dtype=np.float64)
        if finite:
            self.finite(found, name)
        return found

    def finite(self, numbers: np.ndarray, name: str) -> None:
        """Expect an error where an entry is not finite, of the first one."""
        for index, value in np.ndenumerate(numbers):
            if not math.isfinite(value):
                return self.error(ValueError, name, place(name, index), float(value))
        return None

    def number(self, value: Any, name: str) -> float:
        """Return one number as a float, NaN where it is none."""
        number = value[()] if type(value) is np.ndarray and value.shape == () else value
        if not isinstance(number, (int, float, Fraction, np.integer, np.floating)) or isinstance(
            number, (bool, np.timedelta64)
        ):
            self.error(TypeError, name, given(value))
            return math.nan
        if not math.isfinite(nearest(number)):
            self.error(ValueError, name, given(value))
            return math.nan
        return nearest(number)

    def width(self, value: Any) -> float:
        """Return a step h as a float, NaN where it is none."""
        h = self.number(value, "h")
        if h == 0 or math.isinf(2 * h):
            self.error(ValueError, "h", given(value))
        return h

    def whole(self, value: Any, name: str, least: int | None = None) -> int | None:
        """Return a count, or None where it is none."""
        number = value[()] if type(value) is np.ndarray and value.shape == () else value
        if not isinstance(number, (int, np.integer)) or isinstance(number, (bool, np.timedelta64)):
            self.error(TypeError, name, given(value))
            return None
        if least is not None and number < least:
            self.error(ValueError, name, int(number))
        return int(number)

    def seed(self, value: Any) -> None:
        """Look at a seed or a generator."""
        if isinstance(value, (int, np.integer)) and not isinstance(value, bool):
            if value < 0:
                self.error(ValueError, "rng", given(value))
        elif not (value is None or isinstance(value, np.random.Generator)):
            self.error(TypeError, "rng", given(value))


def given(value: Any) -> str:
    """Return how an error shows a value, which is abridged."""
    return reprlib.repr(value)


def place(name: str, index: Shape) -> str:
    """Return how Python writes an entry of that name: x[0, 2], or x where it is the whole."""
    return f"{name}[{', '.join(map(str, index))}]" if index else name


def nearest(number: Any) -> float:
    """Return the nearest float, which is infinite beyond the largest."""
    try:
        with np.errstate(over="ignore"):
            return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


# ------------------------------------------------------------------ Answers


def is_array(result: Any, shape: Shape) -> None:
    """Hold an answer to the documented type: an array of finite float64 of that shape."""
    assert type(result) is np.ndarray, f"{result!r} is no array"
    assert (result.dtype, result.shape) == (np.float64, shape), f"{result.dtype}, {result.shape}, not {shape}"
    assert np.isfinite(result).all(), f"{result!r} is not finite"


def is_float(result: Any) -> None:
    """Hold an answer to the documented type: a float of Python."""
    assert type(result) is float, f"{result!r} is a {type(result).__name__}"


def is_close(result: Any, right: Any, allowed: Any) -> None:
    """Hold an answer to exact numbers; a bound beyond float64 says nothing."""
    off, allowed = exact.off(result, right), np.asarray(allowed)
    assert np.all((off <= allowed) | ~np.isfinite(allowed)), f"{result!r} is off by {off}, where {allowed} is allowed"


def is_same(result: Iterable[float], numbers: Iterable[float]) -> None:
    """Hold an answer to the same numbers, one after the other."""
    result, numbers = list(result), list(numbers)
    assert result == numbers, f"{result}, not {numbers}"
