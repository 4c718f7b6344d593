"""How many points are asked; with --points=full the largest ratios are printed, and kept with --record."""

import numpy as np
import pytest

import records
from bounds import BOUNDS
from bounds.search import Found

SETTINGS, ROUNDS = 500, 100
"""How many settings the points of a full run have between them, and how often the worst of them are moved."""
FEW_SETTINGS = 8


@pytest.fixture
def points(request):
    """Return a function of a bound, which returns how `measure` is to ask it."""

    def of(bound):
        if request.config.getoption("points") == "full":
            return {"points": bound.points, "settings": SETTINGS, "rounds": 0 if bound.identity else ROUNDS}
        # A network of two layers has 24 parameters, each a point: four networks at least.
        return {"points": min(2000, max(96, bound.points // 1000)), "settings": FEW_SETTINGS}

    return of


def pytest_terminal_summary(terminalreporter, exitstatus, config):
    found = {}
    for report in terminalreporter.getreports("passed"):
        rows = dict(report.user_properties).get("found", {})
        found |= {key: Found(**row) for key, row in rows.items()}
    if not found or config.getoption("points") != "full":
        return
    rows = {key: in_the_record(BOUNDS[key], most) for key, most in found.items()}
    bounds = {key: row for key, row in rows.items() if not BOUNDS[key].identity}
    identities = {key: row for key, row in rows.items() if BOUNDS[key].identity}
    points = sum(row["points"] for row in rows.values())
    write = terminalreporter.write_line
    terminalreporter.section("the largest ratio of error to bound")
    for row in bounds.values():
        write(f"{row['ratio']:.4f} in {row['points']:>10,} points: {row['bound']}; at {row['at']}")
    terminalreporter.section("identities, bit for bit")
    for row in identities.values():
        write(f"not broken in {row['points']:>10,} points: {row['bound']}")
    write(f"{points:,} points in all")
    if config.getoption("record") and exitstatus == 0 and found.keys() == BOUNDS.keys():
        path = records.write("bounds", "tox -e bounds -- --record", points=points, bounds=bounds, identities=identities)
        write(f"written to {path.relative_to(records.ROOT)}")


def in_the_record(bound, found):
    """Return what the record says of a bound or an identity."""
    row = {"bound": bound.name, "points": found.points}
    if not bound.identity:
        row |= {"ratio": found.ratio, "at": in_short(found.point), "point": in_full(found.point)}
    return row


def in_short(point):
    """Return the point in four digits; where it is of many numbers, only how many each of its arrays has."""
    many = sum(np.size(value) for value in point.values()) > 16

    def text(value):
        if many and np.ndim(value):
            return f"{np.size(value)} numbers"
        return np.array2string(np.asarray(value), formatter={"float": "{:.4g}".format}, separator=", ")

    return "; ".join(f"{name} = {text(value)}" for name, value in point.items()).replace("\n", "")


def in_full(point):
    """Return the point to the last digit, without the arrays of many numbers, which would fill the record."""
    return {name: value for name, value in point.items() if np.size(value) <= 100}
