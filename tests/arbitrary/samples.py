"""What the networks take: samples of two inputs and their right answers, and what is wrong with them."""

from typing import Any

import numpy as np

from arbitrary import arguments as give
from arbitrary.arguments import Choices
from arbitrary.calls import Texts
from arbitrary.differences import is_moved
from arbitrary.expected import Expected, Shape, place
from arbitrary.losses import right_answers
from proof.chapter import H

NO_ANSWERS = object()
"""Stands where a method takes no right answers."""


def samples_and_answers(c: Choices, *, answers: bool = True) -> Texts:
    """Return one sample or a batch of them, of two inputs each, or nearly."""
    rows: Shape = c.of((), (1,), (2,), (3,), (0,))
    shape = c.of(*give.SHAPES) if c.chance(4) else (*rows, 2)
    found = {"x": give.mostly_real(c, shape, hard=3, odd=8)}
    if answers:
        found["t"] = give.anything(c) if c.chance(8) else give.answers(c, (*rows, 3))
    return found


def samples(expect: Expected, x: Any) -> np.ndarray | None:
    """Return one sample or a batch, of two inputs each."""
    x = expect.numbers(x, "x")
    if x is not None and (x.ndim not in (1, 2) or x.shape[-1] != 2 or x.size == 0):
        expect.error(ValueError, "x", x.shape)
        return None
    return x


def labels_of(expect: Expected, t: Any, x: np.ndarray | None) -> np.ndarray | None:
    """Return the label of each sample; None where there is no sample, or where no answers are taken."""
    return None if x is None or t is NO_ANSWERS else right_answers(expect, t, (*x.shape[:-1], 3))


def step_moves(expect: Expected, name: str, weights: np.ndarray) -> None:
    """Expect an error of the first weight that the step does not move."""
    for index, w in np.ndenumerate(weights):
        if np.isfinite(w) and not is_moved(float(w), H):
            return expect.error(ValueError, place(name, index), float(w), "h", H)
    return None
