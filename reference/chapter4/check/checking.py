"""Check one file: read it, find what is misspelt, run it, and say of each function what is wrong."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from chapter4 import ledger
from chapter4.check.found import Block, Finding, Judged, Place, Report
from chapter4.check.judging import patterns, places, slips, wording
from chapter4.check.judging.names import chapters_name
from chapter4.check.reading.files import read
from chapter4.check.spelling.defects import spelled

if TYPE_CHECKING:
    from chapter4.check.running.process import Ran

PROBES = "chapter4.check.judging.probing"

MOST_LINES = 20_000
"""A file of more lines is no copy of a chapter, and would take minutes."""


def check(data: bytes, name: str, *, run: bool) -> Report:
    """Return what is found in a file."""
    report = Report(name)
    if data.count(b"\n") + data.count(b"\\n") > MOST_LINES:
        report.notes.append(f"it has more than {MOST_LINES:,} lines, and was not read")
        return report
    blocks = read(data, name)
    if not blocks:
        report.notes.append("no Python was found in it")
        return report
    blocks, report.findings = spelled(blocks)
    report.findings += patterns.hazards(blocks)
    if run:
        from chapter4.check.running import process  # of no use where code is only read

        _say(process.run(blocks, PROBES), blocks, report)
    else:
        report.functions = list(_read_only(blocks, report.findings))
    report.notes += _defined_again(report.functions)
    return report


def _read_only(blocks: Sequence[Block], findings: Sequence[Finding]) -> Iterator[Judged]:
    """Yield the functions of the chapter by their names, where no code is run."""
    for block in blocks:
        for node in ast.walk(ast.parse(block.code)):
            if isinstance(node, places.Definition) and (name := chapters_name(node.name, None)):
                verdict = _verdict(block, node.lineno, node.end_lineno or node.lineno, findings, "read")
                yield Judged(name, node.name, block.places[node.lineno - 1], verdict)


def _say(ran: "Ran", blocks: Sequence[Block], report: Report) -> None:
    """Put what running has shown into the report."""
    report.notes += ran.trouble
    report.notes += [f"a stand-in took the place of {module}" for module in ran.stand_ins]
    for said in ran.answer or []:
        if said["name"] is None:
            report.not_recognised.append(said["called"])
            continue
        _judge(said, blocks, report)


def _defined_again(functions: Sequence[Judged]) -> Iterator[str]:
    """Yield a sentence for each name that is defined more than once."""
    for name in dict.fromkeys(judged.called for judged in functions):
        lines = [str(judged.place) for judged in functions if judged.called == name]
        if len(lines) > 1:
            yield f"{name} is defined {len(lines)} times, in {', '.join(lines)}: the last one wins"


def _judge(said: Mapping[str, Any], blocks: Sequence[Block], report: Report) -> None:
    block = blocks[said["block"]]
    name, at = said["name"], block.places[said["line"] - 1]
    report.findings += _of_one_cause(list(_findings(said, blocks)))
    report.findings += [_hazard(id, name, block, said) for id in said.get("hazards", ())]
    last = places.last_line(block, said["called"], said["line"])
    verdict = _verdict(block, said["line"], last, report.findings, said["verdict"])
    if said.get("stands_in"):
        report.notes.append(f"{said['called']} in {at} was not checked, for it needs a module that a stand-in replaced")
    report.functions.append(Judged(name, said["called"], at, verdict, tuple(said.get("choices", ()))))


def _verdict(block: Block, first: int, last: int, findings: Sequence[Finding], otherwise: str) -> str:
    """Return the verdict of the function on these lines of a block: the worst of what is found there."""
    within = {(place.cell, place.line) for place in block.places[first - 1 : last]}
    found = {finding.hazard for finding in findings if (finding.place.cell, finding.place.line) in within}
    return "wrong" if False in found else "hazard" if found else otherwise


def _findings(said: Mapping[str, Any], blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yield what is wrong with a function."""
    block = blocks[said["block"]]
    name, node = said["name"], places.definition(block, said["called"], said["line"])
    assert node is not None
    head = block.places[said["line"] - 1]
    for number in said.get("slips", ()):
        slip = slips.SLIPS[number]
        at = places.statement(node, slip.where)
        place = places.place(block, at.lineno) if at else head
        yield Finding(slip.id, place, slip.message, wording.written(slip, node, at), name)
    if step := said.get("step"):
        slip = slips.STEPS[step][name]
        at = places.statement(node, slip.where)
        yield Finding(slip.id, places.place(block, at.lineno) if at else head, slip.message, slip.write, name)
    if error := said.get("raises"):
        raised = said.get("raised_in")
        place = places.place(blocks[raised[0]], raised[1]) if raised else head
        yield Finding(_by_message(name, error), place, f"for {said['call']} it raises {error}", "", name)
    if "expected" in said:
        numbers = f"it gives {said['got']}, not {said['expected']}"
        yield Finding(None, head, f"wrong, and not in a way known here: for {said['call']} {numbers}", "", name)


def _of_one_cause(found: list[Finding]) -> list[Finding]:
    """Leave out what says the same of the same place."""
    kept: dict[tuple[Place, str], Finding] = {}
    for finding in found:
        kept.setdefault((finding.place, finding.message), finding)
    return list(kept.values())


def _by_message(name: str, error: str) -> str | None:
    """Return the id of the ledger's defect of a function that raises so, if there is just one."""
    ids = [
        defect.id
        for defect in ledger.defects()
        if defect.object == name and defect.message and f"{defect.exception}: {defect.message}" in error
    ]
    return ids[0] if len(ids) == 1 else None


def _hazard(id: str, name: str, block: Block, said: Mapping[str, Any]) -> Finding:
    defect = ledger.defect(id)
    return Finding(id, block.places[said["line"] - 1], defect.symptom, defect.correction, name, hazard=True)
