"""The sum of squared errors and the cross entropy error."""

import math
import warnings

import mpmath
import numpy as np
import pytest
import scipy.special
from scipy.spatial.distance import sqeuclidean
from sklearn.metrics import log_loss, mean_squared_error

import allowed
import chapter4
import exact
from proof.chapter import DELTA

rng = np.random.default_rng(421)

PAIRS = [
    *((rng.random(10), np.eye(10)[label % 10]) for label in range(100)),
    *(
        (rng.normal(0, scale, size), rng.normal(0, scale, size))
        for scale in (1e-160, 1e-3, 1, 1e150)
        for size in (1, 2, 7)
        for _ in range(10)
    ),
    (rng.random((100, 10)), np.eye(10)[rng.integers(0, 10, 100)]),
    (np.array([5e-324, 1e-310]), np.array([0.0, -1e-310])),
    (np.array([1.0, 1.0 + 2**-52]), np.array([1.0, 1.0])),
    (np.array([1e16, 1.0]), np.array([1.0, 1e16])),
]
EACH_PAIR = pytest.mark.parametrize(("y", "t"), PAIRS, ids=[f"{i}" for i in range(len(PAIRS))])


def half_of_squares(y, t):
    return sum(((exact.numbers(y) - exact.numbers(t)) ** 2).flat) / 2


@pytest.mark.compares("sum_squares_error", "mpmath")
@EACH_PAIR
def test_the_squared_error_is_mpmaths(compare, y, t):
    right = half_of_squares(y, t)
    compare(chapter4.sum_squares_error(y, t), right, allowed.sum_of_squares(y.size, float(right)))


@pytest.mark.compares("sum_squares_error", "SciPy sqeuclidean")
@EACH_PAIR
def test_the_squared_error_is_half_scipys_squared_distance(compare, y, t):
    both = 2 * allowed.sum_of_squares(y.size, float(half_of_squares(y, t)))
    compare(chapter4.sum_squares_error(y, t), sqeuclidean(y.ravel(), t.ravel()) / 2, both)


@pytest.mark.compares("sum_squares_error", "scikit-learn mean_squared_error")
@EACH_PAIR
def test_the_squared_error_is_half_of_scikit_learns_mean_times_the_number_of_entries(compare, y, t):
    """Its mean divides, and here it is multiplied again: two roundings more, and a TINY of the mean for each entry."""
    right = float(half_of_squares(y, t))
    both = 2 * allowed.sum_of_squares(y.size, right) + allowed.gamma(2) * right + y.size * allowed.TINY
    compare(chapter4.sum_squares_error(y, t), mean_squared_error(t.ravel(), y.ravel()) * y.size / 2, both)


def probabilities(n, classes, spread):
    return scipy.special.softmax(rng.normal(0, spread, (n, classes)), axis=1)


def batch(n, classes, spread):
    return probabilities(n, classes, spread), rng.integers(0, classes, n)


CLIP = 2.0**-52
"""What log_loss clips its probabilities at, the double's epsilon; written here as the documentation states it."""
BATCHES = [
    *(
        batch(n, classes, spread)
        for n in (1, 2, 10)
        for classes in (2, 3, 10)
        for spread in (0.1, 1, 4)
        for _ in "12345"
    ),
    *(batch(300, classes, 3) for classes in (2, 10)),
    (np.full((4, 4), 0.25), np.arange(4)),  # ties
    (np.array([[1e-15, 1 - 1e-15], [1e-12, 1 - 1e-12], [1e-7, 1 - 1e-7], [1e-3, 0.999]]), np.zeros(4, dtype=int)),
    (np.array([[1e-15, 1 - 1e-15], [CLIP, 1 - CLIP]]), np.ones(2, dtype=int)),
]
EDGES = [
    *(batch(n, 10, 15) for n in (1, 2, 10, 300)),
    (np.array([[0.0, 1.0]]), np.array([0])),
    (np.array([[0.0, 1.0]]), np.array([1])),
    (np.array([[0.0, 1.0], [1.0, 0.0], [0.5, 0.5]]), np.array([0, 0, 1])),
    (np.array([[5e-324, 1.0], [1e-310, 1.0], [1e-17, 1.0]]), np.zeros(3, dtype=int)),
]


def each(batches):
    return pytest.mark.parametrize(("y", "labels"), batches, ids=[f"{len(y)}x{y.shape[1]}" for y, _ in batches])


def forms(y, labels):
    """Return the same batch with labels and one-hot, and where it is one sample, without the axis of the batch."""
    one_hot = np.eye(y.shape[1])[labels]
    single = [(y[0], int(labels[0])), (y[0], one_hot[0])] if len(y) == 1 else []
    return [(y, labels), (y, one_hot), *single]


@pytest.mark.compares("cross_entropy_error", "mpmath")
@pytest.mark.parametrize("delta", [DELTA, 0.0, 1e-300, 0.5])
@each(BATCHES + EDGES)
def test_the_cross_entropy_is_mpmaths(compare, y, labels, delta):
    with np.errstate(divide="ignore"):
        losses = exact.losses(y, labels, delta)
    most = 0.0 if mpmath.inf in losses else allowed.loss(losses)
    for outputs, answers in forms(y, labels):
        compare(chapter4.cross_entropy_error(outputs, answers, delta), sum(losses) / len(losses), most)


@pytest.mark.compares("cross_entropy_error(delta=0)", "scikit-learn log_loss")
@each(BATCHES)
def test_without_the_offset_the_cross_entropy_is_scikit_learns_log_loss(compare, y, labels):
    right = y[np.arange(len(y)), labels]
    assert np.array_equal(right.clip(CLIP, 1 - CLIP), right)
    losses = exact.losses(y, labels, 0)
    theirs = log_loss(labels, y, labels=range(y.shape[1]))
    both = allowed.loss(losses) + allowed.mean_of_logs(losses)
    for outputs, answers in forms(y, labels):
        compare(chapter4.cross_entropy_error(outputs, answers, delta=0), theirs, both)


@pytest.mark.compares("cross_entropy_error", "scikit-learn log_loss")
@each(BATCHES + EDGES)
def test_offset_and_clip_are_all_that_sets_scikit_learns_log_loss_apart(compare, y, labels):
    """It takes -log of y_k, clipped, and chapter4 of y_k + delta; what lies between is computed to fifty digits."""
    clipped = y.clip(CLIP, 1 - CLIP)
    losses, others = exact.losses(y, labels, DELTA), exact.losses(clipped, labels, 0)
    apart = sum(losses - others) / len(losses)
    theirs = log_loss(labels, y, labels=range(y.shape[1]))
    both = allowed.loss(losses) + allowed.mean_of_logs(others)
    for outputs, answers in forms(y, labels):
        compare(chapter4.cross_entropy_error(outputs, answers), theirs + apart, both)


SCORES = [
    *(rng.normal(0, spread, (n, classes)) for n in (1, 50) for classes in (2, 10) for spread in (0.1, 3, 100)),
    rng.integers(-2, 3, (30, 5)).astype(float),
    np.array([[0.0, -600.0, -699.0], [0.0, 30.0, 700.0], [1e6, 1e6 - 1, 1e6 - 20]]),
]


@pytest.mark.compares("cross_entropy_error(softmax(x), delta=0)", "SciPy log_softmax")
@pytest.mark.parametrize("scores", SCORES, ids=lambda scores: f"{scores.shape[0]}x{scores.shape[1]}")
def test_the_cross_entropy_of_softmax_is_minus_scipys_log_softmax(compare, scores):
    """The relative error of a probability is the absolute one of its logarithm."""
    p, theirs = exact.softmax(scores), -scipy.special.log_softmax(scores, axis=-1)
    error = allowed.softmax(scores, p) / p.astype(float) * (1 + 1e-9) + allowed.log_of_sum(scores)
    for label in range(scores.shape[1]):
        logs = theirs[:, label]
        both = error[:, label] + allowed.U * (1 + 6 * np.abs(logs) + 2 * np.log(scores.shape[1]))
        for row, loss, most in zip(scores, logs, both, strict=True):
            compare(chapter4.cross_entropy_error(chapter4.softmax(row), label, delta=0), loss, most)


@pytest.mark.compares("cross_entropy_error(softmax(x), delta=0)", "SciPy logsumexp")
@pytest.mark.parametrize("scores", SCORES, ids=lambda scores: f"{scores.shape[0]}x{scores.shape[1]}")
def test_the_cross_entropy_of_softmax_is_scipys_logsumexp_less_the_score(compare, scores):
    """Adding the maximum rounds the logarithm of the sum to u of its size, and so does the subtraction of the score."""
    p, total = exact.softmax(scores), scipy.special.logsumexp(scores, axis=-1, keepdims=True)
    theirs = total - scores
    error = allowed.softmax(scores, p) / p.astype(float) * (1 + 1e-9) + allowed.log_of_sum(scores)
    both = error + allowed.U * (1 + 5 * np.abs(theirs) + 2 * np.abs(total) + 2 * np.log(scores.shape[1]))
    for label in range(scores.shape[1]):
        for row, loss, most in zip(scores, theirs[:, label], both[:, label], strict=True):
            compare(chapter4.cross_entropy_error(chapter4.softmax(row), label, delta=0), loss, most)


# ------------------------------------------------------------------ Differences, each explained on the page


def test_between_the_clips_the_offset_lowers_the_loss_by_log1p_of_its_share():
    for y_k in (1e-15, 1e-10, 1e-7, 1e-3, 0.5, 1 - CLIP):
        y = np.array([[y_k, 1 - y_k]])
        lowered = mpmath.mpf(log_loss([0], y, labels=[0, 1])) - chapter4.cross_entropy_error(y, [0])
        losses = exact.losses(y, [0], 0)
        both = allowed.loss(losses) + allowed.mean_of_logs(losses)
        assert abs(lowered - mpmath.log1p(mpmath.mpf(DELTA) / mpmath.mpf(y_k))) <= both


def test_at_0_the_losses_end_where_each_stops_them():
    """-log of the double's epsilon, of the offset, and infinity."""
    y, labels = np.array([[0.0, 1.0]]), [0]
    clipped = mpmath.log(mpmath.mpf(2) ** -52)
    assert abs(log_loss(labels, y, labels=[0, 1]) + clipped) <= allowed.mean_of_logs(np.array([clipped]))
    offset = mpmath.log(mpmath.mpf(DELTA))
    assert abs(chapter4.cross_entropy_error(y, labels) + offset) <= allowed.loss(np.array([offset]))
    assert chapter4.cross_entropy_error(y, labels, delta=0) == np.inf


def test_a_perfect_answer_scores_below_0_with_the_offset_and_above_with_the_clip():
    y, labels = np.array([[0.0, 1.0]]), [1]
    assert chapter4.cross_entropy_error(y, labels, delta=0) == 0.0
    assert -DELTA <= chapter4.cross_entropy_error(y, labels) < -DELTA * (1 - DELTA)
    # -log(1 - 2^-52) lies halfway between two doubles, but for less than 2^-156: either is right to an ulp.
    assert abs(log_loss(labels, y, labels=[0, 1]) - 2.0**-52) <= math.ulp(2.0**-52)


def test_where_softmax_underflows_its_loss_is_infinite_and_scipys_log_softmax_is_not():
    scores = np.array([0.0, 800.0])
    p = chapter4.softmax(scores)
    assert chapter4.cross_entropy_error(p, 0, delta=0) == np.inf
    assert -scipy.special.log_softmax(scores)[0] == 800.0
    offset = mpmath.log(mpmath.mpf(DELTA))
    assert abs(chapter4.cross_entropy_error(p, 0) + offset) <= allowed.loss(np.array([offset]))


def test_scikit_learn_takes_the_classes_from_the_labels_unless_it_is_told_them():
    y = np.array([[0.1, 0.2, 0.7], [0.3, 0.3, 0.4]])
    with pytest.raises(ValueError, match="labels"):
        log_loss([2, 2], y)
    with pytest.raises(ValueError, match="number of classes"):
        log_loss([2, 0], y)
    names = log_loss(["c", "a"], y, labels=["a", "b", "c"])
    losses = exact.losses(y, [2, 0], 0)
    both = allowed.loss(losses) + allowed.mean_of_logs(losses)
    assert abs(names - chapter4.cross_entropy_error(y, [2, 0], delta=0)) <= both


def test_scikit_learn_warns_of_rows_that_do_not_sum_to_1_and_chapter4_takes_them():
    y = np.array([[0.1, 0.2, 0.6]])
    with pytest.warns(UserWarning, match="sum to one"):
        log_loss([2], y, labels=[0, 1, 2])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chapter4.cross_entropy_error(y, [2])


def test_small_integers_wrap_round_in_numpy_and_neither_in_scipy_nor_here():
    y, t = np.array([200, 100], dtype=np.uint8), np.array([100, 200], dtype=np.uint8)
    assert chapter4.sum_squares_error(y, t) == sqeuclidean(y, t) / 2 == 10000.0
    assert np.sum((y - t) ** 2) / 2 != 10000
