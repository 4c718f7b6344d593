"""softmax, sigmoid and the step function."""

import math

import mpmath
import numpy as np
import pytest
import scipy.special
from sklearn.preprocessing import binarize

import allowed
import chapter4
import exact

rng = np.random.default_rng(425)

ROWS = [
    *(rng.normal(0, scale, (20, size)) for scale in (1e-3, 1, 30, 300) for size in (2, 10)),
    rng.normal(0, 5, (3, 1000)),
    rng.integers(-3, 4, (50, 6)).astype(float),  # ties
    np.array([[5.0]]),
    np.array([[1e308, 1e308, -1e308], [1.7e308, -1.7e308, 0.0], [-1.7e308, -1.7e308, -1.7e308]]),
    np.array([[0.0, -700.0, -708.5], [0.0, -709.0, -744.0], [0.0, -745.2, -746.0], [710.0, 709.0, -1e4]]),
    np.array([[5e-324, -5e-324, 0.0], [2.3e-308, 1e-310, -1e-300]]),
]
BATCHES = pytest.mark.parametrize("x", ROWS, ids=lambda x: f"{x.shape[0]}x{x.shape[1]}")


@pytest.mark.compares("softmax", "mpmath")
@BATCHES
def test_softmax_is_mpmaths(compare, x):
    right = exact.softmax(x)
    compare(chapter4.softmax(x), right, allowed.softmax(x, right))
    for row, p in zip(x[:3], right, strict=False):
        compare(chapter4.softmax(row), p, allowed.softmax(row, p))


@pytest.mark.compares("softmax", "SciPy softmax")
@BATCHES
def test_softmax_is_scipys(compare, x):
    with np.errstate(over="ignore", under="ignore"):
        theirs = scipy.special.softmax(x, axis=-1)
    compare(chapter4.softmax(x), theirs, 2 * allowed.softmax(x, exact.softmax(x)))


@pytest.mark.compares("softmax", "SciPy log_softmax")
@BATCHES
def test_softmax_is_the_exponential_of_scipys_log_softmax(compare, x):
    """Its logarithm has the rounding of the shift, of log of the sum and of their difference; exp adds 2u."""
    with np.errstate(over="ignore", under="ignore"):
        logs = scipy.special.log_softmax(x, axis=-1)
        theirs = np.exp(logs)
    right = exact.softmax(x)
    size = np.minimum(-logs, 800.0)
    relative = allowed.U * (2 * size + np.log(x.shape[-1]) + 2) + allowed.log_of_sum(x)
    both = allowed.softmax(x, right) + relative / (1 - relative) * right.astype(float) + 2 * allowed.TINY
    compare(chapter4.softmax(x), theirs, both)


@pytest.mark.compares("softmax", "SciPy logsumexp")
@pytest.mark.parametrize("x", [x for x in ROWS if np.abs(x).max() < 1e6], ids=lambda x: f"{x.shape[0]}x{x.shape[1]}")
def test_softmax_is_the_exponential_less_scipys_logsumexp(compare, x):
    """Adding the maximum rounds the logarithm to u of its size, and x less it likewise: of use for small scores."""
    total = scipy.special.logsumexp(x, axis=-1, keepdims=True)
    with np.errstate(under="ignore"):
        theirs = np.exp(x - total)
    right = exact.softmax(x)
    relative = allowed.log_of_sum(x) + allowed.U * (2 + 2 * np.abs(total) + np.abs(x - total))
    both = allowed.softmax(x, right) + relative / (1 - relative) * right.astype(float) + 2 * allowed.TINY
    compare(chapter4.softmax(x), theirs, both)


SCORES = np.concatenate(
    [
        *(rng.normal(0, scale, 300) for scale in (1e-3, 1, 10, 100)),
        np.linspace(-708.0, 708.0, 200),
        np.array([0.0, -0.0, 5e-324, -5e-324, 1e-310, -1e-17, 36.0, 36.7, 36.8, 37.5, -36.7, 1e308, 709.9]),
    ]
)
BELOW = np.array([-709.79, -710.0, -720.5, -740.0, -744.4, -745.1, -745.2, -746.0, -1e5, -1.7e308])


@pytest.mark.compares("sigmoid", "mpmath")
@pytest.mark.parametrize("x", [SCORES, BELOW], ids=["all", "below -709"])
def test_sigmoid_is_mpmaths(compare, x):
    right = exact.sigmoid(x)
    compare(chapter4.sigmoid(x), right, allowed.sigmoid(x, right))
    compare(np.array([chapter4.sigmoid(z) for z in x[:5]]), right[:5], allowed.sigmoid(x, right)[:5])


@pytest.mark.compares("sigmoid", "SciPy expit")
def test_sigmoid_is_scipys_expit(compare):
    compare(chapter4.sigmoid(SCORES), scipy.special.expit(SCORES), 2 * allowed.sigmoid(SCORES, exact.sigmoid(SCORES)))


@pytest.mark.compares("sigmoid", "SciPy softmax")
def test_sigmoid_is_scipys_softmax_of_the_score_and_zero(compare):
    pairs = np.stack([SCORES, np.zeros_like(SCORES)], axis=-1)
    with np.errstate(under="ignore"):
        theirs = scipy.special.softmax(pairs, axis=-1)[:, 0]
    right = exact.softmax(pairs)
    both = allowed.softmax(pairs, right)[:, 0] + allowed.sigmoid(SCORES, right[:, 0])
    compare(chapter4.sigmoid(SCORES), theirs, both)


@pytest.mark.compares("step_function", "mpmath")
def test_the_step_is_the_positive_part_of_mpmaths_sign(compare):
    x = np.concatenate([SCORES, BELOW])
    compare(chapter4.step_function(x), [max(mpmath.mpf(0), mpmath.sign(z)) for z in x], 0.0)


@pytest.mark.compares("step_function", "scikit-learn binarize")
def test_the_step_is_scikit_learns_binarize(compare):
    x = np.concatenate([SCORES, BELOW])
    compare(chapter4.step_function(x), binarize(x[np.newaxis])[0], 0.0)


# ------------------------------------------------------------------ Differences, each explained on the page


def test_scipys_expit_is_0_where_the_sigmoid_is_below_the_smallest_normal_number():
    x = BELOW[BELOW > -745.1]
    assert np.all(scipy.special.expit(x) == 0.0)
    assert np.all((chapter4.sigmoid(x) > 0.0) & (chapter4.sigmoid(x) < 2.0**-1022))


def test_at_0_the_step_is_0_and_the_limit_of_expit_is_a_half():
    assert chapter4.step_function(0.0) == 0.0
    assert scipy.special.expit(0.0) == 0.5
    x = SCORES[np.abs(SCORES) > 1e-300]
    with np.errstate(over="ignore"):
        assert np.array_equal(scipy.special.expit(x * 1e306), chapter4.step_function(x))


def test_scipys_softmax_is_of_the_whole_array_unless_an_axis_is_given():
    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    assert math.isclose(scipy.special.softmax(x).sum(), 1.0)
    assert math.isclose(chapter4.softmax(x).sum(), 2.0)


@pytest.mark.parametrize("ours", ["softmax", "sigmoid"])
def test_scipy_answers_float32_in_float32_and_chapter4_in_float64(ours):
    theirs = {"softmax": scipy.special.softmax, "sigmoid": scipy.special.expit}[ours]
    x = np.float32([1.0, 2.5])
    assert theirs(x).dtype == np.float32
    assert np.array_equal(getattr(chapter4, ours)(x), getattr(chapter4, ours)(x.astype(np.float64)))


def test_scipys_softmax_warns_where_the_shift_overflows():
    with pytest.warns(RuntimeWarning, match="overflow"):
        scipy.special.softmax([1e308, -1e308])
