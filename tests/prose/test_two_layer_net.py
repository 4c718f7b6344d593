"""The network that the page of section 4.5 has its readers paste, compared with exact values."""

import contextlib

import numpy as np
import pytest

from proof import allowed, exact
from prose.examples import ROOT, blocks

(PROGRAM,) = (block for block in blocks(ROOT / "docs" / "section_4_5.md") if "class TwoLayerNet:" in block)
OFFSET = 1e-7
"""By how much of itself the offset in the logarithm, left out of the backpropagation, may change a slope here."""


@pytest.fixture(scope="module")
def pasted():
    """Return a network made by the program alone, with samples and labels."""
    namespace = {"__name__": "pasted"}
    with contextlib.redirect_stdout(None):
        exec(PROGRAM, namespace)
    rng = np.random.default_rng(0)
    net = namespace["TwoLayerNet"](5, 4, 3, weight_init_std=0.5)
    net.params = {name: 0.5 * rng.standard_normal(array.shape) for name, array in net.params.items()}
    return net, rng.standard_normal((6, 5)), rng.integers(0, 3, 6)


def test_it_needs_numpy_alone():
    assert [line for line in PROGRAM.splitlines() if "import" in line] == ["import numpy as np"]


def test_its_loss_is_right_for_labels_and_one_hot_answers(pasted):
    net, x, t = pasted
    losses = exact.nearest(exact.losses(exact.two_layer_outputs(net.params, x), t))
    right, most = exact.two_layer_loss(net.params, x, t), allowed.two_layer_loss(net.params, x, losses)
    for answers in (t, np.eye(3, dtype=int)[t]):
        assert exact.off(net.loss(x, answers), right) <= most


def test_its_accuracy_counts_labels_and_one_hot_answers(pasted):
    net, x, _ = pasted
    best = net.predict(x).argmax(axis=1)
    mixed = np.where(np.arange(6) < 4, best, (best + 1) % 3)
    assert net.accuracy(x, mixed) == net.accuracy(x, np.eye(3)[mixed]) == 4 / 6


def test_its_differences_are_right(pasted):
    net, x, t = pasted
    losses = exact.nearest(exact.losses(exact.two_layer_outputs(net.params, x), t))
    right = exact.in_every_parameter(exact.derivative, net.params, x, t)
    most = allowed.two_layer_differences(net.params, x, losses)
    found = net.numerical_gradient(x, t)
    assert all(np.all(exact.off(found[name], right[name]) <= most[name]) for name in net.params)


@pytest.mark.parametrize("form", [lambda t: t, lambda t: np.eye(3)[t]], ids=["labels", "one-hot"])
def test_its_backpropagation_is_right_but_for_the_offset(pasted, form):
    net, x, t = pasted
    right = exact.in_every_parameter(exact.derivative, net.params, x, t)
    most = allowed.two_layer_gradient(net.params, x)
    least = net.predict(x)[np.arange(6), t].min()  # a sample's slope is p / (p + 1e-7) of what it is without the offset
    sizes = {"W1": np.abs(x).max(), "b1": 1, "W2": 1, "b2": 1}
    largest = np.abs(net.params["W2"]).max()
    found = net.gradient(x, form(t))
    for name in net.params:
        # A score's slope is 1 at most, that of a hidden unit the sum over three weights, a quarter of it inside.
        offset = OFFSET / least * sizes[name] * (1 if name.endswith("2") else 3 * largest / 4)
        assert np.all(exact.off(found[name], right[name]) <= most[name] + offset)
