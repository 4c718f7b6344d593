"""What the pages write of the certificate: every decimal, and the errors in four digits."""

import sys
from fractions import Fraction
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "_ext"))

import digits_account as account

from chapter4 import ledger
from digits.certificate import DERIVATIVES, rebuilt, steps
from digits.formulations import TABLES


@pytest.mark.parametrize("case", DERIVATIVES, ids=lambda case: f"{case.id}-{case.entry}")
def test_all_decimals_of_a_number_are_the_number(case):
    for number in steps(rebuilt(case)):
        assert Fraction(account.decimals(number)) == number


@pytest.mark.parametrize(("value", "text"), [(5, "5"), (-0.375, "-0.375"), (0.0625, "0.0625"), (0, "0")])
def test_all_decimals_are_written(value, text):
    assert account.decimals(Fraction(value)) == text


def test_a_third_has_no_last_decimal():
    with pytest.raises(ValueError, match="no last decimal"):
        account.decimals(Fraction(1, 3))


def test_an_error_is_written_with_its_sign():
    assert account.small(Fraction(-3, 2**40)) == "−2.728e−12"
    assert account.small(Fraction(3, 2**40)) == "+2.728e−12"
    assert account.small(Fraction(0)) == "0"


def test_the_five_parts_of_the_first_derivative_stand_on_the_page(site):
    page = site.pages["why_the_last_digits.html"].get_text()
    for error in ("−4.661e−13", "−4.441e−13", "−9.102e−13", "+1.266e−11", "−8.882e−12", "+3.780e−12"):
        assert error in page


@pytest.mark.parametrize("name", TABLES)
def test_every_formulation_stands_on_the_page_and_what_it_computes(site, name):
    ids, chosen = TABLES[name]
    page = site.pages["digits.html"].get_text()
    for formulation in chosen:
        assert formulation.what.replace("'", "’") in page.replace("'", "’")
        assert formulation.code in page
    for id in ids:
        assert all(text in page for text in ledger.output(id).printed.split(", "))


def test_the_known_numbers_stand_on_the_page(site):
    page = site.pages["digits.html"].get_text()
    for number in ("0.1999999999996449", "0.2999999999997449", "6.000000000021544", "6.000000000012662", "0.2002716"):
        assert number in page
