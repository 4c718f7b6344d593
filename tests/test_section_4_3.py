"""4.3 Numerical differentiation."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import chapter4
from chapter4 import ledger
from proof import H, U, advice, answer, difference_bound, forward_bound, gamma, is_clear, proves, refuses

POINTS = [-7.5, -3.0, -3, -0.3, 0.0, 0, 0.1, 1.0, 2.5, 4.0, 5.0, 5, 10]

# Each with its first and third derivative, and its own error in units of u, for |x| <= 10:
SMOOTH = {
    "square": (lambda x: x * x, lambda x: 2 * x, lambda x: 0.0, lambda x: x * x * U),
    "cube": (lambda x: x * x * x, lambda x: 3 * x * x, lambda x: 6.0, lambda x: gamma(2) * abs(x) ** 3),
    "sine": (math.sin, math.cos, lambda x: 1.0, lambda x: 2 * U),
    "line": (lambda x: 3 * x, lambda x: 3.0, lambda x: 0.0, lambda x: 3 * abs(x) * U),
}


SECOND = {"square": lambda x: 2.0, "cube": lambda x: 6 * x, "sine": lambda x: -math.sin(x)}


def bound(name, x, h=H):
    _f, slope, third, phi = SMOOTH[name]
    far = abs(x) + 2 * h
    m1 = max(abs(slope(x - 2 * h)), abs(slope(x + 2 * h)), abs(slope(x)), 1.0 if name == "sine" else 0.0)
    return difference_bound(x, slope(x), m1, third(far), phi(far), h)


@proves("S4.3.1-2", "E4.3.1-1", "E4.3.1-2", "E4.3.1-5", "E4.3.1-4")
@pytest.mark.parametrize("name", SMOOTH)
@pytest.mark.parametrize("x", POINTS)
def test_the_central_difference_is_within_its_bound(implementation, name, x):
    """At 1e-50 the difference is 0, and forward it is off by h f'' / 2: both far outside this bound."""
    f, slope, _, _ = SMOOTH[name]
    assert abs(implementation.numerical_diff(f, x) - slope(x)) <= bound(name, x)


@proves("E4.3.1-1")
def test_an_ordinary_x_gives_a_slope_and_not_0(implementation):
    for x in (0.5, 5, 10, 100.0, -1000.0, 4000.0, 1e6):
        # x +- h and 3x round by u of themselves, over h.
        error = 4 * U * abs(x) * 3 / H
        assert abs(implementation.numerical_diff(lambda x: 3 * x, x) - 3) <= error + 1e-11


def other_errors(x, m1, m3, phi, h=H):
    """What h/2 |f''| has to outweigh: h^2/2 max|f'''| + (2u (|x| + 6h) max|f'| + 4 phi) / h; see docs/bounds.md."""
    return h * h / 2 * m3 + (2 * U * (abs(x) + 6 * h) * m1 + 4 * phi) / h


@proves("C4.3-1", "E4.3.1-2", "E4.3.1-6")
@pytest.mark.parametrize("name", ["square", "cube", "sine"])
def test_the_central_difference_is_closer_where_truncation_outweighs_rounding(implementation, name):
    """As it does at nine in ten of the points at least."""
    f, slope, third, phi = SMOOTH[name]
    held = 0
    for x in np.random.default_rng(0).uniform(-10, 10, 300).tolist():
        far = abs(x) + 2 * H
        m1 = 1.0 if name == "sine" else abs(slope(far))
        if H / 2 * abs(SECOND[name](x)) > other_errors(x, m1, third(far), phi(far)):
            held += 1
            central, forward = implementation.numerical_diff(f, x), (f(x + H) - f(x)) / H
            assert abs(central - slope(x)) < abs(forward - slope(x))
    assert held >= 270


# ------------------------------------------------------------------ Asked of NumPy and of chapter4 alone


@proves("O4.3.1-1")
def test_the_step_is_0_in_float32(entry, recompute):
    assert recompute(entry) == [float(entry.printed)]


@proves("C4.3-1")
def test_no_cubic_is_found_that_breaks_the_condition():
    """Cubics, points and steps of all sizes; the errors are fractions.

    Half of the cubics have their slope near 0 at x, where the least is left to outweigh. Half are rounded five times;
    half are 0 at x and rounded once, so that little but the rounding of the points is left. Outside the condition
    the search does find what breaks the statement, and needs each part of the condition for that.
    """
    rng = np.random.default_rng(0)
    inside, outside = 0, {"m1": 0, "m3": 0, "phi": 0}
    for k in range(5_000):
        h, x = 2.0 ** rng.uniform(-24, -1), float(rng.choice([-1, 1])) * 2.0 ** rng.uniform(-12, 30)
        a3, a2, a1 = (rng.choice([-1, 1], 3) * 2.0 ** rng.uniform(-30, 10, 3)).tolist()
        if k % 2:
            a1 = -3 * a3 * x * x - 2 * a2 * x
        c3, c2, c1, at = Fraction(a3), Fraction(a2), Fraction(a1), Fraction(x)
        slope, second = 3 * c3 * at**2 + 2 * c2 * at + c1, abs(6 * c3 * at + 2 * c2)
        far = (abs(x) + h) * (1 + 2 * U)
        reach = far - abs(x)
        parts = {"m1": float(abs(slope) + reach * (second + 6 * abs(a3) * reach)), "m3": 6 * abs(a3)}
        if k % 4 < 2:
            parts["phi"] = gamma(5) * (abs(a3) * far**3 + abs(a2) * far**2 + abs(a1) * far)

            def f(x, a3=a3, a2=a2, a1=a1):
                return a3 * (x * x * x) + a2 * (x * x) + a1 * x
        else:
            parts["phi"] = U * reach * parts["m1"]

            def f(x, c3=c3, c2=c2, c1=c1, at=at):
                moved = Fraction(x) - at
                return float(moved * (c3 * (3 * at**2 + 3 * at * moved + moved**2) + c2 * (2 * at + moved) + c1))

        central, forward = (
            abs(Fraction(difference(f, x, h)) - slope)
            for difference in (chapter4.numerical_diff, chapter4.forward_difference)
        )
        if h / 2 * second > other_errors(x, **parts, h=h):
            inside += 1
            assert central < forward
        elif forward < central:
            for part in outside:
                outside[part] += h / 2 * second > other_errors(x, **parts | {part: 0.0}, h=h)
    assert inside > 1000
    assert min(outside.values()) > 10


@proves("C4.3-1")
def test_for_function_1_the_condition_holds_up_to_2000_and_the_central_difference_is_closer(entry):
    """At 20,000 points, with exact errors. The second derivative is 0.02, the third 0, phi gamma_4 of the terms."""
    x = np.concatenate([np.linspace(-2000, 2000, 10_000), np.random.default_rng(0).uniform(-2000, 2000, 10_000)])
    far = np.abs(x) + 2 * H
    others = other_errors(x, 0.02 * far + 0.1, 0.0, gamma(4) * (0.01 * far**2 + 0.1 * far))
    assert (others < H / 2 * 0.02).all()
    central = chapter4.numerical_diff(chapter4.function_1, x)
    forward = chapter4.forward_difference(chapter4.function_1, x, H)
    for k in range(len(x)):
        exact = Fraction(x[k]) / 50 + Fraction(1, 10)
        assert abs(Fraction(central[k]) - exact) < abs(Fraction(forward[k]) - exact)
    assert "up to |x| = 2000. " in entry.condition


@proves("E4.3.1-2")
@pytest.mark.parametrize("name", ["square", "cube", "sine"])
def test_the_forward_difference_is_within_its_bound_and_that_is_of_order_h(name):
    f, slope, _, phi = SMOOTH[name]
    for x in np.random.default_rng(1).uniform(-10, 10, 200).tolist():
        far = abs(x) + 2 * H
        m1 = max(abs(slope(x - 2 * H)), abs(slope(x + 2 * H)), 1.0 if name == "sine" else 0.0)
        m2 = 1.0 if name == "sine" else abs(SECOND[name](far))
        error = abs(chapter4.forward_difference(f, x, H) - slope(x))
        assert error <= forward_bound(x, slope(x), m1, m2, phi(far))
        # Of order h and no less: but for a third derivative of at most 6, and for the rounding.
        assert error >= H / 2 * abs(SECOND[name](x)) - H**2 - forward_bound(x, slope(x), m1, 0, phi(far))


@proves("C4.3-1")
def test_where_rounding_outweighs_truncation_the_forward_difference_may_be_closer(entry):
    """For function_1 the third derivative is 0, and yet here the errors are 1.3e-6 and 1.0e-6."""
    x = 13741.26887937825
    assert f"for function_1 at {x}, where rounding decides" in entry.condition
    exact = Fraction(x) / 50 + Fraction(1, 10)
    central, forward = (
        abs(Fraction(difference(chapter4.function_1, x, H)) - exact)
        for difference in (chapter4.numerical_diff, chapter4.forward_difference)
    )
    assert forward < central


@proves("E4.3.1-10")
def test_of_the_numbers_of_the_sections_4_3_1_alone_is_missing(entry):
    """Below each of 4.1 to 4.4 the notes count from 1, but for this place, where a heading is lost."""
    numbers = [section.number for section in ledger.sections()]
    missing = set()
    for above in ("4.1", "4.2", "4.3", "4.4"):
        below = [int(number[4:]) for number in numbers if number.startswith(f"{above}.")]
        missing |= {f"{above}.{n}" for n in range(1, max(below) + 1) if n not in below}
    assert missing == {"4.3.1"}
    assert numbers[numbers.index(entry.section) + 1] == "4.3.2"
    assert " 4.3.1 " in entry.correction


@proves("C4.3-1")
def test_the_condition_is_needed():
    """x^3 at -h/3: the forward difference is exact, the central one is off by h^2."""
    h = Fraction(1, 10)
    exact = 3 * (-h / 3) ** 2
    assert chapter4.forward_difference(lambda x: x**3, -h / 3, h) == exact
    assert chapter4.numerical_diff(lambda x: x**3, -h / 3, h) == exact + h**2


@proves("E4.3.1-13")
@pytest.mark.parametrize("x", [-3, 0, 0.5, 4])
def test_the_derivative_is_the_limit_of_the_forward_difference(x):
    """Of x^2, in doubles that hold it exactly, and in fractions: 2x + h, which comes as near to 2x as h to 0."""
    for k in range(1, 21):
        assert chapter4.forward_difference(lambda x: x * x, float(x), 2.0**-k) == 2 * x + 2.0**-k
    for k in range(1, 200):
        h = Fraction(1, 10**k)
        assert chapter4.forward_difference(lambda x: x * x, Fraction(x), h) - 2 * Fraction(x) == h


@proves("S4.3.1-1", "E4.3.1-1", "E4.3.1-3")
def test_a_step_of_1e_minus_50_is_lost_beside_x():
    """Beside 0, where it is not lost, it gives a slope: in float64 it is not 0."""
    for x in (5, 10, 1.0, -3.5):
        assert x + 1e-50 == x
        assert chapter4.forward_difference(chapter4.function_1, x, 1e-50) == 0.0
    assert chapter4.forward_difference(chapter4.function_1, 0, 1e-50) == 0.1
    with refuses(ValueError, "x", "5", "1e-50", by="lost_step"):
        chapter4.numerical_diff(chapter4.function_1, 5, h=1e-50)


@proves("E4.3.1-8")
def test_a_float32_is_refused_or_no_nan(implementation):
    with np.errstate(invalid="ignore"):
        slope = answer(lambda: implementation.numerical_diff(lambda x: x * x, np.array([5.0], dtype=np.float32)))
    assert slope is None or np.isfinite(slope).all()


@proves("E4.3.1-8")
def test_a_float32_beside_a_step_of_1e_minus_50_is_nan():
    x = np.array([5.0], dtype=np.float32)
    with pytest.warns(RuntimeWarning):
        assert np.isnan(chapter4.forward_difference(chapter4.function_1, x, 1e-50)).all()
    assert "E4.3.1-8" in chapter4.forward_difference.__doc__
    with refuses(TypeError, "x", "float32", by="neither_float64_nor_integers"):
        chapter4.numerical_diff(chapter4.function_1, x, 1e-50)


@pytest.mark.parametrize("name", SMOOTH)
@pytest.mark.parametrize("x", POINTS)
def test_the_forward_difference_is_off_by_half_h_times_the_second_derivative(name, x):
    f, slope, _, phi = SMOOTH[name]
    second = {"square": 2.0, "cube": 6 * (abs(x) + H), "sine": 1.0, "line": 0.0}[name]
    rounding = (2 * phi(abs(x) + H) + U * (abs(x) + H) * (abs(slope(x)) + second)) / H
    assert abs(chapter4.forward_difference(f, x, H) - slope(x)) <= H * second / 2 + rounding + 4 * U * abs(slope(x))


DIGITS = [0.1999999999990898, 0.2999999999986347]


@pytest.mark.parametrize("kind", [int, float, np.float64, np.int64, np.int8, np.array])
def test_the_printed_digits_do_not_depend_on_the_type_of_x(kind):
    assert [float(chapter4.numerical_diff(chapter4.function_1, kind(x))) for x in (5, 10)] == DIGITS
    assert type(chapter4.numerical_diff(chapter4.function_1, 5)) is float
    assert type(chapter4.numerical_diff(chapter4.function_1, 5.0)) is float


def test_arrays_are_differentiated_entry_by_entry():
    for dtype in (np.float64, np.int64, np.uint8, np.int16):
        x = np.array([[5, 10]], dtype=dtype)
        slopes = chapter4.numerical_diff(chapter4.function_1, x)
        assert slopes.tolist() == [DIGITS]
        assert x.tolist() == [[5, 10]]
    assert chapter4.numerical_diff(np.sin, np.zeros((0, 2))).shape == (0, 2)
    assert chapter4.numerical_diff(lambda x: x > 0, np.array([-1.0, 1.0])).tolist() == [0.0, 0.0]
    assert chapter4.numerical_diff(lambda x: np.uint8(x < 2), 2.0, 1.0) == -0.5


def test_fractions_stay_exact():
    h = Fraction(1, 3)
    assert chapter4.numerical_diff(lambda x: 5 * x**2 - 7 * x + 1, Fraction(2, 7), h) == 10 * Fraction(2, 7) - 7
    assert isinstance(chapter4.numerical_diff(lambda x: x * x, 3, Fraction(1, 2)), Fraction)
    assert isinstance(chapter4.numerical_diff(lambda x: x * x, Fraction(1, 3), 1), Fraction)
    with refuses(ValueError, "x", by="lost_step"):
        chapter4.numerical_diff(lambda x: x, Fraction(10**400))
    assert chapter4.numerical_diff(lambda x: x * x, Fraction(10**400), Fraction(1)) == 2 * 10**400


@given(*[st.fractions(min_value=-100, max_value=100, max_denominator=1000)] * 5)
def test_in_fractions_a_cubic_is_off_by_exactly_its_leading_coefficient_times_h_squared(a3, a2, a1, x, h):
    assume(h != 0)
    slope = chapter4.numerical_diff(lambda x: a3 * x**3 + a2 * x**2 + a1 * x, x, h)
    assert slope - (3 * a3 * x**2 + 2 * a2 * x + a1) == a3 * h**2


coefficients = st.floats(-100, 100)
moderate = st.floats(-1000, 1000)


@given(coefficients, coefficients, moderate)
def test_a_quadratic_is_within_the_bound(a, b, x):
    """Phi is gamma_3 (|a| x^2 + |b||x|) at the furthest x, with the smallest double for each underflow."""
    far = abs(x) + 2 * H
    phi = gamma(3) * (abs(a) * far**2 + abs(b) * far) + 4 * 5e-324
    exact = 2 * Fraction(a) * Fraction(x) + Fraction(b)
    m1 = 2 * abs(a) * far + abs(b)
    found = chapter4.numerical_diff(lambda x: a * (x * x) + b * x, x)
    assert abs(Fraction(found) - exact) <= Fraction(difference_bound(x, float(exact), m1, 0.0, phi))


steps = st.floats(1e-8, 1.0)


@given(moderate, steps)
def test_the_sign_of_h_changes_nothing(x, h):
    assume(x - h < x < x + h)
    assert chapter4.numerical_diff(math.sin, x, h) == chapter4.numerical_diff(math.sin, x, -h)


@given(moderate, steps)
def test_an_even_function_has_an_odd_difference(x, h):
    assume(x - h < x < x + h)
    assert chapter4.numerical_diff(math.cosh, x / 10, h) == -chapter4.numerical_diff(math.cosh, -x / 10, h)


@given(moderate, steps, st.integers(-100, 100))
def test_a_power_of_two_comes_through_exactly(x, h, k):
    assume(x - h < x < x + h)
    scaled = chapter4.numerical_diff(lambda x: math.ldexp(math.atan(x), k), x, h)
    assert scaled == math.ldexp(chapter4.numerical_diff(math.atan, x, h), k)


@given(moderate, st.floats(-1e300, 1e300))
def test_a_constant_has_the_slope_0(x, c):
    assert chapter4.numerical_diff(lambda x: c, x) == 0.0
    assert chapter4.forward_difference(lambda x: c, x, H) == 0.0


BOTH = [lambda f, x, h=H: chapter4.numerical_diff(f, x, h), lambda f, x, h=H: chapter4.forward_difference(f, x, h)]
both = pytest.mark.parametrize("difference", BOTH, ids=["numerical_diff", "forward_difference"])


@both
@pytest.mark.parametrize("h", [0, 0.0, -0.0, math.nan, math.inf, -math.inf, 10**400, 1e308])
def test_a_step_of_0_or_beyond_float64_is_refused(difference, h):
    with refuses(ValueError, "h"):
        difference(math.sin, 1.0, h)


@both
@pytest.mark.parametrize("h", ["1e-4", None, 1j, [1e-4], np.array([1e-4]), True, np.timedelta64(1, "s")])
def test_a_step_that_is_no_number_is_refused(difference, h):
    with refuses(TypeError, "h", by="no_real_number"):
        difference(math.sin, 1.0, h)


@both
def test_a_step_may_be_negative_or_any_real_number(difference):
    for h in (-1e-4, np.float64(1e-4), np.float32(2**-13), Fraction(1, 8192), np.array(1e-4), 1):
        assert difference(lambda x: 3 * x, 2.0, h) == pytest.approx(3.0, rel=1e-11)  # 4 u |x| / h = 9e-12


@both
@pytest.mark.parametrize("x", [math.nan, math.inf, -math.inf, 10**400, np.array([1.0, math.nan]), np.float64(math.inf)])
def test_an_x_that_is_not_finite_is_refused(difference, x):
    with refuses(ValueError, "x", by="not_finite_entry" if hasattr(x, "dtype") else "not_finite_number"):
        difference(np.sin, x)


MESSY = [True, [1.0], (1.0,), "1", range(3), {1.0}, 1j, np.array([1j]), np.complex64(1j), np.array(["1"])]
MESSY += [np.array([1.0], dtype=object), np.ma.masked_array([1.0], mask=[True]), np.array([True])]
MESSY += [np.array(["2026-01-01"], dtype="datetime64[D]")]


@both
@pytest.mark.parametrize("x", MESSY, ids=lambda x: f"{type(x).__name__}-{getattr(x, 'dtype', '')}")
def test_an_x_of_another_kind_is_refused_and_the_advice_works(difference, x):
    with refuses(TypeError, "x", type(x).__name__ if not hasattr(x, "dtype") else "") as caught:
        difference(np.sin, x)
    slopes = difference(np.sin, advice(caught.value, x=x))
    assert np.isfinite(slopes).all()


@both
@pytest.mark.parametrize(
    ("x", "words"),
    [(None, "give numbers that float64 holds"), (np.zeros(1, dtype=[("a", float)]), "use one of its fields")],
)
def test_an_x_that_is_nothing_to_convert_is_refused(difference, x, words):
    with refuses(TypeError, "x", words):
        difference(np.sin, x)


@both
def test_a_generator_is_refused_and_the_advice_works(difference):
    x = (v for v in (1.0, 2.0))
    with refuses(TypeError, "x", "generator", by="neither_number_nor_array") as caught:
        difference(np.sin, x)
    assert np.shape(difference(np.sin, advice(caught.value, x=x))) == (2,)


@both
def test_f_and_x_in_the_other_order_are_said_to_be_so(difference):
    with refuses(TypeError, "f", "x", by="exchanged"):
        difference(1.0, math.sin)


CALMLY = {
    "underflow": (lambda v: np.float64(1e-312) if v > 0 else np.float64(0), 0.0, 1e3, 1e-315),
    "underflow of an array": (lambda v: np.where(v > 0, 1e-312, 0.0), np.zeros(1), 1e3, 1e-315),
    "float32": (lambda v: np.float32(1e-40) if v > 0 else np.float32(0), 0.0, 1.0, 1e-40),
    "longdouble": (lambda v: np.longdouble(1e-310) if v > 0 else np.longdouble(0), 0.0, 1.0, 1e-310),
}


@pytest.mark.parametrize("kind", CALMLY)
def test_the_differences_of_f_raise_no_floating_point_error(kind):
    f, x, h, slope = CALMLY[kind]
    with np.errstate(all="raise"):
        central, forward = chapter4.numerical_diff(f, x, h), chapter4.forward_difference(f, x, h)
    # Each side may be off by its rounding to float32's subnormals, 2^-149; the central difference is half the forward.
    assert abs(float(np.sum(central)) - slope / 2) <= 2.0**-149
    assert abs(float(np.sum(forward)) - slope) <= 2.0**-149


@both
def test_f_runs_under_the_callers_errstate(difference):
    with np.errstate(all="raise"), pytest.raises(FloatingPointError, match="overflow"):
        difference(lambda x: np.float64(1e308) * np.float64(10.0), 1.0)
    with np.errstate(all="ignore"), refuses(ValueError, "f", by="returned_not_finite"):
        difference(lambda x: np.float64(1e308) * np.float64(10.0), 1.0)


def test_a_step_that_is_0_in_a_narrower_dtype_warns_whatever_the_errstate():
    for state in ("ignore", "raise"):
        with np.errstate(all=state), pytest.warns(RuntimeWarning, match=r"h is 0 in float32.*E4\.3\.1-8") as caught:
            assert np.isnan(chapter4.forward_difference(np.square, np.float32([5.0]), 1e-50)).all()
        assert caught[0].filename == __file__


@pytest.mark.parametrize("bad", [1j, np.complex64(1j), np.ma.masked_array(1.0), "1", np.array(1.0, dtype=object)])
def test_the_advice_for_what_f_returns_works(bad):
    with refuses(TypeError, "f", by="returned_no_real_numbers") as caught:
        chapter4.numerical_diff(lambda x: bad, 1.0)
    remedies = {
        "use abs(...) or .real": lambda v: (abs(v), v.real),
        "use .filled(...)": lambda v: (v.filled(0.0),),
        "convert them to float64": lambda v: (np.float64(v),),
    }
    for value in remedies[str(caught.value).rpartition("; ")[2]](bad):
        assert chapter4.numerical_diff(lambda x, value=value: value, 1.0) == 0.0
    with refuses(TypeError, "f", "None", "x + h", "return", by="returned_no_real_numbers"):
        chapter4.numerical_diff(lambda x: None, 1.0)


@pytest.mark.parametrize("h", [0, 1e308])
def test_an_unfit_step_names_the_chapters_own(h):
    with refuses(ValueError, "h", str(H)):
        chapter4.numerical_diff(math.sin, 1.0, h)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.longdouble])
def test_other_floats_are_refused_by_the_central_difference(dtype):
    for x in (dtype(5), np.array([5], dtype=dtype)):
        with refuses(TypeError, "x", str(np.dtype(dtype)), by="neither_float64_nor_integers"):
            chapter4.numerical_diff(chapter4.function_1, x)


@pytest.mark.parametrize("x", [1e16, -1e13, 2**60, 2**53 + 1, np.int64(2**60), np.array([1.0, 1e16])])
def test_a_step_that_vanishes_beside_x_is_refused(x):
    with refuses(ValueError, "x", "0.0001", by="lost_step"):
        chapter4.numerical_diff(np.sin, x)


def test_a_step_that_vanishes_on_one_side_alone_is_refused():
    """Below a power of two the doubles lie twice as dense as above: 2**40 - h is another double, 2**40 + h is not."""
    x, h = 2.0**40, 0.75 * 2.0**-13
    assert x - h != x == x + h
    for point in (x, -x, np.array([0.0, x])):
        with refuses(ValueError, "x", by="lost_step"):
            chapter4.numerical_diff(np.sin, point, h)


def test_a_step_that_leaves_the_doubles_is_refused():
    for x in (1.7e308, -1.7e308):
        with refuses(ValueError, "x", by="lost_step"):
            chapter4.numerical_diff(np.tanh, x, 8e307)


def test_integers_beyond_the_doubles_are_moved_by_a_whole_step_exactly():
    x = 2**53 + 1
    assert float(x) != x
    assert chapter4.numerical_diff(lambda x: x * x, x, 1) == float(2 * x)


def test_a_dtype_that_equals_float64_is_float64():
    """NumPy may hold it as another object."""
    x = np.array([5.0, 10.0], dtype=np.dtype(np.float64, metadata={"unit": "m"}))
    assert x.dtype is not np.dtype(np.float64)
    assert chapter4.numerical_diff(chapter4.function_1, x).tolist() == DIGITS


@both
def test_an_f_that_gives_no_real_number_is_refused(difference):
    with refuses(TypeError, "f", by="no_function"):
        difference(3.0, 1.0)
    for bad in (1j, "1", None, [1j], [[1.0], [1.0, 2.0]], np.ma.masked_array(1.0)):
        with refuses(TypeError, "f", "x + h", by="returned_no_real_numbers"):
            difference(lambda x, bad=bad: bad, 1.0)
    for bad in ([1.0], np.array([1.0]), np.ones((2, 2))):
        with refuses(TypeError, "f", "x + h", by="not_one_number"):
            difference(lambda x, bad=bad: bad, 1.0)
    for bad in (3, 3.0):
        with refuses(TypeError, "f", "(2,)", "()", by="not_entry_by_entry"):
            difference(lambda x, bad=bad: bad, np.array([1.0, 2.0]))
    for bad in (math.nan, math.inf, -math.inf, np.float64(math.nan)):
        with refuses(ValueError, "f", str(float(bad)), "x + h", by="returned_not_finite"):
            difference(lambda x, bad=bad: bad, 1.0)


@both
@pytest.mark.skipif(np.finfo(np.longdouble).maxexp == 1024, reason="long double is double here")
def test_a_value_of_f_beyond_float64_is_refused(difference):
    with refuses(ValueError, "f", "1e+400", "x + h", by="returned_not_finite"):
        difference(lambda x: np.longdouble("1e400"), 1.0)


@pytest.mark.parametrize(
    ("x", "h"),
    [(np.array([1.7e308]), 8e307), (np.float16(1), 1e300), (np.float32([1.0]), 1e300), (np.float16(65504), 1000)],
)
def test_an_x_plus_h_that_overflows_is_for_f_to_judge(x, h):
    with refuses(ValueError, "f", "inf", "x + h", by="returned_not_finite"):
        chapter4.forward_difference(lambda x: x, x, h)
    assert np.all(chapter4.forward_difference(lambda x: np.ones(np.shape(x)), x, h) == 0.0)


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_a_narrower_step_does_not_round_the_quotient_of_floats(dtype):
    h = dtype(2.0**-10)
    slope = chapter4.forward_difference(lambda x: float(x) / 3, dtype(1.0), h)
    assert slope == (float(dtype(1.0) + h) / 3 - 1 / 3) / 2.0**-10
    assert isinstance(slope, np.float64)


def test_a_fraction_beyond_float64_loses_a_step_that_is_a_float():
    with refuses(ValueError, "x", by="lost_step"):
        chapter4.forward_difference(lambda x: x, Fraction(10**400), 1e-4)
    assert chapter4.forward_difference(lambda x: x, Fraction(10**400), Fraction(1, 8)) == 1


@both
@pytest.mark.parametrize("x", [np.array([1.0, 2.0]), np.array([[3.0]])])
def test_an_f_that_writes_into_its_argument_does_not_change_the_callers(difference, x):
    before = x.copy()
    difference(lambda x: np.multiply(x, 2.0, out=x), x)
    assert np.array_equal(x, before)


def test_the_side_on_which_f_failed_is_named():
    with refuses(ValueError, "f", "inf", "x - h", by="returned_not_finite"):
        chapter4.numerical_diff(lambda x: 1.0 if x > 1 else math.inf, 1.0)
    with refuses(ValueError, "f", "inf", "at x;", by="returned_not_finite"):
        chapter4.forward_difference(lambda x: 1.0 if x > 1 else math.inf, 1.0, H)


@both
def test_a_quotient_that_overflows_is_refused(difference):
    for kind in (float, np.float64, int):
        with np.errstate(all="raise"), refuses(ValueError, "f", by="quotient_overflows"):
            difference(lambda x, kind=kind: kind(1.7e308 if x > 1 else -1.7e308), 1.0)
    with refuses(ValueError, "f", by="quotient_overflows"):
        difference(lambda x: 10**400 if x > 1 else 0, 1.0)
    with refuses(ValueError, "f", by="quotient_overflows"):
        difference(lambda x: np.where(x > 1, 1.7e308, -1.7e308), np.array([0.0, 1.0]))


@both
def test_an_f_may_return_one_array_again_and_again_or_its_own_argument(difference):
    x, buffer = np.array([1.0, 2.0]), np.empty(2)
    slopes = difference(lambda x: np.multiply(x, x, out=buffer), x, 2.0**-20)
    assert np.abs(slopes - 2 * x).max() < 2.0**-19
    assert difference(lambda x: x, x, 2.0**-20).tolist() == [1.0, 1.0]


def test_a_narrower_value_of_f_is_widened_before_it_is_subtracted():
    for f in (np.float32, lambda x: np.float32(x) * np.float32(1)):
        slope = chapter4.numerical_diff(f, 5.0, 0.5)
        assert isinstance(slope, float)
        assert slope == 1.0


@both
def test_a_function_of_the_whole_array_is_sent_to_the_gradient(difference):
    with refuses(TypeError, "(2,)", "()", "numerical_gradient", by="not_entry_by_entry"):
        difference(chapter4.function_2, np.array([3.0, 4.0]))


def test_the_suite_itself_knows_a_clear_error_from_an_accident():
    assert is_clear(ValueError("x must be finite"))
    assert not is_clear(ValueError())
    with pytest.raises(TypeError) as caught:
        len(2)
    assert not is_clear(caught.value)
    assert not is_clear(AttributeError("'int' object has no attribute 'reshape'"))
    with pytest.raises(TypeError) as caught:
        np.array([1]).__isub__(np.array([0.5]))
    assert not is_clear(caught.value)
