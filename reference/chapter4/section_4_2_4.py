"""4.2.4 The cross entropy error of one sample or of a batch, for one-hot answers and for labels."""

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chapter4 import _checks, _errors
from chapter4.section_4_2_2 import DELTA, minus_log, offset

FEW = 16
"""Up to how many samples the logarithms are Python's, which do not differ between versions of NumPy."""

BITS_OF_ONE = {
    np.dtype(kind): (unsigned, kind(1).view(unsigned))
    for kind, unsigned in ((np.float64, np.uint64), (np.float32, np.uint32), (np.float16, np.uint16))
}
"""From 0 to 1 floats are in the order of their bits; -0.0, NaN, and whatever is negative or larger have larger ones."""


def cross_entropy_error(y: ArrayLike, t: ArrayLike, delta: float = DELTA) -> float:
    """Mean over the batch of ``-log(y_t + delta)``, where y_t is the output at each sample's right answer.

    Parameters
    ----------
    y : array_like, shape (K,) or (N, K)
        The network's output for one sample or for N, K probabilities each, in [0, 1].
    t : array_like
        The right answers: one-hot in the shape of `y`, or integer labels with one axis fewer, an int
        for one sample and shape (N,) for a batch. The number of axes decides, never a size.
    delta : float, default 1e-7
        The chapter's offset inside the logarithm. With 0 the loss is exactly -log y_t, and infinite
        where the right answer has the output 0.

    Returns
    -------
    float
        The mean loss, in nats.

    Raises
    ------
    ValueError
        If `y` is empty, has another number of axes, or an entry outside [0, 1]; if the shapes do not
        fit each other; if `t` has a label outside 0 to K - 1 or a row that is not one-hot; if
        `delta` is negative or not finite.
    TypeError
        If labels are not of integer dtype, or an argument does not hold real numbers.

    Notes
    -----
    Source: sections 4.2.2 to 4.2.4, S4.2.2-1, S4.2.4-1 and S4.2.4-2; corrects E4.2.4-1 to
    E4.2.4-14. The example is O4.2.2-1.

    Examples
    --------
    >>> import numpy as np
    >>> from chapter4 import cross_entropy_error
    >>> y = np.array([0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0])
    >>> cross_entropy_error(y, [0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
    0.510825457099338
    >>> cross_entropy_error(y, 2)
    0.510825457099338
    """
    y, delta = _probabilities(y), offset(delta)
    return mean_loss(y, right_places(t, y.shape), delta)


def mean_loss(y: NDArray[Any], places: NDArray[np.intp], delta: float = DELTA) -> float:
    """Return the mean of -log(y_t + delta), without a check."""
    n = places.size
    if n == 1:
        return minus_log(y.item(places.item()) + delta)
    right = y.reshape(-1).take(places).astype(np.float64, copy=False)
    right += delta
    if n <= FEW:
        return math.fsum(map(minus_log, right.tolist())) / n
    if delta == 0 and not right.all():
        return math.inf
    return 0.0 - float(np.log(right, out=right).sum()) / n


# ------------------------------------------------------------------ Checks


def _probabilities(y: ArrayLike) -> NDArray[Any]:
    """Return `y` as outputs of a network, of whatever dtype, or say why it is none."""
    outputs = _checks.real(y, "y")
    if outputs.ndim not in (1, 2) or outputs.size == 0:
        raise _errors.unfit_outputs(outputs.shape)
    if outputs.dtype in BITS_OF_ONE:
        unsigned, one = BITS_OF_ONE[outputs.dtype]
        if np.maximum.reduce(outputs.view(unsigned), axis=None) <= one:
            return outputs
    if outputs.dtype.itemsize > 8:
        outputs = _checks.as_float64(outputs)
    with _checks.quiet():
        if outputs.min() >= 0 and outputs.max() <= 1:
            return outputs
    raise _no_probability(_checks.as_float64(outputs))


def _no_probability(y: NDArray[np.float64]) -> ValueError:
    _checks.require_finite(y, "y")
    where = _checks.first_index((y < 0) | (y > 1))
    return _errors.no_probabilities(_checks.entry("y", where), y[where])


def right_places(t: ArrayLike, shape: tuple[int, ...]) -> NDArray[np.intp]:
    """Return the index of y_t of every sample in y, flattened, for right answers t to outputs y of that shape."""
    answers = _checks.array(t, "t")
    if answers.shape == shape:
        return _places_of_one_hot(_checks.real(answers, "t"))
    if answers.shape == shape[:-1]:
        return _places_of_labels(answers, shape[-1])
    raise _errors.unfit_answers(answers.shape, shape)


def _places_of_one_hot(answers: NDArray[Any]) -> NDArray[np.intp]:
    places = _places(np.asarray(answers.argmax(axis=-1)), answers.shape[-1])
    one = answers.dtype.type(1)  # a Python 1 would have NumPy 1.26 cast the answers, and a NaN raise a flag
    ones = np.count_nonzero(answers.reshape(-1).take(places) == one)
    others = np.count_nonzero(answers) - ones
    # If every row has a 1, and no other entry than these is other than 0, each row is 0 elsewhere.
    if ones < places.size or others:
        raise _not_one_hot(answers)
    return places


def _places_of_labels(labels: NDArray[Any], classes: int) -> NDArray[np.intp]:
    if labels.dtype.kind not in "iu":
        raise _no_labels(labels, classes)
    wide = labels.astype(np.int64, copy=False)
    if np.maximum.reduce(wide.view(np.uint64), axis=None) >= classes:  # as every negative label is, without its sign
        raise _no_class(labels, classes)
    return _places(wide, classes)


def _places(labels: NDArray[np.intp], classes: int) -> NDArray[np.intp]:
    if labels.size == 1:
        return labels
    places = np.arange(0, labels.size * classes, classes)
    places += labels
    return places


def _no_labels(labels: NDArray[Any], classes: int) -> Exception:
    """Return the error for labels that are not integers, or too large for NumPy, which holds them as objects."""
    if all(type(label) is int for label in labels.flat) and any(abs(label) >= 2**63 for label in labels.flat):
        return _no_class(labels, classes)
    return _errors.no_integer_labels(labels)


def _no_class(labels: NDArray[Any], classes: int) -> ValueError:
    where = _checks.first_index((labels < 0) | (labels >= classes))
    return _errors.no_class(_checks.entry("t", where), labels[where], classes)


def _not_one_hot(answers: NDArray[Any]) -> ValueError:
    _checks.real_array(answers, "t")
    wrong = (np.count_nonzero(answers, axis=-1) != 1) | (answers.max(axis=-1) != 1)
    where = _checks.first_index(np.asarray(wrong))
    return _errors.not_one_hot(_checks.entry("t", where), answers[where].tolist(), answers.shape[:-1])
