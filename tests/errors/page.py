"""The index of errors, docs/errors.md, as its directive and the tests read it and run it."""

import ast
import math
import textwrap
import warnings
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from markdown_it import MarkdownIt

import chapter4
from chapter4 import _errors

PAGE = Path(__file__).parent.parent.parent / "docs" / "errors.md"
NAMES = {name: getattr(chapter4, name) for name in chapter4.__all__} | {"np": np, "math": math, "Fraction": Fraction}
"""What the lines of the page take for granted, as the page says."""


@dataclass(frozen=True)
class Entry:
    """One error: the function that makes it, the lines that raise it, what to write instead, and the cause."""

    name: str
    setup: str
    lines: tuple[str, ...]
    instead: str
    cause: str

    def namespace(self) -> dict[str, Any]:
        """Return the names that the lines use, made anew."""
        names = dict(NAMES)
        exec(self.setup, names)
        return names


@dataclass(frozen=True)
class Said:
    """What a line ended in: its kind, the text that the entry's function made, the notes, and what stands before."""

    kind: str
    text: str
    error: Exception | None


def entry(name: str, content: str) -> Entry:
    """Return the entry of a directive: three parts, a line `+++` between them.

    Each expression of the first part raises the error; its other statements set the stage.
    """
    wrong, instead, cause = (part.strip("\n") for part in content.split("\n+++\n"))
    statements = ast.parse(wrong).body
    expressions = [statement for statement in statements if isinstance(statement, ast.Expr)]
    setup = [statement for statement in statements if not isinstance(statement, ast.Expr)]
    return Entry(name, _source(wrong, setup), tuple(_source(wrong, [e]) for e in expressions), instead, cause)


def _source(text: str, statements: list[Any]) -> str:
    return "\n".join(textwrap.dedent(ast.get_source_segment(text, statement) or "") for statement in statements)


def entries() -> list[Entry]:
    """Return every entry of the page."""
    fences = [token for token in MarkdownIt().parse(PAGE.read_text(encoding="utf-8")) if token.type == "fence"]
    return [entry(t.info.split()[1], t.content) for t in fences if t.info.startswith("{raises} ")]


def said(entry: Entry, line: str) -> Said:
    """Return what a line of the entry ends in, which the entry's function must have made."""
    function, made = getattr(_errors, entry.name), []

    def recorded(*args: Any, **named: Any) -> Any:
        made.append(function(*args, **named))
        return made[-1]

    names = entry.namespace()
    with mock.patch.object(_errors, entry.name, recorded), warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            eval(line, names)
        except Exception as raised:
            if any(raised is error for error in made):
                return Said(type(raised).__name__, str(raised.args[0]), raised)
            notes = [note for note in getattr(raised, "__notes__", ()) if note in made]
            if notes:
                return Said("note", notes[0], raised)
            raise
    for warning in warned:
        if str(warning.message) in made:
            return Said(warning.category.__name__, str(warning.message), None)
    raise AssertionError(f"{line} does not end in {entry.name}")
