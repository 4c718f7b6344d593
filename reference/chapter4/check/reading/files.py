"""A file to blocks of Python code, whatever form and encoding it has."""

import ast
import warnings
from collections.abc import Iterator
from pathlib import PurePath

from chapter4.check.found import Block, Place
from chapter4.check.reading.cleaning import cleaned, is_python
from chapter4.check.reading.decoding import decode
from chapter4.check.reading.forms import Part, fences, notebook, prose, script
from chapter4.check.reading.prose import is_code
from chapter4.check.reading.surroundings import without_all_numbers, without_margin, without_prompts

SCRIPTS = frozenset({".py", ".pyw"})
MARKDOWN = frozenset({".markdown", ".md", ".mdx", ".qmd", ".rmd"})

LINE_ENDS = ("\n", "\r", r"\n")  # the last one in the JSON of a notebook

MOST_LINES = 2_000_000
"""A file of more lines was not written by hand, and would fill the memory: nothing of it is read."""

LONGEST_SCRIPT = 500_000
"""How many characters are parsed to see whether a text without a telling name is a script as a whole."""


def read(data: bytes, name: str) -> list[Block]:
    """Return the blocks of Python code in the file, [] if there are none; `name` is "-" for standard input."""
    text = decode(data)
    if text is None or max(map(text.count, LINE_ENDS)) > MOST_LINES:
        return []
    parts = _parts(text, PurePath(name).suffix.lower())
    return [block for part in parts if is_python(part.lines) for block in _block(part)]


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


def _block(part: Part) -> Iterator[Block]:
    """Yield the part as a block, without the blank lines around it, if there are others."""
    lines = cleaned(without_margin(without_prompts(without_all_numbers(part.lines))))
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if filled:
        kept = range(filled[0], filled[-1] + 1)
        yield Block(
            code="\n".join(lines[number] for number in kept),
            places=tuple(Place(part.first + number, part.cell) for number in kept),
            raw=tuple(part.raw[number] for number in kept),
        )
