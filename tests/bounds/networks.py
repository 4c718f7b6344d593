"""The network of one layer and that of two: scores, losses, and the gradient by each way."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

import chapter4
from bounds.points import Array, Range, Settings, steps
from bounds.search import bound
from proof import allowed, exact
from proof.allowed import NAMES
from proof.chapter import DELTA, H
from proof.exact import ball, nearest

Asked = tuple[Any, ...]

# ------------------------------------------------------------------ The last layer, without any rounding


def last_layer(rng: np.random.Generator) -> Settings:
    """A step, the class whose weight moves, and the right answer."""
    return steps(rng) | {"moved": int(rng.integers(3)), "label": int(rng.integers(3))}


def truncation(delta: float, h: float, moved: int, label: int, a: Array, z: Array) -> Asked:
    """The exact central difference of the loss in a weight that multiplies a, beside the derivative."""
    found, right = [], []
    for size, scores in zip(a, z, strict=True):

        def loss(weight: Any, size: float = size, scores: Array = scores) -> Any:
            moving = ball(scores)
            moving[moved] += weight * ball(size)
            return exact.negative_log(exact.softmax(moving)[label], delta)

        found.append(exact.difference(loss, 0.0, h))
        right.append(exact.derivative(loss, 0.0))
    return np.array(found), np.array(right), h * h / 6 * allowed.last_layer_third(np.abs(a), delta)


SCORES = {"a": Range(-12, 4), "z": Range(-10, 5, shape=(3,))}


@bound(
    "truncation of the last layer's loss without the offset",
    settings=last_layer,
    columns=lambda **_: SCORES,
    points=100_000,
)
def truncation_plain(**given: Any) -> Asked:
    """One logarithm of a sum is differentiated."""
    return truncation(0.0, **given)


@bound(
    "truncation of the last layer's loss with the offset",
    settings=last_layer,
    columns=lambda **_: SCORES,
    points=100_000,
)
def truncation_offset(**given: Any) -> Asked:
    """The difference of two."""
    return truncation(DELTA, **given)


# ------------------------------------------------------------------ One layer


def labels(rng: np.random.Generator) -> Settings:
    """A right answer."""
    return {"label": int(rng.integers(3))}


def one_layer(ask: Callable[..., Asked]) -> Callable[..., Asked]:
    """Ask every network of the points by itself, and put what it returns in rows."""

    def each(label: int, W: Array, x: Array) -> Asked:
        return _in_rows(ask(*row, label) for row in zip(W, x, strict=True))

    each.__name__ = ask.__name__
    return each


def _in_rows(asked: Iterator[Asked]) -> Asked:
    return tuple(np.array(column) for column in zip(*asked, strict=True))


NETWORK = {"W": Range(-20, 5, shape=(2, 3)), "x": Range(-20, 3, shape=(2,), zero=True)}


@bound("scores of SimpleNet", settings=labels, columns=lambda label: NETWORK, points=100_000)
@one_layer
def network_scores(W: Array, x: Array, label: int) -> Asked:
    """Two products and a sum."""
    return chapter4.SimpleNet(W).predict(x), ball(x) @ ball(W), allowed.scores(x, W)


@bound("loss of SimpleNet", settings=labels, columns=lambda label: NETWORK, points=100_000)
@one_layer
def network_loss(W: Array, x: Array, label: int) -> Asked:
    """Scores, then softmax and the loss."""
    right = exact.simple_net_loss(W, x, label)
    return chapter4.SimpleNet(W).loss(x, label), right, allowed.simple_net_loss(W, x, nearest(right))


@bound("gradient of SimpleNet's loss", settings=labels, columns=lambda label: NETWORK, points=150_000)
@one_layer
def network_gradient(W: Array, x: Array, label: int) -> Asked:
    """Truncation, the rounding of the weight, and that of the loss."""
    right = exact.derivative(lambda W: exact.simple_net_loss(W, x, label), W)
    most = allowed.simple_net_gradient(W, x, nearest(exact.simple_net_loss(W, x, label)))
    return chapter4.SimpleNet(W).gradient(x, label), right, np.full(W.shape, most)


# ------------------------------------------------------------------ Two layers

TWO_LAYERS = {
    "W1": Range(-20, 3, shape=(3, 3)),
    "b1": Range(-20, 3, shape=(3,), zero=True),
    "W2": Range(-20, 4, shape=(3, 3)),
    "b2": Range(-20, 4, shape=(3,), zero=True),
    "x": Range(-20, 3, shape=(2, 3), zero=True),
}


def two_layers(ask: Callable[..., Asked]) -> Callable[..., Asked]:
    """Ask every network of three units by itself, with two samples."""

    def each(label: int, **points: Array) -> Asked:
        return _in_rows(ask(*_network(points, i), np.array([label, 0])) for i in range(len(points["x"])))

    each.__name__ = ask.__name__
    return each


def _network(points: dict[str, Array], i: int) -> tuple[Any, Array]:
    net = chapter4.TwoLayerNet(3, 3, 3)
    net.params = {name: points[name][i].copy() for name in NAMES}
    return net, points["x"][i]


def in_a_row(parts: dict[str, Any], like: dict[str, Any]) -> Array:
    """Return the entries of all the parameters, one after the other; a bound may be one number for many."""
    return np.concatenate([np.broadcast_to(parts[name], like[name].shape).ravel() for name in NAMES])


def of_each(take: Callable[[Callable[[Any], Any], Any], Any], params: dict[str, Array], x: Array, t: Array) -> Array:
    """Return what `take` makes of the loss in every parameter: its derivative, or its difference."""
    return in_a_row(
        {
            name: take(lambda values, name=name: exact.two_layer_loss({**params, name: values}, x, t), params[name])
            for name in NAMES
        },
        params,
    )


@bound("outputs of TwoLayerNet", settings=labels, columns=lambda label: TWO_LAYERS, points=20_000)
@two_layers
def two_layer_outputs(net: Any, x: Array, t: Array) -> Asked:
    """What the sums of each layer, the sigmoid and softmax round."""
    right = exact.two_layer_outputs(net.params, x)
    return net.predict(x), right, allowed.two_layer_outputs(net.params, x, nearest(right))


@bound("loss of TwoLayerNet", settings=labels, columns=lambda label: TWO_LAYERS, points=20_000)
@two_layers
def two_layer_loss(net: Any, x: Array, t: Array) -> Asked:
    """And the logarithm of each sample, and their mean."""
    losses = exact.losses(exact.two_layer_outputs(net.params, x), t)
    return net.loss(x, t), exact.mean(losses), allowed.two_layer_loss(net.params, x, nearest(losses))


def both_ways(net: Any, x: Array, t: Array, *, truncated: bool) -> Asked:
    """The central differences in a loop and by structure, beside the derivative or the exact central differences."""
    losses = nearest(exact.losses(exact.two_layer_outputs(net.params, x), t))
    most = in_a_row(allowed.two_layer_differences(net.params, x, losses, truncated=truncated), net.params)
    right = of_each(exact.derivative if truncated else partial(exact.difference, h=H), net.params, x, t)
    ways = (net.numerical_gradient(x, t, structured=kind) for kind in (False, True))
    return np.array([in_a_row(found, found) for found in ways]), [right] * 2, [most] * 2


@bound("gradient of TwoLayerNet's loss, by both ways", settings=labels, columns=lambda label: TWO_LAYERS, points=40_000)
@two_layers
def two_layer_gradient(net: Any, x: Array, t: Array) -> Asked:
    """Truncation and rounding."""
    return both_ways(net, x, t, truncated=True)


@bound(
    "gradient of TwoLayerNet's loss, by both ways, less the exact difference",
    settings=labels,
    columns=lambda label: TWO_LAYERS,
    points=40_000,
)
@two_layers
def two_layer_rounding(net: Any, x: Array, t: Array) -> Asked:
    """Rounding alone."""
    return both_ways(net, x, t, truncated=False)


@bound(
    "gradient of TwoLayerNet's loss by its structure, less that of the loop",
    settings=labels,
    columns=lambda label: TWO_LAYERS,
    points=200_000,
)
@two_layers
def two_layer_forms(net: Any, x: Array, t: Array) -> Asked:
    """Each may be off from the exact difference by as much."""
    loop, structured = (net.numerical_gradient(x, t, structured=kind) for kind in (False, True))
    losses = nearest(exact.losses(exact.two_layer_outputs(net.params, x), t))
    most = allowed.two_layer_differences(net.params, x, losses, truncated=False)
    return in_a_row(structured, loop), in_a_row(loop, loop), 2 * in_a_row(most, loop)


@bound("backpropagation in TwoLayerNet", settings=labels, columns=lambda label: TWO_LAYERS, points=20_000)
@two_layers
def backpropagation(net: Any, x: Array, t: Array) -> Asked:
    """Nothing is truncated."""
    found = net.gradient(x, t)
    right = of_each(exact.derivative, net.params, x, t)
    return in_a_row(found, found), right, in_a_row(allowed.two_layer_gradient(net.params, x), found)
