"""Claims of scale in words, such as `four times` and `half`, in all prose."""

import contextlib
import itertools
import math
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from artists import ran
from chapter4 import (
    cross_entropy_error,
    evidence,
    forward_difference,
    function_2,
    function_tmp1,
    function_tmp2,
    gradient_descent,
    ledger,
    numerical_diff,
    numerical_gradient,
    sigmoid,
    softmax,
    sum_squares_error,
)
from chapter4.check.judging import formulas
from chapter4.section_4_2_2 import DELTA, negative_log
from chapter4.section_4_3 import H
from digits.certificate import DERIVATIVES
from digits.formulations import power_margin
from mutation.watch import Suite
from proof import allowed, copies
from proof.allowed import U, pairwise_depth
from proof.images import load_digits
from prose.claiming import sci
from prose.reading import ROOT, code_of
from prose.said_in_the_ledger import namespace
from prose.scales import COUNTS, above, below, magnitude, part, share, times, verb


def numbers(text: str) -> list[float]:
    """Return the numbers in a text, one after the other."""
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d*)?(?:e-?\d+)?", text)]


def squares(x: Any) -> Any:
    """Return the sum of squares, of one number too."""
    return np.sum(np.square(x))


def off_by(id: str) -> list[float]:
    """Return the factors by which the numbers are wrong that an entry's reproducer prints."""
    defect = ledger.defect(id)  # whose code a test runs, so that it prints the value, and its cure what is cured
    return [a / b for a, b in zip(numbers(defect.value), numbers(defect.cured), strict=True)]


def typed(id: str, pattern: str) -> list[Fraction]:
    """Return the numbers that a figure's code has in the one place of a pattern, as they are typed."""
    (match,) = re.finditer(pattern, code_of(ledger.figure(id)))
    return [Fraction(number) for number in match.groups()]


def of_the_half_of_the_squares() -> Iterator[str]:
    """Yield what is said of the factor of the squared errors, and what becomes of the slope without it."""
    y, t = np.array([0.25, 0.75]), np.array([0.0, 1.0])
    factor = sum_squares_error(y, t) / np.sum((y - t) ** 2)
    half, halve = share(factor), verb(factor)
    yield f"{half.capitalize()} the sum of the squared differences"
    yield f"The loss is {half} the sum of the squared differences"
    yield f"{half.capitalize()} the sum of their squares is"
    yield f"the sum of squared errors, {halve}d"
    yield f"why the sum is {halve}d"
    yield f"not averaged, not {halve}d"
    yield f"does not {halve} the sum, or multiplies it by a factor other than one {half}"
    yield f"Multiply the sum by one {half}, once"
    yield f"The factor one {half} only makes"
    yield f"have no factor one {half}, so"
    assert all(Fraction(x * factor) == Fraction(x) * Fraction(factor) for x in (0.1, 0.3, 1 / 3))
    yield f"and to {halve} costs nothing"
    slopes = [2 * k * (0.6 - 1) for k in (factor, 1)]
    more = slopes[1] / slopes[0]
    yield f"It {verb(more)}s, from −{-slopes[0]} to −{-slopes[1]}"
    yield f"which is a multiple of the derivative, is {times(more)} as long"
    rows = 10
    one, batch = (sum_squares_error(np.tile(y, (n, 1)), np.tile(t, (n, 1))) for n in (1, rows))
    yield f"{times(batch / one)} as much: it adds up the errors of all rows"


def of_losses() -> Iterator[str]:
    """Yield what is said of the cross entropy error: of its sum over samples, and of its offset."""
    (summed,) = off_by("E4.2.4-4")
    yield f"get {times(summed, within=1e-6)} the loss of one"
    labels = numbers(re.search(r"for t in (.*):", ledger.defect("E4.2.4-7").reproducer).group(1))
    (first, _, last), (nothing, _, most) = labels, off_by("E4.2.4-7")
    assert nothing == 0
    costs = f"{last:.0f} {times(most, within=1e-6)} the right loss"
    yield f"class {first:.0f} costs nothing, and class {costs}"
    yield f"and those of class {costs}"
    yield f"a {first:.0f} costs nothing, a {costs}"
    y, t = np.full((10, 2), 0.5), np.zeros(10, dtype=int)
    summed = -np.sum(np.log(y[np.arange(len(t)), t] + DELTA))
    much = times(summed / cross_entropy_error(y, t), within=1e-12)  # of equal terms, but for eleven roundings
    yield f"{COUNTS[len(t)]} samples give a loss {much} too large"
    (falls,) = {Fraction("0.4") / Fraction("0.8"), Fraction("0.03") / Fraction("0.06")}
    yield f"falls to a {share(falls)}, from"
    small = 1e-7
    yield f"the offset {verb((small + DELTA) / small)}s the number inside the logarithm"
    printed = ledger.output("O4.2.2-1").printed
    agree = [evidence.agreement(printed, negative_log(0.6, delta)) for delta in (0.0, DELTA / 10)]
    (lost,) = {share(below(1 - right / all_of_them)) for right, all_of_them in agree}
    yield f"without it, or with a smaller one, more than {lost} of the digits are gone"


def of_mini_batches() -> Iterator[str]:
    """Yield how the mean of a batch scatters, computed from every batch that can be drawn with replacement."""
    losses = [0.1, 0.2, 0.7, 1.9]

    def scatter(size: int) -> float:
        return float(np.std([np.mean(batch) for batch in itertools.product(losses, repeat=size)]))

    halved = next(size for size in (2, 3, 4, 5) if scatter(size) <= scatter(1) / 2)
    width, cost = share(scatter(halved) / scatter(1), within=1e-12), times(halved)
    rows, batch = int(ledger.output("O4.2.3-1").printed), 10
    variances = [Fraction(rows - size, size * (rows - 1)) for size in (batch, halved * batch)]
    assert share(math.sqrt(variances[1] / variances[0]), within=1e-3) == width
    yield f"a small batch made {cost} larger has {width} the scatter, at {cost} the cost"
    narrower = Fraction("0.05") / Fraction("0.2")
    assert math.isclose(scatter(2) / scatter(1), 2**-0.5)
    yield f"{share(narrower).capitalize()} of the scatter takes {times(1 / narrower**2)} as many samples"
    names = ran("section_4_2_3_mini_batch_losses").names
    size = 100
    column = names["losses"][list(names["sizes"]).index(size)]
    distance = np.median(np.abs(np.array(column) / names["full"] - 1))
    yield f"Most batches of {COUNTS[size]} images are within {share(above(distance))} of it"


def of_guesses() -> Iterator[str]:
    """Yield how often a guess between two classes is right, of all that can be made, and what learned nothing."""
    labels = (0, 1, 1)
    half = share(np.mean([np.equal(guess, labels) for guess in itertools.product((0, 1), repeat=len(labels))]))
    yield f"near or above one {half}"
    yield f"Guessing would be right {half} of the time"
    ends = ran("section_4_1_2_overfitting").names["history"][-1]
    yield f"stays near one {part(ends[1], within=0.1)}"
    x = np.random.default_rng(0).random((100, 4))
    tasks = [x @ weights > 0 for weights in ([1, 1, -1, -1], [1, -1, 1, -1])]  # is the top, is the left brighter
    by_the_other_rule = share(np.mean(np.equal(*tasks)), within=0.15)
    yield f"nearly all, about {by_the_other_rule}, or nearly none"
    yield f"About {by_the_other_rule}: it answers the second task"
    yield f"each answer has the probability one {part(softmax(np.zeros(3))[0], within=1e-12)}"


def of_slopes() -> Iterator[str]:
    """Yield by which factor slopes are wrong."""
    (half,) = {share(ratio, within=1e-4) for id in ("E4.3.1-21", "E4.3.1-22") for ratio in off_by(id)}
    yield f"the result is about {half} the slope"
    (about,) = {share(ratio, within=1e-4) for id in ("E4.4-19", "E4.4-20") for ratio in off_by(id)}
    yield f"every slope is about {about} of what it should be"
    for id, what in (("E4.3.1-17", ""), ("E4.4-15", " each difference")):
        x, right = np.array([3.0]), 6.0
        slopes = [getattr(formulas, slip.function)(divisor=slip.value)(squares, x) for slip in copies.of_id(id)]
        shorter, longer = (round(right / float(np.squeeze(slope)), 6) for slope in slopes)
        yield f"The code divides{what} by {share(shorter)} or {times(longer)} the distance between the two points"
    (column,) = {share(ratio) for ratio in off_by("E4.4-2")}
    yield f"the second step starts from the first: {column} the gradient"
    yield f"{column} of every slope of a column"
    yield f"My gradient is {column} of what it should be"
    yield f"every entry is {column} as large as it should be"
    yield f"the slopes come out {column} as large as they should be"
    (twice,) = {times(ratio) for ratio in off_by("E4.4-15")}
    yield f"slopes {about} or {twice} as large"
    yield f"Every slope of the gradient is {about} or {twice} what it should be"
    (much,) = {magnitude(ratio) for ratio in off_by("E4.4-4")}
    yield f"is silently {much} too large"
    step = Fraction("0.001")  # as which 10e-4 is printed
    yield f"the step is {times(step / Fraction(sci(H)))} too large"
    yield f"My step is {times(step / Fraction(sci(H)))} too large"


def of_calls() -> Iterator[str]:
    """Yield how often a gradient calls its function."""
    calls, x = [], np.ones((2, 3))
    numerical_gradient(lambda x: float(calls.append(x.copy()) or np.sum(x)), x)
    yield f"It calls `f` {len(calls)} times, {times(len(calls) / x.size)} for each entry"


def of_differences() -> Iterator[str]:
    """Yield how the errors of the cube fall with the step, down to where rounding counts, and of a lost step."""
    names = ran("section_4_3_error_against_h").names
    smaller, steps = 10, (1e-2, 1e-3)
    ratios = []
    for difference in (forward_difference, numerical_diff):
        large, small = (abs(difference(names["f"], names["x"], h) - names["true"]) for h in steps)
        ratios.append(large / small)
    forward, central = (times(ratio, within=0.01) for ratio in ratios)
    assert steps[1] * smaller == steps[0]
    yield f"a step {times(smaller)} smaller makes the first about {forward} smaller, the second {central}"
    steeper = times(math.log(ratios[1]) / math.log(ratios[0]), within=0.01)
    yield f"central error falls {steeper} as steeply as the forward one"
    yield f"the central one {steeper} as steeply"
    assert 1.0 + U == 1.0
    yield f"would see no step, or only {share(((1.0 + U) - (1.0 - U)) / (2 * U))} of one"
    binary = [np.finfo(kind).nmant + 1 for kind in (np.float32, np.float64)]
    yield f"because it has less than {share(above(binary[0] / binary[1]))} of the digits"


def of_rounding() -> Iterator[str]:
    """Yield what is said of units and gaps, and of the digits that they cost."""
    off = max(n for n in range(1000) if evidence.agreement("6.000", 6 + Fraction(n, 100_000))[0] == 4)
    yield f"no more than {share(Fraction(off, 100))} a unit of the"
    x = np.random.default_rng(0).uniform(1, 2, 10_000).tolist()
    square = max(abs(Fraction(at * at) - Fraction(at) ** 2) / Fraction(math.ulp(at * at)) for at in x)
    yield f"A correctly rounded square is off by {share(square, within=1e-3)} a unit at most"
    # Of float16, whose sums doubles hold exactly.
    pairs = itertools.product(range(512, 2048), np.ldexp(1.0, range(-12, 1)))
    summed = max(abs(float(np.float16(a) + np.float16(b)) - (a + b)) / np.spacing(np.float16(a)) for a, b in pairs)
    yield f"It is off by {share(summed)} a gap at most"
    margins = [power_margin(case) for case in DERIVATIVES if case.name in ("function_1", "function_2")]
    assert min(margins) < 0.55
    yield f"little more than {share(below(min(margins)))} a unit"
    yield f"Where an error slightly above {share(below(min(margins)))} a unit already changes"
    floats = [n * 2**power for n in range(8, 16) for power in range(6)]  # of four binary digits

    def is_exact(factor: int) -> bool:
        return all(y - x in {0, *range(8), *floats} for x in floats for y in floats if x <= y <= factor * x)

    yield f"neither is more than {times(max(filter(is_exact, range(2, 6))))} the other"
    x0, x1 = math.sqrt(function_tmp2(0.0)), math.sqrt(function_tmp1(0.0))
    finer = math.ulp(function_2([x0, x1])) / math.ulp(x0**2)
    yield f"where the grid is {times(finer)} as fine"


def of_bounds() -> Iterator[str]:
    """Yield what is said of bounds: of the slope of the sigmoid, of terms, and of roundings that are counted."""
    steps = [H, 0.1, 1 / 3]
    (free,) = (factor for factor in (2, 3) if all(Fraction(factor * h) == factor * Fraction(h) for h in steps))
    yield f"(To {verb(free)} $h$ costs nothing.)"
    many = 1024
    larger = next(factor for factor in range(2, 9) if pairwise_depth(factor * many) == pairwise_depth(many) + 1)
    yield f"$m$ grows by about one when $N$ {verb(larger)}s"
    thirds = [allowed.last_layer_third(1.0, delta) for delta in (0.0, DELTA)]
    yield f"the bound is {times(thirds[1] / thirds[0])} that above"
    slope = max(float(sigmoid(x)) * (1 - float(sigmoid(x))) for x in (-1.0, 0.0, 1.0))
    yield f"passes on {share(slope)} of that and adds"
    params, x = {"W1": np.eye(1), "b1": np.zeros(1), "W2": np.eye(1), "b2": np.zeros(1)}, [[1.0]]
    r = math.expm1(allowed.two_layers(params, x).shares.item())
    off = (allowed.two_layer_gradient(params, x)["b2"].item() - 2 * U) / (1 + 2 * U)  # of one sample, before the mean
    yield f"and rounds {times((off - 2 * r - r**2) / U, within=0.01)}"


def of_softmax() -> Iterator[str]:
    """Yield what becomes of the scores and of the batch that the reproducer of E4.4.2-4 has."""
    with contextlib.redirect_stdout(None), np.errstate(all="ignore"):
        names = namespace(ledger.defect("E4.4.2-4").reproducer)
        assert np.isinf(np.exp(names["z"])).all()
    yield f"The exponential of {names['z'][0]:.0f} is infinite"
    yield f"its two rows sums to one {part(names['batch'][0].sum())} instead"


def of_figures() -> Iterator[str]:
    """Yield what is said of figures: from the numbers in their scripts, or from what these compute."""
    bowl, hills = (ran(f"section_4_4_{name}").names for name in ("narrow_bowl", "1_ascent"))
    slopes = numerical_gradient(bowl["f"], np.ones(2))
    yield f"the bowl is {times(slopes[1] / slopes[0], within=1e-9)} as steep along one variable"
    (drawn,) = typed("F4.4-1", r"'scale': (\d+)")
    yield f"has {share(1 / drawn)} of its true length"
    (scale,) = typed("F4.4-5", r"'scale': (\d+)")
    yield f"at {share(1 / scale)} of its length"
    tops = sorted({round(float(hills["landscape"](path[-1])), 2) for path in hills["paths"]})
    yield f"{share(tops[1] / tops[0] - 1, within=0.01)} as high again as the other"
    (off,) = typed("F4.4-6", r"\[1\.0, (0\.\d*[1-9])\]")
    yield f"one {share(off)} off it"
    rows = len(load_digits().images[0])
    (above_it,) = typed("F4.2-5", r"ink\[:, (\d+):\]")
    yield f"in the lower {share(1 - above_it / rows)} of the image"
    low, high = typed("F4.2-5", r"lens = \(([\d.]+), ([\d.]+)\)")
    first_of_all, last_of_all = typed("F4.2-5", r"linspace\((-?\d+), (\d+), \d+\)")
    lens = share((high - low) / (last_of_all - first_of_all))
    yield f"over {lens} of that range"
    yield f"over {lens} of the range"
    (rate,) = typed("F4.4-4", r"net\.W - ([\d.]+) \*")
    page = (ROOT / "docs" / "section_4_4_2.md").read_text(encoding="utf-8")
    (on_the_page,) = map(Fraction, re.findall(r"net\.W -= ([\d.]+) \*", page))
    yield f"the learning rate is {float(on_the_page)}; the figure below uses {share(rate / on_the_page)} of that"


def of_descent() -> Iterator[str]:
    """Yield the rate at which one step from anywhere reaches the minimum of the sum of squares."""
    rates = [Fraction(n, 8) for n in range(9)]
    ends = {rate: gradient_descent(function_2, [-3.0, 4.0], lr=float(rate), step_num=1) for rate in rates}
    (rate,) = (rate for rate, end in ends.items() if np.abs(end).max() < 1e-9)
    yield f"One {share(rate)}, which makes the factor"


def of_a_test_that_does_not_end() -> Iterator[str]:
    """Yield after which multiple of its own time a test of a mutant is stopped."""
    none, one = (Suite({"a test": seconds}).limit("a test") for seconds in (0.0, 1.0))
    stopped = f"has used {times(one - none)} its time on the unchanged code, and {COUNTS[none]} seconds more"
    yield f"A test is stopped once it {stopped}"
