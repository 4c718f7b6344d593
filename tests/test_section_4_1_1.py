"""4.1.1 Data-driven learning."""

import numpy as np
import pytest

import chapter4
from proof.entries import proves
from proof.images import digits

TRAIN, HELD_OUT = slice(0, None, 2), slice(1, None, 2)


X, DIGITS = digits()
QUESTIONS = {"even or odd": DIGITS % 2, "0 or another": (DIGITS > 0).astype(int), "which digit": DIGITS}


def learn(implementation, x, t, rate=1.0, steps=16, batch_size=100):
    """Descend from weights of 0 along the gradient of mini-batch losses; the same program for any right answers."""
    W, one_hot = np.zeros((x.shape[1], max(t) + 1)), np.eye(max(t) + 1)[t]
    rng = np.random.default_rng(0)
    for _ in range(steps):
        batch = rng.choice(len(t), batch_size, replace=False)

        def loss(W, x=x[batch], t=one_hot[batch]):
            return implementation.cross_entropy_error(implementation.softmax(x @ W), t)

        W -= rate * implementation.numerical_gradient(loss, W)
    return W


def train(x, t, rate=2.0, steps=60, batch_size=50):
    """Train the book's network of two layers by numerical gradients; the same program for any right answers."""
    rng = np.random.default_rng(0)
    net = chapter4.TwoLayerNet(x.shape[1], 20, max(t) + 1, weight_init_std=0.2, rng=rng)
    for _ in range(steps):
        slopes = net.numerical_gradient(*chapter4.sample_mini_batch(x, t, batch_size, rng), structured=True)
        for name, array in net.params.items():
            array -= rate * slopes[name]
    return net


def separates(scores, t):
    """Whether most samples of every class are given their own class.

    Guesses can't be right of most in two classes: the shares in which they fall on the classes sum to 1.
    """
    answers = np.argmax(scores, axis=1)
    return all(np.mean(answers[t == k] == k) > 0.5 for k in range(max(t) + 1))


@proves("C4.1-1")
@pytest.mark.parametrize("question", ["even or odd", "0 or another"])
def test_one_program_given_data_alone_learns_what_separates_the_classes(implementation, question):
    """Raw pixels, no feature made by hand, and judged on images that it never saw."""
    t = QUESTIONS[question]
    W = learn(implementation, X[TRAIN], t[TRAIN])
    assert separates(X[HELD_OUT] @ W, t[HELD_OUT])
    assert not separates(X[HELD_OUT] @ np.zeros_like(W), t[HELD_OUT])


# ------------------------------------------------------------------ Asked of chapter4 alone


@proves("C4.1-1")
@pytest.mark.parametrize("t", QUESTIONS.values(), ids=QUESTIONS)
def test_the_books_network_given_data_alone_learns_what_separates_the_classes(t):
    net = train(X[TRAIN], t[TRAIN])
    assert separates(net.predict(X[HELD_OUT]), t[HELD_OUT])
    assert not separates(train(X[TRAIN], t[TRAIN], steps=0).predict(X[HELD_OUT]), t[HELD_OUT])
