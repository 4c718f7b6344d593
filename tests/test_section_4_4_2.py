"""4.4.2 The gradient of a neural network."""

import math
import re

import numpy as np
import pytest

import chapter4
from chapter4 import ledger
from chapter4.evidence import agreement
from proof import allowed, exact
from proof.allowed import gamma
from proof.chapter import DELTA, EXAMPLE_W, EXAMPLE_X, H
from proof.copies import of_copies, slips_of
from proof.entries import proves, restored
from proof.errors import refuses
from proof.exact import nearest, off
from proof.right import is_net_gradient, is_net_loss, is_softmax

X, T = np.array(EXAMPLE_X), np.array([0, 0, 1])
LOSS, WITHOUT = (nearest(exact.simple_net_loss(EXAMPLE_W, EXAMPLE_X, 2, delta)) for delta in (DELTA, 0.0))
GRADIENT, GRADIENT_WITHOUT = (
    nearest(exact.derivative(lambda W, delta=delta: exact.simple_net_loss(W, EXAMPLE_X, 2, delta), EXAMPLE_W))
    for delta in (DELTA, 0.0)
)
LOSS_ERROR = allowed.simple_net_loss(EXAMPLE_W, EXAMPLE_X, LOSS)
GRADIENT_ERROR = allowed.simple_net_gradient(EXAMPLE_W, EXAMPLE_X, LOSS)
WEIGHTS_ROUNDED = 0.5e-8 * float(np.abs(GRADIENT).sum())  # what eight printed decimals of W leave open of the loss


@proves("O4.4.2-1", "O4.4.2-4", "O4.4.2-5", "E4.4.2-5")
def test_shape_scores_and_class_are_as_printed(entry, assert_as_printed):
    outputs = [entry] if entry.id.startswith("O") else [ledger.output(id) for id in ("O4.4.2-1", "O4.4.2-4")]
    for output in outputs:
        assert_as_printed(output)


@proves("E4.4.2-7")
def test_the_lost_example_is_restored(entry, implementation, recompute):
    """Its scores round to the eight decimals that the book prints."""
    for output in restored(entry):
        for text, value in zip(output.printed.split(", "), recompute(output), strict=True):
            assert abs(value - float(text)) <= 0.5e-8 + allowed.scores(X, EXAMPLE_W).max()


@proves("O4.4.2-2")
def test_the_loss_differs_from_the_books_by_the_offset(entry, implementation, recompute):
    (loss,) = recompute(entry)
    assert is_net_loss(loss, EXAMPLE_W, EXAMPLE_X, 2)
    assert agreement(entry.printed, loss)[0] == 6
    assert abs(float(entry.printed) - WITHOUT) <= WEIGHTS_ROUNDED
    assert f"{LOSS:.13f}" in entry.why
    assert f"{WITHOUT:.13f}" in entry.why


@proves("O4.4.2-3")
def test_the_gradient_differs_from_the_books_by_the_offset(entry, implementation, recompute):
    gradient = np.array(recompute(entry), dtype=float)
    assert is_net_gradient(gradient.reshape(2, 3), EXAMPLE_W, EXAMPLE_X, 2)
    printed = entry.printed.split(", ")
    # The book's own central difference is within the same bound of its own derivative, and is rounded to print.
    assert np.abs(np.array(printed, dtype=float) - GRADIENT_WITHOUT.ravel()).max() <= GRADIENT_ERROR + 0.5e-8
    assert any(
        agreement(text, value)[0] < agreement(text, value)[1] for text, value in zip(printed, gradient, strict=True)
    )


@proves("E4.4.2-6")
def test_predict_and_loss_are_methods_of_the_network_under_these_names(entry, implementation):
    """The translated name is nothing that the network has."""
    net = implementation.SimpleNet(EXAMPLE_W)
    translated = entry.quoted[0].partition(" ")[0]
    assert translated.isidentifier()
    assert not hasattr(net, translated)
    for name in (*re.findall(r"(\w+)\(x\)", entry.correction), "loss"):
        assert getattr(net, name).__self__ is net


@proves("S4.4.2-1")
def test_the_network_scores_by_the_product_with_its_weights(implementation):
    net = implementation.SimpleNet([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]])
    assert np.asarray(net.predict(np.array([1.0, 0.5]))).tolist() == [6.0, 12.0, 18.0]
    batch = np.asarray(net.predict(np.array([[1.0, 0.5], [0.0, 1.0]])))
    assert batch.tolist() == [[6.0, 12.0, 18.0], [10.0, 20.0, 30.0]]
    assert np.shape(implementation.SimpleNet().W) == (2, 3)
    assert len(set(np.asarray(implementation.SimpleNet().W).ravel().tolist())) == 6
    one, other = implementation.SimpleNet(), implementation.SimpleNet()
    one.W[...] = 0.0
    assert np.all(np.asarray(other.W) != 0.0)


@proves("S4.4.2-1", "E4.4.2-1", "E4.2.4-12", "E4.2.4-9")
@pytest.mark.parametrize("label", [0, 1, 2])
def test_the_loss_of_one_sample(implementation, label):
    net = implementation.SimpleNet(EXAMPLE_W)
    assert is_net_loss(net.loss(X, np.eye(3, dtype=int)[label]), EXAMPLE_W, EXAMPLE_X, label)


@proves("S4.4.2-1", "E4.2.4-4", "E4.2.4-8")
def test_the_loss_of_a_batch_is_the_mean(implementation):
    net = implementation.SimpleNet(EXAMPLE_W)
    samples, labels = np.array([[0.6, 0.9], [-1.0, 0.5], [0.0, 0.0], [2.0, -1.0]]), np.array([2, 0, 1, 1])
    for t in implementation.answers_of_the_network(labels):
        assert is_net_loss(net.loss(samples, t), EXAMPLE_W, samples, labels)


@proves("S4.4.2-1", "O4.4.2-1", "C4.4.2-1", "E4.4.2-5", "E4.4.2-10", "E4.4.2-11")
def test_the_gradient_has_the_shape_of_w_and_the_slopes(implementation):
    net = implementation.SimpleNet(EXAMPLE_W)
    dW = implementation.numerical_gradient(lambda w: net.loss(X, T), net.W)
    assert dW.shape == net.W.shape == (2, 3)
    assert is_net_gradient(dW, EXAMPLE_W, EXAMPLE_X, 2)
    assert np.asarray(net.W).tolist() == EXAMPLE_W


@proves("E4.4.2-2")
@pytest.mark.parametrize("seed", range(3))
def test_an_f_that_ignores_its_argument_has_its_gradient(implementation, seed):
    W = np.random.default_rng(seed).standard_normal((2, 3))
    net = implementation.SimpleNet(W)
    dW = implementation.numerical_gradient(lambda ignored: net.loss(X, T), net.W)
    assert is_net_gradient(dW, W, EXAMPLE_X, 2)
    parameters = np.array([3.0, 4.0, 5.0])
    for w in (parameters, parameters[:2], parameters[1:]):
        slopes = implementation.numerical_gradient(lambda ignored: np.sum(parameters**2), w)
        # The sum is of all three parameters, also where two are moved: rounded like theirs, in a sum of 50.
        bounds = allowed.numerical_diff(w, 2 * w, 2 * w + 4 * H, 0.0, gamma(3) * (50 + 20 * H))
        assert np.all(np.abs(slopes - 2 * w) <= bounds)


@proves("C4.4.2-1")
def test_each_entry_says_how_the_loss_moves_and_a_step_against_it_lowers_the_loss(implementation):
    net = implementation.SimpleNet(EXAMPLE_W)
    dW, before, small = implementation.numerical_gradient(lambda w: net.loss(X, T), net.W), net.loss(X, T), 1e-3
    for index in np.ndindex(2, 3):
        net.W[index] += small
        # The second derivative of the loss is at most x^2 / 4 < 0.25. Both losses and the slope may be off.
        error = 2 * allowed.simple_net_loss(EXAMPLE_W, X, LOSS, small) + small * GRADIENT_ERROR
        assert abs(net.loss(X, T) - before - small * dW[index]) <= 0.25 * small**2 / 2 + error
        net.W[...] = EXAMPLE_W
    for _ in range(10):
        loss = net.loss(X, T)
        net.W[...] = net.W - 0.1 * implementation.numerical_gradient(lambda w: net.loss(X, T), net.W)
        assert net.loss(X, T) < loss


ROWS = [
    [0.0, 0.0],
    [1000.0, 1000.0],
    [-1000.0, -1000.0],
    [1000.0, 0.0],
    [0.0, -1000.0],
    [710.0, 709.0],
    [-750.0, -751.0],
]
ROWS += [
    [709.5, 709.5, 709.5],
    [709.0, 709.0, 709.0],
    [705.0] * 200,
    [-745.0, -745.0],
    [1.0, 2.0, 3.0],
    [0.3, 2.9, 4.0],
    [-1.0, 0.0, 1e4],
]


@proves("E4.4.2-1", "E4.4.2-4")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} and {len(row) - 1} more")
def test_softmax_neither_overflows_nor_underflows(implementation, row):
    assert is_softmax(implementation.softmax(np.array(row)), row)


@proves("E4.4.2-4")
@pytest.mark.parametrize(
    "batch",
    [
        [[1.0, 2.0, 3.0]],
        np.eye(3) * 5,
        [[0.0, 1.0], [2.0, 0.0], [5.0, 5.0]],
        [[1000.0, 1000.0, 0.0], [-1000.0, -1000.0, -1001.0]],
        [[1000.0, 999.0], [0.0, 1.0]],
        [[0.0, 0.0], [-800.0, -800.0], [800.0, 800.0]],
    ],
)
def test_softmax_of_a_batch_is_that_of_each_row(implementation, batch):
    assert is_softmax(implementation.softmax(np.array(batch)), batch)


@proves("E4.4.2-4")
def test_softmax_of_float32_does_not_overflow_either(implementation):
    for row in ([100.0, 100.0], [89.0, 89.0], [-104.0, -104.0]):
        y = np.asarray(implementation.softmax(np.array(row, dtype=np.float32)))
        # Two equal scores: gamma of 2 * 2 + 3 with float32's u, 2^-24, of 1/2.
        assert np.abs(y - 0.5).max() <= 4 * 2.0**-24


@proves("E4.4.2-4")
def test_the_loss_of_large_scores_is_finite(implementation):
    W = np.array([[1000.0, 1000.0, 0.0], [0.0, 0.0, 0.0]])
    net, samples = implementation.SimpleNet(W), np.array([[1.0, 0.0], [-1.0, 0.0]])
    for x, label in zip(samples, (0, 2), strict=True):
        assert is_net_loss(net.loss(x, np.eye(3)[label]), W, x, label)
    assert is_net_loss(net.loss(samples, np.eye(3)[[0, 2]]), W, samples, [0, 2])


@proves(*of_copies("4.4.2", "softmax"))
def test_no_slip_of_copies_is_made_in_softmax(implementation, entry):
    assert entry.id not in slips_of(implementation.softmax, entry)


@proves(*of_copies("4.4.2", "SimpleNet"))
def test_no_slip_of_copies_is_made_in_the_network(implementation, entry):
    assert entry.id not in slips_of(implementation.network(), entry)


# ------------------------------------------------------------------ Asked of chapter4 alone


@proves("E4.4.2-12")
def test_the_class_is_found_under_its_own_name(entry):
    (spelt,) = entry.quoted
    assert spelt.isidentifier()
    assert not hasattr(chapter4, spelt)
    assert isinstance(chapter4.simpleNet, type)
    assert "class simpleNet:" in ledger.snippet("S4.4.2-1").code


@proves("E4.4.2-2")
def test_the_gradient_method_does_not_rely_on_the_ignored_argument():
    net = chapter4.SimpleNet(EXAMPLE_W)
    net.W.flags.writeable = False
    for t in (T, 2):
        assert is_net_gradient(net.gradient(X, t), EXAMPLE_W, EXAMPLE_X, 2)
    assert "E4.4.2-2" in chapter4.numerical_gradient.__doc__


@proves("E4.4.2-3")
def test_a_network_can_be_made_again(implementation):
    """With the weights or a seed as its argument, under any name."""
    make = implementation.network()
    forms = [lambda: make(np.array(EXAMPLE_W)), lambda: make(0), lambda: make(rng=0), lambda: make(seed=0)]

    def comes_again(form):
        try:
            return np.array_equal(form().W, form().W)
        except TypeError:
            return False

    assert any(comes_again(form) for form in forms)


@proves("E4.4.2-3")
def test_a_generator_a_seed_or_the_weights_may_be_passed():
    assert np.array_equal(chapter4.SimpleNet(rng=3).W, chapter4.SimpleNet(rng=np.random.default_rng(3)).W)
    assert np.array_equal(chapter4.SimpleNet(rng=3).W, np.random.default_rng(3).standard_normal((2, 3)))
    assert not np.array_equal(chapter4.SimpleNet(rng=3).W, chapter4.SimpleNet(rng=4).W)
    assert not np.array_equal(chapter4.SimpleNet().W, chapter4.SimpleNet().W)
    W = np.array(EXAMPLE_W)
    net = chapter4.SimpleNet(W)
    assert not np.shares_memory(net.W, W)
    assert net.W.dtype == np.float64
    assert chapter4.SimpleNet([[1, 2, 3], [4, 5, 6]]).W.dtype == np.float64
    assert chapter4.simpleNet is chapter4.SimpleNet


@proves("O4.4.2-2", "O4.4.2-3")
def test_without_the_offset_the_books_digits_come_out(entry):
    """The loss to what eight decimals of W leave open, the gradient to its own eight printed decimals."""
    net = chapter4.SimpleNet(EXAMPLE_W)
    if entry.id == "O4.4.2-2":
        loss = chapter4.cross_entropy_error(chapter4.softmax(net.predict(X)), T, delta=0)
        assert abs(loss - WITHOUT) <= LOSS_ERROR
        assert abs(loss - float(entry.printed)) <= WEIGHTS_ROUNDED
    else:
        gradient = chapter4.numerical_gradient(
            lambda w: chapter4.cross_entropy_error(chapter4.softmax(net.predict(X)), T, delta=0), net.W
        )
        printed = entry.printed.split(", ")
        assert [agreement(text, value) for text, value in zip(printed, gradient.ravel(), strict=True)] == [
            agreement(text, text) for text in printed
        ]


@pytest.mark.parametrize("call", ["predict", "loss", "gradient"])
@pytest.mark.parametrize(
    ("W", "error", "words", "by"),
    [
        (np.array([[1.0, 1.0, 1.0], [1.0, -math.inf, 1.0]]), ValueError, ("W[1, 1]", "-inf"), "not_finite_entry"),
        (np.ones((3, 3)), ValueError, ("W", "(3, 3)"), "unfit_weights"),
        (np.ones((2, 3)) * 1j, TypeError, ("W", "complex128"), "no_real_numbers"),
    ],
)
def test_weights_set_by_hand_are_refused_by_name(call, W, error, words, by):
    net = chapter4.SimpleNet(EXAMPLE_W)
    net.W = W
    with refuses(error, *words, by=by):
        getattr(net, call)(*([EXAMPLE_X] if call == "predict" else [EXAMPLE_X, 2]))


def test_weights_set_by_hand_as_a_list_still_have_a_gradient():
    net = chapter4.SimpleNet()
    net.W = EXAMPLE_W
    assert is_net_gradient(net.gradient(X, T), EXAMPLE_W, EXAMPLE_X, 2)


class Halved(chapter4.SimpleNet):
    """A network that scores half of what its base does."""

    def predict(self, x):
        return super().predict(x) / 2


def test_a_subclass_that_scores_otherwise_has_the_loss_and_the_gradient_of_its_own_scores():
    """Half the scores are, bit for bit, those of half the weights, and a weight counts half."""
    net, W = Halved(EXAMPLE_W), (np.array(EXAMPLE_W) / 2).tolist()
    assert is_net_loss(net.loss(X, T), W, EXAMPLE_X, 2)
    right = exact.derivative(lambda W: exact.simple_net_loss(W, EXAMPLE_X, 2), W) / 2
    assert np.all(off(net.gradient(X, T), right) <= GRADIENT_ERROR)
