"""4.4.1 The gradient method."""

import itertools
import warnings
from fractions import Fraction

import numpy as np
import pytest

import chapter4
from chapter4 import _errors, evidence, ledger
from chapter4.evidence import agreement
from proof import allowed
from proof.allowed import gamma
from proof.chapter import EXAMPLE_W, EXAMPLE_X, H
from proof.copies import of_copies, slips_of
from proof.entries import proves, restored
from proof.errors import answer, is_refused, refuses
from proof.right import is_descent

START = [-3.0, 4.0]


@proves("O4.4.1-1", "O4.4.1-3", "E4.4.1-13")
def test_descent_ends_where_the_book_prints_it(entry, assert_as_printed):
    for output in restored(entry):
        assert_as_printed(output)


@proves("S4.4.1-1", "E4.4.1-1", "E4.4.1-7", "E4.4.1-17")
def test_a_step_is_the_rate_times_the_gradient_downhill(implementation):
    """From (-3, 4) at 0.1 the points are 0.8^k times the start."""
    for steps in (0, 1, 2, 3, 10):
        x = implementation.gradient_descent(implementation.function_2, np.array(START), 0.1, steps)
        assert is_descent(x, START, 0.1, steps)


@proves("E4.4.1-10")
@pytest.mark.parametrize("lr", [1e-4, 0.01, 0.1, 0.25, 1.0])
def test_the_learning_rate_is_the_factor_of_the_gradient_in_a_step(implementation, lr):
    x = implementation.gradient_descent(implementation.function_2, np.array(START), lr, 1)
    assert is_descent(x, START, lr, 1)


@proves("S4.4.1-1")
def test_the_rate_is_a_hundredth_and_the_steps_a_hundred_unless_given(implementation):
    x = implementation.gradient_descent(implementation.function_2, np.array(START))
    assert is_descent(x, START, 0.01, 100)


@proves("E4.4.1-2")
@pytest.mark.parametrize("start", [[-3.0, 4.0], [1.0], [[1.0, 2.0], [3.0, 4.0]]])
def test_the_starting_point_stays_where_it_is(implementation, start):
    init_x = np.array(start)
    if init_x.ndim == 1 or answer(lambda: implementation.numerical_gradient(np.sum, init_x.copy())) is not None:
        x = implementation.gradient_descent(lambda x: np.sum(x**2), init_x, 0.1, 5)
        assert init_x.tolist() == start
        assert not np.shares_memory(x, init_x)
        x[...] = 0.0
        assert init_x.tolist() == start


@proves("E4.4.1-2")
def test_the_array_behind_a_view_stays_as_it_is(implementation):
    table = np.array([[-3.0, 9.0], [4.0, 9.0]])
    for init_x in (table[:, 0], table[0], table.T[0]):
        before = table.copy()
        answer(lambda init_x=init_x: implementation.gradient_descent(implementation.function_2, init_x, 0.1, 3))
        assert np.array_equal(table, before)


@proves("E4.4.1-2")
def test_two_descents_from_one_start_end_alike(implementation):
    init_x = np.array(START)
    first, again = (implementation.gradient_descent(implementation.function_2, init_x, 0.1, 3) for _ in range(2))
    assert np.array_equal(first, again)


@proves("E4.4.1-3")
@pytest.mark.parametrize("dtype", [np.int64, np.int32, np.int8, np.uint8, np.uint64])
def test_a_start_of_integers_is_refused_or_right(implementation, dtype):
    init_x = np.array([3, 4], dtype=dtype)
    x = answer(lambda: implementation.gradient_descent(implementation.function_2, init_x, 0.1, 2))
    assert x is None or is_descent(x, [3, 4], 0.1, 2)
    assert init_x.tolist() == [3, 4]


@proves("C4.4.1-1", "E4.4.1-6")
def test_descent_approaches_the_origin_step_by_step_and_each_step_is_shorter(implementation):
    points = [implementation.gradient_descent(implementation.function_2, np.array(START), 0.1, k) for k in range(12)]
    distances = [float(np.linalg.norm(x)) for x in points]
    assert all(later < earlier for earlier, later in itertools.pairwise(distances))
    steps = [float(np.linalg.norm(b - a)) for a, b in itertools.pairwise(points)]
    assert [round(step, 9) for step in steps[:3]] == [1.0, 0.8, 0.64]
    assert "1.0, 0.8, 0.64" in ledger.defect("E4.4.1-6").correction


@proves("C4.4.1-1")
@pytest.mark.parametrize("lr", [0.01, 0.1, 0.3, 0.5, 0.7, 0.99])
def test_between_0_and_1_each_rate_comes_nearer_and_no_other_does(implementation, lr):
    """A step multiplies the distance by |1 - 2 lr|: 1 at the rate 1, above 1 beyond it and below 0."""
    for start in np.random.default_rng(0).uniform(-5, 5, (5, 2)):
        for rate, steps in itertools.product((lr, 1.0, 1 + lr, -lr), range(1, 4)):
            x = implementation.gradient_descent(implementation.function_2, start.copy(), rate, steps)
            assert is_descent(x, start, rate, steps)
            if rate != 1:
                # The first step of the rate 1/2 leads to the lowest point, from which nothing comes nearer.
                assert (np.linalg.norm(x) < np.linalg.norm(start)) == (0 < rate < 1)


@proves("E4.4.1-18")
@pytest.mark.parametrize("size", [1e-150, 1e-3, 1.0, 1e3])
def test_the_value_at_the_origin_is_the_lowest(implementation, size):
    assert implementation.function_2(np.array([0.0, 0.0])) == 0
    for point in size * np.random.default_rng(0).standard_normal((100, 2)):
        assert implementation.function_2(point) > 0


@proves("E4.4.1-12")
@pytest.mark.parametrize("start", [-0.5, 0.0, 0.5])
def test_descent_looks_for_a_minimum_and_ascent_for_a_maximum(implementation, start):
    """Of x^3 - 3x, from one point between them: the minimum is at 1, the maximum at -1.

    Near either the distance shrinks by 1 - 6 lr in a step: below 1e-10 of it after 100, and the difference's own
    zero is off by h^2 / 6 in slope 6.
    """

    def f(x):
        return x[0] ** 3 - 3 * x[0]

    for walk, extreme, sign in ((implementation.gradient_descent, 1.0, -1), (implementation.gradient_ascent, -1.0, 1)):
        points = [walk(f, np.array([start]), 0.05, steps) for steps in (0, 1, 5, 100)]
        assert all(sign * (f(b) - f(a)) > 0 for a, b in itertools.pairwise(points))
        assert abs(points[-1][0] - extreme) <= H * H


@proves("C4.4.1-2")
def test_too_large_a_rate_diverges_and_too_small_a_rate_hardly_moves(implementation):
    """The distance grows by 2^10 in ten steps of 1.5; a hundred of 1e-10 take 2e-8 of it."""
    for lr, steps in ((1.5, 10), (1e-10, 100)):
        x = implementation.gradient_descent(implementation.function_2, np.array(START), lr, steps)
        assert is_descent(x, START, lr, steps)
        assert np.all(x != START)


@proves("C4.4.1-2", "C4.4.1-4")
def test_candidates_are_tried_and_the_best_is_kept(implementation):
    """Descent is given the rate and can't find it; the best of these is known by arithmetic, |1 - 2 rate| being 0."""
    rates = [1e-10, 0.01, 0.1, 0.5, 0.9, 0.99]
    ends = [implementation.gradient_descent(implementation.function_2, np.array(START), rate, 20) for rate in rates]
    values = [float(implementation.function_2(x)) for x in ends]
    assert rates[int(np.argmin(values))] == 0.5
    assert sorted(values, reverse=True)[0] == values[0]


@proves("C4.4.1-3")
def test_there_is_no_guarantee_that_the_minimum_lies_that_way(implementation):
    """A saddle, and a local minimum, from which descent does not find the lower one."""

    def saddle(x):
        return x[0] ** 2 - x[1] ** 2

    x = implementation.gradient_descent(saddle, np.array([1.0, 0.0]), 0.1, 100)
    assert is_descent(x, [1.0, 0.0], 0.1, 100)  # the second square counts for nothing, with either sign
    assert saddle(np.array([0.0, 1.0])) < saddle(x)

    def two_valleys(x):
        return (x[0] ** 2 - 1) ** 2 + 0.3 * x[0]

    right, left = (
        float(implementation.gradient_descent(two_valleys, np.array([s]), 0.01, 500)[0]) for s in (0.9, -0.9)
    )
    assert left < 0 < right
    assert two_valleys([left]) < two_valleys([right])


@proves("O4.4.1-2")
def test_the_rate_of_10_ends_in_an_error_or_far_away(entry, implementation):
    """The book's digits are an artefact of the lost step (E4.4.1-11); who computes them must at least be far off."""
    x = None
    if not is_refused(lambda: implementation.gradient_descent(implementation.function_2, np.array(START), 10.0, 100)):
        x = implementation.gradient_descent(implementation.function_2, np.array(START), 10.0, 100)
    assert x is None or not np.all(np.abs(x) < 1e12)
    assert (x is None) or not implementation.is_reference
    assert entry.verdict == "artefact"


@proves("E4.4.1-11")
def test_the_rate_of_10_is_refused_and_never_frozen(implementation):
    """Exact descent multiplies the start by (1 - 2 * 10)^100, about 7.5e127, or overflows on the way."""
    x = answer(lambda: implementation.gradient_descent(implementation.function_2, np.array(START), 10.0, 100))
    assert x is None or not (np.abs(x) < 1e127).any()


@proves("E4.4.1-4")
def test_an_f_that_ignores_its_argument_never_stands_still_in_silence(implementation):
    W = np.array([1.0, 2.0])
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        x = answer(lambda: implementation.gradient_descent(lambda w: np.sum(W**2), W))
    assert caught or x is None or np.asarray(x).tolist() != [1.0, 2.0]


@proves(*of_copies("4.4.1", "gradient_descent"))
def test_no_slip_of_copies_is_made(implementation, entry):
    assert entry.id not in slips_of(implementation.gradient_descent, entry)


# ------------------------------------------------------------------ Asked of chapter4 alone


@proves("O4.4.1-2", "E4.4.1-11")
def test_a_loop_without_a_check_prints_the_books_digits(record_property):
    printed = evidence.run(ledger.defect("E4.4.1-11").reproducer, "E4.4.1-11").printed
    stated = ledger.output("O4.4.1-2").printed.split(", ")
    values = [float(text) for text in printed.strip("[]").split(", ")]
    assert [agreement(text, value) for text, value in zip(stated, values, strict=True)] == [(9, 9), (9, 9)]
    record_property("computed", f"{', '.join(map(str, values))} (by a loop without a check; here, an error)")
    record_property("digits", "9 of 9")
    exact = Fraction(1 - 2 * 10) ** 100 * Fraction(4)
    assert f"{float(exact):.2e}" == "3.00e+128"


@proves("E4.4.1-11")
def test_divergence_is_an_error_that_says_step_and_rate():
    with refuses(ValueError, "x[1]", by="lost_step") as caught:
        chapter4.gradient_descent(chapter4.function_2, START, lr=10.0)
    (note,) = caught.value.__notes__
    for word in ("step 10 of 100", "lr = 10.0", "diverge"):
        assert word in note
    with refuses(ValueError, "x", by="lost_step") as caught:
        chapter4.gradient_ascent(lambda x: np.sum(x**2), [1.0], lr=0.6, step_num=1000)
    assert "lr = 0.6" in caught.value.__notes__[0]
    assert "diverge" in caught.value.__notes__[0]


@pytest.mark.parametrize("slope", [-1.0, 1.0])
def test_a_step_that_is_lost_on_one_side_alone_is_divergence_too(slope):
    """The first step leads to 2**40 or its negative, beside which h vanishes outwards alone."""
    with refuses(ValueError, "x[0]", by="lost_step") as caught:
        chapter4.gradient_descent(lambda x: slope * x[0], [0.0], lr=2.0**40, step_num=2)
    (note,) = caught.value.__notes__
    assert note == _errors.diverging(2, 2, 2.0**40, largest=2.0**40)


@pytest.mark.parametrize("start", [-2.0, 2.0])
def test_an_error_of_a_later_step_is_no_divergence_where_h_still_moves_x(start):
    values = iter([1.0, 0.0])

    def f(x):
        for value in values:
            return value
        raise ValueError("on purpose")

    with refuses(ValueError, "on purpose") as caught:
        chapter4.gradient_descent(f, [start], lr=1e-4)
    assert caught.value.__notes__ == [_errors.in_step(2, 100, 1e-4)]


def test_a_start_that_is_itself_too_far_does_not_diverge():
    with refuses(ValueError, "x", by="lost_step") as caught:
        chapter4.gradient_descent(chapter4.function_2, [1.0, 1e16])
    (note,) = caught.value.__notes__
    assert "step 1 of 100" in note
    assert "diverge" not in note


def test_the_note_comes_below_a_subclass_of_value_error_too():
    def f(x):
        raise np.linalg.LinAlgError("singular")

    with pytest.raises(np.linalg.LinAlgError, match="singular") as caught:
        chapter4.gradient_descent(f, [0.25], lr=0.1)
    assert caught.value.__notes__ == ["in step 1 of 100, with lr = 0.1"]


WALKS = [chapter4.gradient_descent, chapter4.gradient_ascent, chapter4.descent_path]
walks = pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.__name__)


@proves("E4.4.1-4")
@walks
def test_an_f_that_ignores_its_argument_does_not_stand_still_unseen(walk):
    net = chapter4.SimpleNet(EXAMPLE_W)
    with pytest.warns(UserWarning, match=r"ignores its argument.*net\.loss\(x, t\).*E4\.4\.1-4") as caught:
        walk(lambda w: net.loss(EXAMPLE_X, 2), net.W)
    assert len(caught) == 1
    assert caught[0].filename == __file__
    assert net.W.tolist() == EXAMPLE_W
    assert "E4.4.1-4" in chapter4.gradient_descent.__doc__


def test_f_is_passed_one_array_throughout_and_called_twice_an_entry_and_step():
    seen = []

    def f(x):
        seen.append(x)
        return float(np.sum(x**2))

    init_x = np.array([[1.0, 2.0, 3.0]])
    end = chapter4.gradient_descent(f, init_x, 0.1, 4)
    assert len(seen) == 2 * 3 * 4
    assert {id(x) for x in seen} == {id(end)}
    assert end is not init_x


@proves("C4.4.1-1", "E4.4.1-9")
def test_ascent_finds_a_maximum():
    def hill(x):
        return 5.0 - (x[0] - 1.0) ** 2 - 2.0 * (x[1] + 2.0) ** 2

    top = chapter4.gradient_ascent(hill, [0.0, 0.0], lr=0.1, step_num=200)
    # Where the computed slope is 0, the true one is off by no more than its bound, and the place by half of that: f is
    # at most 5 in size near the top, and rounds six times at most.
    assert np.abs(top - [1.0, -2.0]).max() <= allowed.numerical_diff(2.0, 0.0, 1.0, 0.0, gamma(6) * 10) / 2
    assert all(hill(top) >= hill(top + d) for d in ([0.1, 0], [-0.1, 0], [0, 0.1], [0, -0.1]))
