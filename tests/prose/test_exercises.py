"""Every exercise of a section's page has an answer that is tested: an example that runs, or a defect of the ledger."""

import re

import pytest

from chapter4 import ledger
from prose.examples import ROOT

PAGES = sorted((ROOT / "docs").glob("section_4*.md"))
WRITTEN = re.compile(r"^:::\{exercise\}\n(.*?)^\+\+\+\n(.*?)^:::$", flags=re.DOTALL | re.MULTILINE)
OF_THE_LEDGER = re.compile(r"^```\{exercise\} (\S+)\n(?:(?!```).*\n)*```$", flags=re.MULTILINE)
EXAMPLE = re.compile(r"^```python\n>>> .*?^```$", flags=re.DOTALL | re.MULTILINE)
"""What `test_pages.py` runs."""


def exercises(page):
    """Return the questions and answers written on a page, and the defects that it asks about."""
    text = page.read_text(encoding="utf-8")
    written, defects = WRITTEN.findall(text), OF_THE_LEDGER.findall(text)
    assert len(written) + len(defects) == text.count("{exercise}"), "an exercise is written in another form"
    return written, defects


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_section_has_three_to_five_exercises(page):
    assert 3 <= sum(map(len, exercises(page))) <= 5


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_an_answer_has_an_example_that_runs_and_a_question_does_not_give_it_away(page):
    for question, answer in exercises(page)[0]:
        assert EXAMPLE.search(answer), question
        assert not EXAMPLE.search(question), question


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_defect_that_is_asked_about_has_a_cure_and_is_of_the_section(page):
    for id in exercises(page)[1]:
        defect = ledger.defect(id)
        assert defect.cure
        assert page.stem == f"section_{defect.section.replace('.', '_')}"


def test_no_defect_is_asked_about_twice():
    ids = [id for page in PAGES for id in exercises(page)[1]]
    assert len(ids) == len(set(ids))
    assert len(ids) > 10
