"""The certificate: each stated number follows from correctly rounded operations, one by one, and so does its error."""

import itertools
import math
import random
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest

import chapter4
from chapter4 import evidence, ledger
from digits import certificate
from digits.certificate import DERIVATIVES, nearest, rebuilt, split, steps
from proof.chapter import H
from proof.entries import proves

CASES = pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.id}-{case.entry}") for case in DERIVATIVES])


# ------------------------------------------------------------------ The arithmetic


def some_fractions():
    """Fractions of many sizes, and halfway cases of both widths, where ties go to even."""
    rng = random.Random(4)
    found = []
    for _ in range(500):
        ratio = Fraction(rng.randint(-(10**30), 10**30), rng.randint(1, 10**30))
        found.append(ratio * Fraction(2) ** rng.randint(-90, 90))
    found += [sign * (1 + k * Fraction(1, 2**bits)) for bits in (24, 53) for k in range(8) for sign in (1, -1)]
    return [*found, 2 - Fraction(1, 2**54), Fraction(0)]


def test_a_fraction_is_rounded_to_the_double_that_python_gives():
    assert [nearest(exact) for exact in some_fractions()] == [Fraction(float(exact)) for exact in some_fractions()]


def test_a_double_is_rounded_to_the_float32_that_numpy_gives():
    """From a double: NumPy has no way to float32 from a fraction that does not round twice."""
    doubles = [float(exact) for exact in some_fractions()]
    assert [float(nearest(Fraction(x), 24)) for x in doubles] == [float(np.float32(x)) for x in doubles]


# ------------------------------------------------------------------ The stated derivatives


@CASES
def test_the_rebuilt_derivative_is_chapter4s_bit_for_bit(case):
    """Which is the printed one: `rebuilt` itself compares the three."""
    assert Fraction(rebuilt(case)) == Fraction(evidence.computed(ledger.output(case.id))[case.entry])


def test_every_stated_derivative_is_certified():
    """That is every output of numerical_diff and numerical_gradient but the exact ones and those of the network."""
    calls = ("numerical_diff(", "numerical_gradient(")
    stated = [output.id for output in ledger.outputs() if output.call.startswith(calls)]
    assert sorted({case.id for case in DERIVATIVES}) == sorted(set(stated) - {"O4.4.2-3"})


def rounded(exact):
    """Round as Python does where it divides two integers, which is another code than the certificate's."""
    return Fraction(float(exact))


def rounded_difference(f, x):
    """The operations of a central difference, written out once more: two places, two values, three operations."""
    h, x = Fraction(H), Fraction(x)
    ahead, behind = rounded(x + h), rounded(x - h)
    return float(rounded(rounded(f(ahead) - f(behind)) / rounded(2 * h)))


def rounded_sum_of_squares(other):
    return lambda x: rounded(rounded(x * x) + rounded(Fraction(other) ** 2))


@CASES
def test_every_number_in_play_is_the_one_that_python_computes(case):
    """Each label of the table, evaluated as Python, is the number beside it."""
    names = {"x": case.x, "h": H, "f": case.function}
    for number in steps(rebuilt(case)):
        assert Fraction(eval(number.text, names)) == number, number.text
        assert Fraction(eval(number.formula, names)) == number, number.formula


# ------------------------------------------------------------------ The error in its five parts


@CASES
def test_each_part_is_found_a_second_way(case):
    """By the slope of the secant for x ± h, and from the errors of the single operations."""
    numbers = {number.text: number for number in steps(rebuilt(case))}
    x, h, ahead, behind = (Fraction(numbers[text]) for text in ("x", "h", "x + h", "x - h"))
    a, b = (Fraction(1, 100), Fraction(1, 10)) if case.name == "function_1" else (1, 0)
    secant = (ahead - behind) * (a * (ahead + behind) + b)
    truncation, places, inside, subtraction, division = split(case)
    assert truncation == 2 * a * x + b - case.exact
    assert places == secant / (2 * h) - case.exact
    assert inside == (Fraction(numbers["f(x + h)"]) - Fraction(numbers["f(x - h)"]) - secant) / (2 * h)
    assert subtraction == numbers["f(x + h) - f(x - h)"].error / (2 * h)
    assert division == numbers["(f(x + h) - f(x - h)) / (2 * h)"].error


@CASES
def test_the_subtraction_is_exact_and_the_division_all_but(case):
    """Sterbenz: doubles within a factor of two have a double as their difference. The division rounds once."""
    truncation, _, _, subtraction, division = split(case)
    assert truncation == subtraction == 0
    assert abs(division) <= Fraction(math.ulp(case.computed)) / 2


# ------------------------------------------------------------------ The certificate can fail


@CASES
def test_arithmetic_that_rounds_otherwise_is_noticed(case, monkeypatch):
    """The entries at 0 are 0 in any arithmetic."""
    monkeypatch.setattr(certificate.Double, "rounded", staticmethod(lambda exact: nearest(exact, 40)))
    if case.x == 0:
        assert rebuilt(case) == 0
    else:
        with pytest.raises(AssertionError, match=r"O4.*: .* in fractions"):
            rebuilt(case)


@pytest.mark.parametrize(
    ("case", "other"),
    [
        (DERIVATIVES[0], lambda x: (0.01 * x + 0.1) * x),
        (DERIVATIVES[2], lambda x: x * x),
        (DERIVATIVES[4], lambda x: x[0] ** 2 + x[1]),
    ],
)
def test_code_that_computes_otherwise_is_noticed(case, other, monkeypatch):
    """Another code is rebuilt as it is, but its number is not the printed one."""
    monkeypatch.setattr(chapter4, case.name, other)
    with pytest.raises(AssertionError, match="printed"):
        rebuilt(case)


def test_a_derivative_that_is_not_stated_is_named():
    with pytest.raises(KeyError, match="no derivative of function_1 at 7"):
        certificate.derivative("function_1", 7)


# ------------------------------------------------------------------ The stated losses and descents


def outputs_and_answers(entry):
    """The y and the t of a stated loss."""
    namespace = {}
    exec(entry.setup, namespace)
    return namespace["y"].tolist(), namespace["t"].tolist()


def numpys_sum(terms):
    """The sum of 8 to 15 terms in the order of np.sum: of the first eight in pairs, pairs of pairs; then the rest."""
    first, rest = terms[:8], terms[8:]
    while len(first) > 1:
        first = [rounded(a + b) for a, b in zip(first[::2], first[1::2], strict=True)]
    for term in rest:
        first[0] = rounded(first[0] + term)
    return first[0]


@proves("O4.2.1-1", "O4.2.1-2")
def test_a_squared_error_follows_from_rounded_operations_in_numpys_order(entry):
    y, t = outputs_and_answers(entry)
    squares = [rounded(rounded(Fraction(a) - Fraction(b)) ** 2) for a, b in zip(y, t, strict=True)]
    loss = float(rounded(numpys_sum(squares) / 2))
    assert loss == float(entry.printed)
    assert [loss] == evidence.computed(entry)


@proves("O4.2.2-1", "O4.2.2-2")
def test_a_cross_entropy_follows_from_a_rounded_sum_and_a_rounded_logarithm(entry):
    y, t = outputs_and_answers(entry)
    inside = rounded(Fraction(y[t.index(1)]) + Fraction(1e-7))
    with localcontext(prec=60):
        loss = float(-(Decimal(inside.numerator) / Decimal(inside.denominator)).ln())
    assert loss == float(entry.printed)
    assert [loss] == evidence.computed(entry)


@proves("O4.4.1-1", "O4.4.1-3")
def test_a_descent_follows_from_rounded_operations_to_its_last_bit(entry):
    """A step is a product and a difference after each gradient."""
    rate = Fraction({"O4.4.1-1": 0.1, "O4.4.1-3": 1e-10}[entry.id])
    x = [Fraction(-3), Fraction(4)]
    for _ in range(100):
        slopes = [rounded_difference(rounded_sum_of_squares(other), v) for v, other in zip(x, x[::-1], strict=True)]
        x = [rounded(v - rounded(rate * Fraction(slope))) for v, slope in zip(x, slopes, strict=True)]
    assert [float(v) for v in x] == evidence.computed(entry)
    assert all(map(evidence.as_printed, entry.printed.split(", "), map(float, x)))


def test_steps_come_in_the_order_of_the_computation():
    numbers = steps(rebuilt(DERIVATIVES[0]))
    place = {number.text: i for i, number in enumerate(numbers)}
    for number, operand in itertools.chain.from_iterable(((n, o) for o in n.operands) for n in numbers):
        assert place[operand.text] < place[number.text]
