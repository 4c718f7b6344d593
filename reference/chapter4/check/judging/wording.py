"""How the correction of a slip reads in the copy's own names."""

import ast
import re
from collections.abc import Callable, Iterator

from chapter4.check.judging.correcting import corrected
from chapter4.check.judging.names import ARGUMENTS
from chapter4.check.judging.slips import Slip


def written(slip: Slip, node: ast.AST, at: ast.stmt | None) -> str:
    """Return the statement to write in place of the one at which a slip stands."""
    stands_in = at or (node if isinstance(node, ast.Assign) else None)
    if stands_in and (text := corrected(slip, stands_in)):
        return text
    own = own_names(slip.function, node)
    text = re.sub(r"(?<![\w.])[A-Za-z_]\w*", lambda match: own.get(match[0], match[0]), slip.write)
    if not _is_expression(text):
        return text
    if isinstance(at, ast.Assign):
        return f"{ast.unparse(at.targets[0])} = {text}"
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
        return f"{ast.unparse(node.targets[0])} = lambda {ast.unparse(node.value.args)}: {text}"
    return f"return {text}"


def _is_expression(text: str) -> bool:
    try:
        ast.parse(text, mode="eval")
    except SyntaxError:
        return False
    return True


def own_names(function: str, node: ast.AST) -> dict[str, str]:
    """Return the copy's own names for those in a correction, where they are known."""
    own = dict(zip(ARGUMENTS.get(function, ()), _parameters(node), strict=False))
    found = {name: next(find(node, own), None) for name, find in FINDERS.get(function, {}).items()}
    return own | {name: text for name, text in found.items() if text is not None}


def _parameters(node: ast.AST) -> list[str]:
    """Return the names of the parameters, without self."""
    inner = node.value if isinstance(node, ast.Assign) else node
    arguments = getattr(inner, "args", None)
    return [argument.arg for argument in arguments.args if argument.arg != "self"] if arguments else []


# ------------------------------------------------------------------ One name each

Find = Callable[[ast.AST, dict[str, str]], Iterator[str]]


def _assigned(node: ast.AST, fits: Callable[[ast.expr], bool]) -> Iterator[str]:
    """Yield the names that are assigned a value that fits."""
    for inner in ast.walk(node):
        match inner:
            case ast.Assign(targets=[ast.Name(name)], value=value) | ast.AnnAssign(ast.Name(name), value=value):
                if value is not None and fits(value):
                    yield name
            case _:
                pass


def _count(node: ast.AST, own: dict[str, str]) -> Iterator[str]:
    """Yield what holds the number of samples, or else counts them."""
    yield from _assigned(
        node, lambda value: re.fullmatch(r"\w+\.shape\[0\]|len\(\w+\)", ast.unparse(value)) is not None
    )
    yield f"len({own.get('y', 'y')})"


def is_small(value: ast.expr | None) -> bool:
    """Whether an expression is a number such as a step."""
    return isinstance(value, ast.Constant) and isinstance(value.value, float) and abs(value.value) < 1


def _step(node: ast.AST, own: dict[str, str]) -> Iterator[str]:
    """Yield what holds the step: a parameter or a variable that is a small number."""
    arguments = getattr(node, "args", None)
    if isinstance(arguments, ast.arguments):
        for argument, default in zip(reversed(arguments.args), reversed(arguments.defaults), strict=False):
            if is_small(default):
                yield argument.arg
    yield from _assigned(node, is_small)


def _index(node: ast.AST, own: dict[str, str]) -> Iterator[str]:
    """Yield the index of what is moved, or else what counts in a loop."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assign) and isinstance(inner.targets[0], ast.Subscript):
            yield ast.unparse(inner.targets[0].slice)
    yield from _loop(node, own)


def _loop(node: ast.AST, own: dict[str, str]) -> Iterator[str]:
    """Yield what counts in a loop."""
    return (ast.unparse(inner.target) for inner in ast.walk(node) if isinstance(inner, ast.For))


def _returned(node: ast.AST, own: dict[str, str]) -> Iterator[str]:
    """Yield the names that are returned."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Return) and isinstance(inner.value, ast.Name):
            yield inner.value.id


def _value_of_f(which: int) -> Find:
    """Return a finder of what holds the first or the second value of f."""

    def find(node: ast.AST, own: dict[str, str]) -> Iterator[str]:
        found = list(_assigned(node, lambda value: _is_call_of(value, own.get("f", "f"))))
        return iter(found[which : which + 1] if len(found) == 2 else ())

    return find


def _is_call_of(value: ast.expr, name: str) -> bool:
    return isinstance(value, ast.Call) and ast.unparse(value.func) == name


def _kept(node: ast.AST, own: dict[str, str]) -> Iterator[str]:
    """Yield what keeps an entry of x."""
    return _assigned(node, lambda v: isinstance(v, ast.Subscript) and ast.unparse(v.value) == own.get("x", "x"))


def _gradient(node: ast.AST, own: dict[str, str]) -> Iterator[str]:
    """Yield what holds the gradient."""
    return _assigned(node, lambda value: isinstance(value, ast.Call) and "grad" in ast.unparse(value.func))


def _point(node: ast.AST, own: dict[str, str]) -> Iterator[str]:
    """Yield what holds the point of a descent: what is made of the start, or it."""
    start = own.get("init_x", "init_x")
    yield from _assigned(node, lambda value: start in {getattr(part, "id", None) for part in ast.walk(value)})
    yield start


FINDERS: dict[str, dict[str, Find]] = {
    "cross_entropy_error": {"batch_size": _count},
    "numerical_diff": {"h": _step},
    "numerical_gradient": {
        "h": _step,
        "idx": _index,
        "grad": _returned,
        "fxh1": _value_of_f(0),
        "fxh2": _value_of_f(1),
        "tmp_val": _kept,
    },
    "gradient_descent": {"x": _point, "grad": _gradient, "i": _loop},
}
"""How a name that is not a parameter is found in each function."""
