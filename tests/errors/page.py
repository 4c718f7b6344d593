"""The index of errors, docs/errors.md, as its directive and the tests read it and run it."""

import ast
import math
import traceback
import warnings
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from markdown_it import MarkdownIt

import chapter4
from errors.made import made

PAGE = Path(__file__).parent.parent.parent / "docs" / "errors.md"
NAMES = {name: getattr(chapter4, name) for name in chapter4.__all__} | {"np": np, "math": math, "Fraction": Fraction}
"""What the lines of the page take for granted, as the page says."""


@dataclass(frozen=True)
class Entry:
    """One error: the function of `_errors` that makes it, the lines that raise it, the right lines, and the cause."""

    function: str
    wrong: str
    right: str
    cause: str

    @property
    def lines(self) -> list[str]:
        """The expressions among the wrong lines, each of which raises the error."""
        nodes = [node for node in ast.parse(self.wrong).body if isinstance(node, ast.Expr)]
        return [ast.get_source_segment(self.wrong, node) or "" for node in nodes]

    def namespace(self) -> dict[str, Any]:
        """Return what the lines need, made anew: the statements that are no expression are run."""
        tree, names = ast.parse(self.wrong), dict(NAMES)
        tree.body = [node for node in tree.body if not isinstance(node, ast.Expr)]
        exec(compile(tree, self.function, "exec"), names)
        return names


def entry(function: str, content: str) -> Entry:
    """Return the entry of a directive, whose content has three parts with a line `+++` between them."""
    return Entry(function, *(part.strip("\n") for part in content.split("\n+++\n")))


def entries() -> list[Entry]:
    """Return every entry of the page."""
    fences = [token for token in MarkdownIt().parse(PAGE.read_text(encoding="utf-8")) if token.type == "fence"]
    return [entry(fence.info.split()[1], fence.content) for fence in fences if fence.info.startswith("{raises} ")]


@dataclass(frozen=True)
class Said:
    """What a line ended in: what the entry's function made of what it was given, and all that Python then shows."""

    kind: str
    text: str
    given: dict[str, Any]
    shown: str


def said(entry: Entry, line: str) -> Said:
    """Return what the line ends in; an error that the entry's function has no part in is raised again."""
    names = entry.namespace()
    with made(entry.function) as found, warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        error = _error(line, names)
    shown = [f"{warning.category.__name__}: {warning.message}\n" for warning in warned]
    ended = {str(warning.message): warning.category.__name__ for warning in warned}
    if error:
        shown += [_chain(error), *traceback.format_exception_only(error)]
        ended |= dict.fromkeys(getattr(error, "__notes__", ()), "note") | {error: type(error).__name__}
    for one in found:
        if one.what in ended:
            text = one.what.args[0] if one.what is error else one.what
            return Said(ended[one.what], text, one.given, "".join(shown))
    raise error or AssertionError(f"{line} does not end in {entry.function}")


def _error(line: str, names: dict[str, Any]) -> Exception | None:
    try:
        eval(line, names)
    except Exception as error:
        return error
    return None


def _chain(error: Exception) -> str:
    """Return what Python shows above an error, or that it hides it."""
    word = "caused by" if error.__cause__ else "hides" if error.__suppress_context__ else "while handling"
    other = error.__cause__ or error.__context__
    return f"({word} {type(other).__name__})\n" if other else ""
