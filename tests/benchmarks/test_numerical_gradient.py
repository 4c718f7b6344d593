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
    sum_of_squares,
)
from timing import side_by_side

from chapter4 import function_2, gradient_field, numerical_gradient

PROBLEMS = {"2": lambda: sum_of_squares(2), "100": lambda: sum_of_squares(100), "SimpleNet": loss_of_simple_net}


@pytest.mark.parametrize(("id", "target"), [("2", 1.40), ("100", 1.20), ("SimpleNet", 1.10)])
def test_the_checks_cost_little_beside_the_calls(part, id, target):
    problem = PROBLEMS[id]()
    loop = partial(numerical_gradient, problem.f, problem.x)
    assert_right(loop(), problem)
    gradient, limit = side_by_side(loop, calls(problem.f, problem.x), rounds=300)
    part(f"loop_{id}", f"numerical_gradient, {problem.name}", "2n calls of f", gradient / limit, target)


def test_the_checks_cost_little_beside_the_passes_through_a_network(part):
    net, x, t = network(64, 50, 10)
    exact, found = net.gradient(x, t), net.numerical_gradient(x, t)
    for name in exact:
        assert np.abs(found[name] - exact[name]).max() <= NETWORK_TOLERANCE

    def passes():
        for _ in range(2 * parameters(net)):
            net.loss(x, t)

    gradient, limit = side_by_side(partial(net.numerical_gradient, x, t), passes, rounds=5)
    part("loop_network", "numerical_gradient, 64-50-10, batch 100", "2n passes", gradient / limit, 1.10)


@pytest.mark.parametrize(("id", "target"), [("100", 0.07), ("SimpleNet", 0.20)])
def test_many_points_at_once_take_a_part_of_the_time_of_the_calls(part, id, target):
    problem = PROBLEMS[id]()
    vectorized = partial(numerical_gradient, problem.rows, problem.x, vectorized=True)
    assert_right(vectorized(), problem)
    gradient, limit = side_by_side(vectorized, calls(problem.f, problem.x), rounds=300)
    part(f"vectorized_{id}", f"vectorized=True, {problem.name}", "2n calls of f", gradient / limit, target)


def test_a_field_takes_a_part_of_the_time_of_a_loop_over_its_points(part):
    points = np.stack(np.meshgrid(np.linspace(-2, 2, 21), np.linspace(-2, 2, 21)), axis=-1)

    def field():
        return gradient_field(lambda x: function_2(x.T), points)

    def loop():
        return np.array([[numerical_gradient(function_2, point) for point in row] for row in points])

    for gradients in (field(), loop()):
        # No point lies further out than (2, 2), where the sum of the squares is 8: four of the roundings of n = 2.
        assert np.abs(gradients - 2 * points).max() <= 4 * sum_of_squares(2).tolerance
    whole, one_by_one = side_by_side(field, loop, rounds=100)
    part("field", "gradient_field, 21 x 21 points", "numerical_gradient at each", whole / one_by_one, 0.05)


@pytest.mark.parametrize("library", others(sum_of_squares(2)))
@pytest.mark.parametrize(("id", "target"), [("2", 5), ("100", 2.5), ("SimpleNet", 1.4)])
def test_others_take_longer(faster, id, target, library):
    problem = PROBLEMS[id]()
    ours, theirs = partial(numerical_gradient, problem.flat, problem.x.ravel()), others(problem)[library]
    assert_right(ours(), problem)
    assert_right(theirs(), problem)
    our_time, their_time = side_by_side(ours, theirs, rounds=100)
    wanted = target if "3-point" in library else None
    faster(f"{library}_{id}", f"numerical_gradient, {problem.name}", library, their_time / our_time, wanted)
