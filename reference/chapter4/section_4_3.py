"""4.3 Numerical differentiation: the forward and the central difference."""

import math
import reprlib
import warnings
from collections.abc import Callable
from fractions import Fraction
from typing import Any, SupportsFloat, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chapter4 import _checks, _differences, _errors

H = 1e-4
"""The chapter's step, small against an ordinary x and large against its rounding (E4.3.1-1)."""

Array = NDArray[np.float64]
Numbers = NDArray[np.floating[Any] | np.integer[Any]]
Number = float | np.floating[Any] | np.integer[Any]
Rational = int | Fraction


@overload
def forward_difference(f: Callable[[Fraction], Fraction], x: Fraction, h: Rational) -> Fraction: ...
@overload
def forward_difference(f: Callable[[Fraction], Fraction], x: int, h: Fraction) -> Fraction: ...
@overload
def forward_difference(f: Callable[[float], SupportsFloat], x: Number | Fraction, h: Number | Fraction) -> float: ...
@overload
def forward_difference(f: Callable[[Array], ArrayLike], x: Numbers, h: Number | Fraction) -> Array: ...
def forward_difference(f: Callable[[Any], Any], x: Any, h: Any) -> Any:
    """(f(x + h) - f(x)) / h, whose error is of order h; here for comparison, and to show a lost step.

    Parameters
    ----------
    f : callable
        Takes what `x` is, and returns one real number for each entry.
    x : int, float, Fraction or ndarray of a real dtype
        Where to differentiate, entry by entry.
    h : int, float or Fraction
        The step, which may be negative; it has no default. Where x + h equals x the difference is 0,
        without an error.

    Returns
    -------
    float, Fraction or ndarray
        One number for each entry of `x`, in its shape: a Fraction where `x` and `h` are exact, one of them a
        Fraction, and f computes with rational numbers only; else float64.

    Raises
    ------
    ValueError
        If `h` is 0 or not finite; if `x` is not finite, or a Fraction beyond float64 while `h` is a float; if f
        returns NaN or infinity; if the quotient overflows.
    TypeError
        If `f` is not callable, `x` or `h` is not as above, or f returns anything but one real number for each
        entry.

    Warns
    -----
    RuntimeWarning
        If `h` is 0 in the narrower dtype of `x`: the quotient is 0/0, NaN.

    See Also
    --------
    numerical_diff : the central difference, which the chapter uses from here on.

    Notes
    -----
    Source: section 4.3, S4.3.1-1; shows E4.3.1-1 and E4.3.1-2. With a float32 `x` and ``h = 1e-50``
    the step is 0.0, and the quotient NaN (E4.3.1-8).

    Examples
    --------
    >>> from chapter4 import forward_difference, function_1
    >>> print(forward_difference(function_1, 5, 1e-50))
    0.0
    >>> print(forward_difference(function_1, 5, 1e-4))
    0.20000099999917254
    """
    x, h = _point_and_step(f, x, h, dtype_kinds="iuf")
    fxh = _differences.function_value(f(_ahead(x, h)), np.shape(x), "x + h")
    # A copy, for f might write into the caller's array.
    fx = _differences.function_value(f(x.copy() if isinstance(x, np.ndarray) else x), np.shape(x), "x")
    if h == 0:
        warnings.warn(_errors.step_rounds_to_zero(x.dtype), RuntimeWarning, stacklevel=2)
    # The values of f are float64; a narrower h would round their quotient to its own width.
    return _quotient(fxh, fx, np.float64(h) if isinstance(h, np.floating) else h)


@overload
def numerical_diff(f: Callable[[Fraction], Fraction], x: Fraction, h: Rational) -> Fraction: ...
@overload
def numerical_diff(f: Callable[[Fraction], Fraction], x: int, h: Fraction) -> Fraction: ...
@overload
def numerical_diff(f: Callable[[float], SupportsFloat], x: Number | Fraction, h: Number | Fraction = H) -> float: ...
@overload
def numerical_diff(f: Callable[[Array], ArrayLike], x: Numbers, h: Number | Fraction = H) -> Array: ...
def numerical_diff(f: Callable[[Any], Any], x: Any, h: Any = H) -> Any:
    """``(f(x + h) - f(x - h)) / (2 * h)``, the central difference, whose error is of order h squared.

    Parameters
    ----------
    f : callable
        Takes what `x` is, and returns one real number for each entry.
    x : int, float, Fraction or ndarray of float64 or an integer dtype
        Where to differentiate, entry by entry.
    h : int, float or Fraction, default 1e-4
        The step, which may be negative.

    Returns
    -------
    float, Fraction or ndarray
        One number for each entry of `x`, in its shape: a Fraction where `x` and `h` are exact, one of them a
        Fraction, and f computes with rational numbers only; else float64.

    Raises
    ------
    ValueError
        If `h` is 0 or not finite; if `x` is not finite, or x + h or x - h is x or not finite; if f returns NaN or
        infinity; if the quotient overflows.
    TypeError
        If `f` is not callable, `x` or `h` is not as above, or f returns anything but one real number for each
        entry.

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
    _require_moved(x, h)
    fxh1 = _differences.function_value(f(x + h), np.shape(x), "x + h")
    fxh2 = _differences.function_value(f(x - h), np.shape(x), "x - h")
    return _quotient(fxh1, fxh2, 2 * h)


def _quotient(f_ahead: Any, f_behind: Any, step: Any) -> Any:
    """(f_ahead - f_behind) / step, or an error where that is beyond float64."""
    try:
        with _checks.quiet():
            slope = (f_ahead - f_behind) / step
    except OverflowError:
        slope = math.inf
    if not isinstance(slope, Fraction) and np.isinf(slope).any():
        raise _errors.quotient_overflows()
    return slope


def checked_step(h: Any) -> float | Rational:
    """Return `h` as a float, or as the Fraction or int that it is; refuse 0, NaN and infinity."""
    number = _checks.real_number(h, "h")
    if number == 0:
        raise _errors.no_step(h, H)
    if math.isinf(2 * number):
        raise _errors.step_too_large(h, H)
    return h if isinstance(h, (int, Fraction)) else number


def _point_and_step(f: Any, x: Any, h: Any, dtype_kinds: str) -> tuple[Any, Any]:
    """Return x and h, checked; h is a float unless x and h are exact."""
    if not callable(f):
        raise _differences.no_function(f, x, "x")
    h = checked_step(h)
    if isinstance(x, (int, float, Fraction)) and not isinstance(x, (bool, np.generic)):
        if not isinstance(x, Fraction):
            _checks.real_number(x, "x")
        return x, h
    if isinstance(x, np.ma.MaskedArray) or not isinstance(x, (np.ndarray, np.generic)):
        raise _errors.neither_number_nor_array(x)
    if x.dtype != _checks.FLOAT64 and x.dtype.kind not in dtype_kinds:
        raise _errors.neither_float64_nor_integers(x)
    _checks.real_array(x, "x")
    # A narrower x rounds h to its own width; that is how float32 loses 1e-50 (E4.3.1-8).
    with _checks.quiet():
        return x, x.dtype.type(h) if x.dtype.kind == "f" else float(h)


def _ahead(x: Any, h: Any) -> Any:
    """Return x + h, which may be infinite: then f decides."""
    try:
        with _checks.quiet():
            return x + h
    except OverflowError:
        raise _errors.lost_step("x", reprlib.repr(x), h) from None


def _require_moved(x: Any, h: Any) -> None:
    """Refuse an x that h does not move on both sides: the difference would then be of something else."""
    try:
        with _checks.quiet():
            # 0 * h rounds a large int to a float, as h does: 2**53 + 1 is no double.
            moved = np.asarray(_differences.is_moved(x - abs(h), x + 0 * h, x + abs(h)), dtype=bool)
    except OverflowError:
        raise _errors.lost_step("x", reprlib.repr(x), h) from None
    if not moved.all():
        where = _checks.first_index(~moved)
        raise _errors.lost_step(_checks.entry("x", where), np.asarray(x)[where], h)
