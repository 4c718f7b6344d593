"""4.2.3 Drawing a mini-batch."""

from typing import Any, TypeVar, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chapter4 import _checks, _errors

X = TypeVar("X", bound=np.generic)
T = TypeVar("T", bound=np.generic)


@overload
def sample_mini_batch(
    x_train: NDArray[X], t_train: NDArray[T], batch_size: int, rng: np.random.Generator | int | None = None
) -> tuple[NDArray[X], NDArray[T]]: ...
@overload
def sample_mini_batch(
    x_train: ArrayLike, t_train: ArrayLike, batch_size: int, rng: np.random.Generator | int | None = None
) -> tuple[NDArray[Any], NDArray[Any]]: ...
def sample_mini_batch(
    x_train: ArrayLike,
    t_train: ArrayLike,
    batch_size: int,
    rng: np.random.Generator | int | None = None,
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Draw `batch_size` different rows of the data, with the labels that belong to them.

    Parameters
    ----------
    x_train : array_like, shape (N, ...)
        The training data, a row a sample.
    t_train : array_like, shape (N, ...)
        The labels or one-hot rows, in the same order.
    batch_size : int
        How many rows to draw, 1 to N.
    rng : numpy.random.Generator, int or None, default None
        The generator to draw from, or a seed for one; with None each call draws other rows.

    Returns
    -------
    x_batch, t_batch : ndarray
        Copies of the rows drawn, `batch_size` of each; the arguments are not changed.

    Raises
    ------
    ValueError
        If `batch_size` is outside 1 to N, the data differ in their number of rows or have rows of unequal length,
        or a seed is negative.
    TypeError
        If `batch_size` is not an integer, the data have no rows or are a masked array, or `rng` is of another kind.

    Notes
    -----
    Source: section 4.2.3, S4.2.3-1; corrects E4.2.3-1 to E4.2.3-4. The chapter's own
    ``np.random.choice(train_size, batch_size)`` draws with replacement, so that a row may come twice
    (E4.2.3-6): for a batch of ten out of 60000 the probability of that is 0.00074976. Here no row comes twice.

    Examples
    --------
    >>> import numpy as np
    >>> from chapter4 import sample_mini_batch
    >>> x_train, t_train = np.arange(12.0).reshape(6, 2), np.arange(6)
    >>> x_batch, t_batch = sample_mini_batch(x_train, t_train, 3, rng=0)
    >>> bool(np.all(x_batch[:, 0] == 2 * t_batch))
    True
    """
    x_rows, t_rows = _rows(x_train, "x_train"), _rows(t_train, "t_train")
    train_size = len(x_rows)
    if train_size != len(t_rows):
        raise _errors.unequal_counts(train_size, len(t_rows))
    batch_size = _checks.whole_number(batch_size, "batch_size")
    if not 1 <= batch_size <= train_size:
        raise _errors.unfit_batch_size(batch_size, train_size)
    batch_mask = _checks.generator(rng).choice(train_size, batch_size, replace=False)
    return x_rows[batch_mask], t_rows[batch_mask]


def _rows(data: ArrayLike, name: str) -> NDArray[Any]:
    rows = _checks.array(data, name)
    if rows.ndim == 0:
        raise _errors.no_rows(name, data)
    return rows
