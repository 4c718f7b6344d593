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


def last_layer(delta: float) -> Callable[[np.random.Generator], Settings]:
    """A step, the class whose weight moves, the right answer, and the offset."""
    return lambda rng: steps(rng) | {"moved": int(rng.integers(3)), "label": int(rng.integers(3)), "delta": delta}


SCORES = {"a": Range(-12, 4), "z": Range(-10, 5, shape=(3,))}
TRUNCATION = "truncation of the last layer's loss {} the offset".format


@bound("truncation_plain", TRUNCATION("without"), SCORES, last_layer(0.0), 100_000)
@bound("truncation_offset", TRUNCATION("with"), SCORES, last_layer(DELTA), 100_000)
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


# ------------------------------------------------------------------ One layer


def labels(rng: np.random.Generator) -> Settings:
    """A right answer."""
    return {"label": int(rng.integers(3))}


NETWORK = {"W": Range(-20, 5, shape=(2, 3)), "x": Range(-20, 3, shape=(2,), zero=True)}


def one_layer(key: str, name: str, points: int) -> Callable[[Callable[..., Asked]], Callable[..., Asked]]:
    """Put a function of one network and its sample into the list."""

    def register(ask: Callable[..., Asked]) -> Callable[..., Asked]:
        def each(label: int, W: Array, x: Array) -> Asked:
            return in_rows(ask(*row, label) for row in zip(W, x, strict=True))

        return bound(key, name, NETWORK, labels, points)(each)

    return register


def in_rows(asked: Iterator[Asked]) -> Asked:
    """Return what was asked of each network, in arrays."""
    return tuple(np.array(column) for column in zip(*asked, strict=True))


@one_layer("network_scores", "scores of SimpleNet", 100_000)
def network_scores(W: Array, x: Array, label: int) -> Asked:
    """Two products and a sum."""
    return chapter4.SimpleNet(W).predict(x), ball(x) @ ball(W), allowed.scores(x, W)


@one_layer("network_loss", "loss of SimpleNet", 100_000)
def network_loss(W: Array, x: Array, label: int) -> Asked:
    """Scores, then softmax and the loss."""
    right = exact.simple_net_loss(W, x, label)
    return chapter4.SimpleNet(W).loss(x, label), right, allowed.simple_net_loss(W, x, nearest(right))


@one_layer("network_gradient", "gradient of SimpleNet's loss", 150_000)
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


def two_layers(
    key: str, name: str, points: int = 20_000, **options: bool
) -> Callable[[Callable[..., Asked]], Callable[..., Asked]]:
    """Put a function of one network of three units and its two samples into the list."""

    def register(ask: Callable[..., Asked]) -> Callable[..., Asked]:
        def each(label: int, **points: Array) -> Asked:
            return in_rows(ask(*network(points, i), np.array([label, 0]), **options) for i in range(len(points["x"])))

        bound(key, name, TWO_LAYERS, labels, points)(each)
        return ask

    return register


def network(points: dict[str, Array], i: int) -> tuple[Any, Array]:
    """Return the network of a row of points, and its samples."""
    net = chapter4.TwoLayerNet(3, 3, 3)
    net.params = {name: points[name][i].copy() for name in NAMES}
    return net, points["x"][i]


def in_a_row(parts: dict[str, Any], like: dict[str, Any]) -> Array:
    """Return the entries of all the parameters, one after the other; a bound may be one number for many."""
    return np.concatenate([np.broadcast_to(parts[name], like[name].shape).ravel() for name in NAMES])


@two_layers("two_layer_outputs", "outputs of TwoLayerNet")
def two_layer_outputs(net: Any, x: Array, t: Array) -> Asked:
    """What the sums of each layer, the sigmoid and softmax round."""
    right = exact.two_layer_outputs(net.params, x)
    return net.predict(x), right, allowed.two_layer_outputs(net.params, x, nearest(right))


@two_layers("two_layer_loss", "loss of TwoLayerNet")
def two_layer_loss(net: Any, x: Array, t: Array) -> Asked:
    """And the logarithm of each sample, and their mean."""
    losses = exact.losses(exact.two_layer_outputs(net.params, x), t)
    return net.loss(x, t), exact.mean(losses), allowed.two_layer_loss(net.params, x, nearest(losses))


GRADIENT = "gradient of TwoLayerNet's loss by {}".format


@two_layers("two_layer_gradient", GRADIENT("either way"), 40_000, truncated=True)
@two_layers("two_layer_rounding", GRADIENT("either way, less the exact difference"), 40_000, truncated=False)
def two_layer_differences(net: Any, x: Array, t: Array, *, truncated: bool) -> Asked:
    """In a loop and by structure, beside the derivative, or beside the central difference without a rounding."""
    losses = nearest(exact.losses(exact.two_layer_outputs(net.params, x), t))
    most = in_a_row(allowed.two_layer_differences(net.params, x, losses, truncated=truncated), net.params)
    take = exact.derivative if truncated else partial(exact.difference, h=H)
    right = in_a_row(exact.in_every_parameter(take, net.params, x, t), net.params)
    ways = (net.numerical_gradient(x, t, structured=kind) for kind in (False, True))
    return np.array([in_a_row(found, found) for found in ways]), [right] * 2, [most] * 2


@two_layers("two_layer_forms", GRADIENT("its structure, less that of the loop"), 200_000)
def two_layer_forms(net: Any, x: Array, t: Array) -> Asked:
    """Each may be off from the exact difference by as much."""
    loop, structured = (net.numerical_gradient(x, t, structured=kind) for kind in (False, True))
    losses = nearest(exact.losses(exact.two_layer_outputs(net.params, x), t))
    most = allowed.two_layer_differences(net.params, x, losses, truncated=False)
    return in_a_row(structured, loop), in_a_row(loop, loop), 2 * in_a_row(most, loop)


@two_layers("backpropagation", "backpropagation in TwoLayerNet")
def backpropagation(net: Any, x: Array, t: Array) -> Asked:
    """Nothing is truncated."""
    found = net.gradient(x, t)
    right = in_a_row(exact.in_every_parameter(exact.derivative, net.params, x, t), found)
    return in_a_row(found, found), right, in_a_row(allowed.two_layer_gradient(net.params, x), found)
