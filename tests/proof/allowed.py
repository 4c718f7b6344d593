"""How far a result may be from the exact one: each bound of docs/bounds.md, once, by section.

A bound counts the roundings on the way from the inputs, which are exact, to the result. The page derives it, under the
heading that stands here above the function; a function bears the name of what it bounds. Arrays are taken entry by
entry, samples row by row.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import numpy as np

from proof.chapter import DELTA, H

U = 2.0**-53
"""The unit roundoff of float64."""
TINY = 2.0**-1074
"""The smallest double above 0: what a rounding may take off a subnormal number."""


Bound = TypeVar("Bound", bound=Callable[..., Any])
DERIVATIONS: dict[str, str] = {}
"""For each bound the heading of the page under which it is derived."""


def derived(heading: str) -> Callable[[Bound], Bound]:
    """Note where a bound is derived."""

    def note(bound: Bound) -> Bound:
        DERIVATIONS[bound.__name__] = heading
        return bound

    return note


@derived("What rounding may do")
def gamma(n: Any) -> Any:
    """Return n u / (1 - n u), which bounds the relative error of n roundings."""
    return n * U / (1 - n * U)


@derived("A sum of squares in many variables")
def pairwise_depth(n: int) -> int:
    """Return how many additions a term goes through at most where NumPy sums n numbers that lie side by side.

    Up to 128 of them: eight sums in turn, three additions to join them, then what is left over. More: two halves.
    """
    if n < 8:
        return n - 1
    if n <= 128:
        return n // 8 - 1 + 3 + n % 8
    half = n // 2 - n // 2 % 8
    return 1 + max(pairwise_depth(half), pairwise_depth(n - half))


# ------------------------------------------------------------------ 4.2 Losses


@derived("The sum of squared errors")
def sum_squares_error(size: int, exact: Any) -> Any:
    """A difference that is squared, its square, size - 1 sums."""
    return gamma(size + 2) * exact + size * TINY


@derived("The cross entropy error")
def negative_log(loss: Any) -> Any:
    """One loss: the sum inside the logarithm, and the logarithm to an ulp."""
    return U * (1 + 3 * U) + 2 * U * np.abs(loss)


@derived("The cross entropy error")
def cross_entropy_error(losses: Any, each: Any = None, *, any_order: bool = False) -> float:
    """The mean of these losses, each of which may be off by so much.

    One is its own mean. Up to 16 are summed with one rounding, more pairwise; the quotient rounds once. In any order a
    loss goes through at most n - 1 sums.
    """
    n, size = np.size(losses), float(np.mean(np.abs(losses)))
    off = float(np.mean(negative_log(losses) if each is None else each))
    if any_order:
        adding = gamma(n)
    else:
        adding = 0.0 if n == 1 else 2 * U + U * U if n <= 16 else gamma(pairwise_depth(n) + 1)
    return off + adding * (size + off)


@derived("What the offset takes off")
def offset(y: Any, without: Any, loss: Any) -> Any:
    """How much smaller the offset makes a loss, as computed, with what rounds; where it is not smaller, that alone."""
    return np.where(without < loss, 0.0, DELTA / y) + negative_log(without) + negative_log(loss)


@derived("The ends")
def ends() -> tuple[float, float]:
    """How far below 0 a loss may be, and how far above, with what rounds there."""
    lowest, highest = math.log1p(DELTA), -math.log(DELTA)
    return lowest + negative_log(lowest), highest + negative_log(highest)


@derived("Softmax and the sigmoid")
def sigmoid(exact: Any) -> Any:
    """The exponential to an ulp, a sum, a quotient."""
    return gamma(4) * exact + 2 * TINY


# ------------------------------------------------------------------ 4.3 Numerical differentiation


@derived("The central difference")
def reach(x: Any, h: float) -> Any:
    """How far from x the rounded points of a difference lie at most; doubled for the rounding of this line."""
    return h + 2 * U * (np.abs(x) + h)


@derived("The central difference")
def numerical_diff(x: Any, slope: Any, m1: Any, m3: Any, phi: Any, h: float = H) -> Any:
    """A central difference: truncation, the rounding of the points, that of f.

    m1 and m3 bound the first and third derivative, phi the error of f, as far as the points reach.
    """
    return _rounded_quotient(h * h * m3 / 6 + U * (np.abs(x) + h) * m1 / h + phi / h, slope)


@derived("The central difference")
def forward_difference(x: Any, slope: Any, m1: Any, m2: Any, phi: Any, h: float = H) -> Any:
    """A forward difference, of which one point is rounded."""
    return _rounded_quotient(h * m2 / 2 + U * (np.abs(x) + h) * m1 / h + 2 * phi / h, slope)


def _rounded_quotient(b: Any, slope: Any) -> Any:
    """The error b before, and the roundings of the subtraction and of the division."""
    return b * (1 + 2 * U + U * U) + (2 * U + U * U) * np.abs(slope)


@derived("The central difference")
def forward_is_worse(x: Any, m1: Any, m3: Any, phi: Any, h: float = H) -> Any:
    """What h |f''(x)| / 2 has to exceed for the central difference to be closer."""
    return h * h / 2 * m3 + (2 * U * (np.abs(x) + 6 * h) * m1 + 4 * phi) / h


# ------------------------------------------------------------------ 4.4 The gradient of a sum of squares


@derived("A sum of squares in many variables")
def squares(x: Any, h: float = H, roundings: int | None = None) -> Any:
    """The gradient of the sum of squares at each row: n roundings of a term, unless fewer are known."""
    step = reach(x, h)
    sizes = np.sum(np.square(x), axis=-1, keepdims=True) + step * (2 * np.abs(x) + step)
    phi = gamma(roundings or np.shape(x)[-1]) * sizes + np.shape(x)[-1] * TINY
    return numerical_diff(x, 2 * np.abs(x), 2 * (np.abs(x) + step), 0.0, phi, h)


@derived("Gradient descent on it")
def descent_step(x: Any, lr: float, roundings: int | None = None) -> Any:
    """One step of gradient descent on it."""
    slope = squares(x, roundings=roundings)
    before_last = abs(lr) * (slope + U * (2 * np.abs(x) + slope)) + TINY
    return before_last + U * (abs(1 - 2 * lr) * np.abs(x) + before_last)


@derived("Gradient descent on it")
def descent(x: Any, lr: float, steps: int, roundings: int | None = None) -> Any:
    """Many steps, each from where the one before may have led."""
    size, off = np.abs(x), np.zeros(np.shape(x))
    for _ in range(steps):
        off = abs(1 - 2 * lr) * off + descent_step(size + off, lr, roundings)
        size = abs(1 - 2 * lr) * size
    return off


# ------------------------------------------------------------------ 4.4.2 Softmax and the network of one layer


@derived("Softmax and the sigmoid")
def softmax(scores: Any, exact: Any) -> Any:
    """Each output, whose score is d below the largest of K.

    Where d is beyond 800 the output is below the smallest double, and computed as that or 0.
    """
    d = 2 * np.minimum(np.max(scores, axis=-1, keepdims=True) / 2 - np.divide(scores, 2), 400.0)
    return gamma(d + 2 * np.shape(scores)[-1] + 3) * exact + 2 * TINY


@derived("Their sum")
def softmax_sum(classes: int) -> float:
    """What the outputs, added exactly, differ from 1 by."""
    return gamma(classes) + classes * TINY


@derived("Its logarithm")
def log_of_sum(classes: int, largest: float) -> float:
    """log(sum(exp(x))) of K numbers, with a shift by the largest that is added again."""
    log = float(np.log(classes))
    shifted = U * (classes / np.e + 2 + classes + 8 * log) * (1 + 4 * U * classes)
    return shifted + U * (log + 2 * (largest + log))


THIRD = 1 / (6 * math.sqrt(3))
"""The largest third derivative of log(exp(z) + c), for any c > 0."""


@derived("The last layer of a network")
def last_layer_third(a: Any, delta: float = DELTA) -> Any:
    """M3 of a loss in a weight that multiplies a: with the offset it is the difference of two such logarithms."""
    return (2 if delta else 1) * THIRD * a**3


@derived("The last layer of a network")
def scores(x: Any, W: Any) -> Any:
    """The product x W, from the sizes of its terms."""
    return gamma(len(W)) * (np.abs(x) @ np.abs(W)) + (2 * len(W) - 1) * TINY


@derived("Rounding")
def simple_net_loss(W: Any, x: Any, losses: Any, moved: float = 0.0, *, any_order: bool = False) -> float:
    """The mean of the samples' losses, where a weight may be moved."""
    a = np.abs(np.atleast_2d(x))
    size = (a @ np.abs(W)).max(axis=1) + 2 * moved * a.max(axis=1)
    sizes = np.abs(np.atleast_1d(losses)) + 2 * moved * a.max(axis=1)
    exponents = gamma(2) * size + 2 * U * size
    return cross_entropy_error(sizes, 2 * exponents + 9 * U + 2 * U * sizes, any_order=any_order)


@derived("The last layer of a network")
def simple_net_gradient(W: Any, x: Any, losses: Any, h: float = H) -> float:
    """The gradient of that mean in any weight.

    M1 is the input a that the weight multiplies. It and M3 are means over the samples.
    """
    a = np.abs(np.atleast_2d(x)).max(axis=1)
    m1, m3 = float(np.mean(a)), float(np.mean(last_layer_third(a)))
    return numerical_diff(float(np.max(np.abs(W))), m1, m1, m3, simple_net_loss(W, x, losses, h), h)


# ------------------------------------------------------------------ 4.5 The network of two layers

NAMES = ("W1", "b1", "W2", "b2")
Params = dict[str, Any]


class Layers(NamedTuple):
    """How far each part of the network of two layers may be off, a row for each sample."""

    hidden: Any
    scores: Any
    shares: Any
    """Of each sample's outputs: by which share of themselves; the absolute error of their logarithm."""


@derived("Two layers")
def two_layers(params: Params, x: Any, moved: float = 0.0) -> Layers:
    """What every part rounds, where a parameter may be moved."""
    W1, b1, W2, b2 = (np.abs(params[name]) + moved for name in NAMES)
    hidden = np.minimum(gamma(len(W1) + 1) * (np.abs(np.atleast_2d(x)) @ W1 + b1) / 4, 1.0) + 4 * U
    scores = hidden @ W2 + gamma(len(W2) + 1) * (W2.sum(axis=0) + b2)
    distance = 2 * (W2.sum(axis=0) + b2).max()
    return Layers(hidden, scores, 2 * scores.max(axis=1) + 2 * U * distance + (len(b2) + 5) * U)


@derived("Two layers")
def two_layer_outputs(params: Params, x: Any, exact: Any) -> Any:
    """The outputs of each sample."""
    shares = two_layers(params, x).shares
    return np.minimum(np.expm1(np.minimum(shares, 700.0))[:, np.newaxis] * exact, 1.0) + 2 * TINY


@derived("Two layers")
def two_layer_loss(params: Params, x: Any, losses: Any, moved: float = 0.0) -> float:
    """The mean of the samples' losses: the share of an output, the offset's sum, and the logarithm to an ulp."""
    sizes = np.abs(np.atleast_1d(losses)) + 2 * moved * (len(params["W2"]) + 1)
    each = two_layers(params, x, moved).shares + 2 * U + 2 * U * sizes
    return cross_entropy_error(sizes, each)


@derived("By structure")
def two_layer_differences(params: Params, x: Any, losses: Any, *, truncated: bool = True) -> Params:
    """The central differences of that mean, plain or by structure; truncated, if they are held to the derivative."""
    x = np.atleast_2d(x)
    phi = two_layer_loss(params, x, losses, H) + two_layer_changes(params, x)
    return {
        name: numerical_diff(params[name], m1, m1, m3 * truncated, phi)
        for name, (m1, m3) in two_layer_derivatives(params, x).items()
    }


@derived("By structure")
def two_layer_changes(params: Params, x: Any) -> float:
    """What the changes of the scores round, in differences by structure."""
    sums = float((np.abs(x) @ (np.abs(params["W1"]) + H) + np.abs(params["b1"]) + H).max())
    return 2 * U * (float(np.abs(params["W2"]).max()) + H) * (9 + sums) + 10 * U


@derived("Its derivatives")
def two_layer_derivatives(params: Params, x: Any) -> dict[str, tuple[Any, Any]]:
    """M1 and M3 of that mean in each parameter.

    V is the largest weight that leads from a hidden unit, and a the input, or 1, that the parameter multiplies.
    """
    V, a = np.abs(params["W2"]).max(axis=1) + H, np.abs(x)
    m1, m3 = V / 2, 1.54 * V**3 / 64 + 0.75 * V**2 * THIRD + V / 4
    first, third = (np.mean(a**power, axis=0)[:, np.newaxis] for power in (1, 3))
    last = 1.0, last_layer_third(1.0)
    return {"W1": (first * m1, third * m3), "b1": (m1, m3), "W2": last, "b2": last}


@derived("Backpropagation")
def two_layer_gradient(params: Params, x: Any) -> Params:
    """The derivatives of that mean, by backpropagation."""
    x, W2 = np.abs(np.atleast_2d(x)), np.abs(params["W2"])
    hidden, _, shares = two_layers(params, x)
    shares = np.expm1(np.minimum(shares, 700.0))[:, np.newaxis]
    scores = 2 * shares + shares**2 + 6 * U
    sums = W2.sum(axis=1) * (scores / 4 + hidden * (1 + scores) + gamma(W2.shape[1] + 3) / 4) + TINY
    each = {
        "W1": x[:, :, np.newaxis] * sums[:, np.newaxis] * (1 + U),
        "b1": sums,
        "W2": (scores + hidden * (1 + scores) + U)[:, :, np.newaxis],
        "b2": scores,
    }
    largest = two_layer_derivatives(params, x)
    return {
        name: np.mean(off, axis=0) + (len(x) + 1) * U * (largest[name][0] + np.mean(off, axis=0)) + 2 * TINY
        for name, off in each.items()
    }
