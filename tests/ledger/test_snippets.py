"""The plain snippets: short, on NumPy alone, and each prints what the chapter states for it."""

import ast
import contextlib
import functools
import math
import re
import runpy
from importlib.resources import files
from types import SimpleNamespace

import numpy as np
import pytest

import chapter4
from chapter4 import evidence, ledger
from proof import allowed, exact
from proof.chapter import EXAMPLE_W, EXAMPLE_X, H
from proof.entries import computed
from proof.errors import refuses
from proof.implementation import Implementation

LOSS = exact.nearest(exact.simple_net_loss(EXAMPLE_W, EXAMPLE_X, 2))
SNIPPETS = {snippet.id: snippet for snippet in ledger.snippets()}
NUMBER = re.compile(r"-?\d+(?:\.\d*)?(?:e[+-]?\d+)?")


@functools.cache
def printed(id):
    """Return what a snippet prints, alone in an empty namespace; an error or a warning fails the test.

    That it needs no more than NumPy is asked of the built site, in a Python that has nothing else: `tox -e alone`.
    """
    outcome = evidence.run(SNIPPETS[id].code, f"{id}.py")
    assert outcome.error is None, outcome.traceback
    assert outcome.warned == ()
    return outcome.printed


@pytest.mark.parametrize("id", SNIPPETS)
def test_a_snippet_prints_what_is_stated_to_the_last_digit(id):
    outputs = [ledger.entry(output) for output in SNIPPETS[id].prints]
    numbers = NUMBER.findall(printed(id))
    assert numbers
    stated = [(output, text) for output in outputs for text in output.printed.split(", ")]
    if stated and {output.verdict for output in outputs} != {"not reproducible"}:
        for (output, text), number in zip(stated, numbers[-len(stated) :], strict=True):
            if output.verdict != "differs":  # which the next test but one takes
                assert as_stated(output, text, float(number)), f"{output.id}: {number} is not {text}"


def as_stated(output, text, number):
    """Whether a printed number is the stated one, or its neighbour where the ledger says that NumPy may choose it."""
    neighbours = {math.nextafter(number, -math.inf), number, math.nextafter(number, math.inf)}
    allowed = neighbours if output.plain and np.lib.NumpyVersion(np.__version__) < "2.0.0" else {number}
    return any(evidence.as_printed(text, value) for value in allowed)


def test_the_draw_prints_ten_indices_as_numpy_writes_an_array():
    text = printed("S4.2.3-2")
    assert text.startswith("array([")
    assert text.endswith("])")
    assert len([index for index in NUMBER.findall(text) if 0 <= int(index) < 60000]) == 10


CALLS = [
    (id, output)
    for id, snippet in SNIPPETS.items()
    for output in snippet.prints
    # An unseeded draw has no value, and the exact derivatives are asked with another step, in fractions.
    if not ledger.entry(output).verdict.startswith("not ") and output != "O4.3.2-3"
]


@pytest.mark.parametrize(("id", "output"), CALLS, ids=[f"plain {output}".replace(".", "_") for _, output in CALLS])
def test_plain_and_checked_form_agree_on_the_chapters_own_calls(id, output, tmp_path, monkeypatch):
    """Bit for bit, but where a logarithm of an array or an exponential takes part: there, within their bounds."""
    output = ledger.entry(output)
    (tmp_path / "plain.py").write_text(SNIPPETS[id].code, encoding="utf-8")
    with contextlib.redirect_stdout(None):
        plain = SimpleNamespace(**runpy.run_path(tmp_path / "plain.py", run_name="plain"))
    values = computed(output, Implementation(plain), monkeypatch)
    monkeypatch.undo()
    if output.verdict == "artefact":  # which the checked form refuses
        with refuses(ValueError, by="lost_step"):
            evidence.computed(output)
        return
    for value, checked in zip(values, evidence.computed(output), strict=True):
        assert abs(value - checked) <= apart(output, checked)


def apart(output, checked):
    """Return how far the plain form may be from the checked one: each by its bound."""
    if output.section == "4.2.2":
        return 2 * allowed.negative_log(checked)
    if output.id == "O4.4.2-2":
        return 2 * allowed.simple_net_loss(EXAMPLE_W, EXAMPLE_X, checked)
    if output.id == "O4.4.2-3":
        return 2 * allowed.simple_net_loss(EXAMPLE_W, EXAMPLE_X, LOSS, H) / H
    return 0


LOSSES = exact.losses([[0.1, 0.2, 0.7], [0.5, 0.25, 0.25]], [2, 0])
TWO_ROWS = [exact.nearest(exact.mean(LOSSES))], allowed.cross_entropy_error(exact.nearest(LOSSES))
OWN = {  # what is right, and how far what is printed may be from it
    "S4.2.1-1": ([2, 2], 0),
    "S4.2.4-1": TWO_ROWS,
    "S4.2.4-2": TWO_ROWS,
    "S4.3.1-2": ([chapter4.numerical_diff(lambda x: x**2, 3.0)], 0),
    "S4.3.2-1": ([0.75, 2], 0),
    "S4.3.3-1": ([25], 0),
}


def test_what_a_snippet_prints_though_the_chapter_states_nothing_is_right():
    assert set(OWN) == {id for id, snippet in SNIPPETS.items() if not snippet.prints}
    for id, (right, bound) in OWN.items():
        for number, value in zip(map(float, NUMBER.findall(printed(id))), right, strict=True):
            assert abs(number - value) <= bound, id


# ------------------------------------------------------------------ Short, plain, and joined to the ledger


@pytest.mark.parametrize("id", SNIPPETS)
def test_a_snippet_is_short_enough_to_copy_and_narrow_enough_to_show(id):
    lines = [line for line in SNIPPETS[id].code.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert len(lines) <= {"S4.4-1": 18, "S4.4.1-1": 24, "S4.4.2-1": 45}.get(id, 11)
    assert max(map(len, SNIPPETS[id].code.splitlines())) <= 80


@pytest.mark.parametrize("id", SNIPPETS)
def test_a_snippet_needs_numpy_alone(id):
    tree = ast.parse(SNIPPETS[id].code)
    imports = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    assert imports in ([], ["import numpy as np"])
    assert ("np." in SNIPPETS[id].code) == bool(imports)


def test_every_file_of_the_folder_is_one_snippet_under_its_sections_name():
    folder = files("chapter4").joinpath("snippets")
    names = [path.name for path in folder.iterdir() if path.name.endswith(".py")]
    assert sorted(snippet.file for snippet in SNIPPETS.values()) == sorted(names)
    assert len(names) == 17
    modules = {section.number: section.module for section in ledger.sections()}
    for snippet in SNIPPETS.values():
        assert re.fullmatch(modules[snippet.section] + r"_[a-z][a-z_0-9]*\.py", snippet.file)
        assert snippet.code == folder.joinpath(snippet.file).read_text(encoding="utf-8")


def test_every_stated_output_of_the_notes_is_printed_by_a_snippet():
    printed = {id for snippet in SNIPPETS.values() for id in snippet.prints}
    assert printed >= {output.id for output in ledger.outputs() if output.origin != "book"}


def still_stands(quoted, defect, code):
    """Whether a quoted expression, spaces apart, is left in the code when what corrects it is taken out."""
    for text in defect.corrected:
        code = code.replace(text, "")
    return re.sub(r"\s", "", quoted) in re.sub(r"\s", "", code)


def test_a_defect_is_corrected_in_its_snippets_or_kept():
    """What was quoted is gone; only hazards stay, and the chapter's own bad example."""
    for defect in ledger.defects():
        assert len(defect.corrected) in (0, 1, len(defect.quoted)), defect.id
        for snippet in (SNIPPETS[id] for id in defect.snippets):
            if defect.id in snippet.keeps:
                continue
            assert defect.corrected or defect.id in NOT_A_LINE, defect.id
            assert all(text in snippet.code for text in defect.corrected), defect.id
            if defect.kind in ("syntax", "type"):
                assert not any(still_stands(text, defect, snippet.code) for text in defect.quoted), defect.id


NOT_A_LINE = {
    "E4.2.1-10": "the tab, which no reader sees",
    "E4.2.2-1": "the chapter's offset, which stays, since its printed numbers depend on it",
    "E4.3.3-2": "the other form that the text offers, which the snippet does not take",
    "E4.4-3": "a name in the text; the code has it right",
    "E4.4.2-2": "the idiom, which is right where the gradient moves W itself, as it does here",
}
"""Defects of a snippet that no line of its corrected form answers, and why."""


def test_each_exception_is_one():
    for id in NOT_A_LINE:
        assert not ledger.entry(id).corrected
