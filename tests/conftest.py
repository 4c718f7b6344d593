"""The implementation under test, and the entries of the ledger that a test proves."""

import functools
import importlib.util
import inspect
import re
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from chapter4 import ledger
from chapter4.evidence import least_agreement
from proof.entries import computed, differences
from proof.implementation import Implementation, is_said_elsewhere

pytest_plugins = ["pytester", "report"]

NAMES = pytest.StashKey[list[str]]()
OUTSIDE = pytest.StashKey[bool]()


def pytest_configure(config):
    config.stash[NAMES] = config.getoption("--implementation") or ["chapter4"]
    config.stash[OUTSIDE] = config.stash[NAMES] != ["chapter4"]
    config.addinivalue_line("markers", "proves(*ids): the entries of the ledger that a test proves")
    if config.stash[OUTSIDE]:
        for name in config.stash[NAMES]:
            _find(name, config.invocation_params.dir)
        # Warnings are errors in this project's code; somebody else's may warn.
        config.addinivalue_line("filterwarnings", "default")


# A slow machine is no failure: no example of a property has a deadline.
settings.register_profile("chapter4", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("chapter4")


def pytest_report_header(config):
    return f"implementation under test: {', '.join(config.stash[NAMES])}"


def pytest_generate_tests(metafunc):
    """Ask several implementations one after the other, and a test for the entries that it proves."""
    names = metafunc.config.stash[NAMES]
    if "implementation" in metafunc.fixturenames and len(names) > 1:
        # A single one needs no mention in every name.
        stems = [Path(name).stem for name in names]
        metafunc.parametrize("implementation", names, ids=stems, indirect=True, scope="session")
    ids = [id for mark in metafunc.definition.iter_markers("proves") for id in mark.args]
    if ids:
        # Somebody else's code is asked for each entry by itself, so that only what is wrong with it is said.
        apart = metafunc.config.stash[OUTSIDE] or "entry" in inspect.signature(metafunc.function).parameters
        together = [(id,) for id in ids] if apart else [tuple(ids)]
        metafunc.parametrize("entries", together, ids="+".join, indirect=True)


def pytest_collection_modifyitems(config, items):
    """Ask somebody else's module for the chapter alone, not for what this project promises beyond it.

    A single module is told of what it lacks by the tests that are skipped; of many modules most lack most, and
    to skip each test of each would take minutes.
    """
    if config.stash[OUTSIDE]:
        several = len(config.stash[NAMES]) > 1
        asked, others = [], []
        for item in items:
            ours = "implementation" in item.fixturenames and not (several and _lacks_a_name(item))
            (asked if ours else others).append(item)
        config.hook.pytest_deselected(items=others)
        items[:] = asked


def _lacks_a_name(item):
    """Whether the module that the test is for lacks a function that the test itself calls."""
    module = _module(item.callspec.params["implementation"], item.config.invocation_params.dir)
    return not all(Implementation(module).offers(name) for name in _called(item.function))


@functools.cache
def _called(function):
    return set(re.findall(r"\bimplementation\.(\w+)", inspect.getsource(function)))


@pytest.fixture(scope="session")
def implementation(request):
    name = getattr(request, "param", request.config.stash[NAMES][0])
    return Implementation(_module(name, request.config.invocation_params.dir))


def _module(name_or_file, folder):
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
        spec = importlib.util.find_spec(name_or_file)
    if spec is None:
        raise pytest.UsageError(f"--implementation: there is no module {name_or_file}")
    return spec


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
        if any(is_said_elsewhere(implementation, entry) for entry in entries):
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
