"""Sound copies in several styles, and the same with the slips that people make."""

import ast
import functools
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

from check.edits import EDITS, Edit

STYLES = sorted(path.stem for path in (Path(__file__).parent / "styles").glob("*.py"))

CALLED = {
    "sum_squares_error": {"mean_squared_error", "sum_squared_error", "squared_error", "sum_of_squares_error", "sse"},
    "cross_entropy_error": {"cross_entropy"},
    "step_function": {"step_func"},
    "numerical_diff": {"numerical_derivative"},
    "function_1": {"func_1"},
    "function_2": {"func_2"},
    "gradient_descent": {"gradient_method"},
    "SimpleNet": {"simpleNet"},
}
"""What the copies call the functions, where it is not the chapter's name."""


@functools.cache
def source(style: str) -> str:
    """Return the sound copy in a style."""
    return (Path(__file__).parent / "styles" / f"{style}.py").read_text(encoding="utf-8")


def applied(*edits: Edit) -> str:
    """Return the copy with the edits made, all of one style."""
    (style,) = {edit.style for edit in edits}
    code = source(style)
    for edit in sorted(edits, key=start, reverse=True):
        code = code[: start(edit)] + edit.new + code[start(edit) + len(edit.old) :]
    return code


@functools.cache
def start(edit: Edit) -> int:
    """Return where in the sound copy the old text begins."""
    code = source(edit.style)
    for first, last in (_extent(edit), (0, len(code))):
        if code.count(edit.old, first, last) == 1:
            return code.index(edit.old, first)
    raise ValueError(f"{edit.old!r} does not stand once in {edit.function} of {edit.style}")


def _extent(edit: Edit) -> tuple[int, int]:
    """Return where in the sound copy the function begins and ends."""
    names = {edit.function} | CALLED.get(edit.function, set())
    (extent,) = (extent for name, extent in _extents(edit.style).items() if name in names)
    return extent


@functools.cache
def _extents(style: str) -> dict[str, tuple[int, int]]:
    """Return where in the sound copy each definition begins and ends."""
    code = source(style)
    ends = [0, *itertools.accumulate(map(len, code.splitlines(keepends=True)))]
    nodes = ((_name(node), node) for node in ast.walk(ast.parse(code)))
    return {name: (ends[node.lineno - 1], ends[node.end_lineno]) for name, node in nodes if name}


def _name(node: ast.AST) -> str | None:
    """Return the name that a definition gives."""
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
        return ast.unparse(node.targets[0])
    return node.name if isinstance(node, ast.FunctionDef | ast.ClassDef) else None


def line(edit: Edit, *others: Edit) -> int:
    """Return the line at which the slip of an edit stands, in the copy with that edit and the others made."""
    code = applied(edit)
    at = code.index(edit.at, _extent(edit)[0]) if edit.at else start(edit)
    above = (other for other in others if start(other) < start(edit))
    return code.count("\n", 0, at) + 1 + sum(other.new.count("\n") - other.old.count("\n") for other in above)


def may_be_made_together(one: Edit, other: Edit) -> bool:
    """Whether two edits of a copy neither touch nor turn the same knob."""
    first, second = sorted((one, other), key=start)
    return start(first) + len(first.old) <= start(second) and not _turned(one) & _turned(other)


def _turned(edit: Edit) -> set[tuple[str, str]]:
    """Return the knobs that an edit turns; what is over 2 h says what the divisor is."""
    divisors = {(function, "divisor") for function, _, value in edit.slips if str(value).endswith("over 2 h")}
    return divisors | {(function, knob) for function, knob, _ in edit.slips}


HIDING = {
    ("forward", "no"),  # f is asked at x last, so that x is put back
    ("forward over 2 h", "no"),
    ("flat", "a copy"),  # what would see no step is never asked
    ("no", "all"),  # nothing is divided by the total
    ("no", "columns"),
    ("the first", "after the loop"),  # the loop ends before its return
    ("forward", "after the loop"),
    ("forward over 2 h", "after the loop"),
    ("after the loop", "a copy"),  # nobody sees where the copy is left
    ("rows", "the first"),  # of one entry the rows are counted as the entries are
}
ALL_ZERO = {"never", "both up", "both down"}
"""The values of slips that make every slope 0, so that no factor and no sign shows."""
"""The values of slips of one function beside which another one changes no number."""


def pairs_in_one_function() -> Iterator[tuple[Edit, Edit]]:
    """Yield the edits of the same function of a copy, two by two, where each changes numbers beside the other."""
    for _, edits in _grouped(EDITS):
        for one, other in itertools.combinations(edits, 2):
            values = one.slips[0][2], other.slips[0][2]
            hidden = HIDING & {values, values[::-1]} or ALL_ZERO & set(values)
            if may_be_made_together(one, other) and not hidden:
                yield one, other


def _grouped(edits: Iterable[Edit]) -> list[tuple[tuple[str, str], list[Edit]]]:
    """Return the edits of each function of each copy."""
    groups: dict[tuple[str, str], list[Edit]] = {}
    for edit in edits:
        groups.setdefault((edit.style, edit.function), []).append(edit)
    return sorted(groups.items())
