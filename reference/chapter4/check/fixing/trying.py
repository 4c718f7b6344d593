"""Try corrections of a function by what they compute; this runs in the process that has run the copy's code."""

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from chapter4.check.judging import calls, formulas, probing
from chapter4.check.judging.names import chapters_name
from chapter4.check.running.process import Definition

SECONDS = 5.0
"""After so long no more corrections of one definition are tried."""


def probe(definitions: Sequence[Definition]) -> list[list[Any]]:
    """Return the first right correction of each definition: the number of its block, and its name.

    The first block is the copy itself, and each other one has a correction of one of its functions.
    """
    named = {d: chapters_name(d.name, d.owner, calls.parameters(d.value)) for d in definitions}
    known = {d: name for d, name in named.items() if name}
    names: dict[str, Any] = next((d.value.__globals__ for d in definitions if hasattr(d.value, "__globals__")), {})
    originals = {(d.owner, d.name): probing.bound(d, names) for d in definitions if d.block == 0}
    left = defaultdict[tuple[str | None, str], float](lambda: SECONDS)
    found: list[list[Any]] = []
    for one in definitions:
        which = (one.owner, one.name)
        if one.block > 0 and left[which] > 0 and (one.owner is None or one in known):
            began = time.monotonic()
            is_right = _is_right_beside_right_ones(one, known, names, originals[which])
            left[which] = 0 if is_right else left[which] - (time.monotonic() - began)
            found += [[one.block, one.name]] if is_right else []
    return found


def _is_right_beside_right_ones(
    definition: Definition, known: Mapping[Definition, str], names: dict[str, Any], original: Any
) -> bool:
    with probing.others_right(definition, known, names):
        return _is_right(known.get(definition), probing.bound(definition, names), original)


def _is_right(name: str | None, value: Any, original: Any) -> bool:
    """Whether a function gives the numbers of the chapter's function of that name, or of any one.

    One that takes less than the original, such as one sample where that took a batch, is not a correction.
    """
    names = [name] if name else [one for one in probing.MOST_SLIPS if calls.may_be_called(one, value)]
    known = (one for one in names if one in formulas.FORMULAS)
    return any(
        probing.judged(one, value, most=0)["verdict"] == "right"
        and probing.answered(one, value) >= probing.answered(one, original)
        for one in known
    )
