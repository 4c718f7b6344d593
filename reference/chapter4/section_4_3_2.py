"""4.3.2 The first function to be differentiated."""

from fractions import Fraction
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray


@overload
def function_1(x: float | Fraction | np.integer[Any]) -> float: ...
@overload
def function_1(x: NDArray[np.float64 | np.integer[Any]]) -> NDArray[np.float64]: ...
def function_1(x: Any) -> Any:
    """``0.01*x**2 + 0.1*x``, whose derivative is 0.2 at x = 5 and 0.3 at x = 10.

    Parameters
    ----------
    x : float or ndarray
        Any shape.

    Returns
    -------
    float or ndarray
        In the shape of `x`.

    Notes
    -----
    Source: section 4.3.2, S4.3.2-1; corrects E4.3.2-1. The digits that the chapter prints depend on
    this form: Horner's, (0.01 * x + 0.1) * x, gives other digits.

    Examples
    --------
    >>> from chapter4 import function_1, numerical_diff
    >>> print(numerical_diff(function_1, 10))
    0.2999999999986347
    """
    return 0.01 * x**2 + 0.1 * x
