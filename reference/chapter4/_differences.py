"""Checks for differences: the function f and what it returns, and an x that the step h moves on both sides."""

import math
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chapter4 import _checks, _errors


def no_function(f: Any, x: Any, name: str) -> TypeError:
    """Return the error for an f that can't be called, which says where only the order of f and x is wrong."""
    return _errors.exchanged(name) if callable(x) else _errors.no_function(f)


# ------------------------------------------------------------------ The step moves x


def is_moved(below: Any, x: Any, above: Any) -> Any:
    """Return whether x lies between x - h and x + h, both of them finite: of numbers, or entry by entry.

    The loop of `numerical_gradient` asks the same in one comparison of floats, which saves it a call for each entry.
    """
    return (-math.inf < below) & (below < x) & (x < above) & (above < math.inf)


def both_sides(x: NDArray[np.float64], h: float, name: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return x + h and x - h, or say which entry h does not move."""
    with _checks.quiet():
        above, below = x + h, x - h
        moves = is_moved(below, x, above)
    if np.count_nonzero(moves) < x.size:
        raise unmoved(name, x, int(np.argmin(moves)), h)
    return above, below


def unmoved(name: str, x: NDArray[np.float64], k: int, h: float) -> ValueError:
    """Return the error for an x whose k-th entry is not finite, or is not moved by h."""
    where, value = _checks.flat_entry(name, x, k)
    return _errors.lost_step(where, value, h) if math.isfinite(value) else _errors.not_finite_entry(name, where, value)


# ------------------------------------------------------------------ What f returns


def real_values(returned: Any, where: str) -> NDArray[np.float64]:
    """Return what f returned `where` it was called as a new float64 array, or say that it holds no real numbers.

    New, for f may return one array again and again; and of float64, for NumPy's unsigned integers wrap round
    when subtracted, its booleans refuse to be, and float32 rounds.
    """
    try:
        values = np.asarray(returned)
    except ValueError:  # rows of unequal length
        values = np.empty((), dtype=object)
    if isinstance(returned, np.ma.MaskedArray) or values.dtype.kind not in _checks.REAL:
        raise _errors.returned_no_real_numbers(returned, where, is_complex=values.dtype.kind == "c")
    return _checks.as_float64(values).copy()


def function_value(value: Any, shape: tuple[int, ...], where: str) -> Any:
    """Return what f returned `where` it was called, or say why it is not finite real values of `shape`."""
    if shape == () and isinstance(value, (int, Fraction)):
        return value
    numbers = real_values(value, where)
    if numbers.shape != shape:
        if shape:
            raise _errors.not_entry_by_entry(shape, numbers.shape, where)
        raise _errors.not_one_number(numbers.shape, where)
    if not np.isfinite(numbers).all():
        raise _errors.returned_not_finite(value, where)
    return value if isinstance(value, float) else numbers[()]


def no_slope(above: float, below: float, where: str, here: float, h: float) -> ValueError:
    """Return the error for two values of f whose difference, divided by 2 * h, is not finite."""
    for value, side in ((above, "+"), (below, "-")):
        if not math.isfinite(value):
            return _errors.returned_not_finite(value, f"{where} {side} h, {where} being {here}")
    return _errors.slope_overflows(where, here, h)
