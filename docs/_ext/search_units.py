"""What the site's search looks through: the text of each heading, entry and term, with the address of just that."""

import json
from itertools import zip_longest
from pathlib import Path
from typing import Any

from lxml.html import HtmlElement, document_fromstring
from places import address
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

import chapter4
from chapter4 import ledger
from chapter4.check.spelling.known import ALIASES

FILE = "search-units.js"

UNITS = {"section": set(), "dt": set(), "figure": set(), "div": {"raised"}, "details": {"entry", "cure"}}
"""What is found by itself if it has an id, by its tag and one of the classes, if there are any; an entry or a term has
its definition with it."""

LEFT_OUT = {"annotation", "script", "style"}
CLASSES_LEFT_OUT = {
    "headerlink",
    "cell-label",
    "entry-head",
    "ledger-table",
    "answer",
    "cite",
    "film",
    "sphx-glr-footer",
}
"""What is written twice, or is no text; the tables of entries repeat what the entries say, and an answer is no place to
begin reading."""

HEADINGS = {f"h{level}" for level in range(1, 7)} | {"dt"}
BLOCKS = {"section", "div", "summary", "p", "pre", "li", "dd", "td", "th"} | HEADINGS

HELP = ("section", "check", "errors", "pitfalls", "errata", "glossary", "index")
"""The beginnings of the names of pages that explain; the others, which list or prove, come after them."""

WORDINGS = {address(entry).partition("#")[2] for entry in ledger.defects() if entry.kind == "wording"}
"""The anchors of entries that quote a wording: who searches in Korean wants the matter, not that."""

Texts = list[tuple[str, HtmlElement]]
Units = dict[HtmlElement, tuple[Texts, Texts]]

NOT_ON_THE_SEARCH = {
    "copybutton.js",
    "copybutton.css",
    "clipboard.min.js",
    "sg_gallery.css",
    "sphinx_highlight.js",
}
"""What the page of the search does not use: it has no code to copy, no gallery and no words to highlight on loading."""

UNSEARCHED = {"404", "search", "genindex", "py-modindex", "changelog", "contributing"}


def setup(app: Sphinx) -> dict[str, bool]:
    """Put our page in the place of Sphinx's search, which knows no numbers and no parts of Korean words."""
    app.connect("builder-inited", _replace_the_search)
    app.connect("html-page-context", _lead_from_nowhere)
    app.connect("html-page-context", _load_less, priority=900)
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _replace_the_search(app: Sphinx) -> None:
    app.builder.search = False
    app.config.html_additional_pages["search"] = "search.html"


def _lead_from_nowhere(app: Sphinx, page: str, *_: Any) -> None:
    if page == "404":
        app.add_js_file("to-entry.js", loading_method="defer")


def _load_less(app: Sphinx, page: str, template: str, context: dict[str, Any], *_: Any) -> None:
    if page == "search":
        for kind in ("script_files", "css_files"):
            files = context[kind]
            context[kind] = [one for one in files if str(one.filename).rpartition("/")[2] not in NOT_ON_THE_SEARCH]


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception or not isinstance(app.builder, StandaloneHTMLBuilder) or app.builder.name == "epub":
        return
    found = [
        unit
        for page in sorted(app.env.found_docs - UNSEARCHED)
        for unit in _units(page, (Path(app.outdir) / f"{page}.html").read_text(encoding="utf-8"))
    ]
    places = {unit["at"] for unit in found}
    ids = {entry.id: home for entry in ledger.entries() if (home := address(entry)) in places}
    tops = {unit["at"].partition("#")[0]: unit["at"] for unit in reversed(found)}
    ids |= {section.number: tops[f"{section.module}.html"] for section in ledger.sections()}
    text = json.dumps({"ids": ids, "units": found}, ensure_ascii=False, separators=(",", ":"))
    (Path(app.outdir) / FILE).write_text(f"const searched = {text};\n", encoding="utf-8")


def _units(page: str, html: str) -> list[dict[str, str | int]]:
    """Return every unit of a page: where it is, its title, that of its page, its text, and its rank."""
    units: Units = {}
    for article in document_fromstring(html).iter("article"):
        _collect(article, None, None, units)
    found = [
        {
            "at": f"{page}.html#{unit.get('id')}",
            "title": _joined(title),
            "text": _joined(body),
            # A message answers who has seen it, and is found by its words.
            "rank": int(
                page.startswith(HELP) and unit.classes.isdisjoint({"raised", "cure"}) and unit.get("id") not in WORDINGS
            ),
        }
        for unit, (title, body) in units.items()
    ]
    for one, unit in zip(found, units, strict=True):
        for line in unit.iterfind("summary//*[@class='your-line']"):
            one["line"] = line.text_content().strip()
    for one in found[1:]:
        one["page"] = found[0]["title"]
    if names := _other_names(page):
        found[0]["names"] = names
    return found


def _collect(element: HtmlElement, unit: HtmlElement | None, block: HtmlElement | None, units: Units) -> None:
    """Give each text in an element, with its block, to the title or the body of the unit that it is of.

    The unit is the one that it stands in, or the term whose definition it stands in.
    """
    if element.tag in LEFT_OUT or not element.classes.isdisjoint(CLASSES_LEFT_OUT):
        return
    around = _term(element) if element.tag in ("dt", "dd") else element
    if _is_unit(around):
        unit = around
        units.setdefault(unit, ([], []))
    block = element if element.tag in BLOCKS else block
    texts = [] if unit is None else units[unit][not _is_title(block, unit)]
    texts.append((element.text or "", block))
    for sign, child in zip_longest(SCRIPTS.get(element.tag, ""), element.iterchildren(), fillvalue=""):
        if sign and child.text_content() not in PRIMES:
            texts.append((sign, block))
        if isinstance(child, HtmlElement):
            _collect(child, unit, block, units)
        texts.append((child.tail or "", block))


SCRIPTS = {"msup": ["", "^"], "msub": ["", "_"], "msubsup": ["", "_", "^"]}
"""The signs before the parts of an element of a formula, without which a power of ten would read as another number."""
PRIMES = {"\N{PRIME}", "\N{DOUBLE PRIME}", "\N{TRIPLE PRIME}"}


def _is_unit(element: HtmlElement) -> bool:
    if "id" not in element.attrib or element.tag not in UNITS:
        return False
    return not (classes := UNITS[element.tag]) or not element.classes.isdisjoint(classes)


def _term(element: HtmlElement) -> HtmlElement:
    """Return the first of the terms that share a definition."""
    while (before := element.getprevious()) is not None and (before.tag == "dt" or element.tag == "dd"):
        element = before
    return element


def _is_title(block: HtmlElement, unit: HtmlElement) -> bool:
    if block.tag == "dt":
        return _term(block) is unit
    if unit.tag == "figure":
        return block.tag == "summary"
    if unit.tag == "details":
        return not block.classes.isdisjoint({"entry-id", "entry-name", "message"})
    return block is next(unit.iter(*({"p"} if unit.tag == "div" else HEADINGS)), None)


def _joined(texts: Texts) -> str:
    """Return texts as one; what stands in a block of its own is set off by a space."""
    joined, last = "", None
    for text, block in texts:
        joined += text if block is last else f" {text}"
        last = block
    return " ".join(joined.split())


def _other_names(page: str) -> str:
    """Return what editions and copies call the functions of a section, for the words of its page."""
    return " ".join(
        alias
        for alias, name in ALIASES.items()
        if name in chapter4.__all__ and getattr(chapter4, name).__module__ == f"chapter4.{page}"
    )
