"""What the suite catches: every defect put back alone is failed by a test of its id, and sound code by none."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from chapter4 import ledger
from command_line import ID

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
LOSSES = HERE / "sound" / "losses_only.py"


def hold(*files):
    """Hold implementations to the suite; return the ids under which it fails each, by the stem of its file."""
    code, failed, output = run(*(f"--implementation={file}" for file in files))
    assert code in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED), output
    ids = {file.stem: set() for file in files}
    for name in failed:
        # pytest writes the stem, and then the ids, between the brackets.
        (stem,) = [stem for stem in ids if re.search(rf"[\[-]{stem}[]-]", name)]
        assert ID.search(name), name
        ids[stem].update(ID.findall(name))
    return ids


def run(*options):
    """Run the suite; return the exit code, the names of the tests that failed, and what was printed."""
    command = [sys.executable, "-m", "pytest", "-q", "-rfE", "-p", "no:cacheprovider", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    failed = re.findall(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", done.stdout, flags=re.MULTILINE)
    return done.returncode, failed, done.stdout


def test_every_silent_defect_is_put_back():
    expected = {d.id for d in ledger.defects() if d.kind in SILENT and d.asked_of == "everyone"}
    assert set(DEFECTIVE) == expected


@pytest.fixture(scope="module")
def failed():
    """Return what the defective and the sound are failed for, all held in one run."""
    return hold(*DEFECTIVE.values(), *SOUND)


@pytest.mark.parametrize("id", DEFECTIVE)
def test_a_defect_is_failed_by_a_test_of_its_id(id, failed):
    assert id in failed[DEFECTIVE[id].stem]


@pytest.mark.parametrize("file", SOUND, ids=lambda file: file.stem)
def test_a_sound_implementation_is_failed_by_none(file, failed):
    assert failed[file.stem] == set()


def test_an_implementation_that_can_not_be_imported_fails(tmp_path):
    broken = tmp_path / "broken.py"
    broken.write_text("batch-size = 10\n", encoding="utf-8")
    code, failed, output = run(f"--implementation={broken}", "-k", "E4.2.3-2")
    assert code == 1, output
    assert failed


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """Return sound losses in another project's folder, whose settings must not take the place of the suite's."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n", encoding="utf-8")
    (folder / "conftest.py").write_text("raise SystemExit('of another project')\n", encoding="utf-8")
    file = folder / "numpy.py"
    file.write_text(LOSSES.read_text(encoding="utf-8"), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "options",
    [
        ["--implementation=chapter4.section_4_2_4"],
        ["--implementation", "chapter4.section_4_2_4"],
        ["--implementation", "{here}"],
        ["--implementation", "{here_relative}"],
        ["--implementation={elsewhere}"],
        ["--implementation={elsewhere_relative}"],
        ["-c", "pyproject.toml", "--implementation", "{elsewhere}"],
    ],
    ids=" ".join,
)
def test_a_module_by_its_name_and_a_file_in_here_or_elsewhere_are_found(options, elsewhere):
    files = {"here": LOSSES, "elsewhere": elsewhere}
    files |= {f"{place}_relative": os.path.relpath(file, ROOT) for place, file in files.items()}
    code, failed, output = run(*(option.format(**files) for option in options), "-k", "E4.2.4-4")
    assert (code, failed) == (0, []), output
    assert "passed" in output


@pytest.mark.parametrize("missing", ["no_such_module", "no_such_file.py"])
def test_a_module_that_is_not_there_is_a_usage_error(missing):
    code, _, output = run(f"--implementation={missing}")
    assert code == pytest.ExitCode.USAGE_ERROR, output
