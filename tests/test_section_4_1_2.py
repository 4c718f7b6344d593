"""4.1.2 Training data and test data."""

import numpy as np

from digits import pair
from proof import proves
from test_section_4_1_1 import accuracy


def fit(implementation, x, t):
    """Descend along the gradient of the loss on all of the few images, until each is learnt by heart."""
    W, one_hot = np.zeros((x.shape[1], 2)), np.eye(2)[t]
    for _ in range(40):
        W -= 2.0 * implementation.numerical_gradient(
            lambda W: implementation.cross_entropy_error(implementation.softmax(x @ W), one_hot), W
        )
    return W


@proves("C4.1-2")
def test_test_data_tell_what_was_learnt_from_what_was_learnt_by_heart(implementation):
    """Ten images of 3 and 8, once with their labels and once with labels drawn at random.

    Both are fitted without an error, and only the other images show that the second model knows nothing.
    """
    x, t = pair(3, 8)
    train, test = np.arange(0, 30, 3), np.arange(30, len(t))
    at_random = np.random.default_rng(0).integers(0, 2, len(train))
    learnt, by_heart = fit(implementation, x[train], t[train]), fit(implementation, x[train], at_random)
    assert accuracy(learnt, x[train], t[train]) == 1.0
    assert accuracy(by_heart, x[train], at_random) == 1.0
    assert accuracy(learnt, x[test], t[test]) > 0.85
    assert accuracy(by_heart, x[test], t[test]) < 0.6
