"""4.2.2 The cross entropy error of one output."""

import math

from chapter4 import _checks, _errors

DELTA = 1e-7
"""The offset that keeps the logarithm finite; the chapter's printed losses depend on it (E4.2.2-1)."""


def negative_log(y_k: float, delta: float = DELTA) -> float:
    """Minus the natural logarithm of the output at the right answer, with the chapter's offset.

    Parameters
    ----------
    y_k : float
        The network's output at the right answer, in [0, 1]; y_t in the formulas of the pages.
    delta : float, default 1e-7
        The offset inside the logarithm. With 0 the loss is exactly -log(y_k), and infinite at y_k = 0.

    Returns
    -------
    float
        The loss of one sample, in nats.

    Raises
    ------
    ValueError
        If `y_k` is outside [0, 1], or `delta` is negative or not finite.
    TypeError
        If an argument is not a real number.

    Notes
    -----
    Source: section 4.2.2, S4.2.2-1. With the offset a perfect answer scores a little below 0
    (E4.2.2-1).

    Examples
    --------
    >>> from chapter4.section_4_2_2 import negative_log
    >>> negative_log(0.6)
    0.510825457099338
    """
    y_k, delta = _checks.real_number(y_k, "y_k"), offset(delta)
    if not 0 <= y_k <= 1:
        raise _errors.no_probability(y_k)
    return minus_log(y_k + delta)


def minus_log(p: float) -> float:
    """Return -log p, infinite at 0, without a check."""
    # math.log, since np.log differs in the last digit between NumPy's versions and processors;
    # and 0.0 - x, since -x would make a perfect answer score -0.0.
    return 0.0 - math.log(p) if p else math.inf


def offset(delta: float) -> float:
    """Return `delta` as a float, or say why it is not an offset."""
    if delta is DELTA:  # the default needs no check, which takes as long as the logarithm
        return DELTA
    number = _checks.real_number(delta, "delta")
    if number < 0:
        raise _errors.negative_offset(number, DELTA)
    return number
