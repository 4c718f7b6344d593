"""The corrected snippets as a reader meets them on the built pages."""

import ast
import doctest

import pytest

from alone import snippets as alone
from chapter4 import evidence, ledger
from prose.examples import ROOT, blocks

SNIPPETS = ledger.snippets()
OF_SECTION = {section.number: [s for s in SNIPPETS if s.section == section.number] for section in ledger.sections()}
PAGES = {section.number: f"{section.module}.html" for section in ledger.sections()}
each_snippet = pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet.id.replace(".", "_"))


def block(site, snippet):
    return site.pages[PAGES[snippet.section]].find(id="code-" + snippet.id.lower().replace(".", "-"))


def source(site, snippet):
    return (site.folder / PAGES[snippet.section]).read_text(encoding="utf-8")


@each_snippet
def test_what_is_copied_from_the_page_is_the_file_and_runs_alone(site, snippet):
    code, shown = alone.copied(source(site, snippet), snippet.id)
    assert code == snippet.code
    printed, outputs = alone.run(code), [ledger.output(id) for id in snippet.prints]
    if "not reproducible" in {output.verdict for output in outputs}:
        return
    assert shown == printed
    stated = [(output, text) for output in outputs for text in output.printed.split(", ")]
    numbers = alone.NUMBER.findall(printed)
    for (output, text), number in zip(stated, numbers[len(numbers) - len(stated) :], strict=True):
        assert output.verdict == "differs" or evidence.as_printed(text, float(number))


def test_a_snippet_that_is_not_that_of_the_ledger_is_found(site):
    (snippet,) = (s for s in SNIPPETS if s.id == "S4.2.2-1")
    record = {"id": snippet.id, "code": snippet.code, "prints": snippet.prints}
    outputs = {id: vars(ledger.output(id)) for id in snippet.prints}
    page = source(site, snippet)
    assert list(alone.faults(record, outputs, page)) == []
    changed = page.replace("1e-7</span>", "1e-8</span>")
    assert changed != page
    first, second, third, fourth = alone.faults(record, outputs, changed)
    assert "does not show the code" in first
    assert "the page shows" in second
    assert "O4.2.2-1" in third
    assert "O4.2.2-2" in fourth


@each_snippet
def test_every_corrected_line_has_what_was_printed_and_its_id(site, snippet):
    """The lines and pairs are sought here from the other side: from the page to the ledger."""
    found = set()
    for line in block(site, snippet).select(".corrected-line"):
        text = line.select_one(".source-line").get_text()
        for note in line.select(".note"):
            id = note.select_one("a").get_text()
            defect = ledger.defect(id)
            assert note.select_one("a")["href"].endswith("#" + id.lower().replace(".", "-"))
            assert snippet.id in defect.snippets
            assert any(corrected in text for corrected in defect.corrected)
            if note.select("s"):
                assert note.get_text().startswith("was: ")
                assert note.select_one("s").get_text() in defect.quoted
            else:
                missing = note.select_one("code").get_text()
                assert note.get_text().startswith(f"{missing} was missing")
                assert missing in defect.corrected
                assert missing in text
            found.add(id)
    assert found == {d.id for d in ledger.defects() if snippet.id in d.snippets and d.corrected} - set(snippet.keeps)


def test_the_notes_of_one_snippet_are_these(site):
    (snippet,) = (s for s in SNIPPETS if s.id == "S4.2.4-1")
    notes = [
        (line.select_one(".source-line").get_text().strip(), [note.get_text() for note in line.select(".note")])
        for line in block(site, snippet).select(".corrected-line")
    ]
    assert notes == [
        ("t = t.reshape(1, t.size)", ["was: t_size E4.2.4-1"]),
        ("y = y.reshape(1, y.size)", ["was: y_size E4.2.4-1"]),
        ("batch_size = y.shape[0]", ["was: y.shape(0) E4.2.4-2"]),
        (
            "return -np.sum(t * np.log(y + 1e-7)) / batch_size",
            ["was: 1e - 7 E4.2.4-3", "/ batch_size was missing E4.2.4-4"],
        ),
    ]


def headings(page):
    return [heading.find(string=True, recursive=False).strip() for heading in page.select("article h2")]


@pytest.mark.parametrize("number", [number for number, found in OF_SECTION.items() if found])
def test_a_section_shows_its_snippets_before_its_checked_functions(site, number):
    page, snippets = site.pages[PAGES[number]], OF_SECTION[number]
    shown = [block["id"].removeprefix("code-") for block in page.select("article div.snippet")]
    assert shown == [snippet.id.lower().replace(".", "-") for snippet in snippets]
    order = [heading.split(",")[0] for heading in headings(page)]
    snippet, import_ = ("The snippet", "The snippets"), ("Or import it", "Or import them")
    (first,) = (n for n, heading in enumerate(order) if heading in snippet)
    (last,) = (n for n, heading in enumerate(order) if heading in import_)
    assert first < last
    kept = {id for snippet in snippets for id in snippet.keeps}
    assert {item.select_one("a").get_text() for item in page.select("ul.keeps > li")} == kept
    assert all("Fix:" in item.get_text() for item in page.select("ul.keeps > li"))
    before = page.select_one("div.snippet").find_all_previous("pre")
    code = [block for block in before if not block.find_parent(class_="cite")]
    assert not any("chapter4" in block.get_text() for block in code)


def test_no_page_of_a_section_shows_the_checks_unfolded(site):
    pages = [page for name, page in site.pages.items() if name.startswith("section_")]
    blocks = [block for page in pages for block in page.select("article pre")]
    sources = [block for block in blocks if "_checks." in block.get_text()]
    assert sources
    assert all(block.find_parent("details") for block in sources)


def programs_of(page):
    """The first two blocks of a page, wrong and right."""
    for block in blocks(ROOT / page)[:2]:
        yield "".join(example.source for example in doctest.DocTestParser().get_examples(block))


def test_the_right_code_of_the_readme_is_the_snippet():
    """Wrong and right have the same data; the function is that of the snippet, to the letter."""

    def functions(code):
        return [ast.dump(node) for node in ast.parse(code).body if isinstance(node, ast.FunctionDef)]

    def data(code):
        lines = code.splitlines()
        return [line for line in lines if line.startswith(("y = ", "t = "))]

    wrong, right = programs_of("README.md")
    assert ledger.defect("E4.2.4-4").quoted[0] in wrong
    assert "chapter4" not in wrong + right
    assert functions(right) == functions(ledger.snippet("S4.2.4-1").code) != []
    assert data(wrong) == data(right) != []


def test_the_front_page_puts_wrong_right_by_one_line():
    wrong, right = (program.splitlines() for program in programs_of("docs/index.md"))
    assert any(ledger.defect("E4.2.4-4").quoted[0] in line for line in wrong)
    (more,) = [line for line in right if line not in wrong]
    assert [line for line in right if line != more] == wrong
    assert more == "loss /= len(y)"
