"""The implementation under test, and the report on what was proved."""

import importlib
import importlib.util
import re
import sys
from pathlib import Path

import pytest

from chapter4 import ledger
from proof import Implementation, agreement, computed, differences

OUTSIDE = pytest.StashKey[bool]()
RESULTS = pytest.StashKey[dict[str, list[pytest.TestReport]]]()
ID = re.compile(r"[SOECF]4(?:\.\d+)*-\d+")


def pytest_addoption(parser):
    group = parser.getgroup("chapter 4")
    group.addoption(
        "--implementation",
        default="chapter4",
        metavar="NAME_OR_FILE.py",
        help="hold the functions of this module to the chapter's tests, instead of chapter4's",
    )
    group.addoption("--report", action="store_true", help="print, for every entry of the ledger, whether it was proved")


def pytest_configure(config):
    config.stash[OUTSIDE] = config.getoption("--implementation") != "chapter4"
    config.stash[RESULTS] = {}
    if config.stash[OUTSIDE]:
        # Warnings are errors in this project's code; somebody else's may warn.
        config.addinivalue_line("filterwarnings", "default")


def pytest_report_header(config):
    return f"implementation under test: {config.getoption('--implementation')}"


def pytest_collection_modifyitems(config, items):
    """Ask somebody else's module for the chapter alone, not for what this project promises beyond it."""
    if config.stash[OUTSIDE]:
        asked = [item for item in items if "implementation" in item.fixturenames]
        config.hook.pytest_deselected(items=[item for item in items if item not in asked])
        items[:] = asked


@pytest.fixture(scope="session")
def implementation(request):
    return Implementation(_module(request.config.getoption("--implementation"), request.config.invocation_params.dir))


def _module(name_or_file, folder):
    if not name_or_file.endswith(".py"):
        if str(folder) not in sys.path:
            sys.path.insert(0, str(folder))
        return importlib.import_module(name_or_file)
    path = Path(folder, name_or_file).resolve()
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise pytest.UsageError(f"--implementation: there is no file {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def entry(request):
    """The ledger's entry that the test proves; automatic, so that a test may bear an id without reading the entry."""
    return getattr(request, "param", None)


@pytest.fixture
def recompute(implementation, monkeypatch, record_property):
    """Compute a stated output anew, for the test and for the report."""

    def values(entry):
        found = computed(entry, implementation, monkeypatch)
        agreed = [agreement(text, value) for text, value in zip(entry.printed.split(", "), found, strict=True)]
        agree, digits = max(agreed, key=lambda pair: pair[1] - pair[0])
        record_property("computed", ", ".join(str(value) for value in found))
        record_property("digits", f"{agree} of {digits}")
        return found

    return values


@pytest.fixture
def assert_as_printed(implementation, recompute):
    """Hold a stated output to its last printed digit; somebody else's code to a distance, where one is allowed."""

    def check(entry, allowed=None):
        exact = implementation.is_reference or allowed is None
        assert differences(entry, recompute(entry), (lambda stated: 0.0) if exact else allowed) == []

    return check


# ------------------------------------------------------------------ The report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call" or not report.passed:
        for id in ID.findall(item.name):
            item.config.stash[RESULTS].setdefault(id, []).append(report)
    return report


def pytest_terminal_summary(terminalreporter, config):
    if not config.getoption("--report"):
        return
    write, results = terminalreporter.write_line, config.stash[RESULTS]

    def heading(text):
        terminalreporter.write_sep("=", text)

    def proved(id):
        reports = results.get(id, [])
        if not reports:
            return "NOT ASKED"
        if any(report.failed for report in reports):
            return "FAILED"
        return "proved" if any(report.passed for report in reports) else "SKIPPED"

    heading("stated outputs")
    for output in ledger.outputs():
        found = dict(pair for report in results.get(output.id, []) for pair in report.user_properties)
        write(f"{output.id:<11}{proved(output.id):<10}{output.call}")
        write(f"{'':<11}printed   {output.printed} ({output.origin})")
        if "computed" in found:
            write(f"{'':<11}computed  {found['computed']}")
            write(f"{'':<11}digits in agreement: {found['digits']}")
        write(f"{'':<11}verdict   {output.verdict}{': ' if output.why else ''}{output.why}")
    heading("defects")
    for defect in ledger.defects():
        write(f"{defect.id:<11}{proved(defect.id):<10}{defect.kind:<10}{defect.symptom}")
    heading("statements")
    for statement in ledger.statements():
        write(f"{statement.id:<11}{proved(statement.id):<10}{statement.statement} {statement.condition}".rstrip())
    ids = [entry.id for entry in ledger.entries()]
    heading(f"{sum(proved(id) == 'proved' for id in ids)} of {len(ids)} entries of the ledger proved just now")
