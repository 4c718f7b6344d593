"""What is wrong with code before it is run: what is not Python, and what names or calls what is not there."""

import ast
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from chapter4.check.found import Block, Finding
from chapter4.check.spelling.changes import changes
from chapter4.check.spelling.columns import columns
from chapter4.check.spelling.edits import Repair, Text, Wrong, made, original
from chapter4.check.spelling.indexing import called_arrays
from chapter4.check.spelling.known import ALIASES
from chapter4.check.spelling.layout import parsable
from chapter4.check.spelling.misnamed import hyphens, missing, misspelt
from chapter4.check.spelling.pasted import escapes, outputs
from chapter4.check.spelling.pieces import File, Piece, Repaired, chapters_function, file_of
from chapter4.check.spelling.tokens import tokens
from chapter4.check.spelling.values import overwritten, tuples

__all__ = ["ALIASES", "spelled"]

LONGEST = 300_000
"""The number of characters from which on a block is not a copy of the chapter, and left as it is."""

READINGS: list[Callable[[File], Iterator[Repaired]]] = [hyphens, misspelt, missing, called_arrays, tuples, overwritten]
"""What is found in code that parses; each reads what the one before has corrected."""

IN_FUNCTION = {
    ("E4.3.1-5", "function_1"): "E4.3.2-1",
    ("E4.2.3-1", "sum_squares_error"): "E4.2.4-2",
    ("E4.2.3-1", "cross_entropy_error"): "E4.2.4-2",
    ("E4.2.3-3", "sum_squares_error"): "E4.2.4-6",
    ("E4.2.3-3", "cross_entropy_error"): "E4.2.4-6",
    ("E4.3.3-1", "sum_squares_error"): "E4.2.4-6",
    ("E4.3.3-1", "cross_entropy_error"): "E4.2.4-6",
    ("E4.2.3-3", "numerical_gradient"): "E4.4-8",
    ("E4.3.3-1", "numerical_gradient"): "E4.4-8",
    ("E4.2.3-3", "function_2"): "E4.3.3-1",
}
"""The ledger's entries of a slip that has another one elsewhere."""


def spelled(blocks: Sequence[Block]) -> tuple[list[Block], list[Finding]]:
    """Return the blocks as they can be run, line by line, and what was wrong with them."""
    short = [block for block in blocks if len(block.code) <= LONGEST]
    texts, wrong = _parsable(short)
    raw = [line for block in short for line in block.raw]
    file = file_of(texts, raw)
    for reading in READINGS:
        found = defaultdict[int, list[Repair]](list)
        for number, repair in reading(file):
            found[number].append(repair)
        for number, repairs in found.items():
            texts[number], more = made(texts[number], repairs)
            wrong[number] += more
        if found:
            file = file_of(texts, raw)
    corrected = {id(block): text.code for block, text in zip(short, texts, strict=True)}
    findings = [_findings(*one) for one in zip(short, file.pieces, wrong, strict=True)]
    return (
        [replace(block, code=corrected.get(id(block), block.code)) for block in blocks],
        [finding for in_block in findings for finding in in_block],
    )


def _parsable(blocks: Sequence[Block]) -> tuple[list[Text], list[list[Wrong]]]:
    """Return the blocks' code so that it parses, and for each block what was wrong."""
    texts: list[Text] = []
    wrong: list[list[Wrong]] = []
    for block in blocks:
        text, pasted = made(original(block.code), list(_pasted(block)))
        text, unparsed = parsable(text)
        texts.append(text)
        wrong.append(pasted + unparsed)
    return texts, wrong


def _pasted(block: Block) -> Iterator[Repair]:
    """Yield what pasting has left in the block's lines, but for those with a string of several lines."""
    long_strings = [(token.line, token.text.count("\n")) for token in tokens(block.code) if "\n" in token.text]
    strings = {line for first, further in long_strings for line in range(first, first + further + 1)}
    start = 0
    for number, (line, raw) in enumerate(zip(block.code.split("\n"), block.raw, strict=False)):
        if number not in strings and (raw != line or "\\" in line or ">>>" in line):
            below = block.raw[number + 1] if number + 1 < len(block.raw) else ""
            yield from outputs(line, raw, start, below)
            yield from escapes(line, raw, columns(line, raw), start)
        start += len(line) + 1


def _findings(block: Block, piece: Piece, wrong: Sequence[Wrong]) -> Iterator[Finding]:
    """Yield what was wrong with a block, in the order of its lines."""
    lines = block.code.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    functions = list(_functions(piece))
    changed = changes(block, piece.text.code, wrong)
    for one in sorted(wrong, key=lambda one: (one.start, one.end)):
        number = bisect_right(starts, one.start) - 1
        now = bisect_left(piece.text.origins, one.start)
        function = next((name for start, end, name in reversed(functions) if start <= now < end), None)
        correction = piece.text.now(one.start, one.end) if one.correction is None else one.correction
        id = IN_FUNCTION.get((one.id or "", function or ""), one.id)
        start, end = _columns(lines[number], block.raw[number], one, starts[number])
        place = replace(block.places[number], start=start, end=end)
        yield Finding(id, place, one.message, correction, function, changes=changed[one])


def _columns(line: str, raw: str, wrong: Wrong, offset: int) -> tuple[int, int]:
    """Return from where to where a stretch stands in the line as it is in the file, as far as the line goes."""
    found = columns(line, raw)
    start = len(raw) - len(raw.lstrip()) if wrong.with_margin else found[wrong.start - offset]
    return start, found[min(wrong.end - offset, len(line)) - 1] + 1


def _functions(piece: Piece) -> Iterator[tuple[int, int, str]]:
    """Yield from where to where the chapter's functions and classes stand, the inner ones last."""
    for node, scope in piece.nodes:
        if isinstance(node, ast.stmt) and (name := chapters_function(node, scope)):
            yield piece.start(node), piece.end(node), name
