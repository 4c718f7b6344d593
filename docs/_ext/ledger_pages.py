"""What the pages say of the ledger: directives and roles that read it, so that no page repeats it."""

import json
import re
from dataclasses import asdict
from pathlib import Path

import numpy as np
from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective, SphinxRole

import chapter4
from chapter4 import evidence, ledger

ROOT = Path(__file__).parent.parent.parent
ID = re.compile(r"\b[SOECF]4(?:\.\d+)*-\d+\b")
SECTIONS = {section.number: section for section in ledger.sections()}
NAMES = {"S": "snippet", "O": "stated output", "E": "defect", "C": "statement", "F": "figure"}


def anchor(id):
    """Return the permanent anchor of an entry: E4.2.1-1 is e4-2-1-1."""
    return id.lower().replace(".", "-")


# ------------------------------------------------------------------ Pieces


def ref(id, text=None):
    """Link to the full account of an entry, on the page of its section; an id that is none is a KeyError."""
    ledger.entry(id)
    target = addnodes.pending_xref(
        "", refdomain="std", reftype="ref", reftarget=anchor(id), refexplicit=True, refwarn=True
    )
    target += nodes.inline(text or id, text or id, classes=["std", "std-ref", "ledger-id"])
    return target


def function(name):
    """Link to a function's page of the reference."""
    target = addnodes.pending_xref(
        "", refdomain="py", reftype="obj", reftarget=f"chapter4.{name}", refexplicit=True, refwarn=True
    )
    target += nodes.literal(name, name, classes=["xref", "py", "py-obj"])
    return target


def prose(text):
    """Return a sentence of the ledger, its ids as links."""
    pieces, start = [], 0
    for match in ID.finditer(text):
        pieces += [nodes.Text(text[start : match.start()]), ref(match.group())]
        start = match.end()
    return [*pieces, nodes.Text(text[start:])]


def paragraph(*children, label=None, classes=()):
    """Return a paragraph of nodes and strings, with a label in bold before it."""
    node = nodes.paragraph(classes=list(classes))
    if label:
        node += [nodes.strong(label, label), nodes.Text(" ")]
    for child in children:
        node += prose(child) if isinstance(child, str) else child
    return node


def code(text, language, *classes):
    """Return a block of code."""
    text = text.strip("\n")
    return nodes.literal_block(text, text, language=language, classes=list(classes))


def commas(children):
    """Return nodes with commas between them."""
    return [piece for child in children for piece in (nodes.Text(", "), child)][1:]


def correction(defect):
    """Return a correction: a sentence, or code, which ends without a full stop."""
    return prose(defect.correction) if defect.correction.endswith(".") else [nodes.literal("", defect.correction)]


def origin(entry):
    """Say in words where an entry comes from."""
    return {"notes": "the notes", "book": "the book", "both": "the book and the notes"}[entry.origin]


# ------------------------------------------------------------------ One entry


def proof_of(entry):
    """Say which command proves the entry, or why nothing can, and how it is cited."""
    file = "test_figures" if isinstance(entry, ledger.Figure) else f"test_{SECTIONS[entry.section].module}"
    test = f"pytest tests/{file}.py -k {entry.id}"
    citation = f"Chapter 4, Verified, version {chapter4.__version__}, entry "
    body = nodes.container(classes=["proof"])
    if why := ledger.on_record().get(entry.id):
        body += paragraph(why, label="On record, not proved:")
    else:
        body += paragraph(nodes.literal(test, test), label="Test:")
    body += paragraph(nodes.Text(citation), nodes.inline(entry.id, entry.id, classes=["nowrap"]), label="Cite:")
    return body


def defect_nodes(defect):
    """Return the whole account of a defect: what is printed, what it does when it is run, and the correction."""
    tags = paragraph(f"{defect.kind} · from {origin(defect)}", classes=["tags"])
    if defect.snippets:
        tags += [nodes.Text(" · in "), *commas(ref(id) for id in defect.snippets)]
    if defect.object:
        tags += [nodes.Text(" · concerns "), function(defect.object)]
    quoted = commas(nodes.literal(text, text, classes=["quoted"]) for text in defect.quoted)
    body = [tags, paragraph(*quoted, label="Printed:"), paragraph(defect.symptom, label="What is wrong:")]
    if defect.reproducer:
        outcome = evidence.run(defect.reproducer.lstrip("\n"), f"{defect.id}.py")
        shown = "\n".join(filter(None, [*outcome.warned, outcome.printed, outcome.traceback]))
        body += [paragraph(label="Wrong, and what happens when it is run:", classes=["wrong-label"])]
        body += [code(defect.reproducer, "python", "wrong"), code(shown, "text", "output", "wrong")]
    body += [paragraph(*correction(defect), label="Correction:", classes=["correction"])]
    if defect.cure:
        outcome = evidence.run(defect.cure.lstrip("\n"), f"{defect.id}.py")
        body += [paragraph(label="Right, and what it prints:", classes=["right-label"])]
        body += [code(defect.cure, "python", "right"), code(outcome.printed, "text", "output", "right")]
    return body


def output_nodes(output):
    """Return a stated output: the call, what is printed, what is computed in this build, and the verdict."""
    computed, digits = evidence.recomputed(output)
    body = [
        paragraph(f"{output.verdict} · printed by {origin(output)}", classes=["tags"]),
        paragraph(nodes.literal(output.call, output.call), label="Call:"),
        paragraph(nodes.literal(output.printed, output.printed), label="Printed:"),
        paragraph(nodes.literal(computed, computed), label="Computed in this build:"),
    ]
    if digits:
        body += [paragraph(digits, label="Digits in agreement:")]
    if output.why:
        body += [paragraph(output.why, label="Why:")]
    if output.setup:
        body += [paragraph(label="To run it yourself:")]
        body += [code(f"{output.setup.strip()}\n\nprint({output.call})", "python")]
    return body


def statement_nodes(statement):
    """Return a statement, and the condition that it needs."""
    body = [paragraph(statement.statement)]
    if statement.condition:
        body += [paragraph(statement.condition, label="Condition:")]
    return body


def snippet_nodes(snippet):
    """Return what a snippet is, in what state it is printed, and where its corrected form is."""
    corrected = nodes.reference("", "on this page", refid=f"code-{anchor(snippet.id)}", internal=True)
    return [
        paragraph(f"{snippet.what}. As printed: {snippet.state}."),
        paragraph(
            corrected, "; with checks, ", *commas(function(name) for name in snippet.objects), label="Corrected:"
        ),
    ]


def scripts_of(figure):
    """Return the gallery's scripts that draw a figure."""
    return [
        p for p in sorted((ROOT / "gallery").glob("*.py")) if f":ledger:`{figure.id}`" in p.read_text(encoding="utf-8")
    ]


def figure_nodes(figure):
    """Return a figure as drawn, and the way to its script."""
    body = []
    for script in scripts_of(figure):
        pictures = sorted((ROOT / "docs" / "gallery" / "images").glob(f"sphx_glr_{script.stem}_0??.png"))
        for n, picture in enumerate(pictures):
            body.append(
                nodes.image(uri=f"gallery/images/{picture.name}", alt=figure.shows + f", picture {n + 1}" * (n > 0))
            )
        name = f"sphx_glr_gallery_{script.stem}.py"
        link = addnodes.pending_xref("", refdomain="std", reftype="ref", reftarget=name, refexplicit=True, refwarn=True)
        link += nodes.inline("how it is drawn", "how it is drawn")
        body += [paragraph(f"{_sentence(figure.shows)}: ", link)]
    return body or [paragraph(figure.shows)]


def _sentence(text):
    """Begin with a capital, but for a formula."""
    return text if text[1] == " " else text[0].upper() + text[1:]


BODIES = {"S": snippet_nodes, "O": output_nodes, "E": defect_nodes, "C": statement_nodes, "F": figure_nodes}


def entry_title(entry):
    """Return an entry's heading: its id and, for a defect, what is printed."""
    title = nodes.title("", "", nodes.Text(entry.id))
    if isinstance(entry, ledger.Defect):
        title += [nodes.Text(" "), nodes.literal(entry.quoted[0], entry.quoted[0])]
    elif isinstance(entry, ledger.Output):
        title += [nodes.Text(" "), nodes.literal(entry.call, entry.call)]
    return title


class Entries(SphinxDirective):
    """The entries of one kind in one section, each whole, under its anchor: ``{entries} E 4.2.1``."""

    required_arguments = 2

    def run(self):
        """Return a section for each entry."""
        kind, number = self.arguments
        chosen = [entry for entry in ledger.entries() if entry.id[0] == kind and entry.section == number]
        if not chosen:
            raise self.error(f"the ledger has no {NAMES[kind]} in section {number}")
        for source in (*(ROOT / "reference").rglob("*.py"), ROOT / "reference" / "chapter4" / "ledger.toml"):
            self.env.note_dependency(str(source))
        domain, found = self.env.domains.standard_domain, []
        for entry in chosen:
            section = nodes.section(
                ids=[anchor(entry.id)], names=[anchor(entry.id)], classes=["entry", f"entry-{kind}"]
            )
            section += [entry_title(entry), *BODIES[kind](entry), proof_of(entry)]
            domain.note_hyperlink_target(anchor(entry.id), self.env.docname, anchor(entry.id), entry.id)
            found.append(section)
        return found


# ------------------------------------------------------------------ All entries of a kind


COLUMNS = {
    "S": (("id", "what", "as printed"), lambda e: ([ref(e.id)], prose(e.what), prose(e.state))),
    "O": (
        ("id", "call", "printed", "computed", "digits", "verdict"),
        lambda e: (
            [ref(e.id)],
            [nodes.literal(e.call, e.call)],
            [nodes.literal(e.printed, e.printed)],
            [nodes.literal(text, text) for text in evidence.recomputed(e)[:1]],
            prose(evidence.recomputed(e)[1]),
            prose(e.verdict),
        ),
    ),
    "E": (
        ("id", "kind", "printed", "what is wrong", "correction"),
        lambda e: (
            [ref(e.id)],
            prose(e.kind),
            commas(nodes.literal(text, text, classes=["quoted"]) for text in e.quoted),
            prose(e.symptom),
            correction(e),
        ),
    ),
    "C": (("id", "statement", "condition"), lambda e: ([ref(e.id)], prose(e.statement), prose(e.condition))),
    "F": (("id", "shows"), lambda e: ([ref(e.id)], prose(e.shows))),
}


def table(head, rows, kind):
    """Return a table; a row is (anchor, classes, cells)."""
    group = nodes.tgroup(cols=len(head))
    group += [nodes.colspec(colwidth=1) for _ in head]
    body = nodes.tbody()
    for row_anchor, classes, cells in rows:
        row = nodes.row(ids=[row_anchor] if row_anchor else [], classes=classes)
        # The head of the column, which a phone shows in the cell itself.
        labels = [nodes.inline("", f"{text}: ", classes=["cell-label"]) for text in head]
        row += [
            nodes.entry("", nodes.paragraph("", "", label, *cell)) for label, cell in zip(labels, cells, strict=True)
        ]
        body += row
    heading = nodes.row("", *(nodes.entry("", nodes.paragraph(text, text)) for text in head))
    group += [nodes.thead("", heading), body]
    return nodes.table("", group, classes=["ledger-table", f"of-{kind}"])


class Overview(SphinxDirective):
    """Every entry of a kind as tables, one a section, each row under its anchor: ``{overview} E``."""

    required_arguments = 1

    def run(self):
        """Return a section with a table for each section of the chapter that has an entry."""
        (kind,) = self.arguments
        head, cells = COLUMNS[kind]
        found = []
        for number, section in SECTIONS.items():
            chosen = [entry for entry in ledger.entries() if entry.id[0] == kind and entry.section == number]
            if chosen:
                part = nodes.section(ids=[f"{NAMES[kind].replace(' ', '-')}s-of-{anchor(number)}"])
                part += nodes.title("", f"{number} {section.title}")
                part += table(
                    head, [(anchor(e.id), [f"kind-{getattr(e, 'kind', '')}"], cells(e)) for e in chosen], kind
                )
                found.append(part)
        return found


class Messages(SphinxDirective):
    """The index by error text: every exception and warning that the chapter's code ends in."""

    def run(self):
        """Return a table of messages, each with the entries that it leads to."""
        found = {}
        for defect in ledger.defects():
            if defect.exception:
                found.setdefault(f"{defect.exception}: {defect.message}", []).append(defect)
            elif defect.warning:
                for text in dict.fromkeys(evidence.run(defect.reproducer, defect.id).warned):
                    found.setdefault(text, []).append(defect)
        rows = [
            (
                "",
                [],
                (
                    [nodes.literal(text, text)],
                    commas(ref(d.id) for d in ds),
                    [
                        piece
                        for d in {d.correction: d for d in ds}.values()
                        for piece in (*correction(d), nodes.Text(" "))
                    ],
                ),
            )
            for text, ds in sorted(found.items())
        ]
        return [table(("message", "entry", "fix"), rows, "messages")]


# ------------------------------------------------------------------ Roles


class LedgerRole(SphinxRole):
    """A link to an entry: ``{ledger}`E4.2.1-1```."""

    def run(self):
        """Return the link, or say that there is no such entry."""
        try:
            return [ref(self.text)], []
        except KeyError as error:
            message = self.inliner.reporter.error(error.args[0], line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]


class FieldRole(SphinxRole):
    """A field of an entry, as code: ``{field}`O4.3.2-1 printed```."""

    def run(self):
        """Return the field's text."""
        id, _, key = self.text.partition(" ")
        try:
            value = getattr(ledger.entry(id), key)
        except (KeyError, AttributeError) as error:
            message = self.inliner.reporter.error(f"no field {self.text!r}: {error}", line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        text = ", ".join(value) if isinstance(value, tuple) else str(value)
        return [nodes.literal(text, text)], []


def counts():
    """Return every number that a page may state of the ledger, by the words that ask for it."""
    found = {
        "snippets": len(ledger.snippets()),
        "outputs": len(ledger.outputs()),
        "defects": len(ledger.defects()),
        "statements": len(ledger.statements()),
        "figures": len(ledger.figures()),
        "entries": len(ledger.entries()),
        "on record": len(ledger.on_record()),
        "proved": len(ledger.entries()) - len(ledger.on_record()),
        "sections": len(ledger.sections()),
        "python": ".".join(map(str, __import__("sys").version_info[:3])),
        "numpy": np.__version__,
        "version": chapter4.__version__,
    }
    for defect in ledger.defects():
        for words in (f"defects of kind {defect.kind}", f"defects of origin {defect.origin}"):
            found[words] = found.get(words, 0) + 1
    for output in ledger.outputs():
        found[f"outputs {output.verdict}"] = found.get(f"outputs {output.verdict}", 0) + 1
    return found


class CountRole(SphinxRole):
    """A number that the ledger or the build knows: ``{count}`defects of kind hazard```."""

    def run(self):
        """Return the number."""
        try:
            return [nodes.Text(str(counts()[self.text]))], []
        except KeyError:
            message = self.inliner.reporter.error(f"nothing counts {self.text!r}", line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]


# ------------------------------------------------------------------ Files


def write_json(app, exception):
    """Publish the ledger beside the pages."""
    if exception is None and app.builder.name == "html":
        found = {
            "title": "Chapter 4, Verified",
            "version": chapter4.__version__,
            "sections": [asdict(section) for section in ledger.sections()],
        }
        for entry in ledger.entries():
            page = f"{SECTIONS[entry.section].module}.html#{anchor(entry.id)}"
            found.setdefault(f"{NAMES[entry.id[0]].replace(' ', '_')}s", []).append(asdict(entry) | {"page": page})
        text = json.dumps(found, ensure_ascii=False, indent=1)
        Path(app.outdir, "ledger.json").write_text(text + "\n", encoding="utf-8")


def setup(app):
    """Register it all."""
    app.add_directive("entries", Entries)
    app.add_directive("overview", Overview)
    app.add_directive("messages", Messages)
    app.add_role("ledger", LedgerRole())
    app.add_role("field", FieldRole())
    app.add_role("count", CountRole())
    app.connect("build-finished", write_json)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
