"""One file from its bytes to what is said of it, its code run in a process of its own."""

import json

import pytest

from chapter4 import ledger
from chapter4.check import checking
from chapter4.check.checking import check
from chapter4.check.found import Block, Place, Report

FAULTY = """\
import numpy as np


def cross_entropy_error(y, t):
    if y.ndim == 1:
        t = t.reshape(1, t.size)
        y = y.reshape(1, y_size)
    batch_size = y.shape[0]
    return -np.sum(t * np.log(y + 1e-7))


def slope(f, x):
    h = 1e-4
    return (f(x + h) - f(x - h)) / 2 * h


def sum_squares_error(y, t):
    return 0.5 * np.sum(abs(y - t) ** 2.5)


def softmax(z):
    return np.exp(z) / np.sum(np.exp(z), axis=2)


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    for i in range(step_num):
        x -= lr * numerical_gradient(f, x)
    return x


def numerical_gradient(f, x):
    h = 1e-2
    grad = np.zeros_like(x)
    for idx in np.ndindex(x.shape):
        tmp_val = x[idx]
        x[idx] = tmp_val + h
        fxh1 = f(x)
        x[idx] = tmp_val - h
        fxh2 = f(x)
        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp_val
    return grad


def numerical_diff(f, x):
    h = 1e-50
    return (f(x + h) - f(x)) / h


def helper():
    return 0
"""


@pytest.fixture(scope="module")
def faulty():
    return check(FAULTY.encode(), "faulty.py", run=True)


def test_each_mistake_is_one_finding_at_its_line(faulty):
    found = [(f.id, f.function, f.place.line, f.correction) for f in faulty.findings if not f.hazard]
    central = "return (f(x + h) - f(x - h)) / (2 * h)"
    assert sorted(found, key=lambda one: one[2]) == [
        ("E4.2.4-1", "cross_entropy_error", 7, "y.size"),
        ("E4.2.4-4", "cross_entropy_error", 9, "return -np.sum(t * np.log(y + 1e-7)) / batch_size"),
        ("E4.3.1-18", "numerical_diff", 14, central),
        (None, "sum_squares_error", 18, "return 0.5 * np.sum(abs(y - t) ** 2)"),
        (None, "softmax", 22, "return np.exp(z) / np.sum(np.exp(z), axis=-1, keepdims=True)"),
        ("E4.4-25", "numerical_gradient", 33, "h = 1e-4"),
        ("E4.3.1-1", "numerical_diff", 47, "h = 1e-4"),
        ("E4.3.1-2", "numerical_diff", 48, central),
    ]


def test_what_is_wrong_in_no_known_way_is_shown_by_an_input(faulty):
    (squares,) = (f for f in faulty.findings if f.function == "sum_squares_error")
    assert squares.message == "wrong: for y = [0.1, 0.2, 0.7], t = [0., 0., 1.] it gives 0.035173, not 0.07"
    (raised,) = (f for f in faulty.findings if f.function == "softmax")
    assert raised.message.startswith("for one sample it raises numpy.exceptions.AxisError: axis 2 is out of bounds")


@pytest.mark.parametrize(("body", "line"), [("return 0 * x", 2), ("y = 0 * x\n    return y", 1)])
def test_what_no_change_makes_right_is_told_at_its_only_statement_or_its_head(body, line):
    (finding,) = check(f"def sigmoid(x):\n    {body}\n".encode(), "copy.py", run=True).findings
    assert (finding.place.line, finding.correction) == (line, "")
    assert finding.message.startswith("wrong, and not in a way known here: for x = ")


def test_each_function_has_its_verdict(faulty):
    assert {(judged.name, judged.called): judged.verdict for judged in faulty.functions} == {
        ("cross_entropy_error", "cross_entropy_error"): "wrong",
        ("numerical_diff", "slope"): "wrong",
        ("sum_squares_error", "sum_squares_error"): "wrong",
        ("softmax", "softmax"): "wrong",
        ("gradient_descent", "gradient_descent"): "hazard",
        ("numerical_gradient", "numerical_gradient"): "wrong",
        ("numerical_diff", "numerical_diff"): "wrong",
    }
    assert faulty.not_recognised == ["helper"]


def test_the_hazards_of_the_books_descent_are_told(faulty):
    hazards = {f.id for f in faulty.findings if f.hazard and f.function == "gradient_descent"}
    assert hazards == {"E4.4.1-2", "E4.4.1-3", "E4.4.1-4", "E4.4.1-11"}


def test_only_read_it_is_told_what_is_misspelt():
    report = check(FAULTY.encode(), "faulty.py", run=False)
    assert [f.id for f in report.findings] == ["E4.2.4-1"]
    assert {judged.called: judged.verdict for judged in report.functions} == {
        "cross_entropy_error": "wrong",
        "sum_squares_error": "read",
        "softmax": "read",
        "gradient_descent": "read",
        "numerical_gradient": "read",
        "numerical_diff": "read",
    }


def test_of_several_definitions_each_is_judged():
    wrong = "def sigmoid(x):\n    return 1 / (1 + np.exp(x))\n"
    code = f"import numpy as np\n{wrong}{wrong.replace('(x))', '(-x))')}"
    report = check(code.encode(), "twice.py", run=True)
    assert [(judged.place.line, judged.verdict) for judged in report.functions] == [(2, "wrong"), (4, "right")]
    assert report.notes == ["sigmoid is defined 2 times, in line 2, line 4: the last one wins"]


def test_what_raises_in_another_cell_is_placed_there():
    cells = ["\n\n\n\ndef helper(x):\n    return x.nope\n", "def sigmoid(x):\n    return helper(x)\n"]
    notebook = {"cells": [{"cell_type": "code", "source": cell} for cell in cells]}
    (finding,) = check(json.dumps(notebook).encode(), "copy.ipynb", run=True).findings
    assert (finding.function, finding.place.cell, finding.place.line) == ("sigmoid", 1, 6)


def test_a_lambda_with_an_annotation_is_judged():
    code = "import numpy as np\nf: int = 0\nsigmoid: object = lambda x: 1 / (1 + np.exp(x))\n"
    (finding,) = check(code.encode(), "copy.py", run=True).findings
    assert (finding.function, finding.place.line) == ("sigmoid", 3)


def test_what_holds_no_python_is_said():
    report = check("오늘은 날씨가 좋다.\n".encode(), "notes.txt", run=True)
    assert (report.findings, report.functions, report.notes) == ([], [], ["no Python was found in it"])


def test_what_was_stood_in_for_is_said():
    report = check(b"import pandas\ndef softmax(z):\n    return pandas.scores(z)\n", "copy.py", run=True)
    assert report.notes == [
        "a stand-in took the place of pandas",
        "softmax in line 2 was not checked, for it needs a module that a stand-in replaced",
    ]
    assert [judged.verdict for judged in report.functions] == ["not checked"]


def test_a_file_of_a_million_lines_is_not_read():
    report = check(b"x = 1\n" * 1_000_000, "long.py", run=True)
    assert (report.findings, report.functions) == ([], [])
    assert report.notes == ["it has more than 20,000 lines, and was not read"]


@pytest.mark.parametrize("snippet", ledger.snippets(), ids=lambda snippet: snippet.id.replace(".", "_"))
def test_a_corrected_snippet_is_not_found_wrong(snippet):
    """But for the one that shows how a step is lost, which the ledger says."""
    found = {f.id for f in check(snippet.code.encode(), snippet.file, run=True).findings if not f.hazard}
    assert found == {"E4.3.1-1", "E4.3.1-2"} & set(snippet.keeps)


@pytest.mark.parametrize(
    "code",
    [
        "def gradient_ascent(f, x, lr=0.1, n=9):\n    for _ in range(n):\n"
        "        x = x + lr * numerical_gradient(f, x)\n    return x\n",
        "def central_difference(f, x, h):\n    return (f(x + h) - f(x - h)) / (2 * h)\n\n"
        "def numerical_diff(f, x):\n    return central_difference(f, x, 1e-4)\n",
        "from typing import overload\n@overload\ndef sigmoid(x: int) -> int: ...\n@overload\n"
        "def sigmoid(x: float) -> float: ...\ndef sigmoid(x):\n    return 1 / (1 + np.exp(-x))\n",
    ],
    ids=["an ascent", "a helper with the step", "overloads"],
)
def test_what_is_like_a_function_of_the_chapter_is_not_accused(code):
    assert [
        f for f in check(f"import numpy as np\n{code}".encode(), "copy.py", run=True).findings if not f.hazard
    ] == []


def test_a_loss_for_labels_that_replaces_one_for_one_hot_answers_is_a_hazard():
    one_hot = "def cross_entropy_error(y, t):\n    return -np.sum(t * np.log(y + 1e-7)) / len(np.atleast_2d(y))\n"
    labels = one_hot.replace("t * np.log(y + 1e-7)", "np.log(y[np.arange(y.shape[0]), t] + 1e-7)")
    for code, found in ((one_hot + labels, [3]), (labels + one_hot, [])):
        report = check(f"import numpy as np\n{code}".encode(), "twice.py", run=True)
        assert [f.place.line - 1 for f in report.findings if f.id == "E4.2.4-9"] == found
        assert not [f for f in report.findings if not f.hazard]


def test_what_fails_inside_the_check_is_noted(monkeypatch):
    said = {
        "name": "softmax",
        "called": "softmax",
        "block": 0,
        "line": 1,
        "verdict": "not checked",
        "failed": "KeyError",
    }
    report = Report("copy.py")
    checking._judge(said, [Block("def softmax(x):\n    return x", (Place(1), Place(2)), ("", ""))], report)
    assert report.notes == ["softmax in line 1 was not checked, for the check itself failed: KeyError"]


def test_a_loop_that_does_not_end_is_told_at_its_loop():
    code = "def sigmoid(x):\n    y = x\n    while True:\n        y = -y\n"
    (finding,) = check(code.encode(), "copy.py", run=True).findings
    assert (finding.place.line, finding.message) == (3, "for an array it does not end within 1 s")


def test_a_method_of_an_unknown_name_is_known_by_what_it_does():
    report = check(
        b"class Curve:\n    def height(self, x):\n        return 0.01 * x**2 + 0.1 * x\n", "copy.py", run=True
    )
    assert [(judged.name, judged.called, judged.verdict) for judged in report.functions] == [
        ("function_1", "height", "right")
    ]
