"""4.2.4 The cross entropy error of one sample or a batch, for one-hot answers and for labels."""

import math
import reprlib
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chapter4 import _checks
from chapter4.section_4_2_2 import DELTA, negative_log


def cross_entropy_error(y: ArrayLike, t: ArrayLike, delta: float = DELTA) -> float:
    """Mean over the batch of -log(y_k + delta), y_k being the output at each sample's right answer.

    Parameters
    ----------
    y : array_like, shape (K,) or (N, K)
        The network's output for one sample or for N, K probabilities each, in [0, 1].
    t : array_like
        The right answers: one-hot in the shape of `y`, or integer labels with one axis fewer, an int
        for one sample and shape (N,) for a batch. The number of axes decides, never a size.
    delta : float
        The chapter's offset inside the logarithm. With 0 the loss is exactly -log y_k, and infinite
        where the right answer has the output 0.

    Returns
    -------
    float
        The mean loss, in nats.

    Raises
    ------
    ValueError
        If `y` is empty, has another number of axes, or an entry outside [0, 1]; if the shapes do not
        belong together; if `t` has a label outside 0 to K - 1 or a row that is not one-hot; if
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
    y = _checks.real_array(y, "y")
    if y.ndim not in (1, 2) or y.size == 0:
        raise ValueError(f"y must have shape (K,) or (N, K) and an entry at least, got shape {y.shape}")
    if y.min() < 0 or y.max() > 1:
        where = _checks.first_index((y < 0) | (y > 1))
        raise ValueError(
            f"{_checks.entry('y', where)} is {y[where]}, outside [0, 1]; y must be probabilities, as softmax gives"
        )
    delta = _checks.real_number(delta, "delta")
    if delta < 0:
        raise ValueError(f"delta must not be negative, got {delta}; the chapter's is {DELTA}")
    losses = [negative_log(y_k, delta) for y_k in _right_outputs(y, t)]
    # fsum rounds once, so that the mean of many rows is as good as that of one.
    return math.fsum(losses) / len(losses)


def _right_outputs(y: NDArray[np.float64], t: ArrayLike) -> list[float]:
    """Return y_k of every sample."""
    rows = y.reshape(-1, y.shape[-1])
    right: list[float] = rows[np.arange(len(rows)), right_labels(t, y.shape).ravel()].tolist()
    return right


def right_labels(t: ArrayLike, shape: tuple[int, ...]) -> NDArray[Any]:
    """Return the label of every sample, for right answers t to outputs of that shape."""
    answers = _checks.array(t, "t")
    return _labels_of_one_hot(answers, shape) if answers.ndim == len(shape) else _checked_labels(answers, shape)


def _labels_of_one_hot(answers: NDArray[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    if answers.shape != shape:
        raise ValueError(
            f"t of shape {answers.shape} is not one-hot for y of shape {shape}; "
            f"labels have one axis fewer than y, shape {shape[:-1]}"
        )
    answers = _checks.real_array(answers, "t")
    labels = answers.argmax(axis=-1)
    wrong = np.asarray((np.count_nonzero(answers, axis=-1) != 1) | (answers.max(axis=-1) != 1))
    if wrong.any():
        where = _checks.first_index(wrong)
        raise ValueError(
            f"{_checks.entry('t', where)} is {reprlib.repr(answers[where].tolist())}, not one-hot; "
            f"give one 1 and else 0 for each sample, or labels"
        )
    return np.asarray(labels)


def _checked_labels(labels: NDArray[Any], shape: tuple[int, ...]) -> NDArray[Any]:
    if labels.shape != shape[:-1]:
        raise ValueError(
            f"t of shape {labels.shape} does not belong to y of shape {shape}; "
            f"one-hot answers have shape {shape}, labels {shape[:-1]}"
        )
    if labels.dtype.kind not in "iu" and not _beyond_int64(labels):
        raise TypeError(f"t must hold integer labels, got dtype {labels.dtype}; use t.astype(int), or one-hot rows")
    classes = int(shape[-1])
    wrong = (labels < 0) | (labels >= classes)
    if wrong.any():
        where = _checks.first_index(wrong)
        raise ValueError(
            f"{_checks.entry('t', where)} is the label {labels[where]}, outside 0 to {classes - 1}; "
            f"y has {classes} classes, counted from 0"
        )
    return labels


def _beyond_int64(labels: NDArray[Any]) -> bool:
    """Whether these are integers too large for NumPy, which holds them as objects."""
    return all(type(label) is int for label in labels.flat) and any(abs(label) >= 2**63 for label in labels.flat)
