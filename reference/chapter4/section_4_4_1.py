"""4.4.1 Gradient descent, the same uphill, and the path that it takes."""

import warnings
from collections.abc import Callable, Iterator
from typing import Any, SupportsFloat

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chapter4 import _checks, _differences, _errors
from chapter4.section_4_3 import H
from chapter4.section_4_4 import numerical_gradient

Array = NDArray[np.float64]
Function = Callable[[Array], SupportsFloat | ArrayLike]


def gradient_descent(f: Function, init_x: ArrayLike, lr: float = 0.01, step_num: int = 100) -> Array:
    """The point that `step_num` steps of ``x -= lr * gradient`` reach from `init_x`.

    Parameters
    ----------
    f : callable
        Takes an array in the shape of `init_x` and returns one real number. It is passed the same
        array object throughout, a copy of `init_x`: an f that ignores its argument and reads
        `init_x` elsewhere sees nothing move, and a UserWarning says so (E4.4.1-4).
    init_x : array_like
        The starting point, any shape; it is copied to float64 and left as it is (E4.4.1-2).
    lr : float, default 0.01
        The learning rate, η: the factor of the gradient in each step. No rate suits every f.
    step_num : int, default 100
        How many steps to take, 0 or more.

    Returns
    -------
    ndarray of float64
        The last iterate, in the shape of `init_x`.

    Raises
    ------
    ValueError
        If `init_x` has an entry that is not finite, `lr` is not finite, or `step_num` is negative. If
        `numerical_gradient` raises it or a step overflows: then with a note of the step and the rate. Where the rate
        is so large that x + h equals x, the note says that the iterates diverge.
    TypeError
        If `f` is not callable, `init_x` does not hold real numbers, `lr` is not a real number, `step_num` is not an
        integer, or f returns anything but one real number.

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
    x, lr, step_num = _checked(f, init_x, lr, step_num)
    with _Steps(x, lr, step_num) as steps:
        for step in steps:
            gradient = _gradient(f, x, step)
            with _checks.quiet():
                x -= lr * gradient
            _require_finite(x)
    return x


def gradient_ascent(f: Function, init_x: ArrayLike, lr: float = 0.01, step_num: int = 100) -> Array:
    """The point that `step_num` steps of ``x += lr * gradient`` reach from `init_x`: towards a maximum.

    Parameters
    ----------
    f : callable
        Takes an array in the shape of `init_x` and returns one real number. It is passed the same
        array object throughout, a copy of `init_x`: an f that ignores its argument and reads
        `init_x` elsewhere sees nothing move, and a UserWarning says so (E4.4.1-4).
    init_x : array_like
        The starting point, any shape; it is copied to float64 and left as it is (E4.4.1-2).
    lr : float, default 0.01
        The learning rate, η: the factor of the gradient in each step. No rate suits every f.
    step_num : int, default 100
        How many steps to take, 0 or more.

    Returns
    -------
    ndarray of float64
        The last iterate, in the shape of `init_x`.

    Raises
    ------
    ValueError
        If `init_x` has an entry that is not finite, `lr` is not finite, or `step_num` is negative. If
        `numerical_gradient` raises it or a step overflows: then with a note of the step and the rate. Where the rate
        is so large that x + h equals x, the note says that the iterates diverge.
    TypeError
        If `f` is not callable, `init_x` does not hold real numbers, `lr` is not a real number, `step_num` is not an
        integer, or f returns anything but one real number.

    Warns
    -----
    UserWarning
        If no perturbation of the first step changes f.

    See Also
    --------
    gradient_descent : the same downhill, towards a minimum.

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
    x, lr, step_num = _checked(f, init_x, lr, step_num)
    with _Steps(x, lr, step_num) as steps:
        for step in steps:
            gradient = _gradient(f, x, step)
            with _checks.quiet():
                x += lr * gradient
            _require_finite(x)
    return x


def descent_path(f: Function, init_x: ArrayLike, lr: float = 0.01, step_num: int = 100) -> Array:
    """Every iterate of `gradient_descent`, from `init_x` to the last.

    Parameters
    ----------
    f : callable
        Takes an array in the shape of `init_x` and returns one real number. It is passed the same
        array object throughout, a copy of `init_x`: an f that ignores its argument and reads
        `init_x` elsewhere sees nothing move, and a UserWarning says so (E4.4.1-4).
    init_x : array_like
        The starting point, any shape; it is copied to float64 and left as it is (E4.4.1-2).
    lr : float, default 0.01
        The learning rate, η: the factor of the gradient in each step. No rate suits every f.
    step_num : int, default 100
        How many steps to take, 0 or more.

    Returns
    -------
    ndarray of float64, shape (step_num + 1, ...)
        The iterates, each in the shape of `init_x`, the starting point first.

    Raises
    ------
    ValueError
        If `init_x` has an entry that is not finite, `lr` is not finite, or `step_num` is negative. If
        `numerical_gradient` raises it or a step overflows: then with a note of the step and the rate. Where the rate
        is so large that x + h equals x, the note says that the iterates diverge.
    TypeError
        If `f` is not callable, `init_x` does not hold real numbers, `lr` is not a real number, `step_num` is not an
        integer, or f returns anything but one real number.

    Warns
    -----
    UserWarning
        If no perturbation of the first step changes f.

    See Also
    --------
    gradient_descent : the last iterate alone.

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
    x, lr, step_num = _checked(f, init_x, lr, step_num)
    path = [x.copy()]
    with _Steps(x, lr, step_num) as steps:
        for step in steps:
            gradient = _gradient(f, x, step)
            with _checks.quiet():
                x -= lr * gradient
            _require_finite(x)
            path.append(x.copy())
    return np.array(path)


def _checked(f: Any, init_x: ArrayLike, lr: Any, step_num: Any) -> tuple[Array, float, int]:
    """Return a copy of the start, the rate as a float, and the number of steps."""
    if not callable(f):
        raise _differences.no_function(f, init_x, "init_x")
    x = _checks.real_array(init_x, "init_x").copy()
    lr = _checks.real_number(lr, "lr")
    step_num = _checks.whole_number(step_num, "step_num")
    if step_num < 0:
        raise _errors.negative_step_num(step_num)
    return x, lr, step_num


def _gradient(f: Function, x: Array, step: int) -> Array:
    """Return the gradient; warn if it is the first and f is the same at every place where it was called."""
    gradient = numerical_gradient(f, x)
    if step == 1 and x.size > 0 and not gradient.any() and _stands_still(f, x):
        warnings.warn(_errors.flat_start(), UserWarning, stacklevel=3)
    return gradient


def _stands_still(f: Function, x: Array) -> bool:
    """Whether f has one and the same value at x and at every perturbation of the first step."""
    values = [np.array(f(x))]  # copies, for f may return one array again and again

    def recorded(w: Array) -> Any:
        value = f(w)
        values.append(np.array(value))
        return value

    numerical_gradient(recorded, x)
    return all(value == values[0] for value in values)


def _require_finite(x: Array) -> None:
    if not np.isfinite(x).all():
        raise _errors.iterate_overflows()


class _Steps:
    """The numbers of the steps; a ValueError is given a note of the step that it came in."""

    def __init__(self, x: Array, lr: float, step_num: int) -> None:
        self._x, self._lr, self._step_num, self._step = x, lr, step_num, 0

    def __iter__(self) -> Iterator[int]:
        while self._step < self._step_num:
            self._step += 1
            yield self._step

    def __enter__(self) -> "_Steps":
        return self

    def __exit__(self, kind: Any, error: BaseException | None, traceback: Any) -> None:
        if isinstance(error, ValueError):
            error.add_note(self._note())

    def _note(self) -> str:
        """Return the note; it says that the iterates diverge where h no longer moves them."""
        place, x = (self._step, self._step_num, self._lr), self._x
        with _checks.quiet():
            moved = _differences.is_moved(x - H, x, x + H)
        if self._step > 1 and not moved.all():
            return _errors.diverging(*place, largest=float(np.abs(x).max()))
        return _errors.in_step(*place)
