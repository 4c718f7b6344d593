"""The ledger: well formed, complete in both directions, and true of every defect from both sides."""

import ast
import dataclasses
import functools
import re
from collections import Counter
from pathlib import Path
from typing import Literal, get_args, get_origin, get_type_hints

import pytest

import chapter4
from chapter4 import evidence, ledger
from command_line import ids_of
from proof.copies import of_copies
from proof.entries import proves
from proof.errors import refuses

TESTS = Path(__file__).parent.parent
ID = re.compile(r"\b[SOECF]4(?:\.\d+)*-\d+\b")
IDS = [entry.id for entry in ledger.entries()]
WITH_CODE = [defect.id for defect in ledger.defects() if defect.reproducer]
NUMBERS = [section.number for section in ledger.sections()]


# ------------------------------------------------------------------ Completeness, both ways


@functools.cache
def proved_in(path):
    """Return the ids that the test functions of a file are decorated with."""
    ids = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for call in node.decorator_list:
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "proves":
                    ids |= {argument.value for argument in call.args if isinstance(argument, ast.Constant)}
                    ids |= {id for argument in call.args if isinstance(argument, ast.Starred) for id in named(argument)}
    return ids


def named(starred):
    """Return the ids that `*of_copies(section, function)` stands for."""
    match starred.value:
        case ast.Call(func=ast.Name("of_copies"), args=[ast.Constant(section), ast.Constant(function)]):
            return of_copies(section, function)
    return []


ON_RECORD = ledger.on_record()


def file_of(entry):
    """Return the file that has to prove an entry."""
    if isinstance(entry, ledger.Figure):
        return TESTS / "test_figures.py"
    (section,) = (section for section in ledger.sections() if section.number == entry.section)
    return TESTS / f"test_{section.module}.py"


@pytest.mark.parametrize("number", NUMBERS)
def test_every_entry_is_proved_in_its_own_file_or_is_on_record_with_a_reason(number):
    entries = [entry for entry in ledger.entries() if entry.section == number]
    proved = {entry.id for entry in entries if entry.id in proved_in(file_of(entry))}
    assert proved == {entry.id for entry in entries} - set(ON_RECORD)


def test_no_entry_is_both_proved_and_on_record(request):
    proved = {id for item in request.session.items for id in ids_of(item)}
    assert proved & set(ON_RECORD) == set()


def test_on_record_are_words_and_what_is_not_recomputed_each_once_with_a_reason():
    ids = [id for group in ledger._tables()["on_record"] for id in group["ids"]]
    assert len(ids) == len(set(ids))
    assert set(ids) <= {defect.id for defect in ledger.defects() if defect.kind == "wording" and not defect.reproducer}
    assert set(ON_RECORD) - set(ids) == {o.id for o in ledger.outputs() if o.verdict == "not recomputed"}
    assert all(why.endswith(".") for why in ON_RECORD.values())


def test_no_test_names_an_id_that_the_ledger_lacks():
    named = {id for path in TESTS.rglob("*.py") for id in ID.findall(path.read_text(encoding="utf-8"))}
    assert named - set(IDS) == set()
    assert len(named) > 100


def test_an_id_that_is_none_stops_the_suite():
    with refuses(KeyError, "E4" + ".9-1", by="no_entry"):
        proves("E4" + ".9-1")


OF_KIND = {"S": "snippet", "O": "output", "E": "defect", "C": "statement", "F": "figure"}


@pytest.mark.parametrize("asked", OF_KIND.values())
def test_an_entry_of_another_kind_is_refused_by_the_name_of_its_own(asked):
    get = getattr(ledger, asked)
    for entry in ledger.entries():
        own = OF_KIND[entry.id[0]]
        if own == asked:
            assert get(entry.id) is entry
        else:
            with refuses(KeyError, entry.id, f"ledger.{own}", asked, by="other_kind"):
                get(entry.id)
    with refuses(KeyError, "E4" + ".9-1", by="no_entry"):
        get("E4" + ".9-1")


# ------------------------------------------------------------------ Form


def test_ids_are_unique_and_tell_kind_and_section():
    assert [id for id, times in Counter(IDS).items() if times > 1] == []
    for kind, entries in zip(
        "SOECF",
        (ledger.snippets(), ledger.outputs(), ledger.defects(), ledger.statements(), ledger.figures()),
        strict=True,
    ):
        assert len(entries) > 10
        for entry in entries:
            assert re.fullmatch(kind + r"4(\.\d+)+-\d+", entry.id)
            place = entry.id[1:].rpartition("-")[0]
            # 4.3 holds the ids of 4.3.1, whose heading the notes lost; some ids name the section above.
            assert (
                entry.section == place or (place, entry.section) == ("4.3.1", "4.3") or entry.section.startswith(place)
            )


def test_the_numbers_within_a_place_leave_no_gap():
    places = {}
    for id in IDS:
        place, _, number = id.rpartition("-")
        places.setdefault(place, []).append(int(number))
    for place, numbers in places.items():
        assert sorted(numbers) == list(range(1, len(numbers) + 1)), place


@pytest.mark.parametrize("record", [ledger.Output, ledger.Defect, ledger.Figure])
def test_a_key_with_a_choice_of_values_has_one_of_them(record):
    choices = {key: get_args(hint) for key, hint in get_type_hints(record).items() if get_origin(hint) is Literal}
    assert choices
    for entry in ledger.entries():
        if isinstance(entry, record):
            assert all(getattr(entry, key) in values for key, values in choices.items())


def test_sections_stand_in_order_and_hold_every_entry():
    assert len(NUMBERS) == 15
    assert sorted(NUMBERS) == NUMBERS
    assert {entry.section for entry in ledger.entries()} == set(NUMBERS)


def test_every_object_named_exists():
    named = [
        (entry.id, name)
        for entry in ledger.entries()
        for name in (*getattr(entry, "objects", ()), getattr(entry, "object", ""))
        if name
    ]
    assert [(id, name) for id, name in named if name not in chapter4.__all__] == []
    assert len(named) > 100


def test_every_defect_is_described_from_both_sides():
    for defect in ledger.defects():
        assert bool(defect.quoted) == (defect.origin != "copies"), defect.id
        assert all(defect.quoted), defect.id
        assert defect.symptom.endswith("."), defect.id
        assert defect.correction not in ("", *defect.quoted), defect.id
        assert set(defect.snippets) <= {snippet.id for snippet in ledger.snippets()}, defect.id
        if defect.kind != "wording":
            assert all((defect.reproducer, defect.object)), defect.id
            assert bool(defect.snippets) == (defect.origin != "copies"), defect.id
        if defect.reproducer:
            assert defect.exception or defect.value, defect.id
            assert bool(defect.exception) == bool(defect.message), defect.id
            assert defect.cured, defect.id


VERBS = re.compile(
    "Add|Apply|Assign|Call|Check|Compare|Compute|Continue|Convert|Copy|Define|Divide|Draw|Flatten|Give|Import|Indent"
    "|Index|Keep|Load|Make|Move|Multiply|Name|Print|Put|Remove|Repeat|Restore|Seed|Set|Shift|Square|Start|Subtract"
    "|Sum|Use|Visit|Write"
)
"""What a correction begins with: each is in the imperative."""


def test_a_correction_is_an_instruction_and_a_symptom_a_sentence():
    begins = set()
    for defect in ledger.defects():
        verb, _, _ = defect.correction.partition(" ")
        begins.add(verb)
        assert defect.correction.endswith("."), defect.id
        for text in (defect.correction, defect.symptom):
            assert text.count("`") % 2 == 0, defect.id
        for sentence in re.split(r"(?<=\.) (?=[A-Z])", re.sub("`[^`]*`", "code", defect.symptom)):
            assert len(sentence.split()) >= 5, (defect.id, sentence)
    assert begins == set(VERBS.pattern.split("|"))


def test_only_the_defective_expression_is_quoted():
    """One line of code at the most, and never a sentence."""
    for defect in ledger.defects():
        for quoted in defect.quoted:
            assert "\n" not in quoted
            assert len(quoted) <= 45
            assert not quoted.endswith((".", "다."))


# ------------------------------------------------------------------ Defects, from both sides


@proves(*WITH_CODE)
def test_the_reproducer_contains_what_is_quoted_and_fails_as_stated(entry):
    defect = entry
    for quoted in defect.quoted:
        assert quoted in defect.reproducer
    outcome = evidence.run(defect.reproducer, defect.id)
    assert outcome.printed == defect.value
    assert (type(outcome.error).__name__ if outcome.error else "") == defect.exception
    assert str(outcome.error or "").startswith(defect.message)
    assert f": {defect.message}" in outcome.traceback or not defect.exception
    assert {text.partition(":")[0] for text in outcome.warned} == ({defect.warning} if defect.warning else set())


@proves(*WITH_CODE)
def test_the_cure_prints_what_is_stated_without_a_warning(entry):
    defect = entry
    outcome = evidence.run(defect.cure, defect.id)
    assert outcome.error is None
    assert outcome.printed == defect.cured.strip()
    assert outcome.printed != defect.value
    assert outcome.warned == ()


def test_a_verdict_other_than_the_same_gives_its_reason():
    assert [output.id for output in ledger.outputs() if output.verdict != "same" and not output.why] == []


RECORDS = [ledger.sections()[0], ledger.snippets()[0], ledger.outputs()[0], ledger.defects()[0]]
RECORDS += [ledger.statements()[0], ledger.figures()[0], evidence.run("", "here.py")]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_record_can_not_be_changed(record):
    for field in dataclasses.fields(record):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(record, field.name, "another")
