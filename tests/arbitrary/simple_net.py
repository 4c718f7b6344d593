"""The network of one layer: its arguments, and what the documentation says of it."""

from typing import Any

import numpy as np

from arbitrary import arguments as give
from arbitrary.arguments import Choices
from arbitrary.calls import Texts, called
from arbitrary.expected import Check, Expected, is_array, is_close, is_float
from arbitrary.samples import NO_ANSWERS, labels_of, samples, samples_and_answers, step_moves
from proof import allowed, exact


def weights(c: Choices) -> Texts:
    made = give.mostly_real(c, c.of(*give.SHAPES) if c.chance(4) else (2, 3), hard=4, odd=8)
    return {"W": "[None]" if made == "None" else made}  # None stands for weights that are drawn


def weights_or_seed(c: Choices) -> Texts:
    return ({"W": "None"} if c.chance(30) else weights(c)) | give.sometimes(c, rng=give.seed(c))


@called("SimpleNet(W, rng=rng).W", weights_or_seed)
def simple_net(expect: Expected, W: Any, rng: Any = None) -> Check:
    """The weights as float64, or drawn."""
    if W is None:
        expect.seed(rng)
        expect.unless_refused()
        return lambda result: is_array(result, (2, 3))
    weights = weights_of(expect, W)
    if rng is not None:
        expect.error(ValueError, "W and rng")
    expect.unless_refused()

    def check(result: Any) -> None:
        is_array(result, (2, 3))
        assert np.array_equal(result, weights), f"{result!r}, not {weights!r}"

    return check


def weights_of(expect: Expected, W: Any) -> np.ndarray | None:
    """Return the weights, None where they are none."""
    weights = expect.numbers(W, "W")
    if weights is not None and weights.shape != (2, 3):
        expect.error(ValueError, "W", weights.shape)
        return None
    return weights


def one_layer(expect: Expected, W: Any, x: Any, t: Any = NO_ANSWERS) -> tuple[Any, Any, Any]:
    """Return the weights, the samples and the labels."""
    weights, x = weights_of(expect, W), samples(expect, x)
    fit = not expect.errors
    labels = labels_of(expect, t, x)
    if fit:
        scores = np.atleast_2d(exact.ball(x)) @ exact.ball(weights)
        expect.overflow(scores, np.abs(np.atleast_2d(x)) @ np.abs(weights), "x and W overflows")
    expect.unless_refused()
    return weights, x, labels


@called("SimpleNet(W).predict(x)", lambda c: weights(c) | samples_and_answers(c, answers=False))
def simple_net_predict(expect: Expected, W: Any, x: Any) -> Check:
    """The scores x W."""
    W, x, _ = one_layer(expect, W, x)

    def check(result: Any) -> None:
        is_array(result, (*x.shape[:-1], 3))
        is_close(result, exact.ball(x) @ exact.ball(W), allowed.scores(x, W))

    return check


@called("SimpleNet(W).loss(x, t)", lambda c: weights(c) | samples_and_answers(c))
def simple_net_loss(expect: Expected, W: Any, x: Any, t: Any) -> Check:
    """The mean loss of the samples."""
    W, x, labels = one_layer(expect, W, x, t)

    def check(result: Any) -> None:
        is_float(result)
        losses = exact.simple_net_losses(W, x, labels)
        is_close(result, exact.mean(losses), allowed.simple_net_loss(W, x, exact.nearest(losses)))

    return check


@called("SimpleNet(W).gradient(x, t)", lambda c: weights(c) | samples_and_answers(c))
def simple_net_gradient(expect: Expected, W: Any, x: Any, t: Any) -> Check:
    """Its gradient in the weights, each of which the step has to move."""
    weights = weights_of(Expected(), W)
    if weights is not None:
        step_moves(expect, "W", weights)
    W, x, labels = one_layer(expect, W, x, t)

    def check(result: Any) -> None:
        is_array(result, (2, 3))
        bound = allowed.simple_net_gradient(W, x, exact.nearest(exact.simple_net_losses(W, x, labels)))
        if np.isfinite(bound):
            is_close(result, exact.derivative(lambda moved: exact.simple_net_loss(moved, x, labels), W), bound)

    return check
