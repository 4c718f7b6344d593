"""4.2.3 Drawing a mini-batch."""

import itertools
import math
import re
from collections import Counter

import numpy as np
import pytest

import chapter4
from proof.entries import proves
from proof.images import digits
from proof.right import is_loss

N = 60


def rows(n=N):
    """Rows that tell their own index: row i holds i and 1000 + i, and its label is 7 i."""
    index = np.arange(n)
    return np.column_stack([index, 1000 + index]).astype(float), 7 * index


def belong_together(x_batch, t_batch):
    return np.array_equal(7 * x_batch[:, 0], t_batch) and np.array_equal(x_batch[:, 0] + 1000, x_batch[:, 1])


@proves("S4.2.3-1", "E4.2.3-1", "E4.2.3-2", "E4.2.3-3", "E4.2.3-11")
def test_ten_rows_are_drawn_that_belong_together(implementation):
    x_train, t_train = rows()
    x_batch, t_batch = implementation.sample_mini_batch(x_train, t_train, 10)
    assert np.shape(x_batch) == (10, 2)
    assert np.shape(t_batch) == (10,)
    assert belong_together(np.asarray(x_batch), np.asarray(t_batch))


@proves("E4.2.3-4")
def test_drawing_again_and_again_leaves_the_data_whole(implementation):
    x_train, t_train = rows()
    x_before, t_before = x_train.copy(), t_train.copy()
    for batch_size in (10, 5, 10, N, 1, 10):
        x_batch, t_batch = implementation.sample_mini_batch(x_train, t_train, batch_size)
        assert np.shape(t_batch) == (batch_size,)
        assert belong_together(np.asarray(x_batch), np.asarray(t_batch))
        assert np.array_equal(x_train, x_before)
        assert np.array_equal(t_train, t_before)


@proves("E4.2.3-4")
def test_a_batch_can_be_changed_without_changing_the_data(implementation):
    x_train, t_train = rows()
    x_batch, t_batch = implementation.sample_mini_batch(x_train, t_train, N)
    for batch in (x_batch, t_batch):
        if isinstance(batch, np.ndarray):
            batch[...] = -1
    assert np.array_equal(x_train, rows()[0])
    assert np.array_equal(t_train, rows()[1])


@proves("E4.2.3-4")
def test_one_hot_rows_come_with_their_samples(implementation):
    x_train, t_train = rows()[0], np.eye(N)
    for _ in range(3):
        x_batch, t_batch = implementation.sample_mini_batch(x_train, t_train, 10)
        assert np.array_equal(np.argmax(t_batch, axis=1), np.asarray(x_batch)[:, 0])


@proves("S4.2.3-2", "E4.2.3-10")
def test_draws_are_at_random_over_the_whole_range(implementation):
    """200 draws of 10 of 60 rows miss a given row with probability below (1 - 1/60)^2000 < 1e-14.

    Two of them are the same, in the same order, with probability below 200^2 / 2 * (50! / 60!) < 1e-13. A generator
    that is seeded at each draw, with one seed or with one of a few, repeats itself.
    """
    x_train, t_train = rows()
    draws = [np.asarray(implementation.sample_mini_batch(x_train, t_train, 10)[0])[:, 0] for _ in range(200)]
    assert set(np.concatenate(draws).tolist()) == set(range(N))
    assert len({tuple(draw.tolist()) for draw in draws}) == 200


@proves("E4.2.3-9")
def test_a_mini_batch_is_a_part_of_the_data_chosen_at_random(implementation):
    """Every ordered choice of two of five rows is as frequent as any other: no window, no order, no row preferred.

    Pearson's statistic of their counts follows the chi-square law with k degrees of freedom, one fewer than the
    choices. By Laurent and Massart it exceeds k + 2 sqrt(k t) + 2t with a probability of exp(-t) at most, here 1e-9.
    Draws in which a row comes twice are left out, for E4.2.3-6 is about them: the others still have that law.
    """
    x_train, t_train = rows(5)
    drawn = Counter()
    for _ in range(1000):
        x_batch, t_batch = implementation.sample_mini_batch(x_train, t_train, 2)
        drawn[(*np.asarray(x_batch)[:, 0].tolist(), *np.asarray(t_batch).tolist())] += 1
    counts = np.array([drawn[i, j, 7 * i, 7 * j] for i, j in itertools.permutations(range(5), 2)])
    assert counts.sum() == sum(count for (i, j, *_), count in drawn.items() if i != j)
    expected, k, t = counts.mean(), counts.size - 1, math.log(1e9)
    assert np.sum((counts - expected) ** 2) / expected <= k + 2 * math.sqrt(k * t) + 2 * t


@proves("C4.2.3-1", "E4.2.3-8")
def test_the_batch_loss_is_the_mean_and_a_mini_batch_estimates_it(implementation):
    """On the digits, each class's mean image scoring a sample: 200 mini-batch losses scatter about the full loss.

    Their mean lies within 5 standard errors of it (probability 6e-7 of failing by chance, were it not seeded), and
    so does their spread, which deviates by a part of 1 / sqrt(2 * 199), of that of means of 100 without replacement.
    """
    x, t = digits()
    means = np.array([x[t == k].mean(axis=0) for k in range(10)])
    scores = x @ means.T - 0.5 * np.sum(means**2, axis=1)
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    y = powers / powers.sum(axis=1, keepdims=True)
    singles = -np.log(y[np.arange(len(t)), t] + 1e-7)
    one_hot = np.eye(10)[t]
    full = implementation.cross_entropy_error(y, one_hot)
    assert is_loss(full, y, t)

    rng = np.random.default_rng(0)
    masks = [rng.choice(len(t), 100, replace=False) for _ in range(200)]
    estimates = np.array([implementation.cross_entropy_error(y[mask], one_hot[mask]) for mask in masks])
    deviation = singles.std() * np.sqrt((len(t) - 100) / (100 * (len(t) - 1)))
    assert abs(estimates.mean() - full) <= 5 * deviation / np.sqrt(200)
    assert abs(estimates.std(ddof=1) / deviation - 1) <= 5 / np.sqrt(2 * 199)


@proves("E4.2.3-7", "E4.2.3-14", "E4.2.3-15")
@pytest.mark.parametrize("n", range(4))
def test_the_mean_loss_is_the_sum_over_all_of_the_training_data_divided_by_their_number(implementation, n):
    """Every sample counts, not two of them, and for as much: its loss grows by log 2, the mean by (log 2) / N."""
    y = np.array([[0.5, 0.25, 0.25], [0.25, 0.5, 0.25], [0.125, 0.375, 0.5], [0.5, 0.5, 0.0]])
    labels = np.array([0, 1, 2, 0])
    t = np.eye(3)[labels]
    assert is_loss(implementation.cross_entropy_error(y, t), y, labels)
    y[n] = np.where(t[n] == 1, 0.25, 0.375)
    assert is_loss(implementation.cross_entropy_error(y, t), y, labels)


# ------------------------------------------------------------------ Asked of NumPy and of chapter4 alone


@proves("O4.2.3-2", "O4.2.3-3")
def test_the_printed_numbers_could_be_drawn_and_do_not_come_again(entry, record_property):
    """They are of the range, and no seed is stated; without one, the numbers of ten draws that come are others.

    Ten numbers below 60000 agree with these with a probability of 60000^-10 = 2e-48, five with 1e-24.
    """
    printed = [int(text) for text in entry.printed.split(", ")]
    assert all(0 <= number < 60000 for number in printed)
    assert entry.verdict == "not reproducible"
    assert "seed" not in entry.setup + entry.call
    draws = [np.random.RandomState().choice(60000, 10) for _ in range(10)]
    record_property("computed", f"{', '.join(map(str, draws[0].tolist()))} (one draw; the next is another)")
    for draw in draws:
        assert re.fullmatch(r"array\(\[ *\d+(, +\d+){9}\]\)", repr(draw).replace("\n", ""))
        assert ((draw >= 0) & (draw < 60000)).all()
        assert draw[: len(printed)].tolist() != printed
    assert len({tuple(draw.tolist()) for draw in draws}) == 10


@proves("O4.2.3-2")
def test_the_notes_have_the_first_three_of_the_books_numbers(entry):
    notes, book = (ledger_entry.printed.split(", ") for ledger_entry in (entry, chapter4.ledger.output("O4.2.3-3")))
    assert [a == b for a, b in zip(notes, book, strict=False)] == [True, True, True, False, False]


@proves("C4.2.3-2")
def test_choice_draws_every_number_of_the_range_and_no_other():
    """3,000,000 draws miss a given one of 60000 numbers with (1 - 1/60000)^3000000 < 2e-22, and any with 2e-17."""
    np.random.seed(0)  # noqa: NPY002 - the chapter's own generator is what is tested
    drawn = np.random.choice(60000, 3_000_000)  # noqa: NPY002
    assert drawn.dtype.kind == "i"
    assert np.array_equal(np.flatnonzero(np.bincount(drawn)), np.arange(60000))


@proves("E4.2.3-5")
def test_the_corrected_form_is_what_numpy_prints(entry):
    numbers = [int(number) for number in chapter4.ledger.output("O4.2.3-3").printed.split(", ")]
    assert f"`{np.array(numbers)!r}`" in entry.correction
    assert len(numbers) == 10


@proves("E4.2.3-6")
def test_no_row_comes_twice(implementation):
    """All rows in one batch; fewer than one draw with replacement in 10^24 has no repeat."""
    if implementation.draws_once:
        repeats = next(
            seed for seed in itertools.count() if len(set(np.random.RandomState(seed).choice(60000, 10))) < 10
        )
        for seed in (repeats, *range(20)):
            drawn = np.ravel(implementation.drawn_at_the_top(seed))
            assert len(set(drawn.tolist())) == len(drawn)
        return
    x_train, t_train = rows()
    x_batch, _ = implementation.sample_mini_batch(x_train, t_train, N)
    assert sorted(np.asarray(x_batch)[:, 0]) == sorted(x_train[:, 0])


@proves("E4.2.3-6")
def test_a_generator_or_a_seed_may_be_passed():
    x_train, t_train = rows()
    first, again, of_seed = (
        chapter4.sample_mini_batch(x_train, t_train, 10, rng)
        for rng in (np.random.default_rng(7), np.random.default_rng(7), 7)
    )
    assert np.array_equal(first[0], again[0])
    assert np.array_equal(first[0], of_seed[0])
    generator = np.random.default_rng(7)
    draws = [chapter4.sample_mini_batch(x_train, t_train, 10, rng=generator)[0] for _ in range(2)]
    assert np.array_equal(draws[0], first[0])
    assert not np.array_equal(draws[0], draws[1])
