"""No error exceeds its bound, each part of a bound is needed, and each bound is derived on the page."""

import dataclasses
import functools
import inspect
import re
from pathlib import Path

import pytest

from bounds import BOUNDS
from bounds.search import LARGEST, measure
from proof import allowed


@pytest.mark.parametrize("key", BOUNDS)
def test_no_error_exceeds_its_bound(key, points, record_property):
    bound = BOUNDS[key]
    found = measure(bound, **points(bound))
    record_property("found", {key: dataclasses.asdict(found)})
    assert found.ratio <= LARGEST, f"{bound.name}: {found.ratio} of the bound at {found.point}"


# ------------------------------------------------------------------ Each part of the bound is needed

WITHOUT = {
    "truncation": ("cubic", "m3"),
    "the rounding of the points": ("sine", "m1"),
    "the rounding of f": ("quadratic", "phi"),
    "truncation of the forward difference": ("forward_sine", "m2"),
    "the rounding of the point": ("forward_line", "m1"),
    "the rounding of f in the forward difference": ("forward_cubic", "phi"),
    "truncation, where the central difference is closer": ("central_is_closer", "m3"),
    "the rounding of the points, where it is": ("central_is_closer", "m1"),
    "the rounding of f, where it is": ("central_is_closer", "phi"),
}


@pytest.mark.parametrize("part", WITHOUT)
def test_without_one_of_its_parts_the_bound_is_exceeded(monkeypatch, part):
    key, left_out = WITHOUT[part]
    for bound in (allowed.numerical_diff, allowed.forward_difference, allowed.forward_is_worse):

        def less(*values, bound=bound):
            given = inspect.signature(bound).bind(*values)
            given.arguments.update({left_out: 0.0} if left_out in given.arguments else {})
            return bound(*given.args)

        monkeypatch.setattr(allowed, bound.__name__, less)
    assert measure(BOUNDS[key], points=2000, settings=20).ratio > LARGEST


# ------------------------------------------------------------------ Each bound is derived, and asked

FUNCTIONS = {
    name: function
    for name, function in inspect.getmembers(allowed, inspect.isfunction)
    if function.__module__ == allowed.__name__ and not name.startswith("_") and name != "derived"
}


PAGE = Path(__file__).parents[2] / "docs" / "bounds.md"


def test_every_bound_is_derived_on_the_page():
    """Under a heading, or after bold words that open a paragraph."""
    heads = re.findall(r"^(?:## |\*\*)([^*\n]+?)\.?(?:\*\*|$)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert allowed.DERIVATIONS.keys() == FUNCTIONS.keys()
    assert set(allowed.DERIVATIONS.values()) <= set(heads)


def test_every_bound_is_asked(monkeypatch):
    asked = set()
    for name, function in FUNCTIONS.items():

        def noting(*args, function=function, **options):
            asked.add(function.__name__)
            return function(*args, **options)

        monkeypatch.setattr(allowed, name, functools.wraps(function)(noting))
    for bound in BOUNDS.values():
        if not bound.identity:
            measure(bound, points=1, settings=1)
    assert asked == set(FUNCTIONS)
