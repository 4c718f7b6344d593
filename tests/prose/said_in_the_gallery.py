"""Claims of the gallery's scripts, beyond what the code of a script shows."""

import math
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from chapter4 import (
    SimpleNet,
    forward_difference,
    function_1,
    function_tmp1,
    function_tmp2,
    ledger,
    numerical_diff,
    sigmoid,
    step_function,
)
from chapter4.section_4_2_2 import DELTA
from proof.images import load_digits
from prose.claiming import first, formula, sci, tex


def of_probabilities() -> Iterator[str]:
    """Yield what is said of outputs, which lie between what the sigmoid nears, and of their logarithms."""
    zero, one = f"{sigmoid(-1000.0):.0f}", f"{sigmoid(1000.0):.0f}"
    yield f"turn a number into something from {zero} to {one}"
    yield f":math:`y_t`, go from {zero} to {one}"
    yield f"it lies between {zero} and {one}"
    yield f"the output at the right answer nears {one}"
    yield f"both losses fall to {-math.log(1) + 0:.0f} as :math:`y_t` grows to {math.exp(0):.0f}"
    yield f"to {-math.log(DELTA):.1f} with the chapter's offset"
    yield f"At {math.exp(0):.0f}, a perfect output, the logarithm is {math.log(1):.0f}"
    assert np.log(np.nextafter(0.0, 1.0)) < -700
    yield f"towards {zero}, a confident mistake"
    yield f"one that is {0.6} at the right answer"
    yield f"The right answer is class {[0, 1, 0].index(1)}"
    yield f"Both functions rise from {zero} to {one}"
    yield f"marks the logarithm of {math.exp(0):.0f}"


def of_accuracy() -> Iterator[str]:
    """Yield what is said of classes, and of slopes that say nothing."""
    yield f"the label is {int(False)} for a three and {int(True)} for an eight"
    digits = range(3)
    yield f"for images of {digits[0]}, {digits[1]} and {digits[2]}"
    inputs, outputs = SimpleNet(rng=0).W.shape
    yield f":math:`w_{{{inputs - 1}{outputs}}}`, which leads from the first input to the third output"
    flat = f"{numerical_diff(step_function, 1.0):.0f}"
    yield f"flat almost everywhere, whose slope is {flat}"
    yield f"every slope of the step function is {flat}"
    yield f"Of the {len(load_digits().target)} images"


def of_slopes() -> Iterator[str]:
    """Yield what is said of differences and their errors."""
    yield f"differentiates ``function_1`` at {5} and at {10}"
    error = abs(Fraction(numerical_diff(function_1, 5)) - Fraction(1, 5))
    yield f"its slope is off by some :math:`{10}^{{{round(math.log10(error))}}}`"
    x0, x1 = math.sqrt(function_tmp2(0.0)), math.sqrt(function_tmp1(0.0))
    yield f"are the two cuts through the point ({x0:.0f}, {x1:.0f})"
    x, h, power = 5, Fraction(1, 7), 3
    slope = power * x ** (power - 1)
    yield f"The function is :math:`f(x) = x^{power}` at :math:`x = {x}`, where the derivative is {slope}"
    truncation = ((x + h) ** power - (x - h) ** power) / (2 * h) - slope
    yield f"the error of the central difference is exactly :math:`h^{first(lambda n: h**n == truncation)}`"
    half_a_gap = math.ulp(float(x)) / 2
    lost = f"below some :math:`{10}^{{{math.floor(math.log10(half_a_gap))}}}` the step is lost"
    answer = f"{forward_difference(lambda x: x * x * x, float(x), half_a_gap / 2):.0f}"
    yield f"{lost} and the forward difference answers {answer} for every :math:`h`, where the slope is {slope}"


def of_steps() -> Iterator[str]:
    """Yield the ends of the steps that are drawn, the chapter's bad one being the last."""
    largest, least = 0.1, float(ledger.defect("E4.3.1-1").quoted[0].partition("=")[2])
    yield f"the error against h, from {sci(largest)} to {sci(least)}"
    yield f":math:`h = {tex(largest)}` down to :math:`{tex(least)}`"


def of_descent() -> Iterator[str]:
    """Yield what is said of descent, and of the rate that freezes."""
    start, counted = (-3, 4), range(3)
    yield f":math:`{start}`"
    yield f"called with {counted[0]}, {counted[1]}, {counted[2]} and so on"
    rate = 10
    factor = formula("|1 - 2 eta|", abs(1 - rate * 2), eta=rate).replace("eta", r"\eta")
    yield f":math:`{factor}`, which is {abs(1 - rate * 2)} for the rate {rate}"
    frozen = 2.6e13
    assert frozen + 1e-4 == frozen
    yield f"Then every difference is {(frozen + 1e-4) - (frozen - 1e-4):.0f} and nothing moves"
