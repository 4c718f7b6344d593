"""How a claim computes what a sentence says in numbers.

A claim is a fragment of a sentence in which no digit is typed: each is computed. A formula alone is typed as it
stands, and is evaluated.

The functions `of_...` of the modules `said_...` yield the claims.
"""

import itertools
import re
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np


def sci(number: float) -> str:
    """Return a number as prose writes a power of ten, 1e-7."""
    return np.format_float_scientific(number, trim="-", exp_digits=1)


def tex(number: float, digits: int = 1) -> str:
    """Return a number, to so many digits, as a formula writes it: a power of ten, with a factor where it is not 1."""
    factor, _, exponent = f"{number:.{digits - 1}e}".partition("e")
    power = f"{10}^{{{int(exponent)}}}"
    return power if float(factor) == 1 else rf"{factor} \cdot {power}"


def raised(power: int) -> str:
    """Return a power as a ledger's formula writes it: `²`."""
    return str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


AS_CODE = str.maketrans({"^": "**", "²": "**2", "₀": "0", "₁": "1"})


def formula(text: str, expected: Any, **names: Any) -> str:
    """Return the text of a formula if, with these names, it has the expected value, but for rounding."""
    code = re.sub(r"\|([^|]*)\|", r"abs(\1)", text.translate(AS_CODE))
    found = eval(re.sub(r"(\d) (?=[a-z])", r"\1 * ", code), {"np": np} | names)
    assert np.shape(found) == np.shape(expected), f"{text} is of another shape"
    assert np.allclose(found, np.asarray(expected, dtype=float), rtol=1e-12, atol=0), (
        f"{text} is {found}, not {expected}"
    )
    return text


def result(expression: str) -> str:
    """Return an expression with what Python makes of it."""
    return f"{expression} is {eval(expression)}"


def accepted(call: Callable[[Any], Any], given: Iterable[Any]) -> list[Any]:
    """Return those arguments which the call does not refuse."""
    found = []
    for value in given:
        try:
            call(value)
        except (TypeError, ValueError):
            continue
        found.append(value)
    return found


def first(holds: Callable[[int], bool]) -> int:
    """Return the first whole number, from 0 on, of which something holds."""
    return next(filter(holds, itertools.count()))
