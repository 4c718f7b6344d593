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
from prose import reading, said_in_docstrings, said_in_the_gallery, said_in_the_ledger, said_of_rounding, said_on_pages
from prose.accounts import is_accounted_for, is_held_elsewhere, places, unaccounted
from prose.numerals import numerals

SAYING = [said_in_docstrings, said_in_the_gallery, said_in_the_ledger, said_of_rounding, said_on_pages]


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


def test_every_claim_stands_in_prose():
    texts = [piece.text for piece in prose()]
    assert [claim for claim in claims() if not any(places(claim, text) for text in texts)] == []


def test_no_claim_is_made_twice():
    assert [claim for claim, times in Counter(claims()).items() if times > 1] == []


@pytest.mark.parametrize("module", SAYING, ids=lambda module: module.__name__.rpartition(".")[2])
def test_no_digit_is_typed_in_a_claim(module):
    nodes = list(ast.walk(ast.parse(inspect.getsource(module))))
    formats = [node.format_spec for node in nodes if isinstance(node, ast.FormattedValue)]
    for node in nodes:
        if isinstance(node, ast.JoinedStr) and node not in formats:
            typed = "".join(part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
            assert not [numeral for numeral in numerals(typed) if not numeral.is_name], typed


def changed(piece):
    """Yield each number of a piece that no other test holds, with the piece in which its last digit is another."""
    for numeral in numerals(piece.text):
        if not is_held_elsewhere(numeral, piece):
            at = numeral.start + re.search(r"\d\D*$", numeral.text).start()
            text = piece.text[:at] + str((int(piece.text[at]) + 1) % 10) + piece.text[at + 1 :]
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


def without_digits(text):
    """Return a text with every digit made the same, so that what may come to stand in it is soon found."""
    return re.sub(r"\d", "0", text)


PUBLIC = [negative_log, *(getattr(chapter4, name) for name in chapter4.__all__)]


@pytest.mark.parametrize("function", PUBLIC, ids=lambda function: function.__name__)
def test_the_docstring_states_the_defaults_of_the_signature(function):
    stated = re.findall(r"^(\w+) : .*default (.+)$", inspect.getdoc(function), flags=re.MULTILINE)
    parameters = inspect.signature(function).parameters.values()
    given = {p.name: p.default for p in parameters if p.default is not p.empty}
    assert {name: ast.literal_eval(value) for name, value in stated} == given
