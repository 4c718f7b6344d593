"""No number in prose stands alone: each is inserted, shown by code beside it, or computed by a claim."""

import ast
import dataclasses
import functools
import inspect
import re
from collections import Counter

import pytest

import chapter4
from chapter4.section_4_2_2 import negative_log
from prose import (
    reading,
    said_in_docstrings,
    said_in_the_gallery,
    said_in_the_ledger,
    said_in_words,
    said_of_rounding,
    said_on_pages,
    scales,
)
from prose.accounts import is_accounted_for, is_held_elsewhere, places, unaccounted
from prose.numerals import numerals

SAYING = [
    *(said_in_docstrings, said_in_the_gallery, said_in_the_ledger, said_in_words, said_of_rounding, said_on_pages),
]


@functools.cache
def prose():
    """Return all prose, read once for all tests."""
    return reading.pieces()


@functools.cache
def claims():
    """Return every claim, computed once for all tests."""
    saying = [say for module in SAYING for name, say in vars(module).items() if name.startswith("of_")]
    return [claim for say in saying for claim in say()]


def test_every_number_in_prose_is_accounted_for():
    lacking = [f"{piece.home}: {', '.join(found)}" for piece in prose() if (found := unaccounted(piece, claims()))]
    advice = (
        "insert it by a role, show it in an example under the same heading, or compute it in a claim of tests/prose"
    )
    assert not lacking, "\n".join([f"nothing computes these numbers; {advice}:", *lacking])


def test_every_scale_in_words_is_computed():
    lacking = [
        f"{piece.home}: {piece.text[max(span[0] - 30, 0) : span[1] + 30]}"
        for piece in prose()
        for span in scales.scales(piece.text)
        if not scales.is_claimed(span, piece.text, claims())
    ]
    advice = "compute it in a claim of tests/prose/said_in_words.py, or reword what is no scale"
    assert not lacking, "\n".join([f"nothing computes these words of scale; {advice}:", *lacking])


def test_every_phrase_that_is_no_scale_stands_in_prose():
    assert [phrase for phrase in scales.NO_SCALE if not any(phrase in piece.text for piece in prose())] == []


def test_every_claim_stands_in_prose():
    texts = [piece.text for piece in prose()]
    assert [claim for claim in claims() if not any(places(claim, text) for text in texts)] == []


def test_no_claim_is_made_twice():
    assert [claim for claim, times in Counter(claims()).items() if times > 1] == []


def typed_in_claims(module):
    """Return the texts of a module's claims, with a mark for each value that is computed."""
    nodes = list(ast.walk(ast.parse(inspect.getsource(module))))
    formats = [node.format_spec for node in nodes if isinstance(node, ast.FormattedValue)]
    texts = [node.values for node in nodes if isinstance(node, ast.JoinedStr) and node not in formats]
    texts += [[node.value] for node in nodes if isinstance(node, ast.Yield) and isinstance(node.value, ast.Constant)]
    return ["".join(part.value if isinstance(part, ast.Constant) else "…" for part in parts) for parts in texts]


@pytest.mark.parametrize("module", SAYING, ids=lambda module: module.__name__.rpartition(".")[2])
def test_no_digit_is_typed_in_a_claim(module):
    for text in typed_in_claims(module):
        assert not [numeral for numeral in numerals(text) if not numeral.is_name], text


@pytest.mark.parametrize("module", SAYING, ids=lambda module: module.__name__.rpartition(".")[2])
def test_no_scale_is_typed_in_a_claim(module):
    find = scales.WORD.findall if module is said_in_words else scales.scales
    assert {text: find(text) for text in typed_in_claims(module) if find(text)} == {}


NEXT = dict(zip("0123456789⁰¹²³⁴⁵⁶⁷⁸⁹½", "1234567890¹²³⁴⁵⁶⁷⁸⁹⁰¼", strict=True))
"""Another digit for each."""


def changed(piece):
    """Yield each number of a piece that no other test holds, with the piece in which its last digit is another."""
    for numeral in numerals(piece.text):
        if not is_held_elsewhere(numeral, piece):
            at = max(n for n in range(numeral.start, numeral.end) if piece.text[n] in NEXT)
            text = piece.text[:at] + NEXT[piece.text[at]] + piece.text[at + 1 :]
            yield numeral, dataclasses.replace(piece, text=text)


def test_a_number_changed_by_hand_is_noticed():
    """Each in turn, but for defaults, which are compared below, and for what a page says in words or formulas."""
    of_form = [(claim, without_digits(claim)) for claim in claims()]
    often = Counter(claim for claim in claims() for piece in prose() if claim in piece.text)
    missed = []
    for piece in prose():
        form = without_digits(piece.text)
        near = [claim for claim, its_form in of_form if its_form in form]  # what stands here, or may after a change
        for numeral, other in changed(piece):
            (now,) = (found for found in numerals(other.text) if found.start == numeral.start)
            gone = [claim for claim in near if often[claim] == 1 and not places(claim, other.text)]
            if not gone and is_accounted_for(now, other, near) and not unaccounted(other, near):
                missed.append(f"{piece.home}: {numeral.text}")
    assert missed == []


def test_a_scale_changed_by_hand_is_noticed():
    missed = [
        f"{piece.home}: {text[span[0] : span[1]]}"
        for piece in prose()
        for span, text in scales.changed(piece.text)
        if scales.is_claimed(span, text, claims())
    ]
    assert missed == []


def without_digits(text):
    """Return a text with every digit made the same, so that what may come to stand in it is soon found."""
    return re.sub(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹¼½]", "0", text)


PUBLIC = [negative_log, *(getattr(chapter4, name) for name in chapter4.__all__)]


@pytest.mark.parametrize("function", PUBLIC, ids=lambda function: function.__name__)
def test_the_docstring_states_the_defaults_of_the_signature(function):
    stated = re.findall(r"^(\w+) : .*default (.+)$", inspect.getdoc(function), flags=re.MULTILINE)
    parameters = inspect.signature(function).parameters.values()
    given = {p.name: p.default for p in parameters if p.default is not p.empty}
    assert {name: ast.literal_eval(value) for name, value in stated} == given
