"""The lines of a file as people see them, to show a place in."""

from collections.abc import Sequence

from chapter4.check.reading.decoding import decode
from chapter4.check.reading.forms import notebook, script


def sources(data: bytes, file: str) -> dict[str, Sequence[str]]:
    """Return the lines under the file's name, those of a notebook's cell under the name, "#" and the cell's place."""
    text = decode(data)
    if text is None:
        return {}
    cells = notebook(text)
    return {file: script(text).raw} if cells is None else {f"{file}#{part.cell}": part.raw for part in cells}
