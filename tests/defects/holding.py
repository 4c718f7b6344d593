"""The suite held to several implementations, in this process: what became of the tests of each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import ids_of

ROOT = Path(__file__).parents[2]
SECTIONS = sorted(ROOT.glob("tests/test_section_*.py"))
"""The tests that ask an implementation."""


class Outcomes:
    """Keeps what has become of the tests, by the implementation and then by the id."""

    def __init__(self, until_failed: bool) -> None:
        self.until_failed = until_failed
        self.found: dict[str, dict[str, set[str]]] = {}

    def of(self, item: pytest.Item) -> list[set[str]]:
        """Return what is known so far of each id of a test; one without an id goes by its own name."""
        found = self.found.setdefault(item.callspec.params["implementation"], {})
        return [found.setdefault(id, set()) for id in ids_of(item) or [item.originalname]]

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        if self.until_failed and all("failed" in outcomes for outcomes in self.of(item)):
            pytest.skip("a test of each of its ids has failed")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Iterator[None]:
        report = yield
        if report.when == "call" or not report.passed:
            outcome = "error" if report.failed and report.when != "call" else report.outcome
            for outcomes in self.of(item):
                outcomes.add(outcome)
        return report


def hold(*options: str, until_failed: bool = False) -> dict[str, dict[str, set[str]]]:
    """Run the tests with options that name implementations; return for each what became of the tests of each id.

    That is "passed", "failed", "skipped" and "error", the last where a test could not be run. `until_failed` leaves out
    the tests whose ids have each been failed under.
    """
    outcomes = Outcomes(until_failed)
    settings = ["-q", "--tb=no", "--assert=plain", "-rN", "-c", str(ROOT / "pyproject.toml")]
    settings += ["-p", "no:cacheprovider", "-p", "no:diagnosis"]
    code = pytest.main([*settings, *options, *map(str, SECTIONS)], [outcomes])
    assert code in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED), code
    return outcomes.found


def failed(outcomes: dict[str, set[str]]) -> set[str]:
    """Return the ids under which a test has failed."""
    return {id for id, seen in outcomes.items() if "failed" in seen}
