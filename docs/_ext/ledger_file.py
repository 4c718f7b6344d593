"""The ledger as a file for programs, and the schema that explains it, which is read off the ledger's own records."""

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Literal, get_args, get_origin, get_type_hints

from citing import CITATION, RELEASED, TITLE, VERSION
from places import address
from sphinx.pycode import ModuleAnalyzer

from chapter4 import ledger

FILE, SCHEMA = "ledger.json", "ledger.schema.json"

LISTS = {
    ledger.Section: "sections",
    ledger.Snippet: "snippets",
    ledger.Output: "stated_outputs",
    ledger.Defect: "defects",
    ledger.Statement: "statements",
    ledger.Figure: "figures",
}
"""Under which key the file has the records of each kind."""

TESTED = "A test computes it, or what it says, and fails where it is otherwise."
ON_RECORD = "Nothing can compute it; `reason` says why."
STATUS = {
    ledger.Snippet: {"tested": TESTED},
    ledger.Output: {"tested": TESTED, "on record": ON_RECORD},
    ledger.Defect: {
        "corrected": "The corrected code or text is free of it, and a test fails where it is not.",
        "documented": "A plain snippet keeps it, or may keep it: the pages say when it does harm and what to do then.",
        "detected": "Only copies of the chapter have it; `chapter4 check` finds it in them.",
        "on record": ON_RECORD,
    },
    ledger.Statement: {"tested": TESTED},
    ledger.Figure: {"tested": TESTED},
}
"""What has become of an entry, and what that means."""

ADDED = {
    "page": "Where its account is, relative to the address of this file.",
    "url": "The same as a full address; left out where the site was built without one.",
    "reason": "Why nothing can compute it, where `status` is `on record`; else left out.",
}
SHARED = {"id": "Permanent: never given to another entry.", "section": "The number of the section that it is on."}


def status(entry):
    """Return what has become of an entry."""
    if entry.id in ledger.on_record():
        return "on record"
    if not isinstance(entry, ledger.Defect):
        return "tested"
    if entry.origin == "copies":
        return "detected"
    kept = any(entry.id in snippet.keeps for snippet in ledger.snippets())
    return "documented" if kept or entry.asked_of == "chapter4" else "corrected"


def published(entry, base):
    """Return an entry with what the file adds to it."""
    added = {"status": status(entry), "page": address(entry)}
    if entry.id in ledger.on_record():
        added["reason"] = ledger.on_record()[entry.id]
    if base:
        added["url"] = base + address(entry)
    return asdict(entry) | added


def whole(base=""):
    """Return the whole file."""
    found = {
        "$schema": SCHEMA,
        "title": TITLE,
        "version": VERSION,
        "released": RELEASED.isoformat(),
        "licence": CITATION["license"],
        **({"url": base} if base else {}),
        "sections": [asdict(section) for section in ledger.sections()],
    }
    for entry in ledger.entries():
        found.setdefault(LISTS[type(entry)], []).append(published(entry, base))
    return found


# ------------------------------------------------------------------ The schema


def form(hint):
    """Return what the schema says of a field's type."""
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": form(get_args(hint)[0])}
    return {"type": {str: "string"}[hint]}


def explained(record):
    """Return the schema of one kind of record, each field with what the ledger's source says of it."""
    documented, hints = ModuleAnalyzer.for_module(ledger.__name__), get_type_hints(record)
    documented.analyze()
    texts = {name: " ".join(text).strip() for (of, name), text in documented.attr_docs.items() if of == record.__name__}
    properties = {
        field.name: form(hints[field.name]) | {"description": (SHARED | texts)[field.name]} for field in fields(record)
    }
    required = list(properties)
    if record in STATUS:
        properties["id"]["pattern"] = r"^[SOECF]4(\.\d+)*-\d+$"
        choice = [{"const": value, "description": text} for value, text in STATUS[record].items()]
        properties["status"] = {"description": "What has become of it.", "oneOf": choice}
        properties |= {name: {"type": "string", "description": text} for name, text in ADDED.items()}
        required += ["status", "page"]
    return {
        "description": record.__doc__,
        "type": "object",
        "required": required,
        "additionalProperties": False,
        "properties": properties,
    }


def schema():
    """Return the schema of the whole file."""
    texts = {
        "$schema": "The file that explains this one.",
        "title": "The name of the whole.",
        "version": "The version of the package, the pages and the ledger.",
        "released": "The date of that version.",
        "licence": "Under which all of it may be used, as SPDX names it.",
        "url": "The address of the site; left out where it was built without one.",
    }
    lists = {
        name: {
            "description": record.__doc__,
            "type": "array",
            "minItems": 1,
            "items": {"$ref": f"#/$defs/{record.__name__.lower()}"},
        }
        for record, name in LISTS.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"The ledger of {TITLE}",
        "description": ledger.__doc__.splitlines()[0],
        "type": "object",
        "required": [*(name for name in texts if name != "url"), *lists],
        "additionalProperties": False,
        "properties": {name: {"type": "string", "description": text} for name, text in texts.items()} | lists,
        "$defs": {record.__name__.lower(): explained(record) for record in LISTS},
    }


def write(app, exception):
    """Write both beside the pages."""
    if exception is None and app.builder.name == "html":
        for name, content in ((FILE, whole(app.config.html_baseurl)), (SCHEMA, schema())):
            text = json.dumps(content, ensure_ascii=False, indent=1)
            Path(app.outdir, name).write_text(text + "\n", encoding="utf-8")


def setup(app):
    """Register it."""
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
