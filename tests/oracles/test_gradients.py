"""The central difference along every entry of an array."""

import autograd
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
from array_functions import FUNCTIONS, LOG_OF_SUM, ROSENBROCK, SUM_OF_TWO, bound, slopes
from proof.allowed import U, gamma
from proof.chapter import H

SCIPYS_STEP = float(np.finfo(float).eps) ** (1 / 3)

EACH = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
STEPS = pytest.mark.parametrize("h", [H, 1e-2, 1e-6])


FORMS = {
    "numerical_gradient": lambda function, x, h: chapter4.numerical_gradient(function.f, x.copy(), h),
    "numerical_gradient(vectorized=True)": lambda function, x, h: chapter4.numerical_gradient(
        function.rows, x, h, vectorized=True
    ),
    "gradient_field": lambda function, x, h: chapter4.gradient_field(function.rows, x[np.newaxis], h)[0],
}


def in_each_form(oracle):
    """Run the test for each function that takes gradients."""
    forms = [
        pytest.param(gradient, id=name, marks=pytest.mark.compares(name, oracle)) for name, gradient in FORMS.items()
    ]
    return pytest.mark.parametrize("gradient", forms)


@in_each_form("mpmath derivative")
@EACH
@STEPS
def test_the_gradient_is_near_mpmaths(compare, gradient, function, h):
    for x in function.points:
        right = exact.derivative(function.exact, x)
        compare(gradient(function, x, h), right, bound(function, x, np.abs(right).astype(float), h))


@in_each_form("mpmath central difference")
@EACH
@STEPS
def test_the_gradient_is_near_the_exact_difference(compare, gradient, function, h):
    """Of x and h as the doubles that they are."""
    for x in function.points:
        right = exact.difference(function.exact, x, h)
        size = np.abs(right).astype(float)
        compare(gradient(function, x, h), right, bound(function, x, size, h, truncated=False))


@in_each_form("autograd")
@EACH
def test_the_gradient_is_near_autograds(compare, gradient, function):
    """Backward, a few roundings for each operation of f, of numbers no larger than the largest slope's terms: 40u."""
    for x in function.points:
        theirs = autograd.grad(function.traced)(x)
        both = bound(function, x, slopes(function, x)) + 40 * U * np.broadcast_to(function.m1(x, 0.0), x.shape)
        compare(gradient(function, x, H), theirs, both)


@in_each_form("SciPy approx_derivative with the same step")
@EACH
@STEPS
def test_scipys_differences_are_the_same_over_the_step_really_taken(compare, gradient, function, h):
    """The loop calls f at the same doubles; f of rows may round otherwise, each of four values by phi."""
    for x in function.points:
        theirs = approx_derivative(function.f, x, method="3-point", abs_step=h)
        taken = (exact.numbers(x + h) - exact.numbers(x - h)) / (2 * mpf(h))
        of_f = 0.0 if gradient is FORMS["numerical_gradient"] else 2 * function.phi(x, 2 * h) / h
        compare(gradient(function, x, h), theirs * taken, allowed.same_points(theirs) + of_f)


@in_each_form("SciPy approx_derivative with its own step")
@EACH
def test_scipys_differences_with_its_own_step_are_near(compare, gradient, function):
    for x in function.points:
        theirs, right = approx_derivative(function.f, x, method="3-point"), slopes(function, x)
        steps = SCIPYS_STEP * np.maximum(1.0, np.abs(x))
        other = [bound(function, x, right, h, allowed.other_step)[i] for i, h in enumerate(steps.tolist())]
        compare(gradient(function, x, H), theirs, bound(function, x, right) + other)


@in_each_form("SciPy differentiate.jacobian")
@pytest.mark.parametrize("function", [SUM_OF_TWO, ROSENBROCK], ids=lambda function: function.name)
def test_scipys_adaptive_gradient_is_near(compare, gradient, function):
    """Of the two functions that take many points along their last axes, as it asks for; where it says it succeeded."""
    for x in function.points:
        theirs = scipy.differentiate.jacobian(function.f, x)
        error = allowed.extrapolated(x, function.m1(x, 0.5), function.phi(x, 0.5), theirs.nit, theirs.error)
        both = bound(function, x, slopes(function, x)) + error
        found = gradient(function, x, H)
        compare(found[theirs.success], theirs.df[theirs.success], both[theirs.success])


@in_each_form("SciPy rosen_der")
def test_the_gradient_of_rosenbrocks_function_is_near_scipys_formula(compare, gradient):
    """The formula has eight roundings in a row at most, of terms whose sizes are those of the largest slope."""
    for x in ROSENBROCK.points:
        both = bound(ROSENBROCK, x, slopes(ROSENBROCK, x)) + gamma(8) * ROSENBROCK.m1(x, 0.0)
        compare(gradient(ROSENBROCK, x, H), scipy.optimize.rosen_der(x), both)


@in_each_form("SciPy softmax")
def test_the_gradient_of_scipys_logsumexp_is_scipys_softmax(compare, gradient):
    for x in LOG_OF_SUM.points:
        p = exact.softmax(x)
        both = bound(LOG_OF_SUM, x, p.astype(float)) + allowed.softmax(x, p)
        compare(gradient(LOG_OF_SUM, x, H), scipy.special.softmax(x), both)


@pytest.mark.compares("gradient_field", "autograd")
def test_the_field_of_the_figure_is_autograds(compare):
    """The 21 by 21 points of figure 4-9, of which each partial derivative is twice the coordinate."""
    function, axis = SUM_OF_TWO, np.linspace(-2.0, 2.0, 21)
    points = np.stack(np.meshgrid(axis, axis), axis=-1)
    theirs = np.array([autograd.grad(function.traced)(point) for point in points.reshape(-1, 2)]).reshape(points.shape)
    most = [bound(function, point, 2 * np.abs(point)) + 40 * U * 2 * np.abs(point) for point in points.reshape(-1, 2)]
    compare(chapter4.gradient_field(function.rows, points), theirs, np.reshape(most, points.shape))


# ------------------------------------------------------------------ Differences, each explained on the page


def test_scipys_step_grows_with_x_and_chapter4s_does_not():
    called = []
    approx_derivative(lambda x: called.append(x.item()) or x.item(), np.array([1000.0]), method="3-point", f0=[1000.0])
    assert [abs(x - 1000.0) > 50 * H for x in called] == [True, True]
    called.clear()
    chapter4.numerical_gradient(lambda x: called.append(x.item()) or x.item(), np.array([1000.0]))
    assert called == [1000.0 + H, 1000.0 - H]


def test_integers_are_promoted_by_scipy_and_refused_by_autograd_and_by_numerical_gradient():
    x = np.array([3, 4])
    theirs = approx_derivative(chapter4.function_2, x, method="3-point", abs_step=H)
    assert np.array_equal(theirs, approx_derivative(chapter4.function_2, x.astype(float), method="3-point", abs_step=H))
    with pytest.raises(TypeError, match="float64"):
        chapter4.numerical_gradient(chapter4.function_2, x)
    with pytest.raises(TypeError, match="differentiate"):
        autograd.grad(chapter4.function_1)(5)
    assert chapter4.numerical_diff(chapter4.function_1, 5) == chapter4.numerical_diff(chapter4.function_1, 5.0)


def test_a_lost_step_is_an_error_here_and_another_step_in_scipy():
    x = np.array([1e16])
    assert approx_derivative(np.sum, x, method="3-point", abs_step=H).item() == 1.0
    with pytest.raises(ValueError, match="the step is lost"):
        chapter4.numerical_gradient(np.sum, x)
