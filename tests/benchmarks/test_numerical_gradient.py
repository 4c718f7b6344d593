"""What the checks of `numerical_gradient` cost: its time over that of the 2n calls of f that it makes.

The two are timed in turn, round by round, so that a slow moment of the machine falls on both, and
their medians are compared. The ratio is printed, never asserted: a time is no property of the code.
"""

from statistics import median
from time import perf_counter

import numpy as np
import pytest

from chapter4 import SimpleNet, numerical_gradient

ROUNDS = 300


def loss_of_simple_net():
    net = SimpleNet([[0.5, 1.0, 0.8], [0.9, 0.0, 0.7]])
    x, t = np.array([0.6, 0.9]), np.array([0, 0, 1])
    return (lambda w: net.loss(x, t)), net.W


def sum_of_squares(n):
    return (lambda x: np.sum(x**2)), np.linspace(-1.0, 1.0, n)


@pytest.mark.parametrize(
    ("case", "make", "repeats", "target"),
    [
        pytest.param("SimpleNet's loss, n = 6", loss_of_simple_net, 4, 1.10, id="SimpleNet"),
        pytest.param("np.sum(x**2), n = 100", lambda: sum_of_squares(100), 4, 1.20, id="n=100"),
        pytest.param("np.sum(x**2), n = 2", lambda: sum_of_squares(2), 200, 1.40, id="n=2"),
    ],
)
def test_gradient_costs_little_more_than_its_calls(benchmark, record_property, case, make, repeats, target):
    f, x = make()
    bare = []

    def gradients():
        for _ in range(repeats):
            numerical_gradient(f, x)

    def calls():
        start = perf_counter()
        for _ in range(repeats):
            for _ in range(2 * x.size):
                f(x)
        bare.append(perf_counter() - start)

    benchmark.pedantic(gradients, setup=calls, rounds=ROUNDS, warmup_rounds=5)
    # The setup runs once for each round that is timed, and for those that warm up.
    ratio = median(benchmark.stats.stats.data) / median(bare[-ROUNDS:])
    benchmark.extra_info.update(case=case, ratio=ratio, target=target)
    for name, value in benchmark.extra_info.items():
        record_property(name, value)
