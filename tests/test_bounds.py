"""The a-priori bounds of docs/bounds.md, at thousands of points; `pytest tests/bounds` asks millions."""

import inspect
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import chapter4
import ratios
from exact_sums import of_decimals, product, total, two_product, two_sum
from proof.allowed import U, gamma
from proof.chapter import H
from proof.entries import proves
from proof.old import difference_bound, exact_cosine, forward_bound
from ratios import BOUNDS, LARGEST, measure, squares_bound, sum_of_squares

ordinary = st.floats(-1e60, 1e60).filter(lambda v: v == 0 or abs(v) > 1e-60)
few = st.lists(ordinary, min_size=1, max_size=8)


def exact(terms):
    return sum(Fraction(float(term)) for term in terms)


@pytest.mark.parametrize("key", BOUNDS)
def test_no_error_exceeds_its_bound(key):
    bound = BOUNDS[key]
    found = measure(bound, max(bound.points // 1000, 300), chunk=256)
    assert found.ratio <= LARGEST, f"{bound.name}: {found.ratio} of the bound at {found.point}"


# ------------------------------------------------------------------ Each part of the bound is needed


WITHOUT = {
    "truncation": ("cubic", "m3"),
    "the rounding of the points": ("sine", "m1"),
    "the rounding of f": ("quadratic", "phi"),
    "truncation of the forward difference": ("forward_sine", "m2"),
    "the rounding of the point": ("forward_line", "m1"),
    "the rounding of f in the forward difference": ("forward_cubic", "phi"),
}


@pytest.mark.parametrize("part", WITHOUT)
def test_without_one_of_its_parts_the_bound_is_exceeded(monkeypatch, part):
    key, left_out = WITHOUT[part]
    for bound in (difference_bound, forward_bound):

        def less(*values, bound=bound):
            given = inspect.signature(bound).bind(*values)
            given.arguments.update({left_out: 0.0} if left_out in given.arguments else {})
            return bound(*given.args)

        monkeypatch.setattr(ratios, bound.__name__, less)
    assert measure(BOUNDS[key], 2000, chunk=100).ratio > LARGEST


def test_where_products_underflow_the_bound_does_not_hold():
    """The case that the page gives, in the rational numbers that the doubles are."""
    a, x = 1e-318, 1.3
    far = x + 2 * H
    bound = difference_bound(x, 2 * a * x, 2 * a * far, 0.0, gamma(3) * a * far**2)
    error = abs(Fraction(chapter4.numerical_diff(lambda x: a * (x * x), x)) - 2 * Fraction(a) * Fraction(x))
    assert bound == 0
    assert f"{float(error):.0e}" == "6e-321"


# ------------------------------------------------------------------ The exact values are exact


@given(ordinary, ordinary)
def test_a_sum_and_a_product_are_kept_without_rounding(a, b):
    a, b = np.array(a), np.array(b)
    assert exact(two_sum(a, b)) == Fraction(float(a)) + Fraction(float(b))
    assert exact(two_product(a, b)) == Fraction(float(a)) * Fraction(float(b))


@given(few, st.lists(st.floats(-1e3, 1e3).filter(lambda v: v == 0 or abs(v) > 1e-3), max_size=3))
def test_a_sum_times_factors_is_kept_without_rounding(terms, factors):
    expected = exact(terms)
    for factor in factors:
        expected *= Fraction(factor)
    assert exact(product(np.array(terms), *map(np.array, factors))) == expected


@given(few, few)
def test_a_total_is_rounded_once_however_much_cancels(terms, more):
    """Cancelled but for the rounding of each product, the rest is right to 2u of itself and u^3 of the terms."""
    terms = np.array([*terms, *more, *(-v for v in terms), *(v * (1 + U) for v in more)])
    error = abs(Fraction(float(total(terms))) - exact(terms))
    assert error <= 2 * Fraction(U) * abs(exact(terms)) + Fraction(U) ** 3 * exact(np.abs(terms))


@given(st.floats(-16, 16))
def test_the_exact_cosine_is_one(x):
    """Right to an ulp, u at the most, by the library's; and the sum of two doubles holds 31 digits."""
    cosine = exact_cosine(x)
    assert abs(float(cosine) - np.cos(x)) <= 2 * U
    assert abs(exact(np.ravel(of_decimals([cosine]))) - Fraction(cosine)) <= Fraction(10) ** -31


# ------------------------------------------------------------------ What follows from the bound for gradient descent


ROUGH = [1e-3, 0.1, 0.3, 0.5, 0.77, 0.999]


@proves("C4.4.1-1")
def test_a_step_comes_nearer_at_the_rates_between_0_and_1_and_at_no_other():
    """Starts of many sizes, rates on both sides: wherever the distance changes by more than the bound allows for."""
    rng, decided = np.random.default_rng(0), 0
    for lr in rng.uniform(-0.5, 1.5, 2000).tolist():
        start = rng.choice([-1, 1], 2) * np.exp2(rng.uniform(-10, 20, 2))
        before, after = chapter4.descent_path(chapter4.function_2, start, lr, 1)
        allowed = abs(lr) * squares_bound(before, 2, H) + 4 * U * (1 + 2 * abs(lr)) * np.abs(before)
        if abs(abs(1 - 2 * lr) - 1) * np.hypot(*before) > 2 * np.hypot(*allowed):
            decided += 1
            assert (np.hypot(*after) < np.hypot(*before)) == (0 < lr < 1)
    assert decided > 1900


@proves("C4.4.1-2")
@pytest.mark.parametrize("lr", ROUGH)
def test_descent_on_squares_arrives_for_a_rate_between_0_and_1(lr):
    """At |1 - 2 lr|^k of the start, and what the bound adds in each of the k steps."""
    factor, start = abs(1 - 2 * lr), np.array([-3.0, 4.0])
    path = chapter4.descent_path(sum_of_squares, start, lr, 400)
    added = lr * squares_bound(start, 2, H) + 4 * U * np.abs(start)  # at the start, the farthest, it is largest
    for k, x in enumerate(path):
        assert np.all(np.abs(x) <= factor**k * np.abs(start) + added * sum(factor**i for i in range(k)))


@proves("C4.4.1-2")
@pytest.mark.parametrize("lr", [-0.5, -0.01, 0.0, 1.0, 1.01, 1.5])
def test_descent_on_squares_does_not_arrive_for_any_other_rate(lr):
    """It gets no nearer than the start, but for what the bound takes off in each step."""
    factor, start = abs(1 - 2 * lr), np.array([-3.0, 4.0])
    for before, after in zip(
        *(chapter4.descent_path(sum_of_squares, start, lr, 20)[i:][:20] for i in (0, 1)), strict=True
    ):
        taken = abs(lr) * squares_bound(before, 2, H) + 4 * U * (1 + 2 * abs(lr)) * np.abs(before)
        assert np.all(np.abs(after) >= factor * np.abs(before) - taken)
        assert np.all(np.abs(after) > 2.9)
