"""Each stated derivative, rebuilt operation by operation in rational arithmetic that rounds as a processor must.

The chapter's own functions are run on fractions that are rounded after each operation. What they give must be what
`chapter4` gives, bit for bit; and since the fractions on the way are exact, so is the account of the error. The tests
and the page `why_the_last_digits` both take it from here.
"""

import itertools
import operator
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

import chapter4
from chapter4 import evidence, ledger
from proof.chapter import H

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


def fused(a, b, c):
    """Return a * b + c rounded once, as a processor's fused multiply-add does."""
    return float(nearest(Fraction(a) * Fraction(b) + Fraction(c)))


# ------------------------------------------------------------------ The stated derivatives


@dataclass(frozen=True, slots=True)
class Derivative:
    """A derivative that the chapter states: of a function at a number, or an entry of a gradient at a point."""

    id: str
    """Its entry in the ledger."""
    name: str
    x: int | float
    exact: Fraction
    """By the rules of differentiation: x / 50 + 1 / 10 for function_1, 2 x for the others."""
    point: tuple[float, ...] = ()
    entry: int = 0
    """Which entry of the gradient at that point it is; x is that entry of the point."""

    @property
    def label(self) -> str:
        """What it is called in a table."""
        if not self.point:
            return f"{self.name} at {self.x:g}"
        return f"x{self.entry} at ({self.point[0]:g}, {self.point[1]:g})"

    @property
    def function(self) -> Callable[[Any], Any]:
        """The function of one number that is differentiated: the other entries of a point stay as they are."""
        function = getattr(chapter4, self.name)
        if not self.point:
            return function
        return lambda x: function([*self.point[: self.entry], x, *self.point[self.entry + 1 :]])

    @property
    def printed(self) -> str:
        """What the chapter prints."""
        return ledger.output(self.id).printed.split(", ")[self.entry]

    @property
    def computed(self) -> float:
        """What `chapter4` gives."""
        if not self.point:
            return chapter4.numerical_diff(self.function, self.x)
        return float(chapter4.numerical_gradient(getattr(chapter4, self.name), np.array(self.point))[self.entry])


def _gradient(id: str, *point: float) -> list[Derivative]:
    return [Derivative(id, "function_2", x, 2 * Fraction(x), point, entry) for entry, x in enumerate(point)]


DERIVATIVES = (
    Derivative("O4.3.2-1", "function_1", 5, Fraction(5, 50) + Fraction(1, 10)),
    Derivative("O4.3.2-2", "function_1", 10, Fraction(10, 50) + Fraction(1, 10)),
    Derivative("O4.3.3-1", "function_tmp1", 3.0, Fraction(2 * 3)),
    Derivative("O4.3.3-2", "function_tmp2", 4.0, Fraction(2 * 4)),
    *_gradient("O4.4-1", 3.0, 4.0),
    *_gradient("O4.4-2", 0.0, 2.0),
    *_gradient("O4.4-3", 3.0, 0.0),
)
PARTS = ("truncation", "rounding of x ± h", "rounding inside f", "the subtraction", "the division")


def derivative(name: str, x: float) -> Derivative:
    """Return the stated derivative of that function of one number at that place."""
    for found in DERIVATIVES:
        if found.name == name and found.x == x and not found.point:
            return found
    raise KeyError(f"the chapter states no derivative of {name} at {x}")


def rebuilt(case: Derivative) -> Double:
    """Return the derivative as a `Double`, by the chapter's own code run on `Double`s.

    Raises
    ------
    AssertionError
        If it differs in a single bit from what `chapter4` gives, or that is not what the chapter prints.
    """
    value = chapter4.numerical_diff(
        lambda place: case.function(place).called(f"f({place.text})"),
        Double.leaf("x", case.x),
        Double.leaf("h", H),
    )
    if value != Fraction(case.computed) or not evidence.as_printed(case.printed, case.computed):
        raise AssertionError(
            f"{case.id}: {float(value)!r} in fractions, {case.computed!r} computed, {case.printed} printed"
        )
    return value


def steps(value: Number) -> list[Number]:
    """Return every number that goes into a value, each once, in the order of the computation, and the value last."""
    found = {}

    def visit(number):
        for operand in number.operands:
            visit(operand)
        found.setdefault(number.text, number)

    visit(value)
    return list(found.values())


def split(case: Derivative) -> list[Fraction]:
    """Return the error of the derivative in its five parts, as fractions, in the order of PARTS.

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
        case.exact,
        (exactly(x + h) - exactly(x - h)) / (2 * h),
        (exactly(place["x + h"]) - exactly(place["x - h"])) / (2 * h),
        (Fraction(ahead) - Fraction(behind)) / (2 * h),
        Fraction(difference) / (2 * h),
        Fraction(value),
    ]
    if Fraction(divisor) != 2 * h:
        raise AssertionError(f"{case.id}: 2 * h was rounded")
    parts = [after - before for before, after in itertools.pairwise(stages)]
    if sum(parts) != Fraction(case.computed) - case.exact:
        raise AssertionError(f"{case.id}: the parts do not add up to the error")
    return parts
