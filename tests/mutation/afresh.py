"""Ask a mutant of the whole suite, in a process that has imported neither the package nor the tests before."""

import importlib
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

import pytest

from mutation.forks import silence
from mutation.mutants import Mutant
from mutation.watch import OPTIONS, PACKAGE, ROOT, Suite, Watch

LIBRARIES = ("doctest", "flint", "hypothesis.extra.numpy", "markdown_it", "matplotlib.pyplot", "yaml")
COLLECTION = 60
"""Seconds after which the suite is taken never to be collected; it takes three."""


def import_libraries() -> None:
    """Import what the tests need beside the package, so that no fork of this process has to."""
    for name in LIBRARIES:
        importlib.import_module(name)


def ask(mutant: Mutant, suite: Suite) -> str:
    """Return the first test that notices the mutant, or ""."""
    silence()
    copy = Path(tempfile.mkdtemp(), "chapter4")
    shutil.copytree(PACKAGE, copy, copy_function=os.symlink)
    path = copy / f"{mutant.name.module}.py"
    path.unlink()
    path.write_text(mutant.code, encoding="utf-8")
    sys.path.insert(0, str(copy.parent))
    os.environ["PYTHONPATH"] = str(copy.parent)  # for the tests that start another Python
    os.chdir(ROOT)
    asking = _Asking(suite, mutant.name.module)
    signal.setitimer(signal.ITIMER_PROF, COLLECTION)
    try:
        code = pytest.main(["--exitfirst", *OPTIONS], plugins=[asking])
    except Exception:  # the package may fail to be imported
        code = pytest.ExitCode.INTERNAL_ERROR
    return asking.failed or ("" if code == pytest.ExitCode.OK else "no test: none could start")


class _Asking(Watch):
    """A plugin of pytest that asks the tests that reach the mutated module first."""

    def __init__(self, suite: Suite, module: str) -> None:
        super().__init__(suite)
        self.near = {test for (name, _), tests in suite.reached.items() if name == module for test in tests}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Put them in order."""
        near = [item for item in items if item.nodeid in self.near]
        others = [item for item in items if item.nodeid not in self.near]
        items[:] = self.suite.order(near) + self.suite.order(others)
