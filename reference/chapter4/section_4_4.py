"""4.4 The gradient: every partial derivative at once, each by a central difference."""

from collections.abc import Callable
from math import inf, isfinite
from typing import Any, NoReturn

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chapter4 import _checks, _vectorized
from chapter4.section_4_3 import H


def numerical_gradient(
    f: Callable[[NDArray[np.float64]], Any], x: NDArray[np.float64], h: Any = H, *, vectorized: bool = False
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
    vectorized : bool
        Whether f takes many points at once, which saves most of the time up to a few hundred entries.
        It is then given read-only arrays of shape (B, ...), each of the B rows as `x` with one entry
        moved, and must return B numbers, of each row what it would return for that row alone:
        ``lambda x: np.sum(x**2, axis=-1)`` for an `x` of one axis. B varies, and the rows are used
        again after the call. `x` itself is not moved.

    Returns
    -------
    ndarray of float64
        The gradient, in the shape of `x`. With `vectorized` it is the same bit for bit if each row's
        value is.

    Raises
    ------
    TypeError
        If `x` is anything but an ndarray of float64 (integers would lose the step, E4.4-4, and
        float32 can, E4.4-7), `f` is not callable, or f returns anything but one real number, with
        `vectorized` one for each row.
    ValueError
        If `x` has an entry that is not finite or, without `vectorized`, is read-only or has entries that
        share memory; if `h` is not positive and finite, or too small to move an entry; if f returns NaN
        or infinity, or changes `x`.

    See Also
    --------
    gradient_field : the gradients at many points.
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
    >>> f = lambda x: np.sum(x**2, axis=-1)
    >>> print(numerical_gradient(f, np.array([3.0, 4.0]), vectorized=True).tolist())
    [6.00000000000378, 7.999999999999119]
    """
    if not callable(f):
        raise _checks.no_function(f)
    _require_float64(x)
    if h is not H:  # the default needs no check, which costs as much as a call of a small f
        h = _positive_step(h)
    if vectorized:
        return _vectorized.slopes_at_point(f, x, h)
    flags = x.flags
    if not (flags.writeable and flags.forc):
        _require_movable(x)
    before = x.tobytes()
    entries, item, width = x.flat, x.item, 2 * h
    gradient = np.empty(x.shape)
    slopes = gradient.flat
    try:
        for i in range(x.size):
            value = item(i)
            low, high = value - h, value + h
            # One comparison refuses NaN, infinity and a lost step alike.
            if not -inf < low < value < high < inf:
                raise _bad_entry(x, before, i, h)
            # Each value of f becomes a Python float at once: f may return a view of x, or one array
            # again and again; and NumPy's floats are slower one by one, and warn where this raises.
            entries[i] = high
            fxh1 = f(x)
            fxh1 = float(fxh1) if isinstance(fxh1, float) else _one_number(fxh1, x, i, value, "+")
            entries[i] = low
            fxh2 = f(x)
            fxh2 = float(fxh2) if isinstance(fxh2, float) else _one_number(fxh2, x, i, value, "-")
            if item(i) != low:
                raise _changed_by_f()
            entries[i] = value
            slope = (fxh1 - fxh2) / width
            if not -inf < slope < inf:
                _refuse_slope(fxh1, fxh2, x, before, i, h)
            slopes[i] = slope
        if x.tobytes() != before:
            raise _changed_by_f()
    except BaseException:
        x[...] = _array_like(x, before)
        raise
    return gradient


def gradient_field(f: Callable[[NDArray[np.float64]], Any], points: ArrayLike, h: Any = H) -> NDArray[np.float64]:
    """The gradient of f at each of many points, by central differences.

    Parameters
    ----------
    f : callable
        Takes many points at once: a read-only array of shape (B, n), and returns B numbers, of each
        row what it would return for that row alone. It is called 2 * n times for all points that make up
        32768 numbers; the rows are used again after the call.
    points : array_like, shape (..., n)
        The points, n coordinates each. They are left as they are.
    h : float
        The step, positive.

    Returns
    -------
    ndarray of float64, shape (..., n)
        The gradient at each point.

    Raises
    ------
    ValueError
        If `points` has no axis or an entry that is not finite; if `h` is not positive and finite, or too
        small to move a coordinate; if f returns NaN or infinity.
    TypeError
        If `f` is not callable, `points` does not hold real numbers, or f returns anything but one real
        number for each row.

    See Also
    --------
    numerical_gradient : at one point.

    Notes
    -----
    Source: section 4.4, figure F4.4-1, which draws such a field.

    Examples
    --------
    >>> import numpy as np
    >>> from chapter4 import gradient_field
    >>> print(gradient_field(lambda x: np.sum(x**2, axis=-1), [[3.0, 4.0], [0.0, 2.0]]).round(9))
    [[6. 8.]
     [0. 4.]]
    """
    if not callable(f):
        raise _checks.no_function(f)
    points = _checks.real_array(points, "points")
    if points.ndim == 0:
        raise ValueError("points must have shape (..., n), got one number; give each point its coordinates")
    return _vectorized.slopes_at_points(f, points, _positive_step(h))


def _require_float64(x: Any) -> None:
    if type(x) is not np.ndarray and (not isinstance(x, np.ndarray) or isinstance(x, np.ma.MaskedArray)):
        raise TypeError(f"x must be an ndarray of float64, got {type(x).__name__}; use np.array(x, dtype=np.float64)")
    if x.dtype != _checks.FLOAT64:
        raise TypeError(f"x must be an ndarray of float64, got dtype {x.dtype}; use x.astype(np.float64)")


def _require_movable(x: NDArray[np.float64]) -> None:
    """Refuse an x whose entries can't be written, or not one by one; of a contiguous one they can."""
    if not x.flags.writeable:
        raise ValueError("x must be writable, for its entries are moved in place, but is read-only; use x.copy()")
    if _overlaps_itself(x):
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


def _changed_by_f() -> ValueError:
    return ValueError("f must leave x as it is, but changed it; let f work on a copy, x.copy()")


def _array_like(x: NDArray[np.float64], before: bytes) -> NDArray[np.float64]:
    """Return what x was."""
    return np.frombuffer(before).reshape(x.shape)


def _bad_entry(x: NDArray[np.float64], before: bytes, i: int, h: float) -> ValueError:
    saved = _array_like(x, before)
    value = saved.item(i)
    if isfinite(value) and value != x.item(i):
        return _changed_by_f()
    return _checks.unmoved("x", saved, i, h)


def _one_number(value: Any, x: NDArray[np.float64], i: int, here: float, side: str) -> float:
    """Return f's value as a float; what is none is an error that gives the entry and the side."""
    name, _ = _checks.flat_entry("x", x, i)
    where = f"{name} {side} h, {name} being {here}"
    try:
        return float(_checks.function_value(value, (), where))
    except OverflowError:
        raise ValueError(f"f must return finite numbers, got one beyond float64 at {where}; scale f") from None


def _refuse_slope(fxh1: float, fxh2: float, x: NDArray[np.float64], before: bytes, i: int, h: float) -> NoReturn:
    """Raise for the first of the reasons that a slope is not finite: x, f's values, their difference."""
    if x.tobytes() != before:
        raise _changed_by_f()
    if not np.isfinite(x).all():
        raise _bad_entry(x, before, int(np.isfinite(x).argmin()), h)
    raise _checks.no_slope(fxh1, fxh2, *_checks.flat_entry("x", x, i), h)
