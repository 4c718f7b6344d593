"""The two differences of one variable: their arguments, and what the documentation says of them.

A difference is held to (f(x + h) - f(x - h)) / (2 h) of the values that f gave, bit for bit, and where the derivative
of f is known to that, within the bound.
"""

import math
from fractions import Fraction
from typing import Any

import numpy as np

from arbitrary import arguments as give
from arbitrary import functions
from arbitrary.arguments import Choices
from arbitrary.calls import Texts, called
from arbitrary.expected import (
    Check,
    Expected,
    Fault,
    Refused,
    Shape,
    given,
    is_close,
    nearest,
    place,
)
from proof.chapter import H

FLOAT64 = np.dtype(np.float64)

# ------------------------------------------------------------------ The function f


def callable_f(expect: Expected, f: Any) -> None:
    """Look at f, before it is called."""
    if not callable(f):
        expect.error(TypeError, "f")


def value_of(expect: Expected, f: Any, x: Any) -> Any:
    """Return what f gives; what it raises is what the call must end in."""
    try:
        return f(x)
    except Exception as error:
        expect.errors.append(Fault(type(error), (str(error),), own=False))
        raise Refused from None


def numbers_of_f(expect: Expected, value: Any, shape: Shape, *where: Any) -> Any:
    """Return the numbers that f gave as float64, one number of Python as it is; None where they are none."""
    if shape == () and isinstance(value, (int, Fraction)):
        return value
    try:
        found = np.asarray(value)
    except ValueError:  # rows of unequal length
        return expect.error(TypeError, "f", *where)
    if isinstance(value, np.ma.MaskedArray) or found.dtype.kind not in "biuf":
        expect.error(TypeError, "f", *where)
    elif found.shape != shape:
        expect.error(TypeError, "f", found.shape, *where)
    else:
        return np.array(found, dtype=np.float64)[()]
    return None


def is_moved(v: float, h: float) -> bool:
    """Whether h moves v on both sides."""
    return -math.inf < v - h < v < v + h < math.inf


def moves(expect: Expected, where: str, v: float, h: float) -> None:
    """End here, where an entry is not finite, or h does not move it."""
    if not is_moved(v, h):
        expect.error(ValueError, where, v, *(("h", h) if math.isfinite(v) else ()))
        raise Refused


# ------------------------------------------------------------------ Of one variable

POINTS = ["5.0", "5", "Fraction(1, 3)", "Fraction(5)", "0", "-0.0", "2**53 + 1", "10**300", "10**400", "np.int64(3)"]


def f_and_x(c: Choices) -> Texts:
    if c.chance(10):
        x = give.anything(c)
    elif c.chance(40):
        x = c.of(*POINTS) if c.chance(50) else c.of("{}", "{}.item()").format(give.doubles(c, (), hard=20, laid_out=0))
    else:
        x = give.real(c, c.of(*give.SHAPES), hard=8)
    return {"f": functions.of_each(c), "x": x} | give.sometimes(c, h=give.number(c, *give.STEPS, odd=40))


def f_x_and_h(c: Choices) -> Texts:
    return f_and_x(c) | {"h": give.number(c, *give.STEPS, odd=40)}


@called("numerical_diff(f, x, h=h)", f_and_x)
def numerical_diff(expect: Expected, f: Any, x: Any, h: Any = H) -> Check:
    """(f(x + h) - f(x - h)) / (2 h), the points being exact where x and h are."""
    x, h, exactly = _where(expect, f, x, h, "iu")
    if not exactly:
        for index, v in np.ndenumerate(np.asarray(x, dtype=object)):
            if not is_moved(nearest(v), abs(float(h))):
                expect.error(ValueError, place("x", index), "h")
                break
    expect.unless_refused()
    values = [_value_at(expect, f, _moved(x, step), x, name) for step, name in ((h, "x + h"), (-h, "x - h"))]
    return _is_quotient(expect, values, 2 * h, x, f, lambda v: f.central(v, abs(float(h))))


@called("forward_difference(f, x, h)", f_x_and_h)
def forward_difference(expect: Expected, f: Any, x: Any, h: Any) -> Check:
    """(f(x + h) - f(x)) / h; a narrower x rounds h, and may lose it, which the difference itself never says."""
    x, h, _ = _where(expect, f, x, h, "iuf")
    narrow = isinstance(x, (np.ndarray, np.generic)) and x.dtype.kind == "f" and x.dtype.newbyteorder("=") != FLOAT64
    h = x.dtype.type(h) if narrow else h
    try:
        ahead = x + h if narrow else _moved(x, h)
    except OverflowError:
        expect.error(ValueError, "x", "h")
    expect.unless_refused()
    values = [_value_at(expect, f, at, x, name) for at, name in ((ahead, "x + h"), (x, "x"))]
    if h == 0:
        expect.warning = RuntimeWarning
    step = float(h) if isinstance(h, np.generic) else h
    known = not narrow and np.size(x)
    return _is_quotient(expect, values, step, x, f if known else None, lambda v: f.forward(v, abs(float(h))))


def _where(expect: Expected, f: Any, x: Any, h: Any, kinds: str) -> tuple[Any, Any, bool]:
    """Return x and h, a float unless both are exact, and whether they are."""
    callable_f(expect, f)
    step = expect.width(h)
    of_python = isinstance(x, (int, float, Fraction)) and not isinstance(x, (bool, np.generic))
    if of_python:
        if not isinstance(x, Fraction) and not math.isfinite(nearest(x)):
            expect.error(ValueError, "x", given(x))
    elif isinstance(x, np.ma.MaskedArray) or not isinstance(x, (np.ndarray, np.generic)):
        expect.error(TypeError, "x", type(x).__name__)
    elif x.dtype.kind not in kinds and not (x.dtype.kind == "f" and x.dtype == FLOAT64):
        expect.error(TypeError, "x", x.dtype)
    else:
        expect.numbers(x, "x")
    expect.unless_refused()
    exactly = of_python and not isinstance(x, float) and isinstance(h, (int, Fraction))
    return x, h if of_python and isinstance(h, (int, Fraction)) else step, exactly


def _moved(x: Any, h: Any) -> Any:
    """Return x + h: in numbers of Python as they are, else in float64."""
    return (np.array(x, dtype=np.float64) + h)[()] if isinstance(x, (np.ndarray, np.generic)) else x + h


def _value_at(expect: Expected, f: Any, at: Any, x: Any, name: str) -> Any:
    value = numbers_of_f(expect, value_of(expect, f, at), np.shape(x), name)
    if value is not None and not isinstance(value, (int, Fraction)) and not np.isfinite(value).all():
        expect.error(ValueError, "f", name)
    return value


def _is_quotient(expect: Expected, values: list[Any], step: Any, x: Any, f: Any, bound: Any) -> Check:
    """Return the check of (ahead - behind) / step, in Python's numbers."""
    expect.unless_refused()
    ahead, behind = values
    try:
        pairs = (
            [(ahead, behind)]
            if np.shape(x) == ()
            else zip(ahead.ravel().tolist(), behind.ravel().tolist(), strict=True)
        )
        slopes = [_quotient(a, b, step) for a, b in pairs]
        if any(not isinstance(slope, Fraction) and math.isinf(slope) for slope in slopes):
            raise OverflowError
    except OverflowError:
        expect.error(ValueError, "f", "overflows")
    expect.unless_refused()

    def check(result: Any) -> None:
        if slopes and isinstance(slopes[0], Fraction):
            assert (type(result), result) == (Fraction, slopes[0]), f"{result!r}, not {slopes}"
            return
        found = np.asarray(result)
        assert isinstance(result, np.ndarray) == bool(np.shape(x)), f"{result!r} is a {type(result).__name__}"
        assert (found.dtype, found.shape) == (FLOAT64, np.shape(x)), f"{found.dtype}, {found.shape}"
        assert np.array_equal(found.ravel(), list(map(float, slopes)), equal_nan=True), f"{result!r}, not {slopes}"
        if isinstance(f, functions.Cubic) and np.all(np.isfinite(found)):
            for v, slope in zip(np.ravel(np.asarray(x, dtype=object)), found.ravel(), strict=True):
                if abs(v) < 2**53:  # else x is no float
                    is_close(slope, f.slope(v), bound(float(v)))

    return check


def _quotient(ahead: Any, behind: Any, step: Any) -> Any:
    """Return (ahead - behind) / step; a step that is 0 is one that a narrower x has lost."""
    difference = ahead - behind
    if isinstance(difference, np.generic):
        difference = float(difference)
    return difference / step if step else math.nan
