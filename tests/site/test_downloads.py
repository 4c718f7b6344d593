"""What the page of downloads offers: it is there, whole, under a licence, and can be used."""

import subprocess
import sys
import zipfile

import pytest

import chapter4
from chapter4 import ledger
from prose.examples import ROOT


@pytest.fixture
def offered(site):
    """The rows of the table, by the name of the file."""
    rows = site.pages["download.html"].select("tbody tr")
    return {row.select_one("a")["href"]: [td.get_text() for td in row.select("td")] for row in rows}


def test_every_file_is_there_with_its_licence(site, offered):
    assert {name.rpartition(".")[2] for name in offered} == {"zip", "whl", "ipynb", "json"}
    assert [name for name in offered if not (site.folder / name).is_file()] == []
    assert {cells[-1] for cells in offered.values()} == {"licence: MIT"}


def test_the_archive_has_every_snippet_and_the_licence(site):
    with zipfile.ZipFile(site.folder / "chapter4-snippets.zip") as archive:
        found = {name: archive.read(name).decode() for name in archive.namelist()}
    snippets = {f"chapter4-snippets/{snippet.file}": snippet.code for snippet in ledger.snippets()}
    assert found == snippets | {"chapter4-snippets/LICENSE": (ROOT / "LICENSE").read_text(encoding="utf-8")}


def test_the_same_snippets_make_the_same_archive(site, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "_ext"))
    from downloads import write_snippets

    again = tmp_path / "chapter4-snippets.zip"
    write_snippets(again)
    assert again.read_bytes() == (site.folder / again.name).read_bytes()


def test_the_wheel_is_installed_by_the_command_that_the_page_shows(site, tmp_path):
    command = site.pages["download.html"].select_one(".highlight-sh pre").get_text().split()
    assert command[:4] == ["python", "-m", "pip", "install"]
    offline = ["--no-index", "--no-deps", "--quiet", "--disable-pip-version-check", "--target", str(tmp_path)]
    subprocess.run([sys.executable, *command[1:], *offline], cwd=site.folder, check=True)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import chapter4; from chapter4 import ledger; "
        "print(chapter4.__file__, chapter4.__version__, len(ledger.entries()), chapter4.softmax([0.0]))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    file = tmp_path / "chapter4" / "__init__.py"
    assert done.stdout.split() == [str(file), chapter4.__version__, str(len(ledger.entries())), "[1.]"]


def test_the_front_page_and_every_sections_notebook_line_lead_to_it(site):
    assert site.pages["index.html"].select("article a[href='download.html']")
    for section in ledger.sections():
        assert site.pages[f"{section.module}.html"].select("p.notebook-line a[href='download.html']"), section.number
