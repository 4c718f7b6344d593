"""The index of errors, docs/errors.md, as its directive and the tests read it and run it."""

import ast
import math
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
        return [ast.unparse(node) for node in ast.parse(self.wrong).body if isinstance(node, ast.Expr)]

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
    """What a line ended in: what the entry's function made, what that was given, and the error, if there is one."""

    kind: str
    text: str
    given: dict[str, Any]
    error: Exception | None = None


def said(entry: Entry, line: str) -> Said:
    """Return what the line ends in; an error that the entry's function has no part in is raised again."""
    names = entry.namespace()
    with made(entry.function) as found, warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            eval(line, names)
        except Exception as error:
            for one in found:
                if one.what is error:
                    return Said(type(error).__name__, str(error.args[0]), one.given, error)
                if one.what in getattr(error, "__notes__", ()):
                    return Said("note", one.what, one.given, error)
            raise
    for warning in warned:
        for one in found:
            if one.what == str(warning.message):
                return Said(warning.category.__name__, one.what, one.given)
    raise AssertionError(f"{line} does not end in {entry.function}")
