"""Where in a function a slip stands."""

import ast
from collections.abc import Callable, Iterator

from chapter4.check.found import Block, Place
from chapter4.check.wording import is_small

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def definition(block: Block, name: str, line: int) -> ast.AST | None:
    """Return the def or class of that name at a line of the block, or what assigns a lambda to it."""
    for node in ast.walk(ast.parse(block.code)):
        if isinstance(node, Definition) and node.name == name:
            if line in (node.lineno, *(decorator.lineno for decorator in node.decorator_list)):
                return node
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda) and node.lineno == line:
            return node
    return None


def last_line(block: Block, name: str, line: int) -> int:
    """Return the last line of that def or class."""
    return getattr(definition(block, name, line), "end_lineno", None) or line


def statement(node: ast.AST, where: str) -> ast.stmt | None:
    """Return the statement of a definition in which a slip stands; the last one that fits."""
    fits = FITS[where]
    found = [inner for inner in ast.walk(node) if isinstance(inner, ast.stmt) and inner is not node and fits(inner)]
    return max(found, key=lambda inner: inner.lineno, default=None)


def _value(inner: ast.stmt) -> ast.expr | None:
    return inner.value if isinstance(inner, (ast.Return, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr)) else None


def _calls(inner: ast.AST) -> Iterator[str]:
    """Yield the names of the functions that are called in a statement."""
    for call in ast.walk(inner):
        if isinstance(call, ast.Call):
            yield call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _computes(inner: ast.stmt) -> bool:
    value = _value(inner)
    return value is not None and not isinstance(value, (ast.Name, ast.Constant, ast.Attribute, ast.Tuple))


def _returns_what_is_computed(inner: ast.stmt) -> bool:
    return isinstance(inner, ast.Return) and _computes(inner)


def _of_loss(inner: ast.stmt) -> bool:
    return _computes(inner) and any(name.startswith("log") for name in _calls(inner))


def _difference(inner: ast.stmt) -> bool:
    """Whether the two values of f are subtracted here, or added."""
    value = _value(inner)
    return value is not None and any(
        isinstance(part, ast.BinOp)
        and isinstance(part.op, (ast.Sub, ast.Add))
        and all(isinstance(side, (ast.Name, ast.Call)) for side in (part.left, part.right))
        for part in ast.walk(value)
    )


def _divides(inner: ast.stmt) -> bool:
    return any(isinstance(part, ast.BinOp) and isinstance(part.op, (ast.Div, ast.Mult)) for part in ast.walk(inner))


def _moves_an_entry(inner: ast.stmt) -> bool:
    targets = inner.targets if isinstance(inner, ast.Assign) else [getattr(inner, "target", None)]
    into = any(isinstance(target, ast.Subscript) for target in targets)
    return isinstance(inner, (ast.Assign, ast.AugAssign)) and into and not _divides(inner)


def _is_a_step(inner: ast.stmt) -> bool:
    value = _value(inner)
    of_rate = value is not None and any(isinstance(part, (ast.BinOp, ast.Name)) for part in ast.walk(value))
    calls = value is not None and any(isinstance(part, ast.Call) for part in ast.walk(value))
    return isinstance(inner, (ast.AugAssign, ast.Assign, ast.Expr)) and of_rate and not calls


FITS: dict[str, Callable[[ast.stmt], bool]] = {
    "average": lambda inner: _returns_what_is_computed(inner) or _of_loss(inner),
    "value": _computes,
    "log": _of_loss,
    "difference": _difference,
    "return": lambda inner: isinstance(inner, ast.Return),
    "entry": _moves_an_entry,
    "copy": lambda inner: not isinstance(inner, ast.For) and bool({"copy", "array", "astype"} & set(_calls(inner))),
    "loop": lambda inner: isinstance(inner, (ast.For, ast.While)),
    "step": _is_a_step,
    "softmax": lambda inner: any("softmax" in name or "cross" in name for name in _calls(inner)),
    "h": lambda inner: is_small(_value(inner)),
    "start": lambda inner: isinstance(inner, ast.Assign) and isinstance(_value(inner), ast.Name),
}
"""Which statements are looked for."""


def place(block: Block, line: int) -> Place:
    """Return the place in the file of a line of the block, and the columns that its code takes there."""
    at, code, raw = block.places[line - 1], block.code.splitlines()[line - 1].strip(), block.raw[line - 1]
    start = raw.find(code)
    if start < 0:
        start, code = len(raw) - len(raw.lstrip()), raw.strip()
    return Place(at.line, at.cell, start, start + len(code.partition("  #")[0].rstrip()))
