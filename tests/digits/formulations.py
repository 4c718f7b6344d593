"""The stated outputs, computed in other ways that are the same mathematics, or nearly, to see which digit breaks.

A formulation puts other code in the place of one of the chapter's functions, and the stated call is run with it. Where
an operation has to be rounded as some machines do it, that is done in fractions; all else is computed as it is written.
"""

import contextlib
import itertools
import math
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from types import ModuleType
from typing import Any

import numpy as np

import chapter4
from chapter4 import evidence, ledger
from digits.certificate import Derivative, Single, fused
from proof.chapter import DELTA, H

# ------------------------------------------------------------------ What a formulation is


@dataclass(frozen=True, slots=True)
class Formulation:
    """One way to write the code behind stated outputs."""

    what: str
    code: str
    functions: dict[str, Any]
    """What stands in the place of which of the chapter's functions."""

    def applies_to(self, output: ledger.Output) -> bool:
        """Whether the output is computed with one of these functions; the chapter's own code applies to all."""
        return not self.functions or any(re.search(rf"\b{name}\b", output.setup) for name in self.functions)

    def values(self, output: ledger.Output) -> list[Any]:
        """Return what the stated call gives, the entries of an array one after the other."""
        with _in_place_of_chapter4(self.functions):
            return evidence.computed(output)


@contextlib.contextmanager
def _in_place_of_chapter4(functions: dict[str, Any]) -> Iterator[None]:
    stand_in = ModuleType("chapter4")
    stand_in.__dict__.update(vars(chapter4), **functions)
    sys.modules["chapter4"] = stand_in
    try:
        yield
    finally:
        sys.modules["chapter4"] = chapter4


def first_break(printed: str, value: Any) -> int | None:
    """Return which significant digit of the printed number is the first to be another, or None.

    The value is rounded to as many decimals as are printed. Unlike the agreement this is no distance: 5.9999 breaks the
    first digit of 6.0000.
    """
    stated, exact = Decimal(printed), evidence.decimal(value)
    if exact and exact.adjusted() > stated.adjusted():
        return 1
    with localcontext(prec=100):
        found = exact.quantize(Decimal(1).scaleb(stated.as_tuple().exponent), ROUND_HALF_EVEN)
    digits, others = ("".join(map(str, number.as_tuple().digits)) for number in (stated, found))
    others = others.zfill(len(digits))
    if found.is_signed() != stated.is_signed() or len(others) > len(digits):
        return 1
    return next((k for k, (digit, other) in enumerate(zip(digits, others, strict=True), 1) if digit != other), None)


def shown(value: Any) -> str:
    """Return a number with as many digits as tell it from its neighbours, in float32 if it is one."""
    with np.errstate(over="ignore"):
        narrow = np.float32(value)
    # As floats, for NumPy rounds a Python float to the width of what it is compared with.
    return str(narrow if float(narrow) == float(value) else value)


def verdicts(formulation: Formulation, output: ledger.Output) -> list[tuple[str, str]]:
    """Return, for each entry of what is computed, its text and how far it is as printed."""
    try:
        with np.errstate(invalid="ignore"):
            values = formulation.values(output)
    except ValueError as error:
        return [(type(error).__name__, "refused")]
    found = []
    for printed, value in zip(output.printed.split(", "), values, strict=True):
        if not math.isfinite(value):
            found.append((shown(value), "no number"))
            continue
        agree, digits = evidence.agreement(printed, value)
        broken = first_break(printed, value)
        if evidence.as_printed(printed, value):
            verdict = "as printed"
        elif broken is None:
            verdict = f"{agree} of {digits} digits, another double"
        else:
            verdict = f"{agree} of {digits} digits, breaks digit {broken}"
        found.append((shown(value), verdict))
    return found


# ------------------------------------------------------------------ Other differences


def central(f: Callable[[Any], Any], x: Any) -> Any:
    """Return the central difference in plain floats."""
    return (f(x + H) - f(x - H)) / (2 * H)


def gradient_by(difference: Callable[[Callable[[Any], Any], Any], Any]) -> Callable[[Any, Any], Any]:
    """Return a numerical_gradient that takes this difference along every entry, moving x in place."""

    def numerical_gradient(f, x):
        slopes = np.empty_like(x)
        for i, here in enumerate(x.ravel().tolist()):

            def along(value, i=i, here=here):
                x.flat[i] = value
                result = f(x)
                x.flat[i] = here
                return result

            slopes.flat[i] = difference(along, here)
        return slopes

    return numerical_gradient


def descent_by(
    gradient: Callable[[Any, Any], Any], step: Callable[[Any, float, Any], Any] = lambda x, lr, slope: x - lr * slope
) -> Callable[..., Any]:
    """Return a gradient_descent that takes these gradients and these steps."""

    def gradient_descent(f, init_x, lr, step_num):
        x = init_x.copy()
        for _ in range(step_num):
            x = step(x, lr, gradient(f, x))
        return x

    return gradient_descent


def other_difference(difference: Callable[[Callable[[Any], Any], Any], Any]) -> dict[str, Callable[..., Any]]:
    """Return the three functions that differentiate, with this difference for theirs."""
    gradient = gradient_by(difference)
    return {
        "numerical_diff": difference,
        "numerical_gradient": gradient,
        "gradient_descent": descent_by(gradient),
    }


def by_the_step_taken(f, x):
    """Return the difference divided by what lies between x + h and x - h as rounded."""
    ahead, behind = x + H, x - H
    return (f(ahead) - f(behind)) / (ahead - behind)


def with_step(h: float) -> dict[str, Callable[..., Any]]:
    """Return the functions that differentiate, with another step."""
    return other_difference(lambda f, x: (f(x + h) - f(x - h)) / (2 * h))


def single_difference(f, x):
    """Return the central difference with every operation rounded to float32."""
    return chapter4.numerical_diff(f, Single.leaf("x", x), Single.leaf("h", H))


def singles(numbers):
    """Return the entries of an array as numbers that round to float32."""
    return np.array([Single.leaf("x", number) for number in numbers.tolist()], dtype=object)


def as_float32(numbers):
    """Return them as NumPy's own."""
    return np.array([float(number) for number in np.ravel(numbers)], dtype=np.float32)


SINGLE_GRADIENT = gradient_by(single_difference)
SINGLE = {
    "numerical_diff": lambda f, x: as_float32(single_difference(f, x)),
    "numerical_gradient": lambda f, x: as_float32(SINGLE_GRADIENT(f, singles(x))),
    "gradient_descent": lambda f, init_x, lr, step_num: as_float32(
        descent_by(SINGLE_GRADIENT, lambda x, lr, slope: singles(x - lr * slope))(f, singles(init_x), lr, step_num)
    ),
}


def of_kind(kind: Callable[[Any], Any]) -> dict[str, Callable[..., Any]]:
    """Return a numerical_diff that is given x as another kind of number."""
    return {"numerical_diff": lambda f, x: float(np.ravel(chapter4.numerical_diff(f, kind(x)))[0])}


OTHER_DIFFERENCES = (
    Formulation(
        "multiplied by the reciprocal",
        "* (1 / (2*h))",
        other_difference(lambda f, x: (f(x + H) - f(x - H)) * (1 / (2 * H))),
    ),
    Formulation("divided by 2, then by h", "/ 2 / h", other_difference(lambda f, x: (f(x + H) - f(x - H)) / 2 / H)),
    Formulation("divided by the step really taken", "/ ((x+h) - (x-h))", other_difference(by_the_step_taken)),
    Formulation("forward difference", "(f(x+h) - f(x)) / h", other_difference(lambda f, x: (f(x + H) - f(x)) / H)),
    Formulation("ten times the step", "h = 1e-3", with_step(1e-3)),
    Formulation("a tenth of the step", "h = 1e-5", with_step(1e-5)),
    Formulation("a power of two as the step", "h = 2**-13", with_step(2.0**-13)),
    Formulation("brackets forgotten", "/ 2*h", other_difference(lambda f, x: (f(x + H) - f(x - H)) / 2 * H)),
    Formulation("float32 throughout", "np.float32(x)", SINGLE),
)

# ------------------------------------------------------------------ Other functions


def squares_by(power: Callable[[Any], Any]) -> dict[str, Callable[[Any], Any]]:
    """Return the chapter's functions with the squares taken in this way."""
    return {
        "function_1": lambda x: 0.01 * power(x) + 0.1 * x,
        "function_2": lambda x: power(x[0]) + power(x[1]),
        "function_tmp1": lambda x0: power(x0) + 4.0**2.0,
        "function_tmp2": lambda x1: 3.0**2.0 + power(x1),
    }


def many(x):
    """Return an array of 64 times x, long enough for a processor to compute several at once."""
    return np.full(64, x)


OTHER_SQUARES = (
    Formulation("the square as a product", "x*x", squares_by(lambda x: x * x)),
    Formulation("the square as a power", "x**2", squares_by(lambda x: x**2)),
    Formulation("NumPy's square of an array", "np.square(x)", squares_by(lambda x: np.square(many(x)).item(0))),
    Formulation(
        "NumPy's power of arrays (SIMD)", "np.power(x, p)", squares_by(lambda x: np.power(many(x), many(2.0)).item(0))
    ),
    Formulation("the square by logarithms", "exp(2*log(x))", squares_by(lambda x: math.exp(2 * math.log(x)))),
)
FUSED = Formulation(
    "multiply and add fused",
    "fma(a, b, c)",
    {
        "function_1": lambda x: fused(0.01, x**2, 0.1 * x),
        "function_2": lambda x: fused(x[0], x[0], x[1] ** 2),
        "function_tmp1": lambda x0: fused(x0, x0, 4.0**2.0),
        "function_tmp2": lambda x1: fused(x1, x1, 3.0**2.0),
    },
)
FUSED_OTHERWISE = Formulation(
    "fused, the other product first",
    "fma(c, d, a*b)",
    {
        "function_1": lambda x: fused(0.1, x, 0.01 * x**2),
        "function_2": lambda x: fused(x[1], x[1], x[0] ** 2),
    },
)
CHAPTER = Formulation("the corrected code", "chapter4", {})

DERIVATIVE = (
    CHAPTER,
    *OTHER_SQUARES,
    Formulation("Horner's form", "(0.01*x + 0.1) * x", {"function_1": lambda x: (0.01 * x + 0.1) * x}),
    Formulation("from left to right", "0.01*x*x + 0.1*x", {"function_1": lambda x: 0.01 * x * x + 0.1 * x}),
    Formulation("divided by whole numbers", "x**2/100 + x/10", {"function_1": lambda x: x**2 / 100 + x / 10}),
    Formulation("the terms in the other order", "0.1*x + 0.01*x**2", {"function_1": lambda x: 0.1 * x + 0.01 * x**2}),
    Formulation(
        "the constant dropped",
        "x0*x0, x1*x1",
        {"function_tmp1": lambda x0: x0 * x0, "function_tmp2": lambda x1: x1 * x1},
    ),
    FUSED,
    FUSED_OTHERWISE,
    *OTHER_DIFFERENCES,
    Formulation("x an int", "int(x)", of_kind(int)),
    Formulation("x a float", "float(x)", of_kind(float)),
    Formulation("x a NumPy scalar", "np.float64(x)", of_kind(np.float64)),
    Formulation("x an array without axes", "np.array(x)", of_kind(lambda x: np.array(x, dtype=np.float64))),
    Formulation("x an array with one axis", "np.array([x])", of_kind(lambda x: np.array([x], dtype=np.float64))),
)


def many_points(f, x):
    """Return the gradient from one call of f with every point."""
    return chapter4.numerical_gradient(lambda points: f(points.T), x, vectorized=True)


def without_the_other(f, x):
    """Return the gradient of function_2 with the other coordinate's square left out of each difference."""
    return np.array([central(lambda v: v**2, value) for value in x.tolist()])


GRADIENT = (
    CHAPTER,
    *OTHER_SQUARES,
    Formulation("summed by NumPy", "np.sum(x**2)", {"function_2": lambda x: np.sum(x**2)}),
    Formulation("summed by Python", "sum(x**2)", {"function_2": lambda x: sum((x**2).tolist())}),
    Formulation("summed exactly, rounded once", "math.fsum(x**2)", {"function_2": lambda x: math.fsum(x**2)}),
    Formulation("a scalar product (BLAS)", "x @ x", {"function_2": lambda x: x @ x}),
    Formulation("the squared length", "math.hypot(*x)**2", {"function_2": lambda x: math.hypot(*x) ** 2}),
    Formulation("every point in one call", "vectorized=True", {"numerical_gradient": many_points}),
    Formulation("the other coordinate left out", "x[i]**2", {"numerical_gradient": without_the_other}),
    FUSED,
    FUSED_OTHERWISE,
    *OTHER_DIFFERENCES,
)

# ------------------------------------------------------------------ Losses


def squared_error(loss: Callable[[Any], Any]) -> dict[str, Callable[..., Any]]:
    """Return a sum_squares_error as a function of y - t."""
    return {"sum_squares_error": lambda y, t: loss(y - t)}


def fused_sum_of_squares(e):
    """Return the sum from left to right, each square added with one rounding."""
    total = 0.0
    for value in e.tolist():
        total = fused(value, value, total)
    return total


def from_left_to_right(numbers):
    """Return their sum, rounded after each; the built-in sum rounds less often since Python 3.12."""
    return list(itertools.accumulate(numbers.tolist()))[-1]


SQUARED_ERROR = (
    CHAPTER,
    Formulation("a product", "0.5 * np.sum(e*e)", squared_error(lambda e: 0.5 * np.sum(e * e))),
    Formulation("halved by a division", "np.sum(e**2) / 2", squared_error(lambda e: np.sum(e**2) / 2)),
    Formulation("each square halved", "np.sum(0.5 * e**2)", squared_error(lambda e: np.sum(0.5 * e**2))),
    Formulation(
        "NumPy's power of arrays (SIMD)",
        "np.power(e, p)",
        squared_error(lambda e: 0.5 * np.sum(np.power(e, np.full(e.shape, 2.0)))),
    ),
    Formulation("added from left to right", "s += e[i]**2", squared_error(lambda e: 0.5 * from_left_to_right(e**2))),
    Formulation("summed by Python", "0.5 * sum(e**2)", squared_error(lambda e: 0.5 * sum((e**2).tolist()))),
    Formulation(
        "summed exactly, rounded once", "0.5 * math.fsum(e**2)", squared_error(lambda e: 0.5 * math.fsum(e**2))
    ),
    Formulation("multiply and add fused", "fma(e, e, s)", squared_error(lambda e: 0.5 * fused_sum_of_squares(e))),
    Formulation("a scalar product (BLAS)", "0.5 * (e @ e)", squared_error(lambda e: 0.5 * (e @ e))),
    Formulation("the mean, not the half", "np.mean(e**2)", squared_error(lambda e: np.mean(e**2))),
    Formulation(
        "float32 throughout",
        "np.float32(y)",
        {
            "sum_squares_error": lambda y, t: (
                np.float32(0.5) * np.sum((y.astype(np.float32) - t.astype(np.float32)) ** 2)
            )
        },
    ),
)


def at_the_right_answer(loss: Callable[[float], Any]) -> dict[str, Callable[..., Any]]:
    """Return a cross_entropy_error as a function of the output at the right answer."""
    return {"cross_entropy_error": lambda y, t: loss(y.item(int(t.argmax())))}


CROSS_ENTROPY = (
    CHAPTER,
    Formulation(
        "NumPy's logarithm, summed",
        "-np.sum(t * np.log(y+d))",
        {"cross_entropy_error": lambda y, t: -np.sum(t * np.log(y + DELTA))},
    ),
    Formulation("NumPy's logarithm of one number", "-np.log(y+d)", at_the_right_answer(lambda p: -np.log(p + DELTA))),
    Formulation("by log1p", "-log1p(y - 1 + d)", at_the_right_answer(lambda p: -math.log1p(p - 1 + DELTA))),
    Formulation(
        "by the binary logarithm",
        "-log2(y+d) * log(2)",
        at_the_right_answer(lambda p: -math.log2(p + DELTA) * math.log(2)),
    ),
    Formulation("without the offset", "-log(y)", at_the_right_answer(lambda p: -math.log(p))),
    Formulation("the offset outside", "-log(y) + d", at_the_right_answer(lambda p: -math.log(p) + DELTA)),
    Formulation("a tenth of the offset", "d = 1e-8", at_the_right_answer(lambda p: -math.log(p + 1e-8))),
    Formulation(
        "float32 throughout",
        "np.float32(y)",
        at_the_right_answer(lambda p: -np.log(np.float32(p) + np.float32(DELTA))),
    ),
)

# ------------------------------------------------------------------ Descent


def fused_step(x, lr, slope):
    """Return x - lr * slope, rounded once."""
    return np.array([fused(-lr, g, v) for v, g in zip(x.tolist(), slope.tolist(), strict=True)])


DESCENT = (
    CHAPTER,
    Formulation("without the check of the step", "x -= lr * g", other_difference(central)),
    Formulation("the squares as products", "x*x", squares_by(lambda x: x * x)),
    Formulation("summed by NumPy", "np.sum(x**2)", {"function_2": lambda x: np.sum(x**2)}),
    FUSED,
    Formulation(
        "the step fused", "fma(-lr, g, x)", {"gradient_descent": descent_by(chapter4.numerical_gradient, fused_step)}
    ),
    Formulation("the true gradient", "2*x", {"gradient_descent": descent_by(lambda f, x: 2 * x)}),
    *OTHER_DIFFERENCES,
)

# ------------------------------------------------------------------ The network


def network(loss: Callable[[Any, int], Any]) -> dict[str, type]:
    """Return a SimpleNet whose loss is this function of the scores and the label."""

    class OtherNet(chapter4.SimpleNet):
        def loss(self, x, t):
            return float(loss(self.predict(x), int(np.argmax(t))))

    return {"SimpleNet": OtherNet}


def unshifted_softmax(scores):
    """Return softmax without the shift by the maximum."""
    return np.exp(scores) / np.sum(np.exp(scores))


def single_loss(scores, label):
    """Return the loss in float32, from scores in float64."""
    return -np.log(chapter4.softmax(scores).astype(np.float32)[label] + np.float32(DELTA))


NETWORK = (
    CHAPTER,
    Formulation(
        "softmax without the shift",
        "exp(s) / sum(exp(s))",
        network(lambda s, k: -math.log(unshifted_softmax(s)[k] + DELTA)),
    ),
    Formulation("without the offset", "-log(p)", network(lambda s, k: -math.log(chapter4.softmax(s)[k]))),
    Formulation(
        "without the offset, by logsumexp",
        "log(sum(exp(s))) - s[k]",
        network(lambda s, k: math.log(np.sum(np.exp(s))) - s[k]),
    ),
    Formulation("the logarithm in float32", "np.float32(p)", network(single_loss)),
)

TABLES: dict[str, tuple[tuple[str, ...], tuple[Formulation, ...]]] = {
    "derivative": (("O4.3.2-1", "O4.3.2-2", "O4.3.3-1", "O4.3.3-2"), DERIVATIVE),
    "gradient": (("O4.4-1",), GRADIENT),
    "squared-error": (("O4.2.1-1", "O4.2.1-2"), SQUARED_ERROR),
    "cross-entropy": (("O4.2.2-1", "O4.2.2-2"), CROSS_ENTROPY),
    "descent": (("O4.4.1-1", "O4.4.1-2", "O4.4.1-3"), DESCENT),
    "network": (("O4.4.2-2", "O4.4.2-3"), NETWORK),
}
"""For each table the ids of its columns and the formulations that are its rows."""


# ------------------------------------------------------------------ How wrong a power may be


def power_margin(case: Derivative) -> float:
    """Return the error of `**`, in units in the last place, from which on the derivative is another double.

    At both places the exact square is given to the function as each of the doubles around it; of all the pairs that
    change the result, the one whose larger error is smallest tells.
    """
    with_square = {"function_1": lambda s, x: 0.01 * s + 0.1 * x, "function_2": lambda s, x: s + others}[case.name]
    others = sum(v**2 for i, v in enumerate(case.point) if i != case.entry)
    ahead, behind = case.x + H, case.x - H
    margin = math.inf
    for above, below in itertools.product(_doubles_around(ahead), _doubles_around(behind)):
        slope = (with_square(above, ahead) - with_square(below, behind)) / (2 * H)
        if slope != case.computed:
            margin = min(margin, max(_ulps_off(above, ahead), _ulps_off(below, behind)))
    return margin


def power_error(case: Derivative) -> float:
    """Return the larger error that `**` makes here at the two places, in units in the last place."""
    return max(_ulps_off(place**2, place) for place in (case.x + H, case.x - H))


def _doubles_around(place: float) -> list[float]:
    product = place * place
    return [product + k * math.ulp(product) for k in range(-3, 4)]


def _ulps_off(square: float, place: float) -> float:
    return float(abs(Fraction(square) - Fraction(place) ** 2) / Fraction(math.ulp(place * place)))
