"""More cases than the suite asks for: --cases says how many of each function, --record keeps what became of them."""

import inspect
from collections import Counter

import records
from arbitrary.calls import ANSWER, RAISED_BY_F, WARNED
from errors.made import FUNCTIONS


def pytest_terminal_summary(terminalreporter, exitstatus, config):
    cases = config.getoption("--cases")
    if not cases:
        return
    became = {}
    for report in terminalreporter.getreports("passed"):
        ends = dict(report.user_properties).get("became", {})
        became |= {name: Counter(counts) for name, counts in ends.items()}
    found = summed_up(became)
    terminalreporter.section("what became of the cases")
    for row in (*found["functions"], *found["errors_raised"]):
        terminalreporter.write_line("  ".join(map(str, row.values())))
    if config.getoption("--record") and exitstatus == 0:
        path = records.write("arbitrary", f"tox -e arbitrary -- --cases {cases}", packages=["hypothesis"], **found)
        terminalreporter.write_line(f"written to {path.relative_to(records.ROOT)}")


def summed_up(became):
    """Return how many cases there were of each function, each end and each error of the index."""
    functions = []
    for name, ends in became.items():
        answers = ends[ANSWER] + ends[WARNED]
        functions.append(
            {"function": name, "cases": ends.total(), "answers": answers, "errors": ends.total() - answers}
        )
    ends = sum(became.values(), Counter())
    kinds = (TypeError, ValueError, Exception)
    listed = [name for name, make in FUNCTIONS.items() if inspect.signature(make).return_annotation in kinds]
    raised = sorted((name for name in listed if ends[name]), key=lambda name: -ends[name])
    return {
        **{key: sum(row[key] for row in functions) for key in ("cases", "answers", "errors")},
        "warned": ends[WARNED],
        "raised_by_f": ends[RAISED_BY_F],
        "functions": functions,
        "errors_raised": [{"error": name, "cases": ends[name]} for name in raised],
        "kinds_listed": len(listed),
        "kinds_raised": len(raised),
    }
