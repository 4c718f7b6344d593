"""What the pages show of the certificate and of the formulations: tables that are computed while they are built."""

from pathlib import Path

from docutils import nodes
from ledger_pages import ROOT, prose, ref
from ledger_pages import table as ledger_table
from sphinx.util.docutils import SphinxDirective

from chapter4 import ledger
from digits import certificate, formulations


def decimals(value):
    """Return every decimal of a fraction whose denominator is a power of two."""
    shift = value.denominator.bit_length() - 1
    if value.denominator != 1 << shift:
        raise ValueError(f"{value} has no last decimal")
    text = f"{abs(value.numerator) * 5**shift:0{shift + 1}d}"
    return "-" * (value < 0) + text[: len(text) - shift] + ("." + text[len(text) - shift :] if shift else "")


def small(value):
    """Return an error in four digits, with its sign."""
    return f"{float(value):+.3e}".replace("-", "−") if value else "0"


def literal(text):
    """Return code."""
    return nodes.literal(text, text)


def cell(*lines):
    """Return a cell of a table, one node a line."""
    if len(lines) == 1:
        return nodes.entry("", nodes.paragraph("", "", *lines))
    return nodes.entry("", nodes.line_block("", *(nodes.line("", "", line) for line in lines)))


def table(head, rows, widths):
    """Return a table; `widths` are the columns' shares, and a row of one cell spans them all."""
    group = nodes.tgroup(cols=len(widths))
    group += [nodes.colspec(colwidth=width) for width in widths]
    body = nodes.tbody()
    for row in rows:
        if len(row) == 1 and len(widths) > 1:
            row[0]["morecols"] = len(widths) - 1
        body += nodes.row("", *row)
    group += [nodes.thead("", nodes.row("", *head)), body]
    return nodes.table("", group, classes=["digits-table", "colwidths-given"])


def words(*texts):
    """Return a row of plain words."""
    return [cell(nodes.Text(text)) for text in texts]


class Steps(SphinxDirective):
    """Every double of a stated derivative: ``{digits-account} function_1 5``."""

    required_arguments = 2

    def run(self):
        """Return a table of the numbers in play: what the code starts from, then the operations in their order."""
        watch(self.env)
        name, x = self.arguments
        try:
            case = certificate.derivative(name, float(x))
        except KeyError as error:
            raise self.error(error.args[0]) from None
        numbers = certificate.steps(certificate.rebuilt(case))
        rows = []
        for number in sorted((number for number in numbers if number.operands or not plain(number)), key=order):
            text = number.text if number.text == number.formula else f"{number.text} = {number.formula}"
            prints = nodes.inline("", "", nodes.Text("prints "), literal(repr(float(number))))
            rows.append([cell(literal(text), prints), cell(literal(decimals(number))), *words(small(number.error))])
        return [table(words("number", "its exact value", "rounded by"), rows, (34, 46, 20))]


def order(number):
    """Return what sorts x and h before the constants, and these before the operations, which keep their order."""
    return bool(number.operands), not number.operands and ("x", "h", number.text).index(number.text)


def plain(number):
    """Return whether a constant says itself what it is: 2 and 16.0 do, 0.1 does not."""
    return number.text not in ("x", "h") and not number.error


class Parts(SphinxDirective):
    """The errors of the stated derivatives in their five parts: ``{digits-parts}``."""

    def run(self):
        """Return a table of a row for each derivative and a column for each part."""
        watch(self.env)
        rows = []
        for case in certificate.DERIVATIVES:
            parts = certificate.split(case)
            total = small(sum(parts))
            errors = [[nodes.Text(small(part))] for part in parts]
            rows.append(("", [], [[ref(case.id, case.label)], *errors, [nodes.strong(total, total)]]))
        return [ledger_table(("derivative", *certificate.PARTS, "total"), rows, "parts")]


class Formulations(SphinxDirective):
    """What becomes of the digits where something is written otherwise: ``{digits-formulations} derivative``."""

    required_arguments = 1

    def run(self):
        """Return a table of two rows for each formulation and a column for each stated output."""
        watch(self.env)
        (name,) = self.arguments
        ids, chosen = formulations.TABLES[name]
        outputs = [ledger.output(id) for id in ids]
        rows = [[cell(nodes.strong("as printed", "as printed"))]]
        rows.append([cell(*map(literal, output.printed.split(", "))) for output in outputs])
        for formulation in chosen:
            what = nodes.strong(formulation.what, formulation.what)
            rows.append([cell(nodes.inline("", "", what, nodes.Text(" "), literal(formulation.code)))])
            rows.append([self.result(formulation, output) for output in outputs])
        return [table([cell(ref(id)) for id in ids], rows, [100 // len(ids)] * len(ids))]

    def result(self, formulation, output):
        """Return a cell with what is computed, where it is not as printed, and how many digits agree."""
        if not formulation.applies_to(output):
            return cell(nodes.Text("does not apply"))
        lines = []
        for text, verdict in formulations.verdicts(formulation, output):
            lines += [nodes.Text(verdict)] if verdict == "as printed" else [literal(text), nodes.Text(verdict)]
        return cell(nodes.Text("as printed")) if {str(line) for line in lines} == {"as printed"} else cell(*lines)


class Power(SphinxDirective):
    """How far off the power function may be before a printed derivative changes: ``{digits-power}``."""

    def run(self):
        """Return a table of a row for each derivative that is printed in full and has a power in it."""
        watch(self.env)
        rows = []
        for case in certificate.DERIVATIVES:
            if case.id in ("O4.3.2-1", "O4.3.2-2", "O4.4-1"):
                errors = formulations.power_margin(case), formulations.power_error(case)
                rows.append(("", [], [[ref(case.id, case.label)], *(prose(f"{error:.3f}") for error in errors)]))
        return [ledger_table(("derivative", "changes from an error of", "error in this build"), rows, "power")]


def watch(env):
    """Write the page anew where what it computes with has changed."""
    sources = [Path(__file__), *(Path(module.__file__) for module in (certificate, formulations))]
    reference = ROOT / "reference" / "chapter4"
    for source in (*sources, *reference.glob("*.py"), reference / "ledger.toml"):
        env.note_dependency(str(source))


def setup(app):
    """Register the directives."""
    app.add_directive("digits-account", Steps)
    app.add_directive("digits-parts", Parts)
    app.add_directive("digits-formulations", Formulations)
    app.add_directive("digits-power", Power)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
