"""Characters that stand where Python has others: quotes of print, wide forms, odd blanks, escapes of a markup.

What stands inside a string or a comment is left as it is.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

FAMILIES = {"'": "'‘’‚‛′＇", '"': '"“”„‟″＂'}
"""The quotes that stand for each of Python's two."""

ASCII_QUOTE = {quote: plain for plain, family in FAMILIES.items() for quote in family}

ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'", "#39": "'", "#x27": "'", "nbsp": " "}

MARKUP = re.compile(r"&(lt|gt|amp|quot|apos|#39|#x27|nbsp);|\\([_*\[\](){}<>#+\-.!|~`\"'&=])")
"""An HTML entity, or a backslash before a character that Markdown escapes."""

MARK = re.compile(rf"(?P<comment>[#＃])|(?P<quote>[{''.join(ASCII_QUOTE)}])|(?P<markup>{MARKUP.pattern})")
"""What a line can't be read across, outside a string."""

CLOSING = {quote: f"[{family}]{{3}}" for quote, family in FAMILIES.items()}
"""What ends a string of three quotes."""

REMARKABLE = re.compile(r"[^\t -~]|[\\&]|'{3}|\"{3}")
WHOLE_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")
BEFORE_COMMENT = re.compile(rf"(?:[^#'\"]++|{WHOLE_STRING.pattern})*+")

INDENTATION = re.compile(r"^\s*\u3000")
"""White space in front, with a blank that is as wide as two."""

DASHES = "‐‑‒–—―−﹣"
BLANKS = "\u00a0\u1680\u3000\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B)))
NOTHING = "\u00ad\u061c\u180e\ufeff" + "".join(map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060]))
PLAIN = (
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, DASHES), "-")
    | dict.fromkeys(map(ord, BLANKS), " ")
    | dict.fromkeys(map(ord, NOTHING), "")
    | {ord("、"): ","}
)
"""What is written for a character outside strings and comments."""

STRING = "_s"


class Scanned(NamedTuple):
    """A line, or a piece of one, as Python is to read it."""

    text: str
    bare: str
    """The text without comments, and with `_s` for each string; a string that does not end leaves its quote."""
    inside: str = ""
    """The quote of the triple-quoted string that goes on in the next line, or ""."""


def scan(line: str, inside: str = "") -> Scanned:
    """Return the line with Python's own characters; `inside` is the quote of the string that it begins in."""
    if inside and not re.search(CLOSING[inside], line):
        return Scanned(line, STRING, inside)
    if not inside and not REMARKABLE.search(line):
        return _scan_plain(line)
    if not inside:
        line = INDENTATION.sub(lambda found: found[0].replace("\u3000", "  "), line)
    pieces: list[Scanned] = []
    for piece in _pieces(line, inside):
        if MARKUP.fullmatch(piece.text):
            pieces = list(_pieces(MARKUP.sub(_unmarked, line), inside))
            break
        pieces.append(piece)
    return Scanned(*map("".join, zip(*pieces, strict=True)))  # of the third, one piece at most has any


def _scan_plain(line: str) -> Scanned:
    """Return what `scan` does for a line of ASCII without escapes, markup and strings of three quotes."""
    code = BEFORE_COMMENT.match(line)
    end = code.end() if code else 0
    bare = WHOLE_STRING.sub(STRING, line[:end])
    return Scanned(line, bare if line[end : end + 1] in {"", "#"} else bare + line[end])


def brackets_left_open(bare: str) -> int:
    """Return how many more brackets a bare line opens than it closes."""
    count = bare.count  # six plain calls take a third of the time of a loop, on every line of a file
    return count("(") + count("[") + count("{") - count(")") - count("]") - count("}")


def _unmarked(found: re.Match[str]) -> str:
    return ENTITIES[found[1]] if found[1] else found[2]


def _pieces(line: str, inside: str) -> Iterator[Scanned]:
    """Yield code, markup, strings and a comment, in turn."""
    at = 0
    if inside:
        piece, at = _rest_of_string(line, 0, inside)
        yield piece
    while found := MARK.search(line, at):
        yield _code(line[at : found.start()])
        at = found.end()
        if found["comment"]:
            yield Scanned("#" + line[at:], "")
            return
        if found["markup"]:
            yield Scanned(found[0], found[0])
        else:
            piece, at = _string(line, found.start())
            yield piece
    yield _code(line[at:])


def _code(text: str) -> Scanned:
    text = text if text.isascii() else text.translate(PLAIN)
    return Scanned(text, text)


def _string(line: str, start: int) -> tuple[Scanned, int]:
    """Return the string that begins there, and where it ends."""
    quote = ASCII_QUOTE[line[start]]
    family = FAMILIES[quote]
    if len(line) >= start + 3 and all(character in family for character in line[start : start + 3]):
        piece, end = _rest_of_string(line, start + 3, quote)
        return piece._replace(text=3 * quote + piece.text), end
    end = -1
    if line[start] == quote:
        end = _end(line, start + 1, quote)
    if end < 0:
        end = _end(line, start + 1, f"[{family}]")
    if end < 0:
        return Scanned(quote + line[start + 1 :], quote), len(line)
    return Scanned(quote + line[start + 1 : end - 1] + quote, STRING), end


def _rest_of_string(line: str, start: int, quote: str) -> tuple[Scanned, int]:
    """Return what stands of a string of three quotes behind its first ones, and where it ends."""
    end = _end(line, start, CLOSING[quote])
    if end < 0:
        return Scanned(line[start:], STRING, quote), len(line)
    return Scanned(line[start : end - 3] + 3 * quote, STRING), end


def _end(line: str, start: int, closing: str) -> int:
    """Return where the string ends that these quotes close, -1 if it does not."""
    for found in _escape_or(closing).finditer(line, start):
        if found[1]:
            return found.end()
    return -1


@cache
def _escape_or(closing: str) -> re.Pattern[str]:
    return re.compile(rf"\\.|({closing})")
