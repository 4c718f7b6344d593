"""Which function is compared with which oracle, how often, and how far they were apart at most."""

import itertools
from dataclasses import dataclass

import numpy as np
import pytest

import records
from proof.exact import ball, off

PACKAGES = ("scipy", "scikit-learn", "autograd", "mpmath")
ROWS = pytest.StashKey[dict[tuple[str, str], "Row"]]()


@dataclass
class Row:
    """What was found of one function and one oracle."""

    function: str
    oracle: str
    comparisons: int = 0
    largest: float = 0.0
    """The largest difference, as a share of what was allowed there."""


def pytest_configure(config):
    config.stash[ROWS] = {}
    config.addinivalue_line("markers", "compares(function, oracle): what the test compares, and with what")


@pytest.fixture
def compare(request):
    """Return a function that asserts agreement to what is allowed, entry by entry, and keeps the count."""
    row = Row(*request.node.get_closest_marker("compares").args)
    row = request.config.stash[ROWS].setdefault((row.function, row.oracle), row)
    before = row.comparisons

    def agree(found, expected, allowed):
        found, expected, allowed = np.broadcast_arrays(found, expected, allowed)
        for one, other, most in zip(found.flat, expected.flat, allowed.flat, strict=True):
            apart = 0.0 if one == other else off(one, ball(other))  # an infinity has no distance from itself
            assert apart <= most, f"{one!r} and {other!r} differ by {apart:.3g}, more than {most:.3g}"
            row.comparisons += 1
            row.largest = max(row.largest, apart / most if most else 0.0)

    yield agree
    assert row.comparisons > before, "nothing was compared"


def sorted_rows(config):
    return sorted(config.stash[ROWS].values(), key=lambda row: (row.function, row.oracle))


def pytest_terminal_summary(terminalreporter, config):
    rows = sorted_rows(config)
    if not rows:
        return
    terminalreporter.section("compared with others")
    terminalreporter.write_line(f"{'function':<49}{'oracle':<43}{'comparisons':>11}{'largest / allowed':>19}")
    for row in rows:
        share = f"{row.largest:.2g}"
        terminalreporter.write_line(f"{row.function:<49}{row.oracle:<43}{row.comparisons:>11,}{share:>19}")
    terminalreporter.write_line(f"{sum(row.comparisons for row in rows):,} comparisons")


def pytest_sessionfinish(session, exitstatus):
    """Keep the table, but only where every comparison was made and held."""
    if not session.config.getoption("--record") or exitstatus != pytest.ExitCode.OK:
        return
    rows = sorted_rows(session.config)
    records.write(
        "oracles",
        "tox -e oracles -- --record",
        packages=PACKAGES,
        comparisons=sum(row.comparisons for row in rows),
        functions=[
            together(function, list(group)) for function, group in itertools.groupby(rows, lambda row: row.function)
        ],
    )


def together(function, rows):
    """Return the rows of a function as one: an oracle and the share, and so on."""
    return {
        "function": function,
        "shares": "; ".join(f"{row.oracle}: {row.largest:.2g}" for row in rows),
        "comparisons": sum(row.comparisons for row in rows),
    }
