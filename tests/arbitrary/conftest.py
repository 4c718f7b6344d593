"""More cases than the suite asks for: --cases says how many of each function, --record keeps what became of them."""

from collections import Counter

import messages
import records
from arbitrary.calls import ANSWER, RAISED_BY_F, WARNED


def pytest_addoption(parser):
    group = parser.getgroup("chapter 4")
    group.addoption("--cases", type=int, help="how many cases of each function, drawn anew each time")
    group.addoption("--record", action="store_true", help="keep what became of them in docs/records/arbitrary.json")


def pytest_terminal_summary(terminalreporter, exitstatus, config):
    cases = config.getoption("--cases", None)
    if not cases:
        return
    became = {}
    for report in terminalreporter.getreports("passed"):
        became |= dict(report.user_properties).get("became", {})
    found = summed_up(became)
    terminalreporter.section("what became of the cases")
    for row in (*found["functions"], *found["messages"]):
        terminalreporter.write_line("  ".join(map(str, row.values())))
    if config.getoption("--record") and exitstatus == 0:
        path = records.write("arbitrary", f"tox -e arbitrary -- --cases {cases}", packages=["hypothesis"], **found)
        terminalreporter.write_line(f"written to {path.relative_to(records.ROOT)}")


def summed_up(became):
    """Return how many cases there were of each function, each end and each message of the index."""
    functions = []
    for name, ends in became.items():
        answers = ends[ANSWER] + ends[WARNED]
        functions.append(
            {"function": name, "cases": ends.total(), "answers": answers, "errors": ends.total() - answers}
        )
    ends = sum(became.values(), Counter())
    listed = [
        f"{kind}: {message}"
        for message, account in messages.parts(messages.PAGE)
        for kind in sorted(messages.kinds(account) & {"TypeError", "ValueError"})
    ]
    raised = sorted((message for message in listed if ends[message]), key=lambda message: -ends[message])
    return {
        **{key: sum(row[key] for row in functions) for key in ("cases", "answers", "errors")},
        "warned": ends[WARNED],
        "raised_by_f": ends[RAISED_BY_F],
        "functions": functions,
        # Without the fix, which the index has.
        "messages": [{"message": message.split("; ")[0], "cases": ends[message]} for message in raised],
        "messages_listed": len(listed),
        "messages_raised": len(raised),
    }
