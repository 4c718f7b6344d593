"""One entry of the ledger as text for a terminal."""

import textwrap
from typing import Any

from chapter4.check.showing.addresses import address

KINDS = {"S": "snippet", "O": "stated output", "E": "defect", "C": "statement", "F": "figure"}

LABELS = {
    "kind": "Kind",
    "what": "What it is",
    "statement": "It says",
    "condition": "On condition",
    "shows": "It shows",
    "call": "Call",
    "printed": "Printed in the chapter",
    "verdict": "Computed",
    "quoted": "In the chapter",
    "state": "In the chapter",
    "symptom": "What is wrong",
    "correction": "Fix",
    "reproducer": "Wrong",
    "exception": "It raises",
    "warning": "It warns",
    "value": "It prints",
    "cure": "Right",
    "cured": "It prints",
    "why": "Why",
    "plain": "In the plain snippet",
    "setup": "Run before the call",
    "code": "Corrected",
    "prints": "Outputs",
    "keeps": "Defects that stay",
    "object": "Concerns",
    "objects": "Concerns",
}
"""The fields of an entry that are printed, in this order, where it has them."""

PROSE = frozenset({"condition", "correction", "plain", "shows", "statement", "symptom", "what", "why"})
WIDTH = 76


def explain(id: str, base: str) -> str:
    """Return what the ledger says of an entry, and the address of its account below `base`.

    Raises
    ------
    KeyError
        If the ledger has none.
    """
    from chapter4 import ledger  # which imports NumPy

    entry = ledger.entry(id)
    title = next(section.title for section in ledger.sections() if section.number == entry.section)
    fields = [_field(label, _value(entry, key), key in PROSE) for key, label in LABELS.items() if _value(entry, key)]
    page = _field("Page", address(id, base), False)
    kind = "slip in copies" if getattr(entry, "origin", "") == "copies" else KINDS[id[0]]
    return "\n".join([f"{id}: {kind} of section {entry.section}, {title}", "", *fields, page])


def _value(entry: object, key: str) -> str:
    """Return the text of a field, "" where the entry has none; an exception with the message that it ends in."""
    value: Any = getattr(entry, key, "")
    if key == "exception" and value:
        return f"{value}: {getattr(entry, 'message', '')}"
    return value if isinstance(value, str) else ("\n" if key == "quoted" else ", ").join(value)


def _field(label: str, text: str, prose: bool) -> str:
    """Return a field: in one line with its label if it is short, else below it."""
    lines = [line.rstrip() for line in text.strip("\n").splitlines()]
    if prose:
        lines = textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
    if len(lines) == 1 and len(lines[0]) <= WIDTH // 2:
        return f"{label}: {lines[0]}"
    return "\n".join([f"{label}:", *(f"    {line}" if line else "" for line in lines)])
