"""The cells of a notebook with their code changed, and every other character of the file kept."""

import json
from collections.abc import Iterator, Mapping

from chapter4.check.fixing.lines import END, with_changes
from chapter4.check.found import Change

DECODER = json.JSONDecoder()


def notebook_with_changes(text: str, changes: Mapping[int, list[Change]]) -> str:
    """Return the notebook's text with the changes of each cell made; cells count from 1."""
    top = {key: start for key, start, _ in _values(text, text.index("{"))}
    cells = [start for _, start, _ in _values(text, top["cells"])]
    for number in sorted(changes, reverse=True):
        start, end = next((start, end) for key, start, end in _values(text, cells[number - 1]) if key == "source")
        text = text[:start] + _source(text, start, end, changes[number]) + text[end:]
    return text


def _source(text: str, start: int, end: int, changes: list[Change]) -> str:
    """Return the source of a cell with the changes made, in the form that it has: one string, or one for each line."""
    old = json.loads(text[start:end])
    new = with_changes("".join(old), changes)
    ascii_only = text.isascii()
    if isinstance(old, str):
        return json.dumps(new, ensure_ascii=ascii_only)
    places = [(first, last) for _, first, last in _values(text, start)]
    written = {json.loads(text[first:last]): text[first:last] for first, last in places}
    between = text[places[0][1] : places[1][0]] if len(places) > 1 else ", "
    pieces = END.split(new)
    lines = ["".join(pair) for pair in zip(pieces[::2], [*pieces[1::2], ""], strict=True)]
    items = [written.get(line) or json.dumps(line, ensure_ascii=ascii_only) for line in lines if line]
    return text[start : places[0][0]] + between.join(items) + text[places[-1][1] : end]


def _values(text: str, at: int) -> Iterator[tuple[str | None, int, int]]:
    """Yield from where to where each value of the list or object stands that begins there, with its key."""
    is_object = text[at] == "{"
    at = _next(text, at + 1)
    while text[at] not in "]}":
        key = None
        if is_object:
            key, at = DECODER.raw_decode(text, at)
            at = _next(text, _next(text, at) + 1)
        _, end = DECODER.raw_decode(text, at)
        yield key, at, end
        at = _next(text, end)
        at = _next(text, at + 1) if text[at] == "," else at


def _next(text: str, at: int) -> int:
    """Return where the next character stands that is not a blank."""
    while text[at].isspace():
        at += 1
    return at
