"""What was corrected in a file, and what was not, as text for people."""

from collections.abc import Iterator, Mapping, Sequence

from chapter4.check.found import Report
from chapter4.check.showing.paint import Paint
from chapter4.check.showing.telling import in_full
from chapter4.check.showing.terminal import printable
from chapter4.check.showing.verdicts import causes, counts


def account(
    before: Report, after: Report, sources: Mapping[str, Sequence[str]], paint: Paint, *, strict: bool, kept: str = ""
) -> str:
    """Return what is left, a paragraph each, and how much was fixed and how much was not.

    `kept` is where the file as it was stands now, "" if nothing was written.
    """
    left = list(_left(after, sources, paint, strict=strict))
    count = _wrong(after, strict=strict)
    fixed = _wrong(before, strict=strict) - count
    where = f"; the file as it was is {printable(kept)}" if kept else ""
    return "\n\n".join([*left, f"{printable(after.file)}: {fixed} fixed, {count} not fixed{where}"])


def _left(after: Report, sources: Mapping[str, Sequence[str]], paint: Paint, *, strict: bool) -> Iterator[str]:
    """Yield what is not fixed, and the notes on what could not be checked."""
    for cause in causes(after.findings):
        if strict or not cause[0].hazard:
            yield "\n".join(["not fixed by --fix:", *in_full(after.file, cause, sources, paint)])
    if after.notes:
        yield "\n".join(f"note: {printable(note)}" for note in after.notes)


def _wrong(report: Report, *, strict: bool) -> int:
    counted = counts([report])
    return counted.wrong + (counted.hazards if strict else 0)
