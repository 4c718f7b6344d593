"""A statement of a block written anew: its layout, numbers and comments stay wherever its words do."""

import ast
from collections.abc import Mapping
from difflib import SequenceMatcher

from chapter4.check.found import Block, Change
from chapter4.check.spelling.repairs import parsed
from chapter4.check.spelling.tokens import Token, tokens


def with_statements(code: str, texts: Mapping[ast.stmt, str]) -> str:
    """Return the code with a text in place of each statement, or of the first line of one that has a body."""
    places = sorted(((*extent(code, statement), text) for statement, text in texts.items()), reverse=True)
    for start, end, text in places:
        code = code[:start] + retokened(code[start:end], text) + code[end:]
    return code


def extent(code: str, statement: ast.stmt) -> tuple[int, int]:
    """Return from where to where a statement stands, without the body that it may have."""
    start = offset(code, statement.lineno, statement.col_offset)
    body = getattr(statement, "body", None)
    if not body:
        return start, offset(code, statement.end_lineno or statement.lineno, statement.end_col_offset or 0)
    first = min(
        offset(code, part.lineno, part.col_offset) for part in (*getattr(body[0], "decorator_list", ()), body[0])
    )
    return start, start + tokens(code[start:first])[-1].end


def first_line(statement: ast.stmt) -> int:
    """Return the first line of a statement, with its decorators."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([*(one.lineno for one in decorators), statement.lineno])


def offset(code: str, line: int, column: int) -> int:
    """Return the offset of a place that the parser names."""
    lines = code.split("\n")
    start = sum(len(one) + 1 for one in lines[: line - 1])
    return start + len(lines[line - 1].encode()[:column].decode())


def retokened(old: str, new: str) -> str:
    """Return the new statement in the layout of the old one."""
    have, want = tokens(old), tokens(new)
    if have[0].text == "elif" and want[0].text == "if":
        new = f"el{new}"
        want = tokens(new)
    matcher = SequenceMatcher(None, [_meaning(one) for one in have], [_meaning(one) for one in want], autojunk=False)
    pieces: list[str] = []
    at = 0
    for kind, first, last, start, stop in matcher.get_opcodes():
        match kind:
            case "replace":
                begin, end, text = have[first].start, have[last - 1].end, new[want[start].start : want[stop - 1].end]
            case "insert":  # with the blanks that it has before it, or behind it at the very beginning
                begin = end = have[first - 1].end if first else 0
                text = new[want[start - 1].end : want[stop - 1].end] if first else new[: want[stop].start]
            case "delete":
                is_last = last == len(have)
                begin = have[first - 1].end if is_last else have[first].start
                end, text = (have[last - 1].end if is_last else have[last].start), ""
            case _:
                continue
        pieces += [old[at:begin], text]
        at = end
    written = "".join([*pieces, old[at:]])
    return written if _same(written, new) else new


def _meaning(token: Token) -> str:
    """Return what a token says, however it is written: 1e-7 and 1e-07 are one number."""
    if token.kind in ("number", "string"):
        tree = parsed(token.text)
        return token.text if isinstance(tree, SyntaxError) else ast.dump(tree)
    return token.text


def _same(one: str, other: str) -> bool:
    """Whether two statements, or first lines of statements, mean the same."""
    trees = [_tree(text) for text in (one, other)]
    return trees[0] is not None and trees[0] == trees[1]


def _tree(text: str) -> str | None:
    text = text.removeprefix("el") if text.startswith("elif") else text
    for attempt in (text, f"{text} pass"):
        if not isinstance(tree := parsed(attempt), SyntaxError):
            return ast.dump(tree)
    return None


def changes(block: Block, new: str) -> tuple[Change, ...]:
    """Return the changes that make the code of a block another one."""
    old_lines, new_lines = block.code.split("\n"), new.split("\n")
    found: list[Change] = []
    for kind, first, last, start, stop in SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if first == last and first:  # what is inserted goes with the line above, which stays, or with the first one
            first, start = first - 1, start - 1
        elif first == last:
            last, stop = last + 1, stop + 1
        found.append(Change(block.places[first], tuple(old_lines[first:last]), tuple(new_lines[start:stop])))
    return tuple(found)
