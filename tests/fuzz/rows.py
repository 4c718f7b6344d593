"""numerical_gradient(..., vectorized=True) and gradient_field under arbitrary input: the cases, and what is due."""

import math
from typing import Any

import numpy as np

from fuzz import arguments as give
from fuzz import due, functions
from fuzz.choices import Choices
from fuzz.differences import called, of_f
from fuzz.due import Due, Fault, indices, nearest, place
from fuzz.gradient import Differences, all_unmoved, hold, of_x, overflow, positive
from proof.chapter import H


def draw_numerical_gradient(c: Choices) -> dict[str, str]:
    case = {"x": give.mostly(c, give.doubles(c, c.of(give.SHAPES), hard=6), 85), "f": functions.of_rows(c)}
    if c.chance(35):
        case["h"] = give.step(c)
    return case


def draw_gradient_field(c: Choices) -> dict[str, str]:
    shape = (*c.of([(), (2,), (1,), (0,), (2, 2)]), c.of([2, 1, 3, 0]))
    case = {"points": give.mostly(c, give.like(c, shape, hard=6), 85), "f": functions.of_rows(c)}
    if c.chance(35):
        case["h"] = give.step(c)
    return case


def due_numerical_gradient(x: Any, f: Any, h: Any = H) -> Due:
    """The differences of f's values of copies of x, each with one entry moved."""
    step, wrong = positive(h)
    faults = of_f(f) + [fault for fault in of_x(x) if fault.kind == "TypeError"] + wrong
    if faults:
        return Due(faults)
    shape, point = x.shape, np.asarray(x).ravel().tolist()
    faults = all_unmoved("x", shape, point, step)
    if faults:
        return Due(faults)
    rows = []
    for k, v in enumerate(point):
        for moved in (v + step, v - step):
            rows.append([*point[:k], moved, *point[k + 1 :]])
    found = _differences(f, np.array(rows).reshape(len(rows), *shape), "x", indices(shape), point, step)
    if found.faults:
        return Due(found.faults)
    return Due(check=lambda result: hold(due.floats(result, shape), found, f, point, step), perhaps=found.perhaps)


def due_gradient_field(points: Any, f: Any, h: Any = H) -> Due:
    """The same at each point."""
    step, wrong = positive(h)
    seen = due.real_array(points, "points")
    faults = of_f(f) + seen.faults + wrong
    if not seen.faults and seen.shape == ():
        faults.append(Fault("ValueError", "points must have shape (..., n), got one number;"))
    faults = faults or all_unmoved("points", seen.shape, seen.rounded, step)
    if faults:
        return Due(faults)
    n, places = seen.shape[-1], indices(seen.shape)
    field = []
    for k in range(n):
        # All points with coordinate k moved, above and below.
        both = [[v + sign * step * (j % n == k) for j, v in enumerate(seen.rounded)] for sign in (1, -1)]
        rows = [np.array(side).reshape(-1, n) for side in both]
        found = _sides(f, rows[0], rows[1], "points", places[k::n], seen.rounded[k::n], step)
        if found.faults:
            return Due(found.faults)
        field.append(found)

    def check(result: Any) -> float:
        slopes = due.floats(result, seen.shape)
        ratios = []
        for start in range(0, len(slopes), max(n, 1)):
            here = Differences(pairs=[found.pairs[start // n] for found in field])
            ratios.append(hold(slopes[start : start + n], here, f, seen.rounded[start : start + n], step))
        return due.largest(ratios)

    return Due(check=check, perhaps=[fault for found in field for fault in found.perhaps])


def _differences(f: Any, rows: np.ndarray, name: str, places: Any, point: list[float], h: float) -> Differences:
    """Call f on rows of which every other one is above."""
    if len(rows) == 0:
        return Differences()
    values, faults = _values(f, rows)
    return Differences(faults=faults) if faults else _paired(values[0::2], values[1::2], name, places, point, h)


def _sides(f: Any, above: Any, below: Any, name: str, places: Any, point: list[float], h: float) -> Differences:
    """Call f on the rows above, and on those below; how many it is given at a time is not promised."""
    if len(above) == 0:
        return Differences()
    up, faults = _values(f, above)
    down, more = _values(f, below)
    if faults + more:
        return Differences(faults=faults + more)
    found = _paired(up, down, name, places, point, h)
    found.perhaps += _values(f, np.concatenate([above, above[:1]]))[1]
    return found


def _values(f: Any, rows: np.ndarray) -> tuple[list[float], list[Fault]]:
    """Return f's value of each row as float64, and what is wrong with them as a whole."""
    rows.flags.writeable = False
    returned, faults = called(f, rows)
    if faults:
        return [], faults
    try:
        found = np.asarray(returned)
    except ValueError:  # rows of unequal length
        return [], [Fault("TypeError", "f must return real numbers, got ", " at its rows; ")]
    if isinstance(returned, np.ma.MaskedArray) or found.dtype.kind not in "biuf":
        faults.append(Fault("TypeError", "f must return real numbers, got ", " at its rows; "))
    if found.shape != (len(rows),):
        faults.append(Fault("TypeError", "f must return one number for each row, shape ("))
    return [nearest(due.exact(v if found.dtype.kind == "f" else int(v))) for v in found] if not faults else [], faults


def _paired(up: Any, down: Any, name: str, places: Any, point: list[float], h: float) -> Differences:
    found = Differences()
    for ahead, behind, index, v in zip(up, down, places, point, strict=True):
        where = place(name, index)
        for value, side in ((ahead, "+"), (behind, "-")):
            if not math.isfinite(value):
                at = f" at {where} {side} h, {where} being {v}; keep f defined there"
                found.faults.append(Fault("ValueError", f"f must return finite numbers, got {value}", at))
        if math.isfinite(ahead) and math.isfinite(behind):
            found.pairs.append((ahead, behind))
            overflow(found, ahead, behind, where, v, h)
    return found
