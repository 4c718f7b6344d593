"""Each bound at as many points as it names, and at those that a search finds near the worst of them."""

import numpy as np
import pytest

from ratios import BOUNDS, LARGEST, measure

SETTINGS, ROUNDS = 500, 100


@pytest.mark.parametrize("key", BOUNDS)
def test_no_error_exceeds_its_bound(key, record_property):
    bound = BOUNDS[key]
    found = measure(bound, bound.points, max(256, bound.points // SETTINGS), rounds=0 if bound.exact else ROUNDS)
    row = {"bound": bound.name, "points": found.points}
    if not bound.exact:
        row |= {"ratio": found.ratio, "at": in_short(found.point), "point": in_full(found.point)}
    record_property("found", {key: row})
    assert found.ratio <= LARGEST, f"{bound.name}: {found.ratio} of the bound at {found.point}"


def in_short(point):
    """Return the point in four digits; where it is of many numbers, only how many each of its arrays has."""
    many = sum(np.size(value) for value in point.values()) > 16

    def text(value):
        if many and np.ndim(value):
            return f"{np.size(value)} numbers"
        return np.array2string(np.asarray(value), formatter={"float": "{:.4g}".format}, separator=", ")

    return "; ".join(f"{name} = {text(value)}" for name, value in point.items()).replace("\n", "")


def in_full(point):
    """Return the point to the last digit, without the arrays of many numbers, which would fill the record."""
    return {name: value for name, value in point.items() if np.size(value) <= 100}
