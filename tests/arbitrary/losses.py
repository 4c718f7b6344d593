"""The losses, the activations and the mini-batch: their arguments, and what the documentation says of them."""

from collections import Counter
from typing import Any

import numpy as np

from arbitrary import arguments as give
from arbitrary.arguments import Choices
from arbitrary.calls import Texts, called
from arbitrary.expected import LARGEST, Check, Expected, Shape, is_array, is_close, is_float, place
from proof import allowed, exact
from proof.chapter import DELTA


def outputs_and_answers(c: Choices) -> Texts:
    shape = c.of(*give.SHAPES)
    return {name: give.mostly_real(c, shape, hard=6) for name in ("y", "t")}


@called("sum_squares_error(y, t)", outputs_and_answers)
def sum_squares_error(expect: Expected, y: Any, t: Any) -> Check:
    """Half the sum of the squares of y - t, of one shape and not empty."""
    y, t = expect.numbers(y, "y"), expect.numbers(t, "t")
    if y is not None and t is not None and y.shape != t.shape:
        expect.error(ValueError, "y and t", y.shape, t.shape)
    elif y is not None and y.size == 0:
        expect.error(ValueError, "y", y.shape)
    expect.unless_refused()
    right = exact.squared_error(y, t)
    expect.overflow(2 * right, 2 * exact.nearest(right), "y - t overflows")
    expect.unless_refused()

    def check(result: Any) -> None:
        is_float(result)
        is_close(result, right, allowed.sum_squares_error(y.size, exact.nearest(right)))

    return check


def probabilities_and_answers(c: Choices) -> Texts:
    shape = c.of((3,), (2, 3), (1,), (1, 2), (3, 1), (2, 2), (17, 2), (0,), (0, 2), (2, 0), ())
    dtype = c.of("float32", "float16", "longdouble") if c.chance(30) else "float64"
    entries = [*give.PROBABILITIES, *["1.0000000000000002", "-5e-324", "nan"] * c.chance(5)]
    return {
        "y": give.anything(c) if c.chance(10) else give.array(c, shape, entries, dtype),
        "t": give.anything(c) if c.chance(10) else give.answers(c, shape or (2,)),
    } | give.sometimes(c, delta=give.number(c, "1e-7", "0.0", "1e-300", "0.5", "1.0", "1e308"))


@called("cross_entropy_error(y, t, delta=delta)", probabilities_and_answers)
def cross_entropy_error(expect: Expected, y: Any, t: Any, delta: Any = DELTA) -> Check:
    """The mean of -log(y_t + delta), infinite where that is."""
    y, delta = expect.numbers(y, "y"), expect.number(delta, "delta")
    if delta < 0:
        expect.error(ValueError, "delta", delta)
    if y is not None:
        if y.ndim not in (1, 2) or y.size == 0:
            expect.error(ValueError, "y", y.shape)
        outside = [index for index, v in np.ndenumerate(y) if np.isfinite(v) and not 0 <= v <= 1]
        if outside:
            expect.error(ValueError, place("y", outside[0]), float(y[outside[0]]))
    labels = right_answers(expect, t, y.shape if y is not None else ())
    expect.unless_refused()

    def check(result: Any) -> None:
        is_float(result)
        right = np.take_along_axis(np.atleast_2d(y), labels[:, np.newaxis], axis=1)
        if delta == 0 and not right.all():
            assert result == np.inf, f"{result}, not infinity"
            return
        losses = exact.losses(y, labels, delta)
        is_close(result, exact.mean(losses), allowed.cross_entropy_error(exact.nearest(losses)))

    return check


def right_answers(expect: Expected, t: Any, shape: Shape) -> np.ndarray | None:
    """Return the label of each sample whose outputs have that shape; it says nothing where there are no outputs."""
    answers = expect.array(t, "t")
    if answers is None or not shape:
        return None
    if answers.shape == shape:
        return _of_one_hot(expect, t)
    if answers.shape != shape[:-1]:
        return expect.error(ValueError, "t", answers.shape, shape)
    # NumPy takes integers beyond its own for objects.
    beyond = answers.dtype == object and all(type(v) is int for v in answers.flat)
    if answers.dtype.kind not in "iu" and not beyond:
        return expect.error(TypeError, "t", answers.dtype)
    for index, label in np.ndenumerate(answers):
        if not 0 <= label < shape[-1]:
            return expect.error(ValueError, place("t", index), label, shape[-1] - 1)
    return np.atleast_1d(answers).astype(int)


def _of_one_hot(expect: Expected, t: Any) -> np.ndarray | None:
    answers = expect.numbers(t, "t")
    if answers is None or answers.size == 0:
        return None
    for index in np.ndindex(answers.shape[:-1]):
        if sorted(answers[index].tolist()) != [0] * (answers.shape[-1] - 1) + [1]:
            return expect.error(ValueError, place("t", index), "one-hot")
    return np.atleast_2d(answers).argmax(axis=1)


# ------------------------------------------------------------------ Activations


def an_array(c: Choices) -> Texts:
    return {"x": give.mostly_real(c, c.of(*give.SHAPES), hard=30, odd=20)}


@called("softmax(x)", an_array)
def softmax(expect: Expected, x: Any) -> Check:
    """exp(x) over its sum along the last axis, which is there and not empty."""
    x = expect.numbers(x, "x")
    if x is not None and (x.ndim == 0 or x.shape[-1] == 0):
        expect.error(ValueError, "x", x.shape)
    expect.unless_refused()

    def check(result: Any) -> None:
        is_array(result, x.shape)
        if x.size:
            right = exact.softmax(x)
            is_close(result, right, allowed.softmax(x, exact.nearest(right)))

    return check


def is_of_each(result: Any, x: np.ndarray) -> np.ndarray:
    """Hold an answer to the type and shape of x, and to NaN where x is; return where it is not."""
    assert isinstance(result, np.ndarray if x.shape else np.float64), f"{result!r} is a {type(result).__name__}"
    assert (result.dtype, result.shape) == (np.float64, x.shape), f"dtype {result.dtype}, shape {result.shape}"
    assert np.array_equal(np.isnan(result), np.isnan(x)), f"{result!r} at {x!r}"
    return ~np.isnan(x)


@called("sigmoid(x)", an_array)
def sigmoid(expect: Expected, x: Any) -> Check:
    """1 / (1 + exp(-x)), NaN where x is."""
    x = expect.numbers(x, "x", finite=False)
    expect.unless_refused()

    def check(result: Any) -> None:
        known = is_of_each(result, x)
        at, found = np.clip(x[known], -LARGEST, LARGEST), np.asarray(result)[known]
        right = exact.sigmoid(at)
        is_close(found, right, allowed.sigmoid(exact.nearest(right)))

    return check


@called("step_function(x)", an_array)
def step_function(expect: Expected, x: Any) -> Check:
    """1 where x > 0, else 0, NaN where x is."""
    x = expect.numbers(x, "x", finite=False)
    expect.unless_refused()

    def check(result: Any) -> None:
        known = is_of_each(result, x)
        assert np.array_equal(np.asarray(result)[known], np.where(x > 0, 1.0, 0.0)[known]), f"{result!r} at {x!r}"

    return check


# ------------------------------------------------------------------ The mini-batch


def training_data(c: Choices) -> Texts:
    rows = c.of(3, 1, 2, 4, 0)
    return {
        "x_train": give.mostly_real(c, (rows, *c.of((), (2,), (1,), (2, 2), (0,)))),
        "t_train": give.mostly_real(c, (rows, *c.of((), (2,), (1,), (2, 2), (0,)))),
        "batch_size": "10**30" if c.chance(2) else give.count(c, rows + 1),
    } | give.sometimes(c, rng=give.seed(c))


@called("sample_mini_batch(x_train, t_train, batch_size, rng=rng)", training_data)
def sample_mini_batch(expect: Expected, x_train: Any, t_train: Any, batch_size: Any, rng: Any = None) -> Check:
    """So many rows, each beside its label, and none more often than it is there."""
    x, t = expect.array(x_train, "x_train"), expect.array(t_train, "t_train")
    size = expect.whole(batch_size, "batch_size")
    expect.seed(rng)
    for rows, name in ((x, "x_train"), (t, "t_train")):
        if rows is not None and rows.ndim == 0:
            expect.error(TypeError, name)
    if x is not None and t is not None and x.ndim and t.ndim and len(x) != len(t):
        expect.error(ValueError, "x_train and t_train", len(x), len(t))
    if size is not None and x is not None and x.ndim and not 1 <= size <= len(x):
        expect.error(ValueError, "batch_size", size, len(x))
    expect.unless_refused()

    def check(result: Any) -> None:
        assert type(result) is tuple, f"{result!r} is no pair"
        for part, rows in zip(result, (x, t), strict=True):
            assert type(part) is np.ndarray, f"{part!r} is no array"
            assert (part.dtype, part.shape) == (rows.dtype, (size, *rows.shape[1:])), f"{part.dtype}, {part.shape}"
        twice = _pairs(*result) - _pairs(x, t)
        assert not twice, f"rows that are not there, or not as often: {twice}"

    return check


def _pairs(x: np.ndarray, t: np.ndarray) -> Counter[str]:
    """Return how often each row of x stands beside each row of t."""
    return Counter(repr(pair) for pair in zip(x.tolist(), t.tolist(), strict=True))
