"""Where the last digits of the four printed derivatives come from, computed in rational arithmetic.

The chapter's own functions are run on fractions that round after each operation, as a processor does. The build
fails where what they give is not, bit for bit, what `chapter4` gives.
"""

import inspect
import itertools
import operator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from docutils import nodes
from ledger_pages import ref
from sphinx.util.docutils import SphinxDirective

import chapter4
from chapter4 import evidence, ledger
from chapter4.section_4_3 import H

# ------------------------------------------------------------------ Numbers


def nearest(exact, bits=53):
    """Return the number of `bits` binary digits that is nearest to a fraction, ties to even: 53 are a double's."""
    if exact == 0:
        return Fraction(0)
    exact = Fraction(exact)
    exponent = exact.numerator.bit_length() - exact.denominator.bit_length() - bits
    exponent += abs(exact) >= Fraction(2) ** (exponent + bits)
    unit = Fraction(2) ** exponent
    return round(exact / unit) * unit


class Number(Fraction):
    """A fraction that remembers the operation it comes from; floats beside it are read as the decimals they are."""

    text, formula, rank, exact, operands = "", "", 4, Fraction(0), ()

    @staticmethod
    def read(value):
        """Return what a constant of the code stands for: 0.01 is one hundredth."""
        return Fraction(str(value))

    @staticmethod
    def rounded(exact):
        """Return the result of an operation."""
        return exact

    @classmethod
    def leaf(cls, text, value):
        """Return a number that the code starts from; its exact value is that of the decimals it is written in."""
        found = cls(cls.rounded(cls.read(value)))
        found.text = found.formula = text
        found.exact = Fraction(str(value))
        return found

    @property
    def error(self):
        """By how much rounding changed it."""
        return Fraction(self) - self.exact

    def called(self, text):
        """Return the same number under another name."""
        found = type(self)(self)
        found.text, found.formula, found.exact, found.operands = text, self.formula, self.exact, self.operands
        return found


def _operation(name, symbol, rank, *, swapped=False):
    apply = getattr(operator, name)

    def method(self, other):
        left, right = self, other if isinstance(other, Number) else type(self).leaf(str(other), other)
        if swapped:
            left, right = right, left
        exact = apply(Fraction(left), Fraction(right))
        found = type(self)(self.rounded(exact))
        first = f"({left.text})" if left.rank < rank + (symbol == "**") else left.text
        second = f"({right.text})" if right.rank <= rank else right.text
        found.text = found.formula = (symbol if symbol == "**" else f" {symbol} ").join((first, second))
        found.rank, found.exact, found.operands = rank, exact, (left, right)
        return found

    return method


for _name, _symbol, _rank in (("add", "+", 1), ("sub", "-", 1), ("mul", "*", 2), ("truediv", "/", 2), ("pow", "**", 3)):
    setattr(Number, f"__{_name}__", _operation(_name, _symbol, _rank))
    setattr(Number, f"__r{_name}__", _operation(_name, _symbol, _rank, swapped=True))


class Double(Number):
    """A fraction that is rounded to a double after every operation; constants are the doubles that Python makes."""

    @staticmethod
    def read(value):
        """Return what a constant is for Python: 0.01 is a double near one hundredth."""
        return Fraction(value)

    @staticmethod
    def rounded(exact):
        """Return the double nearest to the exact result."""
        return nearest(exact)


class Single(Double):
    """The same in float32, which has 24 binary digits."""

    @staticmethod
    def rounded(exact):
        """Return the float32 nearest to the exact result."""
        return nearest(exact, 24)


# ------------------------------------------------------------------ The four printed derivatives


@dataclass(frozen=True, slots=True)
class Case:
    """One of the chapter's printed derivatives."""

    id: str
    """Its entry in the ledger."""
    name: str
    x: int | float
    derivative: Fraction
    """By the rules of differentiation: x / 50 + 1 / 10 for function_1, 2 x for the other two."""

    @property
    def function(self):
        """The function itself."""
        return getattr(chapter4, self.name)

    @property
    def printed(self):
        """What the chapter prints."""
        return ledger.entry(self.id).printed


CASES = (
    Case("O4.3.2-1", "function_1", 5, Fraction(5, 50) + Fraction(1, 10)),
    Case("O4.3.2-2", "function_1", 10, Fraction(10, 50) + Fraction(1, 10)),
    Case("O4.3.3-1", "function_tmp1", 3.0, Fraction(2 * 3)),
    Case("O4.3.3-2", "function_tmp2", 4.0, Fraction(2 * 4)),
)
PARTS = ("truncation", "rounding of x ± h", "rounding inside f", "the subtraction", "the division")


def case(name, x):
    """Return the printed derivative of that function at that place."""
    for found in CASES:
        if found.name == name and found.x == x:
            return found
    raise KeyError(f"the chapter prints no derivative of {name} at {x}")


def rebuilt(case):
    """Return the printed derivative as a `Double`, by running the chapter's own code; it must be chapter4's number.

    Raises
    ------
    AssertionError
        If it differs from what `chapter4.numerical_diff` gives in a single bit, or prints otherwise than the chapter.
    """
    value = chapter4.numerical_diff(
        lambda place: case.function(place).called(f"f({place.text})"),
        Double.leaf("x", case.x),
        Double.leaf("h", H),
    )
    computed = chapter4.numerical_diff(case.function, case.x)
    if value != Fraction(computed) or repr(float(value)) != case.printed:
        raise AssertionError(f"{case.id}: {float(value)!r} in fractions, {computed!r} computed, {case.printed} printed")
    return value


def steps(value):
    """Return every number that goes into a value, each once, in the order of the computation, and the value last."""
    found = {}

    def visit(number):
        for operand in number.operands:
            visit(operand)
        found.setdefault(number.text, number)

    visit(value)
    return list(found.values())


def split(case):
    """Return the error of the printed derivative in its five parts, as fractions, in the order of PARTS.

    Each step of the computation is made inexact in its turn, those after it being exact still; a part is what that
    changes. So their sum is the total error by construction, and is checked to be.
    """
    value = rebuilt(case)
    difference, divisor = value.operands
    ahead, behind = difference.operands
    place = {number.text: Fraction(number) for number in steps(value)}
    x, h = place["x"], place["h"]

    def exactly(place):
        return Fraction(case.function(Number(place)))

    stages = [
        case.derivative,
        (exactly(x + h) - exactly(x - h)) / (2 * h),
        (exactly(place["x + h"]) - exactly(place["x - h"])) / (2 * h),
        (Fraction(ahead) - Fraction(behind)) / (2 * h),
        Fraction(difference) / (2 * h),
        Fraction(value),
    ]
    if Fraction(divisor) != 2 * h:
        raise AssertionError(f"{case.id}: 2 * h was rounded")
    parts = [after - before for before, after in itertools.pairwise(stages)]
    if sum(parts) != Fraction(chapter4.numerical_diff(case.function, case.x)) - case.derivative:
        raise AssertionError(f"{case.id}: the parts do not add up to the error")
    return parts


# ------------------------------------------------------------------ What changes the digits


def fused(a, b, c):
    """Return a * b + c rounded once, as a processor's fused multiply-add does."""
    return float(nearest(Fraction(a) * Fraction(b) + Fraction(c)))


def quotient(f, x):
    """Return the central difference in plain floats, for variants that `numerical_diff` does not have."""
    return (f(x + H) - f(x - H)) / (2 * H)


def by_the_step_taken(case):
    """Return the difference divided by what lies between x + h and x - h as rounded."""
    ahead, behind = case.x + H, case.x - H
    return (case.function(ahead) - case.function(behind)) / (ahead - behind)


def without_brackets(case):
    """Return the difference with `/ 2 * h` at its end: it divides by 2 and multiplies by h."""
    return (case.function(case.x + H) - case.function(case.x - H)) / 2 * H


def by_the_reciprocal(case):
    """Return the difference multiplied by 1 / (2 h)."""
    return (case.function(case.x + H) - case.function(case.x - H)) * (1 / (2 * H))


def single(case):
    """Return the difference with every operation rounded to float32."""
    value = chapter4.numerical_diff(case.function, Single.leaf("x", case.x), Single.leaf("h", H))
    return np.float32(float(value))


def forms(**functions):
    """Return a variant that writes the functions named, and only those, otherwise."""
    return lambda case: quotient(functions[case.name], case.x) if case.name in functions else None


def at(kind):
    """Return a variant that gives `numerical_diff` x as another kind of number; out comes a float."""
    return lambda case: float(np.ravel(chapter4.numerical_diff(case.function, kind(case.x)))[0])


CHANGES = (
    ("Horner's form", "(0.01 * x + 0.1) * x", forms(function_1=lambda x: (0.01 * x + 0.1) * x)),
    ("from left to right", "0.01 * x * x + 0.1 * x", forms(function_1=lambda x: 0.01 * x * x + 0.1 * x)),
    (
        "the constant dropped",
        "x0 * x0 and x1 * x1",
        forms(function_tmp1=lambda x: x * x, function_tmp2=lambda x: x * x),
    ),
    (
        "multiply and add fused",
        "fma(a, b, c)",
        forms(
            function_1=lambda x: fused(0.01, x**2, 0.1 * x),
            function_tmp1=lambda x: fused(x, x, 4.0**2.0),
            function_tmp2=lambda x: fused(x, x, 3.0**2.0),
        ),
    ),
    ("divided by the step really taken", "/ ((x + h) - (x - h))", by_the_step_taken),
    ("float32 throughout", "np.float32(x)", single),
    ("brackets forgotten", "/ 2*h", without_brackets),
)
NO_CHANGES = (
    ("x an int", "int(x)", at(int)),
    ("x a float", "float(x)", at(float)),
    (
        "the square as a product",
        "x*x for x**2",
        forms(
            function_1=lambda x: 0.01 * (x * x) + 0.1 * x,
            function_tmp1=lambda x: x**2 + 4.0**2.0,
            function_tmp2=lambda x: 3.0**2.0 + x**2,
        ),
    ),
    ("a NumPy scalar", "np.float64(x)", at(np.float64)),
    ("an array without axes", "np.array(x)", at(lambda x: np.array(x, dtype=np.float64))),
    ("an array with one axis", "np.array([x])", at(lambda x: np.array([x], dtype=np.float64))),
    ("multiplied by the reciprocal", "* (1 / (2*h))", by_the_reciprocal),
)


def digits(case, value):
    """Return to how many of the printed digits a value agrees."""
    return evidence.agreement(case.printed, float(value) if isinstance(value, np.generic) else value)


def variants(alter):
    """Return (what, code, values) for each variant that alters the digits or not, a value for each of CASES.

    A value is None where the variant has nothing to write otherwise.

    Raises
    ------
    AssertionError
        If a variant that alters the digits leaves every one, or one that does not alters a single bit.
    """
    found = []
    for what, code, variant in CHANGES if alter else NO_CHANGES:
        values = [variant(case) for case in CASES]
        kept = [str(v) == case.printed for case, v in zip(CASES, values, strict=True) if v is not None]
        if all(kept) is alter:
            raise AssertionError(f"{what}: {'alters nothing' if alter else 'alters a digit'}, {values}")
        found.append((what, code, values))
    return found


# ------------------------------------------------------------------ On the page


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
        if len(row) == 1:
            row[0]["morecols"] = len(widths) - 1
        body += nodes.row("", *row)
    group += [nodes.thead("", nodes.row("", *head)), body]
    return nodes.table("", group, classes=["digits-table", "colwidths-given"])


def words(*texts):
    """Return a row of plain words."""
    return [cell(nodes.Text(text)) for text in texts]


def heading():
    """Return a head that leads to the four printed derivatives."""
    return [cell(ref(case.id, f"{case.name} at {case.x:g}")) for case in CASES]


class Account(SphinxDirective):
    """A directive about one printed derivative: its function and its place."""

    required_arguments = 2

    def case(self):
        """Return the derivative that the page asks for."""
        watch(self.env)
        name, x = self.arguments
        try:
            return case(name, float(x))
        except KeyError as error:
            raise self.error(error.args[0]) from None


class Steps(Account):
    """Every double of a printed derivative: ``{digits-account} function_1 5``."""

    def run(self):
        """Return a table of the numbers in play: what the code starts from, then the operations in their order."""
        numbers = [number for number in steps(rebuilt(self.case())) if number.operands or not plain(number)]
        rows = []
        for number in sorted(numbers, key=order):
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
    """The errors of the printed derivatives in their five parts: ``{digits-parts}``."""

    def run(self):
        """Return a table of one row for each part and a column for each derivative."""
        watch(self.env)
        columns = [split(case) for case in CASES]
        rows = []
        for part, errors in zip(PARTS, zip(*columns, strict=True), strict=True):
            rows.append(words(part, *map(small, errors)))
        totals = ["total", *(small(sum(column)) for column in columns)]
        rows.append([cell(nodes.strong(text, text)) for text in totals])
        return [table([*words("part"), *heading()], rows, (24, 19, 19, 19, 19))]


class Changes(SphinxDirective):
    """What becomes of the digits where something is written otherwise: ``{digits-changes} yes`` or ``no``."""

    required_arguments = 1

    def run(self):
        """Return a table of two rows for each variant and a column for each derivative."""
        watch(self.env)
        rows = [[cell(nodes.strong("as printed", "as printed"))], [cell(literal(case.printed)) for case in CASES]]
        for what, code, values in variants(self.arguments[0] == "yes"):
            rows.append([cell(nodes.inline("", "", nodes.strong(what, what), nodes.Text(" "), literal(code)))])
            rows.append([self.number(case, value) for case, value in zip(CASES, values, strict=True)])
        return [table(heading(), rows, (25, 25, 25, 25))]

    def number(self, case, value):
        """Return a cell with what a variant computes, and the digits in agreement."""
        if value is None:
            return cell(nodes.Text("does not apply"))
        return cell(literal(str(value)), nodes.Text("{} of {} digits".format(*digits(case, value))))


def watch(env):
    """Write the page anew where what it computes with has changed."""
    env.note_dependency(__file__)
    for module in ("section_4_3", "section_4_3_2", "section_4_3_3", "evidence"):
        env.note_dependency(str(Path(inspect.getfile(chapter4)).parent / f"{module}.py"))
    env.note_dependency(str(Path(inspect.getfile(chapter4)).parent / "ledger.toml"))


def setup(app):
    """Register the directives."""
    app.add_directive("digits-account", Steps)
    app.add_directive("digits-parts", Parts)
    app.add_directive("digits-changes", Changes)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
