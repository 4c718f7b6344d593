"""4.3 Numerical differentiation."""

import math
from fractions import Fraction

import numpy as np
import pytest

import chapter4
from chapter4 import ledger
from proof import allowed, exact
from proof.allowed import gamma
from proof.chapter import H
from proof.copies import of_copies, slips_of
from proof.entries import proves
from proof.errors import advice, answer, is_clear, refuses
from proof.exact import ball, off
from proof.functions import CUBE, LINE, SINE, SQUARE

smooth = pytest.mark.parametrize("function", [LINE, SQUARE, CUBE, SINE], ids=lambda function: function.name)
POINTS = [-7.5, -3.0, -3, -0.3, 0.0, 0, 0.1, 1.0, 2.5, 4.0, 5.0, 5, 10]


@proves("S4.3.1-2", "E4.3.1-1", "E4.3.1-2", "E4.3.1-5", "E4.3.1-4")
@smooth
@pytest.mark.parametrize("x", POINTS)
def test_the_central_difference_is_within_its_bound(implementation, function, x):
    """At 1e-50 the difference is 0, and forward it is off by h f'' / 2: both far outside this bound."""
    assert off(implementation.numerical_diff(function.f, x), function.slope(x)) <= function.central(x)


@proves("E4.3.1-1")
def test_an_ordinary_x_gives_a_slope_and_not_0(implementation):
    for x in (0.5, 5, 10, 100.0, -1000.0, 4000.0, 1e6):
        assert abs(implementation.numerical_diff(LINE.f, x) - 3) <= LINE.central(x)


@proves("C4.3-1", "E4.3.1-2", "E4.3.1-6")
@pytest.mark.parametrize("function", [SQUARE, CUBE, SINE], ids=lambda function: function.name)
def test_the_central_difference_is_closer_where_truncation_outweighs_rounding(implementation, function):
    """As it does at nine in ten of the points at least."""
    f, held = function.f, 0
    for x in np.random.default_rng(0).uniform(-10, 10, 300).tolist():
        if function.favours_the_central_one(x):
            held += 1
            central, forward = implementation.numerical_diff(f, x), (f(x + H) - f(x)) / H
            assert off(central, function.slope(x)) < off(forward, function.slope(x))
    assert held >= 270


@proves(*of_copies("4.3", "numerical_diff"))
def test_no_slip_of_copies_is_made(implementation, entry):
    assert entry.id not in slips_of(implementation.numerical_diff, entry)


# ------------------------------------------------------------------ Asked of NumPy and of chapter4 alone


@proves("O4.3.1-1")
def test_the_step_is_0_in_float32(entry, recompute):
    assert recompute(entry) == [float(entry.printed)]


@proves("C4.3-1")
def test_for_function_1_the_condition_holds_up_to_2000_and_the_central_difference_is_closer(entry):
    """At 20,000 points. The second derivative is 0.02, the third 0, phi gamma_4 of the terms."""
    x = np.concatenate([np.linspace(-2000, 2000, 10_000), np.random.default_rng(0).uniform(-2000, 2000, 10_000)])
    far = np.abs(x) + 2 * H
    others = allowed.forward_is_worse(x, 0.02 * far + 0.1, 0.0, gamma(4) * (0.01 * far**2 + 0.1 * far))
    assert (others < H / 2 * 0.02).all()
    central, forward = (
        off(difference(chapter4.function_1, x, H), (ball(x) + 5) / 50)
        for difference in (chapter4.numerical_diff, chapter4.forward_difference)
    )
    assert np.all(central < forward)
    assert "up to |x| = 2000. " in entry.condition


@proves("E4.3.1-2")
@smooth
def test_the_forward_difference_is_off_by_half_h_times_the_second_derivative(function):
    """So it is of order h, and no less: but for h^2 / 6 times the third derivative, and for rounding."""
    for x in [*POINTS, *np.random.default_rng(1).uniform(-10, 10, 50).tolist()]:
        half = ball(H) / 2 * exact.derivative(function.exact, x, order=2)
        rest = H * H / 6 * function.largest(3, x) + function.forward(x, truncated=False)
        assert off(chapter4.forward_difference(function.f, x, H), function.slope(x) + half) <= rest


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
        assert abs(difference(LINE.f, 2.0, h) - 3) <= LINE.forward(2.0, abs(float(h)))


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
