"""Where an error gives an expression to use, that works: here it is followed."""

import ast
import inspect
import math
import re
import warnings

import numpy as np
import pytest

from chapter4 import SimpleNet, TwoLayerNet, cross_entropy_error, sigmoid, softmax, sum_squares_error
from errors.page import NAMES, entries
from proof.errors import refuses

MORE = """\
sum_squares_error([1, 0], np.array([b"1", b"0"]))
softmax([Fraction(1, 2), Fraction(1, 3)])
sigmoid(np.array(["2026-01-01"], dtype="datetime64[D]"))
step_function([1j, 1.0])
step_function({1.0})
sum_squares_error(map(float, "12"), [1, 2])
cross_entropy_error(np.full(3, 1 / 3), np.array([0, 1, 0j]))
cross_entropy_error(np.full((3, 3), 1 / 3), ["0", "1", "2"])
cross_entropy_error(np.full((3, 3), 1 / 3), np.array([0, 1, 2], dtype=object))
cross_entropy_error(np.full((3, 3), 1 / 3), [True, False, True])
cross_entropy_error(np.full(3, 1 / 3), np.array([1]))
cross_entropy_error(np.full(3, 1 / 3), [[1]])
cross_entropy_error(np.full(3, 1 / 3), [[0, 1, 0]])
cross_entropy_error(np.full(3, 1 / 3), [[0], [1], [0]])
cross_entropy_error([np.full(3, 1 / 3)], [0, 1, 0])
SimpleNet().predict(["0.6", "0.9"])
SimpleNet([["1"] * 3] * 2)
TwoLayerNet(2, 3, 3).loss([Fraction(1, 2), 1], 0)
TwoLayerNet(2, 3, 3).gradient([0.5, 1], [2])
TwoLayerNet(2, 3, 3).accuracy([[0.5, 1]], [2.0])
numerical_diff(function_1, {5.0, 10.0})
numerical_gradient(np.sum, np.array(["1", "2"]))
numerical_gradient(np.sum, (value for value in (1.0, 2.0)))""".splitlines()
"""Lines beside those of the page, each with one kind of argument more."""


def call(line, names):
    """Return what a line calls, and its arguments by their names, made anew."""
    node = ast.parse(line, mode="eval").body
    function, *args = (eval(ast.unparse(part), names) for part in (node.func, *node.args))
    named = {keyword.arg: eval(ast.unparse(keyword.value), names) for keyword in node.keywords}
    return function, inspect.signature(function).bind(*args, **named)


def advice(line, names):
    """Return the expression that the error of a line gives for an argument, and the name of that argument."""
    function, bound = call(line, names)
    with warnings.catch_warnings(action="ignore"):
        try:
            function(*bound.args, **bound.kwargs)
        except Exception as error:
            for expression in re.findall(r"use (.+?)(?:; |, or |$)", str(error)):
                for name in bound.arguments:
                    if "(" in expression and re.search(rf"\b{name}\b", expression):
                        return expression, name
    return None


PAGE = [(entry, line) for entry in entries() for line in entry.lines if advice(line, entry.namespace())]


def test_the_errors_that_give_an_expression_are_known():
    assert {entry.function for entry, _ in PAGE} == {
        *("no_real_numbers", "masked_array", "no_integer", "no_integer_labels", "unfit_answers", "read_only"),
        *("neither_number_nor_array", "neither_float64_nor_integers", "no_ndarray", "not_float64", "shared_memory"),
    }


@pytest.mark.parametrize(
    ("line", "make"), [*((line, entry.namespace) for entry, line in PAGE), *((line, NAMES.copy) for line in MORE)]
)
def test_the_expression_that_an_error_gives_is_a_fix(line, make):
    names = make()
    expression, name = advice(line, names)
    function, bound = call(line, names)
    bound.arguments[name] = eval(expression.replace("...", "0.0"), names | {name: bound.arguments[name]})
    function(*bound.args, **bound.kwargs)


# ------------------------------------------------------------------ Where no expression would help


@pytest.mark.parametrize("bad", [[None], ["a"], [10**400], None, {}, [object()], [[1j], [None]]])
def test_what_numpy_can_not_convert_is_not_said_to_be_converted(bad):
    for call in (softmax, sigmoid, lambda x: sum_squares_error(x, [1.0]), lambda x: cross_entropy_error(x, 0)):
        with refuses(TypeError, "; give numbers that float64 holds"):
            call(bad)


@pytest.mark.parametrize(
    "bad",
    [[0.0, math.nan, 1.0], [0.5, 1.0, 2.0], [-0.5, 1.0, 2.0], ["a", "b", "c"], [None, 0, 1], [math.inf, 0, 1]],
)
def test_labels_that_are_no_integers_are_not_said_to_be_converted(bad):
    with refuses(TypeError, "t", "; give each sample the number of its class"):
        cross_entropy_error(np.full((3, 3), 1 / 3), bad)


def test_what_has_no_entry_is_not_said_to_be_reshaped():
    with refuses(ValueError, "t of shape (0, 3, 3)", "y of shape (3, 3)") as caught:
        cross_entropy_error(np.full((3, 3), 1 / 3), np.zeros((0, 3, 3)))
    assert "reshape" not in str(caught.value)


@pytest.mark.parametrize("bad", [[math.nan], [[math.inf, 1.0, 2.0]]])
def test_where_shape_and_entries_are_wrong_the_shape_is_said(bad):
    for net in (SimpleNet(), TwoLayerNet(2, 3, 2)):
        with refuses(ValueError, by="unfit_samples"):
            net.predict(bad)
    with refuses(ValueError, by="unfit_weights"):
        SimpleNet(bad)


def deep(levels):
    """Return a number in so many lists, each in the next."""
    return [deep(levels - 1)] if levels else 1.0


def test_what_numpy_says_of_lists_that_are_nested_too_deep_is_passed_on():
    for call in (softmax, lambda x: sum_squares_error(x, 1.0), SimpleNet, TwoLayerNet(2, 2, 2).predict):
        with refuses(ValueError, "got list; ") as caught:
            call(deep(70))
        assert str(caught.value.__cause__) in str(caught.value)
