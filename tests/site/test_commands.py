"""The commands that the pages print for a single entry."""

import subprocess
import sys

import pytest

from chapter4 import ledger
from command_line import ID
from prose.examples import ROOT


@pytest.fixture(scope="module")
def collected():
    """Return the names of the tests of the suite."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--collect-only", "-q"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    return [line for line in done.stdout.splitlines() if "::" in line]


def test_every_entry_that_is_proved_has_a_command_that_selects_a_test(site, collected):
    code = {element.text for page in site.pages.values() for element in page.select(".proof code")}
    ids = set()
    for command in sorted(text for text in code if text.startswith("pytest")):
        file, option, id = command.split()[1:]
        assert option == "-k"
        assert any(name.startswith(f"{file}::") and id in ID.findall(name) for name in collected), command
        ids.add(id)
    assert ids == {entry.id for entry in ledger.entries()} - set(ledger.on_record())
