"""The ledger's entries in the tests: the ids that a test proves, and stated digits in agreement with computed ones."""

import math
import re
import sys
from collections.abc import Callable
from typing import Any

import pytest

from chapter4 import evidence, ledger
from chapter4.evidence import agreement
from proof.implementation import Implementation


def proves(*ids: str) -> pytest.MarkDecorator:
    """Say which entries a test proves, whose ids become part of its name; an id that is none is a KeyError.

    A test with the argument `entry` is given one entry after the other. Any other runs once for all of them.
    """
    for id in ids:
        ledger.entry(id)
    return pytest.mark.proves(*ids)


def computed(entry: ledger.Output, implementation: Implementation, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return what the implementation computes for that output, the entries of an array one after the other."""
    monkeypatch.setitem(sys.modules, "chapter4", implementation)  # so that `from chapter4 import ...` finds it
    return evidence.computed(entry)


def differences(entry: ledger.Output, values: list[Any], allowed: Callable[[float], float]) -> list[str]:
    """Return a line for each number of the output that is not the printed one to its last digit.

    `allowed` gives the distance from the printed number that is forgiven.
    """
    lines = []
    for text, value in zip(entry.printed.split(", "), values, strict=True):
        if not evidence.as_printed(text, value) and abs(value - float(text)) > allowed(float(text)):
            agree, digits = agreement(text, value)
            lines.append(
                f"{entry.id}, section {entry.section}, {entry.call}: printed {text}, computed {value}; "
                f"{agree} of {digits} digits agree"
            )
    return lines


def restored(entry: ledger.Defect | ledger.Output) -> list[ledger.Output]:
    """Return an output itself; of a defect the outputs that its correction names, which the notes have lost."""
    if isinstance(entry, ledger.Output):
        return [entry]
    outputs = [ledger.output(id) for id in re.findall(r"O4[\d.]*-\d+", entry.correction)]
    assert outputs == [
        output for output in ledger.outputs() if (output.section, output.origin) == (entry.section, "book")
    ]
    return [output for output in outputs if output.verdict == "same"]


def ulps(value: float, expected: float) -> float:
    """Return how far value is from expected, in units of the last place of expected."""
    return abs(float(value) - expected) / math.ulp(expected)
