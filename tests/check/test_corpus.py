"""Sound copies are right in every style; a slip in them is named, alone and beside others, and found at its line."""

import ast
import itertools
import sys
import types
from functools import partial

import pytest

from chapter4.check.found import Block, Place
from chapter4.check.judging import places, probing, slips
from chapter4.check.reading.files import read
from check import corpus, input_forms
from check.corpus import EDITS, STYLES, applied, line, source
from check.defining import HELPERS, are_both_named, defined, slip_of


@pytest.fixture(autouse=True)
def copied(monkeypatch):
    """The module that a copy is run as; dataclasses look there for the names of types."""
    monkeypatch.setitem(sys.modules, "copied", types.ModuleType("copied"))


def told(code):
    """Return of each function of the chapter its verdict, and its slips with their lines."""
    lines = code.split("\n")
    block = Block(code, tuple(map(Place, range(1, len(lines) + 1))), tuple(lines))
    return {said["called"]: (said, _slips(said, block)) for said in probing.probe(defined(code)) if said["name"]}


def _slips(said, block):
    return {slip_of(number): _line(slips.SLIPS[number], said, block) for number in said.get("slips", ())}


def _line(slip, said, block):
    at = places.statement(places.definition(block, said["called"], said["line"]), slip.where)
    return at.lineno if at else said["line"]


def wrong_in(code, *edits):
    """Return what is told otherwise than the edits are: of each function its slips and lines."""
    expected = {}
    for edit in edits:
        expected.setdefault(edit.function, {}).update(dict.fromkeys(edit.slips, line(edit, *edits)))
    for called, (said, found) in told(code).items():
        name = None if called in HELPERS else said["name"]
        meant = expected.pop(name, {})
        if found != meant or said["verdict"] != ("wrong" if meant else "right") or said.get("step"):
            yield called, said["verdict"], found, meant
    yield from expected.items()


# ---------------------------------------------------------------- Sound copies


@pytest.mark.parametrize("style", STYLES)
def test_a_sound_copy_is_right_in_every_function(style):
    assert list(wrong_in(source(style))) == []


def test_each_style_has_most_of_the_functions():
    names = [{said["name"] for said, _ in told(source(style)).values()} for style in STYLES]
    assert min(map(len, names)) == 11
    assert set.union(*names) == {slip.function for slip in slips.SLIPS}


def test_what_a_helper_takes_is_said():
    found = told(source("japanese"))
    assert {called: found[called][0]["choices"] for called in HELPERS} == {key: [say] for key, say in HELPERS.items()}


# ---------------------------------------------------------------- Slips


def rounds():
    """Yield edits of one style, at most one in a function, so that all together each edit comes once."""
    for style in STYLES:
        edits = [list(group) for name, group in _by_function(style)]
        yield from ([edit for edit in several if edit] for several in itertools.zip_longest(*edits))


def _by_function(style):
    return itertools.groupby(sorted((e for e in EDITS if e.style == style), key=_function), key=_function)


def _function(edit):
    return edit.function


def test_every_slip_is_named_at_its_line_and_no_other_function_is_accused():
    assert [(edits[0].style, *wrong) for edits in rounds() for wrong in wrong_in(applied(*edits), *edits)] == []


def test_every_slip_is_in_three_styles_at_least():
    seen = {(*slip, edit.style) for edit in EDITS for slip in edit.slips}
    rare = [slip for slip in map(slip_of, range(len(slips.SLIPS))) if sum(key[:3] == slip for key in seen) < 3]
    assert rare == []
    assert len(EDITS) > 450


NOT_EXPLAINED = [
    ("flat_views", ("total", "mean"), ("root", "root")),  # the root of the sum is divided, not the sum
    ("korean", ("total", "batch"), ("root", "root")),
    ("plain_loops", ("power", 3), ("root", "root")),  # which has no value in math
]


def _is_not_explained(one, other):
    knobs = {edit.slips[0][1:] for edit in (one, other)}
    return any(one.style == style and knobs == set(pair) for style, *pair in NOT_EXPLAINED)


def test_two_slips_in_one_function_are_both_named():
    pairs = list(corpus.pairs_in_one_function())
    missed = [pair for pair in pairs[::18] if not are_both_named(*pair)]
    assert [pair for pair in missed if not _is_not_explained(*pair)] == []
    assert len(pairs) > 800
    assert sum(_is_not_explained(*pair) for pair in pairs) == 3


# ---------------------------------------------------------------- Forms of files

FORMS = {
    "notebook": input_forms.as_notebook,
    "markdown": input_forms.as_markdown,
    "prose": input_forms.as_prose,
    "prompts": input_forms.with_prompts,
    "smart quotes": input_forms.with_smart_quotes,
    "line numbers": input_forms.with_line_numbers,
    "crlf": input_forms.with_crlf,
    "escapes": input_forms.escaped,
    "bom": partial(input_forms.in_encoding, encoding="utf-8-sig"),
    "utf-16": partial(input_forms.in_encoding, encoding="utf-16"),
}
ENCODINGS = {"korean": ("cp949", "euc_kr"), "japanese": ("cp932", "euc_jp")}


def statements(code):
    """Return the lines that are more than comments and what is said of the module."""
    tree = ast.parse(code)
    about = tree.body[0].end_lineno if ast.get_docstring(tree) else 0
    lines = enumerate(code.split("\n"), 1)
    return {n: text.rstrip() for n, text in lines if n > about and text.strip() and not text.lstrip().startswith("#")}


def misread(code, form):
    """Return the lines that are not read as they were written, and those that are read and were not."""
    data, name, place = form(code)
    blocks = read(data, name)
    found = {where: text for b in blocks for where, text in zip(b.places, b.code.split("\n"), strict=True)}
    wrong = {n: found.get(place(n)) for n, text in statements(code).items() if found.get(place(n), "").rstrip() != text}
    own = set(map(place, range(1, code.count("\n") + 2)))
    return wrong | {where: text for where, text in found.items() if text.strip() and where not in own}


@pytest.mark.parametrize("form", FORMS)
def test_code_comes_back_from_every_form_at_its_place(form):
    assert {style: wrong for style in STYLES if (wrong := misread(source(style), FORMS[form]))} == {}


@pytest.mark.parametrize("style", ENCODINGS)
def test_code_comes_back_from_the_encodings_of_its_comments(style):
    forms = [partial(input_forms.in_encoding, encoding=encoding) for encoding in ENCODINGS[style]]
    assert [misread(source(style), form) for form in forms] == [{}, {}]
