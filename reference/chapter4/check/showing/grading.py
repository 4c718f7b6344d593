"""The marks of a file: one for each function of `chapter4 stubs`, whether the file has it or not.

How many there are is thus the same for every file, and to leave a function out gains nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from chapter4.check.found import Judged, Report
from chapter4.check.showing.terminal import printable
from chapter4.check.stubs import TASKS

MARKS = {"right": 1, "hazard": 1, "wrong": 0, "not written": 0, "missing": 0, "not checked": None}


@dataclass(frozen=True)
class Mark:
    """The mark of one function."""

    name: str
    verdict: str
    """As of `Judged`, and "missing" where the file lacks the function."""
    mark: int | None
    """None where the function could not be checked, and a person has to look at it."""


def marks(report: Report, *, strict: bool) -> list[Mark]:
    """Return the mark of each function, in the order of the chapter; with `strict` a hazard gets none."""
    found = []
    for name in TASKS:
        verdict = _verdict([judged for judged in report.functions if judged.name == name])
        found.append(Mark(name, verdict, 0 if strict and verdict == "hazard" else MARKS[verdict]))
    return found


def _verdict(found: Sequence[Judged]) -> str:
    """Return the verdict of the last definition under the chapter's own name, or else of the last one."""
    own = [judged for judged in found if judged.called.lower() == judged.name.lower()]
    counts = own or found
    return counts[-1].verdict if counts else "missing"


def got(found: Sequence[Mark]) -> int:
    """Return the sum of the marks."""
    return sum(mark.mark or 0 for mark in found)


def all_got(reports: Sequence[Report], *, strict: bool) -> bool:
    """Return whether every file has every mark."""
    return all(mark.mark for report in reports for mark in marks(report, strict=strict))


def graded(reports: Sequence[Report], *, strict: bool) -> str:
    """Return a table for each file."""
    return "\n\n".join(_table(report, strict) for report in reports)


def _table(report: Report, strict: bool) -> str:
    found = marks(report, strict=strict)
    width = max(len(mark.name) for mark in found)
    rows = [f"  {'-' if mark.mark is None else mark.mark}  {mark.name:{width}}  {mark.verdict}" for mark in found]
    unknown = sum(1 for mark in found if mark.mark is None)
    head = f"{printable(report.file)}: {got(found)} of {len(found)}" + f", {unknown} not checked" * bool(unknown)
    return "\n".join([head, *rows, *(f"  note: {printable(note)}" for note in report.notes)])
