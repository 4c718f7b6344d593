"""Where in a function a slip stands, and how its correction reads in the copy's own names."""

import ast
import re
from collections.abc import Callable, Iterator

from chapter4.check.found import Block, Place
from chapter4.check.names import ARGUMENTS
from chapter4.check.slips import Slip

Node = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda


def definition(block: Block, name: str, line: int) -> ast.AST | None:
    """Return the def or class of that name that begins at a line of the block."""
    for node in ast.walk(ast.parse(block.code)):
        begins = getattr(node, "lineno", None)
        decorated = [d.lineno for d in getattr(node, "decorator_list", [])]
        if getattr(node, "name", None) == name and line in (begins, *decorated):
            return node
    return None


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
    "h": lambda inner: _is_small(_value(inner)),
    "start": lambda inner: isinstance(inner, ast.Assign) and isinstance(_value(inner), ast.Name),
}
"""Which statements are looked for."""


def place(block: Block, node: ast.AST) -> Place:
    """Return the place of a statement, or of the head of a loop, in the file: the columns that it takes of its first line."""
    at = block.places[node.lineno - 1]  # type: ignore[attr-defined]
    code = block.code.splitlines()[node.lineno - 1].strip()  # type: ignore[attr-defined]
    raw = block.raw[node.lineno - 1]  # type: ignore[attr-defined]
    start = raw.find(code)
    if start < 0:
        start, code = len(raw) - len(raw.lstrip()), raw.strip()
    return Place(at.line, at.cell, start, start + len(code.partition("  #")[0].rstrip()))


# ------------------------------------------------------------------ In the copy's own names


def written(slip: Slip, node: ast.AST, at: ast.stmt | None) -> str:
    """Return the correction of a slip as it would read in the copy."""
    own = own_names(slip.function, node)
    text = re.sub(r"(?<![\w.])[A-Za-z_]\w*", lambda match: own.get(match[0], match[0]), slip.write)
    if " = " in text or text.startswith(("return ", "for ")) or "-=" in text:
        return text
    if isinstance(at, ast.Assign):
        return f"{ast.unparse(at.targets[0])} = {text}"
    return f"return {text}"


def own_names(function: str, node: ast.AST) -> dict[str, str]:
    """Return what the copy calls what the chapter's correction names."""
    parameters = [argument.arg for argument in getattr(node, "args", ast.arguments([], [], None, [], [], None, [])).args]
    parameters = parameters[1:] if parameters[:1] == ["self"] else parameters
    own = dict(zip(ARGUMENTS.get(function, ()), parameters, strict=False))
    if function == "gradient_descent":
        own["x"] = _assigned(node, lambda value: any(isinstance(part, ast.Name) and part.id == own.get("init_x") for part in ast.walk(value))) or "x"
    own["batch_size"] = _assigned(node, _is_a_count) or f"len({own.get('y', 'y')})"
    own["h"] = _step(node) or "h"
    loops = [inner for inner in ast.walk(node) if isinstance(inner, ast.For)]
    if loops:
        own["idx" if function == "numerical_gradient" else "i"] = ast.unparse(loops[-1].target)
    returned = [inner.value.id for inner in ast.walk(node) if isinstance(inner, ast.Return) and isinstance(inner.value, ast.Name)]
    if function == "numerical_gradient" and returned:
        own["grad"] = returned[-1]
    if function == "gradient_descent":
        own["grad"] = _assigned(node, lambda value: isinstance(value, ast.Call) and "grad" in ast.unparse(value.func)) or "grad"
    if function == "numerical_gradient":
        of_f = [
            ast.unparse(inner.targets[0])
            for inner in ast.walk(node)
            if isinstance(inner, ast.Assign) and isinstance(inner.value, ast.Call) and ast.unparse(inner.value.func) == own.get("f")
        ]
        if len(of_f) == 2:
            own["fxh1"], own["fxh2"] = of_f
        kept = _assigned(node, lambda value: isinstance(value, ast.Subscript) and ast.unparse(value.value) == own.get("x"))
        own["tmp_val"] = kept or "tmp_val"
    return own


def _step(node: ast.AST) -> str | None:
    """Return the name of the step: of a parameter or a variable that is a small number."""
    arguments = getattr(node, "args", None)
    for argument, default in zip(reversed(arguments.args), reversed(arguments.defaults), strict=False) if arguments else ():
        if _is_small(default):
            return argument.arg
    return _assigned(node, _is_small)


def _is_small(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, float) and abs(value.value) < 1


def _is_a_count(value: ast.expr) -> bool:
    return bool(re.fullmatch(r"\w+\.shape\[0\]|len\(\w+\)", ast.unparse(value)))


def _assigned(node: ast.AST, fits: Callable[[ast.expr], bool]) -> str | None:
    """Return the first name that is assigned a value that fits."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assign) and isinstance(inner.targets[0], ast.Name) and fits(inner.value):
            return inner.targets[0].id
    return None
