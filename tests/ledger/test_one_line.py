"""Wrong and right of a defect run on the same data, and differ in the line that is wrong."""

import ast
import difflib

import pytest

from chapter4 import ledger

WITH_CURE = [defect for defect in ledger.defects() if defect.cure]

MORE_LINES = {
    "E4.2.1-1": "outputs and answers are both tuples",
    "E4.2.4-9": "of two functions under one name one goes, and the other learns its form of answers",
    "E4.3.1-5": "backslashes stand in the name and in the formula",
    "E4.3.2-1": "backslashes stand in the name and in the formula",
    "E4.3.2-2": "two outputs stand behind prompts",
    "E4.4-1": "x and grad are both indexed with round brackets",
    "E4.4-12": "the second value is taken at x, and the divisor is that of one side",
    "E4.4-26": "neither step is written into x",
    "E4.4.2-1": "a whole function is missing",
    "E4.4.2-4": "the exponent is not shifted, and the sum is not that of a row",
}
"""Why the right code differs from the wrong in more than one line."""

OTHER_DATA = {
    "E4.2.1-1": "the data are tuples, which is the defect",
    "E4.2.3-2": "the name of the number is torn",
    "E4.2.3-11": "the data are missing, which is the defect",
    "E4.2.4-3": "the number is torn",
    "E4.3.1-3": "the step is 0 in float32, which is what is said of it",
    "E4.4.1-11": "the rate is what is wrong",
    "E4.4.2-5": "the network and its data are missing, which is the defect",
}
"""Why the line that differs is one that defines data."""

MAKES_DATA = {"array", "arange", "full", "zeros", "ones"}
"""The functions of NumPy that data are made with."""


def lines_of(code):
    """Return the lines of code that are not blank."""
    return [line for line in code.splitlines() if line.strip()]


def changed(defect):
    """Return the lines that the wrong code has alone, and those of the right code, for each place."""
    wrong, right = lines_of(defect.reproducer), lines_of(defect.cure)
    places = difflib.SequenceMatcher(None, wrong, right, autojunk=False).get_opcodes()
    return [(wrong[i:j], right[k:m]) for tag, i, j, k, m in places if tag != "equal"]


def defines_data(line):
    """Whether a line gives a name a value that is written out, in numbers alone or in arrays of them."""
    try:
        (statement,) = ast.parse(line.strip()).body
    except (SyntaxError, ValueError):
        return False
    if line.startswith(" ") or not isinstance(statement, ast.Assign):
        return False
    if any(isinstance(target, ast.Subscript) for target in statement.targets):
        return False
    names = {node.id for node in ast.walk(statement.value) if isinstance(node, ast.Name)}
    made = {node.attr for node in ast.walk(statement.value) if isinstance(node, ast.Attribute)}
    return names <= {"np", "SimpleNet"} and made <= MAKES_DATA


@pytest.mark.parametrize("defect", WITH_CURE, ids=lambda defect: defect.id)
def test_right_differs_from_wrong_in_one_line_or_the_reason_is_given(defect):
    lines = sum(max(map(len, place)) for place in changed(defect))
    assert (lines > 1) == (defect.id in MORE_LINES)
    assert 0 < lines <= 3


@pytest.mark.parametrize("defect", WITH_CURE, ids=lambda defect: defect.id)
def test_wrong_and_right_have_the_same_data_or_the_reason_is_given(defect):
    other = [line for place in changed(defect) for side in place for line in side if defines_data(line)]
    assert bool(other) == (defect.id in OTHER_DATA)


def test_a_reason_is_that_of_an_entry_with_a_cure():
    assert set(MORE_LINES) | set(OTHER_DATA) <= {defect.id for defect in WITH_CURE}
    assert len(WITH_CURE) > 100


@pytest.mark.parametrize(
    ("line", "is_data"),
    [
        ("y, t = np.array([0.5, 0.5]), np.array([1, 0])", True),
        ("h = 1e-50", True),
        ("x = np.array([3, 4]) / 2", True),
        ("    h = 1e-50", False),
        ("x[idx] = 3.0", False),
        ("t = t.ravel()", False),
        ("batch-size = 10", False),
        ("print(y)", False),
    ],
)
def test_a_line_of_data_is_known_by_what_it_assigns(line, is_data):
    assert defines_data(line) == is_data
