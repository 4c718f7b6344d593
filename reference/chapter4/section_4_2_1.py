"""4.2.1 The sum of squared errors."""

import math

import numpy as np
from numpy.typing import ArrayLike

from chapter4 import _checks


def sum_squares_error(y: ArrayLike, t: ArrayLike) -> float:
    """Half the sum of the squared differences between the network's output and the right answer.

    Parameters
    ----------
    y : array_like
        The network's output, any shape.
    t : array_like
        The right answer, one-hot, in the shape of `y`.

    Returns
    -------
    float
        The sum over every entry; a batch is summed, not averaged.

    Raises
    ------
    ValueError
        If the shapes differ (NumPy would broadcast them to another sum), `y` is empty, an entry is
        NaN or infinite, or the sum overflows.
    TypeError
        If an argument does not hold real numbers.

    Notes
    -----
    Source: section 4.2.1, S4.2.1-2; the example is O4.2.1-1.

    Examples
    --------
    >>> import numpy as np
    >>> from chapter4 import sum_squares_error
    >>> y = np.array([0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0])
    >>> t = np.array([0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
    >>> sum_squares_error(y, t)
    0.09750000000000003
    """
    y, t = _checks.real_array(y, "y"), _checks.real_array(t, "t")
    if y.shape != t.shape:
        raise ValueError(f"y and t must have one shape, got {y.shape} and {t.shape}; write labels t as one-hot rows")
    if y.size == 0:
        raise ValueError(f"y must not be empty, got shape {y.shape}; give one output at least")
    with np.errstate(over="ignore"):
        error = float(0.5 * np.sum((y - t) ** 2))
    if math.isinf(error):
        raise ValueError("the sum of squares of y - t overflows; scale y and t")
    return error
