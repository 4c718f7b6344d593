"""The reports for programs: as JSON, and as annotations of GitHub Actions."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from chapter4.check.found import Finding, Judged, Report
from chapter4.check.showing.addresses import address, relative
from chapter4.check.showing.grading import got, marks
from chapter4.check.showing.telling import where


def as_json(reports: Sequence[Report], base: str, *, graded: bool = False, strict: bool = False) -> str:
    """Return the reports as `report.schema.json` describes them; `base` is the address of the site.

    With `graded` each has its marks, in which with `strict` a hazard is wrong.
    """
    files = [_file(report, base) | ({"marks": _marks(report, strict)} if graded else {}) for report in reports]
    return json.dumps({"files": files}, ensure_ascii=False, indent=2)


def _marks(report: Report, strict: bool) -> dict[str, Any]:
    found = marks(report, strict=strict)
    return {"got": got(found), "of": len(found), "functions": [asdict(mark) for mark in found]}


def _file(report: Report, base: str) -> dict[str, Any]:
    return {
        "file": report.file,
        "findings": [_finding(finding, base) for finding in report.findings],
        "functions": [_function(judged) for judged in report.functions],
        "not_recognised": report.not_recognised,
        "notes": report.notes,
    }


def _finding(finding: Finding, base: str) -> dict[str, Any]:
    return {
        "id": finding.id,
        "hazard": finding.hazard,
        "function": finding.function,
        "line": finding.place.line,
        "cell": finding.place.cell,
        "message": finding.message,
        "correction": finding.correction,
        "url": address(finding.id, base) if finding.id else None,
    }


def _function(judged: Judged) -> dict[str, Any]:
    return {
        "name": judged.name,
        "verdict": judged.verdict,
        "called": judged.called,
        "line": judged.place.line,
        "cell": judged.place.cell,
        "choices": list(judged.choices),
    }


# ------------------------------------------------------------------ GitHub


def github(reports: Sequence[Report], *, strict: bool) -> str:
    """Return a workflow command for each finding; with `strict` a hazard is an error too."""
    return "\n".join(_command(report.file, finding, strict) for report in reports for finding in report.findings)


def _command(file: str, finding: Finding, strict: bool) -> str:
    kind = "warning" if finding.hazard and not strict else "error"
    properties = {"file": relative(file), **_position(finding), "title": finding.id or "chapter4 check"}
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{kind} {written}::{_data(message(finding))}"


def _position(finding: Finding) -> dict[str, int]:
    """Return the line and the columns; nothing for a notebook, in whose file the cell's lines are others."""
    place = finding.place
    if place.cell is not None:
        return {}
    if place.start == place.end:
        return {"line": place.line}
    return {"line": place.line, "col": place.start + 1, "endColumn": place.end + 1}


def message(finding: Finding) -> str:
    """Return what is wrong and what to write instead, with what the position can't say."""
    place = f"{where(finding.place)}: " if finding.place.cell is not None else ""
    function = f"{finding.function}: " if finding.function else ""
    correction = f"\nFix: {finding.correction}" if finding.correction else ""
    return f"{place}{function}{finding.message}{correction}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
