"""The package as it is installed, and what is said of it."""

import ast
import importlib
import inspect
import re
import subprocess
import sys
import tomllib
from collections import Counter
from importlib.metadata import requires, version
from importlib.resources import files
from pathlib import Path
from typing import get_overloads

import pytest
import yaml

import chapter4
from chapter4 import ledger

ROOT = Path(__file__).parents[2]

CONTRACT = {
    "sum_squares_error": "(y, t)",
    "cross_entropy_error": "(y, t, delta=1e-07)",
    "softmax": "(x)",
    "sigmoid": "(x)",
    "step_function": "(x)",
    "sample_mini_batch": "(x_train, t_train, batch_size, rng=None)",
    "function_1": "(x)",
    "function_2": "(x)",
    "function_tmp1": "(x0)",
    "function_tmp2": "(x1)",
    "forward_difference": "(f, x, h)",
    "numerical_diff": "(f, x, h=0.0001)",
    "numerical_gradient": "(f, x, h=0.0001, *, vectorized=False)",
    "gradient_field": "(f, points, h=0.0001)",
    "gradient_descent": "(f, init_x, lr=0.01, step_num=100)",
    "gradient_ascent": "(f, init_x, lr=0.01, step_num=100)",
    "descent_path": "(f, init_x, lr=0.01, step_num=100)",
    "SimpleNet": "(W=None, rng=None)",
    "simpleNet": "(W=None, rng=None)",
    "TwoLayerNet": "(input_size, hidden_size, output_size, weight_init_std=0.01, rng=None)",
}


def test_the_public_names_and_their_signatures():
    assert sorted(CONTRACT) == sorted(chapter4.__all__)
    for name, stated in CONTRACT.items():
        signature = inspect.signature(getattr(chapter4, name))
        bare = [p.replace(annotation=inspect.Parameter.empty) for p in signature.parameters.values()]
        assert str(inspect.Signature(bare)) == stated


BEYOND = {"section_4_5"}
"""What comes from the book's next section, which the notes, and so the ledger, do not reach."""


def test_a_section_is_found_by_its_name():
    for name in set(chapter4.__all__) - {"simpleNet"}:
        module = inspect.getmodule(getattr(chapter4, name))
        assert module.__name__.removeprefix("chapter4.") in BEYOND | {section.module for section in ledger.sections()}
    for module in BEYOND:
        assert (ROOT / "tests" / f"test_{module}.py").is_file()
        assert (ROOT / "docs" / f"{module}.md").is_file()
    for section in ledger.sections():
        assert (ROOT / "tests" / f"test_{section.module}.py").is_file()
        code = ROOT / "reference" / "chapter4" / f"{section.module}.py"
        assert code.is_file() == any(snippet.section == section.number for snippet in ledger.snippets()) or (
            section.number == "4.2.5"  # the two activations, which the chapter names and defines elsewhere
        )


def test_every_public_name_is_listed_and_no_other_is_found():
    assert set(chapter4.__all__) <= set(dir(chapter4))
    assert vars(chapter4)["softmax"] is chapter4.softmax
    for absent in ("numerical_gradiant", "NoName"):  # which stand behind "__version__" and before it
        with pytest.raises(AttributeError, match=rf"^module 'chapter4' has no attribute '{absent}'$"):
            getattr(chapter4, absent)


def test_the_version_is_found_by_a_name_that_a_program_has_put_together(monkeypatch):
    monkeypatch.delitem(vars(chapter4), "__version__", raising=False)  # or it would be there from before
    put_together = "__{}__".format("version")  # equal to the text in the code, but another object
    assert getattr(chapter4, put_together) == version("chapter4-reference")


def test_every_overload_is_found_by_a_program_that_asks_for_it():
    found, written = {}, {}
    for path in (ROOT / "reference" / "chapter4").glob("section_*.py"):
        module = importlib.import_module(f"chapter4.{path.stem}")
        body = ast.parse(path.read_text(encoding="utf-8")).body
        for name, times in Counter(node.name for node in body if isinstance(node, ast.FunctionDef)).items():
            written[path.stem, name] = times - 1
            found[path.stem, name] = len(get_overloads(getattr(module, name)))
    assert found == written


def test_the_ledger_is_read_without_numpy():
    code = "import sys; from chapter4 import ledger; ledger.entries(); sys.exit('numpy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_ledger_and_type_marker_are_installed():
    assert files("chapter4").joinpath("ledger.toml").is_file()
    assert files("chapter4").joinpath("py.typed").is_file()


def test_numpy_is_the_only_dependency():
    assert [re.match(r"[\w-]+", requirement)[0] for requirement in requires("chapter4-reference")] == ["numpy"]


def test_package_citation_and_changelog_name_the_same_release():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    newest = re.search(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1]
    assert chapter4.__version__ == version("chapter4-reference") == project["version"] == citation["version"]
    assert newest == f"{citation['version']}, {citation['date-released'].isoformat()}"


def test_the_citation_names_the_entity_and_the_book_apart():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors", "type", "license"} <= set(citation)
    assert citation["cff-version"] == "1.2.0"
    assert citation["authors"] == [{"name": "Chapter 4, Verified contributors"}]
    assert citation["license"] == "MIT"
    books = [reference for reference in citation["references"] if reference["type"] == "book"]
    assert books
    assert all(book["authors"] != citation["authors"] for book in books)
    assert "Deep Learning" in str(books)


def test_the_changelog_names_every_id_and_no_other():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    named = set()
    for place, first, last in re.findall(r"\b([SOECF]4(?:\.\d+)*)-(\d+)(?:\s+to\s+(?:\1-)?(\d+))?", text):
        named |= {f"{place}-{number}" for number in range(int(first), int(last or first) + 1)}
    assert named == {entry.id for entry in ledger.entries()}


def test_the_readme_lists_every_section_with_its_files():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for section in ledger.sections():
        (row,) = [line for line in text.splitlines() if line.startswith(f"| {section.number} |")]
        assert section.title in row
        assert f"(tests/test_{section.module}.py)" in row
        code = f"reference/chapter4/{section.module}.py"
        assert (ROOT / code).is_file() == (f"({code})" in row)
