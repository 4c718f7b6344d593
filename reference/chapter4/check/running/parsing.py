"""Read the statements of a block, also of one that does not parse."""

import ast
import codeop
import re
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field

UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
"""What the parser raises; a ValueError for a null byte, the last two for what is nested too deeply."""
BEGINS = re.compile(r"(?!(?:else|elif|except|finally)\b)[^\s#)\]}]")
"""A line at which a top-level statement may begin."""
REACH = 40
"""How many such lines a statement may hold, in a string of many lines or a bracket."""
MOST_UNREADABLE = 1000
"""After so many errors the rest of a block is not Python, and nobody waits for it to be tried."""


@dataclass
class Parsed:
    """The top-level statements of a block, and what of it does not parse."""

    statements: list[ast.stmt] = field(default_factory=list[ast.stmt])
    unreadable: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    """The line, from 1, and the last line of the traceback."""


def parse(code: str) -> Parsed:
    """Return the statements that parse, in their order and with their lines, and the errors of the others."""
    try:
        return Parsed(ast.parse(code).body)
    except UNREADABLE:
        return _in_parts(code.split("\n"))


def _in_parts(lines: list[str]) -> Parsed:
    parsed = Parsed()
    starts = [0, *(number for number, line in enumerate(lines) if number and BEGINS.match(line)), len(lines)]
    while len(starts) > 1 and len(parsed.unreadable) < MOST_UNREADABLE:
        start = starts[0]
        try:
            end, statements = _first_part(lines, starts)
        except UNREADABLE as error:
            line = min(start + (getattr(error, "lineno", None) or 1), len(lines))
            parsed.unreadable.append((line, last_line(error)))
            end = starts[1]
        else:
            parsed.statements += (ast.increment_lineno(statement, start) for statement in statements)
        del starts[: starts.index(end)]
    return parsed


def _first_part(lines: list[str], starts: list[int]) -> tuple[int, list[ast.stmt]]:
    """Return the end of the shortest part that parses, and its statements; raise if none does."""
    error: Exception | None = None
    for text, end in _parts(lines, starts):
        try:
            return end, ast.parse(text).body
        except UNREADABLE as raised:
            error = error or raised
            if not _may_go_on(text):
                break
    assert error is not None
    raise error


def _parts(lines: list[str], starts: list[int]) -> Iterator[tuple[str, int]]:
    for end in starts[1 : 1 + REACH]:
        yield "\n".join(lines[starts[0] : end]), end


def _may_go_on(text: str) -> bool:
    """Whether more lines could make it a statement."""
    try:
        return codeop.compile_command(text, symbol="exec") is None
    except (*UNREADABLE, OverflowError):
        return False


def last_line(error: BaseException) -> str:
    """Return the line of a traceback that names the error, without notes, and of it no more than a screen holds."""
    if isinstance(error, SyntaxError):
        line = f"{type(error).__name__}: {error.msg}"
    else:
        line = traceback.format_exception_only(error)[0].strip()
    return line[:400]
