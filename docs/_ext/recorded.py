"""What the pages say of the slow commands: a role, a sentence and a table that read ``docs/records/*.json``."""

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from ledger_pages import paragraph, prose, table
from sphinx.util.docutils import SphinxDirective, SphinxRole

import records


def look_up(path):
    """Return what stands there: ``arbitrary.cases`` is the key cases of docs/records/arbitrary.json."""
    name, *keys = path.split(".")
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


class RecordRole(SphinxRole):
    """One value: ``{record}`arbitrary.cases``` or, with a style, ``{record}`bounds.largest .2f```."""

    def run(self):
        """Return the value as text."""
        self.env.note_dependency(str(records.FOLDER / f"{self.text.split('.')[0]}.json"))
        path, _, style = self.text.partition(" ")
        try:
            return [nodes.Text(shown(look_up(path), style))], []
        except (OSError, KeyError, IndexError, ValueError) as error:
            message = self.inliner.reporter.error(f"no record {self.text!r}: {error!r}", line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]


class RecordMade(SphinxDirective):
    """How a record came about, and whether the code has changed since: ``{record-made} arbitrary``."""

    required_arguments = 1

    def run(self):
        """Return a paragraph."""
        (name,) = self.arguments
        self.env.note_dependency(str(records.FOLDER / f"{name}.json"))
        made = records.read(name)["made"]
        versions = ", ".join([f"Python {made['python']}", *(f"{name} {v}" for name, v in made["packages"].items())])
        changed = made["code"] != records.fingerprint(name)
        return [
            paragraph(
                f"Measured on {made['date']} by ",
                nodes.literal("", made["command"]),
                f", with {versions}. " + ("The code, or what measures it, has changed since." if changed else ""),
                classes=["record-made"],
            )
        ]


class RecordTable(SphinxDirective):
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
        self.env.note_dependency(str(records.FOLDER / f"{path.split('.')[0]}.json"))
        as_code = self.options.get("code", "").split()
        columns = []
        for line in self.content:
            key, _, rest = (part.strip() for part in line.partition("="))
            head, _, style = (part.strip() for part in rest.partition(";"))
            columns.append((key, head, style))
        rows, found = [], look_up(path)
        for row in found.values() if isinstance(found, dict) else found:
            cells = []
            for key, _, style in columns:
                cells.append([])
                for value in row.get(key) if isinstance(row.get(key), list) else [row.get(key)]:
                    text = shown(value, style)
                    cells[-1] += (
                        [nodes.literal(text, text), nodes.Text(" ")] if key in as_code and text else prose(text)
                    )
            rows.append(("", [], cells))
        node = table([head for _, head, _ in columns], rows, path.replace(".", "-"))
        if "narrow" in self.options:
            node["classes"].remove("ledger-table")
        return [node]


def setup(app):
    """Register it all."""
    app.add_role("record", RecordRole())
    app.add_directive("record-made", RecordMade)
    app.add_directive("record-table", RecordTable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
