"""How a directive writes: templates in MyST below `templates`, which link the ledger's ids and quote its code."""

import re
import textwrap
from pathlib import Path

import jinja2
from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import ReferenceRole, SphinxDirective

from chapter4 import evidence, ledger

TEMPLATES = Path(__file__).parent / "templates"
ID = re.compile(r"\b[SOECF]4(?:\.\d+)*-\d+\b")

logger = logging.getLogger(__name__)


def anchor(id):
    """Return the permanent anchor of an entry: E4.2.1-1 is e4-2-1-1."""
    return id.lower().replace(".", "-")


def link(id, text=None):
    """Link to the full account of an entry, on the page of its section."""
    return f"{{ledger}}`{text} <{id}>`" if text else f"{{ledger}}`{id}`"


def function(name):
    """Link to a function's page of the reference."""
    return f"{{py:obj}}`{name} <chapter4.{name}>`"


def code(text):
    """Return text as code in one line, between more backticks than it has in a row."""
    return quoted(" ".join(line.strip() for line in text.splitlines()))


def quoted(line):
    """Return a line as code, indented as it is."""
    ticks = "`" * (1 + max(map(len, re.findall("`+", line)), default=0))
    return f"{ticks} {line} {ticks}"


BREAK = "\\\n"
"""What ends a line within a cell."""


def lines_of_code(text):
    """Return text as code line by line, indented as it is; without any, say so."""
    lines = textwrap.dedent(text).splitlines()
    return BREAK.join(map(quoted, lines)) if lines else "(nothing)"


def prose(text):
    """Return sentences of the ledger: code stays code, ids become links, other characters stand for themselves."""
    parts = text.split("`")
    parts[1::2] = map(code, parts[1::2])
    parts[::2] = [
        ID.sub(lambda id: link(id[0]), re.sub(r"([\\*_{}\[\]<>$&~#|])", r"\\\1", part)) for part in parts[::2]
    ]
    return "".join(parts)


def origin(entry):
    """Say in words where an entry comes from."""
    return {
        "notes": "the notes",
        "book": "the book",
        "both": "the book and the notes",
        "copies": "readers' copies",
    }[entry.origin]


environment = jinja2.Environment(
    loader=jinja2.FileSystemLoader(TEMPLATES), undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
environment.filters.update(anchor=anchor, link=link, function=function, code=code, prose=prose)
environment.filters.update(origin=origin)
environment.globals.update(evidence=evidence, ledger=ledger)


class MystDirective(SphinxDirective):
    """A directive that writes MyST."""

    def written(self, name, **values):
        """Return the nodes of a template."""
        file = f"{name}.md.jinja"
        self.env.note_dependency(str(TEMPLATES / file))
        return self.parse_text_to_nodes(environment.get_template(file).render(values))

    def table(self, head, rows, *classes, widths=None, numbers=()):
        """Return a table of cells in MyST, a row with a single cell spanning all of its columns.

        The columns of `numbers`, counted from 0, are set as numbers.
        """
        columns = [nodes.colspec(colwidth=width) for width in widths or [1] * len(head)]
        group = nodes.tgroup("", *columns, cols=len(columns))
        group += nodes.thead("", nodes.row("", *map(self.cell, head)))
        body = nodes.tbody()
        for cells in rows:
            if len(cells) > 1:  # a phone shows the head of the column in the cell itself
                labelled = zip(head, map(str, cells), strict=True)
                cells = [f"[{label}: ]{{.cell-label}}{cell}" if cell else "" for label, cell in labelled]
            body += nodes.row("", *map(self.cell, cells))
            if len(cells) == 1:
                body[-1][0]["morecols"] = len(columns) - 1
        group += body
        for row in (*group[-2], *body):
            for column in numbers:
                row[column]["classes"].append("number")
        return nodes.table("", group, classes=list(classes))

    def cell(self, text):
        """Return one cell."""
        return nodes.entry("", nodes.paragraph("", "", *self.parse_inline(text)[0]))


class LookUpRole(ReferenceRole):
    """A role that looks something up; where there is no such thing, the build has a warning."""

    def run(self):
        """Return what is found."""
        try:
            return self.found(), []
        except (AttributeError, LookupError, OSError, ValueError) as error:
            logger.warning("{%s}`%s`: %r", self.name, self.text, error, location=self.get_location())
            return [], []
