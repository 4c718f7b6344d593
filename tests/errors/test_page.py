"""The index of errors holds every error of the package, and says of each what is so."""

import ast
import inspect
import json
import re
import reprlib
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest

from chapter4 import _errors
from errors.page import entries, said

ENTRIES = entries()
LINES = [(entry, line) for entry in ENTRIES for line in entry.lines]
RECORD = Path(__file__).parent / "texts.json"

each_entry = pytest.mark.parametrize("error", ENTRIES, ids=lambda entry: entry.function)
each_line = pytest.mark.parametrize(("error", "line"), LINES, ids=[f"{e.function}-{line}" for e, line in LINES])


def test_every_error_is_on_the_page_once():
    functions = [name for name, one in vars(_errors).items() if inspect.isfunction(one) and not name.startswith("_")]
    assert sorted(entry.function for entry in ENTRIES) == sorted(functions)


@pytest.mark.parametrize(
    "path", sorted(path for path in Path(_errors.__file__).parent.glob("*.py") if path.stem != "_errors")
)
def test_no_other_module_writes_an_error(path):
    called = {ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)}
    assert not {name for name in called if name.endswith(("Error", "Exception", "Warning"))}


@each_entry
def test_the_page_gives_a_line_that_raises_the_error_and_its_cause(error):
    assert error.lines
    assert error.cause


@each_entry
def test_the_right_lines_run_without_a_word(error):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        exec(error.right, error.namespace())


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


@each_line
def test_a_text_shows_all_that_its_function_is_given(error, line):
    found = said(error, line)
    for value in found.given.values():
        if not isinstance(value, bool | type):  # which choose among texts
            assert any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", found.text) for form in forms(value))


def as_recorded(found):
    """Return what a reader sees of an error; Python shows the cause above it, or the context if that is not hidden."""
    error = found.error
    return {
        "kind": found.kind,
        "text": found.text,
        "raised": type(error).__name__ if error else None,
        "notes": getattr(error, "__notes__", []),
        "cause": type(error.__cause__).__name__ if error and error.__cause__ else None,
        "context hidden": bool(error and error.__suppress_context__),
    }


def test_every_text_is_as_recorded(pytestconfig):
    found = {f"{entry.function}: {line}": as_recorded(said(entry, line)) for entry, line in LINES}
    if pytestconfig.getoption("--record"):
        RECORD.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    recorded = json.loads(RECORD.read_text(encoding="utf-8"))
    assert found == recorded, "if the new texts are meant, `pytest tests/errors --record` records them"
