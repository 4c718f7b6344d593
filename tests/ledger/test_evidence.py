"""How the ledger's entries are run and compared."""

import dataclasses
import linecache
import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from chapter4 import evidence, ledger


@pytest.mark.parametrize(
    ("printed", "value", "digits"),
    [
        ("0.1999999999990898", 0.1999999999990898, (16, 16)),
        ("0.1999999999990898", 0.1999999999990998, (13, 16)),
        ("3.14", 3.144, (3, 3)),
        ("3.14", 3.1451, (2, 3)),
        ("3", 2.5, (1, 1)),
        ("0.2", Fraction(1, 5), (1, 1)),
        ("-2.58983747e+13", -25898374737328.363, (9, 9)),
        ("1.0", -1.0, (0, 2)),
        ("0.0", 0.0, (1, 1)),
        ("60000", 60000, (5, 5)),
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


@pytest.mark.parametrize(
    ("printed", "digits"), [("0.20000099999917", 14), ("0.199999999999090", 15), ("0.1999999999990898", 16)]
)
def test_from_fifteen_digits_on_only_that_very_double_is_as_printed(printed, digits):
    value = float(printed)
    assert evidence.as_printed(printed, value)
    assert not evidence.as_printed(printed, value + 1e-12)
    for neighbour in (math.nextafter(value, 0.0), math.nextafter(value, 1.0)):
        assert evidence.agreement(printed, neighbour) == (digits, digits)
        assert evidence.as_printed(printed, neighbour) == (digits < 15)


def test_the_entry_that_lacks_the_most_digits_decides():
    output = ledger.output("O4.4-1")
    for values in ([-6.0, 8.0], [6.0, -8.0]):
        assert evidence.least_agreement(output, values) == (0, 17)
    with pytest.raises(ValueError, match="shorter"):
        evidence.least_agreement(output, [6.0])


def test_a_fraction_is_given_to_fifty_digits():
    assert evidence.decimal(Fraction(2, 3)) == Decimal("0." + 49 * "6" + "7")


def test_a_run_tells_what_was_printed_raised_and_warned_of():
    outcome = evidence.run("import warnings\nprint(7)\nwarnings.warn('x', DeprecationWarning)\nprint(y)", "here.py")
    assert outcome.printed == "7"
    assert isinstance(outcome.error, NameError)
    assert outcome.warned == ("DeprecationWarning: x",)
    assert outcome.traceback.splitlines()[1] == '  File "here.py", line 4, in <module>'
    assert evidence.run("x = 1\ny = 2", "here.py").traceback == ""
    assert linecache.getline("here.py", 1) == "x = 1\n"
    # A name that sorts before all paths: the other frames are still left out.
    assert evidence.run("raise ValueError", "#.py").traceback.count("File") == 1
