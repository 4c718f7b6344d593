"""4.4 The gradient of an f that takes many points at once, and the gradients at many points."""

import tracemalloc

import numpy as np
import pytest

from chapter4 import _vectorized, function_2, gradient_field, numerical_gradient
from proof.chapter import H
from proof.entries import proves
from proof.errors import refuses


def squares(x):
    """The sum of the squares of one row, or of each of many: NumPy adds a row up in the same order in both."""
    return np.sum(x**2, axis=-1)


# ------------------------------------------------------------------ One point


@pytest.mark.parametrize("n", [127, 128, 129, 181, 1000, 4099])
def test_it_is_the_loops_gradient_in_any_number_of_chunks(n):
    x = np.linspace(-3.0, 5.0, n)

    def weighed(x):
        return np.sum(np.arange(1.0, 21.0) * x[..., :: n // 20][..., :20], axis=-1)

    assert numerical_gradient(weighed, x, vectorized=True).tobytes() == numerical_gradient(weighed, x).tobytes()


def test_f_is_given_contiguous_read_only_copies_and_x_is_not_moved():
    x = np.array([[1.0, -0.0, 3.0], [4.0, 5.0, 6.0]])
    x.flags.writeable = False
    rows = []

    def f(given):
        assert given.flags.c_contiguous
        assert not given.flags.writeable
        assert not np.shares_memory(given, x)
        rows.append(given.copy())
        return given.sum(axis=(1, 2))

    numerical_gradient(f, x, vectorized=True)
    (given,) = rows
    expected = [x.ravel() + side * H * (np.arange(6) == i) for i in range(6) for side in (1, -1)]
    assert given.shape == (12, 2, 3)
    assert given.reshape(12, 6).tolist() == [row.tolist() for row in expected]


def test_memory_is_bounded_and_calls_are_few():
    x, sizes = np.linspace(0.0, 1.0, 3000), []

    def f(given):
        sizes.append(given.size)
        return given[:, 0]

    tracemalloc.start()
    numerical_gradient(f, x, vectorized=True)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # All rows at once would be 2 * 3000 * 3000 numbers, 144 MB. A chunk has 2**15 at most, 262 kB, f's values and
    # the dozen arrays as long as x add 24 kB each.
    assert peak < 2**15 * 8 + 15 * 24e3
    assert max(sizes) <= 2**15
    assert sum(sizes) == 2 * 3000 * 3000
    assert len(sizes) == 600


def test_one_copy_for_each_side_is_the_least_that_f_is_given(monkeypatch):
    shapes = set()

    def f(given):
        shapes.add(given.shape)
        return given[:, 0] + given[:, -1]

    monkeypatch.setattr(_vectorized, "CHUNK", 128)
    gradient = numerical_gradient(f, np.ones(100), vectorized=True)
    assert np.flatnonzero(gradient).tolist() == [0, 99]
    assert shapes == {(2, 100)}


# ------------------------------------------------------------------ Bad input


@proves("E4.4-8")
@pytest.mark.parametrize("n", [2, 3, 7])
def test_an_f_that_mixes_up_the_axes_is_refused_even_at_as_many_points_as_coordinates(n):
    with refuses(TypeError, "f", by="not_row_by_row"):
        gradient_field(lambda x: np.sum(x**2, axis=0), np.ones((n, n)))
    assert gradient_field(squares, np.ones((n, n))).round(9).tolist() == [[2.0] * n] * n


def test_the_chapters_own_function_of_two_variables_is_not_taken_for_one_of_rows():
    with refuses(TypeError, "f", by="not_row_by_row"):
        gradient_field(function_2, [[3.0, 4.0], [0.0, 2.0]])


def test_the_first_entry_is_named_and_also_in_a_later_chunk():
    with refuses(ValueError, "x[1] + h"):
        numerical_gradient(lambda x: np.where(x[:, 0] == 0, np.nan, 0.0), np.zeros(3), vectorized=True)
    x = np.zeros(3000)
    with refuses(ValueError, "x[2998] - h"):
        numerical_gradient(lambda x: np.where(x[:, 2998] < 0, np.nan, 1.0), x, vectorized=True)
    for n, at in ((2, 39_000), (3, 10_950)):
        points = np.zeros((40_000, n))
        points[at, -1] = 5.0
        with refuses(ValueError, f"points[{at}, {n - 1}] - h"):
            gradient_field(lambda x: np.where((x[:, -1] > 4) & (x[:, -1] < 5), np.nan, 1.0), points)


# ------------------------------------------------------------------ Many points


def test_the_field_takes_points_in_chunks_of_bounded_size():
    points, sizes = np.random.default_rng(0).normal(size=(50_000, 3)), []

    def f(x):
        sizes.append(x.size)
        return squares(x)

    field = gradient_field(f, points)
    assert max(sizes) <= 2**15
    assert sum(sizes) == 6 * points.size
    assert len(sizes) == 6 * 5
    some = [0, 10_921, 10_922, 10_923, 49_999]
    assert field[some].tolist() == [numerical_gradient(squares, points[i].copy()).tolist() for i in some]


@pytest.mark.parametrize(
    ("points", "given"),
    [
        ((5, 3), {(5, 3)}),
        ((2, 3), {(2, 3)}),
        ((3, 3), {(4, 3)}),
        ((2, 100), {(1, 100)}),
        ((65, 1), {(64, 1), (2, 1)}),
    ],
)
def test_the_field_gives_f_as_many_points_as_fit_and_one_more_in_place_of_a_square(points, given, monkeypatch):
    monkeypatch.setattr(_vectorized, "CHUNK", 64)
    shapes = set()

    def f(rows):
        shapes.add(rows.shape)
        return np.zeros(len(rows))

    gradient_field(f, np.ones(points))
    assert shapes == given


@pytest.mark.parametrize("chunk", [1, 7])
def test_a_chunk_has_one_point_at_least(chunk, monkeypatch):
    monkeypatch.setattr(_vectorized, "CHUNK", chunk)
    points = np.arange(15.0).reshape(5, 3)
    assert gradient_field(lambda x: x[:, 0], points).round(9).tolist() == [[1.0, 0.0, 0.0]] * 5
    assert numerical_gradient(lambda x: x[:, 1], points[0].copy(), vectorized=True).round(9).tolist() == [0.0, 1.0, 0.0]
