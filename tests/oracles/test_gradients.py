"""The central difference along every entry of an array."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import autograd
import autograd.numpy as anp
import autograd.scipy.special
import numpy as np
import pytest
import scipy.differentiate
import scipy.optimize
import scipy.special
from mpmath import mpf
from scipy.optimize._numdiff import approx_derivative

import allowed
import chapter4
import exact
from proof import H, U, difference_bound, gamma

rng = np.random.default_rng(44)
SCIPYS_STEP = float(np.finfo(float).eps) ** (1 / 3)


@dataclass(frozen=True)
class Function:
    """A function of an array, and for each entry the largest |f'| and |f'''| while it moves by h; phi is of f."""

    name: str
    f: Callable[[Any], Any]
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


FUNCTIONS = [
    Function(
        "function_2",
        chapter4.function_2,
        lambda x: x[0] ** 2 + x[1] ** 2,
        chapter4.function_2,
        m1=lambda x, h: 2 * (np.abs(x) + h),
        m3=lambda x, h: 0.0,
        phi=lambda x, h: gamma(3) * float(np.sum((np.abs(x) + h) ** 2)),
        points=[np.array([3.0, 4.0]), np.zeros(2), *rng.normal(0, 10, (40, 2)), *rng.normal(0, 1e-6, (10, 2))],
    ),
    Function(
        "Rosenbrock",
        scipy.optimize.rosen,
        exact_rosenbrock,
        lambda x: anp.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2),
        m1=rosenbrock_m1,
        m3=lambda x, h: 2400 * (np.abs(x) + h) * (np.arange(len(x)) < len(x) - 1),
        phi=rosenbrock_phi,
        points=[np.ones(4), *rng.normal(0, 2, (15, 2)), *rng.normal(0, 1, (15, 6))],
    ),
    Function(
        "log of the sum of exp",
        scipy.special.logsumexp,
        lambda x: exact.log(sum(exact.exp(x))),
        autograd.scipy.special.logsumexp,
        m1=lambda x, h: 1.0,
        m3=lambda x, h: 0.0963,  # as of any softplus: 1 / (6 sqrt 3)
        phi=lambda x, h: float(
            allowed.log_of_sum(x) + U * (np.log(len(x)) + 2 * (np.abs(x).max() + h + np.log(len(x))))
        ),
        points=[np.zeros(3), np.array([0.0, -745.0, -30.0]), np.array([36.0, -1.0]), *rng.normal(0, 5, (30, 8))],
    ),
    Function(
        "half of squared distances",
        lambda x: 0.5 * np.sum((A @ x - B) ** 2),
        lambda x: sum((exact.numbers(A) @ x - exact.numbers(B)) ** 2) / 2,
        lambda x: 0.5 * anp.sum((anp.dot(A, x) - B) ** 2),
        m1=lambda x, h: np.abs(A).T @ distances(x, h),
        m3=lambda x, h: 0.0,
        # A product of four terms and a difference round by five u, the square doubles that; the square, the sum.
        phi=lambda x, h: gamma(16) * 0.5 * float(np.sum(distances(x, h) ** 2)),
        points=list(rng.normal(0, 2, (30, 4))),
    ),
]
EACH = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
STEPS = pytest.mark.parametrize("h", [H, 1e-2, 1e-6])


def bound(function, x, slopes, h=H, of=difference_bound):
    """The bound on each entry of a central difference; the roundings of x + h are in r."""
    r = h * (1 + U) + U * np.abs(x).max()
    m1, m3 = (np.broadcast_to(m(x, r), x.shape) for m in (function.m1, function.m3))
    phi = function.phi(x, r)
    values = [of(x[i], slopes[i], m1[i], m3[i], phi, h) for i in np.ndindex(x.shape)]
    return np.array(values).reshape(x.shape)


def slopes(function, x):
    return np.abs(exact.derivative(function.exact, x)).astype(float)


@pytest.mark.compares("numerical_gradient", "mpmath derivative", "the bound of the central difference")
@EACH
@STEPS
def test_the_gradient_is_near_mpmaths(compare, function, h):
    for x in function.points:
        right = exact.derivative(function.exact, x)
        found = chapter4.numerical_gradient(function.f, x.copy(), h)
        compare(found, right, bound(function, x, np.abs(right).astype(float), h))


@pytest.mark.compares("numerical_gradient", "autograd", "the bound; the rounding of autograd")
@EACH
def test_the_gradient_is_near_autograds(compare, function):
    """Backward, a few roundings for each operation of f, of numbers no larger than the largest slope's terms: 40u."""
    for x in function.points:
        theirs = autograd.grad(function.traced)(x)
        both = bound(function, x, slopes(function, x)) + 40 * U * np.broadcast_to(function.m1(x, 0.0), x.shape)
        compare(chapter4.numerical_gradient(function.f, x.copy()), theirs, both)


@pytest.mark.compares("numerical_gradient", "SciPy approx_derivative, same step", "three roundings")
@EACH
@STEPS
def test_scipys_differences_are_the_same_over_the_step_really_taken(compare, function, h):
    for x in function.points:
        theirs = approx_derivative(function.f, x, method="3-point", abs_step=h)
        taken = (exact.numbers(x + h) - exact.numbers(x - h)) / (2 * mpf(h))
        found = chapter4.numerical_gradient(function.f, x.copy(), h)
        compare(found, theirs * taken, allowed.same_points(theirs))


@pytest.mark.compares("numerical_gradient", "SciPy approx_derivative, its own step", "the bounds of both differences")
@EACH
def test_scipys_differences_with_its_own_step_are_near(compare, function):
    for x in function.points:
        theirs, right = approx_derivative(function.f, x, method="3-point"), slopes(function, x)
        steps = SCIPYS_STEP * np.maximum(1.0, np.abs(x))
        other = [bound(function, x, right, h, allowed.other_step)[i] for i, h in enumerate(steps.tolist())]
        compare(chapter4.numerical_gradient(function.f, x.copy()), theirs, bound(function, x, right) + other)


@pytest.mark.compares("numerical_gradient", "SciPy differentiate.jacobian", "the bound; the error that SciPy states")
def test_scipys_adaptive_gradient_is_near(compare):
    """Of two functions that take a batch along their last axes, as it asks for."""
    for name, f in [("function_2", chapter4.function_2), ("Rosenbrock", scipy.optimize.rosen)]:
        (function,) = [function for function in FUNCTIONS if function.name == name]
        for x in function.points:
            theirs = scipy.differentiate.jacobian(lambda x, f=f: f(x), x)
            ok = theirs.success
            both = bound(function, x, slopes(function, x)) + theirs.error
            found = chapter4.numerical_gradient(function.f, x.copy())
            compare(found[ok], theirs.df[ok], both[ok])


@pytest.mark.compares("numerical_gradient", "SciPy rosen_der", "the bound; the rounding of rosen_der")
def test_the_gradient_of_rosenbrocks_function_is_near_scipys_formula(compare):
    """The formula has eight roundings in a row at most, of terms whose sizes are those of the largest slope."""
    (function,) = [function for function in FUNCTIONS if function.name == "Rosenbrock"]
    for x in function.points:
        both = bound(function, x, slopes(function, x)) + gamma(8) * function.m1(x, 0.0)
        compare(chapter4.numerical_gradient(function.f, x.copy()), scipy.optimize.rosen_der(x), both)


@pytest.mark.compares("numerical_gradient", "SciPy softmax", "the bound; the rounding of softmax")
def test_the_gradient_of_scipys_logsumexp_is_scipys_softmax(compare):
    (function,) = [function for function in FUNCTIONS if function.name == "log of the sum of exp"]
    for x in function.points:
        p = exact.softmax(x)
        both = bound(function, x, p.astype(float)) + allowed.softmax(x, p)
        compare(chapter4.numerical_gradient(function.f, x.copy()), scipy.special.softmax(x), both)
