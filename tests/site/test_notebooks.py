"""The notebooks: valid, complete, in the chapter's order, and each runs from top to bottom without this package."""

import os
import re
import shutil
import subprocess
import sys
import warnings
from types import SimpleNamespace

import nbformat
import pytest

from chapter4 import ledger
from prose.examples import ROOT

SECTIONS = ledger.sections()
WITH_FIGURES = ("4.2.2", "4.2.5", "4.3", "4.3.2", "4.3.3", "4.4", "4.4.1", "4.4.2")

BEFORE = """
import sys, warnings
sys.modules["chapter4"] = None
warnings.simplefilter("error")
import matplotlib.pyplot
matplotlib.pyplot.show = lambda: print("a figure:", matplotlib.pyplot.get_fignums())
"""


@pytest.fixture(scope="module")
def notebooks(site):
    found = {path.stem: nbformat.read(path, 4) for path in site.folder.glob("*.ipynb")}
    assert set(found) == {"chapter4", *(section.module for section in SECTIONS)}
    return found


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook):
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def text(cell):
    return "".join(output.text for output in cell.outputs if output.output_type == "stream")


def pictures(cell):
    return [output for output in cell.outputs if "image/png" in output.get("data", {})]


def test_they_are_valid_and_every_cell_has_run_once_in_order(notebooks):
    for notebook in notebooks.values():
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            nbformat.validate(notebook)
        assert [cell.execution_count for cell in code(notebook)] == list(range(1, len(code(notebook)) + 1))
        assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)


def test_the_chapter_is_its_sections_in_order(notebooks):
    titles = re.findall(r"^## (.+)$", prose(notebooks["chapter4"]), flags=re.MULTILINE)
    assert titles == [f"{section.number} {section.title}" for section in SECTIONS]
    parts = [cell.source for section in SECTIONS for cell in code(notebooks[section.module])]
    assert [cell.source for cell in code(notebooks["chapter4"])] == parts


def test_every_snippet_is_a_cell_as_it_stands_with_what_it_prints(notebooks, site):
    for section in SECTIONS:
        snippets = [snippet for snippet in ledger.snippets() if snippet.section == section.number]
        cells = {cell.source: cell for cell in code(notebooks[section.module])}
        order = [source for source in cells if source in {snippet.code.strip() for snippet in snippets}]
        assert order == [snippet.code.strip() for snippet in snippets]
        for snippet in snippets:
            page = site.pages[f"{section.module}.html"].find(id="code-" + snippet.id.lower().replace(".", "-"))
            drawn = "not reproducible" in {ledger.output(id).verdict for id in snippet.prints}
            printed = text(cells[snippet.code.strip()])
            assert printed.startswith("array(") if drawn else printed == page.select_one("div.output pre").get_text()


def test_the_figures_are_stored(notebooks):
    drawn = [section.number for section in SECTIONS if any(map(pictures, code(notebooks[section.module])))]
    assert drawn == list(WITH_FIGURES)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.module)
def test_a_section_runs_alone_and_prints_what_is_stored(notebooks, section, tmp_path):
    """In a plain Python, where an import of chapter4 and a warning are errors."""
    cells = code(notebooks[section.module])
    command = [sys.executable, "-I", "-c", BEFORE + "\n".join(cell.source for cell in cells)]
    environment = os.environ | {"MPLBACKEND": "agg"}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    printed, figures = [], 0
    for line in done.stdout.splitlines(keepends=True):
        figures += line.startswith("a figure:")
        printed += [line] * (not line.startswith("a figure:"))
    assert figures == sum(len(pictures(cell)) for cell in cells)
    if section.number != "4.2.3":  # which draws without a seed
        assert "".join(printed) == "".join(map(text, cells))


def test_an_import_of_the_package_would_be_found(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "_ext"))
    import notebooks as extension
    from nbclient.exceptions import CellExecutionError

    cells = [nbformat.v4.new_code_cell("import chapter4")]
    with pytest.raises(CellExecutionError, match="import of chapter4 halted"):
        extension.executed(extension.notebook("one cell", cells, ""))


def test_they_are_made_again_only_where_a_source_the_address_or_a_file_has_changed(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "_ext"))
    import notebooks as extension

    for folder in ("docs/notebook", "docs/_ext", "reference"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    bases = []

    def made(base):
        bases.append(base)
        return dict.fromkeys(extension.NOTEBOOKS, nbformat.v4.new_notebook())

    monkeypatch.setattr(extension, "notebooks", made)
    monkeypatch.setattr(extension, "ROOT", tmp_path)
    app = SimpleNamespace(
        builder=SimpleNamespace(name="html"),
        config=SimpleNamespace(html_baseurl=""),
        doctreedir=tmp_path,
        outdir=tmp_path,
    )

    def times():
        extension.write_notebooks(app, None)
        return len(bases)

    assert (times(), times()) == (1, 1)
    sources = ("docs/notebook/section_4_2_4.md", "docs/_ext/snippets.py", "reference/chapter4/ledger.toml")
    snippet = ledger.snippets()[0].file
    for number, source in enumerate((*sources, f"reference/chapter4/snippets/{snippet}"), start=2):
        with (tmp_path / source).open("a", encoding="utf-8") as file:
            file.write("\n")
        assert (times(), times()) == (number, number), source
    (tmp_path / extension.CHAPTER).unlink()
    assert (times(), times()) == (6, 6)
    app.config.html_baseurl = "https://example.org/"
    assert (times(), times()) == (7, 7)


def test_its_ids_are_links_where_the_address_of_the_pages_is_known(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "_ext"))
    import notebooks as extension

    assert extension.linked("see E4.2.4-4", "") == "see E4.2.4-4"
    linked = extension.linked("see E4.2.4-4", "https://example.org/")
    assert linked == "see [E4.2.4-4](https://example.org/section_4_2_4.html#e4-2-4-4)"


def test_every_section_offers_its_notebook_and_the_whole(site):
    for section in SECTIONS:
        page = site.pages[f"{section.module}.html"]
        offered = [link["href"] for link in page.select("p.notebook-line a[download]")]
        assert offered == [f"{section.module}.ipynb", "chapter4.ipynb"]


def test_the_page_of_what_is_not_found_links_from_the_root(site):
    links = [a["href"] for a in site.pages["404.html"].find("article").find_all("a", class_="internal")]
    assert len(links) > 5
    assert all(link.startswith("/") for link in links), links
