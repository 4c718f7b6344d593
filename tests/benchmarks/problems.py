"""What is differentiated, each with its exact gradient, and by which other libraries."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numdifftools
import numpy as np
from numpy.typing import NDArray
from scipy.differentiate import jacobian

# The function behind scipy.optimize's jac="3-point": SciPy has no public way to ask for that gradient alone.
from scipy.optimize._numdiff import approx_derivative

from chapter4 import SimpleNet, TwoLayerNet, softmax
from chapter4.section_4_2_2 import DELTA
from chapter4.section_4_3 import H

U = 2.0**-53
LEAST_STEP = np.finfo(np.float64).eps ** (1 / 3)
"""SciPy's step for three points, about 6e-6; every other step here is larger."""


@dataclass(frozen=True)
class BlackBox:
    """A function of n numbers, in the forms that it is asked for, with a point and the exact gradient there."""

    name: str
    f: Callable
    """Takes one point, in the shape of x."""
    flat: Callable
    """Takes one point, as one row of n numbers."""
    rows: Callable
    """Takes many points, of shape (B, *x.shape)."""
    columns: Callable
    """Takes many points, of shape (n, ...)."""
    x: NDArray[np.float64]
    gradient: NDArray[np.float64]
    tolerance: float
    """What truncation and rounding may make of a difference."""


def sum_of_squares(n):
    """Return the sum of n squares, whose central difference is free of truncation.

    n squares and their sum are off by gamma_(n + 1) of the sum in whatever order they are added, and each of the two
    places, below 1.1, by u of itself, which moves f by 2.2 times that: B of docs/bounds.md without its first
    part.
    """
    x = np.linspace(-1.0, 1.0, n) if n > 1 else np.array([0.5])
    rounding = (n + 2) * U * np.sum((np.abs(x) + H) ** 2) + 2.5 * U

    def f(x):
        return np.sum(x**2)

    return BlackBox(
        name=f"np.sum(x**2), n = {n}",
        f=f,
        flat=f,
        rows=lambda x: np.sum(x**2, axis=-1),
        columns=lambda x: np.sum(x**2, axis=0),
        x=x,
        gradient=2 * x,
        tolerance=rounding / LEAST_STEP,
    )


def loss_of_simple_net():
    """Return the loss of `SimpleNet` as a function of its weights.

    A weight moves one score by itself times an input a < 1, and the third derivative of the loss is at most
    a**3 / (6 * sqrt(3)) < 0.1 (a cumulant of a variable that is 0 or a): the truncation is below H**2 / 6 * 0.1 =
    1.7e-10. The loss, about 1, is off by less than 20 roundings: 20 * U / LEAST_STEP < 4e-10.
    """
    net = SimpleNet([[0.5, 1.0, 0.8], [0.9, 0.0, 0.7]])
    x, right = np.array([0.6, 0.9]), 2
    W, y = net.W, softmax(net.predict(x))

    def loss(W):
        net.W = W
        return net.loss(x, right)

    def losses(W):
        return -np.log(softmax(x @ W)[..., right] + DELTA)

    return BlackBox(
        name="SimpleNet's loss, n = 6",
        f=loss,
        flat=lambda w: loss(w.reshape(2, 3)),
        rows=losses,
        columns=lambda w: losses(np.moveaxis(w, 0, -1).reshape(*w.shape[1:], 2, 3)),
        x=W,
        gradient=np.outer(x, y - np.eye(3)[right]) * y[right] / (y[right] + DELTA),
        tolerance=1e-9,
    )


def network(*sizes):
    """Return a network of two layers, a hundred samples and their labels, drawn at random."""
    rng = np.random.default_rng(4)
    net = TwoLayerNet(*sizes, weight_init_std=0.1, rng=rng)
    return net, rng.random((100, sizes[0])), rng.integers(sizes[-1], size=100)


def parameters(net):
    """Return how many weights and biases a network has."""
    return sum(array.size for array in net.params.values())


NETWORK_TOLERANCE = 2e-7
"""For a network of two layers, whose inputs and weights of the second layer do not exceed 1.

The truncation is below H**2 / 6 = 2e-9, for the third derivative in any weight is below 1, by the bound of
`proof.allowed.two_layer_derivatives`. Rounding, were it all on one side, would be largest at 784-50-10: a sum of 785
products, 40 in size, is off by gamma_786 * 40 < 4e-12, a hidden unit by a quarter of that, a score by as much times the
sizes of 50 weights, below 7 together, the logarithm by twice that, and two such over 2 * H make 1.4e-7."""


def others(problem):
    """Return what other libraries have for the gradient, by name: each is asked as it comes.

    That is with its own steps and, but for SciPy's three points, for more digits than a central difference has.
    """
    f, x = problem.flat, problem.x.ravel()
    return {
        "scipy.optimize, 3-point": partial(approx_derivative, f, x, method="3-point"),
        "numdifftools.Gradient": partial(numdifftools.Gradient(f), x),
        "scipy.differentiate.jacobian": partial(jacobian, problem.columns, x),
    }


def assert_right(gradient, problem):
    """Hold a gradient to the exact one; SciPy's jacobian returns it among other things."""
    gradient = getattr(gradient, "df", gradient)
    assert np.abs(gradient - problem.gradient.reshape(np.shape(gradient))).max() <= problem.tolerance


def calls(f, x):
    """Return a function that calls f 2n times, and does nothing else."""

    def run():
        for _ in range(2 * x.size):
            f(x)

    return run
