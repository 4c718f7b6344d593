"""A file without what is wrong with it: each correction is written, checked again, and taken back where it does not help."""

import ast
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chapter4.check.checking import Examined, examined
from chapter4.check.fixing.missing import supplied
from chapter4.check.fixing.proposals import as_told, proposals
from chapter4.check.fixing.rewriting import changes
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


def fixed(data: bytes, name: str, *, run: bool, strict: bool = False) -> Fixed:
    """Return the file without what is wrong with it, as far as its code shows what was meant."""
    first = examined(data, name, run=run)
    now, state = data, first
    spelled = _spelling(data, name, first.report.findings)
    if spelled != data:
        after = examined(spelled, name, run=run)
        if _is_better(after.report, first.report):
            now, state = spelled, after
    for attempt in _supplied(now, name):
        after = examined(attempt, name, run=run)
        if _is_better(after.report, state.report):
            now, state = attempt, after
    if attempt := _all_as_told(now, state):
        after = examined(attempt, name, run=run)
        if _is_better(after.report, state.report):
            now, state = attempt, after
    tried: set[tuple[str, int]] = set()
    while wrong := next((one for one in _wrong(state.said) if one[0] not in tried), None):
        key, said = wrong
        tried.add(key)
        for attempt in _attempts(now, said, state.blocks):
            after = examined(attempt, name, run=run)
            if _is_better(after.report, state.report):
                now, state = attempt, after
                tried.discard(key)
                break
    return Fixed(now, first.report, state.report)


# ------------------------------------------------------------------ What reading finds


def _spelling(data: bytes, name: str, findings: Sequence[Finding]) -> bytes:
    """Return the file with the corrections of its spelling that help: all together, or else one after the other."""
    own = [finding for finding in findings if finding.changes and not finding.hazard]
    everything = _written(data, own)
    if everything is None:
        return data
    if not any(f.changes for f in _read(everything, name)):
        return everything
    kept: list[Finding] = []
    before = _causes(_read(data, name))
    for finding in own:
        attempt = _written(data, [*kept, finding])
        after = _causes(_read(attempt, name)) if attempt else before
        if after < before:
            kept.append(finding)
            before = after
    return _written(data, kept) or data


def _supplied(data: bytes, name: str) -> Iterator[bytes]:
    """Yield the file with all that it lacks, as far as that can be said."""
    now = data
    given: set[str] = set()
    while missing := next(_lacked(now, name, given), None):
        given.add(missing[0])
        now = missing[1]
    if given:
        yield now


def _lacked(data: bytes, name: str, given: set[str]) -> Iterator[tuple[str, bytes]]:
    state = examined(data, name, run=False)
    for finding in state.report.findings:
        for block in state.blocks if finding.message not in given else ():
            if (code := supplied(block, finding)) and (new := written(data, changes(block, code))):
                yield finding.message, new


def _read(data: bytes, name: str) -> list[Finding]:
    return [finding for finding in examined(data, name, run=False).report.findings if not finding.hazard]


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


def _all_as_told(data: bytes, state: Examined) -> bytes | None:
    """Return the file with all functions corrected as the check says it, if there are several."""
    told: list[Change] = []
    functions = [said for _, said in _wrong(state.said)]
    for said in functions:
        block = state.blocks[said["block"]]
        told += next((changes(block, code) for code in as_told(said, block)), ())
    lines = Counter((change.place.cell, change.place.line) for change in told)
    return written(data, told) if len(functions) > 1 and max(lines.values(), default=2) == 1 else None


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
    number = next(n for n, one in enumerate(tops) if _first(one) <= said["line"] <= (one.end_lineno or one.lineno))
    try:
        own = ast.parse(code).body[number]
    except (SyntaxError, IndexError):
        return ""
    return "\n".join(code.split("\n")[_first(own) - 1 : own.end_lineno])


def _first(statement: ast.stmt) -> int:
    """Return the first line of a statement, with its decorators."""
    return min(one.lineno for one in [*getattr(statement, "decorator_list", []), statement])


# ------------------------------------------------------------------ Before and after


def _causes(findings: Iterable[Finding]) -> Counter[tuple[str | None, str]]:
    """Return what is wrong, wherever it stands: what is missing is said at its first use, which may move."""
    return Counter((finding.id, finding.message) for finding in findings if not finding.hazard)


def _is_better(after: Report, before: Report) -> bool:
    """Whether less is wrong, and nothing that was not wrong before."""
    return _all(after) < _all(before)


def _all(report: Report) -> Counter[tuple[str | None, ...]]:
    functions = Counter((judged.called, judged.verdict) for judged in report.functions if judged.verdict == "wrong")
    return Counter[tuple[str | None, ...]]({**_causes(report.findings), **functions})
