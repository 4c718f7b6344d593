"""Try corrections of a function by what they compute; this runs in the process that has run the copy's code."""

import itertools
import time
from collections.abc import Mapping, Sequence
from typing import Any

from chapter4.check.judging import calls, formulas, probing
from chapter4.check.judging.names import chapters_name
from chapter4.check.running.process import Definition

SECONDS = 5.0
"""After so long no more are tried."""


def probe(definitions: Sequence[Definition]) -> list[list[Any]]:
    """Return the number and the name of what is right in each block, from the second on, up to the first right one.

    The first block is the copy itself, and each other one has a correction of it.
    """
    named = {d: chapters_name(d.name, d.owner, calls.parameters(d.value)) for d in definitions}
    known = {d: name for d, name in named.items() if name}
    names: dict[str, Any] = next((d.value.__globals__ for d in definitions if hasattr(d.value, "__globals__")), {})
    until = time.monotonic() + SECONDS
    found: list[list[Any]] = []
    for _, block in itertools.groupby((d for d in definitions if d.block > 0), lambda definition: definition.block):
        of_block = [definition for definition in block if definition.owner is None or definition in known]
        right = [d for d in of_block if _is_right_beside_right_ones(d, known, names)]
        found += [[definition.block, definition.name] for definition in right]
        if len(right) == len(of_block) or time.monotonic() > until:
            break
    return found


def _is_right_beside_right_ones(definition: Definition, known: Mapping[Definition, str], names: dict[str, Any]) -> bool:
    with probing.others_right(definition, known, names):
        return _is_right(known.get(definition), definition.value)


def _is_right(name: str | None, value: Any) -> bool:
    """Whether a function gives the numbers of the chapter's function of that name, or of any one."""
    names = [name] if name else [one for one in probing.MOST_SLIPS if calls.may_be_called(one, value)]
    known = (one for one in names if one in formulas.FORMULAS)
    return any(probing.judged(one, value, most=0)["verdict"] == "right" for one in known)
