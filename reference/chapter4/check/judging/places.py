"""Where in a function a slip stands."""

import ast
import functools

from chapter4.check.found import Block, Place
from chapter4.check.judging.spots import FINDERS, spots

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def definition(block: Block, name: str, line: int) -> ast.AST | None:
    """Return the def or class of that name at a line of the block, or what assigns a lambda to it."""
    for node in ast.walk(_tree(block.code)):
        if isinstance(node, Definition) and node.name == name:
            if line in (node.lineno, *(decorator.lineno for decorator in node.decorator_list)):
                return node
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.lineno == line and _is_lambda(node, name):
            return node
    return None


def _is_lambda(node: ast.Assign | ast.AnnAssign, name: str) -> bool:
    """Whether a statement assigns a lambda to that name, or to an attribute of that name."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return isinstance(node.value, ast.Lambda) and name in [ast.unparse(one).rpartition(".")[2] for one in targets]


@functools.lru_cache(maxsize=8)
def _tree(code: str) -> ast.Module:
    return ast.parse(code)


def last_line(block: Block, name: str, line: int) -> int:
    """Return the last line of that def or class."""
    return getattr(definition(block, name, line), "end_lineno", None) or line


def statement(node: ast.AST, where: str) -> ast.stmt | None:
    """Return the statement of a definition in which a slip stands; None where no statement fits."""
    found = list(spots(node))
    return next((spot.statement for finder in FINDERS[where] if (spot := finder(found))), None)


def place(block: Block, line: int) -> Place:
    """Return the place in the file of a line of the block, and the columns that its code takes there."""
    at, code, raw = block.places[line - 1], block.code.splitlines()[line - 1].strip(), block.raw[line - 1]
    start = raw.find(code)
    if start < 0:
        start, code = len(raw) - len(raw.lstrip()), raw.strip()
    return Place(at.line, at.cell, start, start + len(code.partition("  #")[0].rstrip()))
