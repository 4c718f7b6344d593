"""The losses and activations under arbitrary arrays: the cases, and what is due in each."""

import math
from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import numpy as np

from chapter4.evidence import decimal
from fuzz import arguments as give
from fuzz import due
from fuzz.choices import Choices
from fuzz.due import TINY, Due, Fault, Wrong, indices, place, ratio
from proof.allowed import U, gamma
from proof.chapter import DELTA
from proof.old import exact_softmax

# ------------------------------------------------------------------ sum_squares_error


def draw_sum_squares_error(c: Choices) -> dict[str, str]:
    shape = c.of(give.SHAPES)
    return {
        "y": give.mostly(c, give.like(c, shape, hard=6)),
        "t": give.mostly(c, give.like(c, shape, hard=6)),
    }


def due_sum_squares_error(y: Any, t: Any) -> Due:
    """Half the sum of (y - t)^2.

    A difference, a square and n - 1 sums round once each: gamma_(n + 2) of the sum, which has no negative
    term; a square and the half may underflow.
    """
    y, t = due.real_array(y, "y"), due.real_array(t, "t")
    faults = y.faults + t.faults
    if y.is_of_numbers() and t.is_of_numbers() and y.shape != t.shape:
        faults.append(Fault("ValueError", f"y and t must have one shape, got {y.shape} and {t.shape};"))
    if faults:
        return Due(faults)
    if not y.rounded:
        return Due([Fault("ValueError", f"y must not be empty, got shape {y.shape};")])
    total = sum((a - b) ** 2 for a, b in zip(y.entries(), t.entries(), strict=True))
    rounding = Fraction(gamma(len(y.rounded) + 2)) * total + len(y.rounded) * Fraction(TINY)
    overflows = Fault("ValueError", "the sum of squares of y - t overflows")
    if total - rounding > due.LARGEST:
        return Due([overflows])

    def check(result: Any) -> float:
        return ratio(abs(Fraction(due.one_float(result)) - total / 2), rounding / 2 + Fraction(TINY))

    return Due(check=check, perhaps=[overflows] if total + rounding > due.LARGEST else [])


# ------------------------------------------------------------------ cross_entropy_error


def draw_cross_entropy_error(c: Choices) -> dict[str, str]:
    n, k = c.of([None, 1, 2, 3, 0]), c.of([2, 1, 3, 0])
    shape = (k,) if n is None else (n, k)
    case = {"y": give.mostly(c, probabilities(c, shape)), "t": give.mostly(c, answers(c, shape))}
    if c.chance(40):
        case["delta"] = c.of(["0.0", "1e-300", "0.5", "1.0", "1e308"]) if c.chance(60) else give.step(c)
    return case


def probabilities(c: Choices, shape: tuple[int, ...]) -> str:
    """Return an array of probabilities, or in a few cases of other numbers."""
    size = math.prod(shape)
    pool = give.PROBABILITIES if c.chance(92) else [*give.PROBABILITIES, "1.0000000000000002", "-5e-324", "math.nan"]
    values = [repr(c.below(2**53) / 2**53) if c.chance(40) else c.of(pool) for _ in range(size)]
    dtype = c.of(["float32", "float16", "longdouble"]) if c.chance(40) else "float64"
    made = give.laid_out(c, give.filled(values, dtype, shape), 10)
    return f"{made}.tolist()" if c.chance(20) else made


def answers(c: Choices, shape: tuple[int, ...]) -> str:
    """Return labels or one-hot rows that belong to outputs of that shape, or nearly."""
    *rows, k = shape
    far = [-1, k, 2**63, -(2**63) - 1]
    labels = [c.below(k) if k and not c.chance(4) else c.of(far) for _ in range(math.prod(rows))]
    if c.chance(50):
        hot = [["0"] * max(k, 1) for _ in labels]
        for row, label in zip(hot, labels, strict=True):
            row[label if 0 <= label < k else 0] = "1" if not c.chance(3) else c.of(["0.5", "2", "-1", "math.nan"])
        texts = ["1" if c.chance(1) else text for row in hot for text in row][: math.prod(shape)]
        texts += ["0"] * (math.prod(shape) - len(texts))
        made = give.laid_out(c, give.filled(texts, c.of(["float64", "float32", "longdouble"]), shape), 10)
        return f"{made}.tolist()" if c.chance(20) else made
    if not rows:
        (label,) = labels
        fits = -(2**63) <= label < 2**63
        return c.of(["{}", "np.int64({})", "np.array({})"] if fits else ["{}"]).format(label)
    if c.chance(8):
        return str([[label] for label in labels])
    if c.chance(70) and all(0 <= label < 128 for label in labels):
        dtype = c.of(["int64", *give.WIDTHS, "float64"])
        return give.filled([str(label) for label in labels], dtype, (len(labels),))
    return str(labels)


def due_cross_entropy_error(y: Any, t: Any, delta: Any = DELTA) -> Due:
    """The mean of -log(y_k + delta), in Decimals of forty digits."""
    y = due.real_array(y, "y")
    delta, faults = due.number(delta, "delta")
    faults = y.faults + faults
    if y.is_of_numbers():
        if len(y.shape) not in (1, 2) or not y.rounded:
            begins = f"y must have shape (K,) or (N, K) and an entry at least, got shape {y.shape}"
            faults.append(Fault("ValueError", begins))
        for index, v in zip(indices(y.shape), y.rounded, strict=True):
            if math.isfinite(v) and not 0 <= v <= 1:
                faults.append(Fault("ValueError", f"{place('y', index)} is {v}, outside [0, 1];"))
    if delta < 0:
        faults.append(Fault("ValueError", f"delta must not be negative, got {delta};"))
    labels, wrong = right_answers(t, y)
    faults += wrong
    if faults:
        return Due(faults)
    classes = y.shape[-1]

    def check(result: Any) -> float:
        losses = [negative_log(y.rounded[row * classes + label], delta) for row, label in enumerate(labels)]
        return mean_ratio(due.one_float(result), losses)

    return Due(check=check)


def negative_log(y_k: float, delta: float) -> tuple[Decimal, Decimal]:
    """-log(y_k + delta) to forty digits, and a bound on its error.

    The sum y_k + delta rounds by the share u, which moves the logarithm by -log(1 - u) <= u / (1 - u); log
    itself errs by an ulp, which is no more than 2u of it.
    """
    total = Fraction(y_k) + Fraction(delta)
    if total == 0:
        return Decimal("inf"), Decimal(0)
    with localcontext(prec=40):
        loss = -decimal(total).ln()
        moved = Decimal(U) / (1 - Decimal(U))
        return loss, moved + 2 * Decimal(U) * (abs(loss) + moved)


def mean_ratio(result: float, losses: list[tuple[Decimal, Decimal]]) -> float:
    """Hold a mean to the losses that it is of: their sum is rounded once, and divided with one rounding more."""
    n = len(losses)
    if any(loss == math.inf for loss, _ in losses):
        if result != math.inf:
            raise Wrong(f"{result}, not infinity")
        return 0.0
    with localcontext(prec=40):
        mean = sum(loss for loss, _ in losses) / n
        error = sum(error for _, error in losses) / n
        bound = error * (1 + 2 * Decimal(U)) + 2 * Decimal(U) * (abs(mean) + error)
        return ratio(abs(Decimal(result) - mean), bound)


def right_answers(t: Any, y: due.Seen) -> tuple[list[int], list[Fault]]:
    """Return the label of each sample, and what is wrong with the answers."""
    t_seen = due.array(t, "t")
    if t_seen.faults or y.faults or not y.shape:
        return [], t_seen.faults
    shape = t_seen.shape
    if shape == y.shape:
        return _hot(due.real_array(t, "t"))
    if shape != y.shape[:-1]:
        return [], [Fault("ValueError", f"t of shape {shape} does not belong to y of shape {y.shape};")]
    return _labels(t_seen, y.shape[-1])


def _hot(t: due.Seen) -> tuple[list[int], list[Fault]]:
    if t.faults or not t.rounded:
        return [], t.faults
    *rows, classes = t.shape
    labels, faults = [], []
    for n, index in enumerate(indices(tuple(rows))):
        row = t.rounded[n * classes : (n + 1) * classes]
        if sorted(row) != [0] * (classes - 1) + [1]:
            faults.append(Fault("ValueError", f"{place('t', index)} is [", holds="not one-hot"))
        labels.append(row.index(1) if 1 in row else 0)
    return labels, faults


def _labels(t: due.Seen, classes: int) -> tuple[list[int], list[Fault]]:
    integers = t.dtype.kind in "iu" or (
        t.dtype == object and all(type(v) is int for v in t.given) and any(not -(2**63) <= v < 2**64 for v in t.given)
    )
    if not integers:
        return [], [Fault("TypeError", f"t must hold integer labels, got dtype {t.dtype};")]
    labels = [int(v) for v in t.given]
    return labels, [
        Fault("ValueError", f"{place('t', index)} is the label {label}, outside 0 to {classes - 1};")
        for index, label in zip(indices(t.shape), labels, strict=True)
        if not 0 <= label < classes
    ]


# ------------------------------------------------------------------ softmax, sigmoid, step_function


def draw_softmax(c: Choices) -> dict[str, str]:
    return {"x": give.mostly(c, give.like(c, c.of(give.SHAPES), hard=15), 75)}


def due_softmax(x: Any) -> Due:
    x = due.real_array(x, "x")
    if x.faults:
        return Due(x.faults)
    if not x.shape or x.shape[-1] == 0:
        return Due([Fault("ValueError", f"x must have shape (..., K) with K at least 1, got shape {x.shape};")])
    classes = x.shape[-1]

    def check(result: Any) -> float:
        found = due.floats(result, x.shape)
        return due.largest(
            softmax_ratio(found[i : i + classes], x.rounded[i : i + classes]) for i in range(0, len(found), classes)
        )

    return Due(check=check)


def softmax_ratio(found: list[float], scores: list[float]) -> float:
    """Hold one row to its softmax in Decimals.

    The shift of a score by the maximum rounds by u of their distance d, an ulp of exp is 2u, K - 1 sums and a
    division round once each: the share of an output that may be off is u (d_i + sum p_j d_j + K + 4), of second
    order besides. What underflows costs the smallest double, in exp and in the division.
    """
    p = exact_softmax(scores)
    with localcontext(prec=40):
        far = [decimal(Fraction(max(scores)) - Fraction(score)) for score in scores]
        mean = sum(p_j * d for p_j, d in zip(p, far, strict=True))
        ratios = []
        for value, p_i, d in zip(found, p, far, strict=True):
            share = Decimal(U) * (d + mean + len(p) + 4)
            ratios.append(ratio(abs(Decimal(value) - p_i), p_i * share * (1 + share) + 2 * Decimal(TINY)))
        return max(ratios)


def draw_sigmoid(c: Choices) -> dict[str, str]:
    return {"x": give.mostly(c, give.like(c, c.of(give.SHAPES), hard=25), 75)}


draw_step_function = draw_sigmoid


def due_sigmoid(x: Any) -> Due:
    """An ulp of exp is 2u, the sum and the division round once each: 4u of the result, and what underflows."""

    def off(value: float, z: float) -> float:
        with localcontext(prec=40):
            power = (-abs(Decimal(z))).exp()
            exact = (power if z < 0 else 1) / (1 + power)
            return ratio(abs(Decimal(value) - exact), 4 * Decimal(U) * exact * (1 + 8 * Decimal(U)) + 2 * Decimal(TINY))

    return _entry_by_entry(x, off)


def due_step_function(x: Any) -> Due:
    """Exactly 1 where x > 0, else 0."""
    return _entry_by_entry(x, lambda value, z: ratio(abs(value - (z > 0)), 0))


def _entry_by_entry(x: Any, off: Callable[[float, float], float]) -> Due:
    x = due.real_array(x, "x", finite=False)

    def check(result: Any) -> float:
        if not isinstance(result, np.ndarray if x.shape else np.float64):
            raise Wrong(f"a {type(result).__name__}")
        found = np.asarray(result)
        if found.dtype != np.float64 or found.shape != x.shape:
            raise Wrong(f"dtype {found.dtype}, shape {found.shape}")
        ratios = []
        for value, z in zip(found.ravel().tolist(), x.rounded, strict=True):
            if math.isnan(z) != math.isnan(value):
                raise Wrong(f"{value} at {z}")
            ratios.append(0.0 if math.isnan(z) else off(value, z))
        return due.largest(ratios)

    return Due(x.faults, check)
