"""An error of the losses and networks names the argument, and its fix works: here it is followed."""

import math
import re
from fractions import Fraction

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
from chapter4.section_4_2_2 import negative_log
from proof import refuses

Y = np.array([[0.1, 0.2, 0.7], [0.5, 0.25, 0.25], [0.05, 0.9, 0.05]])
ROW = np.full(3, 1 / 3)


class Odd:
    """An object whose own conversion to an array fails."""

    def __array__(self, dtype=None, copy=None):
        raise ValueError("no array of this")


def deep(levels):
    """Return a number in so many lists, each in the next."""
    nested = 1.0
    for _ in range(levels):
        nested = [nested]
    return nested


# ------------------------------------------------------------------ Fixes that are Python

FOLLOWED = {
    "text": (sum_squares_error, {"y": ["0.5", "1"], "t": [0, 1]}),
    "bytes": (sum_squares_error, {"y": [1, 0], "t": np.array([b"1", b"0"])}),
    "fractions": (softmax, {"x": [Fraction(1, 2), Fraction(1, 3)]}),
    "dates": (sigmoid, {"x": np.array(["2026-01-01"], dtype="datetime64[D]")}),
    "complex list": (step_function, {"x": [1j, 1.0]}),
    "complex array": (sum_squares_error, {"y": np.array([1j]), "t": [1]}),
    "complex one-hot": (cross_entropy_error, {"y": ROW, "t": np.array([0, 1, 0j])}),
    "generator": (softmax, {"x": (v for v in (1.0, 2.0))}),
    "map": (sum_squares_error, {"y": map(float, "12"), "t": [1, 2]}),
    "masked": (softmax, {"x": np.ma.masked_array([1.0, 2.0], mask=[True, False])}),
    "float labels": (cross_entropy_error, {"y": Y, "t": np.array([0.0, 1.0, 2.0])}),
    "list of float labels": (cross_entropy_error, {"y": Y, "t": [0.0, 1.0, 2.0]}),
    "text labels": (cross_entropy_error, {"y": Y, "t": ["0", "1", "2"]}),
    "labels that are objects": (cross_entropy_error, {"y": Y, "t": np.array([0, 1, 2], dtype=object)}),
    "boolean labels": (cross_entropy_error, {"y": Y, "t": [True, False, True]}),
    "labels in a column": (cross_entropy_error, {"y": Y, "t": [[0], [1], [2]]}),
    "one label in an array": (cross_entropy_error, {"y": ROW, "t": np.array([1])}),
    "one label in a table": (cross_entropy_error, {"y": ROW, "t": [[1]]}),
    "one-hot in a row": (cross_entropy_error, {"y": ROW, "t": [[0, 1, 0]]}),
    "one-hot in a column": (cross_entropy_error, {"y": ROW, "t": [[0], [1], [0]]}),
    "flat one-hot": (cross_entropy_error, {"y": [ROW], "t": [0, 1, 0]}),
    "inputs that are text": (SimpleNet(rng=0).predict, {"x": ["0.6", "0.9"]}),
    "weights that are text": (SimpleNet, {"W": [["1"] * 3] * 2}),
    "network's inputs": (TwoLayerNet(2, 3, 3).loss, {"x": [Fraction(1, 2), 1], "t": 0}),
    "network's label": (TwoLayerNet(2, 3, 3).gradient, {"x": [0.5, 1], "t": [2]}),
    "network's labels": (TwoLayerNet(2, 3, 3).accuracy, {"x": [[0.5, 1]], "t": [2.0]}),
}


@pytest.mark.parametrize("case", FOLLOWED.values(), ids=FOLLOWED)
def test_the_expression_that_an_error_gives_is_a_fix(case):
    function, arguments = case
    with pytest.raises((TypeError, ValueError)) as caught:
        function(**arguments)
    name, fix = re.match(r"(\w+) .*?use (.+?)(?: or |, or |; |$)", str(caught.value)).groups()
    fixed = eval(fix.replace("...", "0.0"), {"np": np, name: arguments[name]})
    function(**(arguments | {name: fixed}))


# ------------------------------------------------------------------ Fixes in words


@pytest.mark.parametrize("bad", [[None], ["a"], [10**400], None, {}, [object()]])
def test_what_numpy_can_not_convert_is_not_said_to_be_converted(bad):
    for call in (softmax, sigmoid, lambda x: sum_squares_error(x, [1.0]), lambda x: cross_entropy_error(x, 0)):
        with refuses(TypeError, "must hold real numbers, got dtype", "; give numbers that float64 holds"):
            call(bad)


@pytest.mark.parametrize(
    "bad", [[0.0, math.nan, 1.0], [0.5, 1.0, 2.0], ["a", "b", "c"], [None, 0, 1], [math.inf, 0, 1]]
)
def test_labels_that_are_no_integers_are_not_said_to_be_converted(bad):
    with refuses(TypeError, "t must hold integer labels, got dtype", "; give each sample the number of its class"):
        cross_entropy_error(Y, bad)


def test_labels_in_the_shape_of_one_sample_are_told_their_own_shape():
    with refuses(ValueError, "t is [0, 1, 2, 3, 4, 5, ...], not one-hot; ", "labels have shape ()"):
        cross_entropy_error(np.full(10, 0.1), range(10))
    assert cross_entropy_error(np.full(10, 0.1), 3) > 0


@pytest.mark.parametrize("bad", [Odd(), deep(70)])
def test_what_numpy_says_of_an_array_that_it_can_not_make_is_passed_on(bad):
    for call in (softmax, lambda x: sum_squares_error(x, 1.0), SimpleNet, TwoLayerNet(2, 2, 2).predict):
        with refuses(ValueError, f"must be an array or lists of numbers, got {type(bad).__name__}, ") as caught:
            call(bad)
        assert str(caught.value.__cause__) in str(caught.value)
    with refuses(ValueError, "t must be an array or lists of numbers"):
        cross_entropy_error(ROW, bad)


@pytest.mark.parametrize("call", ["predict", "loss", "gradient"])
def test_weights_set_by_hand_are_named_with_what_is_wrong(call):
    def ask(W):
        net = SimpleNet(rng=0)
        net.W = W
        return net.predict([0.6, 0.9]) if call == "predict" else getattr(net, call)([0.6, 0.9], 2)

    for bad, kind, words in (
        (np.full((2, 3), math.nan), ValueError, "W[0, 0] is nan; W must be finite"),
        (np.array([[1.0, 1.0, 1.0], [1.0, -math.inf, 1.0]]), ValueError, "W[1, 1] is -inf; W must be finite"),
        (np.ones((3, 3)), ValueError, "W must have shape (2, 3), got (3, 3)"),
        (np.ones((2, 5)), ValueError, "W must have shape (2, 3), got (2, 5)"),
        (np.ones((2, 3)) * 1j, TypeError, "W must hold real numbers, got dtype complex128; use W.real.astype(np.float64)"),
        (np.ma.masked_array(np.ones((2, 3))), TypeError, "W must not be a masked array"),
    ):
        with refuses(kind, words):
            ask(bad)
    ask(np.ones((2, 3)))


@pytest.mark.parametrize("net", [SimpleNet(rng=0), TwoLayerNet(2, 3, 3)], ids=lambda net: type(net).__name__)
def test_a_batch_of_no_samples_is_refused_by_the_name_of_the_samples(net):
    none = np.zeros((0, 2))
    for call in (net.predict, lambda x: net.loss(x, []), lambda x: net.gradient(x, np.zeros((0, 3)))):
        with refuses(ValueError, "x must hold one sample at least, got shape (0, 2)"):
            call(none)


def test_a_truth_value_is_no_seed():
    for bad in (True, False, np.True_, np.array(False)):
        with refuses(TypeError, "rng must be a numpy.random.Generator, a seed of 0 or more, or None; got "):
            SimpleNet(rng=bad)
    SimpleNet(rng=0)


def test_a_network_is_told_of_its_own_parameters_alone():
    """A key of the caller's own in params is left out, also where an error gives the largest entries."""
    net = TwoLayerNet(1, 1, 2, weight_init_std=0.0)
    net.params["note"] = "mine"
    net.params["W2"][:] = [[20.0, -20.0]]
    net.params["b2"][:] = [-10.0, 10.0]
    for array in (net.numerical_gradient([1.0], 0), net.gradient([1.0], 0)):
        assert list(array) == ["W1", "b1", "W2", "b2"]
    with refuses(
        ValueError, "the gradient in params['W1'] overflows, the largest entries being 1e+308 in x, 0 in params"
    ):
        net.gradient([1e308], 1)


def test_one_output_is_held_to_a_probability():
    with refuses(ValueError, "y_k is 2.0, outside [0, 1]"):
        negative_log(2.0)
    with refuses(TypeError, "y_k must be one real number, got [0.5]; give a float"):
        negative_log([0.5])
    assert negative_log(float(softmax([2.0, 1.0])[0])) > 0
