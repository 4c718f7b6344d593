"""4.3 Numerical differentiation: the forward and the central difference."""

import math
import reprlib
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from chapter4 import _checks

H = 1e-4
"""The chapter's step, small against an ordinary x and large against its rounding (E4.3.1-1)."""


def forward_difference(f: Callable[[Any], Any], x: Any, h: Any) -> Any:
    """(f(x + h) - f(x)) / h, whose error is of order h; here for comparison, and to show a lost step.

    Parameters
    ----------
    f : callable
        Takes what `x` is, and returns one number for each entry.
    x : int, float, Fraction or ndarray of a real dtype
        Where to differentiate, entry by entry.
    h : int, float or Fraction
        The step, which may be negative. It may also vanish beside `x`: this function never says so.

    Returns
    -------
    float, Fraction or ndarray
        In the shape of `x`.

    Raises
    ------
    ValueError
        If `h` is 0 or not finite, `x` is not finite, or a Fraction beyond float64 while `h` is a float;
        or if f returns NaN or infinity.
    TypeError
        If `f` is not callable, `x` or `h` is not as above, or f returns no real number for each entry.

    See Also
    --------
    numerical_diff : the central difference, which the chapter uses from here on.

    Notes
    -----
    Source: section 4.3, S4.3.1-1; shows E4.3.1-1 and E4.3.1-2. With a float32 `x` and ``h = 1e-50``
    the step becomes 0.0 and the quotient 0/0: NaN, with NumPy's RuntimeWarning (E4.3.1-8).

    Examples
    --------
    >>> from chapter4 import forward_difference, function_1
    >>> print(forward_difference(function_1, 5, 1e-50))
    0.0
    >>> print(forward_difference(function_1, 5, 1e-4))
    0.20000099999917254
    """
    x, h = _point_and_step(f, x, h, dtype_kinds="iuf")
    fxh = _checks.function_value(f(_ahead(x, h)), np.shape(x), "x + h")
    # A copy, for f might write into the caller's array.
    fx = _checks.function_value(f(x.copy() if isinstance(x, np.ndarray) else x), np.shape(x), "x")
    # The values of f are float64; a narrower h would round their quotient to its own width.
    return _quotient(fxh, fx, np.float64(h) if isinstance(h, np.floating) else h)


def numerical_diff(f: Callable[[Any], Any], x: Any, h: Any = H) -> Any:
    """(f(x + h) - f(x - h)) / (2 * h), the central difference, whose error is of order h squared.

    Parameters
    ----------
    f : callable
        Takes what `x` is, and returns one number for each entry.
    x : int, float, Fraction or ndarray of float64 or an integer dtype
        Where to differentiate, entry by entry.
    h : int, float or Fraction
        The step, which may be negative. With a Fraction for `x` and `h` and an f that keeps to
        rational arithmetic the result is exact.

    Returns
    -------
    float, Fraction or ndarray
        In the shape of `x`.

    Raises
    ------
    ValueError
        If `h` is 0 or not finite, `x` is not finite, x + h or x - h is x, or f returns NaN or infinity.
    TypeError
        If `f` is not callable, `x` or `h` is not as above, or f returns no real number for each entry.

    See Also
    --------
    numerical_gradient : for a function of several variables.

    Notes
    -----
    Source: section 4.3, S4.3.1-2; corrects E4.3.1-1, E4.3.1-2 and E4.3.1-5. The digits that the
    chapter prints depend on this order of the operations.

    Examples
    --------
    >>> from chapter4 import function_1, numerical_diff
    >>> print(numerical_diff(function_1, 5))
    0.1999999999990898
    """
    x, h = _point_and_step(f, x, h, dtype_kinds="iu")
    _require_step(x, h)
    fxh1 = _checks.function_value(f(x + h), np.shape(x), "x + h")
    fxh2 = _checks.function_value(f(x - h), np.shape(x), "x - h")
    return _quotient(fxh1, fxh2, 2 * h)


def _quotient(f_ahead: Any, f_behind: Any, step: Any) -> Any:
    """(f_ahead - f_behind) / step, or an error where that is beyond float64."""
    try:
        with np.errstate(over="ignore"):
            slope = (f_ahead - f_behind) / step
    except OverflowError:
        slope = math.inf
    if not isinstance(slope, Fraction) and np.isinf(slope).any():
        raise ValueError("the difference of f's values, divided by the step, overflows; scale f")
    return slope


def _point_and_step(f: Any, x: Any, h: Any, dtype_kinds: str) -> tuple[Any, Any]:
    """Return x and h, checked; h is a float but for the exact types of x."""
    if not callable(f):
        raise _checks.no_function(f)
    h = _checks.step_size(h)
    if isinstance(x, (int, float, Fraction)) and not isinstance(x, (bool, np.generic)):
        if not isinstance(x, Fraction):
            _checks.real_number(x, "x")
        return x, h
    if isinstance(x, np.ma.MaskedArray) or not isinstance(x, (np.ndarray, np.generic)):
        raise TypeError(f"x must be a number or an array, got {type(x).__name__}; use np.array(x, dtype=np.float64)")
    if x.dtype != _checks.FLOAT64 and x.dtype.kind not in dtype_kinds:
        raise TypeError(f"x must be float64 or integers, got dtype {x.dtype}; use x.astype(np.float64)")
    _checks.real_array(x, "x")
    # A narrower x rounds h to its own width; that is how float32 loses 1e-50 (E4.3.1-8).
    with np.errstate(over="ignore"):
        return x, x.dtype.type(h) if x.dtype.kind == "f" else float(h)


def _ahead(x: Any, h: Any) -> Any:
    """Return x + h, which may be infinite: then f decides."""
    try:
        with np.errstate(over="ignore"):
            return x + h
    except OverflowError:
        raise _checks.lost_step("x", reprlib.repr(x), h) from None


def _require_step(x: Any, h: Any) -> None:
    """Refuse an x that h does not move on both sides: the difference would then be of something else."""
    try:
        with np.errstate(over="ignore"):
            # 0 * h rounds a large int to a float, as h does: 2**53 + 1 is no double.
            low, centre, high = x - abs(h), x + 0 * h, x + abs(h)
    except OverflowError:
        raise _checks.lost_step("x", reprlib.repr(x), h) from None
    lost = ~np.asarray((-math.inf < low) & (low < centre) & (centre < high) & (high < math.inf), dtype=bool)
    if lost.any():
        where = _checks.first_index(lost)
        raise _checks.lost_step(_checks.entry("x", where), np.asarray(x)[where], h)
