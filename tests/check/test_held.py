"""Copies that the check was not fitted to: the sound ones are right, and a slip in them is found, at its line."""

import json

import pytest

import records
from chapter4.check.checking import check
from chapter4.check.judging import probing
from check import held, table
from check.held_edits import SLIPS

WRONG = [slip for slip in SLIPS if slip.kind != "sound"]
SOUND = [slip for slip in SLIPS if slip.kind == "sound"]


def accused(code):
    """Return the lines at which something is told that is no hazard."""
    return [finding.place.line for finding in check(code.encode(), "copy.py", run=True).findings if not finding.hazard]


@pytest.mark.parametrize("copy", held.COPIES)
def test_a_sound_copy_is_not_accused(copy):
    assert accused(held.source(copy)) == []


def test_what_is_a_choice_or_a_hazard_is_not_accused():
    assert {slip: lines for slip in SOUND if (lines := accused(held.applied(slip)))} == {}


def test_the_slips_are_of_many_kinds_and_in_every_copy():
    assert len(WRONG) >= 300
    assert len({slip.kind for slip in WRONG}) >= 50
    assert {slip.copy for slip in WRONG} == set(held.COPIES)


@pytest.mark.parametrize("slip", WRONG[::30], ids=lambda slip: f"{slip.copy}-{slip.kind}")
def test_a_slip_is_one_finding_at_its_line(slip):
    assert accused(held.applied(slip)) == [held.line(slip)]


def test_the_record_is_of_all_slips_and_meets_the_targets():
    found = json.loads((records.FOLDER / "check.json").read_text(encoding="utf-8"))
    assert sum(row["slips"] for row in found["corpora"]) == len(list(table.asked(found["every"])))
    assert found["sound"]["accused"] == 0
    for row in (*found["corpora"], found["total"]):
        assert min(row["recall"], row["precision"]) >= 99
        assert row["line"] >= 95


def test_what_fails_inside_the_check_is_said_of_that_function(monkeypatch):
    def failing(*_):
        raise ArithmeticError

    monkeypatch.setattr(probing, "judged", failing)
    assert probing._said("softmax", None) == {"verdict": "not checked", "failed": "ArithmeticError"}
