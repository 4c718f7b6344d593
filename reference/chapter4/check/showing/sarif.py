"""The reports in SARIF 2.1.0, the form in which tools hand findings to one another and to GitHub's code scanning."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from chapter4.check.found import Finding, Place, Report
from chapter4.check.showing.addresses import address, relative
from chapter4.check.showing.exchange import message

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

UNKNOWN = "unknown-slip"
"""The rule of what has no entry in the ledger."""


def sarif(reports: Sequence[Report], base: str, version: str) -> str:
    """Return the reports as one run of the tool; `base` is the address of the site, `version` the tool's."""
    ids = list(dict.fromkeys(finding.id or UNKNOWN for report in reports for finding in report.findings))
    run = {
        "tool": {"driver": {"name": "chapter4 check", "version": version, "rules": [_rule(id, base) for id in ids]}},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notifications(reports)}],
        "columnKind": "unicodeCodePoints",
        "results": [_result(report.file, finding, ids) for report in reports for finding in report.findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(id: str, base: str) -> dict[str, Any]:
    """Return what a rule says; code scanning wants the last two texts of every one."""
    from chapter4 import ledger  # which imports NumPy

    if id == UNKNOWN:
        text = {"text": "Wrong in a way that is not in the ledger."}
        return {"id": id, "shortDescription": text, "fullDescription": text, "help": text}
    defect = ledger.defect(id)
    return {
        "id": id,
        "shortDescription": {"text": defect.symptom},
        "fullDescription": {"text": defect.symptom},
        "help": {"text": f"Fix: {defect.correction}\nMore: chapter4 explain {id}"},
    } | ({"helpUri": address(id, base)} if base else {})  # it must be absolute


def _result(file: str, finding: Finding, ids: Sequence[str]) -> dict[str, Any]:
    rule = finding.id or UNKNOWN
    return {
        "ruleId": rule,
        "ruleIndex": ids.index(rule),
        "level": "warning" if finding.hazard else "error",
        "message": {"text": message(finding)},
        "locations": [_location(file, _region(finding.place))],
    }


def _region(place: Place) -> dict[str, int]:
    """Return the place, for a notebook the first line: in its file the cell's lines are others."""
    if place.cell is not None:
        return {"startLine": 1}
    if place.start == place.end:
        return {"startLine": place.line}
    return {"startLine": place.line, "startColumn": place.start + 1, "endColumn": place.end + 1}


def _notifications(reports: Sequence[Report]) -> list[dict[str, Any]]:
    """Return what could not be read, run or checked."""
    return [
        {"level": "note", "message": {"text": note}, "locations": [_location(report.file)]}
        for report in reports
        for note in report.notes
    ]


def _location(file: str, region: dict[str, int] | None = None) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}} | ({"region": region} if region else {})}


def _uri(file: str) -> str:
    """Return the path as a relative URI, as an absolute one where it is not below the current folder."""
    path = Path(relative(file))
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
