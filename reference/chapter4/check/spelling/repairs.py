"""What makes a statement invalid Python, and the statement with that corrected."""

import ast
import keyword
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from chapter4.check.spelling.edits import Edit, Repair, Text, Wrong, made
from chapter4.check.spelling.known import FUNCTIONS
from chapter4.check.spelling.tokens import BLOCKS, CLOSING, Token, groups, tokens

TORN = re.compile(r"(?<![\w.])((?:\d+\.?\d*|\.\d+)(?=\s*[eE]))\s*([eE])\s*([-+]?)\s*(\d+)(?![\w.])")
"""A number with an exponent, and perhaps with blanks inside it."""

LONGEST = 5000
"""The number of characters from which on nobody has written a statement by hand."""

ASSIGNING = {"=", "+=", "-=", "*=", "/=", "//=", "%=", "**=", "@="}
STAND_INS = {
    "def": "def _():",
    "class": "class _:",
    "elif": "elif True:",
    "else": "else:",
    "try": "try:",
    "except": "except Exception:",
    "finally": "finally:",
}
"""What stands for the first line of a statement that nobody can read, so that its body can be."""

AROUND = {
    "@": ("", "\ndef _(): pass"),
    "elif": ("if 1: pass\n", "\n pass"),
    "else": ("if 1: pass\n", "\n pass"),
    "try": ("", "\n pass\nfinally: pass"),
    "except": ("try: pass\n", "\n pass"),
    "finally": ("try: pass\n", "\n pass"),
    "match": ("", "\n case _: pass"),
    "case": ("match _:\n ", "\n  pass"),
}
"""What the first line of a statement needs before and behind it to be parsed."""


def parsed(code: str) -> ast.Module | SyntaxError:
    """Return the code's tree, or why it has none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(code)
    except SyntaxError as error:
        return error
    except (ValueError, MemoryError, RecursionError) as error:
        return SyntaxError(str(error) or "too deeply nested")


def repaired(text: Text) -> tuple[Text, list[Wrong]]:
    """Return a statement that does not parse as one that does, and what is wrong with it."""
    if len(text.code) > LONGEST:
        return _unreadable(text)
    text, wrong = _with_all(CERTAIN, text)
    if is_python(text.code):
        return text, wrong
    better, more = _with_all([*PLAUSIBLE, *CERTAIN], text)
    if not is_python(better.code):
        better, more = _unreadable(text)
    return better, wrong + more


def _unreadable(text: Text) -> tuple[Text, list[Wrong]]:
    error = _error(text.code)
    assert error
    wrong = Wrong(*text.span(0, len(text.code)), None, not_python(error), "", stands_in=True)
    return without(text, _stand_in(text.code)), [wrong]


def not_python(error: SyntaxError) -> str:
    """Return what is said of a line that nobody can read."""
    return "This line is not Python: " + re.sub(r" \(.*line \d+\)", "", error.msg)


def without(text: Text, stands: str) -> Text:
    """Return a statement as a comment, behind what stands for it."""
    breaks = [Edit(place.start(), place.end(), f"{place[0]}# ") for place in re.finditer(r"\r\n?|\n", text.code)]
    return text.edited([Edit(0, 1, f"{stands}  # {text.code[0]}"), *breaks])


def _stand_in(code: str) -> str:
    """Return what stands for a statement that nobody can read."""
    words = [token.text for token in tokens(code)]
    lacks_colon = words[0] not in ("match", "case") and ":" not in words
    has_body = words[0] in BLOCKS and (words[-1] == ":" or lacks_colon)
    return STAND_INS.get(words[0], "if True:") if has_body else "pass"


def is_python(code: str) -> bool:
    """Whether a statement, without the body that it may need, is one."""
    return _error(code) is None


def _error(code: str) -> SyntaxError | None:
    """Return why a statement, or the first line of one, is none; None where it is one, or nothing is left of it."""
    first = next(iter(tokens(code)), None)
    before, after = AROUND.get(first.text if first else "", ("", "\n pass"))
    for attempt in (before + code + after, before + code):
        if not isinstance(parsed(attempt), SyntaxError):
            return None
    error = parsed(code)
    return error if isinstance(error, SyntaxError) else None


def _with_all(rules: Sequence["Rule"], text: Text) -> tuple[Text, list[Wrong]]:
    """Return the text with the repairs made that make it Python, one after the other."""
    wrong: list[Wrong] = []
    found = tokens(text.code)
    for rule in rules:
        if repairs := list(rule(text.code, found)):
            text, more = made(text, repairs)
            wrong += more
            found = tokens(text.code)
            if is_python(text.code):
                break
    return text, wrong


def _wide_signs(code: str, found: Sequence[Token]) -> Iterator[Repair]:
    """Put Python's own signs in place of the wide ones of East Asian text."""
    plain = {token: unicodedata.normalize("NFKC", token.text) for token in found if token.kind == "other"}
    edits = [
        Edit(token.start, token.end, sign) for token, sign in plain.items() if token.text != sign and sign.isascii()
    ]
    if edits:
        message = "Full-width signs stand where Python has its own."
        yield Repair(edits, edits[0].start, edits[-1].end, message)


def _torn_numbers(code: str, found: Sequence[Token]) -> Iterator[Repair]:
    """Join `1e - 7`."""
    numbers = {token.start for token in found if token.kind == "number"}
    for match in TORN.finditer(code):
        whole = "".join(match.groups())
        if match.start() in numbers and match[0] != whole:
            message = f"The blanks tear off the exponent: this is not a number, and {whole} is one."
            yield Repair([Edit(match.start(), match.end(), whole)], match.start(), match.end(), message, "E4.2.4-3")


def _hyphens_in_names(code: str, found: Sequence[Token]) -> Iterator[Repair]:
    """Write `batch_size` for `batch-size` where the name is assigned to, defined or a parameter."""
    for start, end in hyphenated(found):
        if _is_bound(found, start, end):
            first, last = found[start], found[end - 1]
            message = f"A name has no hyphen: Python reads {code[first.start : last.end]} as a subtraction."
            yield Repair(underscored(found[start:end]), first.start, last.end, message, "E4.2.3-2")


def hyphenated(found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield from where to where names, or names and numbers, have only hyphens between them."""
    at = 0
    while at < len(found):
        end = at + 1
        while _is_name(found[at]) and end + 1 < len(found) and found[end].text == "-" and _may_go_on(found[end + 1]):
            end += 2
        if end > at + 1:
            yield at, end
        at = end


def _may_go_on(token: Token) -> bool:
    """Whether a token can be a further part of a name."""
    return _is_name(token) or token.text.isdecimal()


def underscored(found: Sequence[Token]) -> list[Edit]:
    """Return the edits that make one name of names with hyphens between them."""
    return [Edit(a.end, b.start, "_") for a, b in pairwise(found[::2])]


def _is_name(token: Token) -> bool:
    return token.kind == "name" and not keyword.iskeyword(token.text)


def _is_bound(found: Sequence[Token], start: int, end: int) -> bool:
    """Whether something is assigned to what stands there, or it is a parameter, or the target of a loop."""
    word = found[0].text
    before, after = (found[start - 1].text if start else ""), (found[end].text if end < len(found) else "")
    if word in ("def", "class"):
        return before in ("def", "class", "(", ",") and after in ("(", ")", ",", ":", "=")
    if word == "for":
        return "in" in (token.text for token in found[end:])
    if word in ("if", "elif", "while"):
        return False
    if before in ("", ",") and after in (",", "["):
        return any(found[place + 1].text in ASSIGNING for place in _ends_of_targets(found) if place >= end)
    return after in ASSIGNING


def _assigned_calls(code: str, found: Sequence[Token]) -> Iterator[Repair]:
    """Write `x[idx] =` for `x(idx) =`."""
    pairs = {end: start for start, end in groups(found)}
    for end in _ends_of_targets(found):
        start = pairs.get(end, 0)
        name = found[start - 1]
        if start and name.kind == "name" and name.text not in FUNCTIONS and end > start + 1:
            message = f"Python can't assign to a call: square brackets index {name.text}, round ones call it."
            yield Repair(
                squared(found[start], found[end]), _with_owner(found, start - 1), found[end].end, message, "E4.4-1"
            )


def _ends_of_targets(found: Sequence[Token]) -> list[int]:
    """Return where the targets of a statement's assignments end."""
    level = 0
    ends: list[int] = []
    behind: list[int] = []
    for place, token in enumerate(found):
        level += (token.text in CLOSING) - (token.text in CLOSING.values())
        if level == 0 and token.text == ",":
            behind.append(place - 1)
        if level == 0 and token.text in ASSIGNING:
            ends += [*behind, place - 1]
            behind = []
    return ends


def squared(opening: Token, closing: Token) -> list[Edit]:
    """Return the edits that make square brackets of two round ones."""
    return [Edit(opening.start, opening.end, "["), Edit(closing.start, closing.end, "]")]


def _with_owner(found: Sequence[Token], place: int) -> int:
    """Return where a name begins with what stands before it and its dots."""
    while place >= 2 and found[place - 1].text == "." and found[place - 2].kind == "name":
        place -= 2
    return found[place].start


def _called_slices(code: str, found: Sequence[Token]) -> Iterator[Repair]:
    """Write `x[0:10]` for `x(0:10)`."""
    for start, end in groups(found):
        texts = {token.text for token in found[start + 1 : end]}
        first = found[start - 1] if start and _is_name(found[start - 1]) else found[start]
        if start and ":" in texts and not {"lambda", "{", "["} & texts and found[0].text != "def":
            message = "Round brackets call a function; square ones take a part of an array."
            yield Repair(squared(found[start], found[end]), first.start, found[end].end, message, "E4.2.3-3")


def _capitals(code: str, found: Sequence[Token]) -> Iterator[Repair]:
    """Write `return` for `Return`."""
    first = found[0]
    plain = first.text.lower()
    if first.kind == "name" and plain != first.text and (keyword.iskeyword(plain) or plain == "print"):
        edits = [Edit(first.start, first.end, plain)]
        yield Repair(edits, first.start, first.end, f"Python's word is {plain}, in small letters.")


def _statement_of_print(code: str, found: Sequence[Token]) -> Iterator[Repair]:
    """Write `print(x)` for `print x`."""
    if found[0].text == "print" and len(found) > 1:
        first, last = found[1], found[-1]
        edits = [Edit(found[0].end, first.start + 1, f"({code[first.start]}")]
        edits.append(Edit(last.end, last.end, ")"))
        yield Repair(edits, found[0].start, last.end, "print is a function: what it prints stands in round brackets.")


def _one_sign_of_equality(code: str, found: Sequence[Token]) -> Iterator[Repair]:
    """Write `==` for `=` in a condition."""
    if found[0].text in ("if", "elif", "while"):
        for token in _outside_brackets(found):
            if token.text == "=":
                message = "= assigns: a condition compares with ==."
                yield Repair([Edit(token.start, token.end, "==")], token.start, token.end, message)


def _unbalanced_brackets(code: str, found: Sequence[Token]) -> Iterator[Repair]:
    """Close what is open, at the latest at the statement's end, and take away what closes nothing."""
    opened: list[Token] = []
    edits: list[Edit] = []
    for token in found:
        if token.kind == "sign" and token.text in CLOSING:
            opened.append(token)
        elif token.kind == "sign" and token.text in CLOSING.values():
            edits += _closed(opened, token)
    last = found[-2] if found[-1].text == ":" and found[0].text in BLOCKS and len(found) > 1 else found[-1]
    if opened:
        edits.append(Edit(last.end, last.end, "".join(CLOSING[token.text] for token in reversed(opened))))
    if edits:
        message = "The brackets do not match: "
        message += "one is never closed." if opened else "one closes what it can't."
        yield Repair(edits, found[0].start, found[-1].end, message)


def _closed(opened: list[Token], closing: Token) -> Iterator[Edit]:
    """Take what a bracket closes from those that are open, and yield what has to be changed for that."""
    if not opened:
        yield Edit(closing.start, closing.end, "")
    elif all(CLOSING[token.text] != closing.text for token in opened):
        yield Edit(closing.start, closing.end, CLOSING[opened.pop().text])
    else:
        missing = ""
        while (right := CLOSING[opened.pop().text]) != closing.text:
            missing += right
        if missing:
            yield Edit(closing.start, closing.end, missing + closing.text)


def _missing_colon(code: str, found: Sequence[Token]) -> Iterator[Repair]:
    """Put the colon behind the first line of what has a body."""
    if found[0].text in BLOCKS and not any(token.text == ":" for token in _outside_brackets(found)):
        end = found[-1].end
        yield Repair([Edit(end, end, ":")], found[0].start, end, f"The colon behind this {found[0].text} is missing.")


def _outside_brackets(found: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens that no bracket holds, and the brackets that close there."""
    level = 0
    for token in found:
        level += (token.text in CLOSING) - (token.text in CLOSING.values())
        if level == 0:
            yield token


Rule = Callable[[str, Sequence[Token]], Iterator[Repair]]
CERTAIN: list[Rule] = [_wide_signs, _torn_numbers, _hyphens_in_names, _assigned_calls, _called_slices]
"""What can't be meant otherwise, whatever else is wrong with the statement."""

PLAUSIBLE: list[Rule] = [
    _capitals,
    _unbalanced_brackets,
    _missing_colon,
    _one_sign_of_equality,
    _statement_of_print,
]
"""What is meant if the statement is Python with it."""
