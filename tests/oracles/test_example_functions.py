"""function_1, function_2 and its two slices."""

import numpy as np
import pytest
from mpmath import mpf
from numpy.polynomial import Polynomial
from scipy.spatial.distance import sqeuclidean

import allowed
import chapter4
import exact
from proof.allowed import gamma

rng = np.random.default_rng(432)

X = np.concatenate(
    [
        *(rng.normal(0, scale, 200) for scale in (1e-8, 1, 10, 1e6)),
        np.array([0.0, -0.0, -10.0, 5.0, 10.0, 5e-324, 1e-200, 1e150, -1e150]),
    ]
)
POINTS = np.stack([X, rng.permutation(X)])

# The coefficients from the constant up; the sizes of the terms; the roundings in a row, of which a power may have two
# and a decimal coefficient one.
FUNCTIONS = {
    "function_1": (["0", "0.1", "0.01"], gamma(5)),
    "function_tmp1": (["16", "0", "1"], gamma(4)),
    "function_tmp2": (["9", "0", "1"], gamma(4)),
}


def polynomial(coefficients, x):
    return sum(mpf(c) * x**k for k, c in enumerate(coefficients))


@pytest.mark.parametrize("name", [pytest.param(f, marks=pytest.mark.compares(f, "mpmath")) for f in FUNCTIONS])
def test_a_polynomial_is_mpmaths(compare, name):
    coefficients, relative = FUNCTIONS[name]
    f, sizes = getattr(chapter4, name), polynomial(coefficients, exact.numbers(np.abs(X))).astype(float)
    right = polynomial(coefficients, exact.numbers(X))
    with np.errstate(under="ignore"):
        compare(f(X), right, relative * sizes + 2 * allowed.TINY)
    compare([f(x) for x in X.tolist()], right, relative * sizes + 2 * allowed.TINY)


@pytest.mark.parametrize(
    "name",
    [pytest.param(f, marks=pytest.mark.compares(f, "NumPy Polynomial")) for f in FUNCTIONS],
)
def test_a_polynomial_is_numpys_by_horners_rule(compare, name):
    """Horner's rule has two roundings a degree, and a coefficient its own."""
    coefficients, relative = FUNCTIONS[name]
    sizes = polynomial(coefficients, exact.numbers(np.abs(X))).astype(float)
    theirs = Polynomial([float(c) for c in coefficients])(X)
    compare(getattr(chapter4, name)(X), theirs, (relative + gamma(5)) * sizes + 4 * allowed.TINY)


@pytest.mark.compares("function_2", "mpmath")
def test_function_2_is_mpmaths(compare):
    right = (exact.numbers(POINTS) ** 2).sum(axis=0)
    most = gamma(3) * right.astype(float) + 2 * allowed.TINY
    compare(chapter4.function_2(POINTS), right, most)
    compare([chapter4.function_2(point) for point in POINTS.T.tolist()], right, most)


@pytest.mark.compares("function_2", "SciPy sqeuclidean")
def test_function_2_is_scipys_squared_distance_from_the_origin(compare):
    theirs = np.array([sqeuclidean(point, [0.0, 0.0]) for point in POINTS.T])
    compare(chapter4.function_2(POINTS), theirs, 2 * gamma(3) * theirs + 4 * allowed.TINY)
