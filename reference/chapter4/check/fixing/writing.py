"""The bytes of a file with changes made, in its encoding and with its line ends."""

from collections import defaultdict
from collections.abc import Iterable

from chapter4.check.fixing.lines import with_changes
from chapter4.check.fixing.notebooks import notebook_with_changes
from chapter4.check.found import Change
from chapter4.check.reading.decoding import encoding_of


def written(data: bytes, changes: Iterable[Change]) -> bytes | None:
    """Return the file with the changes made; None where its encoding can't give it back as it was."""
    by_cell: defaultdict[int | None, list[Change]] = defaultdict(list)
    for change in changes:
        by_cell[change.place.cell].append(change)
    mark, encoding = encoding_of(data)
    try:
        text = data[len(mark) :].decode(encoding)
        if mark + text.encode(encoding) != data:
            return None
        of_lines = by_cell.pop(None, [])
        cells = {cell: own for cell, own in by_cell.items() if cell is not None}
        text = notebook_with_changes(text, cells) if cells else with_changes(text, of_lines)
        return mark + text.encode(encoding)
    except UnicodeError:
        return None
