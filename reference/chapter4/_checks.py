"""Argument checks. Each error names the argument, shows its value and says how to fix it."""

import math
import operator
import reprlib
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FLOAT64 = np.dtype(np.float64)


def quiet() -> Any:
    """Return a context in which floating-point arithmetic neither warns nor raises, whatever the caller has set.

    A result that is not finite is asked for afterwards. Not for a decorator: in NumPy 1.26 threads would share
    what it restores.
    """
    return np.errstate(all="ignore")


def array(value: ArrayLike, name: str) -> NDArray[Any]:
    """Return `value` as an array, or say why it is none."""
    if isinstance(value, np.ma.MaskedArray):
        raise TypeError(f"{name} must not be a masked array, whose mask would be lost; use {name}.filled(...)")
    try:
        return np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} must be rectangular, got rows of unequal length; pad or cut them") from None


def real_array(value: ArrayLike, name: str, *, finite: bool = True) -> NDArray[np.float64]:
    """Return `value` as a float64 array, or say why it is no array of (finite) real numbers."""
    given = array(value, name)
    if given.dtype.kind not in "biuf":
        raise TypeError(
            f"{name} must hold real numbers, got dtype {given.dtype}; use np.array({name}, dtype=np.float64)"
        )
    numbers = as_float64(given)
    if finite and not np.isfinite(numbers).all():
        raise not_finite_entry(name, *flat_entry(name, numbers, int(np.isfinite(numbers).argmin())))
    return numbers


def as_float64(numbers: NDArray[Any]) -> NDArray[np.float64]:
    """Return an array of real numbers as float64; what is beyond it becomes infinite, without a warning."""
    if numbers.dtype == FLOAT64:
        return numbers
    with np.errstate(over="ignore", invalid="ignore"):  # invalid is a signalling NaN, which becomes a quiet one
        return numbers.astype(np.float64)


def real_number(value: Any, name: str) -> float:
    """Return `value` as a float, or say why it is no finite real number."""
    number = value[()] if isinstance(value, np.ndarray) else value
    if not isinstance(number, Real) or isinstance(number, (bool, np.timedelta64)):  # NumPy has durations as integers
        raise TypeError(f"{name} must be one real number, got {reprlib.repr(value)}; give a float")
    try:
        if math.isfinite(number):
            return float(number)
    except OverflowError:
        pass
    raise ValueError(f"{name} must be finite, and not beyond float64; got {reprlib.repr(value)}")


def whole_number(value: Any, name: str) -> int:
    """Return `value` as an int, or say that it is none."""
    try:
        if not isinstance(value, (bool, np.bool_, np.timedelta64)):
            return operator.index(value)
    except TypeError:
        pass
    raise TypeError(f"{name} must be an integer, got {reprlib.repr(value)}; use int({name})")


def generator(rng: Any) -> np.random.Generator:
    """Return `rng` as a generator: it may be one, a seed for one, or None."""
    try:
        return np.random.default_rng(rng)
    except (TypeError, ValueError) as error:
        raise type(error)(
            f"rng must be a numpy.random.Generator, a seed of 0 or more, or None; got {reprlib.repr(rng)}"
        ) from None


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


def not_finite_entry(name: str, where: str, value: float) -> ValueError:
    """Return the error for an entry that is NaN or infinite."""
    return ValueError(f"{where} is {value}; {name} must be finite: mend or drop such entries")
