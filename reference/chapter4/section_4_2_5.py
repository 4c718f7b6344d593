"""4.2.5 The two activations that the section compares: the step function and the sigmoid."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from chapter4 import _checks


def step_function(x: ArrayLike) -> Any:
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
    return np.heaviside(_checks.real_array(x, "x", finite=False), 0.0)


def sigmoid(x: ArrayLike) -> Any:
    """1 / (1 + exp(-x)), whose slope is nowhere 0 in exact arithmetic.

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
    Source: section 4.2.5, C4.2.5-2. The exponential is taken of -abs(x) alone, so that it never
    overflows.

    Examples
    --------
    >>> from chapter4 import sigmoid
    >>> print(sigmoid([-1000.0, 0.0, 1000.0]))
    [0.  0.5 1. ]
    """
    z = _checks.real_array(x, "x", finite=False)
    with np.errstate(under="ignore"):
        e = np.exp(-np.abs(z))
        return np.where(z >= 0, 1.0, e)[()] / (1.0 + e)
