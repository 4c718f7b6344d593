"""The two differences of one variable under arbitrary input: the cases, and what is due in each."""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from fuzz import arguments as give
from fuzz import due, functions
from fuzz.choices import Choices
from fuzz.due import TINY, Due, Fault, Wrong, exact, indices, nearest, place, ratio
from fuzz.functions import Cubic
from proof.allowed import U
from proof.chapter import H
from proof.old import difference_bound

SCALARS = ["5", "5.0", "Fraction(1, 3)", "Fraction(5)", "0", "-0.0", "2**53 + 1", "10**300", "10**400"]


def draw_numerical_diff(c: Choices) -> dict[str, str]:
    case = {"f": functions.of_each(c), "x": give.mostly(c, point(c))}
    if c.chance(50):
        case["h"] = give.step(c)
    return case


def draw_forward_difference(c: Choices) -> dict[str, str]:
    return {"f": functions.of_each(c), "x": give.mostly(c, point(c)), "h": give.step(c)}


def point(c: Choices) -> str:
    """Return where to differentiate: a number or an array."""
    if c.chance(50):
        if c.chance(30):
            return c.of(SCALARS)
        return c.of(["{}", "np.float64({})", "np.array({})"]).format(give.double(c, 15))
    return give.like(c, c.of(give.SHAPES), hard=8)


def where(x: Any, kinds: str) -> tuple[bool, list[Any], list[Fault]]:
    """Return whether x is exact, its entries, and what is wrong with it."""
    if isinstance(x, (int, float, Fraction)) and not isinstance(x, (bool, np.generic)):
        if not isinstance(x, Fraction) and not math.isfinite(nearest(x)):
            return False, [], [Fault("ValueError", "x must be finite, and not beyond float64; got ")]
        return not isinstance(x, float), [exact(x)], []
    if isinstance(x, np.ma.MaskedArray) or not _of_numpy(x):
        return False, [], [Fault("TypeError", f"x must be a number or an array, got {type(x).__name__};")]
    if x.dtype.kind not in kinds and not (x.dtype.kind == "f" and x.dtype == np.dtype(float)):
        return False, [], [Fault("TypeError", f"x must be float64 or integers, got dtype {x.dtype};")]
    seen = due.real_array(x, "x")
    return False, seen.given, seen.faults


def _of_numpy(x: Any) -> bool:
    """Whether x is an array or a scalar of NumPy, beside which h is a float."""
    return isinstance(x, (np.ndarray, np.generic))


def values(value: Any, shape: tuple[int, ...], at: str, most: float = math.inf) -> tuple[list[Any], list[Fault]]:
    """Return what f gave, entry by entry and exactly, and what is wrong with it; `most` is what an int may be."""
    if isinstance(value, (int, Fraction)) and shape == ():
        if not abs(value) <= most:
            begins = "f must return finite numbers, got one beyond float64 at "
            return [], [Fault("ValueError", begins, f" at {at}; scale f")]
        return [value], []
    try:
        found = np.asarray(value)
    except ValueError:  # ragged lists
        return [], [Fault("TypeError", "f must return ", f" at {at}")]
    faults = []
    if isinstance(value, np.ma.MaskedArray) or found.dtype.kind not in "biuf":
        faults.append(Fault("TypeError", "f must return real numbers, got ", f" at {at}; "))
    if found.shape != shape:
        wanted = f"one number for each entry of x, shape {shape}, got shape" if shape else "one number, got shape"
        faults.append(Fault("TypeError", f"f must return {wanted} {found.shape} at {at};"))
    if faults:
        return [], faults
    numbers = [nearest(exact(v if found.dtype.kind == "f" else int(v))) for v in found.ravel()]
    if not all(map(math.isfinite, numbers)):
        return [], [Fault("ValueError", "f must return finite numbers, got ", f" at {at}; keep f defined there")]
    return list(map(exact, numbers)), []


def called(f: Any, x: Any) -> tuple[Any, list[Fault]]:
    """Return what f gives, or the fault that f raises of its own."""
    try:
        return f(x), []
    except Exception as error:
        return None, [Fault(type(error).__name__, str(error), documented=False)]


def of_f(f: Any) -> list[Fault]:
    """Return what is wrong with f, before it is called."""
    return [] if callable(f) else [Fault("TypeError", "f must be a function, got ")]


# ------------------------------------------------------------------ numerical_diff


def due_numerical_diff(f: Any, x: Any, h: Any = H) -> Due:
    """(f(x + h) - f(x - h)) / (2 h), the points being exact where x and h are."""
    is_exact, entries, faults = where(x, "iu")
    step, wrong = due.width(h)
    faults = of_f(f) + faults + wrong
    if faults:
        return Due(faults)
    is_exact = is_exact and isinstance(h, (int, Fraction))
    faults = [] if is_exact else _lost(x, entries, step)
    if faults:
        return Due(faults)
    ahead = _points(x, entries, h if is_exact else step)
    behind = _points(x, entries, -h if is_exact else -step)
    exact_h = h if isinstance(h, (int, Fraction)) and not _of_numpy(x) else step
    return _difference(f, x, entries, [(ahead, "x + h"), (behind, "x - h")], 2 * exact_h, _central(f, step))


def _lost(x: Any, entries: list[Any], h: float) -> list[Fault]:
    faults = []
    for index, v in zip(indices(np.shape(x)), entries, strict=True):
        centre = nearest(v)
        if not -math.inf < centre - abs(h) < centre < centre + abs(h) < math.inf:
            name = place("x", index)
            faults.append(Fault("ValueError", f"the step is lost at {name} = "))
    return faults


def _points(x: Any, entries: list[Any], h: Any) -> Any:
    """Return x + h: in exact numbers where both are exact, else in float64."""
    if not _of_numpy(x):
        return x + h
    made = np.array([nearest(v) + h for v in entries]).reshape(np.shape(x))
    return made if np.ndim(x) else made[()]


def _central(f: Any, h: float) -> Callable[[Any], Any] | None:
    """Return the derivative and the bound at a point, where the derivative is known."""
    if not isinstance(f, Cubic):
        return None

    def bounds(v: Any) -> tuple[Fraction, float]:
        slope, r = f.slope(Fraction(v)), nearest(abs(v)) + 2 * abs(h)
        beforehand = nearest(abs(Fraction(nearest(v)) - v)) * f.m2(r)  # where x is no float64
        bound = difference_bound(nearest(v), nearest(slope), f.m1(r), f.m3(), f.phi(r), abs(h))
        return slope, TINY + beforehand + bound

    return bounds


# ------------------------------------------------------------------ forward_difference


def due_forward_difference(f: Any, x: Any, h: Any) -> Due:
    """(f(x + h) - f(x)) / h; a narrower x rounds h, and may lose it, which this function never says."""
    is_exact, entries, faults = where(x, "iuf")
    step, wrong = due.width(h)
    faults = of_f(f) + faults + wrong
    if faults:
        return Due(faults)
    is_exact = is_exact and isinstance(h, (int, Fraction))
    narrow = _of_numpy(x) and x.dtype.kind == "f" and x.dtype.newbyteorder("=") != np.float64
    with np.errstate(all="ignore"):
        moved = x.dtype.type(step) if narrow else h if is_exact else step
        try:
            ahead = x + moved if narrow else _points(x, entries, moved)
        except OverflowError:
            return Due([Fault("ValueError", "the step is lost at x = ")])
    exact_h = h if isinstance(h, (int, Fraction)) and not _of_numpy(x) else moved
    return _difference(f, x, entries, [(ahead, "x + h"), (x, "x")], exact_h, _forward(f, x, moved, narrow))


def _is_nan(result: Any) -> float:
    return ratio(0 if np.isnan(result).all() else math.inf, 0)


def _forward(f: Any, x: Any, h: Any, narrow: bool) -> Callable[[Any], Any] | None:
    """Return the derivative and the bound at a point: h m2 / 2, the rounding of x + h, and two errors of f."""
    if not isinstance(f, Cubic):
        return None
    u, tiny = U, TINY
    if narrow:
        info = np.finfo(x.dtype)
        u, tiny = max(float(info.eps) / 2, U), max(float(info.smallest_subnormal), TINY)
    h = abs(nearest(exact(h)))
    if h in (0, math.inf):
        return None

    def bounds(v: Any) -> tuple[Fraction, float]:
        slope, r = f.slope(Fraction(v)), nearest(abs(v)) + 2 * h
        b = h * f.m2(r) / 2 + u * r * f.m1(r) / h + 2 * f.phi(r, u, tiny) / h
        return slope, TINY + b * (1 + 4 * U) + 4 * U * abs(nearest(slope))

    return bounds


# ------------------------------------------------------------------ Both


def _difference(f: Any, x: Any, entries: list[Any], points: Any, step: Any, bounds: Any) -> Due:
    """What is due of (ahead - behind) / step, two values of f at the points."""
    shape, faults, given, found = np.shape(x), [], [], []
    for at, name in points:
        value, raised = called(f, at)
        if raised:
            return Due(faults + raised)
        numbers, wrong = values(value, shape, name)
        faults, given, found = faults + wrong, [*given, value], [*found, numbers]
    if faults or not entries:
        return Due(faults, lambda result: float(len(_numbers(result, shape))))
    if step == 0:  # a narrower x has lost it
        return Due(check=_is_nan, warns="invalid value encountered")
    is_exact = all(isinstance(value, (int, Fraction)) for value in given)
    if not is_exact:  # beside a float an integer becomes one
        found = [[nearest(number) for number in numbers] for numbers in found]
    overflow = [Fault("ValueError", "the difference of f's values, divided by the step, overflows")]
    if not all(math.isfinite(number) for numbers in found for number in numbers if not is_exact):
        return Due(overflow)
    in_integers = is_exact and isinstance(step, int)
    quotients = [due.quotient(a, b, exact(step), in_integers=in_integers) for a, b in zip(*found, strict=True)]

    def check(result: Any) -> float:
        ratios = []
        for number, v, (quotient, rounding, _, _) in zip(_numbers(result, shape), entries, quotients, strict=True):
            ratio(abs(number - quotient), rounding)
            if bounds is not None:
                slope, bound = bounds(v)
                ratios.append(ratio(abs(number - slope), bound))
        return due.largest(ratios)

    # Nothing overflows rational arithmetic.
    if is_exact and isinstance(step, (int, Fraction)) and any(isinstance(v, Fraction) for v in (*given, step)):
        return Due(check=check)
    if any(certainly for _, _, certainly, _ in quotients):
        return Due(overflow)
    return Due(check=check, perhaps=overflow if any(perhaps for _, _, _, perhaps in quotients) else [])


def _numbers(result: Any, shape: tuple[int, ...]) -> list[Fraction]:
    """Return the entries of the answer, exactly."""
    if type(result) is Fraction and shape == ():
        return [result]
    found = np.asarray(result)
    if found.shape != shape or found.dtype.kind != "f" or isinstance(result, np.ndarray) != bool(shape):
        raise Wrong(f"{result!r} is no answer of shape {shape}")
    if not np.isfinite(found).all():
        raise Wrong(f"{result!r} is not finite")
    return [exact(v) for v in found.ravel()]
