"""What the checks of the losses and networks cost, end to end, beside the plain code that makes none.

Each ratio is of times taken in turn, round by round, in one run. It is printed, never asserted: a time is no property
of the code. What is asserted is that both compute the same.
"""

from functools import partial

import numpy as np
import plain
import pytest
from problems import NETWORK_TOLERANCE, network
from timing import side_by_side

from chapter4 import SimpleNet, cross_entropy_error, numerical_gradient, sum_squares_error

CLASSES = 10
ROWS = {1: (300, 2.0), 100: (300, 2.0), 10_000: (50, 1.3), 1_000_000: (5, 1.3)}
"""Numbers of rows, each with the rounds that are timed and the target."""


def batch(rows, classes=CLASSES):
    """Return so many distributions, and labels, drawn at random."""
    rng = np.random.default_rng(rows)
    y = rng.random((rows, classes))
    return y / y.sum(axis=-1, keepdims=True), rng.integers(classes, size=rows)


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("form", ["labels", "one-hot"])
def test_cross_entropy_error(part, rows, form):
    y, labels = batch(rows)
    t = labels if form == "labels" else np.eye(CLASSES, dtype=int)[labels]
    beside = plain.loss_by_labels if form == "labels" else plain.loss_by_one_hot
    # Either is a sum of as many losses, within 17 in size, of which none is negative but by the offset.
    assert abs(cross_entropy_error(y, t) - beside(y, t)) <= 2 * (rows + 3) * 2.0**-53 * 17
    rounds, target = ROWS[rows]
    ours, theirs = side_by_side(partial(cross_entropy_error, y, t), partial(beside, y, t), rounds=rounds)
    part(
        f"cross_entropy_{form}_{rows}",
        f"cross_entropy_error, {form}, {rows:,} x {CLASSES}",
        "plain",
        ours / theirs,
        target,
    )


@pytest.mark.parametrize("rows", ROWS)
def test_sum_squares_error(part, rows):
    y, labels = batch(rows)
    t = np.eye(CLASSES, dtype=int)[labels]
    assert sum_squares_error(y, t) == plain.sum_squares_error(y, t)
    rounds, target = ROWS[rows]
    ours, theirs = side_by_side(partial(sum_squares_error, y, t), partial(plain.sum_squares_error, y, t), rounds=rounds)
    part(f"sum_squares_{rows}", f"sum_squares_error, {rows:,} x {CLASSES}", "plain", ours / theirs, target)


@pytest.mark.parametrize("form", ["labels", "one-hot"])
@pytest.mark.parametrize("samples", [1, 100])
def test_the_gradient_of_simple_nets_loss(part, samples, form):
    rng = np.random.default_rng(samples)
    net, x, t = SimpleNet(rng=rng), rng.random((samples, 2)), rng.integers(3, size=samples)
    t = t if form == "labels" else np.eye(3, dtype=int)[t]
    if samples == 1:
        x, t = x[0], t[0]
    without = plain.SimpleNet(net.W.copy())
    ours = partial(numerical_gradient, lambda _: net.loss(x, t), net.W)
    theirs = partial(plain.numerical_gradient, lambda _: without.loss(x, t), without.W)
    assert np.abs(ours() - theirs()).max() <= 1e-9  # as for SimpleNet in problems.py
    our_time, their_time = side_by_side(ours, theirs, rounds=100)
    what = f"SimpleNet's dW, {form}, " + ("one sample" if samples == 1 else f"batch {samples}")
    part(f"simple_net_{form}_{samples}", what, "plain", our_time / their_time, 1.5)


def test_the_numerical_gradient_of_the_network_of_two_layers(part):
    net, x, t = network(64, 50, 10)
    without = plain.TwoLayerNet({name: array.copy() for name, array in net.params.items()})
    ours, theirs = partial(net.numerical_gradient, x, t), partial(without.numerical_gradient, x, t)
    found, beside = ours(), theirs()
    for name in found:
        assert np.abs(found[name] - beside[name]).max() <= NETWORK_TOLERANCE
    our_time, their_time = side_by_side(ours, theirs, rounds=5)
    part("two_layer_net", "TwoLayerNet's gradient, 64-50-10, batch 100", "plain", our_time / their_time, 1.1)
