"""What the pages show of the certificate and of the formulations: tables that are computed while they are built."""

from pathlib import Path

from myst_text import BREAK, MystDirective, code, link, prose
from places import ROOT

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


class DigitsDirective(MystDirective):
    """A table that is computed, and written anew where what computes it has changed."""

    def run(self):
        """Return the table."""
        sources = [Path(__file__), *(Path(module.__file__) for module in (certificate, formulations))]
        reference = ROOT / "reference" / "chapter4"
        for source in (*sources, *reference.glob("*.py"), reference / "ledger.toml"):
            self.env.note_dependency(str(source))
        return [self.computed()]


class Steps(DigitsDirective):
    """Every double of a stated derivative: ``{digits-account} function_1 5``."""

    required_arguments = 2

    def computed(self):
        """Return a table of the numbers in play: what the code starts from, then the operations in their order."""
        name, x = self.arguments
        try:
            case = certificate.derivative(name, float(x))
        except KeyError as error:
            raise self.error(error.args[0]) from None
        numbers = certificate.steps(certificate.rebuilt(case))
        rows = []
        for number in sorted((number for number in numbers if number.operands or not plain(number)), key=order):
            text = number.text if number.text == number.formula else f"{number.text} = {number.formula}"
            prints = f"{code(text)}{BREAK}prints {code(repr(float(number)))}"
            rows.append((prints, code(decimals(number)), small(number.error)))
        head = ("number", "its exact value", "rounded by")
        return self.table(head, rows, "digits-table", "colwidths-given", widths=(34, 46, 20))


def order(number):
    """Return what sorts x and h before the constants, and these before the operations, which keep their order."""
    return bool(number.operands), not number.operands and ("x", "h", number.text).index(number.text)


def plain(number):
    """Return whether a constant says itself what it is: 2 and 16.0 do, 0.1 does not."""
    return number.text not in ("x", "h") and not number.error


class Parts(DigitsDirective):
    """The errors of the stated derivatives in their five parts: ``{digits-parts}``."""

    def computed(self):
        """Return a table of a row for each derivative and a column for each part."""
        rows = []
        for case in certificate.DERIVATIVES:
            parts = certificate.split(case)
            rows.append((link(case.id, case.label), *map(small, parts), f"**{small(sum(parts))}**"))
        return self.table(("derivative", *certificate.PARTS, "total"), rows, "ledger-table", "of-parts")


class Formulations(DigitsDirective):
    """What becomes of the digits where something is written otherwise: ``{digits-formulations} derivative``.

    One stated output stands beside each formulation, several stand below it.
    """

    required_arguments = 1

    def computed(self):
        """Return a table with a column for each stated output."""
        ids, chosen = formulations.TABLES[self.arguments[0]]
        outputs = [ledger.output(id) for id in ids]
        rows = [("**as printed**", [BREAK.join(map(code, output.printed.split(", "))) for output in outputs])]
        for formulation in chosen:
            what = f"**{prose(formulation.what)}** {code(formulation.code)}"
            rows.append((what, [result(formulation, output) for output in outputs]))
        heads = [link(id) for id in ids]
        if len(ids) == 1:
            return self.table(["computed by", *heads], [[what, *cells] for what, cells in rows], "digits-table")
        widths = [100 // len(ids)] * len(ids)
        rows = [row for what, cells in rows for row in ([what], cells)]
        return self.table(heads, rows, "digits-table", "colwidths-given", widths=widths)


def result(formulation, output):
    """Return what is computed, where it is not as printed, and how many digits agree."""
    if not formulation.applies_to(output):
        return "does not apply"
    lines = []
    for text, verdict in formulations.verdicts(formulation, output):
        lines += [verdict] if verdict == "as printed" else [code(text), prose(verdict)]
    return "as printed" if set(lines) == {"as printed"} else BREAK.join(lines)


class Power(DigitsDirective):
    """How far off the power function may be before a printed derivative changes: ``{digits-power}``."""

    def computed(self):
        """Return a table of a row for each derivative that is printed in full and has a power in it."""
        rows = []
        for case in certificate.DERIVATIVES:
            if case.id in ("O4.3.2-1", "O4.3.2-2", "O4.4-1"):
                errors = formulations.power_margin(case), formulations.power_error(case)
                rows.append((link(case.id, case.label), *(f"{error:.3f}" for error in errors)))
        head = ("derivative", "changes from an error of", "error in this build")
        return self.table(head, rows, "ledger-table", "of-power")


def setup(app):
    """Register the directives."""
    app.add_directive("digits-account", Steps)
    app.add_directive("digits-parts", Parts)
    app.add_directive("digits-formulations", Formulations)
    app.add_directive("digits-power", Power)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
