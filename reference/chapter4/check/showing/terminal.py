"""Text as a terminal shows it: characters that it can print, their width, and marks under a part of a line."""

import unicodedata

BEFORE = 60
"""How many characters of a long line are shown before the place."""

LONGEST = 100
"""How many characters of a line are shown."""

TAB = "    "


def printable(text: str) -> str:
    """Return the text with an escape for each character that can't be seen, or that a terminal obeys."""
    return "".join(map(_printable, text))


def _printable(character: str) -> str:
    category = unicodedata.category(character)
    if character == "\t":
        return TAB
    if category[0] == "C" or category in {"Zl", "Zp"}:
        return character.encode("unicode_escape").decode()
    return character


def width(text: str) -> int:
    """Return how many columns a printable text takes."""
    return sum(map(_width, text))


def _width(character: str) -> int:
    """Return 0 for what is drawn over the character before it: marks, and the later letters of a syllable's jamo."""
    if unicodedata.category(character) in {"Me", "Mn"} or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"F", "W"} else 1


def marked(line: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the line as it is shown, without its indentation; the blanks before the place, and carets as wide as it.

    Of a long line a part is shown. Where `start` is `end` there is no caret.
    """
    indentation = len(line) - len(line.lstrip())
    first = indentation if start == end else max(min(indentation, start), start - BEFORE)
    last = first + LONGEST
    left, right = "... " * (first > indentation), " ..." * (last < len(line))
    shown = left + printable(line[first:last]) + right
    if start == end:
        return shown, "", ""
    before = width(left + printable(line[first:start]))
    return shown, " " * before, "^" * max(1, width(printable(line[start : min(end, last)])))
