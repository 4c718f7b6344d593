"""4.4 The gradient: every partial derivative at once, each by a central difference."""

from collections.abc import Callable
from math import inf
from typing import Any, SupportsFloat

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chapter4 import _checks, _differences, _errors, _vectorized
from chapter4.section_4_3 import H, checked_step

Array = NDArray[np.float64]


def numerical_gradient(
    f: Callable[[Array], SupportsFloat | ArrayLike], x: Array, h: float = H, *, vectorized: bool = False
) -> Array:
    """The central difference of f along every entry of x.

    Parameters
    ----------
    f : callable
        Takes an array in the shape of `x` and returns one real number. It is called 2 * x.size times,
        with `x` itself, so that an f that ignores its argument and reads the same array elsewhere,
        ``lambda w: net.loss(x, t)`` with ``net.W`` for `x`, works (E4.4.2-2).
    x : ndarray of float64
        Where to differentiate, of any shape and layout. One entry at a time is moved by `h` in place;
        afterwards its numbers are what they were, bit for bit, whatever f does or raises.
    h : float, default 1e-4
        The step, positive.
    vectorized : bool, default False
        Whether f takes many points at once, which saves most of the time up to a few hundred entries.
        It is then given read-only arrays of shape (B, ...). Each row is a copy of `x` with one entry moved;
        f must return B numbers, and result i must equal f applied to row i alone:
        ``lambda x: np.sum(x**2, axis=-1)`` for an `x` of one axis. B varies, and the rows are reused
        after the call, so f must not keep them. `x` itself is not moved.

    Returns
    -------
    ndarray of float64
        The gradient, in the shape of `x`. With `vectorized` it is the same bit for bit if each row's
        value is.

    Raises
    ------
    TypeError
        If `x` is anything but an ndarray of float64 (integers would lose the step, E4.4-4, and
        float32 can, E4.4-7); if `f` is not callable; if f returns anything but one real number, with
        `vectorized` one for each row.
    ValueError
        If `x` has an entry that is not finite or, without `vectorized`, is read-only or has entries that
        share memory. If `h` is not positive and finite, or too small to move an entry. If f returns NaN
        or infinity, or changes `x`. If a difference, divided by 2 * h, overflows.

    See Also
    --------
    gradient_field : the gradients at many points.
    numerical_diff : for a function of one variable.

    Notes
    -----
    Source: section 4.4, S4.4-1; corrects E4.4-1 to E4.4-8. The example is O4.4-1.

    Threads: while this function runs, no other thread may read or write `x`, which is moved; give each
    thread its own copy, ``x.copy()``. With `vectorized` threads may share `x`, as long as none writes to it.

    Examples
    --------
    >>> import numpy as np
    >>> from chapter4 import function_2, numerical_gradient
    >>> print(numerical_gradient(function_2, np.array([3.0, 4.0])).tolist())
    [6.00000000000378, 7.999999999999119]
    >>> f = lambda x: np.sum(x**2, axis=-1)
    >>> print(numerical_gradient(f, np.array([3.0, 4.0]), vectorized=True).tolist())
    [6.00000000000378, 7.999999999999119]
    """
    h = _checked_arguments(f, x, h)
    if vectorized:
        return _vectorized.slopes_at_point(f, x, h)
    memory = _movable(x)
    before, shape, item, entries = memory.tobytes(), memory.shape, memory.item, memory.flat
    gradient = np.empty(shape)
    slopes, width = gradient.flat, 2 * h
    try:
        for i in range(memory.size):
            value = item(i)
            low, high = value - h, value + h
            if not -inf < low < value < high < inf:
                raise _unmoved(memory, before, i, h)
            entries[i] = high
            fxh1 = f(x)
            fxh1 = float(fxh1) if isinstance(fxh1, float) else _one_number(fxh1, memory, i, value, "+")
            entries[i] = low
            fxh2 = f(x)
            fxh2 = float(fxh2) if isinstance(fxh2, float) else _one_number(fxh2, memory, i, value, "-")
            slopes[i] = slope = (fxh1 - fxh2) / width
            if item(i) != low or not -inf < slope < inf:
                raise _fault(fxh1, fxh2, memory, before, i, value, h)
            entries[i] = value
        if memory.tobytes() != before or x.shape != shape or x.dtype != _checks.FLOAT64:
            raise _errors.changed_by_f()
    except BaseException:
        memory[...] = _saved(memory, before)
        raise
    return gradient


def gradient_field(f: Callable[[Array], ArrayLike], points: ArrayLike, h: float = H) -> Array:
    """The gradient of f at each of many points, by central differences.

    Parameters
    ----------
    f : callable
        Takes many points at once, a read-only array of shape (B, n), and returns B numbers: result i must
        equal f applied to row i alone. Points are passed in chunks of at most 32768 numbers; f is called 2n
        times per chunk. The rows are reused after the call, so f must not keep them.
    points : array_like, shape (..., n)
        The points, n coordinates each. They are left as they are.
    h : float, default 1e-4
        The step, positive.

    Returns
    -------
    ndarray of float64, shape (..., n)
        The gradient at each point.

    Raises
    ------
    ValueError
        If `points` has no axis or an entry that is not finite. If `h` is not positive and finite, or too
        small to move a coordinate. If f returns NaN or infinity. If a difference, divided by 2 * h, overflows.
    TypeError
        If `f` is not callable, `points` does not hold real numbers, or f returns anything but one real
        number for each row.

    See Also
    --------
    numerical_gradient : at one point.

    Notes
    -----
    Source: section 4.4, figure F4.4-1, which draws such a field.

    Threads may share `points`, as long as none writes to them.

    Examples
    --------
    >>> import numpy as np
    >>> from chapter4 import gradient_field
    >>> print(gradient_field(lambda x: np.sum(x**2, axis=-1), [[3.0, 4.0], [0.0, 2.0]]).round(9))
    [[6. 8.]
     [0. 4.]]
    """
    if not callable(f):
        raise _differences.no_function(f, points, "points")
    points = _checks.real_array(points, "points")
    if points.ndim == 0:
        raise _errors.no_points()
    return _vectorized.slopes_at_points(f, points, _positive_step(h))


# ------------------------------------------------------------------ Before the loop


def _checked_arguments(f: Any, x: Any, h: Any) -> float:
    """Return the step as a float; refuse an f, an x or an h of another kind."""
    if not callable(f):
        raise _differences.no_function(f, x, "x")
    if type(x) is not np.ndarray and (not isinstance(x, np.ndarray) or isinstance(x, np.ma.MaskedArray)):
        raise _errors.no_ndarray(x)
    if x.dtype != _checks.FLOAT64:
        raise _errors.not_float64(x)
    # The default needs no check, which costs as much as a call of a small f.
    return H if h is H else _positive_step(h)


def _positive_step(h: Any) -> float:
    step = float(checked_step(h))
    if step < 0:
        raise _errors.negative_step(h, H)
    return step


def _movable(x: Array) -> Array:
    """Return x's memory as an array of its own, of NumPy's own class: neither f nor a subclass can close it.

    Refuse an x whose entries can't be written, or not one by one.
    """
    memory = x.view() if type(x) is np.ndarray else np.asarray(x)
    flags = memory.flags
    if not flags.writeable:
        raise _errors.read_only()
    if not flags.forc and _overlaps_itself(memory):
        raise _errors.shared_memory(x.strides)
    return memory


def _overlaps_itself(x: Array) -> bool:
    offsets = np.zeros(1, dtype=np.intp)
    for length, stride in zip(x.shape, x.strides, strict=True):
        offsets = np.add.outer(offsets, stride * np.arange(length)).ravel()
    return bool((np.diff(np.sort(offsets)) < x.itemsize).any())


# ------------------------------------------------------------------ In the loop and after it


def _one_number(value: Any, memory: Array, i: int, here: float, side: str) -> float:
    """Return f's value as a float; what is none is an error that gives the entry and the side.

    A float at once, for f may return a view of x, or one array again and again.
    """
    name, _ = _checks.flat_entry("x", memory, i)
    where = f"{name} {side} h, {name} being {here}"
    try:
        return float(_differences.function_value(value, (), where))
    except OverflowError:
        raise _errors.returned_beyond_float64(where) from None


def _unmoved(memory: Array, before: bytes, i: int, h: float) -> ValueError:
    """Return the error for an entry that h does not move, unless it is f that has made it so."""
    return _differences.unmoved("x", memory, i, h) if memory.tobytes() == before else _errors.changed_by_f()


def _fault(fxh1: float, fxh2: float, memory: Array, before: bytes, i: int, here: float, h: float) -> ValueError:
    """Return the error for the first of these reasons: f has changed x; x, f's values or the slope is not finite."""
    if memory.item(i) != here - h:
        return _errors.changed_by_f()
    memory.flat[i] = here
    finite = np.isfinite(memory)
    if memory.tobytes() != before or not finite.all():
        return _unmoved(memory, before, int(finite.argmin()), h)
    name, _ = _checks.flat_entry("x", memory, i)
    return _differences.no_slope(fxh1, fxh2, name, here, h)


def _saved(memory: Array, before: bytes) -> Array:
    """Return what x was."""
    return np.frombuffer(before).reshape(memory.shape)
