"""4.2.5 Why a loss function, and not accuracy."""

import math

import numpy as np
import pytest

import chapter4
from proof import allowed, exact
from proof.allowed import U
from proof.chapter import EXAMPLE_W, EXAMPLE_X, H
from proof.copies import of_copies, slips_of
from proof.entries import proves
from proof.exact import nearest, off
from proof.images import digits


def two_inputs():
    """Return the ink in the middle columns and in the lower half of the images of 0, 1 and 2, and the digits."""
    x, t = digits()
    x, t = x[t < 3].reshape(-1, 8, 8), t[t < 3]
    return np.column_stack([x[:, :, 3:5].mean(axis=(1, 2)), x[:, 4:].mean(axis=(1, 2))]), t


@proves("C4.2.5-1", "E4.2.5-9")
def test_accuracy_is_flat_and_jumps_while_the_loss_moves(implementation):
    """As the weight from the first input to class 2 grows, an image goes over to 2 at one place of its own.

    There its score passes the best of the others. So accuracy changes at 537 places at the most, of all numbers, by
    one image or more, and not between; the loss changes everywhere, by at most the mean of the first input, as each
    of its slopes is that input times a difference of two probabilities.
    """
    x, t = two_inputs()
    others = x @ [[-4.0, 4.0], [7.0, -7.0]]
    places = others.max(axis=1) / x[:, 0]
    # Off the simple fractions at which two scores may be equal.
    weights, accuracies, losses = np.linspace(0, 2, 501) + math.sqrt(2) / 1000, [], []
    for weight in weights:
        net = implementation.SimpleNet([[-4.0, 4.0, weight], [7.0, -7.0, 0.0]])
        accuracies.append(np.mean(np.argmax(net.predict(x), axis=1) == t))
        losses.append(net.loss(x, np.eye(3)[t]))
    answers = np.where(weights[:, np.newaxis] > places, 2, others.argmax(axis=1))
    assert np.array_equal(accuracies, np.mean(answers == t, axis=1))
    steps, passed = np.diff(accuracies), np.histogram(places, weights)[0]
    assert np.all(steps[passed == 0] == 0)
    assert 0 < np.count_nonzero(steps) <= np.count_nonzero(passed) < 500
    assert np.all(np.diff(losses) != 0)
    assert np.abs(np.diff(losses)).max() <= 0.004 * x[:, 0].mean()


def accuracy_and_loss(implementation, x, t):
    """Return both as functions of the weights."""
    return (
        lambda W: float(np.mean(np.argmax(implementation.SimpleNet(W).predict(x), axis=1) == t)),
        lambda W: implementation.SimpleNet(W).loss(x, np.eye(3)[t]),
    )


@proves("C4.2.5-1", "E4.2.5-2")
def test_by_accuracy_the_parameters_can_not_be_updated(implementation):
    """Its gradient is 0 in every weight, where no step of h makes an image change its class; that of the loss is not.

    Nor is accuracy a parameter: the network's are its weights alone.
    """
    x, t = two_inputs()
    x, t = x[::50], t[::50]
    accuracy, loss = accuracy_and_loss(implementation, x, t)
    for seed in range(5):
        W = np.random.default_rng(seed).standard_normal((2, 3))
        scores = np.sort(x @ W, axis=1)
        assert np.all(scores[:, 2] - scores[:, 1] > H * x.max())
        flat, slope = (implementation.numerical_gradient(f, W) for f in (accuracy, loss))
        assert np.array_equal(W - flat, W)
        assert np.all(slope != 0)
        assert loss(W - 0.1 * slope) < loss(W)
    if implementation.is_reference:
        assert set(chapter4.TwoLayerNet(2, 2, 2).params) == {"W1", "b1", "W2", "b2"}


@proves("E4.2.5-3")
@pytest.mark.parametrize("label", range(3))
def test_it_is_the_derivative_that_says_where_to_and_not_the_difference(implementation, label):
    """A difference of the loss is 2h of the derivative: another number for every h, near none of it."""
    slopes = exact.derivative(lambda W: exact.simple_net_loss(W, EXAMPLE_X, label), EXAMPLE_W)
    net_loss = nearest(exact.simple_net_loss(EXAMPLE_W, EXAMPLE_X, label))
    error = allowed.simple_net_gradient(EXAMPLE_W, EXAMPLE_X, net_loss)
    _, loss = accuracy_and_loss(implementation, np.array([EXAMPLE_X]), np.array([label]))
    for index in np.ndindex(2, 3):

        def along(w, index=index):
            W = np.array(EXAMPLE_W)
            W[index] = w
            return loss(W)

        w = EXAMPLE_W[index[0]][index[1]]
        slope = implementation.numerical_diff(along, w)
        assert off(slope, slopes[index]) <= error
        for h in (1e-2, 1e-3, 1e-4):
            assert abs(along(w + h) - along(w - h)) < abs(slopes[index]) / 2
        # Negative: to the right it falls. Positive: to the left.
        assert along(w - math.copysign(0.1, slope)) < along(w)


@proves("C4.2.5-2", "E4.2.5-4")
def test_the_step_functions_slope_is_0_wherever_it_has_one(implementation):
    """On either side of 0 it is one value, as near to 0 as doubles are."""
    far = np.concatenate([np.linspace(0.05, 5, 51), 10.0 ** np.arange(-300, 300, 10), [5e-324]])
    assert np.array_equal(np.asarray(implementation.step_function(far), dtype=float), np.ones(len(far)))
    assert np.array_equal(np.asarray(implementation.step_function(-far), dtype=float), np.zeros(len(far)))
    for x in (-5.0, -0.05, 0.05, 5.0):
        assert implementation.numerical_diff(lambda x: float(implementation.step_function(np.array([x]))[0]), x) == 0


@proves("C4.2.5-2")
def test_the_sigmoid_is_what_it_says_and_its_slope_is_nowhere_0(implementation):
    x = np.linspace(-30, 30, 121)
    y = np.asarray(implementation.sigmoid(x))
    # By tanh it is right to 4u of 1; by exp of a logarithm, which is at most |x| + log 2, to 2u of that and 4u.
    assert np.all(off(y, exact.sigmoid(x)) <= (6 + 2 * np.abs(x)) * U)
    assert np.all(np.diff(y) > 0)
    assert implementation.sigmoid(np.array([0.0]))[0] == 0.5


@proves("E4.2.5-6")
def test_the_sigmoid_changes_without_a_jump_and_the_step_function_with_one(implementation):
    """The slope being at most 1/4, two values differ by at most a quarter of the distance; each is right to 8u."""
    rng = np.random.default_rng(0)
    for x in (np.linspace(-3, 3, 601), np.sort(rng.normal(0, 5, 1000)), np.array([-5e-324, 0.0, 5e-324])):
        far, y = np.diff(x), np.asarray(implementation.sigmoid(x), dtype=float)
        assert np.all(np.abs(np.diff(y)) <= far / 4 + 16 * U)
    steps = np.asarray(implementation.step_function(np.array([0.0, 5e-324])), dtype=float)
    assert np.diff(steps) == 1


@proves(*of_copies("4.2.5", "sigmoid"))
def test_no_slip_of_copies_is_made_in_sigmoid(implementation, entry):
    assert entry.id not in slips_of(implementation.sigmoid, entry)


@proves(*of_copies("4.2.5", "step_function"))
def test_no_slip_of_copies_is_made_in_step_function(implementation, entry):
    assert entry.id not in slips_of(implementation.step_function, entry)


# ------------------------------------------------------------------ Asked of chapter4 alone


@proves("E4.2.5-1")
def test_accuracy_is_the_share_of_right_answers_and_precision_is_not():
    """Of eight answers six are right; of those that say class 0, three of five, of class 1, all three."""
    net = chapter4.TwoLayerNet(1, 1, 2, weight_init_std=0.0)
    net.params["W1"][:], net.params["W2"][:], net.params["b2"][:] = 8.0, [[1.0, -1.0]], [-0.5, 0.5]
    x, t = np.array([[1.0]] * 5 + [[-1.0]] * 3), np.array([0, 0, 0, 1, 1, 1, 1, 1])
    said = net.predict(x).argmax(axis=1)
    assert said.tolist() == [0] * 5 + [1] * 3
    assert net.accuracy(x, t) == np.mean(said == t) == 6 / 8
    assert [np.mean(t[said == k] == k) for k in range(2)] == [3 / 5, 1.0]


@proves("C4.2.5-2")
def test_where_doubles_end_the_sigmoid_is_flat(entry):
    """exp(-x) falls below half an ulp of 1 at 53 log 2, and below the smallest double at 1075 log 2."""
    high, low = 53 * math.log(2), -1074 * math.log(2) - math.log(2)
    assert chapter4.sigmoid(high + 1e-9) == 1.0
    assert chapter4.sigmoid(high - 1e-9) < 1.0
    assert chapter4.sigmoid(low - 1e-9) == 0.0
    assert chapter4.sigmoid(low + 1e-9) > 0.0
    assert f"{high:.2f}" in entry.condition
    assert f"{low:.2f}" in entry.condition
