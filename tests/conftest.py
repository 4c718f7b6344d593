"""The implementation under test, and the report on what was proved."""

import functools
import importlib.util
import inspect
import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from chapter4 import ledger
from chapter4.evidence import least_agreement
from command_line import ids_of
from defects import plain
from defects.models import MODELS, among_what_is_sound
from proof import Implementation, computed, differences, is_said_elsewhere

NAMES = pytest.StashKey[list[str]]()
OUTSIDE = pytest.StashKey[bool]()
RESULTS = pytest.StashKey[dict[str, list[pytest.TestReport]]]()


def pytest_configure(config):
    models = [plain.__name__, *MODELS] if config.getoption("--models") else []
    config.stash[NAMES] = models or config.getoption("--implementation") or ["chapter4"]
    config.stash[OUTSIDE] = config.stash[NAMES] != ["chapter4"]
    config.stash[RESULTS] = {}
    if config.stash[OUTSIDE]:
        for name in set(config.stash[NAMES]) - set(MODELS):
            _find(name, config.invocation_params.dir)
        # Warnings are errors in this project's code; somebody else's may warn.
        config.addinivalue_line("filterwarnings", "default")


# A slow machine is no failure: no example of a property has a deadline.
settings.register_profile("chapter4", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("chapter4")


def pytest_report_header(config):
    return f"implementation under test: {', '.join(config.stash[NAMES])}"


def pytest_generate_tests(metafunc):
    """Ask several implementations one after the other; a single one needs no mention in every name.

    A single module is told of what it lacks by the tests that are skipped. Of many modules most lack most, and to skip
    each test of each would take minutes.
    """
    config, names = metafunc.config, metafunc.config.stash[NAMES]
    if "implementation" in metafunc.fixturenames and len(names) > 1:
        ids, called = ids_of(metafunc.definition), _called(metafunc.function)
        asked = [name for name in names if _is_asked_by_id(name, ids, config) and _is_asked(name, called, config)]
        metafunc.parametrize("implementation", asked, ids=_short, indirect=True, scope="session")


def _is_asked_by_id(name, ids, config):
    """Whether tests of these ids are for that implementation: of a model, with --models, those of its own id alone."""
    return not config.getoption("--models") or (name in ids if name in MODELS else not ids.isdisjoint(MODELS))


def _is_asked(name, called, config):
    """Whether an implementation has all that a test calls; a model is asked where what it stands in for is called."""
    stands_in = name not in MODELS or MODELS[name].name in called
    return stands_in and all(map(Implementation(_module(name, config.invocation_params.dir)).offers, called))


def _called(function):
    """Return what a test calls of the implementation, the network under one of its names."""
    called = re.findall(r"\bimplementation\.(?:own\(\")?(\w+)", inspect.getsource(function))
    return {"SimpleNet" if name in ("simpleNet", "network") else name for name in called}


def _short(name):
    return MODELS[name].stands_in.__name__ if name in MODELS else Path(name).stem


def pytest_collection_modifyitems(config, items):
    """Ask somebody else's module for the chapter alone, not for what this project promises beyond it."""
    if config.stash[OUTSIDE]:
        asked, others = [], []
        for item in items:
            (asked if _is_of_the_chapter(item) else others).append(item)
        config.hook.pytest_deselected(items=others)
        items[:] = asked


def _is_of_the_chapter(item):
    """Whether a test asks an implementation, and the one at hand."""
    if "implementation" not in item.fixturenames:
        return False
    name = item.callspec.params.get("implementation") if hasattr(item, "callspec") else None
    return name is None or _is_asked_by_id(name, ids_of(item), item.config)


@pytest.fixture(scope="session")
def implementation(request):
    name = getattr(request, "param", request.config.stash[NAMES][0])
    return Implementation(_module(name, request.config.invocation_params.dir))


@functools.cache
def _module(name_or_file, folder):
    if name_or_file in MODELS:
        return among_what_is_sound(name_or_file)
    spec = _find(name_or_file, folder)
    if spec.name not in sys.modules:
        sys.modules[spec.name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[spec.name])
    return sys.modules[spec.name]


def _find(name_or_file, folder):
    """Return the spec of a module, by its name from that folder or the path, or by its file."""
    if name_or_file.endswith(".py"):
        path = Path(folder, name_or_file).resolve()
        # A name that no other module has, whatever the file is called.
        spec = importlib.util.spec_from_file_location(f"implementation_{path.stem}", path) if path.is_file() else None
    else:
        sys.path.insert(0, str(folder))
        try:
            spec = importlib.util.find_spec(name_or_file)
        except ModuleNotFoundError:  # of the package before its last dot
            spec = None
    if spec is None:
        raise pytest.UsageError(f"--implementation: there is no module {name_or_file}")
    return spec


@pytest.fixture(autouse=True)
def entry(request):
    """The ledger's entry that the test proves; automatic, so that a test may bear an id without reading the entry."""
    return getattr(request, "param", None)


@pytest.fixture(autouse=True)
def one_finding_for_one_cause(request, entry):
    """Leave out what would only repeat, under another id, what is found wrong."""
    if request.config.stash[OUTSIDE] and entry and "implementation" in request.fixturenames:
        implementation = request.getfixturevalue("implementation")
        if is_said_elsewhere(implementation, entry):
            pytest.skip("what is wrong here has an id of its own, under which the suite says so")


@pytest.fixture
def recompute(implementation, monkeypatch, record_property):
    """Compute a stated output anew, for the test and for the report."""

    def values(entry):
        found = computed(entry, implementation, monkeypatch)
        agree, digits = least_agreement(entry, found)
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
        for id in ids_of(item):
            item.config.stash[RESULTS].setdefault(id, []).append(report)
    return report


def _state(reports):
    """Say in a word what the tests of an entry have shown."""
    if not reports:
        return "NOT ASKED"
    if any(report.failed for report in reports):
        return "FAILED"
    return "proved" if any(report.passed for report in reports) else "skipped"


def pytest_terminal_summary(terminalreporter, config):
    if not config.getoption("--report"):
        return
    write, heading = terminalreporter.write_line, functools.partial(terminalreporter.write_sep, "=")
    results, reasons = config.stash[RESULTS], ledger.on_record()
    state = {
        entry.id: "on record" if entry.id in reasons else _state(results.get(entry.id, []))
        for entry in ledger.entries()
    }
    heading("stated outputs")
    for output in ledger.outputs():
        found = dict(pair for report in results.get(output.id, []) for pair in report.user_properties)
        write(f"{output.id:<11}{state[output.id]:<10}{output.call}")
        write(f"{'':<11}printed   {output.printed} ({output.origin})")
        write(f"{'':<11}computed  {found.get('computed', 'nothing')}")
        if "digits" in found:
            write(f"{'':<11}digits in agreement: {found['digits']}")
        write(f"{'':<11}verdict   {output.verdict}{': ' if output.why else ''}{output.why}")
    heading("defects")
    for defect in ledger.defects():
        write(f"{defect.id:<11}{state[defect.id]:<10}{defect.kind:<10}{defect.symptom}")
    heading("statements")
    for statement in ledger.statements():
        write(f"{statement.id:<11}{state[statement.id]:<10}{statement.statement} {statement.condition}".rstrip())
    heading("figures")
    for figure in ledger.figures():
        write(f"{figure.id:<11}{state[figure.id]:<10}{figure.shows}")
    heading("on record: nothing computes these")
    for why in dict.fromkeys(reasons.values()):
        write(f"{why} {', '.join(id for id in reasons if reasons[id] == why)}")
    heading("the whole ledger")
    for word, count in Counter(state.values()).most_common():
        write(f"{count:>4} of {len(state)} {word}")
