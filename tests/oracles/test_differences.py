"""The central and the forward difference of functions of one variable."""

import autograd
import numpy as np
import pytest
import scipy.differentiate
import scipy.optimize

import chapter4
import mpmaths
import theirs
from proof.allowed import gamma
from proof.chapter import H
from proof.exact import ball, nearest
from proof.functions import OF_ONE

EACH = pytest.mark.parametrize("function", OF_ONE, ids=lambda function: function.name)
STEPS = pytest.mark.parametrize("h", [H, 1e-2, 1e-6])


def points(function, n=30):
    """Return n random points of the function's interval, and its ends."""
    rng = np.random.default_rng(n)
    return [function.low, *rng.uniform(function.low, function.high, n).tolist(), function.high]


@pytest.mark.compares("numerical_diff", "mpmath derivative")
@EACH
@STEPS
def test_the_central_difference_is_near_mpmaths_derivative(compare, function, h):
    for x in points(function):
        right = mpmaths.derivative(mpmaths.FUNCTIONS[function.name], x)
        compare(chapter4.numerical_diff(function.f, x, h), right, function.central(x, h))


@pytest.mark.compares("numerical_diff", "mpmath central difference")
@EACH
@STEPS
def test_the_central_difference_is_near_the_exact_one(compare, function, h):
    """Of x and h as the doubles that they are, which leaves truncation out."""
    for x in points(function):
        right = mpmaths.difference(mpmaths.FUNCTIONS[function.name], x, h)
        compare(chapter4.numerical_diff(function.f, x, h), right, function.central(x, h, truncated=False))


@pytest.mark.compares("numerical_diff", "SciPy differentiate.derivative of order 2")
@EACH
@STEPS
def test_scipys_central_difference_is_the_same_to_the_last_bit(compare, function, h):
    """It halves the values of f before it subtracts them, and chapter4 doubles h: no rounding sets them apart."""
    x = np.array(points(function))
    found = scipy.differentiate.derivative(function.f, x, order=2, initial_step=h, maxiter=1).df
    compare([chapter4.numerical_diff(function.f, x[i : i + 1], h).item() for i in range(len(x))], found, 0.0)


@pytest.mark.compares("numerical_diff", 'SciPy minimize with jac="3-point"')
@EACH
def test_scipys_central_difference_with_its_own_step_is_near(compare, function):
    for x in points(function):
        found, h = theirs.three_points(lambda z: function.f(z).item(), np.array([x])).item(), float(theirs.own_step(x))
        other = theirs.over_the_step_taken(function.central(x, h), x, h, nearest(function.slope(x)))
        compare(chapter4.numerical_diff(function.f, x), found, function.central(x) + other)


@pytest.mark.compares("numerical_diff", "SciPy differentiate.derivative")
@EACH
def test_scipys_adaptive_derivative_is_near(compare, function):
    """Where it says that it succeeded: not where the sigmoid is flat, for it asks for a relative error of 1.5e-8."""
    x = np.array(points(function))
    found = scipy.differentiate.derivative(function.f, x, initial_step=theirs.FIRST_STEP)
    assert found.success.mean() > 0.8
    rounding = np.array([function.central(z, theirs.FIRST_STEP, truncated=False) for z in x])
    most = theirs.adaptive(found, rounding) + [function.central(z) for z in x]
    ours = np.array([chapter4.numerical_diff(function.f, z) for z in x.tolist()])
    compare(ours[found.success], found.df[found.success], most[found.success])


@pytest.mark.compares("numerical_diff", "autograd")
@EACH
def test_autograds_derivative_is_near(compare, function):
    for x in points(function):
        most = function.central(x) + theirs.autograd_derivative(nearest(function.slope(x)))
        compare(chapter4.numerical_diff(function.f, x), autograd.grad(theirs.traced(function))(x), most)


@pytest.mark.compares("forward_difference", "mpmath derivative")
@EACH
@STEPS
def test_the_forward_difference_is_near_mpmaths_derivative(compare, function, h):
    for x in points(function):
        right = mpmaths.derivative(mpmaths.FUNCTIONS[function.name], x)
        compare(chapter4.forward_difference(function.f, x, h), right, function.forward(x, h))


@pytest.mark.compares("forward_difference", "mpmath forward difference")
@EACH
@STEPS
def test_the_forward_difference_is_near_the_exact_one(compare, function, h):
    for x in points(function):
        f, h_exact = mpmaths.FUNCTIONS[function.name], mpmaths.numbers(h)
        right = (f(x + h_exact) - f(mpmaths.numbers(x))) / h_exact
        compare(chapter4.forward_difference(function.f, x, h), right, function.forward(x, h, truncated=False))


@pytest.mark.compares("forward_difference", "SciPy approx_fprime")
@EACH
@STEPS
def test_scipys_forward_difference_is_the_same_over_the_step_really_taken(compare, function, h):
    """Both divide the same difference, and SciPy subtracts the points: three roundings."""
    for x in points(function):
        found = scipy.optimize.approx_fprime(np.array([x]), lambda z: function.f(z).item(), h).item()
        ours = chapter4.forward_difference(function.f, np.array([x]), h)
        compare(ours, found * (ball(x + h) - x) / h, gamma(3) * abs(found))


# ------------------------------------------------------------------ A difference, explained on the page


def test_the_error_that_scipy_states_is_an_estimate_and_leaves_out_rounding():
    """Of x^2 + 16, whose formula of the eighth order has no truncation, it is exceeded here and there."""
    x = np.linspace(-10.0, 10.0, 2001)
    found = scipy.differentiate.derivative(chapter4.function_tmp1, x)
    exceeded = np.abs(found.df - 2 * x) > found.error
    assert exceeded[found.success].any()
