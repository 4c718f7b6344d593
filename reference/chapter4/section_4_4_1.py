"""4.4.1 Gradient descent, the same uphill, and the path that it takes."""

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chapter4 import _checks
from chapter4.section_4_3 import H
from chapter4.section_4_4 import numerical_gradient

Function = Callable[[NDArray[np.float64]], Any]


def gradient_descent(f: Function, init_x: ArrayLike, lr: float = 0.01, step_num: int = 100) -> NDArray[np.float64]:
    """Where `step_num` steps of x -= lr * gradient lead from `init_x`.

    Parameters
    ----------
    f : callable
        Takes an array in the shape of `init_x` and returns one real number. It is passed the same
        array object throughout, a copy of `init_x`: an f that ignores its argument and reads
        `init_x` elsewhere sees nothing move, and a UserWarning says so (E4.4.1-4).
    init_x : array_like
        The starting point, any shape; it is copied to float64 and left as it is (E4.4.1-2).
    lr : float
        The learning rate, η: the factor of the gradient in each step. No rate suits every f.
    step_num : int
        How many steps to take, 0 or more.

    Returns
    -------
    ndarray of float64
        The last iterate, in the shape of `init_x`.

    Raises
    ------
    ValueError
        If `lr` is not finite or `step_num` negative; and as `numerical_gradient` raises, with a note
        of the step and the rate. Where too large a rate has driven the iterates off so far that h
        vanishes beside them, the note says that they diverge.
    TypeError
        If `step_num` is not an integer, or an argument is of another kind than above.

    Warns
    -----
    UserWarning
        If no perturbation of the first step changes f.

    See Also
    --------
    gradient_ascent : the same uphill.
    descent_path : every iterate.

    Notes
    -----
    Source: section 4.4.1, S4.4.1-1; corrects E4.4.1-1 to E4.4.1-3. The example is O4.4.1-1.

    Examples
    --------
    >>> from chapter4 import function_2, gradient_descent
    >>> print(gradient_descent(function_2, [-3.0, 4.0], lr=0.1, step_num=100))
    [-6.11110793e-10  8.14814391e-10]
    """
    for x in _iterates(f, init_x, lr, step_num, direction=-1):
        last = x
    return last


def gradient_ascent(f: Function, init_x: ArrayLike, lr: float = 0.01, step_num: int = 100) -> NDArray[np.float64]:
    """Where `step_num` steps of x += lr * gradient lead from `init_x`: towards a maximum.

    Parameters
    ----------
    f, init_x, lr, step_num
        As for `gradient_descent`.

    Returns
    -------
    ndarray of float64
        The last iterate, in the shape of `init_x`.

    Raises
    ------
    ValueError, TypeError
        As for `gradient_descent`.

    Warns
    -----
    UserWarning
        As for `gradient_descent`.

    Notes
    -----
    Source: section 4.4.1, C4.4.1-1.

    Examples
    --------
    >>> import numpy as np
    >>> from chapter4 import gradient_ascent
    >>> x = gradient_ascent(lambda x: 1.0 - np.sum((x - 2.0) ** 2), [0.0], lr=0.1)
    >>> print(round(float(x[0]), 9))
    2.0
    """
    for x in _iterates(f, init_x, lr, step_num, direction=+1):
        last = x
    return last


def descent_path(f: Function, init_x: ArrayLike, lr: float = 0.01, step_num: int = 100) -> NDArray[np.float64]:
    """Every iterate of `gradient_descent`, from `init_x` to the last.

    Parameters
    ----------
    f, init_x, lr, step_num
        As for `gradient_descent`.

    Returns
    -------
    ndarray of float64, shape (step_num + 1, ...)
        The iterates, each in the shape of `init_x`, the starting point first.

    Raises
    ------
    ValueError, TypeError
        As for `gradient_descent`.

    Warns
    -----
    UserWarning
        As for `gradient_descent`.

    Notes
    -----
    Source: section 4.4.1, figure F4.4-2.

    Examples
    --------
    >>> from chapter4 import descent_path, function_2
    >>> print(descent_path(function_2, [-3.0, 4.0], lr=0.1, step_num=2).round(9))
    [[-3.    4.  ]
     [-2.4   3.2 ]
     [-1.92  2.56]]
    """
    path = []
    for x in _iterates(f, init_x, lr, step_num, direction=-1):
        path.append(x.copy())
    return np.array(path)


def _iterates(
    f: Function, init_x: ArrayLike, lr: float, step_num: int, direction: int
) -> Iterator[NDArray[np.float64]]:
    """Yield one array again and again, at the start and after each step."""
    if not callable(f):
        raise _checks.no_function(f)
    x = _checks.real_array(init_x, "init_x").copy()
    lr = _checks.real_number(lr, "lr")
    step_num = _checks.whole_number(step_num, "step_num")
    if step_num < 0:
        raise ValueError(f"step_num must not be negative, got {step_num}; 0 returns the start")
    yield x
    for step in range(1, step_num + 1):
        try:
            gradient = numerical_gradient(f, x)
            if step == 1 and x.size > 0 and not gradient.any() and _stands_still(f, x):
                _warn_of_ignored_argument()
            with np.errstate(over="ignore"):
                x += direction * lr * gradient
            if not np.isfinite(x).all():
                raise ValueError("x must stay finite, but the step overflows; take a smaller lr")
        except ValueError as error:
            error.add_note(_note(x, step, step_num, lr))
            raise
        yield x


def _stands_still(f: Function, x: NDArray[np.float64]) -> bool:
    """Whether f has one and the same value at x and at every perturbation of the first step."""
    values = [np.array(f(x))]  # copies, for f may return one array again and again

    def recorded(w: NDArray[np.float64]) -> Any:
        value = f(w)
        values.append(np.array(value))
        return value

    numerical_gradient(recorded, x)
    return all(value == values[0] for value in values)


def _warn_of_ignored_argument() -> None:
    warnings.warn(
        "no perturbation of init_x changes f: f is flat there, or f ignores its argument, as "
        "`lambda w: net.loss(x, t)` does, and sees nothing of the copy that is moved here (E4.4.1-4); "
        "let f use its argument, as `lambda w: SimpleNet(w).loss(x, t)` does",
        UserWarning,
        stacklevel=4,
    )


def _note(x: NDArray[np.float64], step: int, step_num: int, lr: float) -> str:
    """Say at which step an error came, and that the iterates diverge where h is lost beside them."""
    note = f"in step {step} of {step_num}, with lr = {lr}"
    with np.errstate(over="ignore", invalid="ignore"):
        lost = ~((x - H < x) & (x < x + H))
    if step > 1 and lost.any():
        largest = float(np.abs(x).max())
        note += f": the iterates diverge, one entry having reached {largest:.3g} in size; take a smaller lr"
    return note
