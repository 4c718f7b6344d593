"""4.2.2 The cross entropy error of one output."""

import math

DELTA = 1e-7
"""The offset that keeps log away from 0; the chapter's printed losses depend on it (E4.2.2-1)."""


def negative_log(y_k: float, delta: float = DELTA) -> float:
    """Minus the natural logarithm of the output at the right answer, with the chapter's offset.

    Parameters
    ----------
    y_k : float
        The network's output at the right answer, in [0, 1].
    delta : float
        Added inside the logarithm. With 0 the result is exactly -log y_k, and infinite at y_k = 0.

    Returns
    -------
    float
        The loss of one sample, in nats.

    Raises
    ------
    ValueError
        If ``y_k + delta`` is negative. `cross_entropy_error`, which calls this, says so of its own
        arguments.

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
    if y_k + delta == 0:
        return math.inf
    # math.log, since np.log differs in the last digit between NumPy's versions and processors;
    # and 0.0 - x, since -x would make a perfect answer score -0.0.
    return 0.0 - math.log(y_k + delta)
