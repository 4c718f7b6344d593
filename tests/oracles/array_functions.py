"""Functions of an array to differentiate: in NumPy, in mpmath, for autograd, and what bounds them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import autograd.numpy as anp
import autograd.scipy.special
import numpy as np
import scipy.optimize
import scipy.special

import allowed
import chapter4
import exact
from proof.allowed import U, gamma
from proof.chapter import H
from proof.old import difference_bound

rng = np.random.default_rng(44)


@dataclass(frozen=True)
class Function:
    """A function of an array, and for each entry the largest |f'| and |f'''| while it moves by h; phi is of f."""

    name: str
    f: Callable[[Any], Any]
    rows: Callable[[Any], Any]
    """f of each row, for the forms that take many points at once."""
    exact: Callable[[Any], Any]
    traced: Callable[[Any], Any]
    m1: Callable[[Any, float], Any]
    m3: Callable[[Any, float], Any]
    phi: Callable[[Any, float], float]
    points: list[Any]


def rosenbrock_m1(x, h):
    """Of |-400 x_i (x_{i+1} - x_i^2) + 2 (x_i - 1) + 200 (x_i - x_{i-1}^2)|, the terms in size; the ends lack one."""
    r = np.abs(x) + h
    ahead, behind = np.append(r[1:], 0.0), np.append(0.0, r[:-1])
    first, last = np.arange(len(x)) > 0, np.arange(len(x)) < len(x) - 1
    return last * (400 * r * (ahead + r**2) + 2 * (r + 1)) + first * 200 * (r + behind**2)


def rosenbrock_phi(x, h):
    """x^2 and the difference round by two u of their sizes, which the square doubles; the square, a factor, the sum."""
    r = np.abs(x) + h
    return gamma(6 + len(x)) * float(np.sum(100 * (r[1:] + r[:-1] ** 2) ** 2 + (1 + r[:-1]) ** 2))


def exact_rosenbrock(x):
    return sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)


A, B = rng.normal(size=(6, 4)), rng.normal(size=6)


def distances(x, h):
    """On A x - b, the sizes of its terms."""
    return np.abs(A) @ (np.abs(x) + h) + np.abs(B)


SUM_OF_TWO = Function(
    "function_2",
    chapter4.function_2,
    lambda x: chapter4.function_2(x.T),
    lambda x: x[0] ** 2 + x[1] ** 2,
    chapter4.function_2,
    m1=lambda x, h: 2 * (np.abs(x) + h),
    m3=lambda x, h: 0.0,
    phi=lambda x, h: gamma(3) * float(np.sum((np.abs(x) + h) ** 2)),
    points=[
        np.array([3.0, 4.0]),
        np.zeros(2),
        *rng.normal(0, 10, (40, 2)),
        *rng.normal(0, 1e-6, (5, 2)),
        *rng.normal(0, 1e5, (5, 2)),
    ],
)
ROSENBROCK = Function(
    "Rosenbrock",
    scipy.optimize.rosen,
    lambda x: scipy.optimize.rosen(x.T),
    exact_rosenbrock,
    lambda x: anp.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2),
    m1=rosenbrock_m1,
    m3=lambda x, h: 2400 * (np.abs(x) + h) * (np.arange(len(x)) < len(x) - 1),
    phi=rosenbrock_phi,
    points=[np.ones(4), *rng.normal(0, 2, (15, 2)), *rng.normal(0, 1, (15, 6))],
)
LOG_OF_SUM = Function(
    "log of the sum of exp",
    scipy.special.logsumexp,
    lambda x: scipy.special.logsumexp(x, axis=-1),
    lambda x: exact.log(sum(exact.exp(x))),
    autograd.scipy.special.logsumexp,
    m1=lambda x, h: 1.0,
    m3=lambda x, h: 0.0963,  # as of any softplus: 1 / (6 sqrt 3)
    phi=lambda x, h: float(allowed.log_of_sum(x) + U * (np.log(len(x)) + 2 * (np.abs(x).max() + h + np.log(len(x))))),
    points=[np.zeros(3), np.array([0.0, -745.0, -30.0]), np.array([36.0, -1.0]), *rng.normal(0, 5, (30, 8))],
)
SQUARED_DISTANCES = Function(
    "half of squared distances",
    lambda x: 0.5 * np.sum((A @ x - B) ** 2),
    lambda x: 0.5 * np.sum((x @ A.T - B) ** 2, axis=-1),
    lambda x: sum((exact.numbers(A) @ x - exact.numbers(B)) ** 2) / 2,
    lambda x: 0.5 * anp.sum((anp.dot(A, x) - B) ** 2),
    m1=lambda x, h: np.abs(A).T @ distances(x, h),
    m3=lambda x, h: 0.0,
    # A product of four terms and a difference round by five u, the square doubles that; the square, the sum.
    phi=lambda x, h: gamma(16) * 0.5 * float(np.sum(distances(x, h) ** 2)),
    points=list(rng.normal(0, 2, (30, 4))),
)
FUNCTIONS = [SUM_OF_TWO, ROSENBROCK, LOG_OF_SUM, SQUARED_DISTANCES]


def bound(function, x, slopes, h=H, of=difference_bound, truncated=True, around=0.0):
    """The bound on each entry of a central difference at x, or at any point whose entries are no further off.

    h is rounded when it is added, by at most U of the sum.
    """
    r = h * (1 + U) + U * np.abs(x).max() + around * (1 + U)
    m1, m3 = (np.broadcast_to(m(x, r), x.shape) for m in (function.m1, function.m3))
    m3, phi = m3 * truncated, function.phi(x, r)
    values = [of(abs(x[i]) + around, slopes[i], m1[i], m3[i], phi, h) for i in np.ndindex(x.shape)]
    return np.array(values).reshape(x.shape)


def slopes(function, x):
    """The sizes of the derivatives."""
    return np.abs(exact.derivative(function.exact, x)).astype(float)
