"""The gradients: their arguments, and what the documentation says of them."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from arbitrary import arguments as give
from arbitrary import functions
from arbitrary.arguments import Choices
from arbitrary.calls import Texts, called
from arbitrary.differences import FLOAT64, callable_f, moves, numbers_of_f, value_of
from arbitrary.expected import Check, Expected, Refused, is_array, is_close, is_same, nearest, place
from proof.chapter import H


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
        moves(expect, where, v, h)
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
