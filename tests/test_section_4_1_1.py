"""4.1.1 Data-driven learning."""

import numpy as np
import pytest

from digits import pair
from proof import proves


def learn(implementation, x, t, steps):
    """Descend from weights of 0 along the gradient of mini-batch losses; the same program for any two classes."""
    W, one_hot = np.zeros((x.shape[1], 2)), np.eye(2)[t]
    rng = np.random.default_rng(0)
    for _ in range(steps):
        batch = rng.choice(len(t), 20, replace=False)

        def loss(W, x=x[batch], t=one_hot[batch]):
            return implementation.cross_entropy_error(implementation.softmax(x @ W), t)

        W -= 0.5 * implementation.numerical_gradient(loss, W)
    return W


def accuracy(W, x, t):
    return float(np.mean(np.argmax(x @ W, axis=1) == t))


@proves("C4.1-1")
@pytest.mark.parametrize("classes", [(0, 1), (3, 8)])
def test_one_program_given_data_alone_learns_what_separates_the_classes(implementation, classes):
    """Raw pixels, no feature made by hand, and judged on images that it never saw."""
    x, t = pair(*classes)
    train, held_out = slice(0, None, 2), slice(1, None, 2)
    assert accuracy(np.zeros((64, 2)), x[held_out], t[held_out]) < 0.6
    W = learn(implementation, x[train], t[train], steps=15)
    assert accuracy(W, x[held_out], t[held_out]) > 0.95
