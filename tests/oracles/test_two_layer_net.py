"""The network of two layers: what it predicts, its loss, and its gradient by differences and backwards."""

import functools

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
import scipy.special
from autograd.scipy.special import expit, logsumexp
from mpmath import mpf
from scipy.optimize._numdiff import approx_derivative
from sklearn.metrics import accuracy_score, log_loss
from sklearn.neural_network import MLPClassifier

import allowed
import chapter4
import exact
from proof.allowed import U, gamma
from proof.chapter import DELTA, H

NAMES = ("W1", "b1", "W2", "b2")


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
    return pytest.mark.parametrize("case", [case for case in cases if len(cases[case][0].params["b2"]) >= classes])


# ------------------------------------------------------------------ The same to fifty digits


def exact_hidden(params, x):
    return exact.sigmoid(exact.numbers(x) @ params["W1"] + params["b1"])


def exact_outputs(params, x):
    return exact.softmax(exact_hidden(params, x) @ params["W2"] + params["b2"])


def exact_losses(params, x, labels):
    return exact.losses(exact_outputs(params, x), labels, DELTA)


@functools.cache
def exact_gradients(case, h=None):
    """The derivatives of the mean loss, or its central differences."""
    net, x, labels = CASES[case]
    params = {name: exact.numbers(array) for name, array in net.params.items()}
    gradients = {}
    for name in NAMES:

        def loss(array, name=name):
            return sum(exact_losses({**params, name: array}, x, labels)) / len(x)

        gradients[name] = exact.derivative(loss, params[name]) if h is None else exact.difference(loss, params[name], h)
    return gradients


# ------------------------------------------------------------------ What roundings may do


def errors_of_layers(net, x, moved=0.0):
    """On the sums of the first layer, its units and the scores, where a weight may have been moved.

    A sum of n products and a bias is off by gamma(n + 1) of the sum of their sizes. The sigmoid has a slope of 1/4
    at most, rounds four times and is below 1; a score is off by what the units bring along, too.
    """
    W1, b1, W2, b2 = (np.abs(net.params[name]) + moved for name in NAMES)
    of_sums = gamma(len(W1) + 1) * (np.abs(x) @ W1 + b1)
    of_units = of_sums / 4 + 4 * U
    return of_sums, of_units, of_units @ W2 + gamma(len(W2) + 1) * (W2.sum(axis=0) + b2)


def relative_errors_of_outputs(net, x, moved=0.0):
    """Of each sample: the scores' error twice, in itself and in the sum; then those of softmax.

    The shift rounds by u of the range of the scores, in itself and in the sum; exp, sums and the quotient have K + 4.
    """
    _, _, of_scores = errors_of_layers(net, x, moved)
    score_range = 2 * ((np.abs(net.params["W2"]) + moved).sum(axis=0) + np.abs(net.params["b2"]) + moved).max()
    relative = 2 * of_scores.max(axis=1) + U * (2 * score_range + len(net.params["b2"]) + 4)
    return relative * (1 + 2 * relative)


def rounding_of_loss(net, x, losses, moved=0.0):
    """The relative error of an output is at most the absolute one of its logarithm; the sum, log and the mean round."""
    return float(relative_errors_of_outputs(net, x, moved).mean()) + allowed.loss(losses)


def rounding_of_difference(net, x, losses, slope, structured):
    """On a central difference of the loss: two values of it over 2h, the rounding of w +- h, two operations more.

    No slope of the loss is above 1 in the second layer, where a unit or 1 is multiplied by p - t; in the first it is
    at most an input times W2 / 2, the sizes of p - t having the sum 2 and the sigmoid the slope 1/4. By structure
    a unit's change is the difference of two sigmoids, of which one has a sum of its own to round; it counts twice, in
    the score and in the sum; and the factors of the exponentials have ten roundings more.
    """
    W1, b1, W2, b2 = (np.abs(net.params[name]) + H for name in NAMES)
    steepest = max(1.0, W2.max() / 2 * max(1.0, np.abs(x).max()))
    largest = max(array.max() for array in (W1, b1, W2, b2))
    phi = rounding_of_loss(net, x, losses, H)
    if structured:
        sums = float((np.abs(x) @ W1 + b1).max())
        phi += 2 * float(W2.max()) * U * (9 + sums) + 10 * U
    b = phi / H + U * largest * steepest / H
    return b * (1 + 4 * U) + 3 * U * slope


def rounding_of_backward(net, x, labels, of_outputs, roundings):
    """On each gradient by the chain rule, of_outputs being the relative errors of the outputs.

    Written after the values themselves; the products of two errors are below 1e-9 of what is left. The slope of a
    score is (p - t) q / N with q = p_k / (p_k + delta), which is off by p_k's relative error at most.
    """
    params = {name: exact.numbers(array) for name, array in net.params.items()}
    hidden, p = (part(params, x).astype(float) for part in (exact_hidden, exact_outputs))
    samples, t, of_p = len(x), np.eye(p.shape[1])[labels], of_outputs[:, np.newaxis]
    q = (p[np.arange(samples), labels] / (p[np.arange(samples), labels] + DELTA))[:, np.newaxis] / samples
    of_scores = q * (of_p * p + np.abs(p - t) * (of_p + roundings * U))
    scores = q * np.abs(p - t)
    W2, inputs = np.abs(net.params["W2"]), np.abs(x)
    _, of_hidden, _ = errors_of_layers(net, x)
    back = scores @ W2.T
    of_sums = (of_scores @ W2.T + gamma(p.shape[1]) * back) / 4 + back * (of_hidden + roundings * U)
    sums = back / 4
    of_gradients = {
        "W1": inputs.T @ of_sums + gamma(samples) * inputs.T @ sums,
        "b1": of_sums.sum(axis=0) + gamma(samples) * sums.sum(axis=0),
        "W2": of_hidden.T @ scores + hidden.T @ of_scores + gamma(samples) * hidden.T @ scores,
        "b2": of_scores.sum(axis=0) + gamma(samples) * scores.sum(axis=0),
    }
    return {name: error * (1 + 1e-9) for name, error in of_gradients.items()}


# ------------------------------------------------------------------ The outputs and the loss


@pytest.mark.compares("TwoLayerNet.predict", "mpmath")
@each(MORE)
def test_the_outputs_are_mpmaths(compare, case):
    net, x, _ = MORE[case]
    right = exact_outputs({name: exact.numbers(array) for name, array in net.params.items()}, x)
    most = relative_errors_of_outputs(net, x)[:, np.newaxis] * right.astype(float) + 2 * allowed.TINY
    compare(net.predict(x), right, most)
    compare(net.predict(x[0]), right[0], most[0])


def classifier(net, **options):
    """Return scikit-learn's network with the same weights, which it makes in its first step and are then replaced."""
    features, classes = len(net.params["W1"]), len(net.params["b2"])
    theirs = MLPClassifier((len(net.params["b1"]),), activation="logistic", **options)
    theirs.partial_fit(np.zeros((1, features)), [0], classes=range(classes))
    theirs.coefs_ = [net.params[name].copy() for name in ("W1", "W2")]
    theirs.intercepts_ = [net.params[name].copy() for name in ("b1", "b2")]
    return theirs


@pytest.mark.compares("TwoLayerNet.predict", "scikit-learn MLPClassifier")
@each(MORE, classes=3)
def test_the_outputs_are_those_of_scikit_learns_network(compare, case):
    """Of two classes it has one output only."""
    net, x, _ = MORE[case]
    theirs = classifier(net).predict_proba(x)
    right = exact_outputs({name: exact.numbers(array) for name, array in net.params.items()}, x).astype(float)
    compare(net.predict(x), theirs, 2 * relative_errors_of_outputs(net, x)[:, np.newaxis] * right + 4 * allowed.TINY)


@pytest.mark.compares("TwoLayerNet.loss", "mpmath")
@each(MORE)
def test_the_loss_is_mpmaths(compare, case):
    net, x, labels = MORE[case]
    losses = exact_losses({name: exact.numbers(array) for name, array in net.params.items()}, x, labels)
    for answers in (labels, np.eye(len(net.params["b2"]))[labels]):
        compare(net.loss(x, answers), sum(losses) / len(x), rounding_of_loss(net, x, losses))


@pytest.mark.compares("TwoLayerNet.loss", "scikit-learn MLPClassifier")
@each(MORE, classes=3)
def test_the_loss_is_scikit_learns_but_for_offset_and_clip(compare, case):
    net, x, labels = MORE[case]
    losses = exact_losses({name: exact.numbers(array) for name, array in net.params.items()}, x, labels)
    theirs = classifier(net).predict_proba(x)
    clipped = exact.losses(theirs.clip(2.0**-52, 1 - 2.0**-52), labels, 0)
    apart = sum(exact.losses(theirs, labels, DELTA) - clipped) / len(x)
    both = 2 * rounding_of_loss(net, x, losses) + allowed.mean_of_logs(clipped)
    compare(net.loss(x, labels), log_loss(labels, theirs, labels=range(theirs.shape[1])) + apart, both)


@pytest.mark.compares("TwoLayerNet.loss", "SciPy log_softmax")
@each(MORE)
def test_the_loss_is_that_of_scipys_log_softmax_with_the_offset(compare, case):
    """Its scores, by SciPy's expit, have the errors of ours, which count twice in a logarithm."""
    net, x, labels = MORE[case]
    W1, b1, W2, b2 = (net.params[name] for name in NAMES)
    losses = exact_losses({name: exact.numbers(array) for name, array in net.params.items()}, x, labels)
    logs = scipy.special.log_softmax(scipy.special.expit(x @ W1 + b1) @ W2 + b2, axis=1)
    right = logs[np.arange(len(x)), labels]
    theirs = -exact.log(exact.exp(exact.numbers(right)) + mpf(DELTA))
    _, _, of_scores = errors_of_layers(net, x)
    rounding = 2 * of_scores.max(axis=1) + allowed.log_of_sum(logs) + U * (2 * np.abs(right) + 2 * np.log(len(b2)))
    compare(net.loss(x, labels), sum(theirs) / len(x), rounding_of_loss(net, x, losses) + float(np.mean(rounding)))


@pytest.mark.compares("TwoLayerNet.accuracy", "scikit-learn accuracy_score")
@each(MORE)
def test_the_accuracy_is_scikit_learns(compare, case):
    """Of the classes that mpmath finds likeliest, the first where several are."""
    net, x, labels = MORE[case]
    right = exact_outputs({name: exact.numbers(array) for name, array in net.params.items()}, x)
    for answers in (labels, np.eye(right.shape[1])[labels]):
        compare(net.accuracy(x, answers), accuracy_score(labels, right.argmax(axis=1)), 0.0)


# ------------------------------------------------------------------ The gradient


@pytest.mark.compares("TwoLayerNet.gradient", "mpmath derivative")
@each(CASES)
def test_the_gradient_backwards_is_mpmaths(compare, case):
    """Five roundings: p - t, the share q and the mean, the product; two for z (1 - z), where it is used."""
    net, x, labels = CASES[case]
    right = exact_gradients(case)
    most = rounding_of_backward(net, x, labels, relative_errors_of_outputs(net, x), 5)
    found = net.gradient(x, labels)
    for name in NAMES:
        compare(found[name], right[name], most[name])


def autograds(net, x, labels):
    """Return the gradients by autograd, of the loss written anew."""

    def loss(params):
        scores = anp.dot(expit(anp.dot(x, params["W1"]) + params["b1"]), params["W2"]) + params["b2"]
        logs = scores - logsumexp(scores, axis=1, keepdims=True)
        return -anp.mean(anp.log(anp.exp(logs[np.arange(len(x)), labels]) + DELTA))

    with np.errstate(under="ignore"):
        return autograd.grad(loss)(net.params)


def rounding_of_autograd(net, x, labels):
    """Its probabilities are exponentials of x - log(sum): of relative error as ours, and that of the logarithms' size.

    There are fewer than twenty roundings between them and the slope of a score.
    """
    _, _, of_scores = errors_of_layers(net, x)
    size = 2 * (np.abs(net.params["W2"]).sum(axis=0) + np.abs(net.params["b2"])).max()
    of_logs = 2 * of_scores.max(axis=1) + allowed.log_of_sum(np.zeros(len(net.params["b2"]))) + U * (4 * size + 4)
    return rounding_of_backward(net, x, labels, of_logs * (1 + of_logs), 20)


@pytest.mark.compares("TwoLayerNet.gradient", "autograd")
@each(CASES)
def test_the_gradient_backwards_is_autograds(compare, case):
    net, x, labels = CASES[case]
    ours = rounding_of_backward(net, x, labels, relative_errors_of_outputs(net, x), 5)
    theirs, of_theirs, found = autograds(net, x, labels), rounding_of_autograd(net, x, labels), net.gradient(x, labels)
    for name in NAMES:
        compare(found[name], theirs[name], ours[name] + of_theirs[name])


@pytest.mark.compares("TwoLayerNet.gradient", "scikit-learn MLPClassifier")
@each(CASES, classes=3)
def test_a_step_of_scikit_learns_descent_is_along_the_gradient_but_for_the_offset(compare, case):
    """Its loss has no offset, so of each sample its slope is larger by (p + delta) / p.

    A step at a rate of 2^20 leaves the slope, times 2^20, beside the weight; both differences, its and ours, round.
    """
    net, x, labels = CASES[case]
    outputs = exact_outputs({name: exact.numbers(array) for name, array in net.params.items()}, x).astype(float)
    for i, label in enumerate(labels.tolist()):
        rate, sample = 2.0**20, x[i : i + 1]
        theirs = classifier(net, solver="sgd", learning_rate_init=rate, momentum=0.0, alpha=0.0)
        theirs.partial_fit(sample, [label])
        q = outputs[i, label] / (outputs[i, label] + DELTA)
        of_outputs = relative_errors_of_outputs(net, sample)
        most = rounding_of_backward(net, sample, labels[i : i + 1], of_outputs, 8)  # three more for q, here
        found = net.gradient(sample, [label])
        for name, moved in zip(
            NAMES, [theirs.coefs_[0], theirs.intercepts_[0], *theirs.coefs_[1:], theirs.intercepts_[1]], strict=True
        ):
            slope, weight = (net.params[name] - moved) / rate, np.abs(net.params[name]) / rate
            compare(found[name], slope * q, 2 * most[name] + 2 * U * q * (np.abs(slope) + weight))


def of_both_forms(oracle):
    """Run the test for the plain central differences and for those by structure."""
    forms = [
        pytest.param(structured, id=name, marks=pytest.mark.compares(name, oracle))
        for name, structured in [
            ("TwoLayerNet.numerical_gradient", False),
            ("TwoLayerNet.numerical_gradient(structured=True)", True),
        ]
    ]
    return pytest.mark.parametrize("structured", forms)


def differences(case, structured):
    """Return the central differences, and what roundings may do to each array of them."""
    net, x, labels = CASES[case]
    losses = exact_losses({name: exact.numbers(array) for name, array in net.params.items()}, x, labels)
    slopes = exact_gradients(case, H)
    most = {
        name: rounding_of_difference(net, x, losses, np.abs(slopes[name]).astype(float), structured) for name in NAMES
    }
    return net.numerical_gradient(x, labels, structured=structured), most


@of_both_forms("mpmath central difference")
@each(CASES)
def test_the_differences_are_mpmaths(compare, case, structured):
    found, most = differences(case, structured)
    for name in NAMES:
        compare(found[name], exact_gradients(case, H)[name], most[name])


@of_both_forms("autograd")
@each(CASES)
def test_the_differences_are_autograds_but_for_truncation(compare, case, structured):
    net, x, labels = CASES[case]
    found, most = differences(case, structured)
    theirs, of_theirs = autograds(net, x, labels), rounding_of_autograd(net, x, labels)
    for name in NAMES:
        truncation = exact_gradients(case, H)[name] - exact_gradients(case)[name]
        compare(found[name], theirs[name] + truncation, most[name] + of_theirs[name])


@of_both_forms("SciPy approx_derivative with the same step")
@each(CASES)
def test_scipys_differences_are_the_same_over_the_step_really_taken(compare, case, structured):
    """The plain form calls the same loss at the same doubles."""
    net, x, labels = CASES[case]
    found, most = differences(case, structured)
    moved = chapter4.TwoLayerNet(*net.params["W1"].shape, len(net.params["b2"]))
    for name in NAMES:
        array = net.params[name]

        def loss(w, name=name, shape=array.shape):
            moved.params.update(net.params | {name: w.reshape(shape)})
            return moved.loss(x, labels)

        theirs = approx_derivative(loss, array.ravel(), method="3-point", abs_step=H).reshape(array.shape)
        taken = (exact.numbers(array + H) - exact.numbers(array - H)) / (2 * mpf(H))
        of_loss = 2 * most[name] if structured else 0.0
        compare(found[name], theirs * taken, allowed.same_points(theirs) + of_loss)
