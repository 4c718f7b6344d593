"""numerical_gradient under arbitrary input: the cases, and what is due in each."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np

from fuzz import arguments as give
from fuzz import due, functions
from fuzz.choices import Choices
from fuzz.differences import called, of_f, values
from fuzz.due import TINY, Due, Fault, indices, nearest, place, ratio
from proof.chapter import H
from proof.old import difference_bound


def draw_numerical_gradient(c: Choices) -> dict[str, str]:
    case = {"x": give.mostly(c, give.doubles(c, c.of(give.SHAPES), hard=6), 85), "f": functions.of_all(c)}
    if c.chance(35):
        case["h"] = give.step(c)
    return case


def due_numerical_gradient(x: Any, f: Any, h: Any = H) -> Due:
    """The central difference along each entry, by the definition, in Python's floats."""
    step, wrong = positive(h)
    faults = of_f(f) + of_x(x) + wrong
    if faults:
        return Due(faults)
    found = differences(f, x, step)
    if found.faults:
        return Due(found.faults)

    def check(result: Any) -> float:
        return hold(due.floats(result, x.shape), found, f, np.asarray(x).ravel().tolist(), step)

    return Due(check=check, perhaps=found.perhaps)


def positive(h: Any) -> tuple[float, list[Fault]]:
    """Return a step as a float64, and what is wrong with it."""
    step, faults = due.width(h)
    return step, faults or ([Fault("ValueError", f"h must be positive, got {h};")] if step < 0 else [])


def unmoved(name: str, index: tuple[int, ...], v: float, h: float) -> list[Fault]:
    """Return what is wrong with an entry that is not finite, or that h does not move on both sides."""
    where = place(name, index)
    if not math.isfinite(v):
        return [Fault("ValueError", f"{where} is {v}; {name} must be finite")]
    if not -math.inf < v - h < v < v + h < math.inf:
        return [Fault("ValueError", f"the step is lost at {where} = {v} with h = {h}:")]
    return []


def all_unmoved(name: str, shape: tuple[int, ...], entries: list[float], h: float) -> list[Fault]:
    """Return the same of every entry."""
    return [fault for index, v in zip(indices(shape), entries, strict=True) for fault in unmoved(name, index, v, h)]


def of_x(x: Any) -> list[Fault]:
    """Return what is wrong with x as a whole."""
    begins = "x must be an ndarray of float64, got"
    if not isinstance(x, np.ndarray) or isinstance(x, np.ma.MaskedArray):
        return [Fault("TypeError", f"{begins} {type(x).__name__};")]
    if x.dtype.str != np.dtype(float).str:
        return [Fault("TypeError", f"{begins} dtype {x.dtype};")]
    faults = []
    if not x.flags.writeable:
        faults.append(Fault("ValueError", "x must be writable, for its entries are moved in place, but is read-only;"))
    starts = [sum(i * s for i, s in zip(index, x.strides, strict=True)) for index in indices(x.shape)]
    if len({start + byte for start in starts for byte in range(8)}) < 8 * len(starts):
        faults.append(Fault("ValueError", f"x must not share memory among its own entries, got strides {x.strides};"))
    return faults


@dataclass(slots=True)
class Differences:
    """The values of f on both sides of every entry, and what is wrong with them."""

    pairs: list[tuple[float, float]] = field(default_factory=list)
    exact: set[Any] = field(default_factory=set)
    """The values before they are rounded to float64."""
    faults: list[Fault] = field(default_factory=list)
    perhaps: list[Fault] = field(default_factory=list)


def differences(f: Any, x: np.ndarray, h: float) -> Differences:
    """Call f on both sides of every entry of x, which is moved in place, as an f that reads it elsewhere needs."""
    found = Differences(faults=all_unmoved("x", x.shape, np.asarray(x).ravel().tolist(), h))
    for index, v in zip(indices(x.shape), np.asarray(x).ravel().tolist(), strict=True):
        name, pair = place("x", index), []
        for side, moved in (("+", v + h), ("-", v - h)) if not unmoved("x", index, v, h) else ():
            x[index] = moved
            before = x.tobytes()
            value, raised = called(f, x)
            if x.tobytes() != before:
                found.faults.append(Fault("ValueError", "f must leave x as it is, but changed it;"))
                return found
            if raised:
                found.faults += raised
                return found
            numbers, wrong = values(value, (), f"{name} {side} h, {name} being {v}", most=due.LARGEST)
            x[index] = v  # and not before: the value may be a view of x
            found.faults += wrong
            found.exact.update(numbers)
            pair += [nearest(number) for number in numbers]
        if len(pair) == 2:
            found.pairs.append((pair[0], pair[1]))
            overflow(found, *pair, name, v, h)
    return found


def overflow(found: Differences, ahead: float, behind: float, name: str, v: float, h: float) -> None:
    """Note where the difference of two values, divided by 2h, is beyond float64, or may be."""
    _, _, certainly, perhaps = due.quotient(ahead, behind, 2 * h)
    fault = Fault("ValueError", f"(f(x + h) - f(x - h)) / (2 * h) overflows at {name} = {v}, with h = {h};")
    found.faults += [fault] * certainly
    found.perhaps += [fault] * perhaps


def hold(result: Iterable[float], found: Differences, f: Any, entries: list[float], h: float) -> float:
    """Hold a gradient to the differences of f's values, and to the derivative where that is known."""
    ratios = []
    for i, (slope, (ahead, behind)) in enumerate(zip(result, found.pairs, strict=True)):
        quotient, rounding, _, _ = due.quotient(ahead, behind, 2 * h)
        ratio(abs(Fraction(slope) - quotient), rounding)
        if hasattr(f, "bounds"):
            exact, bound = derivative(f, entries, i, h)
            ratios.append(ratio(abs(Fraction(slope) - Fraction(exact)), bound))
    return due.largest(ratios)


def derivative(f: Any, entries: list[float], i: int, h: float) -> tuple[float, float]:
    """Return the derivative of a known f in entry i, and the bound on its central difference.

    A point x +- h that is moved at all stays within 2h as rounded.
    """
    exact, m1, m3, phi = f.bounds(entries, i, 2 * h)
    return exact, difference_bound(entries[i], exact, m1, m3, phi, h) + TINY
