"""4.2.1 The sum of squared errors."""

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chapter4 import _checks, _errors


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
        If the shapes differ (NumPy would broadcast them, and give another sum), `y` is empty, an entry is
        not finite, or the sum overflows.
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
    y, t = _checks.real(y, "y"), _checks.real(t, "t")
    if y.shape != t.shape:
        raise _errors.unequal_shapes(y.shape, t.shape)
    if y.size == 0:
        raise _errors.empty_output(y.shape)
    with _checks.quiet():
        difference = np.subtract(y, t, dtype=np.float64)  # another dtype might wrap round, or have fewer digits
        difference *= difference
        error = float(0.5 * difference.sum())
    if not math.isfinite(error):  # which one NaN or infinity among the entries makes it, too
        raise _not_finite(y, t)
    return error


def _not_finite(y: NDArray[Any], t: NDArray[Any]) -> ValueError:
    y, t = _checks.as_float64(y), _checks.as_float64(t)
    _checks.require_finite(y, "y")
    _checks.require_finite(t, "t")
    return _errors.squares_overflow(y, t)
