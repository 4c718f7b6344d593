"""What pasting has left in the code that its lines as they stand show: escapes of the markup, and lines of output."""

import re
from collections.abc import Iterator, Sequence

from chapter4.check.spelling.edits import Edit, Repair
from chapter4.check.spelling.tokens import TOKEN

OUTPUT = re.compile(r"(?:>>>|(?:&gt;){3})\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|\[[-+.\deE ]*\])\s*$")
"""A prompt before what is not a call but a number, or an array as NumPy prints it."""

OUTPUTS = {"6.0": "E4.3.3-6", "8.0": "E4.3.3-4"}
"""The entries of the chapter's outputs, by what they are rounded; all others have one."""


def outputs(line: str, raw: str, start: int, echoed: str) -> Iterator[Repair]:
    """Yield the repair of a line that is an output behind a prompt, and not one that the next line answers."""
    found = OUTPUT.search(raw)
    stripped = line.strip()
    if not found or echoed.strip() == found[1] or stripped.lstrip("> ") != found[1]:
        return
    begin = start + line.index(stripped)
    id = "E4.3.2-2" if found[1].startswith("[") else OUTPUTS.get(str(round(float(found[1]), 6)), "E4.3.2-2")
    message = "An output stands behind a prompt in the code, and the call that printed it does not."
    end = begin + len(stripped)
    yield Repair([Edit(begin, end, f"# {found[1]}")], begin, end, message, id, with_margin=True)


def escapes(line: str, raw: str, columns: Sequence[int], start: int) -> Iterator[Repair]:
    """Yield the repair of a line in which backslashes of a markup stand, even if reading has taken them away."""
    places = set(_escaped(raw))
    escaped = [place for place, column in enumerate(columns) if column in places]
    if not escaped:
        return
    first, last = _word_around(line, escaped[0])[0], _word_around(line, escaped[-1])[1]
    edits = [Edit(start + at - 1, start + at, "") for at in escaped if line[at - 1 : at] == "\\"]
    message = "A backslash of the markup stands in the code, and Python takes it for the end of a line."
    yield Repair(edits, start + first, start + last, message, "E4.3.1-5")


def _escaped(raw: str) -> Iterator[int]:
    """Yield the places of the characters behind backslashes, outside strings and comments."""
    before = None
    for match in TOKEN.finditer(raw):
        if before and before[0] == "\\" and match.lastgroup != "space":
            yield match.start()
        before = match


def _word_around(line: str, place: int) -> tuple[int, int]:
    """Return from where to where the names, numbers and operators without blanks stand that hold the place."""
    return next(match.span() for match in re.finditer(r"[\w.*\\\[\]]+|.", line) if match.start() <= place < match.end())
