"""The forms that code is kept in: a script, a notebook's cells, the fences of Markdown, or stretches among prose."""

import ast
import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from chapter4.check.reading.prose import PROMPT, is_code, stretches
from chapter4.check.reading.surroundings import without_numbers

NOT_IN_LINES = re.compile("[\0\f\v\x1c-\x1e\x85\u2028\u2029]")
"""What Python does not read as the end of a line, where other readers do; and the character that it refuses."""

FENCE = re.compile(r"(?P<margin>[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(?P<fence>`{3,}+|~{3,}+)(?P<info>[^`]*)$")
DIRECTIVES = frozenset({"code", "code-block", "code-cell", "sourcecode"})
PYTHON = frozenset({"ipython", "ipython3", "py", "py3", "pycon", "python", "python2", "python3"})
OPTION = re.compile(r"[ \t]*:[\w-]+:")
"""A line at the top of a directive, which is none of its code."""


@dataclass(frozen=True)
class Part:
    """Lines that stand together in the file."""

    first: int
    """The place of the first line, from 1."""
    raw: list[str]
    """The lines as they stand in the file."""
    lines: list[str]
    """The same, without what the form puts around code."""
    cell: int | None = None


def script(text: str) -> Part:
    """Return the whole text."""
    raw = _split(text)
    return Part(1, raw, _split(NOT_IN_LINES.sub("", text)) if NOT_IN_LINES.search(text) else raw)


def _split(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def notebook(text: str) -> list[Part] | None:
    """Return the cells of code, None if the text is not a notebook."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        cells = _cells(json.loads(text))
        return [
            Part(1, part.raw, part.lines, place)
            for place, cell in enumerate(cells, start=1)
            if cell["cell_type"] == "code"
            for part in [script(_source(cell))]
        ]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _cells(notebook: Any) -> list[Any]:
    """Return the cells; the format before the fourth has them on worksheets."""
    sheets = [notebook] if "cells" in notebook else notebook["worksheets"]
    return [cell for sheet in sheets for cell in sheet["cells"]]


def _source(cell: Any) -> str:
    """Return the source of a cell, without halves of characters, which can't be printed."""
    return "".join(cell["source"] if "source" in cell else cell["input"]).encode("utf-8", "replace").decode()


def fences(text: str) -> list[Part]:
    """Return what stands in the fences that hold Python, and the code that is indented outside them."""
    whole = script(text)
    found: list[Part | None] = []
    fenced: set[int] = set()
    opening = None
    start = 0
    for number, line in enumerate(whole.raw):
        fence = FENCE.match(line)
        if opening is None:
            opening, start = fence, number + 1
        elif fence and _closes(fence, opening):
            found.append(_fence(whole, opening, start, number))
            fenced.update(range(start - 1, number + 1))
            opening = None
    if opening:
        found.append(_fence(whole, opening, start, len(whole.raw)))
        fenced.update(range(start - 1, len(whole.raw)))
    parts = [part for part in found if part]
    return sorted([*parts, *_indented(whole, fenced)], key=lambda part: part.first) if parts else []


def _indented(whole: Part, fenced: set[int]) -> Iterator[Part]:
    """Yield each stretch of lines that are indented below a blank one, outside fences, and are Python."""
    start = 0
    for number in range(len(whole.lines) + 1):
        outside = number < len(whole.lines) and number not in fenced
        if outside and (not whole.lines[number].strip() or whole.lines[number].startswith(("    ", "\t"))):
            continue
        lines = textwrap.dedent("\n".join(whole.lines[start:number])).split("\n")
        if start < number and not whole.lines[start].strip() and _looks_like_python(lines) and _parses(lines):
            yield Part(start + 1, whole.raw[start:number], lines)
        start = number + 1


def _parses(lines: Sequence[str]) -> bool:
    try:
        ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _closes(fence: re.Match[str], opening: re.Match[str]) -> bool:
    return fence["fence"].startswith(opening["fence"]) and not fence["info"].strip()


def _fence(whole: Part, opening: re.Match[str], start: int, stop: int) -> Part | None:
    """Return the lines of a fence, None if they are not Python."""
    width, margin = len(opening["margin"]), "".join(set(opening["margin"]) & set(" \t>"))
    lines = [line[:width].lstrip(margin) + line[width:] for line in whole.lines[start:stop]]
    languages = [word for word in re.findall(r"[\w-]+", opening["info"].lower()) if word not in DIRECTIVES]
    if languages or "code-cell" in opening["info"]:
        python = not languages or languages[0] in PYTHON
    else:
        python = _looks_like_python(lines)
    return Part(start + 1, whole.raw[start:stop], _without_options(lines)) if python else None


def _looks_like_python(lines: Sequence[str]) -> bool:
    """Return whether code is half of the lines or more, or has prompts."""
    said = sum(1 for line in lines if line.strip())
    return said > 0 and (any(map(PROMPT.match, lines)) or 2 * sum(is_code(lines)) >= said)


def _without_options(lines: list[str]) -> list[str]:
    """Return the lines with blank ones for the options of a directive."""
    options = next((number for number, line in enumerate(lines) if not OPTION.match(line)), len(lines))
    return [""] * options + lines[options:]


def prose(text: str) -> list[Part]:
    """Return the stretches of code in a text that does not mark them."""
    whole = script(text)
    lines = without_numbers(whole.lines)
    return [
        Part(found.start + 1, whole.raw[found.start : found.stop], lines[found.start : found.stop])
        for found in stretches(lines)
    ]
