"""What can be written for a wrong function, best first: its statement as the check says it, a variant of it, the sound body."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chapter4.check.fixing import moves, plain
from chapter4.check.fixing.rewriting import with_statement
from chapter4.check.fixing.variants import variants
from chapter4.check.found import Block
from chapter4.check.judging import places, slips, wording
from chapter4.check.judging.names import chapters_name
from chapter4.check.judging.spots import spots

MOST = 400
"""How many variants of a function are tried."""


def proposals(said: Mapping[str, Any], blocks: Sequence[Block]) -> Iterator[str]:
    """Yield what the code of the function's block may be, without what is wrong with the function."""
    block = blocks[said["block"]]
    node = places.definition(block, said["called"], said["line"])
    assert node is not None
    found = dict.fromkeys(_all(said, block, node))
    found.pop(block.code, None)
    yield from list(found)[:MOST]
    if whole := plain.in_its_place(block.code, node, said["name"], _called(blocks), _numpy(blocks)):
        yield whole


def as_told(said: Mapping[str, Any], block: Block) -> Iterator[str]:
    """Yield the block's code with the statement that the check tells in place of each one that is wrong."""
    node = places.definition(block, said["called"], said["line"])
    assert node is not None
    for slip, at in _slips(said, node):
        if at:
            yield with_statement(block.code, at, wording.written(slip, node, at))


def _all(said: Mapping[str, Any], block: Block, node: ast.AST) -> Iterator[str]:
    yield from as_told(said, block)
    found = [spot.statement for spot in spots(node)]
    own = [node] if isinstance(node, ast.Assign | ast.AnnAssign | ast.FunctionDef) else []
    wrong = [at for _, at in _slips(said, node) if at]
    names, counts = _names(node), _counts(said["name"], node)
    yield from moves.moved(block.code, node, said["name"])
    for statement in dict.fromkeys([*wrong, *reversed(found), *own]):
        if not isinstance(statement, ast.FunctionDef) or statement is node:
            for text in variants(statement, names, counts):
                yield with_statement(block.code, statement, text)


def _slips(said: Mapping[str, Any], node: ast.AST) -> Iterator[tuple[slips.Slip, ast.stmt | None]]:
    """Yield the slips of a function with their statements."""
    for number in said.get("slips", ()):
        slip = slips.SLIPS[number]
        at = places.statement(node, slip.where)
        yield slip, at or (node if isinstance(node, ast.Assign) else None)


def _names(node: ast.AST) -> list[str]:
    """Return the variables of a function."""
    stored = (one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
    parameters = (one.arg for one in ast.walk(node) if isinstance(one, ast.arg) and one.arg != "self")
    return list(dict.fromkeys([*stored, *parameters]))


def _counts(name: str, node: ast.AST) -> list[str]:
    """Return what counts the samples of a batch."""
    if name != "cross_entropy_error":
        return []
    own = wording.own_names(name, node)
    outputs = own.get("y", "y")
    return [own["batch_size"], f"len({outputs})", f"({outputs}.shape[0] if {outputs}.ndim == 2 else 1)"]


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
