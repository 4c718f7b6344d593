"""The types that a program which uses the package sees: checked by `tox -e types`, never run."""

from collections.abc import Callable
from fractions import Fraction
from typing import Literal, assert_type

import numpy as np
from numpy.typing import NDArray

import chapter4
from chapter4 import ledger

Array = NDArray[np.float64]


def square(x: float) -> float:
    return x * x


def exact_square(x: Fraction) -> Fraction:
    return x * x


def squares(x: Array) -> Array:
    return x * x


def quadratic(x: Array) -> float:
    return float(np.sum(x * x))


def the_losses(y: Array, t: Array, labels: NDArray[np.intp]) -> None:
    assert_type(chapter4.sum_squares_error(y, t), float)
    assert_type(chapter4.cross_entropy_error(y, t), float)
    assert_type(chapter4.cross_entropy_error(y, labels, delta=0.0), float)
    assert_type(chapter4.sum_squares_error([0.1, 0.9], [0, 1]), float)


def the_activations(x: Array) -> None:
    assert_type(chapter4.softmax(x), Array)
    assert_type(chapter4.softmax([0.3, 2.9, 4.0]), Array)
    assert_type(chapter4.sigmoid(x), Array)
    assert_type(chapter4.step_function(x), Array)
    assert_type(chapter4.sigmoid([-1.0, 1.0]), Array)
    assert_type(chapter4.sigmoid(0.0), np.float64)
    assert_type(chapter4.step_function(0.0), np.float64)


def the_draw(x_train: Array, t_train: NDArray[np.int64], images: NDArray[np.uint8]) -> None:
    x_batch, t_batch = chapter4.sample_mini_batch(x_train, t_train, 10, np.random.default_rng(0))
    assert_type(x_batch, Array)
    assert_type(t_batch, NDArray[np.int64])
    assert_type(chapter4.sample_mini_batch(images, t_train, 10)[0], NDArray[np.uint8])


def the_differences(points: Array) -> None:
    assert_type(chapter4.forward_difference(square, 5.0, 1e-4), float)
    assert_type(chapter4.numerical_diff(square, 5.0), float)
    assert_type(chapter4.numerical_diff(square, 5.0, h=1e-5), float)
    assert_type(chapter4.numerical_diff(exact_square, Fraction(5), Fraction(1, 10)), Fraction)
    assert_type(chapter4.forward_difference(exact_square, Fraction(5), Fraction(1, 10)), Fraction)
    assert_type(chapter4.numerical_diff(squares, points), Array)
    assert_type(chapter4.forward_difference(squares, points, 1e-4), Array)
    assert_type(chapter4.numerical_diff(chapter4.function_1, 5.0), float)
    assert_type(chapter4.numerical_diff(chapter4.function_tmp1, 3.0), float)
    assert_type(chapter4.numerical_diff(chapter4.function_tmp2, 4.0), float)


def the_examples(points: Array) -> None:
    assert_type(chapter4.function_1(5.0), float)
    assert_type(chapter4.function_1(Fraction(5)), float)
    assert_type(chapter4.function_1(points), Array)
    assert_type(chapter4.function_tmp1(3.0), float)
    assert_type(chapter4.function_tmp1(points), Array)
    assert_type(chapter4.function_tmp2(4.0), float)
    assert_type(chapter4.function_tmp2(points), Array)


def the_gradients(x: Array, points: Array) -> None:
    assert_type(chapter4.numerical_gradient(quadratic, x), Array)
    assert_type(chapter4.numerical_gradient(chapter4.function_2, x), Array)
    assert_type(chapter4.numerical_gradient(chapter4.function_2, x, vectorized=True), Array)
    assert_type(chapter4.numerical_gradient(lambda w: float(np.sum(w**2)), x, h=1e-5), Array)
    assert_type(chapter4.gradient_field(chapter4.function_2, points), Array)
    assert_type(chapter4.gradient_descent(quadratic, x, lr=0.1, step_num=100), Array)
    assert_type(chapter4.gradient_descent(chapter4.function_2, [-3.0, 4.0]), Array)
    assert_type(chapter4.gradient_ascent(quadratic, x), Array)
    assert_type(chapter4.descent_path(quadratic, x), Array)


def the_networks(x: Array, t: Array) -> None:
    net = chapter4.SimpleNet(rng=np.random.default_rng(0))
    assert_type(net.W, Array)
    assert_type(net.predict(x), Array)
    assert_type(net.loss(x, t), float)
    assert_type(net.gradient(x, t), Array)
    f: Callable[[Array], float] = lambda _: net.loss(x, t)  # noqa: E731, as the chapter writes it
    assert_type(chapter4.numerical_gradient(f, net.W), Array)
    assert_type(chapter4.simpleNet().W, Array)

    two = chapter4.TwoLayerNet(784, 50, 10)
    assert_type(two.params, dict[str, Array])
    assert_type(two.params["W1"], Array)
    assert_type(two.predict(x), Array)
    assert_type(two.loss(x, t), float)
    assert_type(two.accuracy(x, t), float)
    assert_type(two.gradient(x, t)["W1"], Array)
    assert_type(two.numerical_gradient(x, t, structured=True)["b2"], Array)
    for key, slope in two.gradient(x, t).items():
        two.params[key] -= 0.1 * slope


def the_ledger() -> None:
    assert_type(ledger.snippet("S4.2.4-2"), ledger.Snippet)
    assert_type(ledger.output("O4.3.2-1").printed, str)
    assert_type(ledger.defect("E4.2.4-4").correction, str)
    assert_type(ledger.defect("E4.2.4-4").quoted, tuple[str, ...])
    assert_type(ledger.statement("C4.4-1").condition, str)
    assert_type(ledger.figure("F4.4-1").origin, Literal["chapter", "project"])
    assert_type(ledger.entry("E4.2.4-4"), ledger.Entry)
    assert_type(ledger.entry("E4.2.4-4").section, str)
    assert_type([entry.id for entry in ledger.entries()], list[str])
