"""What the gradient of a black box costs, beside 2n calls of f, which are the limit, and beside others' functions.

Each ratio is of times taken in turn, round by round, in one run. It is printed, never asserted: a time is no property
of the code. What is asserted is that all of them compute the gradient.
"""

from functools import partial

import numpy as np
import pytest
from problems import (
    NETWORK_TOLERANCE,
    assert_right,
    calls,
    loss_of_simple_net,
    network,
    others,
    parameters,
    repeated,
    sum_of_squares,
)

from chapter4 import function_2, gradient_field, numerical_gradient

PROBLEMS = {"2": lambda: sum_of_squares(2), "100": lambda: sum_of_squares(100), "SimpleNet": loss_of_simple_net}


@pytest.mark.parametrize(("id", "count", "target"), [("2", 200, 1.40), ("100", 4, 1.20), ("SimpleNet", 4, 1.10)])
def test_the_checks_cost_little_beside_the_calls(side_by_side, part, id, count, target):
    problem = PROBLEMS[id]()
    f, x = problem.f, problem.x
    assert_right(numerical_gradient(f, x), problem)
    gradient, limit = side_by_side(repeated(count, numerical_gradient, f, x), calls(f, x, count), rounds=300)
    part(f"loop_{id}", f"numerical_gradient, {problem.name}", "2n calls of f", gradient / limit, target)


def test_the_checks_cost_little_beside_the_passes_through_a_network(side_by_side, part):
    net, x, t = network(64, 50, 10)
    exact, found = net.gradient(x, t), {}

    def gradients():
        found.update(net.numerical_gradient(x, t))

    gradient, limit = side_by_side(gradients, repeated(2 * parameters(net), net.loss, x, t), rounds=7)
    for name in exact:
        assert np.abs(found[name] - exact[name]).max() <= NETWORK_TOLERANCE
    part("loop_network", "numerical_gradient, 64-50-10, batch 100", "2n passes", gradient / limit, 1.10)


@pytest.mark.parametrize(("id", "count", "target"), [("100", 4, 0.07), ("SimpleNet", 4, 0.20)])
def test_many_points_at_once_take_a_part_of_the_time_of_the_calls(side_by_side, part, id, count, target):
    problem = PROBLEMS[id]()
    rows, f, x = problem.rows, problem.f, problem.x
    assert_right(numerical_gradient(rows, x, vectorized=True), problem)
    gradient, limit = side_by_side(
        repeated(count, numerical_gradient, rows, x, vectorized=True), calls(f, x, count), rounds=300
    )
    part(f"vectorized_{id}", f"vectorized=True, {problem.name}", "2n calls of f", gradient / limit, target)


def test_a_field_takes_a_part_of_the_time_of_a_loop_over_its_points(side_by_side, part):
    points = np.stack(np.meshgrid(np.linspace(-2, 2, 21), np.linspace(-2, 2, 21)), axis=-1)
    found = {}

    def field():
        found["field"] = gradient_field(lambda x: function_2(x.T), points)

    def loop():
        found["loop"] = np.array([[numerical_gradient(function_2, point) for point in row] for row in points])

    whole, one_by_one = side_by_side(field, loop, rounds=50)
    # No point lies further out than (2, 2), where the sum of the squares is 8: four of the roundings of n = 2.
    for gradients in found.values():
        assert np.abs(gradients - 2 * points).max() <= 4 * sum_of_squares(2).tolerance
    part("field", "gradient_field, 21 x 21 points", "numerical_gradient at each", whole / one_by_one, 0.05)


@pytest.mark.parametrize(("id", "count", "target"), [("2", 50, 5), ("100", 4, 2.5), ("SimpleNet", 10, 1.4)])
def test_others_take_longer(side_by_side, faster, id, count, target):
    problem = PROBLEMS[id]()
    f, x = problem.flat, problem.x.ravel()
    forms = {"numerical_gradient": partial(numerical_gradient, f, x)} | others(problem)
    for gradient in forms.values():
        assert_right(gradient(), problem)
    ours, *times = side_by_side(*(repeated(count, gradient) for gradient in forms.values()), rounds=30)
    for library, time, wanted in zip(list(forms)[1:], times, (target, None, None), strict=True):
        faster(f"{library}_{id}", f"numerical_gradient, {problem.name}", library, time / ours, wanted)
