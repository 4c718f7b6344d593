"""4.3.3 Partial derivatives: a function of two variables, and its two slices at (3, 4)."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

Real = TypeVar("Real", int, float, Fraction)


@overload
def function_2(x: Sequence[Real]) -> Real: ...
@overload
def function_2(x: NDArray[np.float64]) -> np.float64 | NDArray[np.float64]: ...
def function_2(x: Any) -> Any:
    """``x[0]**2 + x[1]**2``, the square of the distance from the origin.

    Parameters
    ----------
    x : sequence or ndarray of two entries
        The two coordinates along the first axis; a grid of shape (2, ...) gives one value a point.

    Returns
    -------
    float or ndarray
        Of shape ``x.shape[1:]``.

    Notes
    -----
    Source: section 4.3.3, S4.3.3-1; corrects E4.3.3-1. The chapter's ``np.sum(x**2)`` gives the
    same number only for a single point of two coordinates. Over a grid or a batch it adds all points
    up, and it includes a third coordinate, which this function ignores (E4.3.3-2).

    Examples
    --------
    >>> from chapter4 import function_2
    >>> print(function_2([3.0, 4.0]))
    25.0
    """
    return x[0] ** 2 + x[1] ** 2


@overload
def function_tmp1(x0: float | Fraction | np.integer[Any]) -> float: ...
@overload
def function_tmp1(x0: NDArray[np.float64 | np.integer[Any]]) -> NDArray[np.float64]: ...
def function_tmp1(x0: Any) -> Any:
    """function_2 along x0, with x1 fixed at 4; its derivative at 3 is 6.

    Parameters
    ----------
    x0 : float or ndarray
        Any shape.

    Returns
    -------
    float or ndarray
        In the shape of `x0`.

    Notes
    -----
    Source: section 4.3.3, S4.3.3-2. The constant decides how the sum is rounded: without it the
    printed digits would be different.

    Examples
    --------
    >>> from chapter4 import function_tmp1, numerical_diff
    >>> print(numerical_diff(function_tmp1, 3.0))
    6.00000000000378
    """
    return x0 * x0 + 4.0**2.0


@overload
def function_tmp2(x1: float | Fraction | np.integer[Any]) -> float: ...
@overload
def function_tmp2(x1: NDArray[np.float64 | np.integer[Any]]) -> NDArray[np.float64]: ...
def function_tmp2(x1: Any) -> Any:
    """function_2 along x1, with x0 fixed at 3; its derivative at 4 is 8.

    Parameters
    ----------
    x1 : float or ndarray
        Any shape.

    Returns
    -------
    float or ndarray
        In the shape of `x1`.

    Notes
    -----
    Source: section 4.3.3, S4.3.3-3.

    Examples
    --------
    >>> from chapter4 import function_tmp2, numerical_diff
    >>> print(numerical_diff(function_tmp2, 4.0))
    7.999999999999119
    """
    return 3.0**2.0 + x1 * x1
