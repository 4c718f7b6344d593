"""The chapter's functions in plain code, each with the names that a copy has: what is put in place of one beyond repair."""

import ast
import copy
import functools
from collections.abc import Iterator, Mapping

from chapter4 import ledger
from chapter4.check.fixing.rewriting import offset
from chapter4.check.judging import slips
from chapter4.check.judging.names import ARGUMENTS, place_of
from chapter4.check.judging.wording import is_small

OWN = (
    f"def sigmoid(x):\n    return {slips.SIGMOID}\n"
    "def step_function(x):\n    return np.array(x > 0, dtype=int)\n"
)
"""Of these the chapter prints no code."""


LOST_STEP = {"E4.3.1-1", "E4.3.1-2"}
"""What the one snippet keeps that shows how a step is lost."""


@functools.cache
def functions() -> Mapping[str, ast.FunctionDef]:
    """Return the sound functions by the chapter's names, the last snippet of each being the most general one."""
    sound = [snippet.code for snippet in ledger.snippets() if not LOST_STEP & set(snippet.keeps)]
    statements = (node for code in [*sound, OWN] for node in ast.parse(code).body)
    return {node.name: node for node in statements if isinstance(node, ast.FunctionDef)}


def in_its_place(code: str, node: ast.AST, name: str, called: Mapping[str, str], numpy: str) -> str | None:
    """Return the code with the body of a function replaced by the sound one; None where its form does not fit."""
    sound = functions().get(name)
    if sound is None or not isinstance(node, ast.FunctionDef) or _returns_more(node):
        return None
    renamed = _names(name, node, sound)
    if renamed is None:
        return None
    body = [_Renamed({**called, **renamed}, numpy).visit(copy.deepcopy(statement)) for statement in sound.body]
    body = [one for one in body if not _assigns_a_parameter_its_default(one, node)]
    start, margin = _body(code, node)
    end = offset(code, node.end_lineno or node.lineno, node.end_col_offset or 0)
    lines = "\n".join(ast.unparse(ast.fix_missing_locations(one)) for one in body).split("\n")
    step = margin[: max(1, len(margin) // 4)] if "\t" in margin else None
    return code[:start] + "\n".join(_indented(line, margin, step) for line in lines) + code[end:]


def _indented(line: str, margin: str, tab: str | None) -> str:
    """Return a line of the body as it stands in the copy, whose indentation may be of tabs."""
    own = line.lstrip()
    depth = (len(line) - len(own)) // 4
    return margin + (tab or "    ") * depth + own


def _returns_more(node: ast.FunctionDef) -> bool:
    """Whether a function returns several things, such as a history, on which others may rely."""
    return any(isinstance(one, ast.Return) and isinstance(one.value, ast.Tuple) for one in ast.walk(node))


def _names(name: str, node: ast.FunctionDef, sound: ast.FunctionDef) -> dict[str, str] | None:
    """Return the copy's names of the sound function's parameters; None where it can't be called as the chapter does."""
    own = [one.arg for one in node.args.args if one.arg != "self"]
    wanted = [one.arg for one in sound.args.args]
    if node.args.vararg or node.args.kwonlyargs or len(own) < len(wanted) or name not in ARGUMENTS:
        return None
    places = [place_of(name, one) for one in own]
    in_order = places[: len(wanted)] if None not in places[: len(wanted)] else list(range(len(wanted)))
    if sorted(place for place in in_order if place is not None) != list(range(len(wanted))):
        in_order = list(range(len(wanted)))
    renamed = {wanted[place]: one for place, one in zip(in_order, own, strict=False) if place is not None}
    return renamed | {"h": step for step in _steps(node)}


def _steps(node: ast.FunctionDef) -> Iterator[str]:
    """Yield the parameter that is a step."""
    defaults = zip(reversed(node.args.args), reversed(node.args.defaults), strict=False)
    return (argument.arg for argument, default in defaults if is_small(default) and argument.arg in ("h", "eps", "delta"))


def _assigns_a_parameter_its_default(statement: ast.stmt, node: ast.FunctionDef) -> bool:
    """Whether a statement gives the step to what is a parameter of the copy."""
    return isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) in set(_steps(node))


def _body(code: str, node: ast.FunctionDef) -> tuple[int, str]:
    """Return where the body begins, behind its documentation and its comments, and its indentation."""
    first = node.body[1] if ast.get_docstring(node) is not None and len(node.body) > 1 else node.body[0]
    start = offset(code, first.lineno, 0)
    line = code[start : offset(code, first.lineno, first.col_offset)]
    if line.strip():  # it stands in the line of the def
        at = offset(code, first.lineno, first.col_offset)
        return at, ""
    return start, line


class _Renamed(ast.NodeTransformer):
    """Writes a copy's names for the chapter's."""

    def __init__(self, names: Mapping[str, str], numpy: str) -> None:
        self.names = names
        self.numpy = numpy

    def visit_Name(self, node: ast.Name) -> ast.Name:
        """Return the copy's name."""
        return ast.Name(self.names.get(node.id, node.id), node.ctx)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """Return an attribute of what the copy calls NumPy, or its name alone where all names are imported."""
        if isinstance(node.value, ast.Name) and node.value.id == "np":
            return ast.Attribute(ast.Name(self.numpy), node.attr, node.ctx) if self.numpy else ast.Name(node.attr, node.ctx)
        return ast.Attribute(self.visit(node.value), node.attr, node.ctx)
