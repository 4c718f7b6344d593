"""4.3.2 Examples of numerical differentiation."""

from fractions import Fraction

import pytest

import chapter4
from proof.allowed import U
from proof.copies import of_copies, slips_of
from proof.entries import proves
from proof.functions import FUNCTION_1


@proves("O4.3.2-1", "O4.3.2-2", "S4.3.2-2", "E4.3.2-2")
def test_the_two_derivatives_to_the_last_printed_digit(entry, assert_as_printed):
    outputs = [entry] if entry.id.startswith("O") else [chapter4.ledger.output(id) for id in ("O4.3.2-1", "O4.3.2-2")]
    for output in outputs:
        # x / 50 + 1 / 10 is the derivative, of which the stated number may be off as far as the computed one.
        assert_as_printed(output, allowed=lambda stated: 2 * FUNCTION_1.central(round((stated - 0.1) * 50)))


@proves("S4.3.2-1", "E4.3.2-1")
@pytest.mark.parametrize("x", [-10, -0.5, 0, 0.0, 1, 2.5, 5, 10])
def test_function_1_is_the_stated_quadratic(implementation, x):
    """The two products round twice each and the coefficients once, the sum once: 4u of the sum of their sizes."""
    exact = Fraction(1, 100) * Fraction(x) ** 2 + Fraction(1, 10) * Fraction(x)
    size = Fraction(1, 100) * Fraction(x) ** 2 + Fraction(1, 10) * abs(Fraction(x))
    assert abs(Fraction(float(implementation.own("function_1")(x))) - exact) <= 4 * Fraction(U) * size


@proves("O4.3.2-3")
def test_the_exact_derivatives(entry, record_property):
    """In rational arithmetic alone; the derivative by rule, x / 50 + 1 / 10, says the same."""
    namespace = {}
    exec(entry.setup, namespace)
    stated = [Fraction(text) for text in entry.printed.split(", ")]
    found = eval(entry.call, namespace)
    assert found == stated
    record_property("computed", ", ".join(str(value) for value in found))
    record_property("digits", "every one, exactly")
    assert stated == [Fraction(x, 50) + Fraction(1, 10) for x in (5, 10)]
    assert 0.02 * 10 + 0.1 != 0.3


@proves(*of_copies("4.3.2", "function_1"))
def test_no_slip_of_copies_is_made(implementation, entry):
    assert entry.id not in slips_of(implementation.own("function_1"), entry)
