"""What the suite catches: every defect put back alone is failed by a test of its id, and sound code by none."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from chapter4 import ledger

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SILENT = {"value", "precision", "aliasing", "hazard"}
"""The kinds of defect that a reader who runs the code is not told of by Python itself."""


def defective():
    """Return the files with one defect each, by the ledger's id that their names spell: e4_2_4_4 is E4.2.4-4."""
    files = sorted((HERE / "defective").glob("e4_*.py"))
    return {re.sub(r"-(?=.*-)", ".", file.stem.upper().replace("_", "-")): file for file in files}


DEFECTIVE = defective()
SOUND = sorted((HERE / "sound").glob("*.py"))


def hold(file, *options):
    """Hold an implementation to the suite; return the exit code and the names of the tests that failed."""
    command = [sys.executable, "-m", "pytest", "-q", "-rfE", "-p", "no:cacheprovider", *options]
    command += ["--implementation", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, flags=re.MULTILINE), done.stdout


def test_every_silent_defect_is_put_back():
    expected = {d.id for d in ledger.defects() if d.kind in SILENT and d.asked_of == "everyone"}
    assert set(DEFECTIVE) == expected


@pytest.mark.parametrize("id", DEFECTIVE)
def test_a_defect_is_failed_by_a_test_of_its_id(id):
    code, failed, output = hold(DEFECTIVE[id], "-k", id)
    assert code == 1, output
    assert any(re.search(rf"\b{re.escape(id)}\b(?!\d)", name) for name in failed), output


@pytest.mark.parametrize("file", SOUND, ids=lambda file: file.stem)
def test_a_sound_implementation_is_failed_by_none(file):
    code, failed, output = hold(file)
    assert (code, failed) == (0, []), output


def test_an_implementation_that_can_not_be_imported_fails(tmp_path):
    broken = tmp_path / "broken.py"
    broken.write_text("batch-size = 10\n", encoding="utf-8")
    code, failed, output = hold(broken, "-k", "E4.2.3-2")
    assert code == 1, output
    assert failed


def test_a_module_by_its_name_and_a_file_of_another_project_are_found(tmp_path):
    """The second has pytest settings of its own beside it, which must not take the place of the suite's."""
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n", encoding="utf-8")
    other = tmp_path / "numpy.py"
    other.write_text((HERE / "sound" / "losses_only.py").read_text(encoding="utf-8"), encoding="utf-8")
    for implementation in ("chapter4.section_4_2_4", other):
        code, failed, output = hold(implementation, "-k", "E4.2.4-4")
        assert (code, failed) == (0, []), output
        assert "passed" in output


@pytest.mark.parametrize("missing", ["no_such_module", "no_such_file.py"])
def test_a_module_that_is_not_there_is_a_usage_error(missing):
    code, _, output = hold(missing)
    assert code == pytest.ExitCode.USAGE_ERROR, output
