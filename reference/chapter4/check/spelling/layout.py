"""Blocks that do not parse, made to parse: each statement by itself, then the indentation of all."""

from collections.abc import Sequence
from dataclasses import replace

from chapter4.check.spelling.edits import Edit, Text, Wrong, joined
from chapter4.check.spelling.repairs import is_python, not_python, parsed, repaired, without
from chapter4.check.spelling.tokens import Statement, statements

MOST = 500
"""After so many defects a block is given up."""

MOST_LEFT_OUT = 20
"""How many statements are left out that are Python, and nothing where they stand."""


def parsable(text: Text) -> tuple[Text, list[Wrong]]:
    """Return the text so that it parses, as far as anybody can say how, and what was wrong with it."""
    wrong: list[Wrong] = []
    for step in (_each_statement, _tabs, _indentation, _left_out):
        if len(wrong) >= MOST or not isinstance(parsed(text.code), SyntaxError):
            break
        text, more = step(text)
        wrong += more
    return text, wrong


def _each_statement(text: Text) -> tuple[Text, list[Wrong]]:
    """Repair the statements that do not parse by themselves."""
    pieces: list[Text] = []
    wrong: list[Wrong] = []
    at = 0
    for statement in statements(text.code):
        if len(wrong) < MOST and not is_python(text.code[statement.start : statement.end]):
            piece, more = repaired(text.part(statement.start, statement.end))
            pieces += [text.part(at, statement.start), piece]
            wrong += more
            at = statement.end
    return joined([*pieces, text.part(at, len(text.code))]), wrong


def _tabs(text: Text) -> tuple[Text, list[Wrong]]:
    """Write blanks for the tabs of the indentation, where both are mixed."""
    found = [(_line_start(text.code, one), one) for one in statements(text.code)]
    tabbed = [(start, one) for start, one in found if "\t" in text.code[start : one.start]]
    if len(tabbed) in (0, sum(one.start > start for start, one in found)):
        return text, []
    message = "Tabs and blanks are mixed in the indentation, which Python can't compare."
    wrong = [_wrong(text, tabbed[0][1], message)]
    edits = ([Edit(at, one.start, text.code[at : one.start].expandtabs(size)) for at, one in tabbed] for size in (8, 4))
    attempts = [text.edited(of_size) for of_size in edits]
    return next((one for one in attempts if not isinstance(parsed(one.code), SyntaxError)), attempts[-1]), wrong


def _indentation(text: Text) -> tuple[Text, list[Wrong]]:
    """Give each statement an indentation that can be meant, and a body to what lacks one."""
    found = statements(text.code)
    columns = _columns(found)
    edits: list[Edit] = []
    wrong: list[Wrong] = []
    shift = found[0].column  # that the whole block is indented is a matter of where it stood
    for one, column, below in zip(found, columns, [*columns[1:], 0], strict=True):
        if column != one.column:
            edits.append(Edit(_line_start(text.code, one), one.start, " " * column))
        if one.column - column not in (0, shift):
            wrong.append(_wrong(text, one, "The indentation of this line fits no other line's."))
        shift = one.column - column
        if one.has_body and below <= column:
            edits.append(Edit(one.end, one.end, " pass"))
            message = f"The body of this {one.tokens[0].text} is missing."
            wrong.append(replace(_wrong(text, one, message), stands_in=True))
    return text.edited(edits), wrong


def _wrong(text: Text, one: Statement, message: str, correction: str | None = None) -> Wrong:
    """Return what is wrong with a statement and its indentation."""
    return Wrong(*text.span(_line_start(text.code, one), one.end), None, message, correction)


def _line_start(code: str, statement: Statement) -> int:
    return max(code.rfind("\n", 0, statement.start), code.rfind("\r", 0, statement.start)) + 1


def _columns(found: Sequence[Statement]) -> list[int]:
    """Return for each statement the column where it can be meant to stand."""
    levels, columns = [0], list[int]()
    shifted_from = shift = found[0].column
    deeper = False
    for one in found:
        if one.column < shifted_from:
            shifted_from = shift = 0
        column = one.column - shift
        if column <= levels[-1]:
            column = _nearest(levels, column)
        elif deeper:
            levels.append(column)
        else:
            shifted_from, shift, column = one.column, one.column - levels[-1], levels[-1]
        deeper = one.has_body
        columns.append(column)
    return columns


def _nearest(levels: list[int], column: int) -> int:
    """Return the level that is nearest to the column, and drop those that are deeper."""
    nearest = min(reversed(levels), key=lambda level: abs(level - column))
    del levels[levels.index(nearest) + 1 :]
    return nearest


def _left_out(text: Text) -> tuple[Text, list[Wrong]]:
    """Make comments of statements that can't stand where they do."""
    wrong: list[Wrong] = []
    while isinstance(error := parsed(text.code), SyntaxError) and len(wrong) < MOST_LEFT_OUT:
        line = error.lineno or 1
        found = statements(text.code)
        before = [one for one in found if one.tokens[0].line < line] or found[:1]
        tries = [one for one in before if one.tokens[0].text == "try"]
        if tries and "'except'" in error.msg:
            one = tries[-1]
            wrong.append(replace(_wrong(text, one, "This try has neither except nor finally."), stands_in=True))
            text = text.edited([Edit(one.start, one.start + 3, "if True")])
        else:
            one = before[-1]
            wrong.append(replace(_wrong(text, one, not_python(error), ""), stands_in=True))
            left_out = without(text.part(one.start, one.end), "if True:" if one.has_body else "pass")
            text = joined([text.part(0, one.start), left_out, text.part(one.end, len(text.code))])
    return text, wrong
