"""4.4 The gradient: every partial derivative at once, each by a central difference."""

from collections.abc import Callable
from math import inf, isfinite
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from chapter4 import _checks
from chapter4.section_4_3 import H


def numerical_gradient(
    f: Callable[[NDArray[np.float64]], Any], x: NDArray[np.float64], h: Any = H
) -> NDArray[np.float64]:
    """The central difference of f along every entry of x.

    Parameters
    ----------
    f : callable
        Takes an array in the shape of `x` and returns one real number. It is called 2 * x.size times,
        with `x` itself, so that an f that ignores its argument and reads the same array elsewhere,
        ``lambda w: net.loss(x, t)`` with ``net.W`` for `x`, works (E4.4.2-2).
    x : ndarray of float64
        Where to differentiate, of any shape and layout. One entry at a time is moved by `h` in place;
        afterwards `x` is what it was, bit for bit, also when f raises.
    h : float
        The step, positive.

    Returns
    -------
    ndarray of float64
        The gradient, in the shape of `x`.

    Raises
    ------
    TypeError
        If `x` is anything but an ndarray of float64 (integers would lose the step, E4.4-4, and
        float32 can, E4.4-7), `f` is not callable, or f returns anything but one real number.
    ValueError
        If `x` is read-only, has an entry that is not finite, or entries that share memory; if `h` is
        not positive and finite, or too small to move an entry; if f returns NaN or infinity, or
        changes `x`.

    See Also
    --------
    numerical_diff : for a function of one variable.

    Notes
    -----
    Source: section 4.4, S4.4-1; corrects E4.4-1 to E4.4-8. The example is O4.4-1.

    Examples
    --------
    >>> import numpy as np
    >>> from chapter4 import function_2, numerical_gradient
    >>> print(numerical_gradient(function_2, np.array([3.0, 4.0])).tolist())
    [6.00000000000378, 7.999999999999119]
    """
    _checks.function(f)
    _require_writable_float64(x)
    if h is not H:  # the default needs no check, which costs as much as a call of a small f
        h = _positive_step(h)
    saved = x.copy()
    entries, item, width = x.flat, x.item, 2 * h
    slopes = []
    try:
        for i in range(x.size):
            value = item(i)
            low, high = value - h, value + h
            # One comparison refuses NaN, infinity and a lost step alike.
            if not -inf < low < value < high < inf:
                raise _bad_entry(x, saved, i, h)
            # Each value of f becomes a Python float at once: f may return a view of x, or one array
            # again and again; and NumPy's floats are slower one by one, and warn where this raises.
            entries[i] = high
            fxh1 = f(x)
            fxh1 = float(fxh1) if isinstance(fxh1, float) else _one_number(fxh1, saved, i, "+")
            entries[i] = low
            fxh2 = f(x)
            fxh2 = float(fxh2) if isinstance(fxh2, float) else _one_number(fxh2, saved, i, "-")
            if item(i) != low:
                raise _changed_by_f()
            entries[i] = value
            slope = (fxh1 - fxh2) / width
            if not -inf < slope < inf:
                _refuse_slope(fxh1, fxh2, x, saved, i, h)
            slopes.append(slope)
        if x.tobytes() != saved.tobytes():
            raise _changed_by_f()
    finally:
        x[...] = saved
    return np.array(slopes).reshape(x.shape)


def _require_writable_float64(x: Any) -> None:
    if not isinstance(x, np.ndarray) or isinstance(x, np.ma.MaskedArray):
        raise TypeError(f"x must be an ndarray of float64, got {type(x).__name__}; use np.array(x, dtype=np.float64)")
    if x.dtype != _checks.FLOAT64:
        raise TypeError(f"x must be an ndarray of float64, got dtype {x.dtype}; use x.astype(np.float64)")
    if not x.flags.writeable:
        raise ValueError("x must be writable, for its entries are moved in place, but is read-only; use x.copy()")
    if not x.flags.forc and _overlaps_itself(x):
        raise ValueError(f"x must not share memory among its own entries, got strides {x.strides}; use x.copy()")


def _positive_step(h: Any) -> float:
    step = float(_checks.step_size(h))
    if step < 0:
        raise ValueError(f"h must be positive, got {h}; the chapter's step is {H}")
    return step


def _overlaps_itself(x: NDArray[np.float64]) -> bool:
    offsets = np.zeros(1, dtype=np.intp)
    for length, stride in zip(x.shape, x.strides, strict=True):
        offsets = np.add.outer(offsets, stride * np.arange(length)).ravel()
    return bool((np.diff(np.sort(offsets)) < x.itemsize).any())


def _at(x: NDArray[np.float64], i: int) -> tuple[str, float]:
    """Return the name and the value of the i-th entry."""
    index = np.unravel_index(i, x.shape) if x.shape else ()
    return _checks.entry("x", tuple(int(k) for k in index)), x.item(i)


def _changed_by_f() -> ValueError:
    return ValueError("f must leave x as it is, but changed it; let f work on a copy, x.copy()")


def _bad_entry(x: NDArray[np.float64], saved: NDArray[np.float64], i: int, h: float) -> ValueError:
    name, value = _at(saved, i)
    if isfinite(value) and value != x.item(i):
        return _changed_by_f()
    if not isfinite(value):
        return ValueError(f"{name} is {value}; x must be finite: mend or drop such entries")
    return _checks.lost_step(name, value, h)


def _one_number(value: Any, x: NDArray[np.float64], i: int, side: str) -> float:
    """Return f's value as a float; what is none is an error that gives the entry and the side."""
    name, here = _at(x, i)
    where = f"{name} {side} h, {name} being {here}"
    try:
        return float(_checks.function_value(value, (), where))
    except OverflowError:
        raise ValueError(f"f must return finite numbers, got one beyond float64 at {where}; scale f") from None


def _refuse_slope(
    fxh1: float, fxh2: float, x: NDArray[np.float64], saved: NDArray[np.float64], i: int, h: float
) -> NoReturn:
    """Raise for the first of the reasons that a slope is not finite: x, f's values, their difference."""
    if x.tobytes() != saved.tobytes():
        raise _changed_by_f()
    if not np.isfinite(x).all():
        raise _bad_entry(x, x, int(np.flatnonzero(~np.isfinite(x))[0]), h)
    _one_number(fxh1, x, i, "+")
    _one_number(fxh2, x, i, "-")
    name, here = _at(x, i)
    raise ValueError(f"(f(x + h) - f(x - h)) / (2 * h) overflows at {name} = {here}, with h = {h}; scale f")
