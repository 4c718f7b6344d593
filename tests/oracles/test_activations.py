"""softmax, sigmoid and the step function."""

import math

import mpmath
import numpy as np
import pytest
import scipy.special
from sklearn.preprocessing import binarize

import chapter4
import mpmaths
import theirs
from proof import allowed, exact
from proof.exact import nearest

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


def batches(rows=ROWS):
    return pytest.mark.parametrize("x", rows, ids=lambda x: f"{x.shape[0]}x{x.shape[1]}")


def softmax(x):
    """The softmax to the last place, and what the chapter's is allowed."""
    p = nearest(exact.softmax(x))
    return p, allowed.softmax(x, p)


@pytest.mark.compares("softmax", "mpmath")
@batches()
def test_softmax_is_mpmaths(compare, x):
    (_, most), right = softmax(x), mpmaths.softmax(x)
    compare(chapter4.softmax(x), right, most)
    for i in range(min(3, len(x))):
        compare(chapter4.softmax(x[i]), right[i], most[i])


@pytest.mark.compares("softmax", "SciPy softmax")
@batches()
def test_softmax_is_scipys(compare, x):
    with np.errstate(over="ignore", under="ignore"):
        found = scipy.special.softmax(x, axis=-1)
    compare(chapter4.softmax(x), found, 2 * softmax(x)[1])


@pytest.mark.compares("softmax", "SciPy log_softmax")
@batches()
def test_softmax_is_the_exponential_of_scipys_log_softmax(compare, x):
    with np.errstate(over="ignore", under="ignore"):
        logs = scipy.special.log_softmax(x, axis=-1)
        found = np.exp(logs)
    p, most = softmax(x)
    compare(chapter4.softmax(x), found, most + theirs.exponential(theirs.log_softmax(logs), p))


@pytest.mark.compares("softmax", "SciPy logsumexp")
@batches([x for x in ROWS if np.abs(x).max() < 1e6])
def test_softmax_is_the_exponential_less_scipys_logsumexp(compare, x):
    logs = x - scipy.special.logsumexp(x, axis=-1, keepdims=True)
    with np.errstate(under="ignore"):
        found = np.exp(logs)
    p, most = softmax(x)
    compare(chapter4.softmax(x), found, most + theirs.exponential(theirs.less_logsumexp(x, logs), p))


SCORES = np.concatenate(
    [
        *(rng.normal(0, scale, 300) for scale in (1e-3, 1, 10, 100)),
        np.linspace(-708.0, 708.0, 200),
        np.array([0.0, -0.0, 5e-324, -5e-324, 1e-310, -1e-17, 36.0, 36.7, 36.8, 37.5, -36.7, 1e308, 709.9]),
    ]
)
BELOW = np.array([-709.79, -710.0, -720.5, -740.0, -744.4, -745.1, -745.2, -746.0, -1e5, -1.7e308])
ALL = np.concatenate([SCORES, BELOW])


def allowed_of_sigmoid(x):
    return allowed.sigmoid(nearest(exact.sigmoid(x)))


@pytest.mark.compares("sigmoid", "mpmath")
def test_sigmoid_is_mpmaths(compare):
    right, most = mpmaths.sigmoid(ALL), allowed_of_sigmoid(ALL)
    compare(chapter4.sigmoid(ALL), right, most)
    compare([chapter4.sigmoid(x) for x in ALL], right, most)


@pytest.mark.compares("sigmoid", "SciPy expit")
def test_sigmoid_is_scipys_expit(compare):
    compare(chapter4.sigmoid(SCORES), scipy.special.expit(SCORES), 2 * allowed_of_sigmoid(SCORES))


@pytest.mark.compares("sigmoid", "SciPy softmax")
def test_sigmoid_is_scipys_softmax_of_the_score_and_zero(compare):
    pairs = np.stack([SCORES, np.zeros_like(SCORES)], axis=-1)
    with np.errstate(under="ignore"):
        found = scipy.special.softmax(pairs, axis=-1)[:, 0]
    compare(chapter4.sigmoid(SCORES), found, softmax(pairs)[1][:, 0] + allowed_of_sigmoid(SCORES))


@pytest.mark.compares("step_function", "mpmath")
def test_the_step_is_the_positive_part_of_mpmaths_sign(compare):
    compare(chapter4.step_function(ALL), [max(mpmath.mpf(0), mpmath.sign(x)) for x in ALL], 0.0)


@pytest.mark.compares("step_function", "scikit-learn binarize")
def test_the_step_is_scikit_learns_binarize(compare):
    compare(chapter4.step_function(ALL), binarize(ALL[np.newaxis])[0], 0.0)


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


@pytest.mark.parametrize(
    ("ours", "others"), [(chapter4.softmax, scipy.special.softmax), (chapter4.sigmoid, scipy.special.expit)]
)
def test_scipy_answers_float32_in_float32_and_chapter4_in_float64(ours, others):
    x = np.float32([1.0, 2.5])
    assert others(x).dtype == np.float32
    assert ours(x).dtype == np.float64
    assert np.array_equal(ours(x), ours(x.astype(np.float64)))


def test_scipys_softmax_warns_where_the_shift_overflows():
    with pytest.warns(RuntimeWarning, match="overflow"):
        scipy.special.softmax([1e308, -1e308])
