"""Print each ratio beside its target, and with --record keep it all for the pages."""

import pytest

import records

PACKAGES = ("scipy", "numdifftools", "scikit-learn")
RECORDS = {"parts": "bench", "faster": "bench", "training": "bench", "black_box": "speed", "network": "speed"}
"""The tables of a whole run, and the record that each goes into."""


def pytest_ignore_collect(collection_path, config):
    """Leave the times against n, which take minutes, to a run that keeps them."""
    return True if "against_n" in collection_path.name and not config.getoption("--record") else None


@pytest.fixture
def row_of(record_property):
    """Add a row to a table, under a key."""

    def add(table, key, row):
        record_property("row", (table, key, row))

    return add


@pytest.fixture
def part(row_of):
    """Report the time of something as a part of another's; the target is the largest that it may be."""

    def report(key, what, beside, ratio, target):
        met = "met" if ratio <= target else "missed"
        row = {"what": what, "beside": beside, "ratio": ratio, "target": f"≤ {target:.2f}", "met": met}
        row_of("parts", key, row)

    return report


@pytest.fixture
def faster(row_of):
    """Report how many times faster something is than another; the target, if any, is the least that it must be."""

    def report(key, what, beside, ratio, target=None):
        met = "–" if target is None else "met" if ratio >= target else "missed"
        wanted = "none" if target is None else f"≥ {target}"
        row = {"what": what, "beside": beside, "ratio": ratio, "target": wanted, "met": met}
        row_of("faster", key, row)

    return report


def pytest_terminal_summary(terminalreporter, exitstatus, config):
    found = {}
    for report in terminalreporter.getreports("passed"):
        for table, key, row in (value for name, value in report.user_properties if name == "row"):
            found.setdefault(table, {})[key] = row
    for table, heading in (("parts", "its time as a part of the other's"), ("faster", "how many times faster it is")):
        if table in found:
            terminalreporter.section(heading)
            terminalreporter.write_line(f"{'':<46}{'beside':<42}{'ratio':>7}  target")
        for row in found.get(table, {}).values():
            terminalreporter.write_line("{what:<46}{beside:<42}{ratio:>7.3g}  {target:<8}{met}".format(**row))
    for training in found.get("training", {}).values():
        terminalreporter.section("training the network of two layers")
        for name, value in training.items():
            terminalreporter.write_line(f"{name:<46}{value:.4g}")
    if config.getoption("--record") and exitstatus == pytest.ExitCode.OK and found.keys() >= set(RECORDS):
        for name in dict.fromkeys(RECORDS.values()):
            tables = {table: found[table] for table in RECORDS if RECORDS[table] == name}
            records.write(name, "tox -e bench -- --record", packages=PACKAGES, **tables)
