"""What the suite adds to pytest's command line."""

import subprocess
import sys

import pytest

import command_line
from examples import ROOT

FILES = ["tests/test_section_4_2_4.py", "tests/test_ledger.py"]


def collected(expression):
    """Return the names of the tests of FILES that -k selects."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "--collect-only",
        "-q",
        "-k",
        expression,
        *FILES,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED), done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if "::" in line]


def ids_of(names):
    return {id for name in names for id in command_line.ID.findall(name)}


def test_an_id_selects_the_tests_of_that_id_alone():
    names = collected("E4.2.4-1")
    assert ids_of(names) == {"E4.2.4-1"}
    assert len({name.partition("::")[0] for name in names}) == len(FILES)


def test_an_id_stands_in_an_expression_as_other_names_do():
    assert ids_of(collected("(e4.2.4-1 or E4.2.4-12 or E4.2.4-14) and not E4.2.4-12")) == {"E4.2.4-1", "E4.2.4-14"}


def test_part_of_an_id_selects_all_that_have_it():
    assert {"C4.2.4-1", "E4.2.4-1", "E4.2.4-10"} < ids_of(collected("4.2.4-1"))
