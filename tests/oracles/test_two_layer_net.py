"""The network of two layers: what it predicts, its loss, and its gradient by differences and backwards."""

import functools

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
import scipy.special
from autograd.scipy.special import expit, logsumexp
from sklearn.metrics import accuracy_score, log_loss
from sklearn.neural_network import MLPClassifier

import chapter4
import comparing
import mpmaths
import theirs
from proof import allowed, exact
from proof.allowed import NAMES, U
from proof.chapter import DELTA, H
from proof.exact import ball, nearest


def network(seed, sizes, samples, std, spread=1.0):
    """Return a network with biases too, samples and labels."""
    rng = np.random.default_rng(seed)
    net = chapter4.TwoLayerNet(*sizes, weight_init_std=std, rng=rng)
    for name in ("b1", "b2"):
        net.params[name][:] = std * rng.normal(size=net.params[name].shape)
    return net, rng.normal(0, spread, (samples, sizes[0])), rng.integers(0, sizes[2], samples)


CASES = {
    "small weights": network(0, (4, 5, 3), 6, 0.01),
    "one sample": network(1, (4, 5, 3), 1, 0.5),
    "ordinary": network(2, (4, 5, 3), 6, 1.0),
    "nearly saturated": network(3, (4, 5, 3), 6, 5.0),
    "saturated": network(4, (3, 4, 3), 4, 20.0, spread=20.0),
    "all equal": network(5, (2, 3, 4), 3, 0.0),
    "a vanishing output": network(7, (3, 3, 3), 4, 0.5),
    "many samples": network(6, (3, 2, 2), 40, 1.0),
}
CASES["a vanishing output"][0].params["b2"][1] = -800.0
MORE = CASES | {
    f"random {seed}": network(seed, rng.integers(2, 12, 3).tolist(), int(rng.integers(1, 9)), float(rng.uniform(0, 4)))
    for seed, rng in ((seed, np.random.default_rng(seed)) for seed in range(100, 150))
}
"""Of these the outputs and the loss alone are compared: gradients of fifty digits take long."""


def each(cases, classes=1):
    """Run the test for each network of so many classes or more."""
    networks = {name: case for name, case in cases.items() if len(case[0].params["b2"]) >= classes}
    return pytest.mark.parametrize(("net", "x", "labels"), networks.values(), ids=networks)


def outputs(net, x):
    """The outputs to the last place, and what the network's are allowed."""
    p = nearest(exact.two_layer_outputs(net.params, x))
    return p, allowed.two_layer_outputs(net.params, x, p)


def losses(net, x, labels):
    """The loss of each sample to the last place."""
    return nearest(exact.losses(exact.two_layer_outputs(net.params, x), labels))


def allowed_of_loss(net, x, labels):
    return allowed.two_layer_loss(net.params, x, losses(net, x, labels))


# ------------------------------------------------------------------ The outputs and the loss


@pytest.mark.compares("TwoLayerNet.predict", "mpmath")
@each(MORE)
def test_the_outputs_are_mpmaths(compare, net, x, labels):
    right, (_, most) = mpmaths.two_layer_outputs(net.params, x), outputs(net, x)
    compare(net.predict(x), right, most)
    compare(net.predict(x[0]), right[0], most[0])


def classifier(net, **options):
    """Return scikit-learn's network with the same weights, which it makes in its first step and are then replaced."""
    features, classes = len(net.params["W1"]), len(net.params["b2"])
    other = MLPClassifier((len(net.params["b1"]),), activation="logistic", **options)
    other.partial_fit(np.zeros((1, features)), [0], classes=range(classes))
    other.coefs_ = [net.params[name].copy() for name in ("W1", "W2")]
    other.intercepts_ = [net.params[name].copy() for name in ("b1", "b2")]
    return other


@pytest.mark.compares("TwoLayerNet.predict", "scikit-learn MLPClassifier")
@each(MORE, classes=3)
def test_the_outputs_are_those_of_scikit_learns_network(compare, net, x, labels):
    """Of two classes it has one output only."""
    compare(net.predict(x), classifier(net).predict_proba(x), 2 * outputs(net, x)[1])


@pytest.mark.compares("TwoLayerNet.loss", "mpmath")
@each(MORE)
def test_the_loss_is_mpmaths(compare, net, x, labels):
    right = np.mean(mpmaths.two_layer_losses(net.params, x, labels))
    for answers in (labels, np.eye(len(net.params["b2"]))[labels]):
        compare(net.loss(x, answers), right, allowed_of_loss(net, x, labels))


@pytest.mark.compares("TwoLayerNet.loss", "scikit-learn MLPClassifier")
@each(MORE, classes=3)
def test_the_loss_is_scikit_learns_but_for_offset_and_clip(compare, net, x, labels):
    p = classifier(net).predict_proba(x)
    apart, of_logs = theirs.offset_for_clip(p, labels)
    found = log_loss(labels, p, labels=range(p.shape[1])) + apart
    compare(net.loss(x, labels), found, 2 * allowed_of_loss(net, x, labels) + of_logs)


@pytest.mark.compares("TwoLayerNet.loss", "SciPy log_softmax")
@each(MORE)
def test_the_loss_is_that_of_scipys_log_softmax_with_the_offset(compare, net, x, labels):
    """Its scores, by SciPy's expit, have the errors of the network's, which count twice in a logarithm."""
    W1, b1, W2, b2 = (net.params[name] for name in NAMES)
    logs = scipy.special.log_softmax(scipy.special.expit(x @ W1 + b1) @ W2 + b2, axis=1)
    found = np.mean(exact.losses(exact.exp(ball(logs)), labels))
    scores = allowed.two_layers(net.params, x).scores.max(axis=1)
    rounding = 2 * scores + theirs.log_softmax(logs)[np.arange(len(x)), labels]
    compare(net.loss(x, labels), found, allowed_of_loss(net, x, labels) + np.mean(rounding))


@pytest.mark.compares("TwoLayerNet.accuracy", "scikit-learn accuracy_score")
@each(MORE)
def test_the_accuracy_is_scikit_learns(compare, net, x, labels):
    """Of the classes that mpmath finds likeliest, the first where several are."""
    likeliest = mpmaths.two_layer_outputs(net.params, x).argmax(axis=1)
    for answers in (labels, np.eye(len(net.params["b2"]))[labels]):
        compare(net.accuracy(x, answers), accuracy_score(labels, likeliest), 0.0)


# ------------------------------------------------------------------ The gradient


@functools.cache
def by_mpmath(case, h=None):
    """The derivatives of the mean loss, or its central differences."""
    net, x, labels = CASES[case]
    gradients = {}
    for name in NAMES:

        def loss(array, name=name):
            return np.mean(mpmaths.two_layer_losses(net.params | {name: array}, x, labels))

        array = net.params[name]
        gradients[name] = mpmaths.derivative(loss, array) if h is None else mpmaths.difference(loss, array, h)
    return gradients


def by_autograd(net, x, labels):
    """The gradients of the loss, written anew."""

    def loss(params):
        scores = anp.dot(expit(anp.dot(x, params["W1"]) + params["b1"]), params["W2"]) + params["b2"]
        logs = scores - logsumexp(scores, axis=1, keepdims=True)
        return -anp.mean(anp.log(anp.exp(logs[np.arange(len(x)), labels]) + DELTA))

    with np.errstate(under="ignore"):
        return autograd.grad(loss)(net.params)


@pytest.fixture
def compare_each(compare):
    """Compare the four arrays of a gradient."""

    def agree(found, expected, allowed):
        for name in NAMES:
            compare(found[name], expected[name], allowed[name])

    return agree


def total(*gradients):
    """Add gradients up, or what is allowed of them, array by array."""
    return {name: sum(gradient[name] for gradient in gradients) for name in NAMES}


@pytest.mark.compares("TwoLayerNet.gradient", "mpmath derivative")
@pytest.mark.parametrize("case", CASES)
def test_the_gradient_backwards_is_mpmaths(compare_each, case):
    net, x, labels = CASES[case]
    compare_each(net.gradient(x, labels), by_mpmath(case), allowed.two_layer_gradient(net.params, x))


@pytest.mark.compares("TwoLayerNet.gradient", "autograd")
@each(CASES)
def test_the_gradient_backwards_is_autograds(compare_each, net, x, labels):
    both = total(allowed.two_layer_gradient(net.params, x), theirs.autograd_two_layers(net.params, x))
    compare_each(net.gradient(x, labels), by_autograd(net, x, labels), both)


@pytest.mark.compares("TwoLayerNet.gradient", "scikit-learn MLPClassifier")
@each(CASES, classes=3)
def test_a_step_of_scikit_learns_descent_is_along_the_gradient_but_for_the_offset(compare, net, x, labels):
    """Its loss has no offset, so of each sample its slope is larger by (p + delta) / p.

    A step at a rate of 2^20 leaves the slope, times 2^20, beside the weight; both differences, its and ours, round.
    """
    rate = 2.0**20
    for sample, label, p in zip(x, labels.tolist(), outputs(net, x)[0], strict=True):
        other = classifier(net, solver="sgd", learning_rate_init=rate, momentum=0.0, alpha=0.0)
        other.partial_fit(sample[np.newaxis], [label])
        moved = zip(NAMES, (other.coefs_[0], other.intercepts_[0], other.coefs_[1], other.intercepts_[1]), strict=True)
        found, most = net.gradient(sample, label), allowed.two_layer_gradient(net.params, sample)
        q = p[label] / (p[label] + DELTA)
        for name, array in moved:
            slope, weight = (net.params[name] - array) / rate, np.abs(net.params[name]) / rate
            compare(found[name], slope * q, 2 * most[name] + 2 * U * q * (np.abs(slope) + weight))


def of_both_forms(oracle):
    """Run the test for the plain central differences and for those by structure."""
    forms = {"TwoLayerNet.numerical_gradient": False, "TwoLayerNet.numerical_gradient(structured=True)": True}
    return comparing.each("structured", forms, oracle=oracle)


def allowed_of_differences(net, x, labels):
    """What roundings may do to each array of them."""
    return allowed.two_layer_differences(net.params, x, losses(net, x, labels), truncated=False)


@of_both_forms("mpmath central difference")
@pytest.mark.parametrize("case", CASES)
def test_the_differences_are_mpmaths(compare_each, case, structured):
    net, x, labels = CASES[case]
    found = net.numerical_gradient(x, labels, structured=structured)
    compare_each(found, by_mpmath(case, H), allowed_of_differences(net, x, labels))


@of_both_forms("autograd")
@pytest.mark.parametrize("case", CASES)
def test_the_differences_are_autograds_but_for_truncation(compare_each, case, structured):
    net, x, labels = CASES[case]
    truncation = {name: by_mpmath(case, H)[name] - by_mpmath(case)[name] for name in NAMES}
    both = total(allowed_of_differences(net, x, labels), theirs.autograd_two_layers(net.params, x))
    found = net.numerical_gradient(x, labels, structured=structured)
    compare_each(found, total(by_autograd(net, x, labels), truncation), both)


@of_both_forms("SciPy differentiate.jacobian of order 2")
@each(CASES)
def test_scipys_differences_with_the_same_step_are_the_same(compare, net, x, labels, structured):
    """The plain form calls the same loss at the same doubles."""
    found, most = net.numerical_gradient(x, labels, structured=structured), allowed_of_differences(net, x, labels)
    moved = chapter4.TwoLayerNet(*net.params["W1"].shape, len(net.params["b2"]))
    for name in NAMES:
        array = net.params[name]

        def loss(w, name=name, shape=array.shape):
            moved.params.update(net.params | {name: w.reshape(shape)})
            return moved.loss(x, labels)

        others = theirs.one_step(loss, array.ravel(), H).reshape(array.shape)
        compare(found[name], others, 2 * most[name] if structured else 0.0)
