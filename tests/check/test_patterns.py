"""Hazards that are read in the code, at their lines, and nothing where there is none."""

import pytest

from chapter4.check.judging.patterns import hazards
from check.test_places import block

NET = "class SimpleNet:\n    def __init__(self):\n        self.W = np.random.randn(2, 3)\n"


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        (["m = np.random.choice(n, 10)\nx[m]\n"], [("E4.2.3-6", 1, "np.random.choice(n, 10, replace=False)")]),
        (["n = 3\nm = choice(n, size=10)\ny = x[m]\n"], [("E4.2.3-6", 2, "choice(n, size=10, replace=False)")]),
        (["y = x[rng.choice(n, 10)]\n"], [("E4.2.3-6", 1, "rng.choice(n, 10, replace=False)")]),
        (["m = rng.choice(n, 10, replace=False)\nx[m]\n"], []),
        (["m = rng.choice(n, 10, False)\nx[m]\n"], []),
        (["k = np.random.choice(['a', 'b'])\nx[k]\n"], []),
        (["labels = np.random.choice(3, 20)\nx[0], x[f(1)]\n"], []),
        ([NET], [("E4.4.2-3", 3, "np.random.default_rng(0).standard_normal((2, 3))")]),
        ([NET.replace("np.random.randn(2, 3)", "np.ones((2, 3))")], []),
        (["np.random.seed(0)\n", NET], []),
        (["class Other:\n    W = np.random.randn(2, 3)\n"], []),
    ],
)
def test_what_is_read(codes, found):
    assert [(f.id, f.place.line, f.correction) for f in hazards([block(code) for code in codes])] == found
    assert all(finding.hazard for finding in hazards([block(code) for code in codes]))
