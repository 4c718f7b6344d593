"""4.2.3 Drawing a mini-batch."""

import itertools
import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import chapter4
from digits import digits
from proof import proves, refuses

N = 60


def rows(n=N):
    """Rows that tell their own index: row i holds i and 1000 + i, and its label is 7 i."""
    index = np.arange(n)
    return np.column_stack([index, 1000 + index]).astype(float), 7 * index


def belong_together(x_batch, t_batch):
    return np.array_equal(7 * x_batch[:, 0], t_batch) and np.array_equal(x_batch[:, 0] + 1000, x_batch[:, 1])


@proves("S4.2.3-1", "E4.2.3-1", "E4.2.3-2", "E4.2.3-3", "E4.2.3-9", "E4.2.3-11")
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
    """200 draws of 10 of 60 rows miss a given row with probability below (1 - 1/60)^2000 < 1e-14."""
    x_train, t_train = rows()
    draws = [np.asarray(implementation.sample_mini_batch(x_train, t_train, 10)[0])[:, 0] for _ in range(200)]
    assert set(np.concatenate(draws).tolist()) == set(range(N))
    assert len({tuple(draw.tolist()) for draw in draws}) > 1


@proves("C4.2.3-1")
def test_the_batch_loss_is_the_mean_and_a_mini_batch_estimates_it(implementation):
    """On the digits, each class's mean image scoring a sample: 200 mini-batch losses scatter about the full loss.

    Their mean lies within 5 standard errors of it (probability 6e-7 of failing by chance, were it not seeded).
    """
    x, t = digits()
    means = np.array([x[t == k].mean(axis=0) for k in range(10)])
    y = implementation.softmax(x @ means.T - 0.5 * np.sum(means**2, axis=1))
    full = implementation.cross_entropy_error(y, t)
    singles = np.array([implementation.cross_entropy_error(y[n : n + 1], t[n : n + 1]) for n in range(len(t))])
    assert full == pytest.approx(singles.mean(), rel=1e-12)  # n sums, gamma_1797 = 2e-13

    rng = np.random.default_rng(0)
    masks = [rng.choice(len(t), 100, replace=False) for _ in range(200)]
    estimates = np.array([implementation.cross_entropy_error(y[mask], t[mask]) for mask in masks])
    assert estimates.std() > 0
    assert abs(estimates.mean() - full) <= 5 * singles.std() / np.sqrt(200 * 100)


# ------------------------------------------------------------------ Asked of NumPy and of chapter4 alone


@pytest.mark.form
@proves("O4.2.3-1")
def test_the_size_of_the_training_set_is_not_recomputed(entry):
    """MNIST is not shipped: the entry must say so, and name no call that could be run."""
    assert entry.verdict == "not recomputed"
    assert "MNIST" in entry.why
    assert entry.setup == ""


@proves("O4.2.3-2", "O4.2.3-3", "C4.2.3-2")
def test_choice_gives_ten_integers_of_the_range_and_prints_as_an_array(entry, record_property):
    assert all(0 <= int(number) < 60000 for number in re.findall(r"\d+", getattr(entry, "printed", "")))
    np.random.seed(0)  # noqa: NPY002 - the chapter's own generator is what is tested
    draw = np.random.choice(60000, 10)  # noqa: NPY002
    record_property("computed", f"{', '.join(map(str, draw.tolist()))} (one draw, of seed 0)")
    assert draw.shape == (10,)
    assert draw.dtype.kind == "i"
    assert draw.min() >= 0
    assert draw.max() < 60000
    assert re.fullmatch(r"array\(\[ *\d+(, +\d+)*\]\)", repr(draw).replace("\n", ""))


@proves("E4.2.3-5")
def test_the_corrected_form_is_what_numpy_prints(entry):
    numbers = [int(number) for number in re.findall(r"\d+", entry.correction)]
    assert repr(np.array(numbers)).replace("\n      ", "") == entry.correction


@proves("E4.2.3-6")
def test_no_row_comes_twice(implementation):
    """All rows in one batch; fewer than one draw with replacement in 10^24 has no repeat."""
    if hasattr(implementation.module, "batch_mask") and not hasattr(implementation.module, "x_batch"):
        repeats = next(
            seed for seed in itertools.count() if len(set(np.random.RandomState(seed).choice(60000, 10))) < 10
        )
        assert len(set(implementation.drawn_at_the_top(repeats))) == 10
        return
    x_train, t_train = rows()
    x_batch, _ = implementation.sample_mini_batch(x_train, t_train, N)
    assert sorted(np.asarray(x_batch)[:, 0]) == sorted(x_train[:, 0])


@proves("E4.2.3-6")
def test_a_row_never_comes_twice_and_a_generator_may_be_passed():
    x_train, t_train = rows()
    for seed in range(50):
        x_batch, _ = chapter4.sample_mini_batch(x_train, t_train, 30, rng=seed)
        assert len(set(x_batch[:, 0].tolist())) == 30
    first, again = (chapter4.sample_mini_batch(x_train, t_train, 10, rng=np.random.default_rng(7)) for _ in range(2))
    assert np.array_equal(first[0], again[0])
    generator = np.random.default_rng(7)
    draws = [chapter4.sample_mini_batch(x_train, t_train, 10, rng=generator)[0] for _ in range(2)]
    assert np.array_equal(draws[0], first[0])
    assert not np.array_equal(draws[0], draws[1])


@proves("E4.2.3-6")
def test_the_probability_of_a_repeat_is_as_documented():
    distinct = Fraction(1)
    for i in range(10):
        distinct *= Fraction(60000 - i, 60000)
    assert f"{float(1 - distinct):.8f}" == "0.00074976"
    assert "0.00074976" in chapter4.sample_mini_batch.__doc__


@pytest.mark.parametrize("batch_size", [0, -1, N + 1])
def test_a_batch_size_outside_the_rows_is_refused(batch_size):
    with refuses(ValueError, "batch_size", str(batch_size), str(N)):
        chapter4.sample_mini_batch(*rows(), batch_size)


@pytest.mark.parametrize(
    "batch_size",
    [
        1.0,
        "10",
        None,
        [10],
        True,
        np.bool_(True),
        np.array(True),
        np.array(10.0),
        np.array([10]),
        np.timedelta64(10, "s"),
    ],
)
def test_a_batch_size_that_is_no_integer_is_refused(batch_size):
    with refuses(TypeError, "batch_size", "integer"):
        chapter4.sample_mini_batch(*rows(), batch_size)


def test_other_bad_input_is_refused_by_name():
    x_train, t_train = rows()
    with refuses(ValueError, "x_train", "t_train", "60", "59"):
        chapter4.sample_mini_batch(x_train, t_train[1:], 10)
    with refuses(ValueError, "x_train", "t_train", "59", "60"):
        chapter4.sample_mini_batch(x_train[1:], t_train, 10)
    with refuses(TypeError, "x_train"):
        chapter4.sample_mini_batch(3.0, t_train, 10)
    with refuses(TypeError, "t_train"):
        chapter4.sample_mini_batch(x_train, 3.0, 10)
    with refuses(ValueError, "x_train must be rectangular"):
        chapter4.sample_mini_batch([[1.0], [1.0, 2.0]], t_train, 1)
    with refuses(TypeError, "t_train", "masked"):
        chapter4.sample_mini_batch(x_train, np.ma.masked_array(t_train), 10)
    with refuses(TypeError, "rng"):
        chapter4.sample_mini_batch(x_train, t_train, 10, rng="seed")
    with refuses(ValueError, "rng", "-1"):
        chapter4.sample_mini_batch(x_train, t_train, 10, rng=-1)


@given(st.integers(1, 40), st.data())
def test_every_batch_is_a_set_of_rows(n, data):
    batch_size = data.draw(st.integers(1, n))
    x_batch, t_batch = chapter4.sample_mini_batch(*rows(n), batch_size, rng=data.draw(st.integers(0, 2**32)))
    assert belong_together(x_batch, t_batch)
    assert len(set(t_batch.tolist())) == batch_size
