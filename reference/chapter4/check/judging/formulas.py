"""The chapter's functions with knobs: at their defaults right, and with one turned wrong in one way.

They are written plainly, without a check, so that a wrong one gives what a copy with that slip gives.
"""

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

Function = Callable[..., Any]


# ------------------------------------------------------------------ 4.2.1 to 4.2.5


def sum_squares_error(
    factor: float = 0.5, total: str = "sum", power: int = 2, between: str = "difference", root: str = "none"
) -> Function:
    """Return the half sum of the squares."""

    def of(y: Any, t: Any) -> Any:
        squares = (y - t if between == "difference" else y + t) ** power
        totals: dict[str, Function] = {"sum": np.sum, "mean": np.mean, "rows": sum, "batch": _per_sample}
        summed = totals[total](squares)
        return factor * (np.sqrt(summed) if root == "root" else summed)

    return of


def _per_sample(squares: Any) -> Any:
    return np.sum(squares) / (len(squares) if squares.ndim == 2 else 1)


def cross_entropy_error(
    one_hot: str = "mean",
    labels: str = "mean",
    picked: str = "own",
    base: float = np.e,
    sign: float = -1.0,
    delta: float = 1e-7,
    offset: str = "inside",
    answers: str = "as given",
) -> Function:
    """Return the mean of the losses, for one-hot answers and for labels."""

    def log(y: Any) -> Any:
        if offset == "clipped":
            return np.log(np.clip(y, 1e-7, 1.0)) / np.log(base)
        inside = np.log(y + (delta if offset == "inside" else 0.0)) / np.log(base)
        return inside if offset == "inside" else inside + delta

    def of(y: Any, t: Any) -> Any:
        y, t, is_one_hot = _in_rows(y, t, answers)
        if is_one_hot:
            losses = t * log(y)
            average = one_hot
        else:
            losses = log(y[:, t] if picked == "every row" else y[np.arange(len(y)), t])
            losses = t * losses if picked == "weighted" else losses
            average = labels
        count = {"sum": 1, "mean": len(y), "entries": losses.size, "classes": y.shape[1]}[average]
        return sign * np.sum(losses) / count

    return of


def _in_rows(y: Any, t: Any, answers: str) -> tuple[Any, Any, bool]:
    """Return outputs and answers, a row for each sample, and whether the answers are one-hot then."""
    is_one_hot = t.shape == y.shape
    y, t = np.atleast_2d(y), np.atleast_2d(t) if is_one_hot else np.atleast_1d(t)
    if is_one_hot and answers == "made labels":
        return y, np.argmax(t, axis=1), False
    if not is_one_hot and answers == "made one-hot":
        return y, np.eye(y.shape[1])[t], True
    return y, t, is_one_hot


def sigmoid(sign: float = -1.0, one: float = 1.0) -> Function:
    """Return 1 / (1 + exp(-x))."""
    return lambda x: 1 / (one + np.exp(sign * x))


def step_function(at: float = 1.0, side: float = 1.0) -> Function:
    """Return whether x is above 0; with `at` below 1, from 0 on."""
    return lambda x: (side * x >= 0 if at < 1 else side * x > 0) * 1.0


# ------------------------------------------------------------------ 4.3 and 4.4


def numerical_diff(h: float = 1e-4, sides: str = "central", order: float = 1.0, divisor: str = "own") -> Function:
    """Return the central difference."""
    return lambda f, x: _slope(lambda move: f(x + move), h, sides, order, divisor)


MOVES = {"forward": (1, 0), "backward": (0, -1), "never": (0, 0), "both up": (1, 1), "both down": (-1, -1)}
"""Where the two values of a difference are taken, in steps; otherwise above and below."""


def _slope(f: Function, h: float, sides: str, order: float, divisor: str) -> Any:
    up, down = MOVES.get(sides.removesuffix(" over 2 h"), (1, -1))
    high, low = f(up * h), f(down * h)
    apart = high + low if order == 2.0 else order * (high - low)
    count = 1 if sides in ("forward", "backward") else 2
    match divisor:
        case "half":
            return apart / (count / 2 * h)
        case "twice":
            return apart / (2 * count * h)
        case "outside":
            return apart / 2 * h
        case "inverted":
            return apart * (count * h)
        case "missing":
            return apart
        case "without h":
            return apart / 2
    return apart / (count * h)


def numerical_gradient(
    h: float = 1e-4,
    sides: str = "central",
    order: float = 1.0,
    divisor: str = "own",
    entries: str = "each",
    restored: str = "yes",
    of: str = "x",
    index: str = "each",
) -> Function:
    """Return the central difference along each entry."""

    def gradient(f: Function, x: Any) -> Any:
        x = x.copy() if of == "a copy" else x
        grad: Any = np.zeros_like(x)
        indices: Any = {"each": np.ndindex(x.shape), "flat": range(x.size), "rows": range(len(x))}[index]
        for idx in indices:
            kept = x[idx]

            def moved(move: float, idx: Any = idx, kept: Any = kept) -> Any:
                x[idx] = kept + move
                return f(x)

            slope = _slope(moved, h, sides, order, divisor)
            if entries == "all":
                grad[...] = slope
            elif entries == "the last":
                grad = slope
            else:
                grad[idx] = slope
            if restored in RESTORED:
                x[idx] = kept + RESTORED[restored] * h
            if entries == "the first":
                return grad
        if restored == "after the loop":
            x[idx] = kept
        return grad

    return gradient


RESTORED = {"yes": 0, "moved": 1}
"""Where an entry is left, in steps from where it was, by a gradient that writes it back in the loop."""


def gradient_descent(direction: float = -1.0, update: str = "moved", steps: str = "all") -> Function:
    """Return the point that is reached."""

    def descent(f: Function, init_x: Any, lr: float = 0.01, step_num: int = 100) -> Any:
        x = init_x.copy()
        taken = {"all": step_num, "one": 1, "one less": step_num - 1, "one more": step_num + 1, "none": 0}[steps]
        for _ in range(taken):
            grad = numerical_gradient()(f, x)
            step = {"divided": grad / lr, "without rate": grad}.get(update, lr * grad)
            x = step if update == "assigned" else x + direction * step
        return x

    return descent


# ------------------------------------------------------------------ 4.4.2


def softmax(over: str = "rows", sign: float = 1.0, shares: str = "yes", shift: str = "none") -> Function:
    """Return the shares of the exponentials in each row."""
    axes = {"rows": -1, "columns": 0, "all": None}

    def of(x: Any) -> Any:
        largest = 0.0 if shift == "none" else np.max(x, axis=axes[shift], keepdims=True)
        e = np.exp(sign * (x - largest))
        return e / np.sum(e, axis=axes[over], keepdims=True) if shares == "yes" else e

    return of


def simple_net(of: str = "z") -> Function:
    """Return the loss of a network of one layer, of its weights, an input and the right answer."""

    def loss(W: Any, x: Any, t: Any) -> Any:
        z = np.dot(x, W)
        y = {"z": softmax()(z), "x": softmax()(x), "scores": z}[of]
        with np.errstate(all="ignore"):
            return cross_entropy_error()(y, t)

    return loss


# ------------------------------------------------------------------ The examples


def function_1(power: int = 2, first: float = 0.01) -> Function:
    """Return 0.01 x^2 + 0.1 x."""
    return lambda x: first * x**power + 0.1 * x


def function_2(power: int = 2, added: float = 1.0) -> Function:
    """Return x_0^2 + x_1^2."""
    return lambda x: x[0] ** power + added * x[1] ** power


def function_tmp1(power: int = 2) -> Function:
    """Return x_0^2 + 4^2."""
    return lambda x: x**power + 4.0**power


def function_tmp2(power: int = 2) -> Function:
    """Return 3^2 + x_1^2."""
    return lambda x: 3.0**power + x**power


FORMULAS: dict[str, Callable[..., Function]] = {
    "sum_squares_error": sum_squares_error,
    "cross_entropy_error": cross_entropy_error,
    "sigmoid": sigmoid,
    "step_function": step_function,
    "numerical_diff": numerical_diff,
    "numerical_gradient": numerical_gradient,
    "gradient_descent": gradient_descent,
    "gradient_ascent": functools.partial(gradient_descent, direction=1.0),
    "softmax": softmax,
    "SimpleNet": simple_net,
    "function_1": function_1,
    "function_2": function_2,
    "function_tmp1": function_tmp1,
    "function_tmp2": function_tmp2,
}


@functools.cache
def right(name: str) -> Function:
    """Return the sound function of that name in the chapter."""
    return FORMULAS[name]()
