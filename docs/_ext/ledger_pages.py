"""What the pages say of the ledger: directives and roles that read it, so that no page repeats it."""

import platform
from collections import Counter

import matplotlib
import numpy as np
from docutils import nodes
from myst_text import LookUpRole, MystDirective, anchor, code, link, prose
from places import SECTIONS
from snippets import printed
from sphinx import addnodes

import chapter4
from chapter4 import evidence, ledger

NAMES = {"S": "snippet", "O": "stated output", "E": "defect", "C": "statement", "F": "figure"}
GROUPS = NAMES | {"copies": "slip"}
"""The groups that stand apart on pages: the kinds, and of the defects those of copies for themselves."""
LISTS = GROUPS | {"wording": "wording"}
"""What a page lists by itself: the groups, and of the defects of the chapter those of wording for themselves."""
PAGES_OF_LISTS = ("errata", "ledger")


def group(entry):
    """Return the group of an entry."""
    return "copies" if getattr(entry, "origin", "") == "copies" else entry.id[0]


def of_chapter():
    """Return the defects of the chapter, without the slips that only copies have."""
    return [defect for defect in ledger.defects() if group(defect) == "E"]


def chosen(of, number):
    """Return the entries of one group in one section."""
    return [entry for entry in ledger.entries() if group(entry) == of and entry.section == number]


def listed(of, number):
    """Return the entries of one list in one section."""
    if of in ("E", "wording"):
        return [defect for defect in chosen("E", number) if (defect.kind == "wording") == (of == "wording")]
    return chosen(of, number)


# ------------------------------------------------------------------ All entries of a group


def computed(output):
    """Return what is computed for a stated output; where `chapter4` refuses the call, what the plain snippet prints."""
    text, digits = evidence.recomputed(output)
    if digits:
        return code(text)
    if output.verdict.startswith("not "):
        return text
    (snippet,) = (snippet for snippet in ledger.snippets() if output.id in snippet.prints)
    lines = dict(zip(snippet.prints, printed(snippet.id).splitlines(), strict=True))
    return f"{code(lines[output.id])}, by the snippet; `chapter4` refuses the call"


COLUMNS = {
    "S": {"what": lambda e: prose(e.what), "as printed": lambda e: prose(e.state)},
    "O": {
        "call": lambda e: code(e.call),
        "printed": lambda e: code(e.printed),
        "computed": computed,
        "digits": lambda e: evidence.recomputed(e)[1],
        "verdict": lambda e: e.verdict,
    },
    "E": {
        "kind": lambda e: e.kind,
        "printed": lambda e: ", ".join(map(code, e.quoted)),
        "what is wrong": lambda e: prose(e.symptom),
        "fix": lambda e: prose(e.correction),
    },
    "wording": {
        "printed": lambda e: ", ".join(map(code, e.quoted)),
        "what is wrong": lambda e: prose(e.symptom),
        "fix": lambda e: prose(e.correction),
    },
    "copies": {
        "kind": lambda e: e.kind,
        "function": lambda e: code(e.object),
        "what is wrong": lambda e: prose(e.symptom),
        "fix": lambda e: prose(e.correction),
    },
    "C": {"statement": lambda e: prose(e.statement), "condition": lambda e: prose(e.condition)},
    "F": {"shows": lambda e: prose(e.shows)},
}


class Overview(MystDirective):
    """A list of entries as tables, one a section, each row under its anchor: ``{overview} E``.

    The classes of a row are what the filter of the page goes by.
    """

    required_arguments = 1

    def run(self):
        """Return a section with a table for each section of the chapter that has an entry."""
        (of,) = self.arguments
        columns = {"id": lambda e: link(e.id)} | COLUMNS[of]
        found = []
        for number, section in SECTIONS.items():
            if entries := listed(of, number):
                filled = {head: cell for head, cell in columns.items() if any(map(cell, entries))}
                cells = [[cell(entry) for cell in filled.values()] for entry in entries]
                table = self.table(list(filled), cells, "ledger-table", f"of-{of}")
                for row, entry in zip(table[0][-1], entries, strict=True):
                    row["ids"] = [anchor(entry.id)]
                    kind = getattr(entry, "kind", LISTS[of].replace(" ", "-"))
                    row["classes"] = [f"kind-{kind}", f"section-{anchor(number)}"]
                title = nodes.title("", f"{number} {section.title}")
                ids = [f"{LISTS[of].replace(' ', '-')}s-of-{anchor(number)}"]
                if of == "wording" and not listed("E", number):
                    ids.append(f"defects-of-{anchor(number)}")  # where both were listed before
                found.append(nodes.section("", title, table, ids=ids))
        return found


# ------------------------------------------------------------------ Roles


class LedgerRole(LookUpRole):
    """A link to an entry: ``{ledger}`E4.2.1-1```, or ``{ledger}`the first <E4.2.1-1>```."""

    def found(self):
        """Return the link."""
        target = anchor(ledger.entry(self.target).id)
        shown = nodes.inline("", self.title, classes=["std", "std-ref"])
        where = {"refdomain": "std", "reftype": "ref", "reftarget": target, "refexplicit": True, "refwarn": True}
        return [addnodes.pending_xref("", shown, **where)]


class FieldRole(LookUpRole):
    """A field of an entry, as code: ``{field}`O4.3.2-1 printed```."""

    def found(self):
        """Return the field's text."""
        id, _, key = self.text.partition(" ")
        value = getattr(ledger.entry(id), key)
        return [nodes.literal("", ", ".join(value) if isinstance(value, tuple) else str(value))]


def counts():
    """Return every number that a page may state of the ledger, by the words that ask for it.

    A slip that copies alone have is no defect of the chapter, and is not counted as one.
    """
    words = ["slips" if group(entry) == "copies" else f"{type(entry).__name__.lower()}s" for entry in ledger.entries()]
    words += [f"defects of kind {defect.kind}" for defect in of_chapter()]
    words += [f"defects of origin {defect.origin}" for defect in of_chapter()]
    words += [f"outputs {output.verdict}" for output in ledger.outputs()]
    return dict(Counter(words)) | {
        "entries": len(ledger.entries()),
        "on record": len(ledger.on_record()),
        "proved": len(ledger.entries()) - len(ledger.on_record()),
        "sections": len(ledger.sections()),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "matplotlib": matplotlib.__version__,
        "version": chapter4.__version__,
        "ids that name their section": sum(entry.id[1:].startswith(f"{entry.section}-") for entry in ledger.entries()),
    }


class CountRole(LookUpRole):
    """A number that the ledger or the build knows: ``{count}`defects of kind hazard```."""

    def found(self):
        """Return the number."""
        return [nodes.Text(str(counts()[self.text]))]


def add_filter(app, page, *_):
    """Load the filter of lists where there are any."""
    if page in PAGES_OF_LISTS:
        app.add_js_file("ledger-filter.js", loading_method="defer")


def setup(app):
    """Register it all."""
    app.add_directive("overview", Overview)
    app.add_role("ledger", LedgerRole())
    app.add_role("field", FieldRole())
    app.add_role("count", CountRole())
    app.connect("html-page-context", add_filter)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
