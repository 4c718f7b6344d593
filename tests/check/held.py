"""The copies of `held` and what the check says of them, sound and with each slip."""

import ast
import functools
import itertools
from collections.abc import Iterator
from pathlib import Path

from check.held_edits import Slip

FOLDER = Path(__file__).parent / "held"
COPIES = sorted(path.stem for path in FOLDER.glob("*.py"))


@functools.cache
def source(copy: str) -> str:
    """Return the sound copy of that name."""
    return (FOLDER / f"{copy}.py").read_text(encoding="utf-8")


def applied(slip: Slip) -> str:
    """Return the copy with the slip."""
    code, at = source(slip.copy), start(slip)
    return code[:at] + slip.new + code[at + len(slip.old) :]


@functools.cache
def start(slip: Slip) -> int:
    """Return where in the sound copy the old text begins."""
    code, (first, last) = source(slip.copy), extent(source(slip.copy), slip.function)
    if code.count(slip.old, first, last) != 1:
        raise ValueError(f"{slip.old!r} does not stand once in {slip.function} of {slip.copy}")
    return code.index(slip.old, first)


def extent(code: str, function: str) -> tuple[int, int]:
    """Return where a definition begins and ends; `name#2` is the second one of that name."""
    name, _, number = function.partition("#")
    ends = [0, *itertools.accumulate(map(len, code.splitlines(keepends=True)))]
    node = definitions(code, name)[int(number or 1) - 1]
    return ends[node.lineno - 1], ends[node.end_lineno or node.lineno]


def definitions(code: str, name: str) -> list[ast.stmt]:
    """Return the statements that define a name or assign it, in their order."""
    return [node for node in _statements(ast.parse(code)) if name in _names(node)]


def _statements(tree: ast.AST) -> Iterator[ast.stmt]:
    """Yield all statements in the order of their lines."""
    return iter(sorted((node for node in ast.walk(tree) if isinstance(node, ast.stmt)), key=lambda n: n.lineno))


def _names(node: ast.stmt) -> set[str]:
    """Return the names that a statement defines or assigns at the outermost level of the copy."""
    if isinstance(node, ast.Assign):
        return {ast.unparse(target) for target in node.targets}
    return {node.name} if isinstance(node, ast.FunctionDef | ast.ClassDef) else set()


def line(slip: Slip) -> int:
    """Return the line at which the statement with the slip begins, in the copy with it."""
    code, begin = applied(slip), start(slip)
    first, last = extent(code, slip.function)
    wanted = slip.at or slip.new
    at = code.find(wanted, begin, last) if wanted else begin
    at = code.rindex(wanted, first, begin) if at < 0 else at
    within = code.count("\n", 0, at + len(wanted) - len(wanted.lstrip())) + 1
    around = [node for node in _statements(ast.parse(code)) if node.lineno <= within <= (node.end_lineno or 0)]
    return max(node.lineno for node in around) if around else within
