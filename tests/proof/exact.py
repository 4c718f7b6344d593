"""Exact values: balls of python-flint, each sure to hold the number that it stands for.

A double is a ball without a radius. Every operation widens the ball by what it rounds, at 192 bits, so that nothing is
assumed of a library: a result lies in its ball. The functions here take a ball, or an array of balls of any shape. A
power series in place of a ball makes a derivative of them.
"""

from collections.abc import Callable
from fractions import Fraction
from math import factorial
from typing import Any

import numpy as np
from flint import arb, arb_series, ctx, fmpq

from proof.chapter import DELTA

ctx.prec = 192


def _precision_for(*factors: Any) -> Any:
    """Return a context in which sums of products of these numbers, however large, keep what is small beside them."""
    exponents = (np.frexp(np.abs(_about(ball(factor))).astype(float).max())[1] for factor in factors)
    return ctx.workprec(ctx.prec + sum(max(0, int(exponent)) for exponent in exponents))


def ball(number: Any) -> Any:
    """Return a float, an int or a Fraction as a ball, and an array or a list of them as an array of balls."""
    if isinstance(number, np.ndarray) and number.dtype == np.float64:
        return _of_doubles(number)
    return _balls(number) if isinstance(number, (np.ndarray, list, tuple)) else _ball(number)


def _ball(number: Any) -> arb:
    if isinstance(number, (arb, arb_series)):
        return number
    if isinstance(number, Fraction):
        return arb(fmpq(number.numerator, number.denominator))
    return arb(number.item() if isinstance(number, np.generic) else number)


_balls, _of_doubles = np.frompyfunc(_ball, 1, 1), np.frompyfunc(arb, 1, 1)


def around(x: Any, radius: float) -> Any:
    """Return balls that hold every number no further from x than the radius."""
    return np.frompyfunc(lambda number: arb(number, radius), 1, 1)(x)


def off(found: Any, right: Any) -> Any:
    """Return how far a computed number may be from the exact one: an upper bound, entry by entry, as a float."""
    return np.asarray(_upper(ball(found) - right), dtype=float)[()]


_upper = np.frompyfunc(lambda error: float(abs(error).abs_upper()), 1, 1)


def nearest(right: Any) -> Any:
    """Return the exact numbers as floats, each right to an ulp."""
    return np.asarray(np.frompyfunc(float, 1, 1)(right), dtype=float)[()]


def mean(numbers: Any) -> Any:
    """Return the mean of balls or series. NumPy's own would divide by its integer, and take a series for an array."""
    return sum(numbers) / len(numbers)


def _by_method(name: str) -> Callable[[Any], Any]:
    """Return a function that calls this method of a ball or a series, or of each in an array."""

    def call(number: Any) -> Any:
        return getattr(number, name)()

    of_array = np.frompyfunc(call, 1, 1)
    # NumPy would take a series for a sequence.
    return lambda number: of_array(number) if isinstance(number, np.ndarray) else call(number)


exp, log, sin, cos = map(_by_method, ("exp", "log", "sin", "cos"))

# ------------------------------------------------------------------ Derivatives and differences


def derivative(f: Callable[[Any], Any], x: Any, order: int = 1) -> Any:
    """Return a derivative of f in every entry of x: f is given a power series, whose coefficient holds it."""
    return _in_each_entry(
        x, lambda moved: f(moved(lambda v: arb_series([v, 1], prec=order + 1)))[order] * factorial(order)
    )


def difference(f: Callable[[Any], Any], x: Any, h: Any) -> Any:
    """Return the central difference of f along every entry of x, without a rounding."""
    h = ball(h)
    return _in_each_entry(x, lambda moved: (f(moved(lambda v: v + h)) - f(moved(lambda v: v - h))) / (2 * h))


def _in_each_entry(x: Any, take: Callable[[Callable[[Callable[[arb], Any]], Any]], Any]) -> Any:
    """Return what `take` makes of each entry; it is given a function that replaces the entry and returns all of x."""
    x = np.asarray(ball(x), dtype=object)
    found = np.empty(x.shape, dtype=object)
    for i in np.ndindex(x.shape):

        def moved(change: Callable[[arb], Any], i: tuple[int, ...] = i) -> Any:
            point = x.copy()
            point[i] = change(x[i])
            return point if x.ndim else point[()]

        found[i] = take(moved)
    return found[()]


def largest(f: Callable[[Any], Any], order: int, x: float, reach: float) -> float:
    """Return a bound on the size of f's derivative of that order, no further from x than `reach`.

    The ball is the whole interval, and so the coefficient of the series holds the derivative at every place of it.
    """
    series = f(arb_series([arb(x, reach), 1], prec=order + 1))
    return float((abs(series[order]) * factorial(order)).abs_upper())


# ------------------------------------------------------------------ The chapter's functions


def squared_error(y: Any, t: Any) -> arb:
    """Half the sum of the squares of y - t."""
    return np.sum((ball(y) - ball(t)) ** 2) / 2


def negative_log(y_k: Any, delta: float = DELTA) -> Any:
    """-log(y_k + delta)."""
    return -log(ball(y_k) + ball(delta))


def losses(y: Any, labels: Any, delta: float = DELTA) -> Any:
    """-log(y_t + delta) of each row of y."""
    rows = np.atleast_2d(ball(y))
    return negative_log(rows[np.arange(len(rows)), np.atleast_1d(labels)], delta)


def sigmoid(x: Any) -> Any:
    """1 / (1 + exp(-x)); where x is negative exp(x) / (1 + exp(x)), of which nothing is too large."""
    x = ball(x)
    return _sigmoids(x) if isinstance(x, np.ndarray) else _sigmoid(x)


def _sigmoid(x: Any) -> Any:
    head = x[0] if isinstance(x, arb_series) else x
    return 1 / (1 + exp(-x)) if head > 0 else exp(x) / (1 + exp(x))


_sigmoids = np.frompyfunc(_sigmoid, 1, 1)


def softmax(scores: Any) -> Any:
    """exp(x) over its sum, along the last axis; scores far below the largest would leave nothing of the others."""
    scores = np.asarray(ball(scores), dtype=object)
    powers = exp(scores - _about(scores).max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


_about = np.frompyfunc(lambda score: float(score[0] if isinstance(score, arb_series) else score), 1, 1)


def simple_net_losses(W: Any, x: Any, labels: Any, delta: float = DELTA) -> Any:
    """The loss of each row by the network of one layer."""
    with _precision_for(x, W):
        return losses(softmax(np.atleast_2d(ball(x)) @ ball(W)), labels, delta)


def simple_net_loss(W: Any, x: Any, labels: Any, delta: float = DELTA) -> arb:
    """Its mean loss."""
    return mean(simple_net_losses(W, x, labels, delta))


def two_layer_outputs(params: dict[str, Any], x: Any) -> Any:
    """What the network of two layers gives each class."""
    W1, b1, W2, b2 = (ball(params[name]) for name in ("W1", "b1", "W2", "b2"))
    with _precision_for(x, W1, b1, W2, b2):
        return softmax(sigmoid(np.atleast_2d(ball(x)) @ W1 + b1) @ W2 + b2)


def two_layer_loss(params: dict[str, Any], x: Any, labels: Any) -> arb:
    """Its mean loss."""
    return mean(losses(two_layer_outputs(params, x), labels))


def in_every_parameter(take: Callable[[Any, Any], Any], params: dict[str, Any], x: Any, labels: Any) -> dict[str, Any]:
    """What `take`, such as `derivative`, makes of that loss in each of the parameters."""

    def along(name: str) -> Callable[[Any], Any]:
        return lambda values: two_layer_loss({**params, name: values}, x, labels)

    return {name: take(along(name), values) for name, values in params.items()}
