"""A commit through the hooks that `pre-commit install` puts in place."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PERSON = {f"GIT_{role}_{key}": "nobody" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | PERSON


def run(folder, *command):
    return subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """Return a repository of its own with the files of this one and the hooks, nothing committed yet."""
    copy = tmp_path_factory.mktemp("checkout")
    listed = run(ROOT, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    assert listed.returncode == 0, f"The hooks need a checkout of git: {listed.stderr}"
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    for command in ("git init --quiet", "git add --all", "pre-commit install"):
        done = run(copy, *command.split())
        assert done.returncode == 0, done.stdout + done.stderr
    return copy


def test_a_commit_of_every_file_passes(checkout):
    done = run(checkout, "git", "commit", "--message", "Every file")
    assert done.returncode == 0, done.stdout + done.stderr
    assert run(checkout, "git", "status", "--porcelain").stdout == ""


@pytest.mark.parametrize(
    ("name", "text", "hook"),
    [
        ("blank.md", "blank \n", "trailing-whitespace"),
        ("end.toml", "key = 1", "end-of-file-fixer"),
        ("windows.txt", "line\r\n", "mixed-line-ending"),
        ("conflict.txt", "<<<<<<< HEAD\n", "check-merge-conflict"),
        ("wrong.toml", "key =\n", "check-toml"),
        ("wrong.yml", "key: [\n", "check-yaml"),
        ("large.bin", "\0" * 600_000, "check-added-large-files"),
        ("misspelt.md", "\x74eh\n", "codespell"),
        ("unused.py", "import os\n", "ruff-check"),
        ("format.py", "x = {'a':1}\n", "ruff-format"),
        ("reference/chapter4/untyped.py", '"""Nothing."""\n\nx: int = "text"\n', "mypy"),
    ],
)
def test_a_file_with_a_fault_is_held_back_by_its_hook(name, text, hook, checkout):
    (checkout / name).write_bytes(text.encode())
    run(checkout, "git", "add", name)
    done = run(checkout, "git", "commit", "--message", "A fault")
    run(checkout, "git", "reset", "--quiet", "--hard")
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"- hook id: {hook}\n" in done.stdout + done.stderr
