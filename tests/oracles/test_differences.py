"""The central and the forward difference of functions of one variable."""

import autograd
import mpmath
import numpy as np
import pytest
import scipy.differentiate
from mpmath import mpf
from scipy.optimize._numdiff import approx_derivative

import allowed
import chapter4
from functions import FUNCTIONS, points
from proof.allowed import U
from proof.chapter import H
from proof.old import difference_bound

SCIPYS_STEP = float(np.finfo(float).eps) ** (1 / 3)
"""Its default for '3-point', times max(1, |x|)."""

EACH = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
STEPS = pytest.mark.parametrize("h", [H, 1e-2, 1e-6])


def central(function, x, h, slope, truncated=True):
    """The bound of a central difference; without truncation, that on its distance from the exact one, `slope`."""
    r = (abs(x) + h) * (1 + U)
    return difference_bound(x, slope, function.m1(r), function.m3(r) * truncated, function.phi(r), h)


def forward(function, x, h, slope, truncated=True):
    r = (abs(x) + h) * (1 + U)
    return allowed.forward(x, slope, function.m1(r), function.m2(r) * truncated, function.phi(r), h)


def slope(function, x):
    return float(abs(mpmath.diff(function.exact, mpf(x))))


@pytest.mark.compares("numerical_diff", "mpmath derivative")
@EACH
@STEPS
def test_the_central_difference_is_near_mpmaths_derivative(compare, function, h):
    for x in points(function, 30):
        found = chapter4.numerical_diff(function.f, x, h)
        compare(found, mpmath.diff(function.exact, mpf(x)), central(function, x, h, slope(function, x)))


@pytest.mark.compares("numerical_diff", "mpmath central difference")
@EACH
@STEPS
def test_the_central_difference_is_near_the_exact_one(compare, function, h):
    """Of x and h as the doubles that they are, which leaves truncation out."""
    for x in points(function, 30):
        right = (function.exact(mpf(x) + mpf(h)) - function.exact(mpf(x) - mpf(h))) / (2 * mpf(h))
        compare(
            chapter4.numerical_diff(function.f, x, h),
            right,
            central(function, x, h, abs(float(right)), truncated=False),
        )


@pytest.mark.compares("numerical_diff", "SciPy approx_derivative with the same step")
@EACH
@STEPS
def test_scipys_central_difference_is_the_same_over_the_step_really_taken(compare, function, h):
    """Both call f at the same two doubles; SciPy divides by their difference, chapter4 by 2 h."""
    for x in points(function, 30):
        theirs = approx_derivative(function.f, np.array([x]), method="3-point", abs_step=h).item()
        taken = (mpf(x + h) - mpf(x - h)) / (2 * mpf(h))
        compare(chapter4.numerical_diff(function.f, np.array([x]), h), theirs * taken, allowed.same_points(theirs))


@pytest.mark.compares("numerical_diff", "SciPy approx_derivative with its own step")
@EACH
def test_scipys_central_difference_with_its_own_step_is_near(compare, function):
    for x in points(function, 30):
        h = SCIPYS_STEP * max(1.0, abs(x))
        theirs = approx_derivative(function.f, np.array([x]), method="3-point").item()
        r = (abs(x) + h) * (1 + U)
        m = (function.m1(r), function.m3(r), function.phi(r))
        both = central(function, x, H, slope(function, x)) + allowed.other_step(x, slope(function, x), *m, h)
        compare(chapter4.numerical_diff(function.f, x), theirs, both)


@pytest.mark.compares("numerical_diff", "SciPy differentiate.derivative")
@EACH
def test_scipys_adaptive_derivative_is_near(compare, function):
    """Where it says that it succeeded: not where the sigmoid is flat, for it asks for a relative error of 1.5e-8."""
    x = np.array(points(function, 30))
    theirs = scipy.differentiate.derivative(function.f, x)
    assert theirs.success.mean() > 0.8
    for i in np.flatnonzero(theirs.success):
        z, r = x[i], abs(x[i]) + 0.5
        error = allowed.extrapolated(z, function.m1(r), function.phi(r), theirs.nit[i], theirs.error[i])
        found = chapter4.numerical_diff(function.f, float(z))
        compare(found, theirs.df[i], central(function, z, H, slope(function, z)) + error)


@pytest.mark.compares("numerical_diff", "autograd")
@EACH
def test_autograds_derivative_is_near(compare, function):
    """Its chain of products and sums has at most ten roundings, each of a number below 1 or the largest slope."""
    for x in points(function, 30):
        theirs = autograd.grad(function.traced)(x)
        both = central(function, x, H, slope(function, x)) + 10 * U * max(1.0, function.m1(abs(x)))
        compare(chapter4.numerical_diff(function.f, x), theirs, both)


@pytest.mark.compares("forward_difference", "mpmath derivative")
@EACH
@STEPS
def test_the_forward_difference_is_near_mpmaths_derivative(compare, function, h):
    for x in points(function, 30):
        found = chapter4.forward_difference(function.f, x, h)
        compare(found, mpmath.diff(function.exact, mpf(x)), forward(function, x, h, slope(function, x)))


@pytest.mark.compares("forward_difference", "mpmath forward difference")
@EACH
@STEPS
def test_the_forward_difference_is_near_the_exact_one(compare, function, h):
    for x in points(function, 30):
        right = (function.exact(mpf(x) + mpf(h)) - function.exact(mpf(x))) / mpf(h)
        most = forward(function, x, h, abs(float(right)), truncated=False)
        compare(chapter4.forward_difference(function.f, x, h), right, most)


@pytest.mark.compares("forward_difference", "SciPy approx_derivative with the same step")
@EACH
@STEPS
def test_scipys_forward_difference_is_the_same_over_the_step_really_taken(compare, function, h):
    for x in points(function, 30):
        theirs = approx_derivative(function.f, np.array([x]), method="2-point", abs_step=h).item()
        taken = (mpf(x + h) - mpf(x)) / mpf(h)
        compare(chapter4.forward_difference(function.f, np.array([x]), h), theirs * taken, allowed.same_points(theirs))


# ------------------------------------------------------------------ A difference, explained on the page


def test_the_error_that_scipy_states_is_an_estimate_and_leaves_out_rounding():
    """Of x^2 + 16, whose formula of the eighth order has no truncation, it is exceeded here and there."""
    x = np.linspace(-10.0, 10.0, 2001)
    theirs = scipy.differentiate.derivative(chapter4.function_tmp1, x)
    exceeded = np.abs(theirs.df - 2 * x) > theirs.error
    assert exceeded[theirs.success].any()
