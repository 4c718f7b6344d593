"""The index of errors holds every error of the package, and says of each what is so."""

import ast
import inspect
import re
import reprlib
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from chapter4 import _errors
from errors.made import FUNCTIONS
from errors.page import entries, said

ENTRIES = entries()
LINES = [(entry, line) for entry in ENTRIES for line in entry.lines]
RECORD = Path(__file__).parent / "texts.txt"


def test_every_error_is_on_the_page_once():
    assert sorted(entry.function for entry in ENTRIES) == sorted(FUNCTIONS)


@pytest.mark.parametrize(
    "path",
    sorted(path for path in Path(_errors.__file__).parent.glob("*.py") if path.stem not in ("_errors", "__init__")),
)
def test_no_other_module_writes_an_error_a_warning_or_a_note(path):
    """Only `__init__` says, as Python does, that it lacks a name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            assert not name.endswith("Error")
            assert not (name.endswith(("warn", "add_note")) and isinstance(node.args[0], ast.Constant | ast.JoinedStr))


def test_the_page_gives_a_line_that_raises_each_error_and_its_cause():
    assert [error.function for error in ENTRIES if not (error.lines and error.cause)] == []


def test_the_right_lines_run_without_a_word():
    for error in ENTRIES:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            # The name of the function shows in the traceback of lines that do not run.
            exec(compile(error.right, error.function, "exec"), error.namespace())


def forms(value):
    """Return the forms in which a text may show what it is given."""
    if isinstance(value, Mapping):
        return [form for array in value.values() for form in forms(array)]
    found = [str(value), reprlib.repr(value), type(value).__name__]
    if isinstance(value, list | Iterator) or type(value) is np.ndarray:
        found.append(str(np.asarray(value).dtype))
    if isinstance(value, float) or found[-1] == "float64":
        found.append(f"{np.abs(value).max():.3g}")
    return found


def test_a_text_shows_all_that_its_function_is_given():
    for error, line in LINES:
        found = said(error, line)
        for value in found.given.values():
            if not isinstance(value, bool | type):  # which choose among texts
                shown = any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", found.text) for form in forms(value))
                assert shown, f"{error.function} does not show {value!r}: {found.text}"


def test_a_text_abridges_whatever_it_shows():
    """An array of a thousand entries, in the place of every argument that may be anything: a text keeps to a line."""
    for error in ENTRIES:
        make, given = FUNCTIONS[error.function], said(error, error.lines[0]).given
        for name, parameter in inspect.signature(make).parameters.items():
            if parameter.annotation is Any:
                text = str(make(**given | {name: np.arange(1000)}))
                assert len(text) < 300, f"{error.function} shows all of {name}: {text}"


def test_every_text_is_as_recorded(pytestconfig):
    found = [f"# {error.function}\n>>> {line}\n{said(error, line).shown}" for error, line in LINES]
    if pytestconfig.getoption("--record"):
        RECORD.write_text("\n".join(found), encoding="utf-8")
    recorded = RECORD.read_text(encoding="utf-8").split("\n\n")
    assert [text.rstrip() for text in found] == [text.rstrip() for text in recorded], (
        "if the new texts are meant, `pytest tests/errors --record` records them"
    )
