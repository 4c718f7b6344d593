"""The descents: their arguments, and what the documentation says of them."""

import math
from typing import Any

import numpy as np

from arbitrary import arguments as give
from arbitrary import functions
from arbitrary.arguments import Choices
from arbitrary.calls import Texts, called
from arbitrary.differences import callable_f
from arbitrary.expected import Check, Expected, Fault, Refused, is_array, is_same, nearest
from arbitrary.gradients import slopes_in_place
from proof.chapter import H


def descent(c: Choices) -> Texts:
    x = give.mostly_real(c, c.of((2,), (1,), (3,), (2, 2), (), (0,)), hard=4)
    found = {"x": x, "f": functions.of_all(c), "step_num": give.count(c, 8)}
    return found | give.sometimes(c, lr=give.number(c, *give.RATES))


@called("gradient_descent(f, x, lr=lr, step_num=step_num)", descent)
def gradient_descent(expect: Expected, x: Any, f: Any, lr: Any = 0.01, step_num: Any = 100) -> Check:
    """Where the steps end that are taken one by one."""
    path = _path(expect, f, x, lr, step_num, -1)
    return lambda result: (is_array(result, path[-1].shape), is_same(result.ravel(), path[-1].ravel()))


@called("gradient_ascent(f, x, lr=lr, step_num=step_num)", descent)
def gradient_ascent(expect: Expected, x: Any, f: Any, lr: Any = 0.01, step_num: Any = 100) -> Check:
    """The same uphill."""
    path = _path(expect, f, x, lr, step_num, +1)
    return lambda result: (is_array(result, path[-1].shape), is_same(result.ravel(), path[-1].ravel()))


@called("descent_path(f, x, lr=lr, step_num=step_num)", descent)
def descent_path(expect: Expected, x: Any, f: Any, lr: Any = 0.01, step_num: Any = 100) -> Check:
    """Every one of these steps."""
    path = np.array(_path(expect, f, x, lr, step_num, -1))
    return lambda result: (is_array(result, path.shape), is_same(result.ravel(), path.ravel()))


def _path(expect: Expected, f: Any, init_x: Any, lr: Any, step_num: Any, sign: int) -> list[np.ndarray]:
    callable_f(expect, f)
    start = expect.numbers(init_x, "init_x")
    rate, steps = expect.number(lr, "lr"), expect.whole(step_num, "step_num", least=0)
    expect.unless_refused()
    x, path = start.copy(), [start]
    for step in range(1, steps + 1):
        try:
            slopes, values = slopes_in_place(expect, f, x, H)
        except Refused:
            expect.errors[:] = [_in_step(fault, x, rate, step, steps) for fault in expect.errors]
            raise
        if step == 1 and x.size and len({*map(nearest, values)}) == 1 and nearest(f(x)) == nearest(values[0]):
            expect.warning = UserWarning
        moved = [float(v) + sign * rate * slope for v, slope in zip(x.flat, slopes, strict=True)]
        if not all(map(math.isfinite, moved)):
            expect.error(ValueError, "x", "overflows", f"step {step} of {steps}", "lr", rate)
            raise Refused
        x.flat = moved
        path.append(x.copy())
    return path


def _in_step(fault: Fault, x: np.ndarray, rate: float, step: int, steps: int) -> Fault:
    """Return the fault with what the note below a ValueError names."""
    if fault.kind is not ValueError:
        return fault
    diverged = ("diverge",) if step > 1 and fault.names[-2:-1] == ("h",) else ()
    return Fault(fault.kind, (*fault.names, f"step {step} of {steps}", "lr", str(rate), *diverged), fault.own)
