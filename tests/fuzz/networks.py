"""SimpleNet under arbitrary input: the cases, and what is due in each."""

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

from fuzz import arguments as give
from fuzz import due
from fuzz.choices import Choices
from fuzz.due import TINY, Due, Fault, indices, place, ratio
from fuzz.losses import answers, mean_ratio, right_answers
from proof.allowed import U, gamma
from proof.chapter import H
from proof.old import exact_gradient, exact_loss, gradient_bound, loss_rounding

# ------------------------------------------------------------------ The cases


def draw_SimpleNet(c: Choices) -> dict[str, str]:
    case = {"W": "None" if c.chance(30) else _weights(c, 8)}
    if c.chance(40):
        case["rng"] = give.seed(c)
    return case


def draw_predict(c: Choices) -> dict[str, str]:
    return {"W": _weights(c, 8), "x": _samples(c, _rows(c), 8)}


def draw_loss(c: Choices) -> dict[str, str]:
    rows = _rows(c)
    return {
        "W": _weights(c, 2),
        "x": _samples(c, rows, 2),
        "t": give.mostly(c, answers(c, (*rows, 3)), 85),
    }


draw_gradient = draw_loss


def _rows(c: Choices) -> tuple[int, ...]:
    return c.of([(), (1,), (2,), (3,), (0,)])


def _weights(c: Choices, hard: int) -> str:
    text = give.mostly(c, give.like(c, (2, 3) if c.chance(95) else c.of(give.SHAPES), hard), 90)
    return "[None]" if text == "None" else text  # None stands for weights drawn at random


def _samples(c: Choices, rows: tuple[int, ...], hard: int) -> str:
    return give.mostly(c, give.like(c, (*rows, 2) if c.chance(95) else c.of(give.SHAPES), hard), 90)


# ------------------------------------------------------------------ What is due


def due_SimpleNet(W: Any, rng: Any = None) -> Due:
    """The weights as float64, or drawn."""
    if W is None:
        return Due(due.seed(rng), lambda result: float(not due.floats(result, (2, 3))))
    seen = due.real_array(W, "W")
    faults = seen.faults + of_shape(seen)
    if rng is not None:
        faults.append(Fault("ValueError", "W and rng must not be given together:"))
    return Due(faults, lambda result: ratio(0 if due.floats(result, (2, 3)) == seen.rounded else math.inf, 0))


def of_shape(weights: due.Seen) -> list[Fault]:
    """Return what is wrong with the shape of W, if it is one."""
    if weights.shape == (2, 3) or not weights.is_of_numbers():
        return []
    return [Fault("ValueError", f"W must have shape (2, 3), got {weights.shape};")]


def of_samples(samples: due.Seen) -> list[Fault]:
    """Return what is wrong with the shape of x, if it is one: two inputs a sample, and one sample at least."""
    if not samples.is_of_numbers():
        return []
    if len(samples.shape) not in (1, 2) or samples.shape[-1] != 2:
        return [Fault("ValueError", f"x must have shape (2,) or (N, 2), got {samples.shape};")]
    if not samples.rounded:
        return [Fault("ValueError", f"x must hold one sample at least, got shape {samples.shape};")]
    return []


def due_predict(W: Any, x: Any) -> Due:
    """X W: two products and a sum round, gamma_2 of their sizes; and what underflows."""
    weights, samples, faults, perhaps = _given(W, x)
    if faults:
        return Due(faults)
    shape = (*samples.shape[:-1], 3)

    def check(result: Any) -> float:
        ratios = []
        for value, (score, size) in zip(due.floats(result, shape), _scores(weights, samples), strict=True):
            bound = Fraction(gamma(2)) * size + 3 * Fraction(TINY)
            ratios.append(ratio(abs(Fraction(value) - score), bound))
        return due.largest(ratios)

    return Due(check=check, perhaps=perhaps)


def due_loss(W: Any, x: Any, t: Any) -> Due:
    """The mean of the losses of the samples, each with its bound."""
    weights, samples, faults, perhaps = _given(W, x)
    labels, wrong = _labels(t, samples)
    if faults or wrong:
        return Due(faults + wrong)

    def check(result: Any) -> float:
        table, losses = _table(weights), []
        for row, label in _each(samples, labels):
            loss = exact_loss(table, row, label)
            # exact_loss is rounded to a double itself.
            losses.append((Decimal(loss), Decimal(loss_rounding(table, row, loss) + U * abs(loss))))
        return mean_ratio(due.one_float(result), losses)

    return Due(check=check, perhaps=perhaps)


def due_gradient(W: Any, x: Any, t: Any) -> Due:
    """The mean of the samples' derivatives, with the mean of the bounds of their central differences."""
    weights, samples, faults, perhaps = _given(W, x)
    labels, wrong = _labels(t, samples)
    faults += wrong
    if weights.shape == (2, 3) and not weights.faults:
        faults += [
            Fault("ValueError", f"the step is lost at {place('W', index)} = {w}")
            for index, w in zip(indices((2, 3)), weights.rounded, strict=True)
            if not w - H < w < w + H
        ]
    if faults:
        return Due(faults)

    def check(result: Any) -> float:
        found = due.floats(result, (2, 3))
        n = len(labels)
        table = _table(weights)
        slopes, allowed = [Fraction(0)] * 6, 0.0
        for row, label in _each(samples, labels):
            slopes = [s + Fraction(v) for s, v in zip(slopes, exact_gradient(table, row, label).ravel(), strict=True)]
            loss = exact_loss(table, row, label)
            # The mean rounds twice, in either of the two losses whose difference is divided by 2h.
            allowed += _bound(table, row, loss) + 2 * U * abs(loss) / H
        return due.largest(ratio(abs(Fraction(v) - s / n), allowed / n) for v, s in zip(found, slopes, strict=True))

    return Due(check=check, perhaps=perhaps)


def _bound(table: list[list[float]], row: list[float], loss: float) -> float:
    try:
        return gradient_bound(table, row, loss)
    except OverflowError:  # the cube of the input
        return math.inf


def _given(W: Any, x: Any) -> tuple[due.Seen, due.Seen, list[Fault], list[Fault]]:
    """Return W and x as seen, what is wrong with them, and what may be said at the end of float64."""
    weights, samples = due.real_array(W, "W"), due.real_array(x, "x")
    faults = weights.faults + of_shape(weights) + samples.faults
    faults += of_samples(samples)
    if faults:
        return weights, samples, faults, []
    overflow = Fault("ValueError", "the product of x and W overflows")
    scores = _scores(weights, samples)
    if any(abs(score) > due.LARGEST * (1 + Fraction(4 * U)) for score, _ in scores):
        return weights, samples, [overflow], []
    return weights, samples, [], [overflow] * any(size > due.LARGEST * (1 - Fraction(4 * U)) for _, size in scores)


def _scores(weights: due.Seen, samples: due.Seen) -> list[tuple[Fraction, Fraction]]:
    """Return each score, and the sum of the sizes of its terms."""
    scores = []
    for k in range(0, len(samples.rounded), 2):
        for j in range(3):
            terms = [Fraction(samples.rounded[k + i]) * Fraction(weights.rounded[3 * i + j]) for i in range(2)]
            scores.append((sum(terms), sum(map(abs, terms))))
    return scores


def _labels(t: Any, samples: due.Seen) -> tuple[list[int], list[Fault]]:
    if len(samples.shape) not in (1, 2) or samples.shape[-1] != 2:
        return [], []
    return right_answers(t, due.Seen((*samples.shape[:-1], 3)))


def _table(weights: due.Seen) -> list[list[float]]:
    return [weights.rounded[:3], weights.rounded[3:]]


def _each(samples: due.Seen, labels: list[int]) -> list[tuple[list[float], int]]:
    return [(samples.rounded[2 * i : 2 * i + 2], label) for i, label in enumerate(labels)]
