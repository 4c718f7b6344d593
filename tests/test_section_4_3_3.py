"""4.3.3 Partial derivatives."""

import math

import numpy as np
import pytest

import chapter4
from proof import allowed
from proof.allowed import U, gamma
from proof.chapter import H
from proof.copies import of_copies, slips_of
from proof.entries import proves
from proof.errors import answer


@proves("O4.3.3-1", "O4.3.3-2", "E4.3.3-4", "E4.3.3-6", "S4.3.3-2", "S4.3.3-3")
def test_the_two_derivatives_to_the_last_printed_digit(entry, assert_as_printed):
    outputs = [entry] if entry.id.startswith("O") else [chapter4.ledger.output(id) for id in ("O4.3.3-1", "O4.3.3-2")]
    for output in outputs:
        assert_as_printed(output)


@proves("S4.3.3-1", "E4.3.3-1", "E4.3.3-8")
def test_function_2_is_the_sum_of_two_squares(implementation):
    function_2 = implementation.own("function_2")
    assert function_2(np.array([3.0, 4.0])) == 25.0
    assert function_2(np.array([-1.5, 0.0])) == 2.25
    assert function_2(np.array([0.0, -2.0])) == 4.0


@proves("S4.3.3-2", "S4.3.3-3")
def test_the_slices_are_function_2_with_one_variable_fixed(implementation):
    for v in (-2.0, 0.0, 0.5, 3.0, 4.0):
        assert implementation.own("function_tmp1")(v) == implementation.function_2(np.array([v, 4.0]))
        assert implementation.own("function_tmp2")(v) == implementation.function_2(np.array([3.0, v]))


@proves("C4.3.3-1")
@pytest.mark.parametrize("point", [(0.25, -1.0), (-2.0, 0.5), (1.0, 1.0)])
def test_the_others_are_fixed_in_a_function_that_is_no_sum_of_its_parts(implementation, point):
    """e^(x0 x1) = f has the partial derivatives x1 f and x0 f; with both moved at once, it has their sum."""

    def f(x0, x1):
        return math.exp(x0 * x1)

    x0, x1 = point
    partial = [
        implementation.numerical_diff(lambda v: f(v, x1), x0),
        implementation.numerical_diff(lambda v: f(x0, v), x1),
    ]
    moved_together = implementation.numerical_diff(lambda v: f(x0 + v, x1 + v), 0.0)
    exact = [x1 * f(x0, x1), x0 * f(x0, x1)]
    # The third derivatives are below 8 f, and along both, (s^3 + 6 s) f with s = x0 + x1, below 21 f. The product of
    # at most 1 rounds by u, exp by 2u, x +- h by u of 2 and so f by 4u more: 7u of f, over h.
    error = 1.01 * (21 * H * H / 6 + 7 * U / H) * f(x0, x1)
    assert np.abs(np.subtract(partial, exact)).max() <= error
    assert abs(moved_together - sum(exact)) <= error
    assert min(abs(sum(exact) - slope) for slope in exact) > 0.1


@proves("E4.3.3-3")
def test_the_partial_derivatives_are_no_quotients_of_products(implementation):
    """As printed, with a letter a for the sign, a f / a x0 is f / x0: 25/3 and 25/4 at (3, 4) in place of 6 and 8."""
    f, bound = (
        implementation.function_2(np.array([3.0, 4.0])),
        allowed.numerical_diff(4.0, 8.0, 8.1, 0.0, gamma(3) * 26),
    )
    for cut, x, exact in ((implementation.function_tmp1, 3.0, 6.0), (implementation.function_tmp2, 4.0, 8.0)):
        slope = implementation.numerical_diff(cut, x)
        assert abs(slope - exact) <= bound
        assert abs(slope - f / x) > 1


@proves("C4.3.3-1")
def test_a_partial_derivative_is_that_of_one_variable_with_the_other_fixed(implementation):
    """Both are 2x to within the bound, phi being gamma_2 of the sum."""
    for x0, x1 in [(3.0, 4.0), (-1.0, 0.5), (0.0, 0.0)]:
        slopes = [
            implementation.numerical_diff(lambda v, x1=x1: v * v + x1 * x1, x0),
            implementation.numerical_diff(lambda v, x0=x0: x0 * x0 + v * v, x1),
        ]
        for v, slope in zip((x0, x1), slopes, strict=True):
            phi = gamma(2) * ((abs(x0) + 1e-3) ** 2 + (abs(x1) + 1e-3) ** 2)
            assert abs(slope - 2 * v) <= allowed.numerical_diff(v, 2 * v, 2 * abs(v) + 1e-3, 0.0, phi)


@proves("E4.3.3-2")
def test_a_grid_of_points_gives_one_value_a_point(implementation):
    values = answer(lambda: implementation.own("function_2")(np.array([[1.0, 2.0, 0.0], [3.0, 4.0, 0.0]])))
    assert values is None or np.array_equal(values, [10.0, 20.0, 0.0])


@proves(*of_copies("4.3.3", "function_2"))
def test_no_slip_of_copies_is_made_in_function_2(implementation, entry):
    assert entry.id not in slips_of(implementation.own("function_2"), entry)


@proves(*of_copies("4.3.3", "function_tmp1"))
def test_no_slip_of_copies_is_made_in_function_tmp1(implementation, entry):
    assert entry.id not in slips_of(implementation.own("function_tmp1"), entry)


@proves(*of_copies("4.3.3", "function_tmp2"))
def test_no_slip_of_copies_is_made_in_function_tmp2(implementation, entry):
    assert entry.id not in slips_of(implementation.own("function_tmp2"), entry)


# ------------------------------------------------------------------ Asked of chapter4 alone


@proves("E4.3.3-2")
def test_a_grid_gives_one_value_a_point_and_the_documentation_says_how_the_other_form_differs():
    grid = np.array([[1.0, 2.0, 0.0], [3.0, 4.0, 0.0]])
    assert chapter4.function_2(grid).tolist() == [10.0, 20.0, 0.0]
    assert np.sum(grid**2) == 30.0
    assert chapter4.function_2(np.array([3.0, 4.0])) == np.sum(np.array([3.0, 4.0]) ** 2)
    assert "E4.3.3-2" in chapter4.function_2.__doc__
