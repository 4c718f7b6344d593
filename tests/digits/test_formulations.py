"""Other ways to compute the stated outputs break the digits that they are said to break, and no others."""

import math
import sys
from fractions import Fraction

import numpy as np
import pytest

import chapter4
import records
from chapter4 import evidence, ledger
from digits import matrix
from digits.certificate import DERIVATIVES
from digits.formulations import TABLES, first_break, power_margin, shown, verdicts
from proof.chapter import H
from proof.entries import proves, ulps


def results(what, *ids):
    """What the formulation of that name computes for these outputs, as texts, and how far it is as printed."""
    found = []
    for id in ids:
        (formulation,) = [f for columns, chosen in TABLES.values() for f in chosen if id in columns and f.what == what]
        found += verdicts(formulation, ledger.output(id))
    return found


def numbers(what, *ids):
    return [text for text, _ in results(what, *ids)]


FOUR = ("O4.3.2-1", "O4.3.2-2", "O4.3.3-1", "O4.3.3-2")


# ------------------------------------------------------------------ What changes the digits of the derivatives


BROKEN = {
    "Horner's form": {"O4.3.2-1": ("0.1999999999996449", 13), "O4.3.2-2": ("0.2999999999997449", 12)},
    "from left to right": {"O4.3.2-2": ("0.2999999999997449", 12)},
    "multiply and add fused": {"O4.3.3-1": ("6.000000000021544", 12)},
    "the constant dropped": {"O4.3.3-1": ("6.000000000012662", 12)},
}
"""What is computed of which derivative, and the digit that breaks."""
HARMLESS = [
    *("the corrected code", "the square as a product", "NumPy's square of an array", "the terms in the other order"),
    *("x an int", "x a float", "x a NumPy scalar", "x an array without axes", "x an array with one axis"),
    *("multiplied by the reciprocal", "divided by 2, then by h"),
]


@pytest.mark.parametrize("what", [*BROKEN, *HARMLESS])
def test_a_way_to_compute_the_derivatives_breaks_these_digits_and_no_others(what):
    (formulation,) = [formulation for formulation in TABLES["derivative"][1] if formulation.what == what]
    for output in filter(formulation.applies_to, map(ledger.output, FOUR)):
        ((text, verdict),) = verdicts(formulation, output)
        broken, digit = BROKEN.get(what, {}).get(output.id, (output.printed, None))
        assert text == broken
        assert verdict.partition(", ")[2] == f"breaks digit {digit}" if digit else verdict == "as printed"


def test_the_two_that_break_a_derivative_at_3_break_the_gradient_there():
    assert numbers("multiply and add fused", "O4.4-1") == ["6.000000000021544", "7.999999999999119"]
    assert numbers("the other coordinate left out", "O4.4-1") == ["6.000000000012662", "7.999999999999119"]


def test_float32_leaves_two_or_three_digits():
    found = results("float32 throughout", *FOUR)
    assert found[0] == ("0.2002716", "3 of 16 digits, breaks digit 1")
    assert [verdict.split()[0] for _, verdict in found] == ["3", "3", "2", "3"]


@pytest.mark.parametrize("case", DERIVATIVES[:4], ids=lambda case: case.id)
def test_float32_by_fractions_is_numpys(case):
    x, h = np.array([case.x], dtype=np.float32), np.array([H], dtype=np.float32)
    (expected,) = (case.function(x + h) - case.function(x - h)) / (2 * h)
    assert expected.dtype == np.float32
    assert numbers("float32 throughout", case.id) == [str(expected)]


@pytest.mark.parametrize(
    "what",
    [
        *("ten times the step", "a tenth of the step", "a power of two as the step"),
        *("divided by the step really taken", "forward difference", "brackets forgotten"),
    ],
)
def test_another_step_or_divisor_changes_every_derivative(what):
    assert "as printed" not in [verdict for _, verdict in results(what, *FOUR)]


@pytest.mark.parametrize("id", FOUR)
def test_the_forward_difference_is_off_by_half_the_second_derivative_times_h(id):
    """Its rounding is that of two values of f, which are below 32 and rounded thrice: 6 ulps of 16 at most, over h."""
    second = Fraction(1, 50) if id.startswith("O4.3.2") else 2
    exact = {"O4.3.2-1": 0.2, "O4.3.2-2": 0.3, "O4.3.3-1": 6.0, "O4.3.3-2": 8.0}[id]
    ((text, verdict),) = results("forward difference", id)
    assert abs(float(text) - exact - H * second / 2) <= 6 * math.ulp(16.0) / H
    assert int(verdict.split()[0]) <= 5


# ------------------------------------------------------------------ What does not


@pytest.mark.parametrize("what", ["summed by NumPy", "summed exactly, rounded once", "every point in one call"])
def test_these_change_no_bit_of_the_gradient(what):
    assert numbers(what, "O4.4-1") == ["6.00000000000378", "7.999999999999119"]


# ------------------------------------------------------------------ Powers


@proves("O4.3.2-1", "O4.3.2-2", "O4.4-1")
def test_a_power_may_be_off_by_so_much_and_no_more(entry):
    """Known for 10 is 0.558. A margin above half a unit means that a correctly rounded power is safe."""
    margins = [power_margin(case) for case in DERIVATIVES if case.id == entry.id]
    if entry.id == "O4.3.2-2":
        assert round(margins[0], 3) == 0.558
    assert all(margin > 0.5 for margin in margins)


# ------------------------------------------------------------------ Losses, descents, the network


def test_the_squared_error_has_the_digits_of_numpys_sum_alone():
    exactly = ("O4.2.1-1", "O4.2.1-2")
    assert numbers("summed exactly, rounded once", *exactly) != numbers("added from left to right", *exactly)
    assert results("added from left to right", *exactly) == [
        ("0.09750000000000003", "as printed"),
        ("0.5974999999999999", "15 of 17 digits, breaks digit 4"),
    ]
    for what in ("a product", "halved by a division", "each square halved"):
        assert [verdict for _, verdict in results(what, *exactly)] == ["as printed"] * 2


def test_the_offset_decides_the_seventh_digit_of_the_cross_entropy():
    """-log y is greater by log1p(1e-7 / y). Two logarithms, the sum inside and the one here are an ulp off at most."""
    ids = ("O4.2.2-1", "O4.2.2-2")
    for y, id, (text, verdict) in zip((0.6, 0.1), ids, results("without the offset", *ids), strict=True):
        assert ulps(float(text), float(ledger.output(id).printed) + math.log1p(1e-7 / y)) <= 4
        assert verdict == "6 of 17 digits, breaks digit 7"


def test_a_descent_keeps_its_nine_digits_where_only_the_rounding_changes():
    for what in ("the squares as products", "multiply and add fused", "the step fused", "the true gradient"):
        assert {verdict for _, verdict in results(what, "O4.4.1-1", "O4.4.1-3")} == {"as printed"}


def test_a_descent_by_forward_differences_ends_half_a_step_before_the_minimum():
    """(f(x + h) - f(x)) / h is 2x + h, so that x + h/2 shrinks to 0.8 of itself in each step.

    Its rounding is at most some u x^2 / h, which shrinks faster: a thousandth of the whole is more than enough for it.
    """
    for start, text in zip((-3, 4), numbers("forward difference", "O4.4.1-1"), strict=True):
        left = 0.8**100 * (start + H / 2)
        assert abs(float(text) + H / 2 - left) <= 1e-3 * abs(left)


def test_without_the_check_of_the_step_the_artefact_comes_again_and_with_it_an_error():
    assert {verdict for _, verdict in results("without the check of the step", "O4.4.1-2")} == {"as printed"}
    assert verdicts(TABLES["descent"][1][0], ledger.output("O4.4.1-2")) == [("ValueError", "refused")]


# ------------------------------------------------------------------ The tables and the counting


@pytest.mark.parametrize("name", TABLES)
def test_every_formulation_of_a_table_applies_to_one_of_its_outputs(name):
    ids, chosen = TABLES[name]
    assert all(any(formulation.applies_to(ledger.output(id)) for id in ids) for formulation in chosen)
    assert len({formulation.what for formulation in chosen}) == len(chosen)


@pytest.mark.parametrize(
    ("printed", "value", "digit"),
    [
        ("0.1999999999990898", 0.1999999999990898, None),
        ("6.0000000000037801", 6.00000000000378, None),
        ("0.1999999999990898", 0.1999999999996449, 13),
        ("6.0000", 5.9999, 1),
        ("9.0000", 10.2, 1),
        ("-6.111e-10", 6.111e-10, 1),
        ("1.234", 1.0e-9, 1),
        ("1.234", -1e300, 1),
        ("123.4", 123.44, None),
        ("123.4", 123.45001, 4),
        ("0.2", 0.0, 1),
    ],
)
def test_the_first_digit_that_breaks_is_counted(printed, value, digit):
    assert first_break(printed, value) == digit


def test_a_number_is_shown_in_the_width_that_it_has():
    assert shown(0.1) == "0.1"
    assert shown(float(np.float32(0.2002716))) == "0.2002716"
    assert shown(1e300) == "1e+300"
    assert shown(math.nan) == "nan"


def test_chapter4_itself_is_put_back_after_a_formulation():
    verdicts(TABLES["derivative"][1][-1], ledger.output("O4.3.2-1"))
    assert sys.modules["chapter4"] is chapter4


@pytest.mark.parametrize("output", ledger.outputs(), ids=lambda output: output.id)
def test_an_output_is_shown_with_its_digits_or_with_the_reason_that_it_has_none(output):
    text, digits = evidence.recomputed(output)
    if output.verdict == "artefact":
        assert text.startswith("ValueError: the step is lost")
        assert "lr = 10.0" in text
    if output.verdict in ("not recomputed", "not reproducible"):
        assert text == "not computed"
    if output.verdict == "same":
        agree, _, printed = digits.partition(" of ")
        assert digits == "all, exactly" or agree == printed
    if output.verdict == "differs":
        agree, _, printed = digits.partition(" of ")
        assert int(agree) < int(printed)
    assert bool(digits) == (output.verdict in ("same", "differs"))


# ------------------------------------------------------------------ The matrix


def test_columns_that_differ_are_told_apart(monkeypatch):
    """A column is put beside itself, with one number of it changed; all its numbers are made up."""
    monkeypatch.setattr(records, "fingerprint", lambda name: "today's")
    monkeypatch.setattr(evidence, "recomputed", lambda output: ("0.3", "16 of 16"))
    monkeypatch.setattr(matrix, "verdicts", lambda formulation, output: [("0.3", "as printed")])
    column = matrix.column()
    (place,) = [
        i
        for i, (output, formulation) in enumerate(matrix.formulated())
        if (output.id, formulation.what) == ("O4.3.2-1", "Horner's form")
    ]
    other = {**column, "outputs": {**column["outputs"]}, "formulations": [*column["formulations"]]}
    other["outputs"]["O4.3.2-1"] = ("0.2", "11 of 16")
    other["formulations"][place] = [("0.2", "11 of 16 digits, breaks digit 1")]
    same = matrix.compared({"py311": column, "py312": column})
    differ = matrix.compared({"py311": column, "py312": other})
    assert (same["values_that_vary"], same["varying"], same["one_value"]) == (0, [], same["computed"])
    assert differ["one_value"] == differ["computed"] - 1
    assert differ["values_that_vary"] == 1
    assert [(row["id"], row["py311"], row["py312"]) for row in differ["varying"]] == [
        ("O4.3.2-1", "as printed", "11 of 16 digits, breaks digit 1")
    ]
    (row,) = [row for row in differ["rows"] if row["id"] == "O4.3.2-1"]
    assert (row["py311"], row["py312"], row["values"]) == ("16 of 16", "11 of 16", 2)


def test_a_column_that_is_missing_or_of_other_code_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(records, "fingerprint", lambda name: "today's")
    for name in matrix.COLUMNS[1:]:
        code = "other" if name == "py313" else "today's"
        (tmp_path / f"digits-{name}.json").write_text(f'{{"code": "{code}"}}', encoding="utf-8")
    with pytest.raises(SystemExit, match=r"Nothing was computed for py311, py313: .*Python 3\.11 to 3\.14"):
        matrix.complete(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_pages_record_is_that_of_the_formulations_and_outputs_of_today():
    found = records.read("digits")
    assert [row["id"] for row in found["rows"]] == [output.id for output in ledger.outputs()]
    assert found["formulations"] == len(matrix.formulated())
    assert [column["name"] for column in found["columns"]] == matrix.COLUMNS
