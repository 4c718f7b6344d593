"""The reports as text for people: what is wrong in each file, the verdict on each function, and a count."""

from collections.abc import Iterator, Mapping, Sequence

from chapter4.check.found import Judged, Report
from chapter4.check.showing.paint import Paint, ansi, plain
from chapter4.check.showing.telling import in_full, in_short, where
from chapter4.check.showing.terminal import printable
from chapter4.check.showing.verdicts import causes, counts, hazards_of, recognised

NOTHING = "nothing of the chapter was recognised"


def text(reports: Sequence[Report], sources: Mapping[str, Sequence[str]], *, colour: bool, strict: bool) -> str:
    """Return the reports as a terminal is to show them.

    `sources` has the lines of each file, and of a notebook's cell under the file's name, "#" and the cell's place.
    With `strict` a hazard is explained as fully as what is wrong.
    """
    paint = ansi if colour else plain
    several = len(reports) > 1
    paragraphs: list[str] = []
    for report in reports:
        paragraphs += _found(report, sources, strict, paint)
        lines = [NOTHING] if several and not recognised(report) else []  # of one file the count says it
        lines += _verdicts(report, paint)
        if lines:
            head = [f"{printable(report.file)}:"] if several else []
            paragraphs.append("\n".join(head + lines))
    told = "\n\n".join(paragraphs)
    return told + ("\n\n" if several else "\n") * bool(told) + _count(reports, paint)


def _found(report: Report, sources: Mapping[str, Sequence[str]], strict: bool, paint: Paint) -> Iterator[str]:
    """Yield a paragraph for each cause that is explained in full, and one for the hazards."""
    found = causes(report.findings)
    full = [cause for cause in found if strict or not cause[0].hazard]
    yield from ("\n".join(in_full(report.file, cause, sources, paint)) for cause in full)
    if short := [in_short(report.file, cause, paint) for cause in found if cause not in full]:
        yield "\n".join(short)


def _verdicts(report: Report, paint: Paint) -> Iterator[str]:
    """Yield a line for each function, for what was not recognised, and for each note."""
    yield from (_verdict(judged, report, paint) for judged in report.functions)
    if report.not_recognised:
        yield f"not recognised: {printable(', '.join(report.not_recognised))}"
    yield from (f"note: {printable(note)}" for note in report.notes)


def _verdict(judged: Judged, report: Report, paint: Paint) -> str:
    """Return the line of one function."""
    own = "" if judged.called == judged.name else f", the chapter's {judged.name}"
    hazards = hazards_of(judged, report)
    verdict = "right" if hazards and judged.verdict == "hazard" else judged.verdict
    parts = [paint(verdict, "red") if verdict == "wrong" else verdict]
    if hazards:
        parts.append(f"{paint('hazards', 'yellow')}: {printable(', '.join(hazards))}")
    if judged.choices:
        parts.append(f"choices: {printable(', '.join(judged.choices))}")
    return f"{printable(judged.called)} ({where(judged.place)}){own}: {'; '.join(parts)}"


def _count(reports: Sequence[Report], paint: Paint) -> str:
    """Return the last line."""
    counted = counts(reports)
    files = f"{len(reports)} files: " if len(reports) > 1 else ""
    if counted.empty == len(reports):
        return f"{files}{NOTHING}, so nothing was checked"
    parts = [paint(f"{counted.wrong} wrong", "red") if counted.wrong else "nothing wrong"]
    if counted.hazards:
        parts.append(paint(_number(counted.hazards, "hazard"), "yellow"))
    if counted.not_written:
        parts.append(f"{counted.not_written} not written")
    if counted.not_checked:
        parts.append(f"{counted.not_checked} not checked")
    if counted.empty:
        parts.append(f"nothing recognised in {_number(counted.empty, 'file')}")
    return files + ", ".join(parts)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
