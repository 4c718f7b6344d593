"""gradient_descent, gradient_ascent and descent_path under arbitrary input: the cases, and what is due in each."""

import math
from fractions import Fraction
from typing import Any

import numpy as np

from fuzz import arguments as give
from fuzz import due, functions
from fuzz.choices import Choices
from fuzz.differences import called, of_f, values
from fuzz.due import TINY, Due, Fault, Wrong, nearest, ratio
from fuzz.functions import SumOfCubics
from fuzz.gradient import Differences, differences
from proof.allowed import U
from proof.chapter import H
from proof.old import difference_bound

RATES = ["0.1", "0.01", "1e-10", "0.5", "-0.1", "10.0", "0.0", "1e300", "Fraction(1, 8)", "1", "np.float32(0.25)"]


def draw_gradient_descent(c: Choices) -> dict[str, str]:
    shape = c.of([(2,), (1,), (3,), (2, 2), (), (0,)])
    case = {"x": give.mostly(c, give.like(c, shape, hard=4)), "f": functions.of_all(c)}
    if c.chance(70):
        case["lr"] = c.of(give.NO_NUMBERS) if c.chance(8) else c.of(RATES)
    # A hundred steps, the default, take the model long.
    case["step_num"] = give.count(c, 8) if c.chance(95) else "100"
    return case


draw_gradient_ascent = draw_descent_path = draw_gradient_descent


def due_gradient_descent(x: Any, f: Any, lr: Any = 0.01, step_num: Any = 100) -> Due:
    return _due(x, f, lr, step_num, -1, whole_path=False)


def due_gradient_ascent(x: Any, f: Any, lr: Any = 0.01, step_num: Any = 100) -> Due:
    return _due(x, f, lr, step_num, +1, whole_path=False)


def due_descent_path(x: Any, f: Any, lr: Any = 0.01, step_num: Any = 100) -> Due:
    return _due(x, f, lr, step_num, -1, whole_path=True)


def _due(x: Any, f: Any, lr: Any, step_num: Any, sign: int, *, whole_path: bool) -> Due:
    """The steps, one after the other, in Python's floats."""
    start = due.real_array(x, "init_x")
    rate, rate_faults = due.number(lr, "lr")
    steps, step_faults = due.whole(step_num, "step_num")
    if steps < 0:
        step_faults.append(Fault("ValueError", f"step_num must not be negative, got {steps};"))
    faults = of_f(f) + start.faults + rate_faults + step_faults
    if faults:
        return Due(faults)
    walked = _walk(f, start, sign * rate, steps, f", with lr = {rate}")
    if walked.faults:
        return Due(walked.faults)
    path = [start.rounded, *walked.path]
    shape = (len(path), *start.shape) if whole_path else start.shape

    def check(result: Any) -> float:
        found = due.floats(result, shape)
        wanted = [v for point in path for v in point] if whole_path else path[-1]
        if found != wanted:
            raise Wrong(f"{found}, not {wanted}")
        return _off(f, path, sign * rate)

    return Due(check=check, warns=walked.warns)


class _Walk:
    """Where the steps lead, or the faults that end them."""

    def __init__(self) -> None:
        self.path: list[list[float]] = []
        self.faults: list[Fault] = []
        self.warns = ""


def _walk(f: Any, start: due.Seen, rate: float, steps: int, with_rate: str) -> _Walk:
    walk = _Walk()
    x = np.array(start.rounded).reshape(start.shape)
    for step in range(1, steps + 1):
        note = f"in step {step} of {steps}{with_rate}"
        found = differences(f, x, H)
        if found.faults:
            walk.faults = [_noted(fault, note, step) for fault in found.faults]
            return walk
        slopes = [(ahead - behind) / (2 * H) for ahead, behind in found.pairs]
        if step == 1 and _stands_still(f, x, found):
            walk.warns = "no perturbation of init_x changes f"
        moved = [v + rate * slope for v, slope in zip(x.ravel().tolist(), slopes, strict=True)]
        if not all(map(math.isfinite, moved)):
            walk.faults = [Fault("ValueError", "x must stay finite, but the step overflows;", note=note)]
            return walk
        x = np.array(moved).reshape(start.shape)
        walk.path.append(moved)
    return walk


def _noted(fault: Fault, note: str, step: int) -> Fault:
    """Return the fault with the note that belongs below a ValueError."""
    if fault.kind != "ValueError":
        return fault
    diverged = ": the iterates diverge" if step > 1 and fault.begins.startswith("the step is lost") else ""
    return Fault(fault.kind, fault.begins, fault.holds, note + diverged, fault.documented)


def _stands_still(f: Any, x: np.ndarray, found: Differences) -> bool:
    """Whether f is the same at x and on both sides of every entry."""
    if len(found.exact) != 1:
        return False
    here, _ = called(f, x)
    return values(here, (), "x")[0] == list(found.exact)


def _off(f: Any, path: list[list[float]], rate: float) -> float:
    """Hold the last point to exact descent, where f is a quadratic: x + rate (2 b x + c), with its sign in the rate.

    An error e becomes |1 + 2 b rate| e; the gradient's own, B, adds |rate| B; the product and the sum round by
    u of their sizes, with 2u |rate g| + u |x| and what is of second order.
    """
    if not isinstance(f, SumOfCubics) or f.a:
        return 0.0
    b, c, factor = Fraction(f.b), Fraction(f.c), Fraction(rate)
    points, errors = [Fraction(v) for v in path[0]], [0.0] * len(path[0])
    for _ in path[1:]:
        entries, reach = [nearest(v) for v in points], 2 * H + max(errors, default=0.0)
        if not all(map(math.isfinite, [*entries, reach])):
            return 0.0  # a bound that says nothing
        slopes = [2 * b * v + c for v in points]
        bounds = []
        for i, v in enumerate(entries):
            slope, m1, m3, phi = f.bounds(entries, i, reach)
            steepest = abs(slope) + 2 * abs(f.b) * errors[i]
            bounds.append(difference_bound(abs(v) + errors[i], steepest, m1, m3, phi) + TINY)
        errors = [
            nearest(abs(1 + 2 * b * factor)) * e
            + abs(rate) * bound
            + 3 * U * (abs(rate) * (nearest(abs(slope)) + 2 * abs(f.b) * e + bound) + nearest(abs(v)) + e)
            + 2 * TINY
            for e, bound, slope, v in zip(errors, bounds, slopes, points, strict=True)
        ]
        points = [v + factor * slope for v, slope in zip(points, slopes, strict=True)]
    return due.largest(
        ratio(abs(Fraction(v) - point), error) for v, point, error in zip(path[-1], points, errors, strict=True)
    )
