"""A function with a statement in another place: a return behind its loop, an entry put back at a loop's end."""

import ast
from collections.abc import Iterator

from chapter4.check.fixing.rewriting import offset


def moved(code: str, node: ast.AST, name: str) -> Iterator[str]:
    """Yield the code with one statement of the function moved, put in or taken out."""
    for loop in (one for one in ast.walk(node) if isinstance(one, ast.For | ast.While)):
        last = loop.body[-1]
        yield from _behind(code, loop, last)
        if name == "numerical_gradient":
            yield from _put_back(code, loop)
    for statement in (one for one in ast.walk(node) if isinstance(one, ast.Assign)):
        if _copies_itself(statement):
            yield _without(code, statement)


def _behind(code: str, loop: ast.For | ast.While, last: ast.stmt) -> Iterator[str]:
    """Yield the code with the return at a loop's end behind it."""
    if not isinstance(last, ast.Return) or last.lineno == loop.lineno:
        return
    start, column = offset(code, last.lineno, 0), offset(code, last.lineno, last.col_offset)
    margin = _margin(code, loop)
    yield code[:start] + margin + code[column:]


def _put_back(code: str, loop: ast.For | ast.While) -> Iterator[str]:
    """Yield the code with an entry that a loop moves from where it was put back at the loop's end."""
    last = loop.body[-1]
    end = offset(code, last.end_lineno or last.lineno, last.end_col_offset or 0)
    line_end = code.find("\n", end) if "\n" in code[end:] else len(code)
    for statement in ast.walk(loop):
        match statement:
            case ast.Assign([ast.Subscript() as entry], ast.BinOp(ast.Name(kept), ast.Add() | ast.Sub())):
                put_back = f"{ast.unparse(entry)} = {kept}"
                yield f"{code[:line_end]}\n{_margin(code, last)}{put_back}{code[line_end:]}"
            case _:
                pass


def _margin(code: str, statement: ast.stmt) -> str:
    """Return the indentation of a statement."""
    return code[offset(code, statement.lineno, 0) : offset(code, statement.lineno, statement.col_offset)]


def _copies_itself(statement: ast.Assign) -> bool:
    """Whether a statement gives to a name a copy of itself."""
    target, value = statement.targets[0], statement.value
    copied = isinstance(value, ast.Call) and (value.args[0] if value.args else getattr(value.func, "value", None))
    return isinstance(target, ast.Name) and isinstance(copied, ast.Name) and copied.id == target.id


def _without(code: str, statement: ast.stmt) -> str:
    start = offset(code, statement.lineno, 0)
    end = offset(code, statement.end_lineno or statement.lineno, statement.end_col_offset or 0)
    line_end = code.find("\n", end)
    return code[:start] + (code[line_end + 1 :] if line_end >= 0 else "")
