"""Whatever the caller has set for floating-point errors, the losses and networks return and refuse the same."""

import math
import warnings

import numpy as np
import pytest

from chapter4 import (
    SimpleNet,
    TwoLayerNet,
    cross_entropy_error,
    sigmoid,
    softmax,
    step_function,
    sum_squares_error,
)

LARGEST = np.finfo(np.float64).max
NUMBERS = [0.0, 5e-324, 1e-200, 1.0, 1e200, LARGEST, -LARGEST, math.nan, math.inf]
"""Numbers whose squares and products underflow and overflow, and those that spoil a comparison."""


def arrays():
    """Return arrays of every width that hold such numbers, quiet and signalling NaN among them."""
    for a in NUMBERS:
        for b in (a, 0.5):
            yield np.array([a, b])
            yield np.array([b, a])
    yield np.array(["1e-400", "1e400", "1"], dtype=np.longdouble)
    yield np.array([0x7FA00001, 0], np.uint32).view(np.float32)
    yield np.array([0, 0x7FF4000000000001], np.uint64).view(np.float64)
    yield np.array([0x7D01, 0], np.uint16).view(np.float16)
    yield np.array([6e-8, 65504], dtype=np.float16)
    yield np.array([math.nan, 0.5], dtype=np.float16)


def simple_net(x):
    """Ask a network of one layer whose weights are as odd as its inputs."""
    net = SimpleNet(rng=0)
    with np.errstate(all="ignore"):
        net.W = np.array([[1.0, 1e-300, 1e300], np.resize(x, 3)])
    return [outcome(lambda: net.predict(x)), outcome(lambda: net.loss(x, 1)), outcome(lambda: net.gradient(x, 1))]


def two_layer_net(x):
    """Ask a network of two layers by every method."""
    net = TwoLayerNet(2, 3, 2, rng=0)
    net.params["b1"][:] = [-740.0, 800.0, 0.0]
    with np.errstate(all="ignore"):
        net.params["b2"][:] = np.resize(x, 2)
    return [
        outcome(call)
        for call in (
            lambda: net.predict(x),
            lambda: net.loss(x, 1),
            lambda: net.accuracy(x, 1),
            lambda: net.gradient(x, 1),
            lambda: net.numerical_gradient(x, 1),
            lambda: net.numerical_gradient(x, 1, structured=True),
        )
    ]


CALLS = {
    "sum_squares_error": lambda x: [sum_squares_error(x, np.zeros(x.shape))],
    "sum_squares_error, t": lambda x: [sum_squares_error(np.zeros(x.shape), x)],
    "cross_entropy_error": lambda x: [cross_entropy_error(x, 0)],
    "cross_entropy_error, no offset": lambda x: [cross_entropy_error(np.tile(x, (20, 1)), [0] * 20, delta=0)],
    "cross_entropy_error, one-hot": lambda x: [cross_entropy_error(np.full(x.shape, 0.5), x)],
    "cross_entropy_error, labels": lambda x: [cross_entropy_error(np.full((x.size, 3), 0.5), x)],
    "sigmoid": lambda x: [sigmoid(x)],
    "step_function": lambda x: [step_function(x)],
    "softmax": lambda x: [softmax(x)],
    "SimpleNet": simple_net,
    "TwoLayerNet": two_layer_net,
}


def outcome(call):
    """Return what a call returns, or the error that it ends in, as a text."""
    try:
        return repr(call())
    except (TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_no_error_state_changes_what_is_returned_or_refused(call):
    for x in arrays():
        with np.errstate(all="ignore"):
            expected = outcome(lambda x=x: call(x))
        for mode in ("raise", "warn", "call"):
            with warnings.catch_warnings(), np.errstate(all=mode, call=lambda *flag: pytest.fail(f"a flag: {flag}")):
                warnings.simplefilter("error")
                before = np.geterr()
                assert outcome(lambda x=x: call(x)) == expected, (mode, x)
                assert np.geterr() == before
