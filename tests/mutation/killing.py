"""Run the tests of one kind on a copy of the package, in a process that has imported all but the package."""

import ast
import compileall
import gc
import importlib
import importlib.util
import multiprocessing
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import coverage
import pytest
from hypothesis import HealthCheck, Phase, settings

from mutation.mutants import Mutant

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "reference" / "chapter4"
KINDS = ("printed", "property", "rest")
LIMIT = 120
"""Seconds after which the tests are taken never to end; the whole suite takes half of that, and far more traced."""

# What the tests and the package import, but for themselves.
HEAVY = ("doctest", "hypothesis.extra.numpy", "markdown_it", "matplotlib.pyplot", "numpy", "sklearn.datasets", "yaml")
for _name in HEAVY:
    importlib.import_module(_name)

# What is there by now outlives every child, whose collections of garbage need not look at it.
gc.freeze()

# The same examples at each run. A failing one need not be made small.
settings.register_profile(
    "mutation",
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.target],
    suppress_health_check=[HealthCheck.too_slow],
)

_fork = multiprocessing.get_context("fork")


Tests = frozenset[str]
"""Tests, by the names that pytest gives them."""


@dataclass(frozen=True)
class Outcome:
    """What became of the tests of one kind."""

    how: str
    """passed, failed, crashed or timeout."""
    tests: Tests = frozenset()
    """Those that were chosen."""
    by: str = ""
    """The first that failed."""
    package: str = ""
    """Where the package was imported from."""
    reached: dict[tuple[str, int], Tests] | None = None
    """If asked for: the tests that ran a line of a module; none for a line that is run on import."""

    @property
    def killed(self) -> bool:
        """Whether the tests have noticed the mutant."""
        return self.how != "passed"


def kind_of(item: pytest.Item) -> str:
    """Return the kind of a test."""
    if item.get_closest_marker("hypothesis"):
        return "property"
    return "printed" if "recompute" in item.fixturenames else "rest"


class Selection:
    """A plugin of pytest: the tests of one kind alone, and of these only some, those of the mutated module first."""

    def __init__(self, kind: str, module: str, only: Tests | None, tracer: coverage.Coverage | None) -> None:
        self.kind, self.first, self.only, self.tracer = kind, f"test_{module}.py", only, tracer
        self.chosen: list[pytest.Item] = []
        self.by = ""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Choose."""
        of_kind = [item for item in items if kind_of(item) == self.kind]
        self.chosen = [item for item in of_kind if self.only is None or item.nodeid in self.only]
        items[:] = sorted(self.chosen, key=lambda item: item.path.name != self.first)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Tell the tracer which test runs."""
        if self.tracer:
            self.tracer.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the first failure's name."""
        if report.failed and not self.by:
            self.by = report.nodeid


@contextmanager
def copy_of(package: Path, mutant: Mutant | None = None):
    """Yield a folder with a copy of the package, compiled but for the mutated module."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        copy = Path(folder, "chapter4")
        shutil.copytree(package, copy)
        if mutant:
            path = copy / f"{mutant.name.module}.py"
            path.write_text(mutant.code, encoding="utf-8")
            Path(importlib.util.cache_from_source(str(path))).unlink()
        else:
            compileall.compile_dir(copy, quiet=1)
        yield Path(folder)


def ask(folder: Path, kind: str, module: str = "", only: Tests | None = None, trace: bool = False) -> Outcome:
    """Run the tests of one kind, all or only these, on the package in that folder until one fails."""
    ours, theirs = _fork.Pipe(duplex=False)
    process = _fork.Process(target=_run, args=(theirs, folder, kind, module, only, trace))
    process.start()
    theirs.close()
    try:
        return ours.recv() if ours.poll(5 * LIMIT if trace else LIMIT) else Outcome("timeout")
    except EOFError:
        return Outcome("crashed")
    finally:
        process.kill()
        process.join()


def _run(connection, folder: Path, kind: str, module: str, only: Tests | None, trace: bool) -> None:
    sys.path.insert(0, str(folder))
    os.chdir(ROOT)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    tracer = coverage.Coverage(data_file=None, include=[f"{folder}/chapter4/*"]) if trace else None
    selection = Selection(kind, module, only, tracer)
    options = ["-x", "-q", "--tb=no", "--assert=plain", "-p", "no:cacheprovider", f"--basetemp={folder / 'tmp'}"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning", "--hypothesis-profile=mutation"]
    files = ["tests"] if only is None else sorted({name.partition("::")[0] for name in only})
    if tracer:
        tracer.start()
    try:
        code = pytest.main([*options, *files], plugins=[selection])
    except Exception:  # the package may fail to be imported
        code = pytest.ExitCode.INTERNAL_ERROR
    # That no test is left is no failure of one.
    passed = code in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
    connection.send(
        Outcome(
            "passed" if passed else "failed",
            frozenset(item.nodeid for item in selection.chosen),
            selection.by,
            str(getattr(sys.modules.get("chapter4"), "__file__", "")),
            _reached(tracer) if tracer else None,
        )
    )


def _reached(tracer: coverage.Coverage) -> dict[tuple[str, int], Tests]:
    tracer.stop()
    data, reached = tracer.get_data(), {}
    for file in data.measured_files():
        for line, tests in data.contexts_by_lineno(file).items():
            reached[Path(file).stem, line] = frozenset() if "" in tests else frozenset(tests)
    return reached


@dataclass(frozen=True)
class Suite:
    """The suite, which passes on the package as it is."""

    package: Path
    """A compiled copy."""
    kinds: dict[str, Outcome]

    def tests_of(self, mutant: Mutant) -> dict[str, Tests | None]:
        """Return the tests of each kind that run the mutant's statement, or None for all of them.

        Only those can notice it, and asking no others can't make a killed mutant of a survivor.
        """
        source = (self.package / f"{mutant.name.module}.py").read_text(encoding="utf-8")
        chosen = {}
        for kind, outcome in self.kinds.items():
            by_line = [outcome.reached.get((mutant.name.module, line)) for line in statement(source, mutant.number)]
            found = [tests for tests in by_line if tests is not None]
            chosen[kind] = frozenset().union(*found) if all(found) else None
        return chosen


def statement(source: str, line: int) -> range:
    """Return the lines of the innermost statement that the line is of; of a compound one, its head."""
    lines = range(line, line + 1)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            end = body[0].lineno if body else node.end_lineno + 1
            if node.lineno <= line < end:
                lines = range(node.lineno, end)
    return lines


def measure(package: Path, mutant: Mutant, tests: dict[str, Tests | None]) -> tuple[Mutant, dict[str, Outcome]]:
    """Return the mutant and what the tests of each kind say of it, the rest only where the others let it pass."""
    with copy_of(package, mutant) as folder:
        found = {}
        for kind in KINDS:
            if kind == "rest" and any(outcome.killed for outcome in found.values()):
                break
            nobody = tests[kind] is not None and not tests[kind]
            found[kind] = Outcome("passed") if nobody else ask(folder, kind, mutant.name.module, tests[kind])
        if not any(outcome.killed for outcome in found.values()):
            found["rest"] = ask(folder, "rest", mutant.name.module)
    return mutant, found


@contextmanager
def suite():
    """Yield the suite, once it has passed on the package as it is, kind by kind."""
    with copy_of(PACKAGE) as folder:
        kinds = {kind: ask(folder, kind, trace=True) for kind in KINDS}
        for kind, outcome in kinds.items():
            if outcome.how != "passed" or not outcome.tests:
                raise SystemExit(f"{kind}: the tests do not pass on the code as it is: {outcome.by or outcome.how}")
            if not Path(outcome.package).is_relative_to(folder):
                raise SystemExit(f"{kind}: the package is not imported from its copy: {outcome.package}")
        yield Suite(folder / "chapter4", kinds)
