"""Check one file: read it, find what is misspelt, run it, and say of each function what is wrong."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chapter4 import ledger
from chapter4.check.found import Block, Finding, Judged, Place, Report
from chapter4.check.judging import patterns, places, slips, wording
from chapter4.check.judging.names import chapters_name
from chapter4.check.judging.unwritten import is_unwritten
from chapter4.check.reading.files import read
from chapter4.check.spelling.defects import spelled

if TYPE_CHECKING:
    from chapter4.check.running.process import Ran

PROBES = "chapter4.check.judging.probing"

MOST_LINES = 20_000
"""A file of more lines is not a copy of a chapter, and would take minutes."""

NOT_WRITTEN = "not written"
REPLACED = "E4.2.4-9"
ONE_FORM = "no one-hot answers"


@dataclass(frozen=True)
class Examined:
    """What is found in a file, and what it is found by."""

    report: Report
    blocks: Sequence[Block] = ()
    """The code as it can be run."""
    said: Sequence[Mapping[str, Any]] = ()
    """What running it has shown of each definition."""


def check(data: bytes, name: str, *, run: bool) -> Report:
    """Return what is found in a file."""
    return examined(data, name, run=run).report


def examined(data: bytes, name: str, *, run: bool) -> Examined:
    """Return what is found in a file, with the code and the answers that say so."""
    report = Report(name)
    if data.count(b"\n") + data.count(b"\\n") > MOST_LINES:
        report.notes.append(f"it has more than {MOST_LINES:,} lines, and was not read")
        return Examined(report)
    blocks = read(data, name)
    if not blocks:
        report.notes.append("no Python was found in it")
        return Examined(report)
    blocks, report.findings = spelled(blocks)
    report.findings += [*patterns.labels_of_images(blocks), *patterns.hazards(blocks)]
    said: Sequence[Mapping[str, Any]] = ()
    if run:
        from chapter4.check.running import process  # of no use where code is only read

        ran = process.run(blocks, PROBES)
        said = ran.answer or ()
        _say(ran, blocks, report)
    else:
        report.functions = list(_read_only(blocks, report.findings, "read"))
    report.findings += _replaced(report.functions)
    report.notes += _defined_again(report.functions)
    return Examined(report, blocks, said)


def _read_only(blocks: Sequence[Block], findings: Sequence[Finding], verdict: str) -> Iterator[Judged]:
    """Yield the functions of the chapter by their names, where no code is run or nothing came of it."""
    for block in blocks:
        for node in ast.walk(ast.parse(block.code)):
            if isinstance(node, places.Definition) and (name := chapters_name(node.name, None)):
                otherwise = NOT_WRITTEN if is_unwritten(node) else verdict
                found = _verdict(block, node.lineno, node.end_lineno or node.lineno, findings, otherwise)
                yield Judged(name, node.name, block.places[node.lineno - 1], found)


def _say(ran: "Ran", blocks: Sequence[Block], report: Report) -> None:
    """Put what running has shown into the report."""
    report.notes += ran.trouble
    report.notes += [f"a stand-in took the place of {module}" for module in ran.stand_ins]
    if ran.answer is None:
        report.functions = list(_read_only(blocks, report.findings, "not checked"))
    for said in ran.answer or []:
        if said["name"] is None:
            report.not_recognised.append(said["called"])
            continue
        _judge(said, blocks, report)


def _replaced(functions: Sequence[Judged]) -> Iterator[Finding]:
    """Yield where a loss for labels alone takes the name of one that takes one-hot answers."""
    losses = [judged for judged in functions if judged.name == "cross_entropy_error"]
    for name in dict.fromkeys(judged.called for judged in losses):
        *before, last = [judged for judged in losses if judged.called == name]
        if ONE_FORM in last.choices and any(ONE_FORM not in judged.choices for judged in before):
            defect = ledger.defect(REPLACED)
            yield Finding(REPLACED, last.place, defect.symptom, defect.correction, last.name, hazard=True)


def _defined_again(functions: Sequence[Judged]) -> Iterator[str]:
    """Yield a sentence for each name that is defined more than once."""
    for name in dict.fromkeys(judged.called for judged in functions):
        lines = [str(judged.place) for judged in functions if judged.called == name]
        if len(lines) > 1:
            yield f"{name} is defined {len(lines)} times, in {', '.join(lines)}: the last one wins"


def _judge(said: Mapping[str, Any], blocks: Sequence[Block], report: Report) -> None:
    block = blocks[said["block"]]
    name, at = said["name"], block.places[said["line"] - 1]
    node = places.definition(block, said["called"], said["line"])
    otherwise = said["verdict"]
    if otherwise in ("wrong", "not checked") and node and is_unwritten(node):
        otherwise = NOT_WRITTEN  # what it gives is no mistake that its author has made
    else:
        report.findings += _of_one_cause(list(_findings(said, blocks)))
    report.findings += [_hazard(id, name, block, said) for id in said.get("hazards", ())]
    last = places.last_line(block, said["called"], said["line"])
    verdict = _verdict(block, said["line"], last, report.findings, otherwise)
    if error := said.get("failed"):
        report.notes.append(f"{said['called']} in {at} was not checked, for the check itself failed: {error}")
    if said.get("stands_in"):
        report.notes.append(f"{said['called']} in {at} was not checked, for it needs a module that a stand-in replaced")
    report.functions.append(Judged(name, said["called"], at, verdict, tuple(said.get("choices", ()))))


def _verdict(block: Block, first: int, last: int, findings: Sequence[Finding], otherwise: str) -> str:
    """Return the verdict of the function on these lines of a block: the worst of what is found there."""
    within = {(place.cell, place.line) for place in block.places[first - 1 : last]}
    found = {finding.hazard for finding in findings if (finding.place.cell, finding.place.line) in within}
    if False in found:
        return "wrong"
    return "hazard" if found and otherwise != NOT_WRITTEN else otherwise


def _findings(said: Mapping[str, Any], blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yield what is wrong with a function, where a change of one statement makes it right if there is such a one."""
    block = blocks[said["block"]]
    name, head = said["name"], block.places[said["line"] - 1]
    found = [*_of_numbers(said, block), *_of_error(said, blocks)]
    if "expected" in said:
        found.append(Finding(None, _only_statement(said, block) or head, _unknown(said), "", name))
    written: dict[Place, str] = {}
    for number, line, text in said.get("repairs", ()):
        written.setdefault(places.place(blocks[number], line), text)
    told = found[0].correction if len(found) == 1 else ""
    if not written or (told and (found[0].place in written or told in written.values())):
        yield from found
        return
    place = next((finding.place for finding in found if finding.place in written), next(iter(written)))
    ids = {finding.id for finding in found if finding.id}
    message = " and ".join(finding.message for finding in found)
    message += "" if written[place] else "; without this line it is right"
    yield Finding(ids.pop() if len(ids) == 1 else None, place, message, written[place], name)


def _of_numbers(said: Mapping[str, Any], block: Block) -> Iterator[Finding]:
    """Yield the slips whose numbers a function gives."""
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


def _only_statement(said: Mapping[str, Any], block: Block) -> Place | None:
    """Return the place of the statement of a function that has no more than one, or of a network's method."""
    node = places.definition(block, said["called"], said["line"])
    for part in node.body if isinstance(node, ast.ClassDef) else ():
        if isinstance(part, ast.FunctionDef) and part.name == said.get("method"):
            return places.place(block, (_loss_in(part) or part).lineno)
    body = node.body if isinstance(node, ast.FunctionDef) else []
    body = body[1:] if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) else body
    return places.place(block, body[0].lineno) if len(body) == 1 else None


def _loss_in(method: ast.FunctionDef) -> ast.stmt | None:
    """Return the statement of a gradient that makes the loss of which it is one."""
    makes = (
        isinstance(part, ast.FunctionDef) or isinstance(getattr(part, "value", None), ast.Lambda)
        for part in method.body
    )
    return next((part for part, does in zip(method.body, makes, strict=True) if does), None)


def _of_error(said: Mapping[str, Any], blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yield what a function raises, where it does."""
    if error := said.get("raises"):
        name, raised = said["name"], said.get("raised_in")
        told = error if said.get("endless") else f"it raises {error}"
        if said.get("endless") and (loop := _loop(said, blocks[said["block"]])):
            raised = (said["block"], loop.lineno)
        place = places.place(blocks[raised[0]], raised[1]) if raised else blocks[said["block"]].places[said["line"] - 1]
        yield Finding(_by_message(name, error), place, f"for {said['call']} {told}", "", name)


def _loop(said: Mapping[str, Any], block: Block) -> ast.stmt | None:
    """Return the loop of a function."""
    node = places.definition(block, said["called"], said["line"])
    return places.statement(node, "loop") if node else None


def _unknown(said: Mapping[str, Any]) -> str:
    """Return the sentence of what is wrong, and has no known slip."""
    gives = "returns nothing" if said["got"] == "None" else f"gives {said['got']}"
    numbers = f"for {said['call']} it {gives}, not {said['expected']}"
    return f"wrong: {numbers}" if said.get("repairs") else f"wrong, and not in a way known here: {numbers}"


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
