"""The difference of a file and its corrected form, as `git apply` and `patch` take it."""

import difflib
import os

STANDARD_INPUT = "stdin"
"""What the patch calls a file without a name."""

QUOTED = {"\t": r"\t", "\n": r"\n", '"': r"\"", "\\": r"\\"}
"""The characters of a name for which it has to stand in quotes, and how they are written there."""


def patch(old: bytes, new: bytes, file: str) -> bytes:
    """Return the unified difference, b"" if there is none."""
    name = _name(file)
    before, after = (_quoted(f"{side}/{name}").encode("utf-8", "surrogateescape") for side in "ab")
    lines = difflib.diff_bytes(difflib.unified_diff, _lines(old), _lines(new), before, after)
    return b"".join(line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n" for line in lines)


def _lines(data: bytes) -> list[bytes]:
    """Return the lines as the tools count them, which know one line end alone."""
    *whole, last = data.split(b"\n")
    return [line + b"\n" for line in whole] + ([last] if last else [])


def _name(file: str) -> str:
    """Return the path as it stands in a patch: relative, and with slashes."""
    if file == "-":
        return STANDARD_INPUT
    path = os.path.relpath(file) if os.path.isabs(file) and _is_below(file) else os.path.normpath(file)
    return path.replace(os.sep, "/").lstrip("/")


def _is_below(file: str) -> bool:
    """Whether an absolute path lies in the current folder."""
    try:
        return os.path.commonpath([os.getcwd(), file]) == os.getcwd()
    except ValueError:  # on another drive
        return False


def _quoted(name: str) -> str:
    """Return the name as it stands in the head of a patch."""
    return f'"{"".join(QUOTED.get(one, one) for one in name)}"' if any(one in QUOTED for one in name) else name
