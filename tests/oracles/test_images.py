"""The images of the suite are those of scikit-learn's own function."""

import warnings

import numpy as np
import pytest
from sklearn import datasets

from messages.index import messages
from messages.running import given_by
from proof import images


@pytest.mark.parametrize("n_class", [3, 10])
def test_the_images_are_scikit_learns(n_class):
    ours, theirs = images.load_digits(n_class=n_class), datasets.load_digits(n_class=n_class)
    for name in ("data", "target", "images"):
        assert np.array_equal(getattr(ours, name), theirs[name])
    x, t = images.load_digits(n_class=n_class, return_X_y=True)
    assert np.array_equal(x, theirs.data)
    assert np.array_equal(t, theirs.target)


@pytest.mark.parametrize(
    "message", [message for message in messages() if "sklearn" in message.write], ids=lambda message: message.id
)
def test_the_code_of_the_index_of_messages_gives_the_same_with_scikit_learn_itself(message):
    with warnings.catch_warnings(action="error"):
        assert given_by(message) == message.gives
