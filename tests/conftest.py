"""The implementation under test, and the entries of the ledger that a test proves."""

import functools
import inspect
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import chapter4
from chapter4 import ledger
from chapter4.evidence import least_agreement
from command_line import ids_of
from defects import plain
from defects.models import MODELS, among_what_is_sound
from proof.entries import computed, differences
from proof.implementation import Implementation, called, is_said_elsewhere

pytest_plugins = ["pytester", "report"]

NAMES = pytest.StashKey[list[str]]()
OWN = {module.__name__: module for module in (chapter4, plain)}
"""What is tested as it is."""
ONE_HOT_AS_LABELS = "E4.2.4-12"
OUTSIDE = pytest.StashKey[bool]()


def pytest_configure(config):
    models = [plain.__name__, *MODELS] if config.getoption("--models") else []
    config.stash[NAMES] = models or config.getoption("--implementation") or ["chapter4"]
    config.stash[OUTSIDE] = config.stash[NAMES] != ["chapter4"]
    config.addinivalue_line("markers", "proves(*ids): the entries of the ledger that a test proves")
    if config.stash[OUTSIDE]:
        modules = {name: _load(name, config.invocation_params.dir) for name in config.stash[NAMES]}
        if others := {name: modules[name] for name in modules if name not in {*MODELS, *OWN}}:
            from diagnosis import Diagnosis

            config.pluginmanager.register(Diagnosis(config, others), "diagnosis")
        # Warnings are errors in this project's code; somebody else's may warn.
        config.addinivalue_line("filterwarnings", "default")


# A slow machine is no failure: no example of a property has a deadline.
settings.register_profile("chapter4", deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("chapter4")


def pytest_report_header(config):
    return f"implementation under test: {', '.join(config.stash[NAMES])}"


def pytest_generate_tests(metafunc):
    """Ask several implementations one after the other, and a test for the entries that it proves."""
    config, names, ids = metafunc.config, metafunc.config.stash[NAMES], ids_of(metafunc.definition)
    if "implementation" in metafunc.fixturenames and len(names) > 1:
        asks = called(inspect.getsource(metafunc.function))
        # A single module learns what it lacks by the tests that are skipped; of many modules most lack most.
        asked = [name for name in names if _is_asked_by_id(name, ids, config) and _is_asked(name, asks, config)]
        metafunc.parametrize("implementation", asked, ids=_short, indirect=True, scope="session")
    if ids:
        # Somebody else's code is asked for each entry by itself, so that only what is wrong with it is said.
        apart = config.stash[OUTSIDE] or "entry" in inspect.signature(metafunc.function).parameters
        metafunc.parametrize("entries", [(id,) for id in ids] if apart else [ids], ids="+".join, indirect=True)


def _is_asked_by_id(name, ids, config):
    """Whether tests of these ids are for that implementation: of a model, with --models, those of its own id alone."""
    return not config.getoption("--models") or (name in ids if name in MODELS else not MODELS.keys().isdisjoint(ids))


def _is_asked(name, asks, config):
    """Whether an implementation has all that a test calls; a model is asked where what it stands in for is called."""
    stands_in = name not in MODELS or MODELS[name].name in asks
    return stands_in and all(map(Implementation(_load(name, config.invocation_params.dir)).offers, asks))


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
    return Implementation(_load(name, request.config.invocation_params.dir))


@functools.cache
def _load(name, folder):
    """Return the module under test: this project's own as it is, somebody else's as the check adapts it."""
    if name in MODELS:
        return among_what_is_sound(name)
    if name in OWN:
        return OWN[name]
    from proof.loading import load  # which the suite on this project's own code does without

    return load(name, folder)


@pytest.fixture(autouse=True)
def entries(request):
    """The entries that the test proves; automatic, so that a test may bear an id without reading the entry."""
    return [ledger.entry(id) for id in getattr(request, "param", ())]


@pytest.fixture
def entry(entries):
    (entry,) = entries
    return entry


@pytest.fixture(autouse=True)
def one_finding_for_one_cause(request, entries):
    """Leave out what would only repeat, under another id, what is found wrong."""
    if request.config.stash[OUTSIDE] and entries and "implementation" in request.fixturenames:
        implementation = request.getfixturevalue("implementation")
        implementation.as_given = ONE_HOT_AS_LABELS in [entry.id for entry in entries]
        if any(is_said_elsewhere(implementation, entry) for entry in entries):
            pytest.skip("what is wrong here has an id of its own, under which the suite says so")


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem):
    """Skip a test that ends in an error with which somebody else's code declines what it chooses not to take."""
    try:
        return (yield)
    except Exception as error:
        if why := getattr(error, "declined", None):
            pytest.skip(why)
        raise


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
