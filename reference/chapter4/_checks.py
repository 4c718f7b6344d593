"""Argument checks. Each error names the argument, shows its value and says how to fix it."""

import math
import operator
import reprlib
from collections.abc import Iterator
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FLOAT64 = np.dtype(np.float64)

REAL = "biuf"
"""The kinds of dtype that hold real numbers, truth values being 0 and 1."""


def quiet() -> Any:
    """Return a context in which floating-point arithmetic neither warns nor raises, whatever the caller has set.

    A result that is not finite is asked for afterwards. Not for a decorator: in NumPy 1.26 threads would share
    what it restores.
    """
    return np.errstate(all="ignore")


def array(value: ArrayLike, name: str) -> NDArray[Any]:
    """Return `value` as an array, or say why it is none."""
    if type(value) is np.ndarray:
        return value
    if isinstance(value, np.ma.MaskedArray):
        raise TypeError(f"{name} must not be a masked array, whose mask would be lost; use {name}.filled(...)")
    try:
        return np.asarray(value)
    except ValueError as error:
        if "inhomogeneous" in str(error):
            raise ValueError(f"{name} must be rectangular, got rows of unequal length; pad or cut them") from None
        given = f"{name} must be an array or lists of numbers, got {type(value).__name__}"
        raise ValueError(f"{given}, of which NumPy makes no array: {error}") from error


def real(value: ArrayLike, name: str) -> NDArray[Any]:
    """Return `value` as an array of real numbers, of whatever dtype, or say why it is none."""
    given = array(value, name)
    if given.dtype.kind not in REAL:
        raise TypeError(f"{name} must hold real numbers, got dtype {given.dtype}; {_number_fix(value, given, name)}")
    return given


def real_array(value: ArrayLike, name: str, *, finite: bool = True) -> NDArray[np.float64]:
    """Return `value` as a float64 array, or say why it is no array of (finite) real numbers."""
    numbers = as_float64(real(value, name))
    if finite:
        require_finite(numbers, name)
    return numbers


def samples(x: ArrayLike, inputs: int, taker: str) -> NDArray[np.float64]:
    """Return one sample or a batch of them, finite or not, for a network whose taker has so many inputs."""
    rows = real_array(x, "x", finite=False)
    if rows.ndim not in (1, 2) or rows.shape[-1] != inputs:
        must_be = f"x must have shape ({inputs},) or (N, {inputs})"
        raise ValueError(f"{must_be}, got {rows.shape}; {taker} takes {inputs} inputs a sample")
    if rows.size == 0:
        raise ValueError(f"x must hold one sample at least, got shape {rows.shape}; leave empty batches out")
    return rows


def require_finite(numbers: NDArray[np.float64], name: str) -> None:
    """Refuse NaN and infinity, by the first such entry."""
    if not are_finite(numbers):
        raise not_finite_entry(name, *flat_entry(name, numbers, int(np.isfinite(numbers).argmin())))


def are_finite(numbers: NDArray[np.float64]) -> bool:
    """Whether no entry is NaN or infinite; count_nonzero takes a part of the time of all()."""
    return int(np.count_nonzero(np.isfinite(numbers))) == numbers.size


def largest(**arrays: NDArray[np.float64]) -> str:
    """Return how large the entries of each array are, for an error."""
    with quiet():
        sizes = (f"{np.abs(array).max():.3g} in {name}" for name, array in arrays.items())
        return f"the largest entries being {', '.join(sizes)}"


def converted(value: Any, dtype: type) -> NDArray[Any] | None:
    """Return what np.array makes of `value` with that dtype, or None where it can't without a loss."""
    with np.errstate(all="raise"):
        try:
            # Of complex numbers it would drop a part, with no more than a warning.
            return None if np.iscomplexobj(value) else np.array(value, dtype=dtype)
        except Exception:  # whatever stands in the way, np.array is no advice
            return None


def _number_fix(value: Any, given: NDArray[Any], name: str) -> str:
    """Return what makes real numbers of `value`; where it says np.array, that was tried."""
    if given.dtype.kind == "c":
        return f"use np.real({name}) or np.abs({name})"
    if isinstance(value, Iterator):
        return f"use list({name})"
    numbers = converted(value, np.float64)
    if numbers is not None and np.isfinite(numbers).all():
        return f"use np.array({name}, dtype=np.float64)"
    return "give numbers that float64 holds"


def as_float64(numbers: NDArray[Any]) -> NDArray[np.float64]:
    """Return an array of real numbers as float64; what is beyond it becomes infinite, without a warning."""
    if numbers.dtype == FLOAT64:
        return numbers
    with quiet():
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
    must_be = f"rng must be a numpy.random.Generator, a seed of 0 or more, or None; got {reprlib.repr(rng)}"
    if isinstance(rng, bool) or getattr(rng, "dtype", None) == np.bool_:
        raise TypeError(must_be)
    try:
        return np.random.default_rng(rng)
    except (TypeError, ValueError) as error:
        raise type(error)(must_be) from None


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
    return ValueError(f"{where} is {value}; {name} must be finite: replace such entries")
