"""What counts as a number in prose, and what it is worth."""

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from prose.reading import PACKAGE, ROOT, code_of_file

INSERTED = re.compile(
    r"\b[SOECF]4(?:\.\d+)*-\d+\b"  # an id
    r"|\{[a-z][\w:-]*\}`[^`]*`|:(?:ledger|doc):`[^`]*`"  # what a role inserts
    r"|\]\([^)\s]*\)"  # where a link leads
    r"|\\\\\[[\d.]+em\]"  # a distance between lines of a formula
    r"|\*\*\d\. |:header-rows: \d"  # how parts are counted, and how a table is laid out
    r"|\b[\w/*-]+\.(?:md|py|json|toml|html)\b(?:#[\w-]+)?"  # a file
)
MATH = re.compile(r"\$[^$]+\$")
NUMBER = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)*"
NUMERAL = re.compile(
    rf"(?P<name>[A-Za-z_]\w*?_?\{{?\d\w*)"
    rf"|(?:(?P<factor>{NUMBER})\s*\\cdot\s*)?(?P<base>10|2)(?:\^\{{?|\*\*)(?P<power>-?\d+)"
    rf"|(?P<plain>{NUMBER})(?P<exponent>e[+-]?\d+)?"
    r"|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?P<fraction>[¼½])"
)


@dataclass(frozen=True)
class Numeral:
    """A number in a text, or a name that holds a digit."""

    text: str
    start: int
    end: int
    value: Fraction | None
    """None for a name, and for a number of more than two parts, such as that of a section."""
    is_name: bool
    in_formula: bool


@functools.cache
def numerals(text: str) -> tuple[Numeral, ...]:
    """Return every numeral of a text that is not inserted."""
    bare = INSERTED.sub(lambda match: " " * len(match[0]), text)
    formulas = [match.span() for match in MATH.finditer(bare)]
    return tuple(
        Numeral(match[0], *match.span(), _value(match), bool(match["name"]), _is_inside(match.start(), formulas))
        for match in NUMERAL.finditer(bare)
    )


def _is_inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _value(match: re.Match[str]) -> Fraction | None:
    if match["name"] or (match["plain"] or "").count(".") > 1:
        return None
    if match["base"]:
        return Fraction(match["factor"] or 1) * Fraction(int(match["base"])) ** int(match["power"])
    if match["raised"]:
        return Fraction(unicodedata.normalize("NFKC", match["raised"]).replace("\N{MINUS SIGN}", "-"))
    if match["fraction"]:
        return Fraction(unicodedata.numeric(match["fraction"]))
    return Fraction(match["plain"].replace(",", "") + (match["exponent"] or ""))


def is_shown(numeral: Numeral, text: str, code: str) -> bool:
    """Whether code shows a numeral of a text: a number of that value, or one that is rounded to it.

    A single digit stands in any code, so of it the expression must, with a word or two beside it.
    """
    if numeral.value is not None and len(numeral.text) > 1:
        return any(_rounded(value, numeral) == numeral.value for value in values(code))
    return any(_stands(expression, code) for expression in _expressions(numeral, text))


def _expressions(numeral: Numeral, text: str) -> Iterator[str]:
    """Yield the stretches of up to five words in which a numeral stands."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    n = next(n for n, (_, end) in enumerate(words) if end > numeral.start)
    for first, last in itertools.product(words[max(n - 2, 0) : n + 1], words[n : n + 3]):
        yield text[first[0] : last[1]].strip("`$.,;:")


def _stands(expression: str, code: str) -> bool:
    """Whether an expression of three characters or more stands in code, whole."""
    whole = rf"(?<![\w.]){re.escape(expression)}(?![\w.])"
    return len(expression) > 2 and expression in code and re.search(whole, code) is not None


def _rounded(value: Fraction, numeral: Numeral) -> Fraction:
    """Return the value with as many decimals as the numeral has, where these are two at least."""
    decimals = len(numeral.text.partition(".")[2])
    return round(value, decimals) if decimals > 1 and numeral.text[-decimals:].isdigit() else value


@functools.cache
def values(text: str) -> frozenset[Fraction]:
    """Return the values of all numbers in a text."""
    return frozenset(value for match in NUMERAL.finditer(text) if (value := _value(match)) is not None)


@functools.cache
def names() -> frozenset[str]:
    """Return every name with a digit in it that the package's code has, or what runs the tests."""
    paths = list(PACKAGE.rglob("*.py"))
    running = [ROOT / ".ci" / "run", ROOT / "tox.ini"]
    code = [*map(code_of_file, paths), *(path.stem for path in paths), *(path.read_text("utf-8") for path in running)]
    return frozenset(re.findall(r"[A-Za-z_]\w*\d\w*", " ".join(code)))
