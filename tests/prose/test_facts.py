"""Facts that stand in several files, each of which a tool reads: they are the same everywhere."""

import re
import tomllib

import pytest
import yaml

from prose.reading import ROOT


def text(name):
    """Return a file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


PYPROJECT, CITATION = tomllib.loads(text("pyproject.toml")), yaml.safe_load(text("CITATION.cff"))
PYTHONS = [name.rpartition(" ")[2] for name in PYPROJECT["project"]["classifiers"] if re.search(r":: 3\.\d", name)]
JAPANESE, KOREAN = CITATION["references"]


def test_every_tool_runs_the_pythons_that_the_package_names():
    matrix = yaml.safe_load(text(".github/workflows/tests.yml"))["jobs"]
    assert [job["strategy"]["matrix"]["python"] for job in matrix.values() if "strategy" in job] == [PYTHONS]
    minors = re.search(r"digits = digits-py3\{([\d,]+)\}", text("tox.ini"))[1].split(",")
    assert [f"3.{minor}" for minor in minors] == PYTHONS
    lists = re.findall(r"pythons\+?=\(([^)]+)\)", text(".ci/run"))
    assert " ".join(lists).split() == PYTHONS


def test_the_oldest_python_is_the_same_for_pip_and_for_ruff():
    assert PYPROJECT["project"]["requires-python"] == f">={PYTHONS[0]}"
    assert PYPROJECT["tool"]["ruff"]["target-version"] == f"py{PYTHONS[0].replace('.', '')}"


def test_the_oldest_numpy_is_the_one_that_is_tested():
    (needed,) = PYPROJECT["project"]["dependencies"]
    tested = [need for need in PYPROJECT["dependency-groups"]["oldest"] if isinstance(need, str)]
    assert tested[0].partition(";")[0] == needed.replace(">=", "==")


@pytest.mark.parametrize("name", ["author", "title", "publisher", "year"])
def test_the_page_on_citing_names_the_book_as_the_citation_file_does(name):
    stated = re.search(rf"^  {name} += \{{(.+)\}},$", text("docs/cite.md"), flags=re.MULTILINE)[1]
    author = "{family-names}, {given-names}".format(**JAPANESE["authors"][0])
    known = JAPANESE | {"author": author, "publisher": JAPANESE["publisher"]["name"]}
    assert stated == str(known[name])


def test_the_korean_edition_is_named_as_in_the_citation_file():
    edition = f"{KOREAN['title']}, {KOREAN['publisher']['name']}, {KOREAN['year']}"
    assert f"Korean edition: {edition}}}" in text("docs/cite.md")
    assert f"({KOREAN['title']})" in text("docs/index.md")


def test_the_licence_names_the_authors_and_the_year_that_the_site_names():
    (author,) = CITATION["authors"]
    assert PYPROJECT["project"]["authors"] == [author]
    year = re.search(r'copyright = f"(\d+), ', text("docs/conf.py"))[1]
    assert f"Copyright (c) {year} {author['name']}" in text("LICENSE")
