"""The central difference along every entry of an array."""

import functools

import autograd
import numpy as np
import pytest
import scipy.differentiate
import scipy.optimize
import scipy.special

import chapter4
import mpmaths
import theirs
from comparing import each
from proof import allowed, exact
from proof.allowed import gamma
from proof.chapter import H
from proof.exact import nearest
from proof.functions import LOG_OF_SUM, OF_MANY, ROSENBROCK, SQUARES

FUNCTIONS = {function.name: function for function in OF_MANY}
EACH = pytest.mark.parametrize("function", OF_MANY, ids=FUNCTIONS)
STEPS = pytest.mark.parametrize("h", [H, 1e-2, 1e-6])

FORMS = {
    "numerical_gradient": lambda f, x, h: chapter4.numerical_gradient(f, x.copy(), h),
    "numerical_gradient(vectorized=True)": lambda f, x, h: chapter4.numerical_gradient(f, x, h, vectorized=True),
    "gradient_field": lambda f, x, h: chapter4.gradient_field(f, x[np.newaxis], h)[0],
}


def in_each_form(oracle):
    """Run the test for each function that takes gradients."""
    return each("gradient", FORMS, oracle=oracle)


@functools.cache
def by_mpmath(name, h=None):
    """The gradient at each of the function's points, or the central difference, of x and h as they are."""
    f, points = mpmaths.FUNCTIONS[name], FUNCTIONS[name].points
    return [mpmaths.derivative(f, x) if h is None else mpmaths.difference(f, x, h) for x in points]


@in_each_form("mpmath derivative")
@EACH
@STEPS
def test_the_gradient_is_near_mpmaths(compare, gradient, function, h):
    for x, right in zip(function.points, by_mpmath(function.name), strict=True):
        compare(gradient(function.f, x, h), right, function.central(x, h))


@in_each_form("mpmath central difference")
@EACH
@STEPS
def test_the_gradient_is_near_the_exact_difference(compare, gradient, function, h):
    for x, right in zip(function.points, by_mpmath(function.name, h), strict=True):
        compare(gradient(function.f, x, h), right, function.central(x, h, truncated=False))


@in_each_form("autograd")
@EACH
def test_the_gradient_is_near_autograds(compare, gradient, function):
    for x in function.points:
        found = autograd.grad(theirs.traced(function))(x)
        compare(gradient(function.f, x, H), found, function.central(x) + theirs.autograd_gradient(function, x))


@in_each_form("SciPy differentiate.jacobian of order 2")
@EACH
@STEPS
def test_scipys_differences_with_the_same_step_are_the_same(compare, gradient, function, h):
    """It halves the values of f before it subtracts them, and chapter4 doubles h: no rounding sets them apart.

    Both call f at the same points. Where f is given many of them at once it may round otherwise, in each of two values.
    """
    for x in function.points:
        found = theirs.one_step(function.f, x, h)
        of_f = 2 * function.phi(np.abs(x) + allowed.reach(x, h)) / h + gamma(4) * np.abs(found)
        compare(gradient(function.f, x, h), found, 0.0 if gradient is FORMS["numerical_gradient"] else of_f)


@in_each_form('SciPy minimize with jac="3-point"')
@EACH
def test_scipys_differences_with_its_own_step_are_near(compare, gradient, function):
    for x in function.points:
        found, h, slope = theirs.three_points(function.f, x), theirs.own_step(x), nearest(function.gradient(x))
        central = [function.central(x, step)[i] for i, step in enumerate(h.tolist())]
        both = function.central(x) + theirs.over_the_step_taken(central, x, h, slope)
        compare(gradient(function.f, x, H), found, both)


@in_each_form("SciPy differentiate.jacobian")
@EACH
def test_scipys_adaptive_gradient_is_near(compare, gradient, function):
    """Where it says that it succeeded."""
    for x in function.points:
        found = scipy.differentiate.jacobian(theirs.of_columns(function.f), x, initial_step=theirs.FIRST_STEP)
        rounding = function.central(x, theirs.FIRST_STEP, truncated=False)
        both = function.central(x) + theirs.adaptive(found, rounding)
        compare(gradient(function.f, x, H)[found.success], found.df[found.success], both[found.success])


@in_each_form("SciPy rosen_der")
def test_the_gradient_of_rosenbrocks_function_is_near_scipys_formula(compare, gradient):
    """The formula has eight roundings in a row at most."""
    for x in ROSENBROCK.points:
        both = ROSENBROCK.central(x) + gamma(8) * theirs.SIZES[ROSENBROCK.name](np.abs(x))
        compare(gradient(ROSENBROCK.f, x, H), scipy.optimize.rosen_der(x), both)


@in_each_form("SciPy softmax")
def test_the_gradient_of_the_log_of_a_sum_is_scipys_softmax(compare, gradient):
    for x in LOG_OF_SUM.points:
        both = LOG_OF_SUM.central(x) + allowed.softmax(x, nearest(exact.softmax(x)))
        compare(gradient(LOG_OF_SUM.f, x, H), scipy.special.softmax(x), both)


@pytest.mark.compares("gradient_field", "autograd")
def test_the_field_of_the_figure_is_autograds(compare):
    """The 21 by 21 points of figure 4-9, of which each partial derivative is twice the coordinate."""
    axis = np.linspace(-2.0, 2.0, 21)
    points = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    for x, found in zip(points, chapter4.gradient_field(SQUARES.f, points), strict=True):
        both = SQUARES.central(x) + theirs.autograd_gradient(SQUARES, x)
        compare(found, autograd.grad(theirs.traced(SQUARES))(x), both)


# ------------------------------------------------------------------ Differences, each explained on the page


def points_called(differentiate):
    """Return where the function is called that is differentiated."""
    called = []
    differentiate(lambda x: called.append(x.item()) or x.item())
    return called


def test_scipys_step_grows_with_x_and_chapter4s_does_not():
    x = np.array([1000.0])
    assert points_called(lambda f: chapter4.numerical_gradient(f, x)) == [1000.0 + H, 1000.0 - H]
    h = theirs.own_step(1000.0)
    assert h > 50 * H
    assert set(points_called(lambda f: theirs.three_points(f, x))) == {1000.0, 1000.0 + h, 1000.0 - h}


def test_integers_are_promoted_by_scipy_and_refused_by_autograd_and_by_numerical_gradient():
    x = np.array([3, 4])
    found, expected = (scipy.optimize.approx_fprime(point, chapter4.function_2, H) for point in (x, x.astype(float)))
    assert np.array_equal(found, expected)
    with pytest.raises(TypeError, match="float64"):
        chapter4.numerical_gradient(chapter4.function_2, x)
    with pytest.raises(TypeError, match="differentiate"):
        autograd.grad(chapter4.function_1)(5)
    assert chapter4.numerical_diff(chapter4.function_1, 5) == chapter4.numerical_diff(chapter4.function_1, 5.0)


def test_a_lost_step_is_an_error_here_and_another_step_in_scipy():
    x = np.array([1e16])
    assert scipy.optimize.approx_fprime(x, np.sum, H).item() == 1.0
    with pytest.raises(ValueError, match="the step is lost"):
        chapter4.numerical_gradient(np.sum, x)
