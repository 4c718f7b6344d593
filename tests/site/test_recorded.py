"""What a table of a record says of many versions at once, and which of its columns are of numbers."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "_ext"))

import recorded
from myst_text import BREAK


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        ({"py311": "a", "py311-oldest": "a", "py312": "a", "py312-oldest": "a"}, ["a, on every version"]),
        ({"py311": "a", "py311-oldest": "a", "py312": "b", "py312-oldest": "b"}, ["3.11: a", "3.12: b"]),
        ({"py311": "a", "py311-oldest": "b"}, ["3.11 with the newest NumPy: a", "3.11 with the oldest NumPy: b"]),
    ],
    ids=["one value", "by Python", "by NumPy"],
)
def test_what_is_the_same_on_several_versions_is_said_once(row, lines):
    assert recorded.on_versions({"id": "O4.2.1-1"} | row) == BREAK.join(lines)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1, True), (0.5, True), (None, True), ("≤ 1.10", True), ("none", True), (False, False), ("met", False)],
)
def test_numbers_and_their_limits_are_set_as_numbers(value, expected):
    assert recorded.is_number(value) is expected
