"""function_1, function_2 and its two slices."""

import numpy as np
import pytest
from numpy.polynomial import Polynomial
from scipy.spatial.distance import sqeuclidean

import chapter4
import mpmaths
from comparing import each
from proof.allowed import TINY, gamma
from proof.functions import OF_ONE

rng = np.random.default_rng(432)

X = np.concatenate(
    [
        *(rng.normal(0, scale, 200) for scale in (1e-8, 1, 10, 1e6)),
        np.array([0.0, -0.0, -10.0, 5.0, 10.0, 5e-324, 1e-200, 1e150, -1e150]),
    ]
)
POINTS = np.stack([X, rng.permutation(X)])
COEFFICIENTS = {"function_1": [0.0, 0.1, 0.01], "function_tmp1": [16.0, 0.0, 1.0], "function_tmp2": [9.0, 0.0, 1.0]}
"""From the constant up."""


def against(oracle):
    return each("function", {f.name: f for f in OF_ONE if f.name in COEFFICIENTS}, oracle=oracle)


@against("mpmath")
def test_a_polynomial_is_mpmaths(compare, function):
    right, most = mpmaths.FUNCTIONS[function.name](mpmaths.numbers(X)), function.phi(np.abs(X)) + 2 * TINY
    with np.errstate(under="ignore"):
        compare(function.f(X), right, most)
    compare([function.f(x) for x in X.tolist()], right, most)


@against("NumPy Polynomial")
def test_a_polynomial_is_numpys_by_horners_rule(compare, function):
    """Horner's rule has two roundings a degree, and a coefficient its own."""
    found = Polynomial(COEFFICIENTS[function.name])(X)
    sizes = Polynomial(COEFFICIENTS[function.name])(np.abs(X))
    compare(function.f(X), found, function.phi(np.abs(X)) + gamma(6) * sizes + 4 * TINY)  # one more for the sizes


@pytest.mark.compares("function_2", "mpmath")
def test_function_2_is_mpmaths(compare):
    right = np.sum(mpmaths.numbers(POINTS) ** 2, axis=0)
    most = gamma(3) * np.sum(POINTS**2, axis=0) + 2 * TINY
    compare(chapter4.function_2(POINTS), right, most)
    compare([chapter4.function_2(point) for point in POINTS.T.tolist()], right, most)


@pytest.mark.compares("function_2", "SciPy sqeuclidean")
def test_function_2_is_scipys_squared_distance_from_the_origin(compare):
    found = np.array([sqeuclidean(point, [0.0, 0.0]) for point in POINTS.T])
    compare(chapter4.function_2(POINTS), found, 2 * gamma(3) * found + 4 * TINY)
