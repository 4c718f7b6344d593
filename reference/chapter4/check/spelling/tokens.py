"""The words and signs of code that need not be Python, and its statements, whether or not their brackets close."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from chapter4.check.spelling.known import words

TOKEN = re.compile(
    r"""
    (?P<space> (?:[ \t\f] | \\\r?\n)+ )
  | (?P<newline> \r\n? | \n )
  | (?P<comment> \#[^\r\n]* )
  | (?P<string> (?:[rR][bBfF]? | [bBfF][rR]? | [uU])?
      (?: \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3} | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*' ) )
  | (?P<number> 0[xXoObB]\w+ | (?:\d[\d_]*\.?[\d_]* | \.\d[\d_]*)(?:[eE][-+]?\d[\d_]*)?[jJ]? )
  | (?P<name> [^\W\d]\w* )
  | (?P<sign> \.\.\. | -> | \*\*=? | //=? | >>=? | <<=? | [-+*/%&|^@=!<>:]= | [-+*/%&|^~@<>=()\[\]{},:.;] )
  | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
CLOSING = {"(": ")", "[": "]", "{": "}"}

BLOCKS = words("if elif else for while def class with try except finally async match case")
"""The words that begin a statement with a body."""

NEVER_INSIDE = words("def class return import while with try raise pass break continue del global assert elif")
"""The words that no bracket holds, so that one which is still open before them was never closed."""

INSIDE = words("for if else in and or is not")
"""The words with which a line between brackets may begin."""


@dataclass(frozen=True)
class Token:
    """A word or a sign."""

    kind: str
    """One of "string", "number", "name", "sign" and "other"."""
    text: str
    start: int
    line: int
    """From 0."""
    first: bool = False
    """Whether only blanks stand before it in its line."""
    column: int = 0
    """The number of blanks before the first word of a line, of which a tab is as many as it shows."""

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Statement:
    """The tokens of a statement, or of the first line of one that has a body."""

    tokens: list[Token] = field(default_factory=list[Token])

    @property
    def start(self) -> int:
        """Where it begins, behind its indentation."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends, before a comment."""
        return self.tokens[-1].end

    @property
    def column(self) -> int:
        """How far it is indented."""
        return self.tokens[0].column

    @property
    def has_body(self) -> bool:
        """Whether its body must stand in the lines below."""
        return self.tokens[0].text in BLOCKS and self.tokens[-1].text == ":"


def tokens(code: str) -> list[Token]:
    """Return the tokens of the code, without blanks, line ends and comments."""
    found: list[Token] = []
    line, line_start, first = 0, 0, True
    for match in TOKEN.finditer(code):
        kind, text, start = str(match.lastgroup), match[0], match.start()
        if kind not in ("space", "newline", "comment"):
            column = len(code[line_start:start].expandtabs(8)) if first else 0
            found.append(Token(kind, text, start, line, first, column))
            first = False
        if kind == "newline":
            line, line_start, first = line + 1, match.end(), True
        elif "\n" in text:
            line, first = line + text.count("\n"), False  # what goes on in the next line begins nothing there
    return found


def statements(code: str) -> list[Statement]:
    """Return the statements of the code; a bracket that is left open ends where the next statement must begin."""
    found: list[Statement] = []
    depth = 0
    for token in tokens(code):
        if token.first and (depth <= 0 or not found or _must_begin(token, found[-1])):
            found.append(Statement())
            depth = 0
        elif not found:
            found.append(Statement())
        found[-1].tokens.append(token)
        depth += (token.text in CLOSING) - (token.text in CLOSING.values()) if token.kind == "sign" else 0
    return found


def _must_begin(token: Token, open_one: Statement) -> bool:
    """Whether the token begins a statement although a bracket is open before it."""
    if token.text in NEVER_INSIDE or open_one.has_body:
        return True
    return token.kind == "name" and token.column <= open_one.column and token.text not in INSIDE


def groups(found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the places in the sequence of the round brackets that belong together, the inner ones first."""
    opened: list[int] = []
    for place, token in enumerate(found):
        if token.kind == "sign" and token.text in CLOSING:
            opened.append(place)
        elif token.kind == "sign" and token.text in CLOSING.values() and opened:
            start = opened.pop()
            if token.text == ")" and found[start].text == "(":
                yield start, place
