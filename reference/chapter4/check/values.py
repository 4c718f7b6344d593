"""Assignments that read well and leave the wrong thing: tuples for arrays, training data that a batch overwrites."""

import ast
import re
from collections.abc import Iterator

from chapter4.check.edits import Edit, Repair
from chapter4.check.pieces import File, Piece
from chapter4.check.scopes import Scope

TO_ARRAYS = {"array", "asarray", "atleast_1d", "atleast_2d"}
OUTPUTS_OR_ANSWERS = re.compile(r"[yt]_?\d*$")


def tuples(file: File, piece: Piece) -> Iterator[Repair]:
    """Yield the tuples of numbers that are to be arrays, and that no call makes one of."""
    made_arrays = _made_arrays(file)
    numpy = next((name for name, module in file.modules.items() if module == "numpy"), "np")
    for target, value in _of_one_name(piece, file.top):
        is_data = OUTPUTS_OR_ANSWERS.match(target.id) and target.id not in made_arrays
        if is_data and _is_tuple_of_numbers(value) and piece.code(value).startswith("("):
            start, end = piece.start(value), piece.end(value)
            edits = [Edit(start, start + 1, f"{numpy}.array(["), Edit(end - 1, end, "])")]
            message = f"{target.id} is a tuple, and tuples can't be subtracted: it has to be an array."
            yield Repair(edits, piece.start(target), end, message, "E4.2.1-1")


def overwritten(file: File, piece: Piece) -> Iterator[Repair]:
    """Yield where a batch of the training data takes their name."""
    indexed = [(target, value) for target, value in _of_one_name(piece, None) if _is_indexed_by_a_name(value)]
    batches = {_indexed_by(value) for target, value in indexed if target.id != _indexed(value)}
    for target, value in indexed:
        by = _indexed_by(value)
        if target.id == _indexed(value) and "train" in target.id and (by in batches or "batch" in by):
            start, end = piece.start(target), piece.end(target)
            edits = [Edit(start, end, target.id.replace("train", "batch"))]
            message = f"This overwrites {target.id} with the rows of one batch: the next batch is drawn from these."
            yield Repair(edits, start, piece.end(value), message, "E4.2.3-4")


def _of_one_name(piece: Piece, scope: Scope | None) -> Iterator[tuple[ast.Name, ast.expr]]:
    """Yield the assignments to one name, in one scope if that is given."""
    for node, inside in piece.nodes:
        match node:
            case ast.Assign(targets=[ast.Name() as target]) if scope in (None, inside):
                yield target, node.value


def _made_arrays(file: File) -> set[str]:
    """Return the names of what some call makes an array of."""
    calls = (node for piece in file.pieces for node, _ in piece.nodes if isinstance(node, ast.Call))
    arguments = ((getattr(call.func, "attr", getattr(call.func, "id", "")), call.args) for call in calls)
    return {one.id for name, args in arguments if name in TO_ARRAYS for one in args if isinstance(one, ast.Name)}


def _is_tuple_of_numbers(value: ast.expr) -> bool:
    return (
        isinstance(value, ast.Tuple)
        and len(value.elts) > 2
        and all(isinstance(one, ast.Constant) for one in value.elts)
    )


def _is_indexed_by_a_name(value: ast.expr) -> bool:
    return isinstance(value, ast.Subscript) and isinstance(value.value, ast.Name) and isinstance(value.slice, ast.Name)


def _indexed(value: ast.expr) -> str:
    return ast.unparse(value).partition("[")[0]


def _indexed_by(value: ast.expr) -> str:
    return ast.unparse(value).partition("[")[2].removesuffix("]")
