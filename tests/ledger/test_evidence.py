"""How the ledger's entries are run and compared."""

import dataclasses
import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from chapter4 import evidence, ledger


@pytest.mark.parametrize(
    ("printed", "value", "digits"),
    [
        ("3.1416", 3.14159265, (5, 5)),
        ("0.5", Fraction(1, 2), (1, 1)),
        ("0.25", Decimal("0.26"), (1, 2)),
        ("0.30", np.float64(0.7), (0, 2)),
        ("0.25", math.nan, (0, 2)),
        ("0.25", math.inf, (0, 2)),
        ("0.25", np.float64(-math.inf), (0, 2)),
    ],
)
def test_a_value_agrees_to_so_many_digits(printed, value, digits):
    assert evidence.agreement(printed, value) == digits
    assert evidence.as_printed(printed, value) == (digits[0] == digits[1])


@pytest.mark.parametrize("value", ["nan", "inf"])
def test_an_output_that_is_not_finite_agrees_to_no_digit(value):
    output = dataclasses.replace(ledger.output("O4.3.2-1"), setup="", call=f"float({value!r})")
    assert evidence.recomputed(output) == (value, "0 of 16")


def test_an_output_that_is_refused_is_shown_with_its_notes_where_it_has_any():
    raises = "def f(*notes):\n    error = ValueError('x')\n    for n in notes: error.add_note(n)\n    raise error"
    output = dataclasses.replace(ledger.output("O4.3.2-1"), setup=raises, call="f()")
    assert evidence.recomputed(output) == ("ValueError: x", "")
    output = dataclasses.replace(output, call="f('in step 1', 'again')")
    assert evidence.recomputed(output) == ("ValueError: x; in step 1; again", "")
