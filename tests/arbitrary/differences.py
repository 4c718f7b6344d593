"""The differences, the gradients and the descents: their arguments, and what the documentation says of them.

A difference is held to (f(x + h) - f(x - h)) / (2 h) of the values that f gave, bit for bit, and where the derivative
of f is known to that, within the bound.
"""

import math
from collections.abc import Callable
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
    is_array,
    is_close,
    is_same,
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
    """Refuse an entry that is not finite, or that h does not move."""
    if not math.isfinite(v):
        expect.error(ValueError, where, v, where.partition("[")[0])
    elif not is_moved(v, h):
        expect.error(ValueError, where, v, "h", h)
    expect.unless_refused()


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


# ------------------------------------------------------------------ Of many variables


def x_and_f(c: Choices, f: Callable[[Choices], str]) -> Texts:
    x = give.anything(c) if c.chance(15) else give.doubles(c, c.of(*give.SHAPES), hard=6)
    return {"x": x, "f": f(c)} | give.sometimes(c, h=give.number(c, *give.STEPS, odd=40))


def positive(expect: Expected, h: Any) -> float:
    """Return a step as a float."""
    step = expect.width(h)
    if step < 0:
        expect.error(ValueError, "h", h)
    return step


def movable(expect: Expected, x: Any, *, in_place: bool) -> None:
    """Look at x as a whole: an array of float64, whose entries can be moved one by one, where that is done."""
    if not isinstance(x, np.ndarray) or isinstance(x, np.ma.MaskedArray):
        return expect.error(TypeError, "x", type(x).__name__)
    if x.dtype.str != FLOAT64.str:
        return expect.error(TypeError, "x", x.dtype)
    if in_place and not x.flags.writeable:
        expect.error(ValueError, "x", "read-only")
    starts = [sum(i * s for i, s in zip(index, x.strides, strict=True)) for index in np.ndindex(x.shape)]
    if in_place and len({start + byte for start in starts for byte in range(8)}) < 8 * len(starts):
        expect.error(ValueError, "x", x.strides)
    return None


def slope_of(expect: Expected, ahead: float, behind: float, where: str, v: float, h: float) -> float:
    """Return (ahead - behind) / (2 h), in Python's floats; look whether they are finite."""
    slope = (ahead - behind) / (2 * h)
    for value, side in ((ahead, "+"), (behind, "-")):
        if not math.isfinite(value):
            expect.error(ValueError, "f", f"{where} {side} h", v)
    if math.isfinite(ahead) and math.isfinite(behind) and not math.isfinite(slope):
        expect.error(ValueError, "f", "overflows", where, v, h)
    return slope


def slopes_in_place(expect: Expected, f: Any, x: np.ndarray, h: float) -> tuple[list[float], list[Any]]:
    """Return the differences along each entry of x, which is moved in place, and the values of f."""
    slopes, values = [], []
    expect.finite(np.asarray(x), "x")  # f may raise before such an entry's turn comes, or suffer from it
    for index in np.ndindex(x.shape):
        where, v, known = place("x", index), float(x[index]), len(expect.errors)
        if not is_moved(v, h):
            expect.error(ValueError, where, v, *(("h", h) if math.isfinite(v) else ()))
            raise Refused
        pair = []
        for moved, side in ((v + h, "+"), (v - h, "-")):
            x[index] = moved
            before = x.tobytes()
            value = value_of(expect, f, x)
            if x.tobytes() != before:
                expect.error(ValueError, "f", "x")
                raise Refused
            pair.append(numbers_of_f(expect, value, (), f"{where} {side} h", v))
            x[index] = v  # and not before: the value may be a view of x
        values += pair
        if None not in pair:
            slopes.append(slope_of(expect, *map(nearest, pair), where, v, h))
        if len(expect.errors) > known:
            raise Refused
    expect.unless_refused()
    return slopes, values


def is_gradient(result: np.ndarray, slopes: list[float], f: Any, x: np.ndarray, h: float) -> None:
    """Hold a gradient to the differences, and to the derivatives of a known f."""
    is_array(result, x.shape)
    is_same(result.ravel(), slopes)
    if isinstance(f, functions.Sum) and x.size:
        flat = np.asarray(x).ravel()
        is_close(result.ravel(), f.gradient(flat), f.central(flat, h))


@called("numerical_gradient(f, x, h=h)", lambda c: x_and_f(c, functions.of_all))
def numerical_gradient(expect: Expected, x: Any, f: Any, h: Any = H) -> Check:
    """The central difference along each entry."""
    callable_f(expect, f)
    movable(expect, x, in_place=True)
    h = positive(expect, h)
    expect.unless_refused()
    slopes, _ = slopes_in_place(expect, f, x, h)
    return lambda result: is_gradient(result, slopes, f, x, h)


@called("numerical_gradient(f, x, h=h, vectorized=True)", lambda c: x_and_f(c, functions.of_rows))
def vectorized_gradient(expect: Expected, x: Any, f: Any, h: Any = H) -> Check:
    """The same of copies of x, each with one entry moved."""
    callable_f(expect, f)
    movable(expect, x, in_place=False)
    h = positive(expect, h)
    expect.unless_refused()
    point = np.asarray(x)
    for index, v in np.ndenumerate(point):
        moves(expect, place("x", index), float(v), h)
    rows = np.tile(point.ravel(), (2 * x.size, 1))
    for k, v in enumerate(point.ravel()):
        rows[2 * k : 2 * k + 2, k] = v + h, v - h
    values = values_of_rows(expect, f, rows.reshape(len(rows), *x.shape))
    slopes = slopes_of_rows(expect, values[0::2], values[1::2], "x", list(np.ndenumerate(point)), h)
    return lambda result: is_gradient(result, slopes, f, x, h)


def values_of_rows(expect: Expected, f: Any, rows: np.ndarray) -> np.ndarray:
    """Return f's value of each row; where there is no row f is not called."""
    if len(rows) == 0:
        return np.zeros(0)
    rows.flags.writeable = False
    value = value_of(expect, f, rows)
    try:
        found = np.asarray(value)
    except ValueError:  # rows of unequal length
        found = np.empty((), dtype=object)
    if isinstance(value, np.ma.MaskedArray) or found.dtype.kind not in "biuf" or found.shape != (len(rows),):
        expect.error(TypeError, "f")
    expect.unless_refused()
    return np.array(found, dtype=np.float64)


def slopes_of_rows(expect: Expected, ahead: Any, behind: Any, name: str, entries: Any, h: float) -> list[float]:
    """Return the differences; the first entry where one is not finite is the one at fault."""
    slopes = []
    for up, down, (index, v) in zip(ahead.tolist(), behind.tolist(), entries, strict=True):
        slopes.append(slope_of(expect, up, down, place(name, index), float(v), h))
        expect.unless_refused()
    return slopes


def points_and_f(c: Choices) -> Texts:
    shape = c.of((2,), (2, 2), (1, 2), (3, 1), (0, 2), (2, 0), (2, 2, 3), (2, 3))
    found = {"points": give.mostly_real(c, shape, hard=6), "f": functions.of_rows(c)}
    return found | give.sometimes(c, h=give.number(c, *give.STEPS, odd=40))


@called("gradient_field(f, points, h=h)", points_and_f)
def gradient_field(expect: Expected, points: Any, f: Any, h: Any = H) -> Check:
    """The same at each point: f is given all of them with one coordinate moved, first above and then below."""
    callable_f(expect, f)
    at = expect.numbers(points, "points")
    h = positive(expect, h)
    if at is not None and at.ndim == 0:
        expect.error(ValueError, "points")
    expect.unless_refused()
    for index, v in np.ndenumerate(at):
        moves(expect, place("points", index), float(v), h)
    n = at.shape[-1]
    rows = at.reshape(math.prod(at.shape[:-1]), n)
    slopes = np.empty(rows.shape)
    for i in range(n):
        values = []
        for moved in (rows[:, i] + h, rows[:, i] - h):
            side = rows.copy()
            side[:, i] = moved
            values.append(values_of_rows(expect, f, side))
        slopes[:, i] = slopes_of_rows(expect, *values, "points", list(np.ndenumerate(at))[i::n], h)

    def check(result: Any) -> None:
        is_array(result, at.shape)
        for found, slope, point in zip(result.reshape(rows.shape), slopes, rows, strict=True):
            is_gradient(found, slope.tolist(), f, point, h)

    return check


# ------------------------------------------------------------------ Descents


def descent(c: Choices) -> Texts:
    x = give.mostly_real(c, c.of((2,), (1,), (3,), (2, 2), (), (0,)), hard=4)
    found = {"x": x, "f": functions.of_all(c), "step_num": give.count(c, 8)}
    return found | give.sometimes(c, lr=give.number(c, *give.RATES))


@called("gradient_descent(f, x, lr=lr, step_num=step_num)", descent)
def gradient_descent(expect: Expected, x: Any, f: Any, lr: Any = 0.01, step_num: Any = 100) -> Check:
    """Where the steps end that are taken one by one."""
    path = _path(expect, f, x, lr, step_num, -1)
    return lambda result: (is_array(result, path[-1].shape), is_same(result.ravel(), path[-1].ravel()))


@called("gradient_ascent(f, x, lr=lr, step_num=step_num)", descent)
def gradient_ascent(expect: Expected, x: Any, f: Any, lr: Any = 0.01, step_num: Any = 100) -> Check:
    """The same uphill."""
    path = _path(expect, f, x, lr, step_num, +1)
    return lambda result: (is_array(result, path[-1].shape), is_same(result.ravel(), path[-1].ravel()))


@called("descent_path(f, x, lr=lr, step_num=step_num)", descent)
def descent_path(expect: Expected, x: Any, f: Any, lr: Any = 0.01, step_num: Any = 100) -> Check:
    """Every one of these steps."""
    path = np.array(_path(expect, f, x, lr, step_num, -1))
    return lambda result: (is_array(result, path.shape), is_same(result.ravel(), path.ravel()))


def _path(expect: Expected, f: Any, init_x: Any, lr: Any, step_num: Any, sign: int) -> list[np.ndarray]:
    callable_f(expect, f)
    start = expect.numbers(init_x, "init_x")
    rate, steps = expect.number(lr, "lr"), expect.whole(step_num, "step_num", least=0)
    expect.unless_refused()
    x, path = start.copy(), [start]
    for step in range(1, steps + 1):
        try:
            slopes, values = slopes_in_place(expect, f, x, H)
        except Refused:
            expect.errors[:] = [_in_step(fault, x, rate, step, steps) for fault in expect.errors]
            raise
        if step == 1 and x.size and len({*map(nearest, values)}) == 1 and nearest(f(x)) == nearest(values[0]):
            expect.warning = UserWarning
        moved = [float(v) + sign * rate * slope for v, slope in zip(x.flat, slopes, strict=True)]
        if not all(map(math.isfinite, moved)):
            expect.error(ValueError, "x", "overflows", f"step {step} of {steps}", "lr", rate)
            raise Refused
        x.flat = moved
        path.append(x.copy())
    return path


def _in_step(fault: Fault, x: np.ndarray, rate: float, step: int, steps: int) -> Fault:
    """Return the fault with what the note below a ValueError names."""
    if fault.kind is not ValueError:
        return fault
    diverged = ("diverge",) if step > 1 and fault.names[-2:-1] == ("h",) else ()
    return Fault(fault.kind, (*fault.names, f"step {step} of {steps}", "lr", str(rate), *diverged), fault.own)
