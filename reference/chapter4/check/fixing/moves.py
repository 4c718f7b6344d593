"""A function with a statement in another place: a return behind its loop, an entry put back at a loop's end."""

import ast
from collections.abc import Iterator

from chapter4.check.fixing.rewriting import offset
from chapter4.check.judging.wording import own_names


def moved(code: str, node: ast.AST, name: str) -> Iterator[str]:
    """Yield the code with one statement of the function moved, put in or taken out."""
    for loop in (one for one in ast.walk(node) if isinstance(one, ast.For | ast.While)):
        last = loop.body[-1]
        yield from _behind(code, loop, last)
        if name == "numerical_gradient":
            yield from _put_back(code, loop, node)
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


def _put_back(code: str, loop: ast.For | ast.While, node: ast.AST) -> Iterator[str]:
    """Yield the code with the entry that a loop moves put back at its end."""
    own = own_names("numerical_gradient", node)
    if not {"x", "idx", "tmp_val"} <= own.keys():
        return
    targets = [one.targets[0] for one in ast.walk(loop) if isinstance(one, ast.Assign)]
    arrays = [ast.unparse(one.value) for one in targets if isinstance(one, ast.Subscript)]
    moved = [one for one in ast.walk(loop) if isinstance(one, ast.Assign) and own["tmp_val"] in _read(one)]
    entries = [ast.unparse(one.targets[0]) for one in moved] or [f"{name}[{own['idx']}]" for name in arrays]
    last = loop.body[-1]
    end = offset(code, last.end_lineno or last.lineno, last.end_col_offset or 0)
    line_end = code.find("\n", end) if "\n" in code[end:] else len(code)
    for entry in dict.fromkeys(entries):
        yield f"{code[:line_end]}\n{_margin(code, last)}{entry} = {own['tmp_val']}{code[line_end:]}"


def _read(statement: ast.stmt) -> set[str]:
    return {one.id for one in ast.walk(statement) if isinstance(one, ast.Name)}


def _margin(code: str, statement: ast.stmt) -> str:
    """Return the indentation of a statement."""
    return code[offset(code, statement.lineno, 0) : offset(code, statement.lineno, statement.col_offset)]


def _copies_itself(statement: ast.Assign) -> bool:
    """Whether a statement gives to a name a copy of itself."""
    target, value = statement.targets[0], statement.value
    copied = isinstance(value, ast.Call) and (value.args[:1] or [getattr(value.func, "value", None)])[0]
    return isinstance(target, ast.Name) and isinstance(copied, ast.Name) and copied.id == target.id


def _without(code: str, statement: ast.stmt) -> str:
    start = offset(code, statement.lineno, 0)
    end = offset(code, statement.end_lineno or statement.lineno, statement.end_col_offset or 0)
    line_end = code.find("\n", end)
    return code[:start] + (code[line_end + 1 :] if line_end >= 0 else "")
