"""What the site's search looks through: the text of each heading, entry and term, with the address of just that."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, NavigableString, SoupStrainer, Tag
from places import address
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

import chapter4
from chapter4 import ledger
from chapter4.check.spelling.known import ALIASES

FILE = "search-units.js"

UNITS = "section[id], dt[id], div.raised[id], details.entry[id], details.cure[id], figure[id]"
"""What is found by itself; an entry or a term has its definition with it."""

LEFT_OUT = (
    "annotation, .headerlink, script, style, .cell-label, .entry-head, table.ledger-table, "
    "details.answer, details.cite, button.film"
)
"""What is written twice, or is no text; the tables of entries repeat what the entries say, and an answer is no place to
begin reading."""

HEADINGS = {f"h{level}" for level in range(1, 7)} | {"dt"}
BLOCKS = {"section", "div", "summary", "p", "pre", "li", "dd", "td", "th"} | HEADINGS

HELP = ("section", "check", "errors", "pitfalls", "errata", "glossary", "index")
"""The beginnings of the names of pages that explain; the others, which list or prove, come after them."""

UNSEARCHED = {"404", "search", "genindex", "py-modindex", "changelog", "contributing"}


def setup(app: Sphinx) -> dict[str, bool]:
    """Put our page in the place of Sphinx's search, which knows no numbers and no parts of Korean words."""
    app.connect("builder-inited", _replace_the_search)
    app.connect("html-page-context", _lead_from_nowhere)
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _replace_the_search(app: Sphinx) -> None:
    app.builder.search = False
    app.config.html_additional_pages["search"] = "search.html"


def _lead_from_nowhere(app: Sphinx, page: str, *_: Any) -> None:
    if page == "404":
        app.add_js_file("to-entry.js", loading_method="defer")


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
    article = BeautifulSoup(html, "html.parser", parse_only=SoupStrainer("article"))
    for element in article.select(LEFT_OUT):
        element.decompose()
    units = {id(unit): (unit, [], []) for unit in article.select(UNITS)}
    for text in article.find_all(string=True):
        unit = _unit_of(text, units)
        if unit:
            _, title, body = units[unit]
            (title if _is_title(text, units[unit][0]) else body).append(text)
    found = [
        {
            "at": f"{page}.html#{unit['id']}",
            "title": _joined(title),
            "text": _joined(body),
            # A message answers who has seen it, and is found by its words.
            "rank": int(page.startswith(HELP) and not {"raised", "cure"} & set(unit.get("class", ()))),
        }
        for unit, title, body in units.values()
    ]
    for one in found[1:]:
        one["page"] = found[0]["title"]
    if names := _other_names(page):
        found[0]["names"] = names
    return found


def _unit_of(text: NavigableString, units: Mapping[int, Any]) -> int | None:
    """Return the unit that a text is of: the one that it stands in, or the term whose definition it stands in."""
    for parent in text.parents:
        if parent.name in ("dt", "dd"):
            parent = _term(parent)
        if id(parent) in units:
            return id(parent)
    return None


def _term(element: Tag) -> Tag:
    """Return the first of the terms that share a definition."""
    while (before := element.find_previous_sibling()) and (before.name == "dt" or element.name == "dd"):
        element = before
    return element


def _is_title(text: NavigableString, unit: Tag) -> bool:
    block = _block(text)
    if block.name == "dt":
        return _term(block) is unit
    if unit.name == "figure":
        return block.name == "summary"
    if unit.name == "details":
        return bool({"entry-id", "entry-name", "message"} & set(block.get("class", ())))
    return block is unit.p if unit.name == "div" else block.name in HEADINGS


def _block(text: NavigableString) -> Tag:
    """Return the block that a text stands in."""
    return next(parent for parent in text.parents if parent.name in BLOCKS)


def _joined(texts: Iterable[NavigableString]) -> str:
    """Return texts as one; what stands in a block of its own is set off by a space."""
    joined, block = "", None
    for text in texts:
        around = _block(text)
        joined += text if around is block else f" {text}"
        block = around
    return " ".join(joined.split())


def _other_names(page: str) -> str:
    """Return what editions and copies call the functions of a section, for the words of its page."""
    return " ".join(
        alias
        for alias, name in ALIASES.items()
        if name in chapter4.__all__ and getattr(chapter4, name).__module__ == f"chapter4.{page}"
    )
