"""The marks of a file, and functions that are not written yet."""

import json
from importlib.resources import files

import pytest

from chapter4.check.checking import check
from chapter4.check.command_line import main
from chapter4.check.found import Judged, Place, Report
from chapter4.check.showing import outputs as showing
from chapter4.check.showing.grading import marks

SIGMOID = "def sigmoid(x):\n    return 1 / (1 + np.exp(-x))\n"


def judged(name, verdict, called=""):
    return Judged(name, called or name, Place(1), verdict)


def mark(*functions, strict=False):
    """Return the mark of softmax in a file with these functions."""
    (found,) = (one for one in marks(Report("a.py", [], list(functions)), strict=strict) if one.name == "softmax")
    return found.verdict, found.mark


# ------------------------------------------------------------------ Marks


@pytest.mark.parametrize(
    ("verdict", "plain", "strict"),
    [("right", 1, 1), ("hazard", 1, 0), ("wrong", 0, 0), ("not written", 0, 0), ("not checked", None, None)],
)
def test_the_mark_of_each_verdict(verdict, plain, strict):
    assert mark(judged("softmax", verdict)) == (verdict, plain)
    assert mark(judged("softmax", verdict), strict=True) == (verdict, strict)


def test_what_is_not_there_is_missing():
    assert mark(judged("sigmoid", "right"), judged("TwoLayerNet", "not checked")) == ("missing", 0)


def test_the_last_definition_counts():
    assert mark(judged("softmax", "right"), judged("softmax", "wrong")) == ("wrong", 0)


def test_a_function_of_the_very_name_counts_before_one_that_only_does_the_same():
    assert mark(judged("softmax", "wrong"), judged("softmax", "right", "helper")) == ("wrong", 0)
    assert mark(judged("softmax", "wrong", "other"), judged("softmax", "right", "helper")) == ("right", 1)


FOUND = [judged("softmax", "right"), judged("sigmoid", "not checked"), judged("function_1", "hazard")]


def test_as_text():
    reports = [Report("a\x1b.py", [], FOUND, [], ["a note"]), Report("b.py")]
    first, second = showing.graded(reports, strict=False).split("\n\n")
    assert first.splitlines() == [
        "a\\x1b.py: 2 of 13, 1 not checked",
        "  0  sum_squares_error    missing",
        "  0  cross_entropy_error  missing",
        "  0  step_function        missing",
        "  -  sigmoid              not checked",
        "  0  numerical_diff       missing",
        "  1  function_1           hazard",
        "  0  function_2           missing",
        "  0  function_tmp1        missing",
        "  0  function_tmp2        missing",
        "  0  numerical_gradient   missing",
        "  0  gradient_descent     missing",
        "  1  softmax              right",
        "  0  SimpleNet            missing",
        "  note: a note",
    ]
    assert second.splitlines()[0] == "b.py: 0 of 13"
    assert showing.graded(reports, strict=True).startswith("a\\x1b.py: 1 of 13, 1 not checked\n")


def test_as_json():
    (file,) = json.loads(showing.as_json([Report("a.py", [], FOUND)], "", graded=True))["files"]
    assert (file["marks"]["got"], file["marks"]["of"]) == (2, 13)
    assert [one for one in file["marks"]["functions"] if one["verdict"] != "missing"] == [
        {"name": "sigmoid", "verdict": "not checked", "mark": None},
        {"name": "function_1", "verdict": "hazard", "mark": 1},
        {"name": "softmax", "verdict": "right", "mark": 1},
    ]
    assert '"got": 1' in showing.as_json([Report("a.py", [], FOUND)], "", graded=True, strict=True)


def test_the_schema_has_the_marks():
    schema = json.loads(files("chapter4.check.showing").joinpath("report.schema.json").read_text(encoding="utf-8"))
    (file,) = json.loads(showing.as_json([Report("a.py", [], FOUND)], "", graded=True))["files"]
    of_file, of_marks, of_mark = (
        schema["properties"]["files"]["items"],
        schema["$defs"]["marks"],
        schema["$defs"]["mark"],
    )
    assert list(file) == list(of_file["properties"]) == [*of_file["required"], "marks"]
    assert list(file["marks"]) == of_marks["required"] == list(of_marks["properties"])
    for one in file["marks"]["functions"]:
        assert list(one) == of_mark["required"] == list(of_mark["properties"])
        assert one["verdict"] in of_mark["properties"]["verdict"]["enum"]
        assert one["mark"] in of_mark["properties"]["mark"]["enum"]


# ------------------------------------------------------------------ The command


@pytest.fixture
def file(tmp_path):
    """Return a file with one function that is right."""
    path = tmp_path / "a.py"
    path.write_text("import numpy as np\n\n\n" + SIGMOID, encoding="utf-8")
    return str(path)


def test_a_mark_that_is_missing_is_told_by_the_exit_code(capsys, file):
    assert main(["check", "--grade", file]) == 1
    assert capsys.readouterr().out.startswith(f"{file}: 1 of 13\n")


def test_a_file_that_can_not_be_read_has_no_marks(capsys, file):
    assert main(["check", "--grade", file + "x"]) == 2
    assert capsys.readouterr() == ("", f"chapter4: {file}x: No such file or directory\n")


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--no-run"], "--grade needs the code to be run: leave out --no-run"),
        (["--format=github"], "--grade has no --format github: take text or json"),
        (["--format=sarif"], "--grade has no --format sarif: take text or json"),
    ],
)
def test_what_can_not_be_graded(capsys, file, options, problem):
    assert main(["check", "--grade", *options, file]) == 2
    assert capsys.readouterr() == ("", f"chapter4: {problem}\n")


# ------------------------------------------------------------------ Not written


def verdicts(code, *, run=True):
    report = check(code.encode(), "a.py", run=run)
    return {one.called: one.verdict for one in report.functions}, [finding.message for finding in report.findings]


EMPTY = [
    "pass",
    "...",
    '"""What it does."""',
    '"""What it does."""\n    pass',
    "raise NotImplementedError",
    'raise NotImplementedError("to do")',
]


@pytest.mark.parametrize("run", [True, False])
@pytest.mark.parametrize("body", EMPTY)
def test_an_empty_body_is_not_written_and_no_mistake(body, run):
    assert verdicts(f"def softmax(x):\n    {body}\n", run=run) == ({"softmax": "not written"}, [])


@pytest.mark.parametrize("body", ["return None", "raise ValueError", "raise errors.Missing()", "x + 1"])
def test_another_body_that_gives_nothing_is_wrong(body):
    assert verdicts(f"def softmax(x):\n    {body}\n")[0] == {"softmax": "wrong"}


NET = """\
import numpy as np


class SimpleNet:
    def __init__(self):
        {}

    def predict(self, x):
        {}

    def loss(self, x, t):
        {}

    def accuracy(self, x, t):
        pass
"""
WRITTEN = (
    "self.W = np.random.default_rng(0).standard_normal((2, 3))",
    "return np.dot(x, self.W)",
    "return cross_entropy_error(softmax(self.predict(x)), t)",
)
OTHERS = "\n\ndef softmax(x):\n    pass\n\n\ndef cross_entropy_error(y, t):\n    pass\n"


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("body", ["pass", "raise NotImplementedError"])
def test_a_network_is_not_written_while_one_of_its_methods_is_empty(place, body):
    bodies = [body if at == place else written for at, written in enumerate(WRITTEN)]
    assert verdicts(NET.format(*bodies) + OTHERS)[0]["SimpleNet"] == "not written"


def test_a_network_may_have_other_methods_that_are_empty():
    assert verdicts(NET.format(*WRITTEN) + OTHERS)[0]["SimpleNet"] == "right"


@pytest.mark.parametrize("body", ["pass", '"""A network."""'])
def test_an_empty_class_is_not_written(body):
    assert verdicts(f"class SimpleNet:\n    {body}\n") == ({"SimpleNet": "not written"}, [])


def test_a_hazard_in_what_is_not_written_earns_nothing():
    found, messages = verdicts(NET.format("self.W = np.random.randn(2, 3)", WRITTEN[1], "pass") + OTHERS)
    assert found["SimpleNet"] == "not written"
    assert len(messages) == 1
    assert messages[0].startswith("The network draws its weights without a seed")


def test_a_mistake_in_what_is_not_written_is_a_mistake():
    found, messages = verdicts(NET.format(WRITTEN[0], "return np.dot(x, self.W", "pass") + OTHERS)
    assert found["SimpleNet"] == "wrong"
    assert len(messages) == 1


def test_an_overload_without_a_body_is_no_function_to_be_written():
    code = "from typing import overload\n\n\n@overload\ndef softmax(x: int): ...\n"
    assert verdicts(code, run=False) == ({"softmax": "read"}, [])


def test_where_running_comes_to_nothing_each_function_is_told_to_be_unchecked():
    code = "import numpy as np\n\n\n" + SIGMOID.replace("return", "import os; os._exit(3)\n    return") + OTHERS
    report = check((code + "\n\nimport os\nos._exit(3)\n").encode(), "a.py", run=True)
    assert "the process ended by itself with exit code 3" in report.notes
    assert {one.name: one.verdict for one in report.functions} == {
        "sigmoid": "not checked",
        "softmax": "not written",
        "cross_entropy_error": "not written",
    }
