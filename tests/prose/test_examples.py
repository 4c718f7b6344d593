"""Every example of a docstring, each alone in an empty namespace, and the form of the docstring."""

import doctest
import inspect
import re

import pytest

import chapter4
from chapter4 import evidence, ledger, section_4_2_2
from prose.examples import passes


def documented():
    """Yield what is public: the names of the package, their public methods, and what modules offer besides."""
    for name in chapter4.__all__:
        yield name, getattr(chapter4, name)
    for network in (chapter4.SimpleNet, chapter4.TwoLayerNet):
        for name, method in inspect.getmembers(network, inspect.isfunction):
            if not name.startswith("_"):
                yield f"{network.__name__}.{name}", method
    for module in (ledger, evidence):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and ">>>" in (function.__doc__ or ""):
                yield f"{module.__name__.removeprefix('chapter4.')}.{name}", function
    yield "section_4_2_2.negative_log", section_4_2_2.negative_log


DOCUMENTED = dict(documented())


@pytest.mark.parametrize("name", DOCUMENTED)
def test_the_docstrings_example_prints_what_it_says(name):
    examples = doctest.DocTestParser().get_doctest(inspect.getdoc(DOCUMENTED[name]), {}, name, None, None)
    assert examples.examples, f"{name} has no example"
    assert passes(examples)


@pytest.mark.parametrize("name", [name for name in DOCUMENTED if not name.startswith(("ledger", "evidence"))])
def test_the_docstring_has_the_sections_of_numpydoc_in_order_and_a_source(name):
    text = inspect.getdoc(DOCUMENTED[name])
    headings = re.findall(r"^([A-Z][A-Za-z ]+)\n-+$", text, flags=re.MULTILINE)
    order = ["Parameters", "Attributes", "Returns", "Raises", "Warns", "See Also", "Notes", "Examples"]
    assert headings == [heading for heading in order if heading in headings]
    assert {"Parameters", "Notes", "Examples"} <= set(headings)
    assert "Returns" in headings or inspect.isclass(DOCUMENTED[name])
    source = re.search(r"Source: sections? (4[\d.]*\d)", text)
    assert source
    beyond_the_notes = source[1] == "4.5" and "section 4.5 of the book" in text
    assert beyond_the_notes or source[1] in {section.number for section in ledger.sections()}
    ids = re.findall(r"\b[SOECF]4(?:\.\d+)*-\d+\b", text)
    assert ids or beyond_the_notes
    named = [ledger.entry(id) for id in ids]
    assert all(entry.object for entry in named if entry.id.startswith("E")), "one is a defect of the notes' prose"
    first = text.partition("\n")[0]
    assert first.endswith(".")
    assert len(first) <= 110


@pytest.mark.parametrize("name", [name for name in DOCUMENTED if not name.startswith(("ledger", "evidence"))])
def test_every_parameter_is_documented(name):
    text = inspect.getdoc(DOCUMENTED[name])
    section = re.search(r"Parameters\n-+\n(.*?)(?=\n\n[A-Z]|\Z)", text, flags=re.DOTALL)
    stated = re.findall(r"^(\w[\w, ]*?)(?: : |$)", section[1], flags=re.MULTILINE) if section else []
    names = [part for line in stated for part in line.split(", ")]
    assert names == [p for p in inspect.signature(DOCUMENTED[name]).parameters if p != "self"]


@pytest.mark.parametrize("name", [name for name in DOCUMENTED if "See Also" in inspect.getdoc(DOCUMENTED[name])])
def test_a_docstring_leads_to_other_public_names(name):
    section = re.search(r"See Also\n-+\n(.*?)(?=\n\n[A-Z]|\Z)", inspect.getdoc(DOCUMENTED[name]), flags=re.DOTALL)
    others = re.findall(r"^([\w.]+) : ", section[1], flags=re.MULTILINE)
    assert others
    assert set(others) <= DOCUMENTED.keys() - {name}
