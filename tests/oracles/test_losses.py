"""The sum of squared errors and the cross entropy error."""

import math
import warnings

import mpmath
import numpy as np
import pytest
import scipy.special
from scipy.spatial.distance import sqeuclidean
from sklearn.metrics import log_loss, mean_squared_error

import chapter4
import comparing
import mpmaths
import theirs
from proof import allowed, exact
from proof.allowed import TINY, gamma
from proof.chapter import DELTA
from proof.exact import ball, nearest, off
from theirs import CLIP

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
EACH_PAIR = pytest.mark.parametrize(("y", "t"), PAIRS, ids=range(len(PAIRS)))


def squared_error(y, t):
    """The error to the last place, and what the chapter's is allowed."""
    right = nearest(exact.squared_error(y, t))
    return right, allowed.sum_squares_error(y.size, right)


@pytest.mark.compares("sum_squares_error", "mpmath")
@EACH_PAIR
def test_the_squared_error_is_mpmaths(compare, y, t):
    compare(chapter4.sum_squares_error(y, t), mpmaths.squared_error(y, t), squared_error(y, t)[1])


@pytest.mark.compares("sum_squares_error", "SciPy sqeuclidean")
@EACH_PAIR
def test_the_squared_error_is_half_scipys_squared_distance(compare, y, t):
    compare(chapter4.sum_squares_error(y, t), sqeuclidean(y.ravel(), t.ravel()) / 2, 2 * squared_error(y, t)[1])


@pytest.mark.compares("sum_squares_error", "scikit-learn mean_squared_error")
@EACH_PAIR
def test_the_squared_error_is_half_of_scikit_learns_mean_times_the_number_of_entries(compare, y, t):
    """Its mean divides, and here it is multiplied again: two roundings more, and a TINY of the mean for each entry."""
    right, most = squared_error(y, t)
    found = mean_squared_error(t.ravel(), y.ravel()) * y.size / 2
    compare(chapter4.sum_squares_error(y, t), found, 2 * most + gamma(2) * right + y.size * TINY)


def batch(n, classes, spread):
    return scipy.special.softmax(rng.normal(0, spread, (n, classes)), axis=1), rng.integers(0, classes, n)


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
    losses = mpmaths.losses(y, labels, delta)
    most = 0.0 if mpmath.inf in losses else allowed.cross_entropy_error(losses.astype(float))
    for outputs, answers in forms(y, labels):
        compare(chapter4.cross_entropy_error(outputs, answers, delta), np.mean(losses), most)


@pytest.mark.compares("cross_entropy_error(delta=0)", "scikit-learn log_loss")
@each(BATCHES)
def test_without_the_offset_the_cross_entropy_is_scikit_learns_log_loss(compare, y, labels):
    right = y[np.arange(len(y)), labels]
    assert np.array_equal(right.clip(CLIP, 1 - CLIP), right)
    losses = nearest(exact.losses(y, labels, 0.0))
    both = allowed.cross_entropy_error(losses) + theirs.log_loss(losses)
    for outputs, answers in forms(y, labels):
        found = log_loss(labels, y, labels=range(y.shape[1]))
        compare(chapter4.cross_entropy_error(outputs, answers, delta=0), found, both)


@pytest.mark.compares("cross_entropy_error", "scikit-learn log_loss")
@each(BATCHES + EDGES)
def test_offset_and_clip_are_all_that_sets_scikit_learns_log_loss_apart(compare, y, labels):
    """It takes -log of y_k, clipped, and chapter4 of y_k + delta; what lies between is computed exactly."""
    apart, of_logs = theirs.offset_for_clip(y, labels)
    found = log_loss(labels, y, labels=range(y.shape[1])) + apart
    both = allowed.cross_entropy_error(nearest(exact.losses(y, labels))) + of_logs
    for outputs, answers in forms(y, labels):
        compare(chapter4.cross_entropy_error(outputs, answers), found, both)


SCORES = [
    *(rng.normal(0, spread, (n, classes)) for n in (1, 50) for classes in (2, 10) for spread in (0.1, 3, 100)),
    rng.integers(-2, 3, (30, 5)).astype(float),
    np.array([[0.0, -600.0, -699.0], [0.0, 30.0, 700.0], [1e6, 1e6 - 1, 1e6 - 20]]),
]
LOGARITHMS = {
    "SciPy log_softmax": (
        lambda scores: scipy.special.log_softmax(scores, axis=-1),
        lambda scores, logs: theirs.log_softmax(logs),
    ),
    "SciPy logsumexp": (
        lambda scores: scores - scipy.special.logsumexp(scores, axis=-1, keepdims=True),
        theirs.less_logsumexp,
    ),
}
"""The logarithms of softmax, and what they round."""


@comparing.each("oracle", LOGARITHMS, function="cross_entropy_error(softmax(x), delta=0)")
@pytest.mark.parametrize("scores", SCORES, ids=lambda scores: f"{scores.shape[0]}x{scores.shape[1]}")
def test_the_cross_entropy_of_softmax_is_minus_the_logarithm_that_never_forms_it(compare, oracle, scores):
    """The share of a probability that may be wrong is the error of its logarithm."""
    logarithms, of_logarithms = oracle
    logs, p = logarithms(scores), nearest(exact.softmax(scores))
    share = -np.log1p(-allowed.softmax(scores, p) / p)
    bound = share + allowed.negative_log(logs) + of_logarithms(scores, logs)
    for row, right, most in zip(scores, -logs, bound, strict=True):
        found = [chapter4.cross_entropy_error(chapter4.softmax(row), label, delta=0) for label in range(len(row))]
        compare(found, right, most)


# ------------------------------------------------------------------ Differences, each explained on the page


def test_between_the_clips_the_offset_lowers_the_loss_by_log1p_of_its_share():
    for y_k in (1e-15, 1e-10, 1e-7, 1e-3, 0.5, 1 - CLIP):
        y = np.array([[y_k, 1 - y_k]])
        lowered = ball(log_loss([0], y, labels=[0, 1])) - chapter4.cross_entropy_error(y, [0])
        losses = nearest(exact.losses(y, [0], 0.0))
        both = allowed.cross_entropy_error(losses) + theirs.log_loss(losses)
        assert off(lowered, (ball(DELTA) / y_k).log1p()) <= both


def test_at_0_the_losses_end_where_each_stops_them():
    """-log of the double's epsilon, of the offset, and infinity."""
    y, labels = np.array([[0.0, 1.0]]), [0]
    clip, offset = exact.negative_log(CLIP, 0.0), exact.negative_log(0.0)
    assert off(log_loss(labels, y, labels=[0, 1]), clip) <= theirs.log_loss(nearest([clip]))
    assert off(chapter4.cross_entropy_error(y, labels), offset) <= allowed.cross_entropy_error(nearest([offset]))
    assert chapter4.cross_entropy_error(y, labels, delta=0) == np.inf


def test_a_perfect_answer_scores_below_0_with_the_offset_and_above_with_the_clip():
    y, labels = np.array([[0.0, 1.0]]), [1]
    assert chapter4.cross_entropy_error(y, labels, delta=0) == 0.0
    assert -DELTA <= chapter4.cross_entropy_error(y, labels) < -DELTA * (1 - DELTA)
    # -log(1 - 2^-52) lies halfway between two doubles, but for less than 2^-156: either is right to an ulp.
    assert abs(log_loss(labels, y, labels=[0, 1]) - 2.0**-52) <= math.ulp(2.0**-52)


def test_where_softmax_underflows_its_loss_is_infinite_and_scipys_log_softmax_is_not():
    scores = np.array([0.0, 800.0])
    p, offset = chapter4.softmax(scores), exact.negative_log(0.0)
    assert chapter4.cross_entropy_error(p, 0, delta=0) == np.inf
    assert -scipy.special.log_softmax(scores)[0] == 800.0
    assert off(chapter4.cross_entropy_error(p, 0), offset) <= allowed.cross_entropy_error(nearest([offset]))


def test_scikit_learn_takes_the_classes_from_the_labels_unless_they_are_listed():
    y = np.array([[0.1, 0.2, 0.7], [0.3, 0.3, 0.4]])
    with pytest.raises(ValueError, match="labels"):
        log_loss([2, 2], y)
    with pytest.raises(ValueError, match="number of classes"):
        log_loss([2, 0], y)
    named = log_loss(["c", "a"], y, labels=["a", "b", "c"])
    losses = nearest(exact.losses(y, [2, 0], 0.0))
    both = allowed.cross_entropy_error(losses) + theirs.log_loss(losses)
    assert off(named, ball(chapter4.cross_entropy_error(y, [2, 0], delta=0))) <= both


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
