"""Print the largest ratio of error to bound that was found for each bound, and keep it with --record."""

import records
from ratios import BOUNDS


def pytest_terminal_summary(terminalreporter, exitstatus, config):
    found = {}
    for report in terminalreporter.getreports("passed"):
        found |= dict(report.user_properties).get("found", {})
    if not found:
        return
    write = terminalreporter.write_line
    terminalreporter.section("the largest ratio of error to bound")
    for key in (key for key in found if not BOUNDS[key].exact):
        row = found[key]
        write(f"{row['ratio']:.4f} in {row['points']:>10,} points: {row['bound']}; at {row['at']}")
    terminalreporter.section("identities, bit for bit")
    for key in (key for key in found if BOUNDS[key].exact):
        write(f"not broken in {found[key]['points']:>10,} points: {found[key]['bound']}")
    points = sum(row["points"] for row in found.values())
    write(f"{points:,} points in all")
    if config.getoption("--record") and exitstatus == 0 and found.keys() == BOUNDS.keys():
        path = records.write(
            "bounds",
            "tox -e bounds",
            points=points,
            bounds={key: row for key, row in found.items() if not BOUNDS[key].exact},
            identities={key: row for key, row in found.items() if BOUNDS[key].exact},
        )
        write(f"written to {path.relative_to(records.ROOT)}")
