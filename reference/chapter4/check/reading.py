"""A file to blocks of Python code, whatever form and encoding it has."""

import ast
import warnings
from collections.abc import Iterator
from pathlib import PurePath

from chapter4.check.cleaning import cleaned, is_python
from chapter4.check.decoding import decode
from chapter4.check.forms import Part, fences, notebook, prose, script
from chapter4.check.found import Block, Place
from chapter4.check.prose import is_code
from chapter4.check.surroundings import without_all_numbers, without_margin, without_prompts

SCRIPTS = frozenset({".py", ".pyw"})
MARKDOWN = frozenset({".markdown", ".md", ".mdx", ".qmd", ".rmd"})

MOST_LINES = 2_000_000
"""How many lines are read: what has more was not written by hand, and would fill the memory."""

LONGEST_SCRIPT = 2_000_000
"""How many characters are parsed to see whether a text without a telling name is a script as a whole."""


def read(data: bytes, name: str) -> list[Block]:
    """Return the blocks of Python code in the file, [] if there are none; `name` is "-" for standard input."""
    text = decode(data)
    if text is None:
        return []
    return list(_blocks(_parts(text, PurePath(name).suffix.lower())))


def _parts(text: str, suffix: str) -> list[Part]:
    """Return where code stands, by the suffix of the file's name if it tells, else by the text itself."""
    cells = notebook(text)
    if cells is not None:
        return cells
    if suffix in SCRIPTS or (suffix not in MARKDOWN and _is_script(text)):
        return [script(text)]
    return fences(text) or prose(text)


def _is_script(text: str) -> bool:
    """Return whether the whole text is Python, and more than a word that might be prose."""
    if len(text) > LONGEST_SCRIPT:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what the text does, such as an invalid escape
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return any(is_code(script(text).lines))


def _blocks(parts: list[Part]) -> Iterator[Block]:
    room = MOST_LINES
    for part in parts:
        room -= len(part.raw)
        if room < 0:
            return
        if is_python(part.lines):
            yield from _block(part)


def _block(part: Part) -> Iterator[Block]:
    """Yield the part as a block, without the blank lines around it, if there are others."""
    lines = cleaned(without_margin(without_prompts(without_all_numbers(part.lines))))
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if filled:
        lines_kept = slice(filled[0], filled[-1] + 1)
        yield Block(
            code="\n".join(lines[lines_kept]),
            places=tuple(Place(part.first + number, part.cell) for number in range(filled[0], filled[-1] + 1)),
            raw=tuple(part.raw[lines_kept]),
        )
