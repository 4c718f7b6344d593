"""Claims of the ledger's sentences, beyond what an entry's own code shows."""

import math
import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from chapter4 import (
    cross_entropy_error,
    function_1,
    function_2,
    function_tmp1,
    function_tmp2,
    ledger,
    numerical_diff,
    numerical_gradient,
    step_function,
    sum_squares_error,
)
from chapter4.section_4_2_2 import DELTA
from chapter4.section_4_3 import H
from proof import allowed
from proof.allowed import U
from prose.claiming import accepted, first, formula, raised, result, sci
from prose.reading import one_line
from prose.said_in_docstrings import oldest_numpy

LARGEST = math.log(np.finfo(np.float64).max)


def namespace(code: str) -> dict[str, Any]:
    """Return the names that code defines."""
    found: dict[str, Any] = {}
    exec(code, found)
    return found


def of_places() -> Iterator[str]:
    """Yield the numbers of sections, and of the chapter's figures, which the gallery repeats."""
    yield f"the sum of the losses, where section {ledger.defect('E4.2.3-15').section} defines the mean"
    numbers = [section.number for section in ledger.sections()]
    above = ledger.defect("E4.3.1-10").section
    lost, follows = f"{above}.{1}", numbers[numbers.index(above) + 1]
    title = next(section.title for section in ledger.sections() if section.number == above)
    yield f"lost the heading of section {lost}, so that {follows} follows “{above} {title}”"
    yield f"Restore the heading {lost} “미분”"
    yield f"the heading “{ledger.defect('E4.3.3-8').quoted[0].split()[0]} Partial derivatives”"
    yield f"For the matrix of {ledger.snippet('S4.4.2-1').section} it raises an IndexError"
    yield f"as the label form of section {ledger.snippet('S4.2.4-2').section} does"
    chapter, last = numbers[-1].split(".")[:2]
    beyond = f"{chapter}.{int(last) + 1}"
    yield f"the last section of the chapter, {beyond}, which trains"
    yield f"Continue with section {beyond} of the book"
    yield f"refer to “figure {ledger.defect('E4.4.1-13').quoted[0].split()[1]}”"
    for id in ("F4.4-1", "F4.4-2"):
        yield "the chapter's figure " + ledger.figure(id).shows.rpartition("the chapter's figure ")[2]


def of_doubles() -> Iterator[str]:
    """Yield what is said of digits: n decimal ones tell all doubles apart where 10**(n - 1) is above 2**53."""
    enough = first(lambda n: 10 ** (n - 1) > 2**53)
    yield f"{enough} digits always tell a double from every other"
    vector = 8 * 64  # the bits of the registers of AVX-512, which hold eight doubles
    yield f"On NumPy {oldest_numpy()} and a processor with AVX-{vector} the snippet"
    below = f"{math.nextafter(float(ledger.output('O4.2.2-2').printed), 0):.{enough}g}"
    yield f"the neighbouring double, {enough}th digit {below[-1]}:"
    yield f"In doubles {result('0.02 * 10 + 0.1')}"


def of_losses() -> Iterator[str]:
    """Yield what is said of the losses and their offset."""
    good, bad = (namespace(ledger.output(id).setup)["y"] for id in ("O4.2.1-1", "O4.2.1-2"))
    yield f"the largest is {good.max()} at index {good.argmax()}"
    yield f"{good.max()} at the right answer has the loss O4.2.1-1, and moved to index {bad.argmax()} the loss O4.2.1-2"
    factor = sum_squares_error([1.0], [0.0])
    (half,) = (sign for sign in "¼½" if unicodedata.numeric(sign) == factor)
    yield f"E = {half} Σₖ (yₖ − tₖ){raised(int(math.log2(sum_squares_error([2.0], [0.0]) / factor)))}"
    yield f"offset of {sci(DELTA)}"
    zero, one, most = f"{math.log(1):.0f}", f"{math.exp(0):.0f}", f"{-math.log(DELTA):.3f}"
    assert math.isnan(0 * -math.inf)
    assert -math.log(1 + DELTA) < 0
    yield f"log x is {zero} at x = {one} and falls without bound towards x = {zero}"
    yield f"as the right output grows, and is {zero} at {one}."
    yield f"log x is {zero} where x is {one}"
    yield f"if x is {one}, y is {zero}"
    yield f"With it the loss is {-math.log(1 + DELTA)} at {one}, and at most {most}"
    # The logarithms' roundings, some 2u, are 7e-10 of their difference, which is 3.3e-7.
    assert math.isclose(math.log(0.3 + DELTA) - math.log(0.3), math.log1p(DELTA / 0.3), rel_tol=1e-8)
    yield f"lowers it by log({one} + δ/yₜ)"
    little = f"a perfect answer scores slightly below {zero} instead of the stated {zero}"
    yield f"{little}, and an output of {zero} at the right answer stops at {most}"
    yield f"It prevents log {zero}, which is minus infinity with a RuntimeWarning; {zero} times that is NaN"
    yield f"Write “log {zero}” in place of “null”"
    yield f"an output of {zero} where t is {zero} makes the one-hot form NaN, as {zero} times -inf is"


def of_answers() -> Iterator[str]:
    """Yield what is said of one-hot answers and of labels, which count from 0."""
    t = namespace(ledger.output("O4.2.1-1").setup)["t"]
    zero, one = t.min(), t.max()
    yield f"the text means the values {one} and {zero}"
    yield f"Write the values: {one} at the right answer and {zero} elsewhere"
    yield f"Elements with t = {zero} add nothing"
    yield f"The sentence on “elements with t={zero}” lacks its condition"
    yield f"where {zero} is a class like any other"
    yield f"where `t` is one-hot, its elements of {zero} add nothing"
    yield f"as labels, which are then all {zero} or {one}"
    (last,) = (label for label in range(-3, 0) if [0.2, 0.3, 0.5][label] == 0.5)
    yield f"The label {last} silently selects the last class"
    labels = accepted(lambda label: cross_entropy_error([0.2, 0.3, 0.5], label), range(-3, 4))
    yield f"every label is from {min(labels)} to K - {3 - max(labels)};"
    yield f"Labels of shape (N, {np.arange(4)[:, np.newaxis].shape[1]}) broadcast"
    yield f"Python reads `{ledger.defect('E4.2.4-3').quoted[0].split()[0]}`, which is not a number"
    yield formula("np.array(2)", 2)


def of_mini_batches() -> Iterator[str]:
    """Yield what is said of the draws."""
    rows = range(int(ledger.output("O4.2.3-1").printed))
    yield f"ten integers from {rows[0]} to {rows[-1]} do"
    drawn = [int(number) for number in ledger.output("O4.2.3-3").printed.split(", ")]
    yield one_line(repr(np.array(drawn)))
    mean = cross_entropy_error(np.full((4, 2), 0.5), [0, 1, 0, 1]) / cross_entropy_error([0.5, 0.5], 0)
    yield f"E = −{mean:.0f}/N Σₙ Σₖ tₙₖ log yₙₖ"
    yield f"Write {mean:.0f}/N, where N is the number of samples"
    yield f"so that `{mean:.0f}/n` differs from sample to sample"


def of_activations() -> Iterator[str]:
    """Yield what is said of slopes, and of where the sigmoid of doubles ends.

    1 + exp(-x) rounds to 1 once exp(-x) is at most half a gap at 1, 2**-53; exp(x) is 0 below half of 2**-1074. A
    difference is 0 if both sides of x give one value of 1 + exp(-x): their distance 2 h exp(-x) is below a gap, 2**-52.
    """
    slope = f"{numerical_diff(step_function, 1.0):.0f}"
    yield f"say “no slope” where the slope is {slope}"
    yield f"the slope is {slope} nearly everywhere"
    yield f"(at nearly every point): there the derivative is {slope}"
    yield f"Accuracy has the derivative {slope} almost everywhere"
    yield f"The step function's slope is {slope} almost everywhere; the sigmoid's is nowhere {slope}."
    one, zero, flat = 53 * math.log(2), 1075 * math.log(2), 52 * math.log(2) + math.log(2 * H)
    yield f"the sigmoid is {math.exp(0):.0f} from x = {one:.2f} on and flat"
    yield f"to the left it is above {slope} down to x = -{zero:.2f}"
    low, high = 28, 36.7
    x = np.random.default_rng(0).uniform(low, high, 20_000)
    share = np.mean(1 / (1 + np.exp(-x - H)) == 1 / (1 + np.exp(-x + H)))
    assert 0.9 <= share < 0.95
    at = f"at some points from x = {flat:.2f} on, and at nine in ten between {low} and {high}"
    yield f"Its central difference with h = {sci(H)} is exactly {float(slope)} {at}"


def of_differences() -> Iterator[str]:
    """Yield what is said of differences and their step."""
    yield f"h = {sci(H)}"
    yield f"`numerical_diff` and `{((1 + H) - (1 - H)) / H:.0f}*h`"
    bad, lost = 1e-50, np.float32(1e-50)
    yield f"the result is {(3.0 + bad) - 3.0} at every ordinary x; at x = {lost:.0f}, where rounding does not hide h"
    yield f"There {bad} is not {lost:.0f}: the quotient fails because x + h equals x"
    yield f"rounds the step to {lost} before it is added, and the divisor too: the result is NaN instead of {lost}."
    yield f"as h goes to {lost:.0f}."
    x = np.linspace(-3, 3, 7)
    yield formula("0.01 x^2 + 0.1 x", function_1(x), x=x)
    first_place, second = (ledger.output(id).call.rpartition(", ")[2].strip(")") for id in ("O4.3.2-1", "O4.3.2-2"))
    yield f"two stated derivatives, at {first_place} and at {second}"
    yield f"its tangents at {first_place} and {second}"
    x0, x1 = math.sqrt(function_tmp2(0.0)), math.sqrt(function_tmp1(0.0))
    yield f"function_2 with x1 fixed at {x1:.0f}, and its derivative at {x0:.0f}"
    yield f"function_2 with x0 fixed at {x0:.0f}, and its derivative at {x1:.0f}"
    yield formula("x[0]**2 + x[1]**2", function_2([1.5, 2.5]), x=[1.5, 2.5])
    yield formula("0.01 x² + 0.1 x", function_1(x), x=x)
    yield formula("x₀² + x₁²", function_2([1.5, 2.5]), x0=1.5, x1=2.5)
    yield f"f(x₀, x₁) = {formula('x₀² + x₁²', function_2([1.5, 2.5]), x0=1.5, x1=2.5)}"
    at = 3.0
    yield f"stores {at + H} as {int(at + H)} and {at - H} as {int(at - H)}"
    still = first(lambda n: np.float32(2**n) + np.float32(H) == np.float32(2**n))
    yield f"A float32 above {2**still} does not change when the step is added"


def of_the_closer_difference() -> Iterator[str]:
    """Yield under what condition the central difference is closer, and where it is not.

    The errors of x^3 are h^2 for the central and 3 x h + h^2 for the forward difference, which is 0 at x = -h / 3. For
    function_1 the third derivative is 0, and five roundings, two of them in the power of a Python number, make phi 5 u
    times the terms.
    """
    power = 3
    yield f"for x{raised(power)} at −h/{math.comb(power, 2)} it is the forward difference"

    def outweighed(x: float) -> bool:
        phi = 5 * U * (0.01 * x * x + 0.1 * x)
        return allowed.forward_is_worse(x, 0.02 * x + 0.1, 0.0, phi) < H / 2 * 0.02

    reach = 100 * first(lambda n: not outweighed(100.0 * (n + 1)))
    yield f"up to |x| = {reach}."
    x, h, m1, m3, phi = 1.7, 0.3, 1.9, 2.3, 1e-15
    condition = "h²/2 max |f‴| + (2u (|x| + 6h) max |f′| + 4φ) / h"
    spelled = condition.replace("max |f‴|", "* m3").replace("max |f′|", "* m1").replace(" (|x|", " * (|x|")
    spelled = re.sub(r"(\d)([a-zφ])", r"\1 * \2", spelled)
    formula(spelled, allowed.forward_is_worse(x, m1, m3, phi, h), h=h, x=x, u=U, m1=m1, m3=m3, φ=phi)
    yield f"Where h/{2} |f″| is more than {condition}, with φ for"
    yield f"error of a value of f and u = {2}{raised(int(math.log2(U)))}"
    x = 13741.26887937825
    slope = Fraction(x) / 50 + Fraction(1, 10)
    central = (function_1(x + H) - function_1(x - H)) / (2 * H)
    assert abs(Fraction((function_1(x + H) - function_1(x)) / H) - slope) < abs(Fraction(central) - slope)
    yield f"for function_1 at {x}, where rounding decides"


def of_gradients() -> Iterator[str]:
    """Yield what is said of the gradient of function_2, and of the descent on it."""
    yield f"whose gradient is {(Fraction(3) ** 2 - Fraction(1) ** 2) / (3 - 1) / 2}x; not in general"
    flat = f"{numerical_gradient(lambda w: 1.0, np.ones(3)).max():.0f}"
    yield f"A gradient that works on a copy is silently {flat} everywhere"
    yield f"only the first entry, and the others stay {flat}."
    elements = f"whose elements are all {np.zeros_like(np.ones(3)).max():.0f}"
    yield f"reads as “an x {elements}”"
    yield f"an array of the shape of `x`, {elements}"
    start, rate = [-3, 4], Fraction(1, 10)
    lengths = [float(rate * 2 * math.hypot(*start) * (1 - 2 * rate) ** n) for n in range(3)]
    yield f"({lengths[0]}, {lengths[1]}, {lengths[2]} from {start} at {float(rate)})"
    at, slope = 1.0, 2.0
    factor = formula("1 - 2 lr", (at - 0.3 * slope) / at, lr=0.3)
    rates = [n / 2 for n in range(-4, 5) if abs(at - n / 2 * slope) <= at]
    low, high = f"{min(rates):.0f}", f"{max(rates):.0f}"
    yield f"For function_2 and a rate lr between {low} and {high}, until"
    one = f"{abs(at - max(rates) * slope):.0f}"
    assert min(abs(at - 1.1 * slope), abs(at + 0.1 * slope)) > 1
    yield f"by |{factor}|, which is {one} at the rate {max(rates)}, and more than {one} at {1.1} or {-0.1}."


def of_a_lost_step() -> Iterator[str]:
    """Yield what becomes of the descent with the rate 10, by the chapter's loop without a check."""
    rate, path, slopes = 10, [np.array([-3.0, 4.0])], []
    for _ in range(20):
        x, squares = path[-1], path[-1] ** 2
        slopes.append((((x + H) ** 2 + squares[::-1]) - ((x - H) ** 2 + squares[::-1])) / (2 * H))
        path.append(x - rate * slopes[-1])
    lost = [next(n for n, x in enumerate(path) if x[i] + H == x[i]) for i in (0, 1)]
    too_large = 100 * (slopes[lost[1]][0] / (2 * path[lost[1]][0]) - 1)
    at_first = f"its difference is {slopes[lost[1]][1]:.0f}, and that of x0 is {too_large:.0f} % too large by rounding"
    yield f"In step {lost[1] + 1} x1 + h is x1, so that {at_first}; from step {lost[0] + 1} on x0 + h is x0 as well"
    assert not slopes[-1].any()
    yield f"It grows until x + h equals x; the gradient is then {slopes[-1].max():.0f}, and x freezes"
    exact = [(1 - 2 * rate) ** 100 * at for at in (-3, 4)]
    about = f"[{exact[0]:.2e}, {exact[1]:.2e}]".replace("e+", "e")
    yield f"exact descent reaches ({1} - {2} * {rate})**{100} times the start, about {about}"
    yield f"here step {lost[1] + 1} is an error that says so"


def of_networks() -> Iterator[str]:
    """Yield what is said of networks: how large they are, what they score, and where softmax overflows."""
    inputs, hidden, outputs = 784, 50, 10
    parameters = (inputs + 1) * hidden + (hidden + 1) * outputs
    yield f"{parameters:,} in a network of {inputs}, {hidden} and {outputs} units"
    setup = namespace(ledger.output("O4.4.2-2").setup)
    scores = np.exp(setup["x"] @ setup["net"].W)
    shares = scores / scores.sum()
    share = shares[setup["t"].argmax()]
    decimals = len("0.1234567890123")
    with_offset, without = (str(-math.log(p))[:decimals] for p in (share + DELTA, share))
    yield f"With the offset the loss is {with_offset}...; without it the printed weights give {without}..., as near"
    sides = f"It is {np.exp(-1000.0):.0f}/{np.exp(-1000.0):.0f} where all scores are very small"
    yield f"{sides}, and over a whole batch its rows do not sum to {shares.sum():.0f}"
    rows, columns = setup["net"].W.shape
    yield f"Write “형상이 {rows}×{columns}인” (of shape {rows}×{columns})"
    yield f"say “shape W {rows}×{columns}” without the subject"
    yield f"is that of W, {rows}×{columns}"
    yield f"overflows above {LARGEST:.2f} (in float32 above {math.log(np.finfo(np.float32).max):.2f})"
