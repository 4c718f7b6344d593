"""The network of one layer: its scores, its loss and its gradient."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
import scipy.special
from autograd.scipy.special import logsumexp
from scipy.linalg.blas import dgemm
from sklearn.metrics import log_loss

import chapter4
import mpmaths
import theirs
from proof import allowed, exact
from proof.chapter import DELTA, EXAMPLE_W, EXAMPLE_X, H
from proof.exact import ball, nearest, off

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


def losses(W, x, labels):
    """The loss of each sample, to the last place."""
    return nearest(exact.losses(exact.softmax(ball(x) @ ball(W)), labels))


@pytest.mark.compares("SimpleNet.predict", "mpmath")
@EACH
def test_the_scores_are_mpmaths(compare, W, x, labels):
    right, most = mpmaths.numbers(x) @ mpmaths.numbers(W), allowed.scores(x, W)
    compare(chapter4.SimpleNet(W).predict(x), right, most)
    compare(chapter4.SimpleNet(W).predict(x[0]), right[0], most[0])


@pytest.mark.compares("SimpleNet.predict", "SciPy dgemm")
@EACH
def test_the_scores_are_those_of_scipys_blas(compare, W, x, labels):
    compare(chapter4.SimpleNet(W).predict(x), dgemm(1.0, x, W), 2 * allowed.scores(x, W))


@pytest.mark.compares("SimpleNet.loss", "mpmath")
@EACH
def test_the_loss_is_mpmaths(compare, W, x, labels):
    right, most = np.mean(mpmaths.simple_net_losses(W, x, labels)), allowed.simple_net_loss(W, x, losses(W, x, labels))
    for answers in (labels, np.eye(3)[labels]):
        compare(chapter4.SimpleNet(W).loss(x, answers), right, most)


@pytest.mark.compares("SimpleNet.loss", "SciPy log_softmax")
@EACH
def test_the_loss_is_that_of_scipys_log_softmax_with_the_offset(compare, W, x, labels):
    """The offset makes no error of a logarithm larger; a score's error counts twice, in itself and in the sum."""
    logs = scipy.special.log_softmax(dgemm(1.0, x, W), axis=1)
    found = np.mean(exact.losses(exact.exp(ball(logs)), labels))
    rounding = 2 * allowed.scores(x, W).max(axis=1) + theirs.log_softmax(logs)[np.arange(len(x)), labels]
    both = allowed.simple_net_loss(W, x, losses(W, x, labels)) + np.mean(rounding)
    compare(chapter4.SimpleNet(W).loss(x, labels), found, both)


@pytest.mark.compares("SimpleNet.loss", "scikit-learn log_loss")
@EACH
def test_the_loss_is_scikit_learns_but_for_offset_and_clip(compare, W, x, labels):
    """Of SciPy's softmax, which may be off by as much as the outputs here."""
    p = scipy.special.softmax(dgemm(1.0, x, W), axis=1)
    apart, of_logs = theirs.offset_for_clip(p, labels)
    found = log_loss(labels, p, labels=range(3)) + apart
    both = 2 * allowed.simple_net_loss(W, x, losses(W, x, labels)) + of_logs
    compare(chapter4.SimpleNet(W).loss(x, labels), found, both)


@pytest.mark.compares("SimpleNet.gradient", "mpmath derivative")
@EACH
def test_the_gradient_is_near_mpmaths(compare, W, x, labels):
    right = mpmaths.derivative(lambda W: np.mean(mpmaths.simple_net_losses(W, x, labels)), W)
    most = allowed.simple_net_gradient(W, x, losses(W, x, labels))
    for answers in (labels, np.eye(3)[labels]):
        compare(chapter4.SimpleNet(W).gradient(x, answers), right, most)


@pytest.mark.compares("SimpleNet.gradient", "autograd")
@EACH
def test_the_gradient_is_near_autograds(compare, W, x, labels):
    def loss(W):
        scores = anp.dot(x, W)
        logs = scores - logsumexp(scores, axis=1, keepdims=True)
        return -anp.mean(anp.log(anp.exp(logs[np.arange(len(x)), labels]) + DELTA))

    with np.errstate(under="ignore"):
        found = autograd.grad(loss)(W)
    both = allowed.simple_net_gradient(W, x, losses(W, x, labels)) + theirs.autograd_simple_net(W, x)
    compare(chapter4.SimpleNet(W).gradient(x, labels), found, both)


@pytest.mark.compares("SimpleNet.gradient", "SciPy differentiate.jacobian of order 2")
@EACH
def test_scipys_differences_with_the_same_step_are_the_same_to_the_last_bit(compare, W, x, labels):
    def loss(w):
        return chapter4.SimpleNet(w.reshape(W.shape)).loss(x, labels)

    found = theirs.one_step(loss, W.ravel(), H).reshape(W.shape)
    compare(chapter4.SimpleNet(W).gradient(x, labels), found, 0.0)


def test_scores_of_1e308_are_no_longer_finite_in_blas_and_are_refused_here():
    W = np.full((2, 3), 1e308)
    assert np.isinf(dgemm(1.0, [[1.0, 1.0]], W)).all()
    with pytest.raises(ValueError, match="overflows"):
        chapter4.SimpleNet(W).predict([1.0, 1.0])
    assert chapter4.SimpleNet(W).predict([1.0, -1.0]).tolist() == [0.0, 0.0, 0.0]
    net, right = chapter4.SimpleNet([[1e308, -1e308, 0.0], [0.0, 0.0, 0.0]]), exact.negative_log(1.0)
    assert off(net.loss([1.0, 0.0], 0), right) <= allowed.cross_entropy_error(nearest([right]))
