"""4.2.2 The cross entropy error of one sample."""

import itertools
import math

import numpy as np
import pytest

import chapter4
from chapter4.section_4_2_2 import negative_log
from proof import allowed, exact
from proof.copies import of_copies, slips_of
from proof.entries import proves
from proof.errors import refuses
from proof.exact import ball, off
from proof.right import is_loss
from test_section_4_2_1 import MOVED, T, Y


@proves("O4.2.2-1", "O4.2.2-2", "O4.2.2-3", "O4.2.2-4", "E4.2.2-5")
def test_the_two_examples_score_what_the_book_prints(entry, assert_as_printed):
    outputs = [entry] if entry.id.startswith("O") else [chapter4.ledger.output(id) for id in ("O4.2.2-1", "O4.2.2-2")]
    for output in outputs:
        assert_as_printed(output, allowed=lambda stated: 2 * allowed.negative_log(stated))


@proves("S4.2.2-1", "C4.2.2-1", "E4.2.2-4", "E4.2.2-7")
@pytest.mark.parametrize("y_k", [0.75, 0.5, 0.25, 0.1, 1e-3, 1e-7, 0.0])
def test_only_the_output_at_the_right_answer_counts(implementation, y_k):
    for others in ([1 - y_k, 0.0], [0.0, 1 - y_k], [(1 - y_k) / 2, (1 - y_k) / 2]):
        y = np.array([others[0], y_k, others[1]])
        assert is_loss(implementation.cross_entropy_error(y, np.array([0, 1, 0])), y, 1)


@proves("C4.2.2-2", "E4.2.2-3")
def test_the_loss_falls_as_the_right_output_grows(implementation):
    outputs = np.linspace(0, 1, 101)
    losses = [implementation.cross_entropy_error(np.array([y, 1 - y]), np.array([1, 0])) for y in outputs]
    assert all(later < earlier for earlier, later in itertools.pairwise(losses))
    assert abs(losses[-1]) <= allowed.ends()[0]


@proves("C4.2.2-3")
def test_both_errors_rank_the_two_examples_alike(implementation):
    """The two examples alone: of other outputs the errors may disagree, as here they do."""
    for error in (implementation.sum_squares_error, implementation.cross_entropy_error):
        assert error(Y, T) < error(MOVED, T)
    t, even, uneven = np.array([1, 0, 0]), np.array([0.4, 0.3, 0.3]), np.array([0.41, 0.59, 0.0])
    assert implementation.sum_squares_error(even, t) < implementation.sum_squares_error(uneven, t)
    assert implementation.cross_entropy_error(even, t) > implementation.cross_entropy_error(uneven, t)


@proves("E4.2.2-2")
def test_outputs_of_0_beside_a_perfect_answer_are_no_nan(implementation):
    loss = implementation.cross_entropy_error(np.array([0.0, 1.0, 0.0]), np.array([0, 1, 0]))
    assert abs(loss) <= allowed.ends()[0]


@proves(*of_copies("4.2.2", "cross_entropy_error"))
def test_no_slip_of_copies_is_made(implementation, entry):
    assert entry.id not in slips_of(implementation.cross_entropy_error, entry)


# ------------------------------------------------------------------ Asked of chapter4 alone


@proves("E4.2.2-1", "C4.2.2-2")
def test_the_offset_moves_the_ends_and_without_it_they_are_exact():
    right, wrong, t = [0.0, 1.0], [1.0, 0.0], [0, 1]
    assert chapter4.cross_entropy_error(right, t) == -9.999999505838704e-08
    assert chapter4.cross_entropy_error(wrong, t) == 16.11809565095832
    assert str(chapter4.cross_entropy_error(right, t, delta=0)) == "0.0"
    assert str(negative_log(1.0, 0.0)) == "0.0"
    assert chapter4.cross_entropy_error(wrong, t, delta=0) == math.inf


@proves("C4.2.2-2", "E4.2.2-9")
def test_without_the_offset_the_loss_is_0_at_1_and_grows_without_bound_towards_0():
    """At 2^-k it is k log 2, down to the smallest double: 744.4."""
    assert chapter4.cross_entropy_error([1.0, 0.0], 0, delta=0) == 0.0
    for k in range(1, 1075):
        loss = chapter4.cross_entropy_error([2.0**-k, 0.5], 0, delta=0)
        assert off(loss, k * exact.log(ball(2))) <= math.ulp(loss)


@pytest.mark.parametrize("bad", [-0.5, 1.5, -5e-324])
def test_an_output_that_is_no_probability_is_refused(bad):
    with refuses(ValueError, "y_k", str(bad), by="no_probability"):
        negative_log(bad)
    with refuses(ValueError, "y_k", by="not_finite_number"):
        negative_log(math.nan)
    with refuses(TypeError, "y_k", by="no_real_number"):
        negative_log([0.5])


def test_an_offset_that_is_none_is_refused():
    with refuses(ValueError, "delta", "-0.25", by="negative_offset"):
        negative_log(0.5, -0.25)
    with refuses(TypeError, "delta", by="no_real_number"):
        negative_log(0.5, "1e-7")
