"""4.3 Numerical differentiation."""

from fractions import Fraction

import numpy as np
import pytest

import chapter4
from chapter4 import ledger
from proof import exact
from proof.chapter import H
from proof.copies import of_copies, slips_of
from proof.entries import proves
from proof.errors import answer, is_clear, refuses
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


@proves("E4.3.1-2")
@smooth
def test_the_forward_difference_is_off_by_half_h_times_the_second_derivative(function):
    """So it is of order h, and no less: but for h^2 / 6 times the third derivative, and for rounding."""
    for x in [*POINTS, *np.random.default_rng(1).uniform(-10, 10, 50).tolist()]:
        half = ball(H) / 2 * exact.derivative(function.exact, x, order=2)
        rest = H * H / 6 * function.largest(3, x) + function.forward(x, truncated=False)
        assert off(chapter4.forward_difference(function.f, x, H), function.slope(x) + half) <= rest


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


DIGITS = [0.1999999999990898, 0.2999999999986347]


@pytest.mark.parametrize("kind", [int, float, np.float64, np.int64, np.int8, np.array])
def test_the_printed_digits_do_not_depend_on_the_type_of_x(kind):
    assert [float(chapter4.numerical_diff(chapter4.function_1, kind(x))) for x in (5, 10)] == DIGITS
    assert type(chapter4.numerical_diff(chapter4.function_1, 5)) is float
    assert type(chapter4.numerical_diff(chapter4.function_1, 5.0)) is float


@proves("E4.3.1-8")
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
