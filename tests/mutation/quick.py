"""Ask mutants of a suite that is collected once: one process forks from another that holds package and tests."""

import gc
import os
import sys
import time
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from types import FunctionType

import coverage
import pytest

from mutation.forks import counted, in_forks, silence
from mutation.mutants import Mutant
from mutation.swap import swap
from mutation.watch import OPTIONS, PACKAGE, ROOT, Suite, Watch

NOT_ASKED = None


def ask(mutants: list[Mutant]) -> tuple[Suite, dict[Mutant, str | None]]:
    """Return what is known of the suite, and of each mutant the test that noticed it, "" or NOT_ASKED.

    This process has the package and the tests in memory afterwards.
    """
    sys.path.insert(0, str(PACKAGE.parent))
    os.chdir(ROOT)
    asking = _Asking(mutants)
    code = pytest.main(OPTIONS, plugins=[asking])
    if code != pytest.ExitCode.OK:
        raise SystemExit(f"pytest has not come to ask: {code!r}")
    return asking.suite, asking.answers


class _Asking(Watch):
    """A plugin of pytest that asks mutants where pytest would run the tests."""

    def __init__(self, mutants: list[Mutant]) -> None:
        super().__init__(Suite())
        self.mutants = mutants
        self.answers: dict[Mutant, str | None] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the suite on the code as it is, twice, and then ask the mutants."""
        self.items = session.items
        self.functions = [function for function in gc.get_objects() if isinstance(function, FunctionType)]
        gc.freeze()  # no fork need look at what is there by now
        [(_, (self.failed, self.suite))] = in_forks(self._learn, [None])
        [(_, failed)] = in_forks(self._first_failure, [frozenset(self.suite.seconds)])
        if self.failed or failed:
            raise pytest.UsageError(f"a test fails on the code as it is: {self.failed or failed}")
        self.answers = dict(counted(in_forks(self._ask, self.mutants), f"of {len(self.mutants)} asked quickly"))
        return True

    def _learn(self, _: None) -> tuple[str, Suite]:
        """Return the first failure of the whole suite, and what it shows of its tests."""
        silence()
        os.environ["COVERAGE_CORE"] = "ctrace"  # of sys.monitoring a line is heard of once, not once a test
        tracer = coverage.Coverage(data_file=None, config_file=False, include=[f"{PACKAGE}/*"])
        tracer.start()
        seconds = {}
        for item, following in _with_the_next(self.items):
            tracer.switch_context(item.nodeid)
            begin = time.process_time()
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            seconds[item.nodeid] = time.process_time() - begin
        tracer.stop()
        data = tracer.get_data()
        reached = {
            (Path(file).stem, line): frozenset(tests)
            for file in data.measured_files()
            for line, tests in data.contexts_by_lineno(file).items()
        }
        return self.failed, Suite(seconds, reached)

    def _first_failure(self, tests: frozenset[str]) -> str:
        """Run the tests, those of the quickest file first, until one fails, and return its name."""
        silence()
        items = self.suite.order([item for item in self.items if item.nodeid in tests])
        for item, following in _with_the_next(items):
            try:
                item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            # A hook of the suite, which reads the ledger, may fail; an interrupt that a test expects may get out.
            except (Exception, KeyboardInterrupt):
                self.failed = item.nodeid
            if self.failed:
                break
        return self.failed

    def _ask(self, mutant: Mutant) -> str | None:
        """Return the first test that notices the mutant, "" or NOT_ASKED."""
        path = PACKAGE / f"{mutant.name.module}.py"
        source = path.read_text(encoding="utf-8")
        functions = [function for function in self.functions if function.__code__.co_filename == str(path)]
        if not swap(functions, source, mutant.code):
            return NOT_ASKED
        # Of a line that no test is seen to run, the one before it may be of the same statement.
        lines = [line for module, line in self.suite.reached if module == path.stem and line <= mutant.number]
        return self._first_failure(self.suite.reached.get((path.stem, max(lines, default=0)), frozenset()))


def _with_the_next(items: list[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    """Pair each test with the one that follows, for which pytest keeps the fixtures that both use."""
    return zip_longest(items, items[1:])
