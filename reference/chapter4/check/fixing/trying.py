"""Try corrections of a function by what they compute; this runs in the process that has run the copy's code."""

import time
from collections.abc import Sequence
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
    names = next((d.value.__globals__ for d in definitions if hasattr(d.value, "__globals__")), {})
    until = time.monotonic() + SECONDS
    found: list[list[Any]] = []
    for definition in (d for d in definitions if d.block > 0):
        if time.monotonic() > until:
            break
        with probing.others_right(definition, known, names):
            if _is_right(named[definition], definition.value):
                found.append([definition.block, definition.name])
    return found


def _is_right(name: str | None, value: Any) -> bool:
    """Whether a function gives the numbers of the chapter's function of that name, or of any one."""
    names = [name] if name else [one for one in probing.MOST_SLIPS if calls.may_be_called(one, value)]
    known = (one for one in names if one in formulas.FORMULAS)
    return any(probing.judged(one, value, most=0)["verdict"] == "right" for one in known)
