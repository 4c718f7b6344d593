"""Run the tests of one kind on a copy of the package, in a process that has imported all but the package."""

import compileall
import importlib
import importlib.util
import multiprocessing
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from mutation.mutants import Mutant

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "reference" / "chapter4"
KINDS = ("printed", "property", "rest")
LIMIT = 120
"""Seconds after which the tests are taken never to end; the whole suite takes less than ten."""

# What the tests and the package import, but for themselves.
for _name in ("doctest", "hypothesis.extra.numpy", "numpy", "sklearn.datasets", "yaml"):
    importlib.import_module(_name)

from hypothesis import HealthCheck, Phase, settings  # noqa: E402

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


@dataclass(frozen=True)
class Outcome:
    """What became of the tests of one kind."""

    how: str
    """passed, failed, crashed or timeout."""
    tests: int = 0
    files: tuple[str, ...] = ()
    """Those with tests of this kind."""
    by: str = ""
    """The first test that failed."""
    package: str = ""
    """Where the package was imported from."""

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
    """A plugin of pytest: the tests of one kind alone, those of the mutated module first."""

    def __init__(self, kind: str, module: str) -> None:
        self.kind, self.first = kind, f"test_{module}.py"
        self.chosen: list[pytest.Item] = []
        self.by = ""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Choose."""
        self.chosen = [item for item in items if kind_of(item) == self.kind]
        items[:] = sorted(self.chosen, key=lambda item: item.path.name != self.first)

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


def ask(folder: Path, kind: str, module: str = "", files: Iterable[str] = ("tests",)) -> Outcome:
    """Run the tests of one kind on the package in that folder until one fails."""
    ours, theirs = _fork.Pipe(duplex=False)
    process = _fork.Process(target=_run, args=(theirs, folder, kind, module, tuple(files)))
    process.start()
    theirs.close()
    try:
        return ours.recv() if ours.poll(LIMIT) else Outcome("timeout")
    except EOFError:
        return Outcome("crashed")
    finally:
        process.kill()
        process.join()


def _run(connection, folder: Path, kind: str, module: str, files: tuple[str, ...]) -> None:
    sys.path.insert(0, str(folder))
    os.chdir(ROOT)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    selection = Selection(kind, module)
    options = ["-x", "-q", "--tb=no", "--assert=plain", "-p", "no:cacheprovider", f"--basetemp={folder / 'tmp'}"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning", "--hypothesis-profile=mutation"]
    try:
        code = pytest.main([*options, *files], plugins=[selection])
    except SystemExit as left:  # the package's plugin of pytest may leave
        code = left.code
    except Exception:  # or fail to be imported
        code = pytest.ExitCode.INTERNAL_ERROR
    # That no test is left is no failure of one.
    passed = code in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
    connection.send(
        Outcome(
            "passed" if passed else "failed",
            len(selection.chosen),
            tuple(sorted({item.nodeid.partition("::")[0] for item in selection.chosen})),
            selection.by,
            str(getattr(sys.modules.get("chapter4"), "__file__", "")),
        )
    )


@dataclass(frozen=True)
class Suite:
    """The suite, which passes on the package as it is."""

    package: Path
    """A compiled copy."""
    files: dict[str, tuple[str, ...]]
    """Where the tests of each kind are."""
    tests: dict[str, int]

    def measure(self, mutant: Mutant) -> tuple[Mutant, dict[str, Outcome]]:
        """Return the mutant, and what the tests of each kind say of it; of the rest where the others let it pass."""
        with copy_of(self.package, mutant) as folder:
            found = {}
            for kind in KINDS:
                if kind != "rest" or not any(outcome.killed for outcome in found.values()):
                    found[kind] = ask(folder, kind, mutant.name.module, self.files[kind])
        return mutant, found


@contextmanager
def suite():
    """Yield the suite, once it has passed on the package as it is, kind by kind."""
    with copy_of(PACKAGE) as folder:
        found = {kind: ask(folder, kind) for kind in KINDS}
        for kind, outcome in found.items():
            if outcome.how != "passed" or not outcome.tests:
                raise SystemExit(f"{kind}: the tests do not pass on the code as it is: {outcome}")
            if not Path(outcome.package).is_relative_to(folder):
                raise SystemExit(f"{kind}: the package is not imported from its copy: {outcome.package}")
        yield Suite(
            folder / "chapter4",
            {kind: outcome.files for kind, outcome in found.items()},
            {kind: outcome.tests for kind, outcome in found.items()},
        )
