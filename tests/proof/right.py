"""Whether a result is right: no further from the exact value than its bound."""

from typing import Any

import numpy as np

from proof import allowed, exact
from proof.chapter import DELTA, H
from proof.exact import ball, nearest, off


def is_loss(found: Any, y: Any, labels: Any, delta: float = DELTA) -> bool:
    """Whether it is the mean loss of the rows of y, or the loss of one, added in any order."""
    losses = exact.losses(y, labels, delta)
    return bool(off(found, exact.mean(losses)) <= allowed.cross_entropy_error(nearest(losses), any_order=True))


def is_softmax(found: Any, scores: Any) -> bool:
    """Whether it is the softmax of the scores, also where it is computed as exp(x - log(sum(exp(x))))."""
    scores = np.asarray(scores, dtype=float)
    right = exact.softmax(scores)
    of_logarithm = allowed.log_of_sum(scores.shape[-1], float(np.max(np.abs(scores)))) * nearest(right)
    return np.shape(found) == scores.shape and bool(
        np.all(off(found, right) <= allowed.softmax(scores, nearest(right)) + of_logarithm)
    )


def is_net_loss(found: Any, W: Any, x: Any, labels: Any) -> bool:
    """Whether it is the mean loss of the network of one layer, added in any order."""
    losses = exact.simple_net_losses(W, x, labels)
    return bool(off(found, exact.mean(losses)) <= allowed.simple_net_loss(W, x, nearest(losses), any_order=True))


def is_net_gradient(found: Any, W: Any, x: Any, labels: Any, delta: float = DELTA) -> bool:
    """Whether it is the gradient of that loss in the weights."""
    right = exact.derivative(lambda W: exact.simple_net_loss(W, x, labels, delta), W)
    most = allowed.simple_net_gradient(W, x, nearest(exact.simple_net_losses(W, x, labels, delta)))
    return np.shape(found) == np.shape(W) and bool(np.all(off(found, right) <= most))


def is_twice_x(found: Any, x: Any, h: float = H, roundings: int | None = None) -> bool:
    """Whether it is the gradient of the sum of the squares of x, which has any shape."""
    x = np.asarray(x, dtype=float)
    most = allowed.squares(x.ravel(), h, roundings).reshape(x.shape)
    return np.shape(found) == x.shape and bool(np.all(off(found, 2 * x) <= most))


def is_descent(found: Any, start: Any, lr: float, steps: int) -> bool:
    """Whether it is where so many steps of gradient descent on x0^2 + x1^2 end."""
    start = np.asarray(start, dtype=float)
    # A number's square, by the library's power, rounds twice.
    most = allowed.descent(start, lr, steps, roundings=3)
    return np.shape(found) == start.shape and bool(
        np.all(off(found, (1 - 2 * ball(lr)) ** steps * ball(start)) <= most)
    )
