"""`proof.exact`, beside which every test of the suite stands, is held to mpmath: another arithmetic, other formulas."""

import numpy as np
import pytest

import mpmaths
from proof import exact
from proof.allowed import NAMES
from proof.chapter import H
from proof.functions import OF_MANY, OF_ONE

rng = np.random.default_rng(50)
X = np.concatenate([rng.normal(0, 30, 50), [0.0, -745.0, 700.0, 5e-324]])
SCORES = np.concatenate([rng.normal(0, 10, (20, 4)), [[0.0, -700.0, 0.0, 30.0]]])
Y, LABELS = np.abs(rng.normal(size=(20, 4))), rng.integers(0, 4, 20)
PARAMS = {name: rng.normal(size=shape) for name, shape in zip(NAMES, [(2, 3), (3,), (3, 4), (4,)], strict=True)}
SAMPLES = rng.normal(size=(5, 2))


def agree(found, right):
    """Of mpmath's fifty digits the last five are left to its own roundings, in numbers up to 1 and in larger ones."""
    found, right = np.asarray(exact.ball(found)), np.asarray(right)
    assert found.shape == right.shape
    assert np.all(exact.off(found, right) <= 1e-45 * np.maximum(1.0, np.abs(exact.nearest(right))))


def test_its_functions_are_mpmaths():
    agree(mpmaths.sigmoid(X), exact.sigmoid(X))
    agree(mpmaths.softmax(SCORES), exact.softmax(SCORES))
    agree(mpmaths.losses(Y, LABELS), exact.losses(Y, LABELS))
    agree(mpmaths.losses(Y, LABELS, 0.0), exact.losses(Y, LABELS, 0.0))
    agree(mpmaths.squared_error(Y, SCORES[:20]), exact.squared_error(Y, SCORES[:20]))


def test_its_networks_and_their_derivatives_are_mpmaths():
    W, x, labels = PARAMS["W1"], SAMPLES, LABELS[:5] % 3

    def one_layer(W):
        return np.mean(mpmaths.simple_net_losses(W, x, labels))

    agree(one_layer(W), exact.simple_net_loss(W, x, labels))
    agree(mpmaths.derivative(one_layer, W), exact.derivative(lambda W: exact.simple_net_loss(W, x, labels), W))
    agree(mpmaths.two_layer_outputs(PARAMS, x), exact.two_layer_outputs(PARAMS, x))
    agree(np.mean(mpmaths.two_layer_losses(PARAMS, x, labels)), exact.two_layer_loss(PARAMS, x, labels))
    for name in NAMES:
        right = exact.derivative(lambda a, name=name: exact.two_layer_loss(PARAMS | {name: a}, x, labels), PARAMS[name])
        found = mpmaths.derivative(
            lambda a, name=name: np.mean(mpmaths.two_layer_losses(PARAMS | {name: a}, x, labels)), PARAMS[name]
        )
        agree(found, right)


@pytest.mark.parametrize("function", [*OF_ONE, *OF_MANY], ids=lambda function: function.name)
def test_its_derivatives_and_differences_of_a_function_are_mpmaths(function):
    f = mpmaths.FUNCTIONS[function.name]
    for x in [0.5, 3.0, 1.0] if function in OF_ONE else function.points[-3:]:
        agree(mpmaths.derivative(f, x), exact.derivative(function.exact, x))
        agree(mpmaths.difference(f, x, H), exact.difference(function.exact, x, H))
