"""4.1.2 Training data and test data."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from proof.entries import proves
from proof.images import pair
from proof.right import is_loss

TRAIN = np.arange(0, 30, 3)
X, T = pair(3, 8)
TEST = np.arange(30, len(T))
AT_RANDOM = np.random.default_rng(0).integers(0, 2, len(T))
BETTER_THAN_A_GUESS = 0.5 + math.sqrt(math.log(1e9) / (2 * len(TEST)))
"""What a guess gets right of so many images with a probability below 1e-9, by Hoeffding's inequality: 0.678."""


def accuracy(W, t, images):
    return float(np.mean(np.argmax(X[images] @ W, axis=1) == t[images]))


def fit(implementation, t):
    """Descend along the gradient of the loss on the training images; each other image is NaN."""
    x = np.full_like(X, np.nan)
    x[TRAIN] = X[TRAIN]
    W, one_hot, losses = np.zeros((X.shape[1], 2)), np.eye(2)[t], []

    def loss(W):
        return implementation.cross_entropy_error(implementation.softmax(x[TRAIN] @ W), one_hot[TRAIN])

    for _ in range(40):
        losses.append(loss(W))
        W -= 2.0 * implementation.numerical_gradient(loss, W)
    return SimpleNamespace(W=W, losses=[*losses, loss(W)])


@pytest.fixture(scope="module")
def models(implementation):
    """Two models of ten images of 3 and 8: with their labels, and with labels drawn at random."""
    return fit(implementation, T), fit(implementation, AT_RANDOM)


@proves("C4.1-2", "E4.1-5")
def test_test_data_tell_what_was_learnt_from_what_was_learnt_by_heart(models):
    """Both are fitted without an error, and only the other images show that the second model knows nothing."""
    learnt, by_heart = (model.W for model in models)
    assert accuracy(learnt, T, TRAIN) == 1.0
    assert accuracy(by_heart, AT_RANDOM, TRAIN) == 1.0
    assert accuracy(learnt, T, TEST) > BETTER_THAN_A_GUESS
    assert accuracy(by_heart, T, TEST) < BETTER_THAN_A_GUESS


@proves("E4.1-3")
def test_the_best_parameters_are_found_with_the_training_data_alone(models):
    """From weights of 0, which know nothing, to weights that are right; without a number of any other image."""
    assert accuracy(np.zeros((64, 2)), T, TRAIN) < 1.0
    for model, t in zip(models, (T, AT_RANDOM), strict=True):
        assert is_loss(model.losses[0], np.full((len(t[TRAIN]), 2), 0.5), np.zeros(len(t[TRAIN]), dtype=int))
        assert model.losses[-1] < min(model.losses[:-1])
        assert accuracy(model.W, t, TRAIN) == 1.0
