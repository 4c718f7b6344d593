"""What the suite catches, held whole to every model and to sound code, and which implementations it can be held to."""

import os
import re
import subprocess
import sys

import pytest

from defects import plain
from defects.holding import ROOT, failed, hold
from defects.models import MODELS

FILES = sorted(ROOT.glob("tests/defects/sound/*.py"))
SOUND = [plain.__name__, *map(str, FILES)]
(LOSSES,) = (file for file in FILES if file.stem == "losses_only")
TESTS = "testpaths=tests/test_section_4_2_4.py"
"""Where to look for tests of the losses, without a word about it where pytest looks for files of the command line."""


@pytest.fixture(scope="module")
def outcomes():
    """Return what has become of the whole suite on every model and on everything sound."""
    return hold(*(f"--implementation={name}" for name in (*MODELS, *SOUND)))


@pytest.mark.parametrize("id", MODELS)
def test_a_model_is_failed_under_its_id(id, outcomes):
    assert id in failed(outcomes[id])


def test_no_two_models_are_failed_under_the_same_ids(outcomes):
    """So that the suite tells each defect from every other."""
    assert len({frozenset(failed(outcomes[id]) & set(MODELS)) for id in MODELS}) == len(MODELS)


@pytest.mark.parametrize("name", SOUND, ids=lambda name: name.rpartition("/")[-1])
def test_a_sound_implementation_is_failed_by_none(name, outcomes):
    assert failed(outcomes[name]) == set()


def test_every_test_could_be_run(outcomes):
    assert [id for found in outcomes.values() for id, seen in found.items() if "error" in seen] == []


# ------------------------------------------------------------------ What --implementation takes


def run(*options):
    """Run tests of 4.2.4; return the exit code, the names of the tests that failed, and what was printed."""
    command = [sys.executable, "-m", "pytest", "-q", "-rfE", "-p", "no:cacheprovider", "-o", TESTS, *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    names = re.findall(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", done.stdout, flags=re.MULTILINE)
    return done.returncode, names, done.stdout


def test_an_implementation_that_can_not_be_imported_fails(tmp_path):
    broken = tmp_path / "broken.py"
    broken.write_text("batch-size = 10\n", encoding="utf-8")
    code, names, output = run(f"--implementation={broken}", "-k", "E4.2.4-4")
    assert code == 1, output
    assert names


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
    code, names, output = run(*(option.format(**files) for option in options), "-k", "E4.2.4-4")
    assert (code, names) == (0, []), output
    assert "passed" in output


@pytest.mark.parametrize("missing", ["no_such_module", "no_such_package.module", "no_such_file.py", "E4.2.4-1"])
def test_a_module_that_is_not_there_is_a_usage_error(missing):
    code, _, output = run(f"--implementation={missing}")
    assert code == pytest.ExitCode.USAGE_ERROR, output
