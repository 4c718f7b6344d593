"""What the suite says of somebody else's code: under which ids it fails, and what `chapter4 check` says of it."""

import ast
import functools
import inspect
import re
from collections import Counter
from pathlib import Path
from types import CodeType

import pytest

from chapter4 import ledger
from chapter4.check.checking import check
from chapter4.check.showing.outputs import exit_code, text
from chapter4.check.showing.sources import sources
from command_line import ids_of
from proof.implementation import called

WRONG = 1
"""The exit code of a report in which something is wrong."""


class Diagnosis:
    """A plugin that keeps what became of the tests of each file, and sums it up at the end."""

    def __init__(self, config, modules):
        """Take the modules by the names that were given; with -v or --tb, pytest says what it always says, too."""
        self.modules = modules
        self.failed = {name: {} for name in modules}
        """Of each the failed tests: what each asks, by its id and name."""
        self.skipped = {name: Counter() for name in modules}
        self.reports = {}
        if config.option.verbose <= 0 and config.option.tbstyle == "auto":
            config.option.tbstyle, config.option.reportchars, config.option.disable_warnings = "no", "N", True

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config, items):
        """Note what each test is, for its report; ask nothing where nothing is recognised."""
        if not any(map(is_recognised, self.modules.values())):
            config.hook.pytest_deselected(items=list(items))
            items.clear()
        for item in items:
            params = item.callspec.params if hasattr(item, "callspec") else {}
            name = params.get("implementation", next(iter(self.modules)))
            item.user_properties.append(("asked", (name, item.originalname, sorted(asks(item)))))

    def pytest_runtest_logreport(self, report):
        properties = dict(report.user_properties)
        name, test, functions = properties.get("asked", ("", "", ()))
        if name in self.modules and report.failed:
            (id,) = properties["proves"] or [test]
            self.failed[name].setdefault(id, []).append(functions)
        elif name in self.modules and report.skipped:
            self.skipped[name][str(report.longrepr[2]).removeprefix("Skipped: ")] += 1

    def pytest_sessionfinish(self, session):
        """Fail where the check finds something wrong, and where there is nothing to test."""
        if session.config.option.collectonly or hasattr(session.config, "workerinput"):  # of pytest-xdist
            return
        for name, module in self.modules.items():
            data = Path(module.__file__).read_bytes()
            self.reports[name] = check(data, name, run=True), sources(data, name)
            fails = not is_recognised(module) or exit_code([self.reports[name][0]], strict=False) == WRONG
            if fails and session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        """Write the account of each file, and what the check says of it."""
        for name, (report, lines) in self.reports.items():
            terminalreporter.write_sep("=", f"{name}, held to the chapter")
            for line in self.account(name, report):
                terminalreporter.write_line(line)
            terminalreporter.write_sep("-", "what chapter4 check says")
            terminalreporter.write_line(text([report], lines, colour=terminalreporter.hasmarkup, strict=False))

    def account(self, name, report):
        """Yield a line for each id, for each cause that more tests fail for, and for what was not asked."""
        module, failed = self.modules[name], self.failed[name]
        if not is_recognised(module):
            yield "nothing of the chapter was recognised, so nothing was tested"
            return
        named = {finding.id for finding in report.findings}
        hazards = {finding.id for finding in report.findings if finding.hazard}
        wrong = {judged.name for judged in report.functions if judged.verdict == "wrong"}
        uses = dependencies(module, {judged.called: judged.name for judged in report.functions})
        own, of_a_cause = {}, Counter()
        for id, tests in failed.items():
            for functions in tests:
                causes = sorted(reached(functions, uses) & wrong) if id not in named else []
                if causes:
                    of_a_cause[causes[0]] += 1
                else:
                    own[id] = own.get(id, 0) + 1
        kinds = {id: "hazard" if id in hazards or is_hazard(id) else "wrong" for id in own}
        # In an order of its own: with pytest-xdist the tests end in any.
        entries = [entry.id for entry in ledger.entries()]
        for id in sorted(own, key=lambda id: (kinds[id] == "hazard", id in entries and entries.index(id), id)):
            yield f"{id:<11}{kinds[id]}: {number(own[id], 'test')}"
        for function, count in sorted(of_a_cause.items()):
            yield f"{number(count, 'more test')} of {function}, for the cause that the check names"
        if not failed:
            yield "no test fails"
        for reason, count in sorted(self.skipped[name].items(), key=lambda item: (-item[1], item[0])):
            yield f"{number(count, 'test')} not asked: {reason}"


def is_recognised(module):
    """Whether a module has anything that the suite can ask."""
    return bool(module.__written__) or any(hasattr(module, name) for name in ("sample_mini_batch", "batch_mask"))


def is_hazard(id):
    """Whether an entry is a hazard, or one that the check never counts as wrong."""
    return id.startswith("E") and ledger.defect(id).kind == "hazard"


def asks(item):
    """Return what a test calls of the implementation: by itself, in its module's helpers, in outputs computed anew."""
    helpers, found, left = definitions(item.path), set(), {item.originalname}
    while left:
        found |= left
        left = helpers.keys() & words(" ".join(helpers[name] for name in left)) - found
    asked = called(" ".join(helpers[name] for name in found))
    if "recompute" in item.fixturenames:
        for entry in map(ledger.entry, ids_of(item)):
            outputs = [output for output in ledger.outputs() if of_one(entry, output)]
            asked |= {word for output in outputs for word in words(f"{output.setup} {output.call}")}
    return asked


def of_one(entry, output):
    """Whether a test of an entry computes an output: itself, or one of its section."""
    return entry == output if isinstance(entry, ledger.Output) else entry.section == output.section


@functools.cache
def definitions(path):
    """Return the code of each function at the top level of a test file."""
    code = path.read_text(encoding="utf-8")
    nodes = (node for node in ast.parse(code).body if isinstance(node, ast.FunctionDef))
    return {node.name: ast.get_source_segment(code, node) for node in nodes}


def words(code):
    return set(re.findall(r"\w+", code))


def dependencies(module, names):
    """Return which functions of the chapter each function of a copy uses, by the copy's own names for them."""
    return {name: {names[word] for word in used(value) & names.keys()} for name, value in module.__written__.items()}


def used(value):
    """Return the names in the code of a function or of the methods of a class."""
    if inspect.isclass(value):
        return set().union(*map(used, vars(value).values()))
    return set(names_in(getattr(value, "__code__", None)))


def names_in(code):
    if isinstance(code, CodeType):
        yield from code.co_names
        for constant in code.co_consts:
            yield from names_in(constant)


def reached(functions, uses):
    """Return these functions, and all that they use."""
    found, left = set(), set(functions)
    while left:
        found |= left
        left = set().union(*(uses.get(name, set()) for name in left)) - found
    return found


def number(count, noun):
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
