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


@pytest.mark.parametrize("name", ["broken.py", "empty.py", "other.py", "raising.py", "notes.md"])
def test_a_file_in_which_nothing_is_recognised_fails(name, tmp_path):
    codes = {"broken.py": "batch-size = 10\n", "other.py": "def f(a):\n    return a\n", "raising.py": "1 / 0\n"}
    (tmp_path / name).write_text(codes.get(name, ""), encoding="utf-8")
    code, _, output = run(f"--implementation={tmp_path / name}")
    assert code == 1, output
    assert "nothing of the chapter was recognised, so nothing was tested" in output


def test_a_file_that_can_not_be_imported_is_tested_and_fails_for_what_the_check_says(tmp_path):
    """What is misspelt is undone, and a stand-in takes the place of a module that is not there."""
    broken = tmp_path / "BROKEN.PY"
    code = LOSSES.read_text(encoding="utf-8").replace("(y, t):", "(y, t)")
    broken.write_text(f"import no_such_module\n{code}", encoding="utf-8")
    code, _, output = run(f"--implementation={broken}")
    assert code == 1, output
    assert "no test fails" in output
    assert re.search(r"^2 wrong", output, flags=re.MULTILINE), output


SUMMED = """
def cross_entropy_error(y, t):
    if y.ndim == 1:
        y, t = y.reshape(1, -1), t.reshape(1, -1)
    return -np.sum(t * np.log(y + 1e-7))
"""


def test_what_fails_is_grouped_and_ends_with_what_the_check_says(tmp_path):
    """In an account of a screen; with --tb pytest says all that it always says."""
    copy = tmp_path / "copy.md"
    copy.write_text(f"# Notes\n\n```python\nimport numpy as np\n{SUMMED}```\n", encoding="utf-8")
    code, names, output = run(f"--implementation={copy}")
    assert (code, names) == (1, []), output
    assert re.search(r"^E4\.2\.4-4 +wrong: \d+ tests$", output, flags=re.MULTILINE), output
    assert f"{copy}:9: E4.2.4-4  cross_entropy_error" in output
    assert len(output.splitlines()) < 50
    _, names, output = run(f"--implementation={copy}", "--tb=line", "-rf")
    assert names
    assert f"{copy}:9: E4.2.4-4  cross_entropy_error" in output


def test_a_hazard_fails_the_suite_under_its_own_id(tmp_path):
    copy = tmp_path / "copy.py"
    copy.write_text(f"import numpy as np\n{SUMMED.rstrip()} / len(y)\n", encoding="utf-8")
    code, _, output = run(f"--implementation={copy}")
    assert code == 1, output
    assert re.findall(r"^(\S+) +(wrong|hazard): ", output, flags=re.MULTILINE) == [("E4.2.4-13", "hazard")]
    assert "nothing wrong, 1 hazard" in output


FORGETFUL = """
def numerical_gradient(f, x):
    grad = np.zeros_like(x)
    for idx in np.ndindex(x.shape):
        tmp_val = x[idx]
        x[idx] = tmp_val + 1e-4
        fxh1 = f(x)
        x[idx] = tmp_val - 1e-4
        grad = (fxh1 - f(x)) / 2e-4
        x[idx] = tmp_val
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    for _ in range(step_num):
        x -= lr * numerical_gradient(f, x)
    return x
"""


def test_what_fails_for_one_cause_is_one_line(tmp_path):
    """Also what fails of a function that calls the one with the cause."""
    copy = tmp_path / "copy.py"
    copy.write_text(f"import numpy as np\n\n{FORGETFUL}", encoding="utf-8")
    gradients = "testpaths=tests/test_section_4_4.py tests/test_section_4_4_1.py"
    _, _, output = run(f"--implementation={copy}", "-o", gradients)
    assert re.findall(r"^(\S+) +wrong: ", output, flags=re.MULTILINE) == ["E4.4-21"]
    assert re.search(r"^\d+ more tests of numerical_gradient, for the cause", output, flags=re.MULTILINE), output


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


MISSING = ["no_such_module", "no_such_package.module", "chapter4.no_such_module", "no_such_file.py", "E4.2.4-1", ""]


@pytest.mark.parametrize("missing", [*MISSING, "NOT.PY", "a b", "docs", "raising", "quitting"])
def test_a_module_that_can_not_be_had_is_a_usage_error_of_one_line(missing, tmp_path):
    (tmp_path / "raising.py").write_text("raise ValueError('first line\\nsecond line')\n", encoding="utf-8")
    (tmp_path / "quitting.py").write_text("raise SystemExit(3)\n", encoding="utf-8")
    path = os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", f"--implementation={missing}"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == pytest.ExitCode.USAGE_ERROR, done.stdout
    (line,) = (done.stdout + done.stderr).strip().splitlines()
    assert line.startswith("ERROR: --implementation: ")
