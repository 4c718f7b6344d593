"""4.4 The gradient of an f that takes many points at once, and the gradients at many points."""

import math
import tracemalloc
import warnings

import numpy as np
import pytest

from chapter4 import _vectorized, function_2, gradient_field, numerical_gradient, softmax
from proof import allowed
from proof.chapter import EXAMPLE_W, EXAMPLE_X, H
from proof.entries import proves
from proof.errors import refuses
from proof.exact import ball, nearest, off
from proof.functions import CUBE
from proof.right import is_net_gradient, is_twice_x, net_losses


def squares(x):
    """The sum of the squares of one row, or of each of many: NumPy adds a row up in the same order in both."""
    return np.sum(x**2, axis=-1)


def sum_over(axes):
    """The same for an x of several axes, which are the last ones of what f is given."""
    return lambda x: np.sum(x**2, axis=tuple(range(-axes, 0)))


def polynomial(x):
    return (x[..., 0] - 2.0) ** 3 * x[..., 1] + x[..., -1]


# ------------------------------------------------------------------ One point


@proves("O4.4-1")
def test_the_printed_gradient_is_the_same_row_by_row(entry):
    gradient = numerical_gradient(squares, np.array([3.0, 4.0]), vectorized=True)
    assert gradient.tolist() == [float(number) for number in entry.printed.split(", ")]


@pytest.mark.parametrize("n", [127, 128, 129, 181, 1000, 4099, 20000])
def test_it_is_the_loops_gradient_in_any_number_of_chunks(n):
    x = np.linspace(-3.0, 5.0, n)

    def weighed(x):
        return np.sum(np.arange(1.0, 21.0) * x[..., :: n // 20][..., :20], axis=-1)

    assert numerical_gradient(weighed, x, vectorized=True).tobytes() == numerical_gradient(weighed, x).tobytes()


@pytest.mark.parametrize("h", [1e-2, 2.0**-20, 1])
def test_the_step_is_that_of_the_caller(h):
    x = np.array([1.0, -2.0, 3.0])
    assert (
        numerical_gradient(polynomial, x, h, vectorized=True).tobytes()
        == numerical_gradient(polynomial, x, h).tobytes()
    )
    slope = numerical_gradient(lambda x: CUBE.f(x[..., 0]), x, h, vectorized=True)[0]
    assert off(slope, 3 + ball(h) ** 2) <= CUBE.central(1.0, h, truncated=False)


@pytest.mark.parametrize("shape", [(), (0,), (3, 0), (1,), (1, 3), (3, 1), (2, 3), (2, 2, 2, 2)])
@pytest.mark.parametrize("order", ["C", "F"])
def test_any_shape(shape, order):
    x = np.asarray(np.arange(1.0, 1.0 + math.prod(shape)).reshape(shape), order=order)
    gradient = numerical_gradient(sum_over(x.ndim), x, vectorized=True)
    assert gradient.dtype == np.float64
    assert is_twice_x(gradient, x)


@pytest.mark.parametrize(
    "x", [np.arange(10.0)[::-3], np.arange(12.0).reshape(3, 4)[:, 1:3], np.arange(6.0).reshape(2, 3).T]
)
def test_any_layout(x):
    f = sum_over(x.ndim)
    assert numerical_gradient(f, x, vectorized=True).tolist() == numerical_gradient(f, x.copy()).tolist()


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


def test_one_copy_for_each_side_is_the_least_that_f_is_given():
    shapes = set()

    def f(given):
        shapes.add(given.shape)
        return given[:, 0] + given[:, -1]

    gradient = numerical_gradient(f, np.ones(20_000), vectorized=True)
    assert np.flatnonzero(gradient).tolist() == [0, 19_999]
    assert shapes == {(2, 20_000)}


def test_f_may_return_a_view_of_its_rows_or_one_array_again_and_again():
    x = np.linspace(1.0, 2.0, 700)
    kept = np.empty(2 * x.size)

    def first(given):
        return given[:, 0]

    def again(given):
        out = kept[: len(given)]
        return np.sum(given, axis=-1, out=out)

    assert numerical_gradient(first, x, vectorized=True).round(9).tolist() == [1.0] + [0.0] * 699
    assert numerical_gradient(again, x, vectorized=True).round(6).tolist() == [1.0] * 700


@pytest.mark.parametrize("kind", [list, lambda v: v.astype(np.longdouble), np.asfortranarray])
def test_f_may_return_any_real_numbers(kind):
    x = np.array([3.0, 4.0])
    assert numerical_gradient(lambda x: kind(squares(x)), x, vectorized=True).tolist() == [
        6.00000000000378,
        7.999999999999119,
    ]


def test_values_of_unsigned_integers_and_booleans_do_not_wrap_round():
    x = np.array([0.5, 0.25])
    assert numerical_gradient(lambda x: (x[:, 0] < 0.5).astype(np.uint8), x, vectorized=True).tolist() == [-5000.0, 0.0]
    assert numerical_gradient(lambda x: x[:, 0] < 0.5, x, vectorized=True).tolist() == [-5000.0, 0.0]


def test_the_loss_of_a_network_is_within_its_bound_where_the_order_of_sums_differs():
    W, x = np.array(EXAMPLE_W), np.array(EXAMPLE_X)

    def loss(W):
        return -np.log(softmax(x @ W)[..., 2] + 1e-7)

    difference = numerical_gradient(loss, W, vectorized=True) - numerical_gradient(loss, W)
    # Both evaluate the same differences at the same weights: only the roundings of the loss may differ.
    losses = nearest(net_losses(W, x, 2))
    assert np.abs(difference).max() <= 2 * allowed.simple_net_loss(W, x, losses, H) / H
    for vectorized in (False, True):
        assert is_net_gradient(numerical_gradient(loss, W, vectorized=vectorized), W, x, 2)


# ------------------------------------------------------------------ Bad input


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("at", [0, 1, 5])
def test_an_x_that_is_not_finite_is_refused_by_entry(bad, at):
    x = np.ones((2, 3))
    x.flat[at] = bad
    with refuses(ValueError, f"x[{at // 3}, {at % 3}]", str(bad), by="not_finite_entry"):
        numerical_gradient(sum_over(2), x, vectorized=True)
    with refuses(ValueError, f"points[{at // 3}, {at % 3}]", str(bad), by="not_finite_entry"):
        gradient_field(squares, x)


@pytest.mark.parametrize("large", [1e13, -1e16, 1.7976931348623157e308])
def test_a_step_that_vanishes_is_refused_by_entry(large):
    x = np.array([[0.0, 1.0], [large, 1e13]])
    with refuses(ValueError, "x[1, 0]", str(large), "0.0001", by="lost_step"):
        numerical_gradient(sum_over(2), x, vectorized=True)
    with refuses(ValueError, "points[1, 0]", str(large), "0.0001", by="lost_step"):
        gradient_field(squares, x)


@pytest.mark.parametrize("x", [2.0**53, -(2.0**53)])
def test_a_step_that_vanishes_on_one_side_alone_is_refused(x):
    """2**53 + 1 is no double, 2**53 - 1 is one."""
    with refuses(ValueError, "x[0]", by="lost_step"):
        numerical_gradient(squares, np.array([x]), 1.0, vectorized=True)


@pytest.mark.parametrize("x", [1.7e308, -1.7e308])
def test_a_step_that_leaves_the_doubles_is_refused(x):
    with refuses(ValueError, "x[0]", by="lost_step"):
        numerical_gradient(lambda x: np.zeros(len(x)), np.array([x]), 8e307, vectorized=True)


@pytest.mark.parametrize("h", [0, -1e-4, math.nan, math.inf, 1e308])
def test_a_step_that_is_not_positive_and_finite_is_refused(h):
    with refuses(ValueError, "h"):
        numerical_gradient(squares, np.ones(2), h, vectorized=True)
    with refuses(ValueError, "h"):
        gradient_field(squares, np.ones((2, 2)), h)


SHAPES = {
    "one number for all": (lambda x: np.sum(x**2), "()"),
    "an axis too many": (lambda x: np.sum(x**2, axis=-1, keepdims=True), "(4, 1)"),
    "the wrong axis": (lambda x: np.sum(x**2, axis=0), "(2,)"),
    "a float": (lambda x: 3.0, "()"),
}


@pytest.mark.parametrize("kind", SHAPES)
def test_an_f_that_returns_another_shape_is_refused(kind):
    f, got = SHAPES[kind]
    with refuses(TypeError, "f", "(4,)", got, "axis=-1", by="not_row_by_row"):
        numerical_gradient(f, np.array([3.0, 4.0]), vectorized=True)
    with refuses(TypeError, "f", "axis=-1", by="not_row_by_row"):
        gradient_field(f, np.ones((5, 2)))


@pytest.mark.parametrize(
    "make",
    [
        lambda v: v + 0j,
        lambda v: np.ma.array(v),
        lambda v: v.astype(str),
        lambda v: [None] * len(v),
        lambda v: [[1.0], [1.0, 2.0]],
        lambda v: v.astype("m8[s]"),
    ],
)
def test_an_f_that_returns_no_real_numbers_is_refused(make):
    with refuses(TypeError, "f", by="returned_no_real_numbers"):
        numerical_gradient(lambda x: make(squares(x)), np.ones(2), vectorized=True)


@proves("E4.4-8")
@pytest.mark.parametrize("n", [2, 3, 7])
def test_an_f_that_mixes_up_the_axes_is_refused_even_at_as_many_points_as_coordinates(n):
    with refuses(TypeError, "f", by="not_row_by_row"):
        gradient_field(lambda x: np.sum(x**2, axis=0), np.ones((n, n)))
    assert gradient_field(squares, np.ones((n, n))).round(9).tolist() == [[2.0] * n] * n


def test_the_chapters_own_function_of_two_variables_is_not_taken_for_one_of_rows():
    with refuses(TypeError, "f", by="not_row_by_row"):
        gradient_field(function_2, [[3.0, 4.0], [0.0, 2.0]])


def test_underflow_is_no_error_even_where_numpy_raises_on_it():
    with np.errstate(all="raise"):
        slopes = numerical_gradient(lambda x: np.sign(x[..., 0]) * 1e-310, np.zeros(2), 1e3, vectorized=True)
    assert slopes.tolist() == [1e-313, 0.0]


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize(("side", "sign"), [("+", 1), ("-", -1)])
def test_an_f_that_is_not_finite_is_refused_with_entry_and_side(bad, side, sign):
    x = np.zeros((2, 2))
    with refuses(ValueError, "f", str(bad), f"x[1, 0] {side} h", "being 0.0", by="returned_not_finite"):
        numerical_gradient(lambda x: np.where(x[:, 1, 0] == sign * H, bad, 1.0), x, vectorized=True)
    with refuses(ValueError, "f", str(bad), f"points[1, 0] {side} h", "being 1.0", by="returned_not_finite"):
        gradient_field(lambda x: np.where(x[:, 0] == 1 + sign * H, bad, 1.0), [[0.0, 1.0], [1.0, 2.0]])


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


def test_a_difference_that_overflows_is_refused():
    with refuses(ValueError, "x[0]", "1.0", "0.0001", by="slope_overflows"):
        numerical_gradient(lambda x: 1e308 * np.sign(x[:, 0] - 1), np.ones(1), vectorized=True)
    with refuses(ValueError, "f", "inf", by="returned_not_finite"):
        numerical_gradient(
            lambda x: x[:, 0].astype(np.longdouble) * np.longdouble(1e308) * 1e300, np.ones(1), vectorized=True
        )


def test_an_f_that_writes_into_its_rows_is_stopped():
    x = np.array([3.0, 4.0])
    for call in (lambda f: numerical_gradient(f, x, vectorized=True), lambda f: gradient_field(f, x)):
        with pytest.raises(ValueError, match="read-only"):
            call(lambda x: np.square(x, out=x).sum(axis=-1))
    assert x.tolist() == [3.0, 4.0]


def test_an_error_of_f_comes_through():
    def f(x):
        raise KeyError("f's own")

    with pytest.raises(KeyError, match="f's own"):
        numerical_gradient(f, np.ones(2), vectorized=True)
    with refuses(TypeError, "f", by="no_function"):
        numerical_gradient(3.0, np.ones(2), vectorized=True)
    with refuses(TypeError, "f", by="no_function"):
        gradient_field(3.0, np.ones((2, 2)))


# ------------------------------------------------------------------ Many points


@pytest.mark.parametrize("shape", [(2,), (0, 2), (3, 0), (1, 1), (21, 21, 2), (2, 3, 4, 5)])
def test_the_field_has_the_shape_of_the_points(shape):
    points = np.arange(float(math.prod(shape))).reshape(shape) / 7
    before = points.copy()
    field = gradient_field(squares, points, 1e-3)
    assert field.shape == shape
    assert np.all(off(field, 2 * points) <= allowed.squares(points, 1e-3))
    assert points.tobytes() == before.tobytes()


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
        ((2, 20_000), {(1, 20_000)}),
        ((32_769, 1), {(32_768, 1), (2, 1)}),
    ],
)
def test_the_field_gives_f_as_many_points_as_fit_and_one_more_in_place_of_a_square(points, given):
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


def test_a_matrix_is_differentiated_as_an_array():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PendingDeprecationWarning)
        x = np.asmatrix(np.arange(400.0).reshape(20, 20))
    slopes = numerical_gradient(sum_over(2), x, vectorized=True)
    assert slopes.tolist() == numerical_gradient(sum_over(2), np.asarray(x), vectorized=True).tolist()


@pytest.mark.parametrize("points", [[[3, 4], [0, 2]], np.array([[3, 4], [0, 2]], np.float32), ((3, 4), (0, 2))])
def test_points_of_other_kinds_are_converted_before_they_are_moved(points):
    """Integers and float32 would lose the step, so it is taken in float64."""
    assert gradient_field(squares, points).tolist() == gradient_field(squares, [[3.0, 4.0], [0.0, 2.0]]).tolist()


def test_points_without_coordinates_are_refused():
    with refuses(ValueError, "points", by="no_points"):
        gradient_field(squares, 3.0)
    with refuses(TypeError, "points", by="no_real_numbers"):
        gradient_field(squares, [[1j, 2.0]])
    with refuses(TypeError, "points", by="masked_array"):
        gradient_field(squares, np.ma.ones((2, 2)))
