"""What the pages say of the slow commands: a role, a sentence and tables that read ``docs/records/*.json``."""

import tomllib
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from myst_text import LookUpRole, MystDirective, code, prose

import records


def look_up(path, env):
    """Return what stands there: ``arbitrary.cases`` is the key cases of docs/records/arbitrary.json."""
    name, *keys = path.split(".")
    env.note_dependency(str(records.FOLDER / f"{name}.json"))
    found = records.read(name)
    for key in keys:
        found = found[int(key)] if isinstance(found, list) else found[key]
    return found


def shown(value, style=""):
    """Return a value as text: 100000 is 100,000, and a number may have its own style, as ``.2f``."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return format(value, style or ("," if isinstance(value, int) else ".3g"))
    return "" if value is None else str(value)


class RecordRole(LookUpRole):
    """One value: ``{record}`arbitrary.cases``` or, with a style, ``{record}`bounds.largest .2f```."""

    def found(self):
        """Return the value as text."""
        path, _, style = self.text.partition(" ")
        return [nodes.Text(shown(look_up(path, self.env), style))]


class RecordMade(MystDirective):
    """How a record came about, and whether the code has changed since: ``{record-made} arbitrary``."""

    required_arguments = 1

    def run(self):
        """Return a paragraph."""
        (name,) = self.arguments
        made = look_up(f"{name}.made", self.env)
        return self.written("record_made", made=made, changed=made["code"] != records.fingerprint(name))


class RecordTable(MystDirective):
    """Records, which a list or a dict holds, as a table; the option ``:code:`` names the keys that are code.

    The argument is the place of the list, ``mutation.survivors``; each line of the content is a column:
    the key, its head after ``=``, and if need be its style after ``;``. A cell may hold several values. The option
    ``:narrow:`` says that the table fits a phone as it is.
    """

    required_arguments = 1
    has_content = True
    option_spec: ClassVar = {"code": directives.unchanged, "narrow": directives.flag}

    def run(self):
        """Return the table."""
        (path,) = self.arguments
        columns = []
        for line in self.content:
            key, _, rest = (part.strip() for part in line.partition("="))
            head, _, style = (part.strip() for part in rest.partition(";"))
            columns.append((key, head, style))
        found = look_up(path, self.env)
        rows = [
            [self.text(row.get(key), key, style) for key, _, style in columns]
            for row in (found.values() if isinstance(found, dict) else found)
        ]
        classes = [f"of-{path.replace('.', '-')}"] + ["ledger-table"] * ("narrow" not in self.options)
        return [self.table([head for _, head, _ in columns], rows, *classes)]

    def text(self, value, key, style):
        """Return what a cell says of one value or of several."""
        texts = [shown(one, style) for one in (value if isinstance(value, list) else [value])]
        if key in self.options.get("code", "").split():
            return " ".join(code(text) for text in texts if text)
        return prose("".join(texts))


class ChangesByHand(MystDirective):
    """The list of ``tests/mutation/by_hand.toml`` as a table."""

    def run(self):
        """Return the table."""
        path = records.ROOT / "tests" / "mutation" / "by_hand.toml"
        self.env.note_dependency(str(path))
        rows = [
            [
                prose(change["kind"]),
                code(change["file"].rpartition("/")[2]),
                code(change["before"]),
                code(change["after"]),
                prose(change["test"].partition("::test_")[2].replace("_", " ")),
            ]
            for change in tomllib.loads(path.read_text(encoding="utf-8"))["change"]
        ]
        head = ["kind", "file", "before", "after", "the test that notices it"]
        return [self.table(head, rows, "of-changes", "ledger-table", widths=[2, 2, 4, 4, 4])]


def setup(app):
    """Register it all."""
    app.add_role("record", RecordRole())
    app.add_directive("record-made", RecordMade)
    app.add_directive("record-table", RecordTable)
    app.add_directive("changes-by-hand", ChangesByHand)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
