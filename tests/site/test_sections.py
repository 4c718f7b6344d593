"""The page of a section: the lesson in a fixed order, exercises with answers, and the ledger, folded."""

import json

import pytest

from chapter4 import ledger

SECTIONS = [section.module for section in ledger.sections()]


@pytest.fixture(params=SECTIONS)
def lesson(site, request):
    """Return the article of a section's page."""
    return site.pages[f"{request.param}.html"].select_one("article")


def headings(article):
    return [heading.find(string=True, recursive=False).strip() for heading in article.select("h2")]


def test_it_begins_with_what_is_learnt(lesson):
    points = lesson.select("div.learn li")
    assert len(points) == 3
    assert lesson.select_one("div.learn").find_previous("h2") is None


def test_it_ends_with_what_to_watch_out_for_a_summary_exercises_and_the_ledger(lesson):
    order = headings(lesson)
    assert order[-3:] == ["In short", "Try it", "The ledger of this section"]
    assert "What to watch out for" in order[:-3]


def test_the_summary_has_three_lines(lesson):
    (heading,) = (heading for heading in lesson.select("h2") if heading.get_text().startswith("In short"))
    assert len(heading.parent.select("li")) == 3


def test_every_exercise_has_its_answer_folded(lesson):
    exercises = lesson.select("div.exercise")
    assert 3 <= len(exercises) <= 5
    for exercise in exercises:
        (answer,) = exercise.select("details.answer")
        assert not answer.has_attr("open")
        assert answer.select_one("p, pre").get_text().strip()


def test_the_ledger_is_folded_and_no_entry_is_open(lesson):
    (table,) = lesson.select("details.section-ledger")
    rows = table.select("details.entry")
    assert rows
    assert not any(part.has_attr("open") for part in [table, *rows])
    assert not table.select("summary a"), "a click on a row opens it, and does nothing else"


def test_wrong_and_right_stand_side_by_side_with_the_changed_lines_marked(lesson):
    for pair in lesson.select("details.entry div.pair"):
        wrong, right = pair.select("div.wrong.highlight-python, div.right.highlight-python")
        lines = [line.get_text() for line in right.select(".hll")]
        assert lines
        assert not {line.rstrip("\n") for line in lines} & set(wrong.get_text().splitlines())


@pytest.mark.parametrize("figure", ledger.figures(), ids=lambda figure: figure.id)
def test_a_figure_stands_in_the_lesson_with_a_caption_and_a_description(site, figure):
    module = {section.number: section.module for section in ledger.sections()}[figure.section]
    found = site.pages[f"{module}.html"].find("figure", id=figure.id.lower().replace(".", "-"))
    assert found.find_parent("section").h2.get_text().rstrip("¶#") not in ("In short", "Try it", "Figures")
    assert found.figcaption.select_one(".caption-text").get_text().startswith("What to see: ")
    assert found.select_one("a[href^='gallery/']")
    assert found.select_one(".proof")
    assert len(found.img["alt"]) >= 100
    assert (site.folder / found.img["src"]).is_file()


def test_figures_are_found_by_their_id_and_by_their_words(site):
    text = (site.folder / "search-units.js").read_text(encoding="utf-8")
    searched = json.loads(text.removeprefix("const searched = ").rstrip(";\n"))
    units = {unit["at"]: unit for unit in searched["units"]}
    for figure in ledger.figures():
        unit = units[searched["ids"][figure.id]]
        assert unit["title"] == f"{figure.id}: {figure.shows}"
        assert unit["text"].startswith("What to see: ")
