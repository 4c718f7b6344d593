"""Argument checks, which ask `_errors` for what they raise."""

import math
import operator
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chapter4 import _errors

FLOAT64 = np.dtype(np.float64)

REAL = "biuf"
"""The kinds of dtype that hold real numbers, truth values being 0 and 1."""


def quiet() -> Any:
    """Return a context in which floating-point arithmetic neither warns nor raises, whatever the caller has set.

    Callers check afterwards that a result is finite. Not for a decorator: in NumPy 1.26 threads would share
    what it restores.
    """
    return np.errstate(all="ignore")


def array(value: ArrayLike, name: str) -> NDArray[Any]:
    """Return `value` as an array, or say why it is none."""
    if type(value) is np.ndarray:
        return value
    if isinstance(value, np.ma.MaskedArray):
        raise _errors.masked_array(name)
    try:
        return np.asarray(value)
    except ValueError as error:
        if "inhomogeneous" in str(error):
            raise _errors.unequal_rows(name) from None
        raise _errors.no_array(name, value, error) from error


def real(value: ArrayLike, name: str) -> NDArray[Any]:
    """Return `value` as an array of real numbers, of whatever dtype, or say why it is none."""
    given = array(value, name)
    if given.dtype.kind not in REAL:
        raise _errors.no_real_numbers(name, value, given.dtype)
    return given


def real_array(value: ArrayLike, name: str, *, finite: bool = True) -> NDArray[np.float64]:
    """Return `value` as a float64 array, or say why it is not an array of (finite) real numbers."""
    numbers = as_float64(real(value, name))
    if finite:
        require_finite(numbers, name)
    return numbers


def samples(x: ArrayLike, inputs: int, taker: str) -> NDArray[np.float64]:
    """Return one sample or a batch of them, finite or not, for a network whose taker has so many inputs."""
    rows = real_array(x, "x", finite=False)
    if rows.ndim not in (1, 2) or rows.shape[-1] != inputs:
        raise _errors.unfit_samples(rows.shape, inputs, taker)
    if rows.size == 0:
        raise _errors.no_samples(rows.shape)
    return rows


def require_finite(numbers: NDArray[np.float64], name: str) -> None:
    """Refuse NaN and infinity, by the first such entry."""
    if not are_finite(numbers):
        raise _errors.not_finite_entry(name, *flat_entry(name, numbers, int(np.isfinite(numbers).argmin())))


def are_finite(numbers: NDArray[np.float64]) -> bool:
    """Whether no entry is NaN or infinite; count_nonzero takes a part of the time of all()."""
    return int(np.count_nonzero(np.isfinite(numbers))) == numbers.size


def as_float64(numbers: NDArray[Any]) -> NDArray[np.float64]:
    """Return an array of real numbers as float64; what is beyond it becomes infinite, without a warning."""
    if numbers.dtype == FLOAT64:
        return numbers
    with quiet():
        return numbers.astype(np.float64)


def real_number(value: Any, name: str) -> float:
    """Return `value` as a float, or say why it is not a finite real number."""
    number = value[()] if isinstance(value, np.ndarray) else value
    if not isinstance(number, Real) or isinstance(number, (bool, np.timedelta64)):  # NumPy has durations as integers
        raise _errors.no_real_number(name, value)
    try:
        if math.isfinite(number):
            return float(number)
    except OverflowError:
        pass
    raise _errors.not_finite_number(name, value)


def whole_number(value: Any, name: str) -> int:
    """Return `value` as an int, or say that it is none."""
    try:
        if not isinstance(value, (bool, np.bool_, np.timedelta64)):
            return operator.index(value)
    except TypeError:
        pass
    raise _errors.no_integer(name, value)


def generator(rng: Any) -> np.random.Generator:
    """Return `rng` as a generator: it may be one, a seed for one, or None."""
    if isinstance(rng, bool) or getattr(rng, "dtype", None) == np.bool_:
        raise _errors.no_generator(rng, TypeError)
    try:
        return np.random.default_rng(rng)
    except (TypeError, ValueError) as error:
        raise _errors.no_generator(rng, type(error)) from None


def first_index(mask: NDArray[np.bool_]) -> tuple[int, ...]:
    """Return the index of the first true entry."""
    return tuple(int(i) for i in np.argwhere(mask)[0])


def entry(name: str, index: tuple[int, ...]) -> str:
    """Return how Python writes that entry: x, x[1] or x[0, 2]."""
    return f"{name}[{', '.join(map(str, index))}]" if index else name


def flat_entry(name: str, x: NDArray[np.float64], k: int) -> tuple[str, float]:
    """Return the name and the value of the k-th entry of x."""
    index = np.unravel_index(k, x.shape) if x.shape else ()
    return entry(name, tuple(int(i) for i in index)), x.item(k)
