"""4.2.1 The sum of squared errors."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import chapter4
from proof import allowed
from proof.copies import of_copies, slips_of
from proof.entries import proves
from proof.errors import answer

Y = np.array([0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0])
MOVED = np.array([0.1, 0.05, 0.1, 0.0, 0.05, 0.1, 0.0, 0.6, 0.0, 0.0])
T = np.array([0, 0, 1, 0, 0, 0, 0, 0, 0, 0])


@proves("O4.2.1-1", "O4.2.1-2", "E4.2.1-5")
def test_the_two_examples_score_what_the_book_prints(entry, assert_as_printed):
    outputs = [entry] if entry.id.startswith("O") else [chapter4.ledger.output(id) for id in ("O4.2.1-1", "O4.2.1-2")]
    for output in outputs:
        assert_as_printed(output, allowed=lambda stated: 2 * allowed.sum_squares_error(10, stated))


@proves("S4.2.1-2", "E4.2.1-2", "E4.2.1-8")
def test_half_the_sum_of_the_squares(implementation):
    for y, t, expected in (
        ([0.25, 0.75], [0, 1], 0.0625),
        ([0.25, 0.25, 0.5], [0, 0, 1], 0.1875),
        ([3, -1], [0, 0], 5),
    ):
        error = implementation.sum_squares_error(np.array(y, dtype=float), np.array(t))
        assert abs(error - expected) <= (0 if implementation.is_reference else allowed.sum_squares_error(3, expected))


@proves("S4.2.1-1", "E4.2.1-1")
def test_the_example_is_a_distribution_and_a_one_hot_answer(implementation):
    """As the ledger's outputs have it, which is what the pages show."""
    example = {}
    exec(chapter4.ledger.output("O4.2.1-1").setup, example)
    y, t = example["y"], example["t"]
    assert y.tolist() == Y.tolist()
    assert t.tolist() == T.tolist()
    assert sum(Fraction(str(value)) for value in y.tolist()) == 1
    assert y.argmax() == t.argmax() == 2
    assert sorted(t.tolist()) == [0] * 9 + [1]
    assert implementation.sum_squares_error(y, t) < implementation.sum_squares_error(1 - y, t)
    assert implementation.cross_entropy_error(y, t) < implementation.cross_entropy_error(1 - y, t)


@proves("E4.2.1-3")
@pytest.mark.parametrize("k", range(10))
def test_k_runs_over_the_ten_outputs_and_is_not_their_number(implementation, k):
    """Each k has its term of the sum, half of (1/4)^2 where that output alone is off; and ten is no k."""
    y = T.astype(float)
    y[k] += 0.25
    assert abs(implementation.sum_squares_error(y, T) - 0.03125) <= allowed.sum_squares_error(10, 0.03125)
    assert len(y) == 10
    with pytest.raises(IndexError):
        y[len(y)]


@proves("E4.2.1-4")
def test_the_answers_elements_are_the_values_1_and_0(implementation):
    """One of them is 1 and nine are 0: read as counts, "one piece" would be right and "none" wrong."""
    example = {}
    exec(chapter4.ledger.snippet("S4.2.1-1").code, example)
    values = np.asarray(example["t"]).tolist()
    assert values == [float(k == 2) for k in range(10)]
    assert (values.count(1), values.count(0)) == (1, 9)
    # The loss reads the values: nearer to 1 at the right answer, nearer to 0 elsewhere, is less.
    for k in range(10):
        nearer = np.where(np.arange(10) == k, 0.75 * Y + 0.25 * T, Y)
        assert implementation.sum_squares_error(nearer, T) <= implementation.sum_squares_error(Y, T)


@proves("C4.2.1-1")
def test_the_right_answer_has_the_smaller_squared_error(implementation):
    """The example, and any ten outputs: to move the largest from the right answer elsewhere makes the error larger."""
    assert implementation.sum_squares_error(Y, T) < implementation.sum_squares_error(MOVED, T)
    for y in np.random.default_rng(0).dirichlet(np.ones(10), size=100):
        right, wrong = (int(k) for k in np.argsort(y)[[-1, 0]])
        moved, t = y.copy(), np.eye(10)[right]
        moved[[right, wrong]] = y[[wrong, right]]
        assert implementation.sum_squares_error(y, t) < implementation.sum_squares_error(moved, t)


def test_the_arguments_are_left_as_they_were(implementation):
    y, t = Y.copy(), T.copy()
    answer(lambda: implementation.sum_squares_error(y, t))
    answer(lambda: implementation.cross_entropy_error(y, t))
    assert y.tolist() == Y.tolist()
    assert t.tolist() == T.tolist()


@proves("E4.2.1-7")
def test_answers_in_a_column_are_refused_or_right(implementation):
    """Row and column broadcast to a square table, in which each output meets each answer."""
    error = answer(lambda: implementation.sum_squares_error(np.array([0.25, 0.75]), np.array([[0], [1]])))
    assert error is None or error == 0.0625


@proves(*of_copies("4.2.1", "sum_squares_error"))
def test_no_slip_of_copies_is_made(implementation, entry):
    assert entry.id not in slips_of(implementation.sum_squares_error, entry)


# ------------------------------------------------------------------ Asked of chapter4 alone


@proves("E4.2.1-10")
def test_no_snippet_is_indented_by_a_tab():
    """So that a line of spaces can be added anywhere."""
    assert [snippet.id for snippet in chapter4.ledger.snippets() if "\t" in snippet.code] == []


unit = st.floats(0, 1)


@given(st.lists(st.tuples(unit, unit), min_size=1, max_size=20))
def test_the_arguments_can_be_exchanged(pairs):
    y, t = zip(*pairs, strict=True)
    assert chapter4.sum_squares_error(y, t) == chapter4.sum_squares_error(t, y)
    assert chapter4.sum_squares_error(y, y) == 0.0
