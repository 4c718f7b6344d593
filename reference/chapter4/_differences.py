"""Checks for differences: the function f and what it returns, and an x that the step h moves on both sides."""

import math
import reprlib
from collections.abc import Iterable, Sequence
from fractions import Fraction
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chapter4 import _checks


def no_function(f: Any, x: Any, name: str) -> TypeError:
    """Return the error for an f that can't be called, which says where only the order of f and x is wrong."""
    if callable(x):
        return TypeError(f"f must come before {name}, got {name} first; exchange them")
    return TypeError(f"f must be a function, got {reprlib.repr(f)}; pass the function itself, not its value")


def conversion(x: Any) -> str:
    """Return the end of the error for an x of another kind: the expression that makes it float64."""
    if isinstance(x, np.ma.MaskedArray):
        return "use x.filled(...)"
    if isinstance(x, np.ndarray):
        if x.dtype.kind == "V":
            return "use one of its fields"
        return "use x.real.astype(np.float64)" if x.dtype.kind == "c" else "use x.astype(np.float64)"
    if isinstance(x, (complex, np.complexfloating)):
        return "use np.array(x.real, dtype=np.float64)"
    if isinstance(x, (Sequence, Real, np.generic)):
        return "use np.array(x, dtype=np.float64)"
    return "use np.array(list(x), dtype=np.float64)" if isinstance(x, Iterable) else "give an array of float64"


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
    return lost_step(where, value, h) if math.isfinite(value) else _checks.not_finite_entry(name, where, value)


def lost_step(where: str, value: Any, h: Any) -> ValueError:
    """Return the error for an x whose difference would see no step, or only half of one."""
    return ValueError(
        f"the step is lost at {where} = {value} with h = {h}: x + h or x - h is x itself or not finite; "
        f"scale x or take a larger h"
    )


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
        remedy = _remedy(returned, values.dtype.kind)
        raise TypeError(f"f must return real numbers, got {reprlib.repr(returned)} at {where}; {remedy}")
    return _checks.as_float64(values).copy()


def _remedy(returned: Any, kind: str) -> str:
    """Return how f comes to return real numbers."""
    if returned is None:
        return "f may lack its return"
    if isinstance(returned, np.ma.MaskedArray):
        return "use .filled(...)"
    return "use abs(...) or .real" if kind == "c" else "convert them to float64"


def function_value(value: Any, shape: tuple[int, ...], where: str) -> Any:
    """Return what f returned `where` it was called, or say why it is not finite real values of `shape`."""
    if shape == () and isinstance(value, (int, Fraction)):
        return value
    numbers = real_values(value, where)
    if numbers.shape != shape:
        if shape:
            wanted = f"one number for each entry of x, shape {shape}"
            remedy = "numerical_gradient takes a function of the whole array"
        else:
            wanted, remedy = "one number", "sum them, as np.sum(...) does"
        raise TypeError(f"f must return {wanted}, got shape {numbers.shape} at {where}; {remedy}")
    if not np.isfinite(numbers).all():
        raise _not_finite(reprlib.repr(value), where)
    return value if isinstance(value, float) else numbers[()]


def no_slope(above: float, below: float, where: str, here: float, h: float) -> ValueError:
    """Return the error for two values of f whose difference, divided by 2 * h, is not finite."""
    for value, side in ((above, "+"), (below, "-")):
        if not math.isfinite(value):
            return _not_finite(str(value), f"{where} {side} h, {where} being {here}")
    return ValueError(f"(f(x + h) - f(x - h)) / (2 * h) overflows at {where} = {here}, with h = {h}; scale f")


def _not_finite(value: str, where: str) -> ValueError:
    return ValueError(f"f must return finite numbers, got {value} at {where}; keep f defined there")
