"""Lines of code as Python is to read them: its own characters, and `pass` for what only IPython understands."""

import re
from collections.abc import Iterator, Sequence

from chapter4.check.reading.characters import brackets_left_open, scan

COMMAND = re.compile(r"(\s*)(?:[%!].*|\?{1,2}[\w.*]+\s*|[\w.*]+\?{1,2}\s*|\w[\w, \t]*=\s*[%!]\s*\w.*)$")
"""A magic, a command of the shell, or a question."""

UNCLEAN = re.compile(r"[\\&]|^\s*[%!?]|\?\s*$|=\s*[%!]")
"""What a line of ASCII has if it is not as Python is to read it; a few others have it too."""

CELL_MAGIC = re.compile(r"%%(\w*)(?:.*[ \t]\S+(\.py)\s*$)?")
RUNS_PYTHON = frozenset({"", "capture", "debug", "memit", "mprun", "prun", "py", "python", "python3", "time", "timeit"})
WRITES_FILE = frozenset({"file", "writefile"})


def is_python(lines: Sequence[str]) -> bool:
    """Return False where a cell begins with a magic that hands it to something else than Python."""
    first = next((line for line in lines if line.strip()), "")
    magic = CELL_MAGIC.match(first)
    return not magic or magic[1] in RUNS_PYTHON or (magic[1] in WRITES_FILE and bool(magic[2]))


def cleaned(lines: Sequence[str]) -> list[str]:
    """Return a line for each of the lines."""
    if any(not line.isascii() or UNCLEAN.search(line) for line in lines):
        return list(_cleaned(lines))
    return list(lines)


def _cleaned(lines: Sequence[str]) -> Iterator[str]:
    inside = ""
    depth = 0
    command = None
    for line in lines:
        if command and command[0].endswith("\\"):  # which goes on here
            command = re.match(r".*", line)
            yield ""
            continue
        command = None if inside or depth else COMMAND.match(line)
        if command:
            yield command[1] + "pass"
        else:
            text, bare, inside = scan(line, inside)
            depth = max(0, depth + brackets_left_open(bare))
            yield text
