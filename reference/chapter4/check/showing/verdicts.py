"""What the reports come to: the causes that they name, how many of each kind, and the exit code."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chapter4.check.found import Finding, Judged, Place, Report


@dataclass(frozen=True)
class Counts:
    """How much of each kind is in the reports."""

    wrong: int
    """Causes, and functions that are wrong without any that is named."""
    hazards: int
    not_written: int
    """Functions with an empty body."""
    not_checked: int
    """Functions."""
    empty: int
    """Files in which nothing of the chapter was recognised, or nothing that is checked."""


def exit_code(reports: Sequence[Report], *, strict: bool) -> int:
    """Return 0 where nothing is wrong, 1 where something is, 2 where in no file anything was recognised and checked.

    With `strict` a hazard is wrong too.
    """
    counted = counts(reports)
    if counted.wrong or (strict and counted.hazards):
        return 1
    return 2 if counted.empty == len(reports) else 0


def counts(reports: Iterable[Report]) -> Counts:
    """Return how much is in all of the reports together."""
    wrong = hazards = not_written = not_checked = empty = 0
    for report in reports:
        found = [cause[0].hazard for cause in causes(report.findings)]
        hazards += found.count(True)
        wrong += found.count(False) + len(_unexplained(report))
        verdicts = [judged.verdict for judged in report.functions]
        not_written += verdicts.count("not written")
        not_checked += verdicts.count("not checked")
        empty += not recognised(report)
    return Counts(wrong, hazards, not_written, not_checked, empty)


def recognised(report: Report) -> bool:
    """Return whether anything of the chapter is in the file, and was checked."""
    return bool(report.findings) or any(judged.verdict != "not checked" for judged in report.functions)


def _unexplained(report: Report) -> list[Judged]:
    """Return the functions that are wrong without any finding that says why."""
    explained = {finding.function for finding in report.findings if not finding.hazard}
    return [judged for judged in report.functions if judged.verdict == "wrong" and judged.name not in explained]


def causes(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Return the findings in the file's order, those together that are one cause at several places of a function."""
    found: dict[tuple[bool, str | None, str], list[Finding]] = {}
    for finding in _in_order(findings):
        found.setdefault((finding.hazard, finding.function, finding.id or finding.message), []).append(finding)
    return list(found.values())


def hazards_of(judged: Judged, report: Report) -> list[str]:
    """Return the ids of a function's hazards, each once; what has no id stands by its message."""
    found = _in_order(report.findings)
    own = [finding for finding in found if finding.hazard and _holder(finding, report.functions) is judged]
    return list(dict.fromkeys(finding.id or finding.message for finding in own))


def _holder(finding: Finding, functions: Iterable[Judged]) -> Judged | None:
    """Return the function of that name in which the finding stands: the last one that begins no later."""
    same = (judged for judged in functions if judged.name == finding.function)
    above = (judged for judged in same if _order(judged.place) <= _order(finding.place))
    return max(above, key=lambda judged: _order(judged.place), default=None)


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: _order(finding.place))


def _order(place: Place) -> tuple[int, int, int]:
    return place.cell or 0, place.line, place.start
