"""What --report prints: of every entry of the ledger, whether it was proved just now."""

import functools
from collections import Counter

from chapter4 import ledger
from command_line import ids_of


def pytest_configure(config):
    if config.getoption("--report"):
        config.pluginmanager.register(Report())


def pytest_itemcollected(item):
    """Note the entries in the item's properties, which its reports hand on, from another process too."""
    item.user_properties.append(("proves", list(ids_of(item))))


class Report:
    """Keeps what became of the tests of each entry, and prints it at the end."""

    def __init__(self):
        self.results = {}

    def pytest_runtest_logreport(self, report):
        if report.when == "call" or not report.passed:
            for id in dict(report.user_properties).get("proves", ()):
                self.results.setdefault(id, []).append(report)

    def pytest_terminal_summary(self, terminalreporter):
        write_report(terminalreporter, self.results)


def state(reports):
    """Say in a word what the tests of an entry have shown."""
    if not reports:
        return "NOT ASKED"
    if any(report.failed for report in reports):
        return "FAILED"
    return "proved" if any(report.passed for report in reports) else "skipped"


def write_report(terminalreporter, results):
    """Write what was found of every entry, kind by kind."""
    write, heading = terminalreporter.write_line, functools.partial(terminalreporter.write_sep, "=")
    reasons = ledger.on_record()
    states = {
        entry.id: "on record" if entry.id in reasons else state(results.get(entry.id, [])) for entry in ledger.entries()
    }
    heading("stated outputs")
    for output in ledger.outputs():
        found = dict(pair for report in results.get(output.id, []) for pair in report.user_properties)
        write(f"{output.id:<11}{states[output.id]:<10}{output.call}")
        write(f"{'':<11}printed   {output.printed} ({output.origin})")
        write(f"{'':<11}computed  {found.get('computed', 'nothing')}")
        if "digits" in found:
            write(f"{'':<11}digits in agreement: {found['digits']}")
        write(f"{'':<11}verdict   {output.verdict}{': ' if output.why else ''}{output.why}")
    for title, of_copies in (("defects", False), ("slips that copies have and the chapter does not", True)):
        heading(title)
        for defect in ledger.defects():
            if (defect.origin == "copies") == of_copies:
                write(f"{defect.id:<11}{states[defect.id]:<10}{defect.kind:<10}{defect.symptom}")
    heading("statements")
    for statement in ledger.statements():
        write(f"{statement.id:<11}{states[statement.id]:<10}{statement.statement} {statement.condition}".rstrip())
    heading("figures")
    for figure in ledger.figures():
        write(f"{figure.id:<11}{states[figure.id]:<10}{figure.shows}")
    heading("on record: nothing computes these")
    for why in dict.fromkeys(reasons.values()):
        write(f"{why} {', '.join(id for id in reasons if reasons[id] == why)}")
    heading("the whole ledger")
    for word, count in Counter(states.values()).most_common():
        write(f"{count:>4} of {len(states)} {word}")
