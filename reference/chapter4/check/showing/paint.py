"""Colour on a terminal."""

from collections.abc import Callable

Paint = Callable[[str, str], str]
"""What puts a text into a style."""

STYLES = {"bold": "1", "red": "31", "yellow": "33"}


def ansi(text: str, style: str) -> str:
    """Return the text with the escapes of ANSI around it."""
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m"


def plain(text: str, style: str) -> str:
    """Return the text as it is, for what knows no styles."""
    return text
