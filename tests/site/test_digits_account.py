"""The account of the last digits: its arithmetic is Python's, its parts are the whole error, its rows are true."""

import random
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import chapter4

sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "_ext"))

import digits_account as account

CASES = [pytest.param(case, id=case.id) for case in account.CASES]


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
    assert [account.nearest(exact) for exact in some_fractions()] == [
        Fraction(float(exact)) for exact in some_fractions()
    ]


def test_a_double_is_rounded_to_the_float32_that_numpy_gives():
    """From a double: NumPy has no way to float32 from a fraction that does not round twice."""
    doubles = [float(exact) for exact in some_fractions()]
    assert [float(account.nearest(Fraction(x), 24)) for x in doubles] == [float(np.float32(x)) for x in doubles]


@pytest.mark.parametrize("case", CASES)
def test_the_rebuilt_derivative_is_chapter4s_bit_for_bit(case):
    assert Fraction(account.rebuilt(case)) == Fraction(chapter4.numerical_diff(case.function, case.x))
    assert repr(float(account.rebuilt(case))) == case.printed


@pytest.mark.parametrize("case", CASES)
def test_every_number_in_play_is_the_one_that_python_computes(case):
    """Each label of the table, evaluated as Python, is the number beside it."""
    names = {"x": case.x, "h": 1e-4, "f": case.function}
    for number in account.steps(account.rebuilt(case)):
        assert Fraction(eval(number.text, names)) == number, number.text
        assert Fraction(eval(number.formula, names)) == number, number.formula
        assert Fraction(account.decimals(number)) == number


@pytest.mark.parametrize(
    ("case", "printed"),
    [
        (account.CASES[0], ["0", "-4.661e-13", "-4.441e-13", "0", "1e-17", "-9.102e-13"]),
        (account.CASES[1], ["0", "-6.992e-13", "-6.661e-13", "0", "1e-17", "-1.365e-12"]),
        (account.CASES[2], ["0", "1.2662e-11", "-8.882e-12", "0", "3e-16", "3.780e-12"]),
        (account.CASES[3], ["0", "-8.819e-13", "4e-16", "0", "4e-16", "-8.811e-13"]),
    ],
    ids=[case.id for case in account.CASES],
)
def test_the_five_parts_are_the_known_ones_and_sum_to_the_whole_error(case, printed):
    """The known ones were found apart from this code, and are rounded: half a unit of their last digit is allowed."""
    parts = account.split(case)
    assert len(parts) == len(account.PARTS)
    assert sum(parts) == Fraction(chapter4.numerical_diff(case.function, case.x)) - case.derivative
    for part, text in zip([*parts, sum(parts)], printed, strict=True):
        mantissa, _, exponent = text.partition("e")
        unit = Fraction(f"1e{exponent or 0}") / 10 ** len(mantissa.partition(".")[2])
        assert abs(part - Fraction(text)) <= unit / 2 if part else text == "0", (float(part), text)


@pytest.mark.parametrize("case", CASES)
def test_each_part_is_found_a_second_way(case):
    """By the slope of the secant for x ± h, and from the errors of the single operations."""
    numbers = {number.text: number for number in account.steps(account.rebuilt(case))}
    x, h, ahead, behind = (Fraction(numbers[text]) for text in ("x", "h", "x + h", "x - h"))
    a, b = (Fraction(1, 100), Fraction(1, 10)) if case.name == "function_1" else (1, 0)
    truncation, places, inside, subtraction, division = account.split(case)
    assert truncation == 2 * a * x + b - case.derivative
    assert places == ((ahead - behind) * (a * (ahead + behind) + b)) / (2 * h) - case.derivative
    assert inside == (
        Fraction(numbers["f(x + h)"]) - Fraction(numbers["f(x - h)"]) - (ahead - behind) * (a * (ahead + behind) + b)
    ) / (2 * h)
    assert subtraction == numbers["f(x + h) - f(x - h)"].error / (2 * h)
    assert division == numbers["(f(x + h) - f(x - h)) / (2 * h)"].error


def test_another_step_does_not_rebuild_the_printed_digits(monkeypatch):
    """The build fails where the account and chapter4 part."""
    monkeypatch.setattr(account, "H", 1.0000001e-4)
    with pytest.raises(AssertionError, match=r"O4\.3\.2-1: .* in fractions"):
        account.rebuilt(account.CASES[0])


def test_arithmetic_that_rounds_otherwise_is_noticed(monkeypatch):
    monkeypatch.setattr(account.Double, "rounded", staticmethod(lambda exact: account.nearest(exact, 52)))
    with pytest.raises(AssertionError, match=r"O4\.3\.2-1: .* in fractions"):
        account.rebuilt(account.CASES[0])


def test_a_row_that_is_not_true_is_noticed(monkeypatch):
    monkeypatch.setattr(account, "NO_CHANGES", account.CHANGES[:1])
    with pytest.raises(AssertionError, match="Horner's form: alters a digit"):
        account.variants(alter=False)
    monkeypatch.setattr(
        account, "CHANGES", (("nothing", "", lambda case: chapter4.numerical_diff(case.function, case.x)),)
    )
    with pytest.raises(AssertionError, match="nothing: alters nothing"):
        account.variants(alter=True)


def test_what_changes_the_digits_gives_the_known_numbers():
    found = {
        what: [None if value is None else str(value) for value in values]
        for what, _, values in account.variants(alter=True)
    }
    assert found["Horner's form"][:2] == ["0.1999999999996449", "0.2999999999997449"]
    assert found["from left to right"][1] == "0.2999999999997449"
    assert found["multiply and add fused"][2] == "6.000000000021544"
    assert found["the constant dropped"][2] == "6.000000000012662"
    assert found["float32 throughout"][0] == "0.2002716"


@pytest.mark.parametrize("case", CASES)
def test_float32_by_fractions_is_numpys(case):
    x, h = np.array([case.x], dtype=np.float32), np.array([1e-4], dtype=np.float32)
    (expected,) = (case.function(x + h) - case.function(x - h)) / (2 * h)
    assert account.single(case) == expected
    assert expected.dtype == np.float32


def test_what_does_not_change_the_digits_changes_no_bit():
    for _, _, values in account.variants(alter=False):
        assert values == [chapter4.numerical_diff(case.function, case.x) for case in account.CASES]


def test_digits_in_agreement_are_counted():
    assert account.digits(account.CASES[0], 0.1999999999990898) == (16, 16)
    assert account.digits(account.CASES[0], np.float32(0.2002716)) == (3, 16)


@pytest.mark.parametrize(("value", "text"), [(5, "5"), (-0.375, "-0.375"), (0.0625, "0.0625"), (0, "0")])
def test_all_decimals_are_written(value, text):
    assert account.decimals(Fraction(value)) == text


def test_a_third_has_no_last_decimal():
    with pytest.raises(ValueError, match="no last decimal"):
        account.decimals(Fraction(1, 3))


def test_a_derivative_that_is_not_printed_is_named():
    with pytest.raises(KeyError, match="no derivative of function_1 at 7"):
        account.case("function_1", 7)
