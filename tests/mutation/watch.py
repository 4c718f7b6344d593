"""What pytest is asked for in each process."""

from __future__ import annotations

import signal
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "reference" / "chapter4"
OPTIONS = [
    *("-q", "--no-header", "--no-summary", "--capture=no", "-p", "no:cacheprovider", "--hypothesis-profile=mutation"),
    *("--tb=no", "--assert=plain"),  # why a test fails is not asked
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
    str(ROOT / "tests"),
]

# The same examples at each run. A failing one need not be made small.
settings.register_profile(
    "mutation",
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.target],
    suppress_health_check=[HealthCheck.too_slow],
)


@dataclass(frozen=True)
class Suite:
    """What is known of the suite's tests, each by the name that pytest gives it."""

    seconds: dict[str, float] = field(default_factory=dict)
    """How long each test takes, in time of the CPU."""
    reached: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)
    """The tests that run a line of a module."""

    def limit(self, test: str) -> float:
        """Return after how many seconds a test is taken never to end.

        Any test may be the first of its process, and then computes what others only look up. Beside other work, the
        same takes more time of the CPU, too.
        """
        return 3 * self.seconds.get(test, 0.0) + 20 if self.seconds else 3600

    def order(self, items: list[pytest.Item]) -> list[pytest.Item]:
        """Return tests with those of the quickest file first; those of one file stay together, and share fixtures."""
        files = Counter()
        for item in items:
            files[item.path] += self.seconds.get(item.nodeid, 0.0)
        return sorted(items, key=lambda item: (files[item.path], item.path))


class Watch:
    """A plugin of pytest: keep the first test that fails, and end the process where a test does not end."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite
        self.failed = ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> None:
        """Begin to count the seconds; SIGPROF, which comes when they are over, ends the process."""
        signal.setitimer(signal.ITIMER_PROF, self.suite.limit(item.nodeid))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep its name, and why it failed."""
        if report.failed and not self.failed:
            self.failed = f"{report.nodeid}: {report.longrepr}"
