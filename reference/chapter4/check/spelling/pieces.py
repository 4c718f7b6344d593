"""The blocks of a file as trees of nodes, each of which knows its scope and where it stands."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from chapter4.check.spelling.edits import Repair, Text
from chapter4.check.spelling.known import ALIASES
from chapter4.check.spelling.repairs import parsed
from chapter4.check.spelling.scopes import Node, Scope, nodes

LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|$)")


@dataclass(frozen=True)
class Piece:
    """A block of code."""

    text: Text
    nodes: list[tuple[Node, Scope]]
    """In the order of the code; none where it does not parse."""
    lines: list[str]
    starts: list[int]

    def start(self, node: ast.expr | ast.stmt) -> int:
        """Return the offset at which a node begins."""
        return self._offset(node.lineno, node.col_offset)

    def end(self, node: ast.expr | ast.stmt) -> int:
        """Return the offset at which a node ends."""
        return self._offset(node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)

    def code(self, node: ast.expr | ast.stmt) -> str:
        """Return the code of a node."""
        return self.text.code[self.start(node) : self.end(node)]

    def names(self) -> Iterator[tuple[ast.Name, Scope]]:
        """Yield the names that are read, but for those inside strings, of which older Pythons mistake the place."""
        for node, scope in self.nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and self.code(node) == node.id:
                yield node, scope

    def _offset(self, line: int, column: int) -> int:
        text = self.lines[line - 1]
        return self.starts[line - 1] + (column if text.isascii() else len(text.encode()[:column].decode()))


@dataclass(frozen=True)
class File:
    """The blocks of a file, which share their names."""

    pieces: list[Piece]
    top: Scope
    modules: dict[str, str]
    """The names by which modules are imported, with the modules."""


Repaired = tuple[int, Repair]
"""The number of a block, and what is to be changed in it."""


def file_of(texts: Sequence[Text], raw: Sequence[str]) -> File:
    """Return the blocks with their names; `raw` are the lines as they stand, with what is not Python."""
    top = Scope(ast.Module([], []))
    if any(re.match(r"\s*%pylab\b", line) for line in raw):
        top.define("np")
        top.stars.add("pylab")
    pieces: list[Piece] = []
    for text in texts:
        tree = parsed(text.code)
        if isinstance(tree, SyntaxError):
            top.stars.add("?")  # what it defines is not known
            tree = ast.Module([], [])
        found = nodes(tree, top)
        lines = LINE.findall(text.code)
        pieces.append(Piece(text, found, lines, list(accumulate(map(len, lines), initial=0))))
    return File(pieces, top, dict(_modules(pieces)))


def _modules(pieces: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    for piece in pieces:
        for node, _ in piece.nodes:
            if isinstance(node, ast.Import):
                yield from ((alias.asname or alias.name, alias.name) for alias in node.names)


def chapters_function(node: Node, above: Scope | None) -> str | None:
    """Return the chapter's name of what a node defines; None for a network's own methods, and for anything else."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return None
    in_a_network = above is not None and isinstance(above.node, ast.ClassDef) and above.node.name.lower() in ALIASES
    return None if in_a_network else ALIASES.get(node.name.lower())
