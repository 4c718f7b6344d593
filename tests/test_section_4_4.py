"""4.4 The gradient."""

import math
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import chapter4
from proof import allowed
from proof.allowed import U, gamma
from proof.chapter import H
from proof.copies import of_copies, slips_of
from proof.entries import proves, restored
from proof.errors import answer, refuses
from proof.right import is_twice_x


class Interruption(Exception):
    """Raised by f on purpose."""


def sum_of_squares(x):
    return np.sum(x**2)


@proves("O4.4-1", "O4.4-2", "O4.4-3", "E4.4-10")
def test_the_gradients_that_the_book_prints(entry, assert_as_printed):
    """Somebody else's code need only be within the bound: it may divide by the step really taken."""
    most = 2 * float(allowed.squares(np.array([3.0, 4.0]), roundings=3).max())
    for output in restored(entry):
        assert_as_printed(output, allowed=lambda stated: most)


@proves("S4.4-1", "E4.4-1", "E4.4-8", "E4.3.1-1", "E4.3.1-2")
@pytest.mark.parametrize("x", [[3.0, 4.0], [0.0, 2.0], [-1.5], [0.1, -0.2, 0.3, 12.0], [5.0, 0.0, -0.0, 7.0, 1e-3]])
def test_the_gradient_of_a_sum_of_squares_is_twice_x(implementation, x):
    x = np.array(x)
    assert is_twice_x(implementation.numerical_gradient(sum_of_squares, x), x)


@proves("S4.4-1")
def test_every_entry_has_its_own_slope(implementation):
    slopes = np.array([1.0, -2.0, 0.5, 4.0, -8.0])
    gradient = implementation.numerical_gradient(lambda x: float(slopes @ x), np.zeros(5))
    # One entry alone is not 0, so that the dot product is one rounded product, of 8h at most.
    assert np.abs(gradient - slopes).max() <= 8 * H * 4 * U / H
    x = np.array([0.25, -1.0])
    gradient = implementation.numerical_gradient(lambda x: math.sin(x[0]) * math.exp(x[1]), x)
    exact = [math.cos(0.25) * math.exp(-1), math.sin(0.25) * math.exp(-1)]
    # h^2 f''' / 6 with f''' below 1, and f's own error of 4u over h.
    assert np.abs(gradient - exact).max() <= H * H / 6 + 4 * U / H


@proves("S4.4-1", "E4.4-5")
def test_afterwards_x_is_what_it_was_bit_for_bit(implementation):
    x = np.array([1 / 3, -math.pi * 1e-9, 0.0, -0.0, 1e-17, 123.45678901234567, -7e5])
    before = x.tobytes()
    implementation.numerical_gradient(sum_of_squares, x)
    assert x.tobytes() == before


@proves("E4.4-2")
@pytest.mark.parametrize(
    "shape", [(2, 3), (3, 2), (2, 2), (1, 4), (4, 1), (2, 1), (1, 1), (2, 3, 2), (3, 1, 2), (1, 1, 3)]
)
def test_every_element_of_any_shape_has_its_slope(implementation, shape):
    x = np.linspace(-2.0, 3.0, math.prod(shape)).reshape(shape)
    before = x.tobytes()
    assert is_twice_x(implementation.numerical_gradient(sum_of_squares, x), x)
    assert x.tobytes() == before


@proves("E4.4-4")
@pytest.mark.parametrize("dtype", [np.int64, np.int32, np.int16, np.int8, np.uint8, np.uint64])
@pytest.mark.parametrize("values", [[3, 4], [1], [7, 0, 2], [[3, 4], [5, 6]]])
def test_integers_are_refused_or_right(implementation, dtype, values):
    x = np.array(values, dtype=dtype)
    gradient = answer(lambda: implementation.numerical_gradient(sum_of_squares, x))
    assert gradient is None or is_twice_x(gradient, x.astype(float))
    assert x.tolist() == values


@proves("E4.4-5")
@pytest.mark.parametrize("call", range(1, 9))
@pytest.mark.parametrize("shape", [(4,), (2, 2)])
def test_x_is_put_back_where_f_raises_at_any_call(implementation, call, shape):
    x = np.array([1 / 3, -math.pi * 1e-9, -0.0, 123.45678901234567]).reshape(shape)
    before, calls = x.tobytes(), 0

    def f(x):
        nonlocal calls
        calls += 1
        if calls == call:
            raise Interruption
        return np.sum(x**2)

    with pytest.raises(Interruption):
        implementation.numerical_gradient(f, x)
    assert x.tobytes() == before


@proves("E4.4-7")
@pytest.mark.parametrize(
    "x", [[0.5], [5.0], [1000.0], [4096.0], [-4096.0], [0.5, 4096.0], [[1000.0]], [[0.5, 8.0], [5.0, -1000.0]]]
)
@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_narrower_floats_are_refused_or_right(implementation, dtype, x):
    """The derivatives of a sum: right to 1e-8 in float64, and to 2^-11 in the narrowest result."""
    x = np.array(x, dtype=dtype)
    before = x.tobytes()
    gradient = answer(lambda: implementation.numerical_gradient(lambda x: np.sum(x), x))
    assert gradient is None or np.all(np.abs(np.asarray(gradient, dtype=float) - 1.0) <= 2.0**-11)
    assert x.tobytes() == before


@proves("C4.4-1")
def test_the_arrows_of_function_2_are_twice_the_distance_from_the_lowest_point_long(implementation):
    """So of any two points the further one has the longer arrow. Of another function it may be the shorter."""
    for point in np.random.default_rng(0).uniform(-4, 4, (100, 2)):
        arrow = np.linalg.norm(implementation.numerical_gradient(implementation.function_2, point))
        assert abs(arrow - 2 * math.hypot(*point)) <= np.linalg.norm(allowed.squares(point, roundings=3))
    near, far = (
        np.linalg.norm(implementation.numerical_gradient(lambda x: math.log(1 + x[0] ** 2 + x[1] ** 2), r))
        for r in (np.array([1.0, 0.0]), np.array([4.0, 0.0]))
    )
    assert far < near


# Each with a bound on its second derivatives along any direction, and on its third ones.
LANDSCAPES = {
    "a valley": (lambda x: x[0] ** 2 / 20 + x[1] ** 2, 2, 2.0, 0.0),
    "waves": (lambda x: math.sin(x[0]) + math.sin(2 * x[1]) + math.sin(3 * x[2]), 3, 9.0, 27.0),
    "a slanting bowl": (lambda x: (x[0] - x[1]) ** 2 + (x[1] - 2 * x[2]) ** 2 + x[0] * x[2] + x[3], 4, 13.0, 0.0),
}


@proves("C4.4-2", "E4.4-6")
@pytest.mark.parametrize("landscape", LANDSCAPES)
def test_of_all_directions_the_negative_gradient_lowers_f_fastest_at_first(implementation, landscape):
    """By more than any other, in a step of s, by s |g| (1 - cos) of the angle between them but for what f bends.

    That is s^2 / 2 times the second derivative on either way; the computed gradient is off by its truncation,
    h^2 / 6 times the third derivative, and rounding below 1e-9, in each of its entries.
    """
    f, n, second, third = LANDSCAPES[landscape]
    rng, s = np.random.default_rng(0), 1e-3
    for x in rng.uniform(-3, 3, (5, n)):
        gradient = implementation.numerical_gradient(f, x)
        length = np.linalg.norm(gradient)
        downhill, error = -gradient / length, math.sqrt(n) * (H * H / 6 * third + 1e-9)
        best = f(x) - f(x + s * downhill)
        assert best > 0 > f(x) - f(x - s * downhill)
        apart = 0
        for d in np.vstack([rng.standard_normal((200, n)), downhill + 0.3 * rng.standard_normal((50, n))]):
            d /= np.linalg.norm(d)
            least = s * length * (1 - d @ downhill) - s * s * second - 2 * s * error - 1e-13
            assert best - (f(x) - f(x + s * d)) >= least
            apart += least > 0
        assert apart >= 200


@proves("E4.4-6")
def test_neither_the_gradient_nor_its_negative_points_to_the_lowest_point(implementation):
    """At (-7, 2) of a valley with its lowest point in the origin the gradient is (-0.7, 4): 64 degrees beside it."""
    x = np.array([-7.0, 2.0])
    gradient = implementation.numerical_gradient(lambda x: x[0] ** 2 / 20 + x[1] ** 2, x)
    cosine = -gradient @ -x / np.linalg.norm(gradient) / np.linalg.norm(x)
    # The angle is off by at most twice the gradient's error over its length; f rounds less than a sum of squares would.
    error = 2 * np.linalg.norm(allowed.squares(x, roundings=3)) / np.linalg.norm(gradient)
    assert abs(cosine - 12.9 / (math.hypot(0.7, 4) * math.hypot(7, 2))) <= error
    assert round(math.degrees(math.acos(cosine))) == 64


@proves("C4.4-3")
@pytest.mark.parametrize("n", [1, 2, 3, 5])
def test_entry_by_entry_it_is_the_derivative_in_one_variable(implementation, n):
    """Somebody else's may round otherwise: f by 2 gamma_(n + 3) of the sum of its terms, below n (3 + h), over h."""

    def f(x):
        return float(np.sum(np.sin(x) * x[::-1]))

    for x in np.random.default_rng(n).uniform(-3, 3, (20, n)):
        gradient = implementation.numerical_gradient(f, x.copy())
        for idx in range(n):

            def along(v, x=x, idx=idx):
                point = x.copy()
                point[idx] = v
                return f(point)

            single = implementation.numerical_diff(along, float(x[idx]))
            if implementation.is_reference:
                assert gradient[idx] == single
            assert abs(gradient[idx] - single) <= 2 * gamma(n + 3) * n * 3.1 / H + 8 * U * 4


@proves("E4.4-3", "E4.4-11")
@pytest.mark.parametrize("shape", [(3,), (1, 3), (3, 2)])
def test_the_gradient_has_the_shape_of_x_and_of_a_constant_is_0(implementation, shape):
    """It starts as zeros. The elements of x are none, and stay what they are."""
    x = np.full(shape, -4.0)
    gradient = implementation.numerical_gradient(lambda x: 7.0, x)
    assert np.array_equal(gradient, np.broadcast_to(0.0, shape))
    assert np.array_equal(x, np.broadcast_to(-4.0, shape))


@proves(*of_copies("4.4", "numerical_gradient"))
def test_no_slip_of_copies_is_made(implementation, entry):
    assert entry.id not in slips_of(implementation.numerical_gradient, entry)


# ------------------------------------------------------------------ Asked of chapter4 alone


def test_a_file_on_disk_can_be_differentiated(tmp_path):
    x = np.memmap(tmp_path / "x", dtype=np.float64, mode="w+", shape=(3,))
    x[:] = [1.0, 2.0, 3.0]
    assert is_twice_x(chapter4.numerical_gradient(sum_of_squares, x), np.array([1.0, 2.0, 3.0]))


@pytest.mark.parametrize("shape", [(), (1,), (5,), (2, 3), (0,)])
def test_f_is_called_twice_for_each_entry_with_x_itself(shape):
    x, seen = np.ones(shape), []

    def f(w):
        assert w is x
        seen.append(w.copy())
        return float(np.sum(w))

    chapter4.numerical_gradient(f, x)
    assert len(seen) == 2 * x.size
    for i, w in enumerate(seen):
        moved = np.ones(x.size)
        moved[i // 2] += H if i % 2 == 0 else -H
        assert w.ravel().tolist() == moved.tolist()


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit, MemoryError])
def test_x_is_put_back_whatever_ends_the_loop(interruption):
    x = np.array([3.0, -0.0])

    def f(x):
        if x[1] < 0:
            raise interruption
        return 1.0

    with pytest.raises(interruption):
        chapter4.numerical_gradient(f, x)
    assert x.tobytes() == np.array([3.0, -0.0]).tobytes()


class Sealed(np.ndarray):
    """Nothing can be written into it by an index."""

    def __setitem__(self, index, value):
        raise RuntimeError("sealed")


def freeze(x):
    x.flags.writeable = False


def as_integers(x):
    x.dtype = np.int64


def flatten(x):
    x.shape = (x.size,)


INTERFERES = {"freezes x": freeze, "changes the dtype": as_integers, "changes the shape": flatten}


@pytest.mark.filterwarnings("ignore:Setting the (dtype|shape):DeprecationWarning")
@pytest.mark.parametrize("call", range(1, 9))
@pytest.mark.parametrize("how", INTERFERES)
def test_an_f_that_closes_x_and_raises_is_heard_and_x_put_back(how, call):
    x = np.array([[1 / 3, -0.0], [123.45678901234567, -7e5]])
    memory, before, calls = x.view(), x.tobytes(), 0

    def f(w):
        nonlocal calls
        calls += 1
        if calls == call:
            INTERFERES[how](w)
            raise Interruption("f's own")
        return 1.0

    with pytest.raises(Interruption, match="f's own"):
        chapter4.numerical_gradient(f, x)
    assert memory.tobytes() == before


@pytest.mark.filterwarnings("ignore:Setting the (dtype|shape):DeprecationWarning")
@pytest.mark.parametrize("how", ["changes the dtype", "changes the shape"])
def test_an_f_that_changes_what_x_is_is_refused_and_its_numbers_put_back(how):
    x = np.array([[3.0, 4.0]])
    memory = x.view()

    def f(w):
        INTERFERES[how](w)
        return 1.0

    with refuses(ValueError, "f", "x", by="changed_by_f"):
        chapter4.numerical_gradient(f, x)
    assert memory.tolist() == [[3.0, 4.0]]


def test_an_f_that_freezes_x_gets_its_gradient():
    x = np.array([3.0, 4.0])
    memory = x.view()

    def f(w):
        freeze(w)
        return np.sum(w**2)

    assert is_twice_x(chapter4.numerical_gradient(f, x), memory)
    assert memory.tolist() == [3.0, 4.0]


def test_a_subclass_that_lets_nothing_in_is_moved_and_put_back():
    memory = np.array([3.0, 4.0])
    x = memory.view(Sealed)
    assert is_twice_x(chapter4.numerical_gradient(lambda w: np.sum(np.square(w)), x), np.array([3.0, 4.0]))
    with refuses(ValueError, "f", by="returned_not_finite"):
        chapter4.numerical_gradient(lambda w: math.nan, x)
    assert memory.tolist() == [3.0, 4.0]


THREADS = 2


def in_threads(task):
    """Return what the task gives in each of the threads, which are held in step by a barrier at every call of f."""
    barrier = threading.Barrier(THREADS, timeout=10)

    def weighed(x):
        barrier.wait()
        value = np.sum(np.arange(1.0, 5.0) * x**2, axis=-1)
        barrier.wait()
        return value

    with ThreadPoolExecutor(THREADS) as pool:
        return [future.result() for future in [pool.submit(task, weighed, k) for k in range(THREADS)]]


def test_threads_that_have_a_copy_each_have_the_right_gradient_each():
    x = np.array([3.0, -1.0, 0.5, 4.0])
    alone = chapter4.numerical_gradient(lambda x: np.sum(np.arange(1.0, 5.0) * x**2, axis=-1), x.copy())
    copies = [x.copy() for _ in range(THREADS)]
    for gradient in in_threads(lambda f, k: chapter4.numerical_gradient(f, copies[k])):
        assert gradient.tobytes() == alone.tobytes()
    assert all(copy.tobytes() == x.tobytes() for copy in copies)


def test_threads_may_share_what_is_never_moved():
    x = np.array([3.0, -1.0, 0.5, 4.0])
    alone = chapter4.numerical_gradient(lambda x: np.sum(np.arange(1.0, 5.0) * x**2, axis=-1), x.copy())
    x.flags.writeable = False
    for gradient in in_threads(lambda f, _: chapter4.numerical_gradient(f, x, vectorized=True)):
        assert gradient.tobytes() == alone.tobytes()
    for field in in_threads(lambda f, _: chapter4.gradient_field(f, x[np.newaxis])):
        assert field.tobytes() == alone.tobytes()
