"""The network of two layers: its arguments, and what the documentation says of it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from arbitrary import arguments as give
from arbitrary.arguments import Choices
from arbitrary.calls import Texts, called
from arbitrary.expected import LARGEST, Check, Expected, Fault, Shape, is_array, is_close, is_float
from arbitrary.samples import NO_ANSWERS, labels_of, samples, samples_and_answers, step_moves
from proof import allowed, exact
from proof.chapter import H

Params = dict[str, np.ndarray]
SHAPES = {"W1": (2, 2), "b1": (2,), "W2": (2, 3), "b2": (3,)}
"""Of the network under test: two inputs, two hidden units, three classes."""


def sizes(c: Choices) -> Texts:
    found = {name: give.count(c, 3) for name in ("input_size", "hidden_size", "output_size")}
    std = give.number(c, "0.01", "0.0", "1", odd=40)
    return found | give.sometimes(c, weight_init_std=std) | give.sometimes(c, rng=give.seed(c))


@called(
    "TwoLayerNet(input_size, hidden_size, output_size, weight_init_std=weight_init_std, rng=rng).params",
    sizes,
)
def two_layer_net(
    expect: Expected, input_size: Any, hidden_size: Any, output_size: Any, weight_init_std: Any = 0.01, rng: Any = None
) -> Check:
    """Biases of 0 and weights that are drawn, in the shapes that the sizes give."""
    d = expect.whole(input_size, "input_size", least=1)
    m = expect.whole(hidden_size, "hidden_size", least=1)
    k = expect.whole(output_size, "output_size", least=1)
    std = expect.number(weight_init_std, "weight_init_std")
    if std < 0 or std > 1e305:
        expect.error(ValueError, "weight_init_std", std)
    expect.seed(rng)
    expect.unless_refused()

    def check(result: Any) -> None:
        assert list(result) == list(SHAPES)
        for (name, array), shape in zip(result.items(), ((d, m), (m,), (m, k), (k,)), strict=True):
            is_array(array, shape)
            # Fourteen deviations are passed once in 1e44 draws.
            assert np.abs(array).max() <= (14 * std if name.startswith("W") else 0), f"{name} is {array}"

    return check


def parameters(c: Choices) -> Texts:
    texts = []
    for name, shape in SHAPES.items():
        array = give.anything(c) if c.chance(2) else give.doubles(c, shape, hard=2, laid_out=3)
        texts.append(f"'{name}': {array}")
    return {"params": f"{{{', '.join(texts)}}}"}


def two_layers(expect: Expected, params: dict[str, Any], x: Any, t: Any = NO_ANSWERS) -> tuple[Any, Any]:
    """Return the samples and the labels, where params fit as well."""
    x = samples(expect, x)
    for name, shape in SHAPES.items():
        array = params[name]
        if not fits(array, shape):
            expect.error(ValueError, f"params[{name!r}]", shape)
        else:
            expect.finite(array, f"params[{name!r}]")
    fit = not expect.errors
    labels = labels_of(expect, t, x)
    if fit:
        _overflow(expect, params, x)
    expect.unless_refused()
    return x, labels


def _overflow(expect: Expected, params: Params, x: np.ndarray) -> None:
    """Look whether the sums of the layers are finite; an error may say so before the answers are looked at."""
    W1, b1, W2, b2 = params.values()
    sums = np.atleast_2d(exact.ball(x)) @ exact.ball(W1) + exact.ball(b1)
    sizes = np.abs(np.atleast_2d(x)) @ np.abs(W1) + np.abs(b1)
    expect.overflow(sums, [sizes.max(), (np.abs(W2).sum(axis=0) + np.abs(b2)).max()], "x and params overflows")


def fits(array: Any, shape: Shape) -> bool:
    """Whether a parameter has kept its kind and its shape."""
    return type(array) is np.ndarray and array.dtype.str == np.dtype(float).str and array.shape == shape


def two_layer_method(call: str, *, answers: bool = True) -> Callable[[Callable[..., Check]], Callable[..., Check]]:
    """Put a method under arbitrary input, of a network whose parameters are given."""
    text = f"[net := TwoLayerNet(2, 2, 3), net.params.update(params), net.{call}][-1]"
    return called(text, lambda c: parameters(c) | samples_and_answers(c, answers=answers))


@two_layer_method("predict(x)", answers=False)
def two_layer_predict(expect: Expected, params: Any, x: Any) -> Check:
    """The outputs of each sample."""
    x, _ = two_layers(expect, params, x)

    def check(result: Any) -> None:
        is_array(result, (*x.shape[:-1], 3))
        right = exact.two_layer_outputs(params, x)
        is_close(np.atleast_2d(result), right, allowed.two_layer_outputs(params, x, exact.nearest(right)))

    return check


@two_layer_method("loss(x, t)")
def two_layer_loss(expect: Expected, params: Any, x: Any, t: Any) -> Check:
    """The mean loss of the samples."""
    x, labels = two_layers(expect, params, x, t)

    def check(result: Any) -> None:
        is_float(result)
        losses = two_layer_losses(params, x, labels)
        is_close(result, exact.mean(losses), allowed.two_layer_loss(params, x, exact.nearest(losses)))

    return check


def two_layer_losses(params: Params, x: Any, labels: Any) -> Any:
    """Return the exact loss of each sample."""
    return exact.losses(exact.two_layer_outputs(params, x), labels)


@two_layer_method("accuracy(x, t)")
def accuracy(expect: Expected, params: Any, x: Any, t: Any) -> Check:
    """The share of right answers; where rounding decides which output is the largest, either counts."""
    x, labels = two_layers(expect, params, x, t)

    def check(result: Any) -> None:
        is_float(result)
        right = exact.nearest(exact.two_layer_outputs(params, x))
        off = 2 * allowed.two_layer_outputs(params, x, right)
        rows = np.arange(len(right))
        others = right.copy()
        others[rows, labels] = -1
        lead = right[rows, labels] - others.max(axis=1)
        sure, perhaps = np.mean(lead > off.max(axis=1)), np.mean(lead >= -off.max(axis=1))
        assert sure <= result <= perhaps, f"{result}, where {sure} to {perhaps} are right"

    return check


def is_two_layer_gradient(result: Any, params: Params, x: Any, labels: Any, bounds: Params) -> None:
    """Hold the gradient in every parameter to the derivative."""
    assert list(result) == list(SHAPES)
    for name, array in result.items():
        is_array(array, SHAPES[name])
        if np.all(np.isfinite(bounds[name])):
            is_close(array, exact.derivative(partial(_loss_with, params, x, labels, name), params[name]), bounds[name])


def _loss_with(params: Params, x: Any, labels: Any, name: str, moved: Any) -> Any:
    return exact.two_layer_loss(params | {name: moved}, x, labels)


@two_layer_method("numerical_gradient(x, t)")
def two_layer_differences(expect: Expected, params: Any, x: Any, t: Any) -> Check:
    """The central differences, of a copy of params."""
    for name in SHAPES:
        if fits(params[name], SHAPES[name]):
            step_moves(expect, f"params[{name!r}]", params[name])
    x, labels = two_layers(expect, params, x, t)

    def check(result: Any) -> None:
        losses = exact.nearest(two_layer_losses(params, x, labels))
        is_two_layer_gradient(result, params, x, labels, allowed.two_layer_differences(params, x, losses))

    return check


@two_layer_method("numerical_gradient(x, t, structured=True)")
def structured_differences(expect: Expected, params: Any, x: Any, t: Any) -> Check:
    """The same differences, to the same bound; refused where a step may move a score by 300."""
    check = two_layer_differences(expect, params, x, t)
    furthest = max(1.0, float(np.abs(samples(expect, x)).max()))
    if np.abs(params["W2"]).max() * min(1.0, H * furthest / 4) > 299:
        expect.possible.append(Fault(ValueError, ("structured=True", "300.0")))
    return check


@two_layer_method("gradient(x, t)")
def two_layer_gradient(expect: Expected, params: Any, x: Any, t: Any) -> Check:
    """Backpropagation."""
    x, labels = two_layers(expect, params, x, t)
    # The slopes of a sample are at most three quarters of the product of its inputs and W2.
    if len(np.atleast_2d(x)) * max(1.0, float(np.abs(x).max())) * float(np.abs(params["W2"]).max()) > LARGEST / 8:
        expect.possible.append(Fault(ValueError, ("gradient", "overflows")))
    return lambda result: is_two_layer_gradient(result, params, x, labels, allowed.two_layer_gradient(params, x))
