"""sample_mini_batch under arbitrary input: the cases, and what is due in each."""

from collections import Counter
from typing import Any

import numpy as np

from fuzz import arguments as give
from fuzz import due
from fuzz.choices import Choices
from fuzz.due import Due, Fault, Wrong


def draw_sample_mini_batch(c: Choices) -> dict[str, str]:
    rows = c.below(5)
    case = {
        "x_train": give.mostly(c, _rows(c, rows), 75),
        "t_train": give.mostly(c, _rows(c, rows), 75),
        "batch_size": "10**30" if c.chance(3) else give.count(c, rows + 1),
    }
    if c.chance(60):
        case["rng"] = give.seed(c)
    return case


def _rows(c: Choices, n: int) -> str:
    return give.like(c, (n, *c.of([(), (2,), (1,), (2, 2), (0,)])), hard=20)


def due_sample_mini_batch(x_train: Any, t_train: Any, batch_size: Any, rng: Any = None) -> Due:
    """So many rows of the pairs, none more often than it is there."""
    x, t = due.array(x_train, "x_train"), due.array(t_train, "t_train")
    size, faults = due.whole(batch_size, "batch_size")
    for seen, name in ((x, "x_train"), (t, "t_train")):
        faults += seen.faults
        if not seen.faults and not seen.shape:
            faults.append(Fault("TypeError", f"{name} must have a row a sample, got "))
    faults += due.seed(rng)
    if x.shape and t.shape:
        if x.shape[0] != t.shape[0]:
            begins = f"x_train and t_train must have as many rows, got {x.shape[0]} and {t.shape[0]};"
            faults.append(Fault("ValueError", begins))
        if not 1 <= size <= x.shape[0] and not any(fault.begins.startswith("batch_size") for fault in faults):
            begins = f"batch_size must be from 1 to the number of rows, {x.shape[0]}; got {size}"
            faults.append(Fault("ValueError", begins))
    if faults:
        return Due(faults)
    pairs = _pairs(np.asarray(x_train), np.asarray(t_train))

    def check(result: Any) -> float:
        if type(result) is not tuple or [type(part) for part in result] != [np.ndarray, np.ndarray]:
            raise Wrong(f"{result!r} is no pair of arrays")
        for part, seen in zip(result, (x, t), strict=True):
            if part.shape != (size, *seen.shape[1:]) or part.dtype != seen.dtype:
                raise Wrong(f"shape {part.shape}, dtype {part.dtype}")
        drawn = _pairs(*result)
        if drawn - pairs:
            raise Wrong(f"rows that are not there, or not as often: {drawn - pairs}")
        return 0.0

    return Due(check=check)


def _pairs(x: np.ndarray, t: np.ndarray) -> Counter[str]:
    """Return how often each row of x stands beside each row of t."""
    return Counter(repr((a, b)) for a, b in zip(x.tolist(), t.tolist(), strict=True))
