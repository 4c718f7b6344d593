"""What can be written for a wrong function: a statement as the check says it, a variant of one, the sound body."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chapter4.check.fixing import moves, plain
from chapter4.check.fixing.rewriting import with_statements
from chapter4.check.fixing.variants import exchanged, surrounded
from chapter4.check.found import Block
from chapter4.check.judging import places, slips, wording
from chapter4.check.judging.names import chapters_name
from chapter4.check.judging.spots import spots

MOST = 400
"""How many variants of a function are tried."""

STEP = "1e-4"


def proposals(said: Mapping[str, Any], blocks: Sequence[Block]) -> Iterator[str]:
    """Yield what the code of the function's block may be: as the check says, one part changed, or the whole body."""
    block = blocks[said["block"]]
    node = places.definition(block, said["called"], said["line"])
    assert node is not None
    numpy = _numpy(blocks)
    found = dict.fromkeys([*as_told(said, block), *_all(said, block, node, numpy)])
    found.pop(block.code, None)
    yield from list(found)[:MOST]
    if whole := plain.in_its_place(block.code, node, said["name"], _called(blocks), numpy):
        yield whole


def as_told(said: Mapping[str, Any], block: Block) -> Iterator[str]:
    """Yield the block's code with what the check tells in place of all the statements that are wrong, then of each."""
    node = places.definition(block, said["called"], said["line"])
    assert node is not None
    told = {at: wording.written(slip, node, at) for slip, at in reversed(_slips(said, node)) if at}
    step = places.statement(node, "h") if said.get("step") else None
    if isinstance(step, ast.Assign):
        told[step] = f"{ast.unparse(step.targets[0])} = {STEP}"
    if len(told) > 1:
        yield with_statements(block.code, told)
    yield from (with_statements(block.code, {at: text}) for at, text in told.items())


def _all(said: Mapping[str, Any], block: Block, node: ast.AST, numpy: str) -> Iterator[str]:
    """Yield the block's code with one statement of the function changed: first the one that is said to be wrong."""
    yield from moves.moved(block.code, node, said["name"])
    wrong = [at for _, at in _slips(said, node) if at]
    found = [spot.statement for spot in spots(node)]
    whole = [node] if isinstance(node, ast.Assign | ast.AnnAssign | ast.FunctionDef) else []
    statements = list(dict.fromkeys([*wrong, *reversed(found), *whole]))
    names = _names(node)
    around = list(_surroundings(said["name"], node, names, numpy))
    for statement in statements:
        for text in exchanged(statement, names):
            yield with_statements(block.code, {statement: text})
    for statement in statements:
        for text in surrounded(statement, around):
            yield with_statements(block.code, {statement: text})


def _slips(said: Mapping[str, Any], node: ast.AST) -> list[tuple[slips.Slip, ast.stmt | None]]:
    """Return the slips of a function with their statements."""
    whole = node if isinstance(node, ast.Assign) else None
    own = [slips.SLIPS[number] for number in said.get("slips", ())]
    return [(slip, places.statement(node, slip.where) or whole) for slip in own]


def _names(node: ast.AST) -> list[str]:
    """Return the variables of a function."""
    stored = (one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
    parameters = (one.arg for one in ast.walk(node) if isinstance(one, ast.arg) and one.arg != "self")
    return list(dict.fromkeys([*stored, *parameters]))


SURROUNDINGS = {
    "sum_squares_error": ["0.5 * _", "_ / 2", "_ ** 2", "np.sum(_)"],
    "cross_entropy_error": ["-_", "_ / {batch_size}", "_ / len({y})", "_ / ({y}.shape[0] if {y}.ndim == 2 else 1)"],
    "sigmoid": ["-_", "1 + _", "1 / _"],
    "numerical_diff": ["_ / (2 * {name})", "_ + {name}", "_ - {name}"],
    "numerical_gradient": ["_ / (2 * {name})", "_ + {name}", "_ - {name}"],
    "gradient_descent": ["{name} * _", "{name} - _", "{name}[-1] - _"],
    "softmax": ["-_", "_ / np.sum(_, axis=-1, keepdims=True)"],
    "SimpleNet": ["softmax(_)", "self.predict(_)"],
    "function_1": ["_ ** 2"],
    "function_2": ["_ ** 2"],
    "function_tmp1": ["_ ** 2"],
    "function_tmp2": ["_ ** 2"],
}
"""What may be lost around a part of a function."""


def _surroundings(name: str, node: ast.AST, names: Sequence[str], numpy: str) -> Iterator[str]:
    """Yield what may be lost around a part of the function, in the copy's names."""
    own = {"y": "y", "batch_size": "len(y)"} | wording.own_names(name, node)
    for template in SURROUNDINGS.get(name, ()):
        written = template.replace("np.", f"{numpy}." if numpy else "")
        for each in names if "{name}" in template else names[:1]:
            yield written.format(**{**own, "name": each})


def _called(blocks: Sequence[Block]) -> dict[str, str]:
    """Return what the copy calls the chapter's functions."""
    nodes = (node for block in blocks for node in ast.parse(block.code).body)
    names = [node.name for node in nodes if isinstance(node, ast.FunctionDef)]
    known = {name: chapters for name in names if (chapters := chapters_name(name, None))}
    return {chapters: name for name, chapters in known.items() if chapters not in names}


def _numpy(blocks: Sequence[Block]) -> str:
    """Return what the copy calls NumPy; "" where it has imported all of its names and not itself."""
    imports = [node for block in blocks for node in ast.walk(ast.parse(block.code))]
    modules = [one for node in imports if isinstance(node, ast.Import) for one in node.names if one.name == "numpy"]
    if modules:
        return modules[0].asname or "numpy"
    stars = [node for node in imports if isinstance(node, ast.ImportFrom) and node.module == "numpy"]
    return "" if any(one.name == "*" for node in stars for one in node.names) else "np"
