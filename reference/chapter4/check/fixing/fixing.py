"""A file put right: each correction is written, checked again, and taken back where it does not help."""

import ast
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chapter4.check.checking import Examined, examined
from chapter4.check.fixing.missing import supplied
from chapter4.check.fixing.proposals import as_told, proposals
from chapter4.check.fixing.rewriting import changes, first_line
from chapter4.check.fixing.writing import written
from chapter4.check.found import Block, Change, Finding, Report

TRYING = "chapter4.check.fixing.trying"


@dataclass(frozen=True)
class Fixed:
    """What became of a file."""

    data: bytes
    """The file with what could be put right."""
    before: Report
    after: Report


def fixed(data: bytes, name: str, *, run: bool) -> Fixed:
    """Return the file without what is wrong with it, as far as its code shows what was meant."""
    first = examined(data, name, run=run)
    now = _State(data, first)
    now = _better(now, _spelled(data, name, first.report.findings), run) or now
    now = _better(now, _supplied(now.data, name), run) or now
    now = _better(now, _all_as_told(now), run) or now
    tried: set[tuple[str, int]] = set()
    while wrong := next((one for one in _wrong(now.found.said) if one[0] not in tried), None):
        key, said = wrong
        attempts = _attempts(now.data, said, now.found.blocks)
        better = next((after for attempt in attempts if (after := _better(now, attempt, run))), None)
        if better is None:
            tried.add(key)
        else:
            now = better
    return Fixed(now.data, first.report, now.found.report)


@dataclass(frozen=True)
class _State:
    """The file as it is by now, and what is found in it."""

    data: bytes
    found: Examined


def _better(now: _State, attempt: bytes | None, run: bool) -> _State | None:
    """Return the file as it is attempted, where less is wrong with it and nothing that was not wrong before."""
    if attempt is None or attempt == now.data:
        return None
    found = examined(attempt, now.found.report.file, run=run)
    return _State(attempt, found) if _causes(found.report) < _causes(now.found.report) else None


# ------------------------------------------------------------------ What reading finds


def _spelled(data: bytes, name: str, findings: Sequence[Finding]) -> bytes | None:
    """Return the file with the corrections of its spelling that help: all together, or else one after the other."""
    own = [finding for finding in findings if finding.changes]
    everything = _written(data, own)
    if everything is None or not any(f.changes for f in _read(everything, name).findings):
        return everything
    kept: list[Finding] = []
    before = _causes(_read(data, name))
    for finding in own:
        attempt = _written(data, [*kept, finding])
        after = _causes(_read(attempt, name)) if attempt else before
        if after < before:
            kept.append(finding)
            before = after
    return _written(data, kept)


def _supplied(data: bytes, name: str) -> bytes:
    """Return the file with what it never imports or makes, as far as anybody can say what that is."""
    given: set[str] = set()
    while lacked := next(_lacked(data, name, given), None):
        message, data = lacked
        given.add(message)
    return data


def _lacked(data: bytes, name: str, given: set[str]) -> Iterator[tuple[str, bytes]]:
    """Yield what is missing and not given yet, and the file with it."""
    state = examined(data, name, run=False)
    for finding in state.report.findings:
        for block in state.blocks if finding.message not in given else ():
            if (code := supplied(block, finding)) and (new := written(data, changes(block, code))):
                yield finding.message, new


def _read(data: bytes, name: str) -> Report:
    return examined(data, name, run=False).report


def _written(data: bytes, findings: Iterable[Finding]) -> bytes | None:
    return written(data, [change for finding in findings for change in finding.changes])


# ------------------------------------------------------------------ What running finds


def _wrong(said: Iterable[Mapping[str, Any]]) -> Iterator[tuple[tuple[str, int], Mapping[str, Any]]]:
    """Yield what is said of each wrong function, with its name and how often that came before."""
    times = Counter[str]()
    for one in said:
        if one["name"] and one["verdict"] == "wrong":
            yield (one["called"], times[one["called"]]), one
        times[one["called"]] += 1


def _all_as_told(now: _State) -> bytes | None:
    """Return the file with all its functions corrected as the check says it, which takes one check for all of them."""
    told: list[Change] = []
    for _, said in _wrong(now.found.said):
        block = now.found.blocks[said["block"]]
        told += next((changes(block, code) for code in as_told(said, block)), ())
    lines = [(change.place.cell, change.place.line) for change in told]
    return written(now.data, told) if len(set(lines)) == len(lines) else None


def _attempts(data: bytes, said: Mapping[str, Any], blocks: Sequence[Block]) -> Iterator[bytes]:
    """Yield the file with one function corrected: as the check says it, then as trying finds it right."""
    block = blocks[said["block"]]
    codes = itertools.chain(as_told(said, block), _tried(said, blocks))
    yield from (new for code in codes if (new := written(data, changes(block, code))))


def _tried(said: Mapping[str, Any], blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the first proposal for a function that is right."""
    from chapter4.check.running import process

    proposed = list(proposals(said, blocks))
    top = "\n".join(one.code for one in blocks)
    units = [Block(_around(code, said, blocks[said["block"]]), (), ()) for code in proposed]
    ran = process.run([Block(top, (), ()), *units], TRYING)
    right = [number for number, called in ran.answer or () if called == said["called"]]
    yield from (proposed[number - 1] for number in right[:1])


def _around(code: str, said: Mapping[str, Any], block: Block) -> str:
    """Return the statement of the whole code that holds the function."""
    tops = ast.parse(block.code).body
    number = next(n for n, one in enumerate(tops) if first_line(one) <= said["line"] <= (one.end_lineno or one.lineno))
    try:
        own = ast.parse(code).body[number]
    except (SyntaxError, IndexError):
        return ""
    return "\n".join(code.split("\n")[first_line(own) - 1 : own.end_lineno])


# ------------------------------------------------------------------ Before and after


def _causes(report: Report) -> Counter[tuple[str | None, str]]:
    """Return what is wrong, wherever it stands: what is missing is said at its first use, which may move."""
    wrong = (judged for judged in report.functions if judged.verdict == "wrong")
    findings = (finding for finding in report.findings if not finding.hazard)
    return Counter[tuple[str | None, str]](
        [*((judged.called, judged.verdict) for judged in wrong), *((one.id, one.message) for one in findings)]
    )
