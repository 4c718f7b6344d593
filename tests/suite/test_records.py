"""What the records are taken to depend on."""

import os
import subprocess
import sys

import pytest

import records

EVERY = set(records.MEASURING)
EXACT = {"bounds", "arbitrary", "oracles"}
"""What is held to exact values."""
CHANGES = {
    "the package": ("reference/chapter4/section_4_3.py", "H = ", "H = 2 * ", EVERY),
    "evidence": ("reference/chapter4/evidence.py", "return ", "return not ", EVERY),
    "an example in a docstring": ("reference/chapter4/section_4_3.py", ">>> ", ">>> 1 + ", EVERY),
    "a comment": ("reference/chapter4/section_4_3.py", "# ", "# Now: ", set()),
    "the ledger": ("reference/chapter4/ledger.toml", 'call = "', 'call = "1 + ', {"mutation", "digits"}),
    "the prose of the ledger": ("reference/chapter4/ledger.toml", 'symptom = "', 'symptom = "Now: ', set()),
    "a snippet": ("reference/chapter4/snippets/section_4_2_3_choice.py", "60000", "600", {"mutation"}),
    "a test": ("tests/test_section_4_2_3.py", "assert ", "assert not ", {"mutation"}),
    "an example on a page": ("docs/bounds.md", ">>> ", ">>> 1 + ", {"mutation"}),
    "the prose of a page": ("docs/bounds.md", "tolerance", "distance", set()),
    "a way to compute": ("tests/digits/formulations.py", "def ", "def not_", {"mutation", "digits"}),
    "the bounds' points": ("tests/bounds/search.py", "1_000_000", "1_000", {"mutation", "bounds"}),
    "an exact value": ("tests/proof/exact.py", "return ", "return not ", {"mutation", *EXACT}),
    "a bound": ("tests/proof/allowed.py", "h * h * m3 / 6", "h * h * m3", {"mutation", *EXACT}),
    "an oracle": ("tests/oracles/theirs.py", "return ", "return not ", {"mutation", "oracles"}),
    "the check of copies": ("reference/chapter4/check/judging/variants.py", "NUMBERS = ", "NUMBERS = 5, *", {"check"}),
    "a slip in a copy": ("tests/check/held_edits.py", "SLIPS = ", "SLIPS = []; _ = ", {"check"}),
    "an arbitrary call": ("tests/arbitrary/calls.py", "return ", "return not ", {"mutation", "arbitrary"}),
    "a benchmark": ("tests/benchmarks/problems.py", "return ", "return not ", {"mutation", "bench", "speed"}),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_record_is_out_of_date_once_what_it_depends_on_has_changed(tmp_path, what):
    file, old, new, expected = CHANGES[what]
    path, changed = records.ROOT / file, tmp_path / file.rpartition("/")[2]
    text = path.read_text(encoding="utf-8")
    assert old in text
    changed.write_text(text.replace(old, new, 1), encoding="utf-8")
    counts = records.what_counts(path) != records.what_counts(changed)
    assert {name for name in EVERY if counts and path in records.measuring(name)} == expected


def test_each_record_says_what_it_depends_on():
    assert {path.stem for path in records.FOLDER.glob("*.json")} == EVERY


def test_a_record_can_be_written_where_nothing_but_python_is_installed():
    environment = os.environ | {"PYTHONPATH": str(records.ROOT / "tests")}
    subprocess.run([sys.executable, "-S", "-c", "import records"], env=environment, check=True)
