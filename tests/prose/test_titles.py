"""The titles of the sections: in Korean they are made of the glossary's terms, and they head the pages."""

import re

import pytest

from chapter4 import ledger
from prose.reading import ROOT

PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
GLOSSARY = PAGE.partition("```{glossary}\n")[2].partition("```")[0]

MADE_OF = {
    "4.1": "{data}에서 {learning}한다!",
    "4.1.1": "{data-driven learning}",
    "4.1.2": "{training data}와 {test data}",
    "4.2": "{loss function}",
    "4.2.1": "{sum of squared errors}",
    "4.2.2": "{cross entropy error}",
    "4.2.3": "{mini-batch} {learning}",
    "4.2.4": "({batch}용) {cross entropy error} 구현하기",
    "4.2.5": "왜 {loss function}를 설정하는가?",
    "4.3": "{numerical differentiation}",
    "4.3.2": "{numerical differentiation}의 예",
    "4.3.3": "{partial derivative}",
    "4.4": "{gradient}",
    "4.4.1": "{gradient method}({gradient descent})",
    "4.4.2": "{neural network}에서의 {gradient}",
}
"""How Korean joins the terms of a title: particles, and the words that are no terms."""


def korean():
    """Return the first Korean term for each English one; a group of the glossary has its terms unindented."""
    found = {}
    for group in GLOSSARY.split("\n\n"):
        terms = [line for line in group.splitlines() if line and not line.startswith(" ")]
        in_korean = [term for term in terms if not term.isascii()]
        found |= {term: in_korean[0] for term in terms if term.isascii() and in_korean}
    return found


def test_every_section_has_a_title():
    assert [section.number for section in ledger.sections()] == list(MADE_OF)


@pytest.mark.parametrize("section", ledger.sections(), ids=lambda section: section.number.replace(".", "_"))
def test_a_korean_title_is_made_of_the_terms_of_the_glossary(section):
    assert section.korean == re.sub(r"\{([^}]+)\}", lambda term: korean()[term[1]], MADE_OF[section.number])


@pytest.mark.parametrize("section", ledger.sections(), ids=lambda section: section.number.replace(".", "_"))
def test_an_english_title_names_the_same_things(section):
    terms = re.findall(r"\{([^}]+)\}", MADE_OF[section.number].removesuffix("({gradient descent})"))
    assert all(term in section.title.lower() for term in terms)


@pytest.mark.parametrize("section", ledger.sections(), ids=lambda section: section.number.replace(".", "_"))
def test_a_page_begins_with_the_titles_of_its_section(section):
    page = (ROOT / "docs" / f"{section.module}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {section.number} {section.title}\n\n{section.korean}\n")
