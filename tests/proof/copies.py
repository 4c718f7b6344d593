"""The slips of readers' copies, which the chapter does not make: told by the numbers that they give."""

from collections.abc import Callable
from typing import Any

from chapter4 import ledger
from chapter4.check.judging import probing, slips

KNOWN = [*slips.SLIPS, *(slip for steps in slips.STEPS.values() for slip in steps.values())]
"""Every slip that the check knows."""


def of_copies(section: str, function: str) -> list[str]:
    """Return the ids of the slips that copies of a function have, of one section."""
    return [
        defect.id
        for defect in ledger.defects()
        if (defect.origin, defect.section, defect.object) == ("copies", section, function)
    ]


def of_id(id: str) -> list[slips.Slip]:
    """Return the slips that an entry of the ledger stands for."""
    return [slip for slip in KNOWN if slip.id == id]


def slips_of(function: Callable[..., Any], entry: ledger.Defect) -> set[str]:
    """Return the ids of the slips that a function has, which stands for the one that an entry is of."""
    said = probing.judged(entry.object, function)
    found = {slips.SLIPS[number].id for number in said.get("slips", ())}
    return found | ({slips.STEPS[said["step"]][entry.object].id} if said.get("step") else set())
