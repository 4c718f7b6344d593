"""The file that `chapter4 stubs` writes, empty and filled in."""

import ast
import doctest
import json
import subprocess
import sys

import numpy as np
import pytest

import chapter4
from chapter4 import ledger
from chapter4.check.command_line import main
from chapter4.check.judging.formulas import FORMULAS
from chapter4.check.judging.names import ARGUMENTS
from chapter4.check.judging.unwritten import METHODS
from chapter4.check.stubs import TASKS, stubs

EMPTY = "raise NotImplementedError"

BODIES = {
    "sum_squares_error": "return 0.5 * np.sum((y - t) ** 2)",
    "cross_entropy_error": """\
if t.ndim == y.ndim:
        t = t.argmax(axis=-1)
    y, t = np.atleast_2d(y), np.atleast_1d(t)
    return -np.sum(np.log(y[np.arange(len(y)), t] + 1e-7)) / len(y)""",
    "step_function": "return np.array(x > 0, dtype=int)",
    "sigmoid": "return 1 / (1 + np.exp(-x))",
    "numerical_diff": "h = 1e-4\n    return (f(x + h) - f(x - h)) / (2 * h)",
    "function_1": "return 0.01 * x**2 + 0.1 * x",
    "function_2": "return x[0] ** 2 + x[1] ** 2",
    "function_tmp1": "return x0 * x0 + 4.0**2.0",
    "function_tmp2": "return 3.0**2.0 + x1 * x1",
    "numerical_gradient": """\
h = 1e-4
    grad = np.zeros_like(x)
    for idx in np.ndindex(x.shape):
        tmp_val = x[idx]
        x[idx] = tmp_val + h
        fxh1 = f(x)
        x[idx] = tmp_val - h
        fxh2 = f(x)
        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp_val
    return grad""",
    "gradient_descent": """\
x = init_x.copy()
    for _ in range(step_num):
        x -= lr * numerical_gradient(f, x)
    return x""",
    "softmax": """\
e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)""",
    "__init__": "self.W = np.random.randn(2, 3)",
    "predict": "return np.dot(x, self.W)",
    "loss": "return cross_entropy_error(softmax(self.predict(x)), t)",
}
"""What a class may write, in the order of the file."""


def filled():
    """Return the file with every body written."""
    first, *others = stubs().split(f"    {EMPTY}\n")  # of which the head's own, in backticks, is none
    return first + "".join(f"    {body}\n{rest}" for body, rest in zip(BODIES.values(), others, strict=True))


def defined(text):
    """Return the functions and methods of a file by their names, in its order."""
    return {node.name: node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)}


WITHOUT_CODE = {"gradient_ascent"}
"""What the check judges and the chapter names without printing its code."""

NAMES = sorted(set(ARGUMENTS) - WITHOUT_CODE)


def test_it_has_what_is_judged():
    assert set(TASKS) == set(FORMULAS) - WITHOUT_CODE
    assert {name: tuple(TASKS[name].takes) for name in NAMES} == {name: ARGUMENTS[name] for name in NAMES}
    assert tuple(TASKS["SimpleNet"]) == METHODS
    assert list(defined(stubs())) == list(BODIES)


def test_it_imports_numpy_alone():
    imports = [node for node in ast.walk(ast.parse(stubs())) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in imports] == ["import numpy as np"]


@pytest.mark.parametrize("snippet", ledger.snippets(), ids=lambda snippet: snippet.id)
def test_the_signatures_are_those_of_the_chapter(snippet):
    of_stubs = defined(stubs())
    for name, function in defined(snippet.code).items():
        arguments = "x" if name == "softmax" else ast.unparse(function.args)  # the chapter defines none
        assert ast.unparse(of_stubs[name].args) == arguments


def test_the_constants_of_the_chapter_are_told():
    told = {
        name: [line.strip() for line in (ast.get_docstring(node) or "").splitlines() if "With " in line]
        for name, node in defined(stubs()).items()
    }
    assert {name: lines for name, lines in told.items() if lines} == {
        "cross_entropy_error": ["With delta = 1e-07."],
        "numerical_diff": ["With h = 0.0001."],
        "numerical_gradient": ["With h = 0.0001."],
    }


@pytest.mark.parametrize("name", BODIES)
def test_each_function_is_explained(name):
    docstring = ast.get_docstring(defined(stubs())[name])
    parts = {"__init__": []}.get(name, ["\nTakes\n", "\nReturns\n", "\n>>> "])
    assert docstring
    assert [part for part in parts if part not in docstring] == []
    if name in ARGUMENTS:
        number = getattr(chapter4, name).__module__.rpartition("section_")[2].replace("_", ".")
        assert f"\nSection {number}, " in docstring


def test_the_examples_are_right_of_the_package():
    names = {"np": np} | {name: getattr(chapter4, name) for name in TASKS}
    explained = {name: ast.get_docstring(node) or "" for name, node in defined(stubs()).items() if name != "__init__"}
    for name, docstring in explained.items():
        examples = doctest.DocTestParser().get_doctest(docstring, dict(names), name, None, None)
        assert doctest.DocTestRunner(verbose=False).run(examples) == (0, len(examples.examples))


def test_the_examples_are_right_of_a_file_that_is_filled_in(tmp_path):
    file = tmp_path / "filled.py"
    file.write_text(filled(), encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", "-m", "doctest", file], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_examples_fail_of_a_file_that_is_not(tmp_path):
    file = tmp_path / "empty.py"
    file.write_text(stubs(), encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", "-m", "doctest", file], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "NotImplementedError" in done.stdout


# ------------------------------------------------------------------ Graded


def marks(capsys, file, text, *options):
    """Return the exit code, and what the JSON of a graded file says of its marks."""
    file.write_text(text, encoding="utf-8")
    code = main(["check", "--grade", "--format", "json", *options, str(file)])
    (of_file,) = json.loads(capsys.readouterr().out)["files"]
    return code, of_file["marks"]


def test_an_empty_file_has_no_mark_and_no_mistake(capsys, tmp_path):
    code, found = marks(capsys, tmp_path / "a.py", stubs())
    assert code == 1
    assert (found["got"], found["of"]) == (0, len(TASKS))
    assert found["functions"] == [{"name": name, "verdict": "not written", "mark": 0} for name in TASKS]
    assert main(["check", str(tmp_path / "a.py")]) == 0
    assert capsys.readouterr().out.endswith(f"\nnothing wrong, {len(TASKS)} not written\n")


def test_a_file_that_is_filled_in_has_every_mark(capsys, tmp_path):
    code, found = marks(capsys, tmp_path / "a.py", filled())
    assert code == 0
    assert found["got"] == found["of"] == len(TASKS)
    assert {mark["verdict"] for mark in found["functions"]} == {"right", "hazard"}


@pytest.mark.parametrize("name", NAMES)
def test_a_function_is_graded_though_what_it_calls_is_not_written(capsys, tmp_path, name):
    text = stubs().replace(f"def {name}(", f"def {name}_(")  # the empty one, under a name of its own
    own = ast.unparse(defined(filled())[name])
    code, found = marks(capsys, tmp_path / "a.py", f"{text}\n\n{own}\n")
    assert (code, found["got"]) == (1, 1)
    (mark,) = (mark for mark in found["functions"] if mark["mark"])
    assert mark["name"] == name


def test_a_function_that_is_left_out_does_not_raise_the_share(capsys, tmp_path):
    text = "import numpy as np\n\n\ndef sigmoid(x):\n    return 1 / (1 + np.exp(-x))\n"
    code, found = marks(capsys, tmp_path / "a.py", text)
    assert (code, found["got"], found["of"]) == (1, 1, len(TASKS))
    assert {mark["verdict"] for mark in found["functions"] if mark["name"] != "sigmoid"} == {"missing"}


# ------------------------------------------------------------------ Written


def test_a_file_is_written_once(capsys, tmp_path):
    file = tmp_path / "functions.py"
    assert main(["stubs", str(file)]) == 0
    assert capsys.readouterr() == ("", "")
    assert file.read_bytes() == stubs().encode()
    file.write_text("the work of a week", encoding="utf-8")
    assert main(["stubs", str(file)]) == 2
    assert capsys.readouterr().err == (
        f"chapter4: {file}: it exists, and is not overwritten: name another file, or delete it first\n"
    )
    assert file.read_text(encoding="utf-8") == "the work of a week"


def test_it_goes_to_standard_output(capsys):
    assert main(["stubs", "-"]) == 0
    assert capsys.readouterr() == (stubs(), "")


def test_a_folder_that_is_not_there(capsys, tmp_path):
    assert main(["stubs", str(tmp_path / "none" / "a.py")]) == 2
    assert capsys.readouterr().err == f"chapter4: {tmp_path / 'none' / 'a.py'}: No such file or directory\n"
