"""One cause as text: what is wrong, the lines with the places marked, and what to write instead."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from chapter4.check.found import Finding, Place
from chapter4.check.showing.paint import Paint
from chapter4.check.showing.terminal import marked, printable

CLAUSE = re.compile(r"[.:;](?: |$)")
"""Where the first clause of a message ends."""


def where(place: Place) -> str:
    """Return the place in words."""
    return f"line {place.line}" if place.cell is None else f"cell {place.cell}, line {place.line}"


def in_full(file: str, cause: Sequence[Finding], sources: Mapping[str, Sequence[str]], paint: Paint) -> Iterator[str]:
    """Yield the lines that tell a cause at each of its places."""
    first = cause[0]
    yield _heading(file, first, paint) + printable(first.message)
    yield from _excerpt(file, first, sources, paint)
    yield from _correction(first)
    for before, other in pairwise(cause):  # what both would say is said once
        message = "" if other.message == before.message else f" {printable(other.message)}"
        yield f"  {where(other.place)}:{message}"
        yield from _excerpt(file, other, sources, paint)
        yield from () if other.correction == before.correction else _correction(other)
    if first.id:
        yield f"  more:  chapter4 explain {first.id}"


def in_short(file: str, cause: Sequence[Finding], paint: Paint) -> str:
    """Return one line that tells a cause by the first clause of its message."""
    first, *others = cause
    clause = CLAUSE.split(first.message, maxsplit=1)[0]
    also = f" (also {'; '.join(where(other.place) for other in others)})" if others else ""
    return _heading(file, first, paint) + printable(clause) + also


def _heading(file: str, finding: Finding, paint: Paint) -> str:
    """Return what stands before the message: the place, the id and the function."""
    place = finding.place
    at = f":{place.line}" if place.cell is None else f", {where(place)}"
    hazard = paint("hazard", "yellow") + " " if finding.hazard else ""
    id = paint(finding.id, "bold") + "  " if finding.id else ""
    function = f"{finding.function}: " if finding.function else ""
    return f"{printable(file)}{at}: {hazard}{id}{function}"


def _excerpt(file: str, finding: Finding, sources: Mapping[str, Sequence[str]], paint: Paint) -> Iterator[str]:
    """Yield the line with the place marked, nothing where the line is not known."""
    place = finding.place
    lines = sources.get(file if place.cell is None else f"{file}#{place.cell}", ())
    for line in lines[place.line - 1 : place.line]:
        shown, before, carets = marked(line, place.start, place.end)
        yield f"    {shown}"
        if carets:
            yield f"    {before}{paint(carets, 'yellow' if finding.hazard else 'red')}"


def _correction(finding: Finding) -> Iterator[str]:
    """Yield what to do about it: a sentence, or the line of code to write."""
    lines = [printable(line) for line in finding.correction.splitlines()]
    if len(lines) > 1:
        yield "  fix:"
        yield from (f"    {line}" for line in lines)
    else:
        yield from (f"  fix:   {line}" for line in lines)
