"""What people get wrong in each function: every slip with its id, its sentence, where it stands and what to write.

A slip turns one knob of a formula in `formulas`. What reproduces the numbers of a copy is the cause; two slips at once
are two knobs. This module needs no NumPy.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Slip:
    """One way to be wrong."""

    function: str
    """The chapter's name of the function."""
    knob: str
    value: str | float
    message: str
    """What is wrong."""
    write: str
    """What to write instead, in the chapter's names."""
    where: str
    """The part of the function in which it stands; `places` finds it."""
    id: str
    """The entry of the ledger."""


@dataclass(frozen=True)
class Choice:
    """One way to differ without being wrong."""

    function: str
    knob: str
    value: str | float
    phrase: str
    """What the report says about it; "" for what matters only together with a slip."""


Row = tuple[str, str | float, str, str]
"""A knob, its value, what is wrong, and the id."""


def _slips(function: str, where: str, write: str, rows: Iterable[Row]) -> list[Slip]:
    return [Slip(function, knob, value, message, write, where, id) for knob, value, message, id in rows]


@dataclass(frozen=True)
class Ids:
    """The ids of the slips that every difference quotient can have."""

    forward: str
    backward: str
    exchanged: str
    added: str
    multiple: str
    outside: str
    inverted: str
    without_h: str


def _of_differences(function: str, write: str, ids: Ids) -> list[Slip]:
    """Return the slips that a difference quotient can have, in one variable or in many."""
    sides: list[Row] = [
        ("sides", "forward", "it takes the forward difference, not the central one", ids.forward),
        ("sides", "backward", "it takes the backward difference, not the central one", ids.backward),
        ("order", -1.0, "the two sides are exchanged, so the sign is wrong", ids.exchanged),
        ("order", 2.0, "the two sides are added, not subtracted", ids.added),
    ]
    outside = "h stands outside the bracket: / 2 * h divides by 2 and multiplies by h"
    inverted = "it multiplies by the distance of the two points and does not divide by it"
    divisors: list[Row] = [
        ("divisor", "half", "it divides by half the distance of the two points", ids.multiple),
        ("divisor", "twice", "it divides by twice the distance of the two points", ids.multiple),
        ("divisor", "outside", outside, ids.outside),
        ("divisor", "inverted", inverted, ids.inverted),
        ("divisor", "missing", "it does not divide by the distance of the two points", ids.without_h),
        ("divisor", "without h", "it divides by 2 and not by h", ids.without_h),
    ]
    return [*_slips(function, "difference", write, sides), *_slips(function, "divisor", write, divisors)]


HALF_THE_SQUARES = "0.5 * np.sum((y - t) ** 2)"
OF_ONE_HOT = "-np.sum(t * np.log(y + 1e-7)) / batch_size"
OF_LABELS = "-np.sum(np.log(y[np.arange(batch_size), t] + 1e-7)) / batch_size"
CENTRAL = "(f(x + h) - f(x - h)) / (2 * h)"
DOWN_IS_X = ("sides", "forward over 2 h", "it divides by 2 h and takes f(x), not f(x - h)")
UP_IS_X = ("sides", "backward over 2 h", "it divides by 2 h and takes f(x), not f(x + h)")
PUT_BACK_WRONGLY = ("restored", "moved")
SIGMOID = "1 / (1 + np.exp(-x))"
SHARES = "e / np.sum(e, axis=-1, keepdims=True)"

SLIPS: list[Slip] = [
    # ------------------------------------------------------------------ 4.2.1
    *_slips(
        "sum_squares_error",
        "value",
        HALF_THE_SQUARES,
        [
            ("factor", 1.0, "the half is missing", "E4.2.1-11"),
            ("factor", 2.0, "the sum is doubled, not halved", "E4.2.1-11"),
            ("factor", 0.25, "the sum is halved twice", "E4.2.1-11"),
            ("factor", -0.5, "the sign is wrong", "E4.2.1-12"),
            ("total", "mean", "the squares are averaged, not summed", "E4.2.1-13"),
            ("total", "rows", "a batch gives a number for each column: Python's sum adds rows", "E4.2.1-14"),
            ("total", "batch", "the sum is divided by the size of the batch", "E4.2.1-15"),
            ("root", "root", "the square root of the sum is taken", "E4.2.1-16"),
        ],
    ),
    *_slips(
        "sum_squares_error",
        "power",
        HALF_THE_SQUARES,
        [
            ("power", 1, "the differences are not squared", "E4.2.1-17"),
            ("power", 3, "the differences are cubed, not squared", "E4.2.1-17"),
        ],
    ),
    *_slips(
        "sum_squares_error",
        "between",
        HALF_THE_SQUARES,
        [("between", "sum", "y and t are added, not subtracted", "E4.2.1-18")],
    ),
    # ------------------------------------------------------------------ 4.2.2 and 4.2.4
    *_slips(
        "cross_entropy_error",
        "average",
        OF_ONE_HOT,
        [
            ("one_hot", "sum", "the losses of a batch are summed, not averaged", "E4.2.4-4"),
            ("one_hot", "classes", "the sum is divided by the number of classes, not of samples", "E4.2.4-19"),
        ],
    ),
    *_slips(
        "cross_entropy_error",
        "mean",
        OF_ONE_HOT,
        [("one_hot", "entries", "the mean is taken over all entries, not over the samples", "E4.2.4-20")],
    ),
    *_slips(
        "cross_entropy_error",
        "average of labels",
        OF_LABELS,
        [
            ("labels", "sum", "the losses of a batch are summed, not averaged", "E4.2.4-8"),
            ("labels", "classes", "the sum is divided by the number of classes, not of samples", "E4.2.4-21"),
            ("picked", "weighted", "each loss is multiplied by its label", "E4.2.4-7"),
        ],
    ),
    *_slips(
        "cross_entropy_error",
        "picked",
        OF_LABELS,
        [("picked", "every row", "each label is looked up in every row", "E4.2.4-11")],
    ),
    *_slips(
        "cross_entropy_error",
        "log",
        "np.log(y + 1e-7)",
        [
            ("base", 2.0, "the logarithm has base 2, not e", "E4.2.2-11"),
            ("base", 10.0, "the logarithm has base 10, not e", "E4.2.2-11"),
            ("offset", "outside", "the offset is added to the logarithm, not to y", "E4.2.2-12"),
        ],
    ),
    *_slips("cross_entropy_error", "minus", OF_ONE_HOT, [("sign", 1.0, "the minus sign is missing", "E4.2.2-13")]),
    # ------------------------------------------------------------------ 4.2.5
    *_slips("sigmoid", "exponent", SIGMOID, [("sign", 1.0, "the minus sign in the exponent is missing", "E4.2.5-10")]),
    *_slips("sigmoid", "share", SIGMOID, [("one", 0.0, "the 1 in the denominator is missing", "E4.2.5-11")]),
    *_slips(
        "step_function",
        "comparison",
        "x > 0",
        [
            ("at", 0.0, "it is 1 at 0, where the chapter has 0", "E4.2.5-12"),
            ("side", -1.0, "the sides are exchanged", "E4.2.5-13"),
        ],
    ),
    # ------------------------------------------------------------------ 4.3 and 4.4
    *_of_differences(
        "numerical_diff",
        CENTRAL,
        Ids(
            forward="E4.3.1-2",
            backward="E4.3.1-14",
            exchanged="E4.3.1-15",
            added="E4.3.1-16",
            multiple="E4.3.1-17",
            outside="E4.3.1-18",
            inverted="E4.3.1-19",
            without_h="E4.3.1-20",
        ),
    ),
    *_slips("numerical_diff", "difference", CENTRAL, [(*DOWN_IS_X, "E4.3.1-21"), (*UP_IS_X, "E4.3.1-22")]),
    *_of_differences(
        "numerical_gradient",
        "grad[idx] = (fxh1 - fxh2) / (2 * h)",
        Ids(
            forward="E4.4-12",
            backward="E4.4-12",
            exchanged="E4.4-13",
            added="E4.4-14",
            multiple="E4.4-15",
            outside="E4.4-16",
            inverted="E4.4-17",
            without_h="E4.4-18",
        ),
    ),
    *_slips(
        "numerical_gradient",
        "down",
        "x[idx] = tmp_val - h",
        [
            (*DOWN_IS_X, "E4.4-19"),
            ("sides", "both up", "both values are f(x + h), so that the slope is 0: x is not moved down", "E4.4-27"),
        ],
    ),
    *_slips(
        "numerical_gradient",
        "up",
        "x[idx] = tmp_val + h",
        [
            (*UP_IS_X, "E4.4-20"),
            ("sides", "never", "x itself is not moved: both values are f(x), so that the slope is 0", "E4.4-26"),
            ("sides", "both down", "both values are f(x - h), so that the slope is 0: x is not moved up", "E4.4-27"),
        ],
    ),
    *_slips(
        "numerical_gradient",
        "divisor",
        "grad[idx] = (fxh1 - fxh2) / (2 * h)",
        [
            ("entries", "the last", "the index is lost: grad is one number, that of the last entry", "E4.4-21"),
            ("entries", "all", "each slope is put into all of grad, so that all entries are the last one", "E4.4-22"),
        ],
    ),
    *_slips(
        "numerical_gradient",
        "return",
        "return grad",
        [("entries", "the first", "return stands in the loop, so that one entry alone is computed", "E4.4-23")],
    ),
    *_slips(
        "numerical_gradient",
        "entry",
        "x[idx] = tmp_val",
        [
            ("restored", "no", "x is not restored, so that each entry is taken at a moved point", "E4.4-24"),
            ("restored", "after the loop", "x is restored after the loop, and so for the last entry alone", "E4.4-24"),
            (*PUT_BACK_WRONGLY, "x is restored to another value than it had", "E4.4-28"),
        ],
    ),
    *_slips(
        "numerical_gradient",
        "copy",
        "x[idx] = tmp_val + h",
        [("of", "a copy", "it moves a copy of x, so that a loss that reads the weights sees no step", "E4.4.2-2")],
    ),
    *_slips(
        "numerical_gradient",
        "loop",
        "for idx in np.ndindex(x.shape):",
        [
            ("index", "flat", "range(x.size) counts entries and x[idx] takes rows: right for one axis alone", "E4.4-2"),
            (
                "index",
                "rows",
                "the index counts rows, and x[idx] takes a whole row: right for one axis alone",
                "E4.4-2",
            ),
        ],
    ),
    # ------------------------------------------------------------------ 4.3.2 and 4.3.3
    *_slips(
        "function_1",
        "power",
        "0.01 * x**2 + 0.1 * x",
        [
            ("power", 1, "x is not squared", "E4.3.2-3"),
            ("power", 3, "x is cubed, not squared", "E4.3.2-3"),
        ],
    ),
    *_slips(
        "function_1",
        "value",
        "0.01 * x**2 + 0.1 * x",
        [("first", 0.1, "the first factor is 0.1, not 0.01", "E4.3.2-4")],
    ),
    *_slips(
        "function_2",
        "power",
        "x[0] ** 2 + x[1] ** 2",
        [
            ("power", 1, "the entries are not squared", "E4.3.3-10"),
            ("power", 3, "the entries are cubed, not squared", "E4.3.3-10"),
        ],
    ),
    *_slips(
        "function_2",
        "value",
        "x[0] ** 2 + x[1] ** 2",
        [("added", -1.0, "the squares are subtracted, not added", "E4.3.3-11")],
    ),
    *_slips(
        "function_tmp1",
        "value",
        "x0 * x0 + 4.0**2.0",
        [("power", 3, "the entries are cubed, not squared", "E4.3.3-12")],
    ),
    *_slips(
        "function_tmp2",
        "value",
        "3.0**2.0 + x1 * x1",
        [("power", 3, "the entries are cubed, not squared", "E4.3.3-13")],
    ),
    # ------------------------------------------------------------------ 4.4.1
    *_slips(
        "gradient_descent",
        "step",
        "x -= lr * grad",
        [
            ("direction", 1.0, "it goes uphill, along the gradient and not against it", "E4.4.1-19"),
            ("update", "assigned", "x is set to the step, not moved by it", "E4.4.1-20"),
            ("update", "without rate", "the step is not multiplied by the learning rate", "E4.4.1-21"),
            ("update", "divided", "the gradient is divided by the learning rate", "E4.4.1-22"),
            ("steps", "none", "it takes no step", "E4.4.1-23"),
        ],
    ),
    *_slips(
        "gradient_descent",
        "return",
        "return x",
        [("steps", "one", "return stands in the loop, so that one step alone is taken", "E4.4.1-24")],
    ),
    *_slips(
        "gradient_descent",
        "loop",
        "for i in range(step_num):",
        [
            ("steps", "one less", "it takes a step too few", "E4.4.1-25"),
            ("steps", "one more", "it takes a step too many", "E4.4.1-25"),
        ],
    ),
    # ------------------------------------------------------------------ 4.4.2
    *_slips(
        "softmax",
        "total",
        SHARES,
        [
            ("over", "all", "a batch is normalised as a whole, not each row by itself", "E4.4.2-13"),
            ("over", "columns", "each column is normalised, not each row", "E4.4.2-14"),
        ],
    ),
    *_slips(
        "softmax",
        "exponent",
        "np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)",
        [("sign", -1.0, "the sign of the exponent is wrong", "E4.4.2-15")],
    ),
    *_slips(
        "softmax", "return", SHARES, [("shares", "no", "the exponentials are not divided by their sum", "E4.4.2-16")]
    ),
    *_slips(
        "SimpleNet",
        "softmax",
        "y = softmax(z)",
        [("of", "x", "softmax is taken of x, not of the scores z", "E4.4.2-17")],
    ),
    *_slips(
        "SimpleNet",
        "scores",
        "y = softmax(z)",
        [("of", "scores", "the loss is taken of the scores, without softmax", "E4.4.2-18")],
    ),
]


def _steps(step: float, message: str, ids: dict[str, str]) -> dict[str, Slip]:
    """Return the slip of a step that is wrong, by the function that takes it."""
    return {function: Slip(function, "h", step, message, "h = 1e-4", "h", id) for function, id in ids.items()}


STEPS: dict[str, dict[str, Slip]] = {
    "lost": _steps(
        1e-50,
        "the step is so small that x + h is x",
        {"numerical_diff": "E4.3.1-1", "numerical_gradient": "E4.3.1-1"},
    ),
    "too large": _steps(
        1e-2,
        "the step is too large: the error grows with its square",
        {"numerical_diff": "E4.3.1-23", "numerical_gradient": "E4.4-25"},
    ),
}
"""What can be wrong with a step, which a copy shows without a comparison; each has one such step as its value."""

CHOICES: list[Choice] = [
    Choice("cross_entropy_error", "delta", 0.0, "no offset in the logarithm"),
    *(
        Choice("cross_entropy_error", "delta", delta, f"an offset of {delta:g}")
        for delta in (1e-4, 1e-5, 1e-6, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15)
    ),
    Choice("cross_entropy_error", "offset", "clipped", "outputs clipped, not offset"),
    Choice("softmax", "shift", "rows", ""),
    Choice("softmax", "shift", "all", ""),
]
"""What a call shows only by its number; `probing` says the rest, such as labels alone."""


def of(function: str) -> list[Slip]:
    """Return the slips of a function."""
    return [slip for slip in SLIPS if slip.function == function]


def slip(function: str, knob: str, value: str | float) -> Slip:
    """Return the slip of a function that turns a knob so."""
    return next(slip for slip in of(function) if (slip.knob, slip.value) == (knob, value))


def choices_of(function: str) -> list[Choice]:
    """Return the choices of a function."""
    return [choice for choice in CHOICES if choice.function == function]
