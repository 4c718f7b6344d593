"""How the ledger's entries are run and compared: by the tests, the report and the pages alike."""

import contextlib
import io
import linecache
import traceback
import warnings
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import numpy as np

from chapter4 import ledger


@dataclass(frozen=True)
class Outcome:
    """What became of a piece of code that was run."""

    printed: str
    error: Exception | None
    warned: tuple[str, ...]
    """Its warnings as Python prints them, category and text."""
    traceback: str
    """As Python prints it, without the frames of other files."""


def run(code: str, name: str) -> Outcome:
    """Run code in an empty namespace, under the file name that its traceback shows.

    Examples
    --------
    >>> from chapter4 import evidence
    >>> print(evidence.run("raise ValueError('one')", "example.py").traceback)
    Traceback (most recent call last):
      File "example.py", line 1, in <module>
        raise ValueError('one')
    ValueError: one
    """
    printed, error = io.StringIO(), None
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stdout(printed):
        warnings.simplefilter("always")
        try:
            exec(compile(code, name, "exec"), {"__name__": "__main__"})
        except Exception as raised:
            error = raised
    warned = tuple(f"{warning.category.__name__}: {warning.message}" for warning in caught)
    return Outcome(printed.getvalue().strip(), error, warned, _traceback(error, name) if error else "")


def _traceback(error: Exception, name: str) -> str:
    shown = traceback.TracebackException.from_exception(error)
    shown.__cause__ = shown.__context__ = None
    shown.stack = traceback.StackSummary.from_list([frame for frame in shown.stack if frame.filename == name])
    return "".join(shown.format()).rstrip()


def computed(output: ledger.Output) -> list[Any]:
    """Run the call of a stated output; return the entries of what it gives, one after the other.

    Examples
    --------
    >>> from chapter4 import evidence, ledger
    >>> evidence.computed(ledger.output("O4.3.2-1"))
    [0.1999999999990898]
    """
    namespace: dict[str, Any] = {}
    exec(output.setup, namespace)
    return list(np.ravel(np.asarray(eval(output.call, namespace), dtype=object)))


def agreement(printed: str, value: Any) -> tuple[int, int]:
    """Return to how many significant digits value agrees with the printed number, and how many are printed.

    They agree to k digits where they differ by no more than half a unit of the k-th. NaN and infinity agree to none.

    Examples
    --------
    >>> from chapter4 import evidence
    >>> evidence.agreement("3.1416", 3.14159265)
    (5, 5)
    """
    stated = Decimal(printed)
    digits = len(stated.as_tuple().digits)
    try:
        exact = decimal(value)
    except (ValueError, OverflowError):  # NaN, infinity
        return 0, digits
    for k in range(digits, 0, -1):
        if abs(stated - exact) <= Decimal(5).scaleb(stated.adjusted() - k):
            return k, digits
    return 0, digits


def as_printed(printed: str, value: Any) -> bool:
    """Whether value is the printed number to its last digit.

    Fifteen digits or more belong to one double alone, so there it must be that very double.

    Examples
    --------
    >>> from chapter4 import evidence
    >>> evidence.as_printed("3.1416", 3.14159265)
    True
    >>> evidence.as_printed("0.097500000000000031", 0.09750000000000002)
    False
    """
    agree, digits = agreement(printed, value)
    return agree == digits and (digits < 15 or float(printed) == value)


def least_agreement(output: ledger.Output, values: list[Any]) -> tuple[int, int]:
    """Return the `agreement` of that entry of a stated output which lacks the most digits.

    Examples
    --------
    >>> from chapter4 import evidence, ledger
    >>> evidence.least_agreement(ledger.output("O4.4-1"), [6.0000000000037801, 8.0])
    (12, 17)
    """
    pairs = [agreement(text, value) for text, value in zip(output.printed.split(", "), values, strict=True)]
    return max(pairs, key=lambda pair: pair[1] - pair[0])


def recomputed(output: ledger.Output) -> tuple[str, str]:
    """Return what is computed for a stated output, and to how many digits it agrees, as texts.

    Examples
    --------
    >>> from chapter4 import evidence, ledger
    >>> evidence.recomputed(ledger.output("O4.3.2-1"))
    ('0.1999999999990898', '16 of 16')
    """
    if output.verdict in ("not recomputed", "not reproducible"):
        return "not computed", ""
    try:
        values = computed(output)
    except ValueError as error:
        return "; ".join([f"{type(error).__name__}: {error}", *getattr(error, "__notes__", ())]), ""
    text = ", ".join(str(value) for value in values)
    if all(isinstance(value, Fraction) for value in values):
        return text, "all, exactly"
    return text, "{} of {}".format(*least_agreement(output, values))


def decimal(value: Any) -> Decimal:
    """Return the value of a float or a Fraction to fifty digits.

    Examples
    --------
    >>> from chapter4 import evidence
    >>> print(evidence.decimal(0.375))
    0.375
    """
    with localcontext(prec=50):
        exact = Fraction(value.item() if isinstance(value, np.generic) else value)
        return Decimal(exact.numerator) / Decimal(exact.denominator)
