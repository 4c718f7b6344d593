"""What the pages say of the slow commands: a role, a sentence and tables that read ``docs/records/*.json``."""

import re
import tomllib
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from myst_text import BREAK, LookUpRole, MystDirective, code, lines_of_code, prose

import records
from chapter4.check.judging.slips import SLIPS


def look_up(path, env):
    """Return what stands there: ``arbitrary.cases`` is the key cases of docs/records/arbitrary.json."""
    name, *keys = path.split(".")
    env.note_dependency(str(records.FOLDER / f"{name}.json"))
    found = records.read(name)
    for key in keys:
        found = found[int(key)] if isinstance(found, list) else found[key]
    return found


def shown(value, style=""):
    """Return a value as text: 100000 is 100,000, and a number may have its own style, as ``.2f``.

    Without one, a float has three digits, and those before its point if they are up to six.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        whole = isinstance(value, int) or 100 <= abs(value) < 1e6
        return format(value, style or (",.0f" if whole else ".3g"))
    return "" if value is None else str(value)


class RecordRole(LookUpRole):
    """One value: ``{record}`arbitrary.cases``` or, with a style, ``{record}`bounds.largest .2f```."""

    def found(self):
        """Return the value as text."""
        path, _, style = self.text.partition(" ")
        return [nodes.Text(shown(look_up(path, self.env), style))]


class ShareRole(LookUpRole):
    """One count of another, as "all 5" or "2 of the 5": ``{share}`digits.one_value of digits.computed```."""

    def found(self):
        """Return it in words."""
        part, whole = (look_up(path, self.env) for path in self.text.split(" of "))
        words = {0: "none of the", whole: "all"}.get(part, f"{shown(part)} of the")
        return [nodes.Text(f"{words} {shown(whole)}")]


class RecordMade(MystDirective):
    """How a record came about, and whether the code has changed since: ``{record-made} arbitrary``."""

    required_arguments = 1

    def run(self):
        """Return a paragraph."""
        (name,) = self.arguments
        made = look_up(f"{name}.made", self.env)
        return self.written("record_made", made=made, changed=made["code"] != records.fingerprint(name))


ARGUMENT = re.compile(r'\b\w+=(?:"[^"]*"|\w+)')
"""An argument by its name, which is code also where a record names it in words: `jac="3-point"`."""


class RecordTable(MystDirective):
    """Records, which a list or a dict holds, as a table; the option ``:code:`` names the keys that are code.

    The argument is the place of the list, ``mutation.survivors``; each line of the content is a column:
    the key, its head after ``=``, and if need be its style after ``;``. A cell may hold several values. The option
    ``:narrow:`` says that the table fits a phone as it is, ``:stacked:`` that each cell has a line of its own at every
    width, and ``:versions:`` is the head of one more column, for what is the same or not on each Python and NumPy.
    """

    required_arguments = 1
    has_content = True
    option_spec: ClassVar = {
        "code": directives.unchanged,
        "narrow": directives.flag,
        "stacked": directives.flag,
        "versions": directives.unchanged_required,
    }

    def run(self):
        """Return the table."""
        (path,) = self.arguments
        columns = []
        for line in self.content:
            key, _, rest = (part.strip() for part in line.partition("="))
            head, _, style = (part.strip() for part in rest.partition(";"))
            columns.append((key, head, style))
        found = look_up(path, self.env)
        entries = list(found.values() if isinstance(found, dict) else found)
        rows = [[self.text(row.get(key), key, style) for key, _, style in columns] for row in entries]
        heads = [head for _, head, _ in columns]
        numbers = [n for n, (key, *_) in enumerate(columns) if all(is_number(row.get(key)) for row in entries)]
        if "versions" in self.options:
            heads.append(self.options["versions"])
            for cells, row in zip(rows, entries, strict=True):
                cells.append(on_versions(row))
        classes = [f"of-{path.replace('.', '-')}"] + ["ledger-table"] * ("narrow" not in self.options)
        classes += ["stacked"] * ("stacked" in self.options)
        return [self.table(heads, rows, *classes, numbers=numbers)]

    def text(self, value, key, style):
        """Return what a cell says of one value or of several."""
        texts = [shown(one, style) for one in (value if isinstance(value, list) else [value])]
        if key in self.options.get("code", "").split():
            return BREAK.join(map(lines_of_code, texts))
        return prose(ARGUMENT.sub(r"`\g<0>`", "".join(texts)))


def is_number(value):
    """Return whether a value is a number, the limit of one, or none."""
    if isinstance(value, str):
        return bool(re.fullmatch(r"[≤≥] [\d.]+|none|–", value))
    return value is None or (isinstance(value, (int, float)) and not isinstance(value, bool))


def on_versions(row):
    """Return what a row says of each Python with its newest and its oldest NumPy, the same only once."""
    found = {}
    for key, value in row.items():
        if version := re.fullmatch(r"py3(\d+)(-oldest)?", key):
            found.setdefault(value, {}).setdefault(f"3.{version[1]}", []).append(version[2])
    if len(found) == 1:
        return f"{next(iter(found))}, on every version"
    return BREAK.join(f"{', '.join(map(named, pythons.items()))}: {value}" for value, pythons in found.items())


def named(version):
    """Return the name of a Python, with that of its NumPy unless it is both."""
    python, kinds = version
    return python if len(kinds) == 2 else f"{python} with the {'oldest' if kinds[0] else 'newest'} NumPy"


class MissedPairs(MystDirective):
    """The pairs of slips in one function that the check does not both name: ``{missed-pairs}``."""

    def run(self):
        """Return the table, with the words that the check has for each slip."""
        words = {(slip.function, f"{slip.knob}: {slip.value}"): slip.message for slip in SLIPS}
        rows = []
        for pair in look_up("check.pairs.missed", self.env):
            slips = [[words[pair["function"], slip] for slip in pair[key].split("; ")] for key in ("one", "other")]
            rows.append([code(pair["function"]), *(prose("; ".join(several)) for several in slips)])
        return [self.table(["function", "one slip", "other slip"], rows, "ledger-table")]


class ChangesByHand(MystDirective):
    """The list of ``tests/mutation/by_hand.toml`` as a table."""

    def run(self):
        """Return the table."""
        path = records.ROOT / "tests" / "mutation" / "by_hand.toml"
        self.env.note_dependency(str(path))
        rows = []
        for change in tomllib.loads(path.read_text(encoding="utf-8"))["change"]:
            indent = indent_of(change["before"], records.ROOT / change["file"])
            rows.append(
                [
                    prose(change["kind"]),
                    code(change["file"].rpartition("/")[2]),
                    lines_of_code(indent + change["before"]),
                    lines_of_code(indent + change["after"]),
                    code(change["test"].partition("::")[2]),
                ]
            )
        head = ["kind", "file", "before", "after", "noticed by"]
        return [self.table(head, rows, "ledger-table", "stacked")]


def indent_of(text, path):
    """Return the spaces before a text that begins a line of a file, or nothing."""
    before = path.read_text(encoding="utf-8").partition(text)[0].rpartition("\n")[2]
    return "" if before.strip() else before


def setup(app):
    """Register it all."""
    app.add_role("record", RecordRole())
    app.add_role("share", ShareRole())
    app.add_directive("record-made", RecordMade)
    app.add_directive("record-table", RecordTable)
    app.add_directive("missed-pairs", MissedPairs)
    app.add_directive("changes-by-hand", ChangesByHand)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
