"""Assignments that read well and leave the wrong thing: tuples for arrays, training data that a batch overwrites."""

import ast
import re
from collections.abc import Iterator

from chapter4.check.spelling.edits import Edit, Repair
from chapter4.check.spelling.pieces import File, Piece, Repaired

TO_ARRAYS = {"array", "asarray", "atleast_1d", "atleast_2d"}
OUTPUTS_OR_ANSWERS = re.compile(r"[yt]_?\d*$")


def tuples(file: File) -> Iterator[Repaired]:
    """Yield the tuples of numbers that are to be arrays, and that no call makes one of."""
    made_arrays = _made_arrays(file)
    numpy = next((name for name, module in file.modules.items() if module == "numpy"), "np")
    for number, piece in enumerate(file.pieces):
        for node, scope in piece.nodes:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple) and scope is file.top:
                target, value = node.targets[0], node.value
                is_data = isinstance(target, ast.Name) and OUTPUTS_OR_ANSWERS.match(target.id)
                if is_data and piece.code(target) not in made_arrays and _is_bracketed(piece, value):
                    yield number, _as_array(piece, target, value, numpy)


def _made_arrays(file: File) -> set[str]:
    """Return the names of what some call makes an array of."""
    calls = (node for piece in file.pieces for node, _ in piece.nodes if isinstance(node, ast.Call))
    arguments = ((getattr(call.func, "attr", getattr(call.func, "id", "")), call.args) for call in calls)
    return {one.id for name, args in arguments if name in TO_ARRAYS for one in args if isinstance(one, ast.Name)}


def _is_bracketed(piece: Piece, value: ast.Tuple) -> bool:
    """Whether a tuple holds three numbers or more, in round brackets."""
    numbers = [one for one in value.elts if isinstance(one, ast.Constant) and isinstance(one.value, int | float)]
    return len(numbers) == len(value.elts) > 2 and piece.code(value).startswith("(")


def _as_array(piece: Piece, target: ast.expr, value: ast.Tuple, numpy: str) -> Repair:
    start, end = piece.start(value), piece.end(value)
    edits = [Edit(start, start + 1, f"{numpy}.array(["), Edit(end - 1, end, "])")]
    message = f"{piece.code(target)} is a tuple, and tuples can't be subtracted: it has to be an array."
    return Repair(edits, piece.start(target), end, message, "E4.2.1-1")


def overwritten(file: File) -> Iterator[Repaired]:
    """Yield where a batch of the training data takes their name."""
    for number, piece in enumerate(file.pieces):
        drawn = list(_drawn(piece))
        batches = {by for target, array, by in drawn if target.id != array.id}
        for target, array, by in drawn:
            if target.id == array.id and "train" in target.id and (by in batches or "batch" in by):
                start, end = piece.start(target), piece.end(target)
                edits = [Edit(start, end, target.id.replace("train", "batch"))]
                message = f"This overwrites {target.id} with the rows of one batch: the next batch is drawn from these."
                whole = piece.text.code.index("]", piece.end(array)) + 1
                yield number, Repair(edits, start, whole, message, "E4.2.3-4")


def _drawn(piece: Piece) -> Iterator[tuple[ast.Name, ast.Name, str]]:
    """Yield what is assigned to, from which array, and by which name that is indexed."""
    for node, _ in piece.nodes:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript):
            target, array, by = node.targets[0], node.value.value, node.value.slice
            if isinstance(target, ast.Name) and isinstance(array, ast.Name) and isinstance(by, ast.Name):
                yield target, array, by.id
