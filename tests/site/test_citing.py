"""Each entry can be cited: its BibTeX, as a library reads it, names it, and one button copies it."""

import pytest
import yaml
from pybtex.database import parse_string
from pybtex.richtext import Text

from chapter4 import ledger
from prose.examples import ROOT

CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
VERSION = CITATION["version"]
MODULES = {section.number: section.module for section in ledger.sections()}


def anchor(id):
    return id.lower().replace(".", "-")


def in_words(field):
    """Return what LaTeX prints of a field; its name for ^ is the only one that the library does not know."""
    return str(Text.from_latex(field)).replace("\\textasciicircum ", "^")


def read(text):
    """Return the key and the fields of the one record in a text."""
    ((key, record),) = parse_string(text, "bibtex").entries.items()
    assert record.type == "misc"
    (author,) = record.persons["author"]
    assert in_words(str(author)) == CITATION["authors"][0]["name"]
    assert record.fields["year"] == str(CITATION["date-released"].year)
    assert record.fields["note"] == f"Version {VERSION}"
    return key, record.fields


def plain(text):
    """Return a text of the ledger without the marks of code, and without a full stop."""
    return text.replace("`", "").removesuffix(".")


@pytest.fixture
def citing(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "docs" / "_ext"))
    import citing

    return citing


@pytest.mark.parametrize("entry", ledger.entries(), ids=lambda entry: entry.id.replace(".", "_"))
def test_an_entrys_page_has_its_record_and_its_permanent_link(site, entry):
    folded = site.pages[f"{MODULES[entry.section]}.html"].find(id=anchor(entry.id)).select_one("details.cite")
    assert folded.select_one("summary").get_text() == f"Cite {entry.id}"
    assert folded.select_one("a")["href"] == f"#{anchor(entry.id)}"
    assert f"version {VERSION}, entry {entry.id}" in folded.select_one("p").get_text()
    key, fields = read(folded.select_one("pre").get_text())
    assert key == f"chapter4verified:{entry.id}"
    assert fields["title"].startswith(f"{{{entry.id}}}: "), "else a style writes the letter of the kind small"
    title = in_words(fields["title"]).removeprefix(f"{entry.id}: ")
    match entry:
        case ledger.Defect():
            assert title
            assert plain(entry.symptom).startswith(title)
        case ledger.Output():
            assert title == f"{entry.call} is stated to be {entry.printed}"
        case ledger.Statement():
            assert title == plain(entry.statement)
        case ledger.Figure():
            assert title == plain(entry.shows)
        case ledger.Snippet():
            assert title == plain(entry.what)
    assert CITATION["title"] in in_words(fields["howpublished"])
    assert "url" not in fields, "the address of the site is not known"


def test_a_style_that_writes_titles_small_keeps_names(citing):
    assert citing.braced("Two words, KeyError and NumPy_1") == r"Two words, {KeyError} and {NumPy\_1}"
    assert citing.braced("NumPy begins") == "{NumPy} begins"


def test_where_the_address_of_the_site_is_known_a_record_has_it(citing):
    _, fields = read(citing.bibtex(ledger.entry("E4.2.4-4"), "https://example.org/book/"))
    assert fields["url"] == "https://example.org/book/section_4_2_4.html#e4-2-4-4"
    link = citing.citation(ledger.entry("E4.2.4-4"), "https://example.org/book/").next_node(citing.nodes.reference)
    assert link["refuri"] == link.astext() == fields["url"]


def test_the_page_on_citing_has_the_whole_and_one_entry(site):
    whole, *_, one = [block.get_text() for block in site.pages["cite.html"].select(".highlight-bibtex pre")]
    key, fields = read(whole)
    assert (key, in_words(fields["title"])) == ("chapter4verified", CITATION["title"])
    assert read(one)[0] == "chapter4verified:E4.2.4-4"


def test_the_script_is_loaded_where_there_is_an_entry_to_cite_and_nowhere_else(site):
    loading = {name for name, page in site.pages.items() if page.select("script[src*='cite.js']")}
    assert loading == {name for name, page in site.pages.items() if page.select("details.cite")}
    assert loading == {f"{module}.html" for module in MODULES.values()}


# ------------------------------------------------------------------ The button


@pytest.fixture
def cite(chromium, address):
    """The folded citation of one entry, its row open, in a browser that may write to the clipboard."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}section_4_2_4.html#e4-2-4-4")
    yield page.locator("#e4-2-4-4 details.cite")
    context.close()


def test_one_press_of_a_key_copies_the_record_with_the_address_of_the_page(cite, address):
    cite.locator("summary").press("Enter")
    cite.get_by_role("status").get_by_text("Copied.").wait_for()
    copied = cite.page.evaluate("navigator.clipboard.readText()")
    key, fields = read(copied)
    assert key == "chapter4verified:E4.2.4-4"
    assert fields["url"] == f"{address}section_4_2_4.html#e4-2-4-4" == cite.locator("a").inner_text()
    assert len({line.index("=") for line in copied.splitlines() if " = " in line}) == 1
    cite.locator("summary").press("Enter")
    cite.locator("summary").press("Enter")
    assert cite.locator("pre").inner_text().count("url ") == 1
    assert cite.locator("pre").is_visible()


def test_where_the_browser_refuses_the_record_is_selected(cite):
    cite.page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    cite.locator("summary").click()
    cite.get_by_role("status").get_by_text("Selected: now copy it.").wait_for()
    assert read(cite.page.evaluate("getSelection().toString()"))[0] == "chapter4verified:E4.2.4-4"


def test_a_page_that_is_read_from_a_file_has_no_address(chromium, site):
    page = chromium.new_page()
    page.goto((site.folder / "section_4_2_4.html").as_uri() + "#e4-2-4-4")
    cite = page.locator("#e4-2-4-4 details.cite")
    cite.locator("summary").click()
    cite.locator("pre").wait_for()
    assert "url" not in read(cite.locator("pre").inner_text())[1]
    assert cite.locator("a").inner_text() == "permanent link"
    page.close()


def test_without_a_script_the_record_can_be_unfolded(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}section_4_2_4.html")
    page.locator("details.section-ledger > summary").click()
    row = page.locator("#e4-2-4-4")
    row.locator("> summary").click()
    row.locator("details.cite > summary").click()
    assert row.locator("details.cite pre").is_visible()
    context.close()
