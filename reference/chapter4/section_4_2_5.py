"""4.2.5 The two activations that the section compares: the step function and the sigmoid."""

from collections.abc import Sequence
from typing import Any, TypeAlias, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chapter4 import _checks

Number: TypeAlias = float | np.floating[Any] | np.integer[Any] | np.bool_
Numbers: TypeAlias = NDArray[Any] | Sequence[Any]


@overload
def step_function(x: Number) -> np.float64: ...
@overload
def step_function(x: Numbers) -> NDArray[np.float64]: ...
@overload
def step_function(x: ArrayLike) -> np.float64 | NDArray[np.float64]: ...
def step_function(x: ArrayLike) -> np.float64 | NDArray[np.float64]:
    """1 where x > 0, else 0: its slope is 0 wherever it has one.

    Parameters
    ----------
    x : array_like
        Any shape; NaN stays NaN.

    Returns
    -------
    float64 or ndarray of float64
        In the shape of `x`.

    Raises
    ------
    TypeError
        If `x` does not hold real numbers.

    Notes
    -----
    Source: section 4.2.5, C4.2.5-2.

    Examples
    --------
    >>> from chapter4 import step_function
    >>> print(step_function([-1.0, 0.0, 2.0]))
    [0. 0. 1.]
    """
    z = _checks.real_array(x, "x", finite=False)
    with _checks.quiet():
        return np.heaviside(z, 0.0)


@overload
def sigmoid(x: Number) -> np.float64: ...
@overload
def sigmoid(x: Numbers) -> NDArray[np.float64]: ...
@overload
def sigmoid(x: ArrayLike) -> np.float64 | NDArray[np.float64]: ...
def sigmoid(x: ArrayLike) -> np.float64 | NDArray[np.float64]:
    """``1 / (1 + exp(-x))``, whose slope is positive everywhere in exact arithmetic.

    Parameters
    ----------
    x : array_like
        Any shape and any size of number; NaN stays NaN.

    Returns
    -------
    float64 or ndarray of float64
        In the shape of `x`, in [0, 1].

    Raises
    ------
    TypeError
        If `x` does not hold real numbers.

    Notes
    -----
    Source: section 4.2.5, C4.2.5-2. Only the exponential of -abs(x) is computed, which never
    overflows.

    Examples
    --------
    >>> from chapter4 import sigmoid
    >>> print(sigmoid([-1000.0, 0.0, 1000.0]))
    [0.  0.5 1. ]
    """
    z = _checks.real_array(x, "x", finite=False)
    with _checks.quiet():
        e = np.exp(-np.abs(z))
        return np.where(z >= 0, 1.0, e)[()] / (1.0 + e)


def logistic(z: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sigmoid without a check, in less time: it may overflow on the way, and is 0 below -709."""
    return np.asarray(1.0 / (1.0 + np.exp(-z)))
