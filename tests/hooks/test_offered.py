"""What other repositories may use: the hook of pre-commit and the action of GitHub, on a small repository."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
RIGHT = (
    "def softmax(x):\n    e = np.exp(x - x.max(axis=-1, keepdims=True))\n    return e / e.sum(axis=-1, keepdims=True)\n"
)
WRONG = "def sum_squares_error(y, t):\n    return np.sum((y - t) ** 2)\n"
HAZARD = "def softmax(x):\n    return np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)\n"
UNKNOWN = "print(np.zeros(3))\n"


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a file of each kind."""
    for name, code in [("right", RIGHT), ("wrong", WRONG), ("a hazard", HAZARD), ("unknown", UNKNOWN)]:
        (tmp_path / "work" / f"{name}.py").parent.mkdir(exist_ok=True)
        (tmp_path / "work" / f"{name}.py").write_text(f"import numpy as np\n\n\n{code}", encoding="utf-8")
    return tmp_path / "work"


def run(folder, *command, **environment):
    own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return subprocess.run(command, cwd=folder, env={**own, **environment}, capture_output=True, text=True, check=False)


# ------------------------------------------------------------------ The hook


def test_pre_commit_takes_the_definition():
    done = run(ROOT, "pre-commit", "validate-manifest", ".pre-commit-hooks.yaml")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("files", "code"), [(["wrong.py", "unknown.py"], 1), (["unknown.py"], 0)])
def test_the_hook_holds_back_what_is_wrong_and_passes_over_what_it_does_not_know(folder, tmp_path, files, code):
    assert run(folder, "git", "init", "--quiet").returncode == 0
    assert run(folder, "git", "add", *files).returncode == 0
    hook = ["pre-commit", "try-repo", str(ROOT), "chapter4-check", "--files", *files]
    done = run(folder, *hook, PRE_COMMIT_HOME=str(tmp_path / "environments"))
    assert done.returncode == code, done.stdout + done.stderr
    assert ("sum_squares_error: the half is missing" in done.stdout) == bool(code)


# ------------------------------------------------------------------ The action


ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
SCRIPTS = {step["name"]: step for step in ACTION["runs"]["steps"] if "run" in step}


@pytest.fixture
def programs(tmp_path):
    """Return a PATH on which `chapter4` is the one of this Python, and `python` tells its arguments."""
    programs = tmp_path / "programs"
    programs.mkdir()
    main = "import sys; from chapter4.check.command_line import main; sys.exit(main())"
    for name, command in [
        ("chapter4", f'exec {shlex.join([sys.executable, "-c", main])} "$@"'),
        ("python", "printf '%s\\n' \"$@\""),
    ]:
        (programs / name).write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    return os.pathsep.join([str(programs), os.environ["PATH"]])


def step(name, folder, programs, inputs=None, **environment):
    """Run a step as GitHub does, with what its `env` says of the inputs."""
    script = SCRIPTS[name]
    assert script["shell"] == "bash"
    given = {key: described["default"] for key, described in ACTION["inputs"].items()} | (inputs or {})
    expressions = {f"${{{{ inputs.{key} }}}}": value for key, value in given.items()}
    own = {key: expressions[value] for key, value in script.get("env", {}).items()}
    bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script["run"]]
    return run(folder, *bash, PATH=programs, **own, **environment)


def test_the_action_installs_its_own_checkout(folder, programs):
    done = step("Install", folder, programs, GITHUB_ACTION_PATH="/a folder")
    assert (done.returncode, done.stdout.splitlines()) == (0, ["-m", "pip", "install", "/a folder"])


def kinds(done):
    """Return the kind and the file of each annotation."""
    lines = [line.partition(",")[0] for line in done.stdout.splitlines() if line.startswith("::")]
    return sorted(tuple(line[2:].split(" file=")) for line in lines)


@pytest.mark.parametrize(
    ("inputs", "code", "annotations"),
    [
        ({}, 1, [("error", "wrong.py"), ("warning", "a hazard.py")]),
        ({"files": "wrong.py"}, 1, [("error", "wrong.py")]),
        ({"files": "right.py\n\n  a hazard.py  \n"}, 0, [("warning", "a hazard.py")]),
        ({"files": "a hazard.py", "strict": "true"}, 1, [("error", "a hazard.py")]),
        ({"files": "wrong.py", "no-run": "true"}, 0, []),
        ({"files": "$(touch here)"}, 2, []),
        ({"files": "--no-run"}, 2, []),
        ({"files": "unknown.py"}, 2, []),
    ],
)
def test_the_action_checks_what_it_is_given(folder, programs, inputs, code, annotations):
    done = step("Check", folder, programs, inputs)
    assert done.returncode == code, done.stdout + done.stderr
    assert kinds(done) == annotations
    assert not (folder / "here").exists()
