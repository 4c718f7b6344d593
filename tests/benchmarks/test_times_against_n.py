"""How the time of each form grows with n, for the figures of the page; run with --record alone."""

from functools import partial

import numpy as np
import pytest
from problems import NETWORK_TOLERANCE, assert_right, calls, network, others, parameters, sum_of_squares
from timing import side_by_side

from chapter4 import numerical_gradient

FARTHEST = {"scipy.differentiate.jacobian": 1000, "numdifftools.Gradient": 2000}
"""Where a library ends: the first makes several arrays of n by n numbers, the second takes seconds."""


@pytest.mark.parametrize("n", [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000])
def test_a_black_box(row_of, n):
    problem = sum_of_squares(n)
    ours = {
        "loop": partial(numerical_gradient, problem.f, problem.x),
        "vectorized": partial(numerical_gradient, problem.rows, problem.x, vectorized=True),
    }
    theirs = {name: form for name, form in others(problem).items() if n <= FARTHEST.get(name, n)}
    for gradient in (ours | theirs).values():
        assert_right(gradient(), problem)
    timed = ours | theirs | {"limit": calls(problem.f, problem.x)}
    times = side_by_side(*timed.values(), rounds=20 if n <= 500 else 5)
    seconds = dict(zip(timed, times, strict=True))
    row = {"n": n, "seconds": seconds} | {f"{name}_of_limit": seconds[name] / seconds["limit"] for name in ours}
    row_of("black_box", str(n), row)


SIZES = [(64, 5, 10), (64, 15, 10), (64, 50, 10), (64, 150, 10), (784, 50, 10)]


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_a_network(row_of, sizes):
    """One pass is timed many times, and counted 2n times for the limit.

    The plain loop moves the weights of the second layer alone, and is counted for all: each entry takes two passes.
    """
    net, x, t = network(*sizes)
    n, W2 = parameters(net), net.params["W2"]
    loop = partial(numerical_gradient, lambda _: net.loss(x, t), W2)
    structured, backward = partial(net.numerical_gradient, x, t, structured=True), partial(net.gradient, x, t)
    found, exact = structured(), backward()
    for name in exact:
        assert np.abs(found[name] - exact[name]).max() <= NETWORK_TOLERANCE
    assert np.abs(loop() - exact["W2"]).max() <= NETWORK_TOLERANCE
    of_W2, of_structure, of_backward, one_pass = side_by_side(
        loop, structured, backward, partial(net.loss, x, t), rounds=5
    )
    seconds = {
        "limit": 2 * n * one_pass,
        "loop": of_W2 * n / W2.size,
        "structured": of_structure,
        "backpropagation": of_backward,
    }
    name = "-".join(map(str, sizes))
    row = {"sizes": name, "n": n, "seconds": seconds, "structured_of_limit": seconds["structured"] / seconds["limit"]}
    row_of("network", name, row)
