"""What counts as a number in prose, and what it is worth."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from prose.reading import PACKAGE, code_of_file

INSERTED = re.compile(
    r"\b[SOECF]4(?:\.\d+)*-\d+\b"  # an id
    r"|\{[a-z][\w:-]*\}`[^`]*`|:(?:ledger|doc):`[^`]*`"  # what a role inserts
    r"|\]\([^)\s]*\)"  # where a link leads
    r"|\\\\\[[\d.]+em\]"  # a distance between lines of a formula
    r"|\b[\w/*-]+\.(?:md|py|json|toml|html)\b(?:#[\w-]+)?"  # a file
)
MATH = re.compile(r"\$[^$]+\$")
NUMBER = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)*"
NUMERAL = re.compile(
    rf"(?P<name>[A-Za-z_]\w*?_?\{{?\d\w*)"
    rf"|(?:(?P<factor>{NUMBER})\s*\\cdot\s*)?(?P<base>10|2)(?:\^\{{?|\*\*)(?P<power>-?\d+)"
    rf"|(?P<plain>{NUMBER})(?P<exponent>e[+-]?\d+)?"
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


def numerals(text: str) -> Iterator[Numeral]:
    """Yield every numeral of a text that is not inserted."""
    bare = INSERTED.sub(lambda match: " " * len(match[0]), text)
    formulas = [match.span() for match in MATH.finditer(bare)]
    for match in NUMERAL.finditer(bare):
        inside = any(start <= match.start() < end for start, end in formulas)
        yield Numeral(match[0], *match.span(), _value(match), bool(match["name"]), inside)


def _value(match: re.Match[str]) -> Fraction | None:
    if match["name"] or (match["plain"] or "").count(".") > 1:
        return None
    if match["base"]:
        return Fraction(match["factor"] or 1) * Fraction(int(match["base"])) ** int(match["power"])
    return Fraction(match["plain"].replace(",", "") + (match["exponent"] or ""))


def is_shown(numeral: Numeral, text: str) -> bool:
    """Whether a text shows the numeral: a number of that value, or one that is rounded to it."""
    return any(_rounded(value, numeral) == numeral.value for value in values(text))


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
    """Return every name with a digit in it that the package's code or NumPy has."""
    paths = list(PACKAGE.rglob("*.py"))
    code = " ".join([*map(code_of_file, paths), *(path.stem for path in paths)])
    return frozenset(re.findall(r"[A-Za-z_]\w*\d\w*", code))
