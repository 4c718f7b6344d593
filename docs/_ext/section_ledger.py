"""The ledger of a section: a folded table whose rows open to the account of each entry."""

import difflib

from citing import citation
from docutils import nodes
from folded import details, summary, without_links
from ledger_pages import GROUPS, chosen, computed
from myst_text import MystDirective, anchor, code, prose
from places import ROOT, SECTIONS

from chapter4 import ledger

HEADS = {
    "E": "What is wrong in the chapter",
    "copies": "What only copies of it get wrong",
    "O": "The numbers that it states",
    "C": "What it says, tested",
    "S": "Its pieces of code",
}
"""The groups in the order in which a page shows them, each under its head."""

COLUMNS = {
    "E": {
        "in the chapter": lambda e: ", ".join(map(code, e.quoted)),
        "what happens": lambda e: prose(e.symptom),
        "fix": lambda e: prose(e.correction),
    },
    "copies": {
        "function": lambda e: code(e.object),
        "what happens": lambda e: prose(e.symptom),
        "fix": lambda e: prose(e.correction),
    },
    "O": {
        "call": lambda e: code(e.call),
        "stated": lambda e: code(e.printed),
        "computed": computed,
    },
    "C": {"statement": lambda e: prose(e.statement), "condition": lambda e: prose(e.condition)},
    "S": {"what": lambda e: prose(e.what), "as the notes print it": lambda e: prose(e.state)},
}
"""What a closed row shows of an entry."""


def changed_lines(ours, other):
    """Return the numbers of the lines of one text that the other lacks, as a highlighter takes them."""
    lines, others = ours.strip("\n").splitlines(), other.strip("\n").splitlines()
    same = difflib.SequenceMatcher(None, lines, others, autojunk=False).get_matching_blocks()
    kept = {n for block in same for n in range(block.a, block.a + block.size)}
    return ",".join(str(n + 1) for n, line in enumerate(lines) if n not in kept and line.strip())


class SectionLedger(MystDirective):
    """All entries of a section but its figures, which stand in the text: ``{section-ledger} 4.2.4``."""

    required_arguments = 1

    def run(self):
        """Return the folded table, each row under the permanent anchor of its entry."""
        (number,) = self.arguments
        for source in (*(ROOT / "reference").rglob("*.py"), ROOT / "reference" / "chapter4" / "ledger.toml"):
            self.env.note_dependency(str(source))
        found = {of: entries for of in HEADS if (entries := chosen(of, number))}
        if not found:
            raise self.error(f"the ledger has no section {number}")
        table = details(classes=["section-ledger"])
        table += summary("", nodes.paragraph("", self.offer(found)))
        for of, entries in found.items():
            table += nodes.rubric("", HEADS[of])
            head = nodes.container(classes=["entry-head", f"of-{of}"])
            head += [nodes.paragraph("", text) for text in ("id", *COLUMNS[of])]
            table += head
            table += [self.row(of, entry) for entry in entries]
        return [table]

    def offer(self, found):
        """Say what the table holds."""
        plural = {of: name if len(found.get(of, ())) == 1 else f"{name}s" for of, name in GROUPS.items()}
        parts = [f"{len(entries)} {plural[of]}" for of, entries in found.items()]
        entries = [entry for group in found.values() for entry in group]
        offer = f"{', '.join(parts)}: each with its proof"
        if any(entry.id in ledger.on_record() for entry in entries):
            offer += " or the reason why it has none"
        if any(getattr(entry, "reproducer", "") for entry in entries):
            offer += ", and with wrong and right code where code can show what is wrong"
        return offer

    def row(self, of, entry):
        """Return one entry: the row that is seen, and its account."""
        id = anchor(entry.id)
        row = details(ids=[id], names=[id], classes=["entry", f"of-{of}"])
        cells = nodes.container(classes=["cells"])
        cells += nodes.paragraph("", entry.id, classes=["entry-id"])
        for n, (label, cell) in enumerate(COLUMNS[of].items()):
            shown = without_links(self.parse_inline(cell(entry))[0])
            name = ["entry-name"] if n == 0 else []
            labelled = [nodes.inline("", f"{label}: ", classes=["cell-label"])] if shown else []
            cells += nodes.paragraph("", "", *labelled, *shown, classes=name)
        row += summary("", cells)
        values = {"entry": entry, "test": f"test_{SECTIONS[entry.section].module}", "changed_lines": changed_lines}
        row += self.written(type(entry).__name__.lower(), **values)
        row += citation(entry, self.config.html_baseurl)
        self.env.domains.standard_domain.note_hyperlink_target(id, self.env.docname, id, entry.id)
        return row


def setup(app):
    """Register it."""
    app.add_directive("section-ledger", SectionLedger)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
