"""Which numbers of a piece of prose nothing accounts for."""

import functools
import re

import numpy as np

from prose.numerals import Numeral, is_shown, names, numerals
from prose.reading import SECTIONS, Piece


def unaccounted(piece: Piece, claims: list[str]) -> list[str]:
    """Return the numbers of a piece that no claim, code or rule speaks for."""
    return [numeral.text for numeral in numerals(piece.text) if not is_accounted_for(numeral, piece, claims)]


def is_accounted_for(numeral: Numeral, piece: Piece, claims: list[str]) -> bool:
    """Whether a claim, code or a rule speaks for a numeral of a piece."""
    if is_held_elsewhere(numeral, piece) or is_shown(numeral, piece.text, piece.evidence):
        return True
    spans = (span for claim in claims for span in places(claim, piece.text))
    return any(start <= numeral.start and numeral.end <= end for start, end in spans)


def places(claim: str, text: str) -> list[tuple[int, int]]:
    """Return where a claim stands in a text, whole: no number goes on beyond it.

    A claim without a word stands for a cell of a table alone.
    """
    if claim not in text or (re.fullmatch(r"[\d., ]+", claim) and claim != text):
        return []
    return [match.span() for match in _whole(claim).finditer(text)]


@functools.cache
def _whole(claim: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.]){re.escape(claim)}(?!\w|\.\d)")


def is_held_elsewhere(numeral: Numeral, piece: Piece) -> bool:
    """Whether another test holds the numeral to the truth, or it is no number."""
    before, after = piece.text[: numeral.start], piece.text[numeral.end :]
    if numeral.is_name:
        return numeral.in_formula or numeral.text in names() or hasattr(np, numeral.text)
    if link := re.match(r"\]\(section_(\w+)\.md", after):  # the build follows it
        return numeral.text == link[1].replace("_", ".")
    return (
        numeral.text == piece.section
        or numeral.text == piece.text in SECTIONS.values()  # a cell of the table of sections
        or before.endswith(", default ")  # compared with the signature
        or (".md," in piece.home and is_a_word(numeral))
    )


def is_a_word(numeral: Numeral) -> bool:
    """Whether it is the 0 or the 1 of a sentence on a page, or an exponent, an index or a coefficient of a formula."""
    return numeral.text in ("0", "1") or (numeral.in_formula and len(numeral.text) == 1)
