"""The network of one layer: its scores, its loss and its gradient."""

import autograd
import autograd.numpy as anp
import mpmath
import numpy as np
import pytest
import scipy.linalg.blas
import scipy.special
from autograd.scipy.special import logsumexp
from mpmath import mpf
from scipy.optimize._numdiff import approx_derivative
from sklearn.metrics import log_loss

import allowed
import chapter4
import exact
from proof.allowed import U, gamma
from proof.chapter import DELTA, EXAMPLE_W, EXAMPLE_X, H
from proof.old import gradient_bound, loss_rounding

rng = np.random.default_rng(442)

CASES = [
    (np.array(EXAMPLE_W), np.array([EXAMPLE_X]), np.array([2])),
    (np.zeros((2, 3)), np.array([[0.6, 0.9], [0.0, 0.0]]), np.array([0, 1])),  # ties
    (np.full((2, 3), 5e-324), np.array([[1.0, -1.0]]), np.array([1])),
    *(
        (rng.normal(0, scale, (2, 3)), rng.normal(size=(n, 2)), rng.integers(0, 3, n))
        for scale in (0.01, 1, 20, 300)  # of 300, most outputs are 0 or 1 to the last place
        for n in (1, 1, 1, 2, 2, 2, 25)
    ),
]
EACH = pytest.mark.parametrize(
    ("W", "x", "labels"), CASES, ids=[f"{np.abs(W).max():.2g}, {len(x)}" for W, x, _ in CASES]
)


def exact_scores(W, x):
    return exact.numbers(x) @ exact.numbers(W)


def exact_losses(W, x, labels):
    p = exact.softmax(exact_scores(W, x))
    return -exact.log(p[np.arange(len(p)), labels] + mpf(DELTA))


def exact_loss(W, x, labels):
    return sum(exact_losses(W, x, labels)) / len(x)


def rounding_of_loss(W, x, losses):
    """On the mean of losses: the mean of what `loss_rounding` allows each, and the roundings of the mean itself."""
    each = [loss_rounding(W, row, loss) for row, loss in zip(x.tolist(), losses.astype(float), strict=True)]
    return float(np.mean(each)) + 2 * U * float(np.mean(np.abs(losses).astype(float)))


def rounding_of_gradient(W, x, losses):
    """On the gradient of that mean: the mean of what `gradient_bound` allows each; the mean's roundings, over h."""
    losses = losses.astype(float)
    each = [gradient_bound(W, row, loss) for row, loss in zip(x.tolist(), losses, strict=True)]
    return float(np.mean(each)) + 2 * U * float(np.mean(np.abs(losses))) / H * (1 + 4 * U)


@pytest.mark.compares("SimpleNet.predict", "mpmath")
@EACH
def test_the_scores_are_mpmaths(compare, W, x, labels):
    most = gamma(2) * np.abs(x) @ np.abs(W) + 2 * allowed.TINY
    net = chapter4.SimpleNet(W)
    compare(net.predict(x), exact_scores(W, x), most)
    compare(net.predict(x[0]), exact_scores(W, x[0]), most[0])


@pytest.mark.compares("SimpleNet.predict", "SciPy dgemm")
@EACH
def test_the_scores_are_those_of_scipys_blas(compare, W, x, labels):
    most = 2 * gamma(2) * np.abs(x) @ np.abs(W) + 4 * allowed.TINY
    compare(chapter4.SimpleNet(W).predict(x), scipy.linalg.blas.dgemm(1.0, x, W), most)


@pytest.mark.compares("SimpleNet.loss", "mpmath")
@EACH
def test_the_loss_is_mpmaths(compare, W, x, labels):
    losses = exact_losses(W, x, labels)
    for answers in (labels, np.eye(3)[labels]):
        found = chapter4.SimpleNet(W).loss(x, answers)
        compare(found, sum(losses) / len(losses), rounding_of_loss(W, x, losses))


@pytest.mark.compares("SimpleNet.loss", "SciPy log_softmax")
@EACH
def test_the_loss_is_that_of_scipys_log_softmax_with_the_offset(compare, W, x, labels):
    """The offset makes no error of a logarithm larger; a score's error counts twice, in itself and in the sum."""
    losses = exact_losses(W, x, labels)
    logs = scipy.special.log_softmax(scipy.linalg.blas.dgemm(1.0, x, W), axis=1)
    right = logs[np.arange(len(x)), labels]
    theirs = -exact.log(exact.exp(exact.numbers(right)) + mpf(DELTA))
    size = (np.abs(x) @ np.abs(W)).max(axis=1)
    rounding = 2 * gamma(2) * size + allowed.log_of_sum(logs) + U * (2 * np.abs(right) + 2 * np.log(3))
    both = rounding_of_loss(W, x, losses) + float(np.mean(rounding))
    compare(chapter4.SimpleNet(W).loss(x, labels), sum(theirs) / len(x), both)


@pytest.mark.compares("SimpleNet.loss", "scikit-learn log_loss")
@EACH
def test_the_loss_is_scikit_learns_but_for_offset_and_clip(compare, W, x, labels):
    losses = exact_losses(W, x, labels)
    p = scipy.special.softmax(scipy.linalg.blas.dgemm(1.0, x, W), axis=1)
    clipped = exact.losses(p.clip(2.0**-52, 1 - 2.0**-52), labels, 0)
    apart = sum(exact.losses(p, labels, DELTA) - clipped) / len(x)
    both = 2 * rounding_of_loss(W, x, losses) + allowed.mean_of_logs(clipped)
    compare(chapter4.SimpleNet(W).loss(x, labels), log_loss(labels, p, labels=range(3)) + apart, both)


@pytest.mark.compares("SimpleNet.gradient", "mpmath derivative")
@EACH
def test_the_gradient_is_near_mpmaths(compare, W, x, labels):
    right = exact.derivative(lambda W: exact_loss(W, x, labels), W)
    most = rounding_of_gradient(W, x, exact_losses(W, x, labels))
    for answers in (labels, np.eye(3)[labels]):
        compare(chapter4.SimpleNet(W).gradient(x, answers), right, most)


@pytest.mark.compares("SimpleNet.gradient", "autograd")
@EACH
def test_the_gradient_is_near_autograds(compare, W, x, labels):
    """Autograd multiplies x by a share q of 1 and by p - t, each of exponentials of log-probabilities.

    Those are off by r: the scores' error twice, log(sum), and the differences; so q (p - t) is by at most 4 r and
    twenty roundings, times the input, in a mean over the samples.
    """

    def loss(W):
        scores = anp.dot(x, W)
        logs = scores - logsumexp(scores, axis=1, keepdims=True)
        return -anp.mean(anp.log(anp.exp(logs[np.arange(len(x)), labels]) + DELTA))

    with np.errstate(under="ignore"):
        theirs = autograd.grad(loss)(W)
    size = float((np.abs(x) @ np.abs(W)).max())
    r = 2 * gamma(2) * size + float(allowed.log_of_sum(np.zeros(3))) + U * (4 * size + 4)
    both = rounding_of_gradient(W, x, exact_losses(W, x, labels)) + np.abs(x).max() * (4 * r + gamma(20 + len(x)))
    compare(chapter4.SimpleNet(W).gradient(x, labels), theirs, both)


@pytest.mark.compares("SimpleNet.gradient", "SciPy approx_derivative with the same step")
@EACH
def test_scipys_differences_are_the_same_over_the_step_really_taken(compare, W, x, labels):
    def loss(w):
        return chapter4.SimpleNet(w.reshape(2, 3)).loss(x, labels)

    theirs = approx_derivative(loss, W.ravel(), method="3-point", abs_step=H).reshape(2, 3)
    taken = (exact.numbers(W + H) - exact.numbers(W - H)) / (2 * mpf(H))
    compare(chapter4.SimpleNet(W).gradient(x, labels), theirs * taken, allowed.same_points(theirs))


def test_scores_of_1e308_are_no_longer_finite_in_blas_and_are_refused_here():
    W = np.full((2, 3), 1e308)
    assert np.isinf(scipy.linalg.blas.dgemm(1.0, [[1.0, 1.0]], W)).all()
    with pytest.raises(ValueError, match="overflows"):
        chapter4.SimpleNet(W).predict([1.0, 1.0])
    assert chapter4.SimpleNet(W).predict([1.0, -1.0]).tolist() == [0.0, 0.0, 0.0]
    right = -mpmath.log1p(mpf(DELTA))
    net = chapter4.SimpleNet([[1e308, -1e308, 0.0], [0.0, 0.0, 0.0]])
    assert abs(net.loss([1.0, 0.0], 0) - right) <= allowed.loss(np.array([right]))
