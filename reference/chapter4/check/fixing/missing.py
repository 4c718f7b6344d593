"""The code with what it uses and never imports or makes, put in front of the first use."""

import ast

from chapter4.check.fixing import plain
from chapter4.check.fixing.rewriting import first_line
from chapter4.check.found import Block, Finding
from chapter4.check.spelling.misnamed import MISSING

IDS = {id for id, _, _ in MISSING.values()}


def supplied(block: Block, finding: Finding) -> str | None:
    """Return the block's code with what the finding says is missing; None where nobody can say what that is."""
    lines = block.code.split("\n")
    number = next((n for n in range(1, len(lines) + 1) if _is_at(finding, block, n)), None)
    if number is None or finding.id not in IDS or "..." in finding.correction:
        return None
    tops = [one for one in ast.parse(block.code).body if not _staysfirst_line(one)]
    (wanted,) = ast.parse(finding.correction).body
    if isinstance(wanted, ast.ImportFrom):  # the chapter's own function, in plain code
        text = [*plain.whole(wanted.names[0].name, "np").split("\n"), "", ""]
    else:
        text = [finding.correction]
    user = next(one for one in tops if first_line(one) <= number <= (one.end_lineno or number))
    at = tops[0] if isinstance(wanted, ast.Import) else user
    first = first_line(at) - 1
    return "\n".join([*lines[:first], *text, *lines[first:]])


def _is_at(finding: Finding, block: Block, number: int) -> bool:
    place = block.places[number - 1]
    return (place.cell, place.line) == (finding.place.cell, finding.place.line)


def _staysfirst_line(statement: ast.stmt) -> bool:
    """Whether nothing may stand before a statement: what is said of the module, and imports of the future."""
    is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return is_text or (isinstance(statement, ast.ImportFrom) and statement.module == "__future__")
