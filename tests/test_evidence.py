"""How a program of the ledger is run, and how far a number agrees with a printed one."""

import dataclasses
import math
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest

from chapter4 import evidence, ledger
from chapter4.evidence import agreement, as_printed, decimal, least_agreement

ABOVE, BELOW = math.nextafter(0.1, 1.0), math.nextafter(0.1, 0.0)


@pytest.mark.parametrize(
    ("printed", "value", "agree"),
    [
        ("1", 1.5, (1, 1)),  # half a unit
        ("1", math.nextafter(1.5, 2.0), (0, 1)),
        ("3.1416", 3.14159265, (5, 5)),
        ("3.1416", 3.14169, (4, 5)),
        ("3.1416", 3.2, (1, 5)),
        ("3.1416", -3.1416, (0, 5)),
        ("0.0024", 0.0024, (2, 2)),
        ("6.11110793e-10", 6.1111079e-10, (8, 9)),
        ("2.5", Fraction(5, 2), (2, 2)),
    ],
)
def test_numbers_agree_to_a_digit_where_they_differ_by_half_a_unit_of_it_at_most(printed, value, agree):
    assert agreement(printed, value) == agree


@pytest.mark.parametrize(
    ("printed", "value", "expected"),
    [
        ("0.10000000000000", ABOVE, True),  # fourteen digits, which a neighbour has as well
        ("0.100000000000000", 0.1, True),
        ("0.100000000000000", ABOVE, False),
        ("0.100000000000000", BELOW, False),
        ("0.10000000000000001", 0.1, True),
        ("0.10000000000000001", ABOVE, False),
        ("3.1416", 3.2, False),
    ],
)
def test_fifteen_digits_stand_for_one_double(printed, value, expected):
    assert as_printed(printed, value) is expected


@pytest.mark.parametrize(
    ("printed", "values", "least"),
    [
        ("2.0, 1.0000000000000000", [2.3, 1 + 3e-12], (12, 17)),
        ("1.0000000000000000, 2.0", [1 + 3e-12, 2.3], (12, 17)),
        ("1.0000000000000000, 1.0000000000000000", [1 + 3e-12, 1 + 3e-4], (4, 17)),
        ("1.0000000000000000, 1.0000000000000000", [1 + 3e-4, 1 + 3e-12], (4, 17)),
    ],
)
def test_of_several_numbers_the_one_that_lacks_most_digits_counts(printed, values, least):
    output = dataclasses.replace(ledger.entry("O4.4-1"), printed=printed)
    assert least_agreement(output, values) == least
    with pytest.raises(ValueError, match="argument"):
        least_agreement(output, values[:1])


def test_a_third_has_fifty_digits():
    assert str(decimal(Fraction(1, 3))) == "0." + 50 * "3"


@pytest.mark.parametrize("value", [1e16, 0.1, 123456789.12345679])
def test_a_float_is_taken_to_fifty_digits(value):
    with localcontext(prec=50):
        assert decimal(value) == +Decimal(value)


def test_a_traceback_shows_the_programs_own_lines_alone():
    found = evidence.run("def f(x):\n    return x.nothing\n\nf(1)\n", "the program")
    assert type(found.error) is AttributeError
    told = found.traceback
    assert [line.strip() for line in told.splitlines() if "File" in line] == [
        'File "the program", line 4, in <module>',
        'File "the program", line 2, in f',
    ]
    assert "    f(1)\n" in told
    assert "    return x.nothing\n" in told


RECORDS = [
    kind
    for module in (evidence, ledger)
    for kind in vars(module).values()
    if dataclasses.is_dataclass(kind) and kind.__module__ == module.__name__
]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_what_is_read_can_not_be_changed_or_misspelt(kind):
    record = object.__new__(kind)
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(record, dataclasses.fields(kind)[0].name, "changed")
    assert not hasattr(record, "__dict__")
