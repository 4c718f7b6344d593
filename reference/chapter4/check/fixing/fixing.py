"""Correct a file: write each correction, check it again, and undo it where it does not help."""

import ast
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chapter4.check.checking import Examined, examined
from chapter4.check.fixing.missing import supplied
from chapter4.check.fixing.proposals import as_told, proposals
from chapter4.check.fixing.rewriting import changes, first_line
from chapter4.check.fixing.writing import written
from chapter4.check.found import Block, Finding, Report

TRYING = "chapter4.check.fixing.trying"


@dataclass(frozen=True)
class Fixed:
    """What became of a file."""

    data: bytes
    """The file with the corrections that help."""
    before: Report
    after: Report


def fixed(data: bytes, name: str, *, run: bool) -> Fixed:
    """Return the file without what is wrong with it, as far as its code shows what was meant."""
    first = examined(data, name, run=run)
    now = _State(data, first)
    spelled = _spelled(data, name, first.report.findings) or data
    now = _first_better(now, [_supplied(spelled, name), spelled], run) or now
    now = _first_better(now, _all_as_told(now), run) or now
    left: set[_Key] = set()
    while asked := _first_of_each_name(one for one in _wrong(now.found.said) if one[0] not in left):
        better = _first_better(now, _attempts(now, asked.values()), run)
        if better is None:
            left |= asked.keys()
        else:
            now = better
    return Fixed(now.data, first.report, now.found.report)


_Key = tuple[str, int]
"""The name of a definition, and how often it came before."""

_Said = Mapping[str, Any]
"""What running shows of a definition."""


@dataclass(frozen=True)
class _State:
    """The file as it is by now, and what is found in it."""

    data: bytes
    found: Examined


def _first_better(now: _State, attempts: Iterable[bytes], run: bool) -> _State | None:
    """Return the file as it is first attempted with less wrong with it, and nothing that was not wrong before."""
    for attempt in attempts:
        if attempt != now.data:
            found = examined(attempt, now.found.report.file, run=run)
            is_less = _causes(found.report) < _causes(now.found.report)
            if is_less and _functions(now.found.report) <= _functions(found.report):
                return _State(attempt, found)
    return None


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


def _wrong(said: Iterable[_Said]) -> Iterator[tuple[_Key, _Said]]:
    """Yield what is said of each wrong function."""
    times = Counter[str]()
    for one in said:
        if one["name"] and one["verdict"] == "wrong":
            yield (one["called"], times[one["called"]]), one
        times[one["called"]] += 1


def _first_of_each_name(wrong: Iterable[tuple[_Key, _Said]]) -> dict[_Key, _Said]:
    """Return the first wrong function of each name, since those of one name can't be told apart when they are tried."""
    by_name: dict[str, tuple[_Key, _Said]] = {}
    for key, said in wrong:
        by_name.setdefault(said["called"], (key, said))
    return dict(by_name.values())


def _all_as_told(now: _State) -> Iterator[bytes]:
    """Yield the file with every function corrected of which the check says how, which takes one check for all."""
    blocks = now.found.blocks
    told = ((said, next(as_told(said, blocks[said["block"]]), "")) for _, said in _wrong(now.found.said))
    yield from _together(now, [(said, code) for said, code in told if code])


def _attempts(now: _State, asked: Collection[_Said]) -> Iterator[bytes]:
    """Yield the file with what trying finds right, all together and each, then with each as the check says it."""
    blocks = now.found.blocks
    right = _tried(asked, blocks)
    yield from _together(now, right)
    for one in right if len(right) > 1 else ():
        yield from _together(now, [one])
    for said in asked:
        for code in as_told(said, blocks[said["block"]]):
            yield from _together(now, [(said, code)])


def _together(now: _State, corrections: Iterable[tuple[_Said, str]]) -> Iterator[bytes]:
    """Yield the file with several functions corrected, where they change different lines.

    Each correction is the code of the function's block.
    """
    changed = [change for said, code in corrections for change in changes(now.found.blocks[said["block"]], code)]
    lines = [(one.place.cell, one.place.line + number) for one in changed for number in range(len(one.old))]
    if len(set(lines)) == len(lines) and (new := written(now.data, changed)):
        yield new


def _tried(wrong: Collection[_Said], blocks: Sequence[Block]) -> list[tuple[_Said, str]]:
    """Return the functions of which a proposal is right, with the first one that is; one process tries them all."""
    from chapter4.check.running import process

    proposed: list[tuple[_Said, str]] = []
    units = [Block("\n".join(one.code for one in blocks), (), ())]
    for said in wrong:
        codes = list(proposals(said, blocks))
        own = _lines(said, blocks[said["block"]])
        proposed += [(said, code) for code in codes]
        units += [Block("\n".join(code.split("\n")[own]), (), ()) for code in codes]
    ran = process.run(units, TRYING, process.SECONDS * len(wrong))
    right: dict[str, tuple[_Said, str]] = {}
    for number, called in ran.answer or ():
        said, code = proposed[number - 1]
        if called == said["called"]:
            right.setdefault(called, (said, code))
    return list(right.values())


def _lines(said: _Said, block: Block) -> slice:
    """Return which lines of the block's code hold the statement with the function; the last counts from the end."""
    tops = ast.parse(block.code).body
    own = next(one for one in tops if first_line(one) <= said["line"] <= (one.end_lineno or one.lineno))
    behind = block.code.count("\n") + 1 - (own.end_lineno or own.lineno)
    return slice(first_line(own) - 1, -behind or None)


# ------------------------------------------------------------------ Before and after


def _functions(report: Report) -> Counter[str]:
    """Return how often each function of the chapter is there: a correction must not do away with one."""
    return Counter(judged.name for judged in report.functions)


def _causes(report: Report) -> Counter[tuple[str | None, str]]:
    """Return what is wrong, wherever it stands: what is missing is said at its first use, which may move."""
    wrong = (judged for judged in report.functions if judged.verdict == "wrong")
    findings = (finding for finding in report.findings if not finding.hazard)
    return Counter[tuple[str | None, str]](
        [*((judged.called, judged.verdict) for judged in wrong), *((one.id, one.message) for one in findings)]
    )
