"""4.2.5 Why a loss function, and not accuracy."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import chapter4
from digits import digits
from proof import U, proves, refuses


def along_one_weight(implementation):
    """Accuracy and loss of the network on digits 0, 1 and 2 as one weight moves, in steps of 0.004.

    The two inputs are the ink in the middle columns and in the lower half of the image.
    """
    x, t = digits()
    x, t = x[t < 3].reshape(-1, 8, 8), t[t < 3]
    inputs = np.column_stack([x[:, :, 3:5].mean(axis=(1, 2)), x[:, 4:].mean(axis=(1, 2))])
    weights, accuracies, losses = np.linspace(0, 2, 501), [], []
    for weight in weights:
        net = implementation.SimpleNet([[-4.0, 4.0, weight], [7.0, -7.0, 0.0]])
        accuracies.append(np.mean(np.argmax(net.predict(inputs), axis=1) == t))
        losses.append(net.loss(inputs, t))
    return np.array(accuracies), np.array(losses)


@proves("C4.2.5-1")
def test_accuracy_is_flat_and_jumps_while_the_loss_moves(implementation):
    accuracies, losses = along_one_weight(implementation)
    steps = np.diff(accuracies)
    assert np.mean(steps == 0) > 0.5
    assert np.count_nonzero(steps) > 10
    # 537 images: where accuracy moves at all, it is by one image or more.
    assert np.abs(steps[steps != 0]).min() >= 1 / 538
    assert np.all(np.diff(losses) != 0)
    assert np.abs(np.diff(losses)).max() < 1 / 538


@proves("C4.2.5-2", "E4.2.5-4")
def test_the_step_functions_slope_is_0_wherever_it_has_one(implementation):
    x = np.linspace(-5, 5, 102)  # which leaves out 0
    above, below = (np.asarray(implementation.step_function(x + d), dtype=float) for d in (1e-4, -1e-4))
    assert np.all(above - below == 0)
    assert np.array_equal(np.asarray(implementation.step_function(x)), x > 0)


@proves("C4.2.5-2")
def test_the_sigmoid_is_what_it_says_and_its_slope_is_nowhere_0(implementation):
    x = np.linspace(-30, 30, 121)
    y = np.asarray(implementation.sigmoid(x))
    expected = np.array([1 / (1 + math.exp(-v)) for v in x])
    # By tanh it is right to 4u of 1; by exp of a logarithm to u |x| of itself. The two sides round alike.
    assert np.all(np.abs(y - expected) <= (8 + 2 * np.abs(x)) * U)
    assert np.all(np.diff(y) > 0)
    assert implementation.sigmoid(np.array([0.0]))[0] == 0.5


# ------------------------------------------------------------------ Asked of chapter4 alone


@proves("C4.2.5-2")
def test_where_doubles_end_the_sigmoid_is_flat(entry):
    """exp(-x) falls below half an ulp of 1 at 53 log 2, and below the smallest double at 1075 log 2."""
    high, low = 53 * math.log(2), -1074 * math.log(2) - math.log(2)
    assert chapter4.sigmoid(high + 1e-9) == 1.0
    assert chapter4.sigmoid(high - 1e-9) < 1.0
    assert chapter4.sigmoid(low - 1e-9) == 0.0
    assert chapter4.sigmoid(low + 1e-9) > 0.0
    assert f"{high:.2f}" in entry.condition
    assert f"{low:.2f}" in entry.condition


EXTREMES = [
    math.inf,
    -math.inf,
    1.7976931348623157e308,
    -1.7976931348623157e308,
    5e-324,
    -5e-324,
    0.0,
    -0.0,
    710.0,
    -746.0,
]


def test_no_float64_overflows_or_warns():
    with np.errstate(all="raise", under="ignore"):
        ends = chapter4.sigmoid(np.array(EXTREMES))
        steps = chapter4.step_function(np.array(EXTREMES))
    assert ends.tolist() == [1.0, 0.0, 1.0, 0.0, 0.5, 0.5, 0.5, 0.5, 1.0, 0.0]
    assert steps.tolist() == [1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0]
    with np.errstate(all="raise"):
        assert chapter4.sigmoid(-746.0) == 0.0
    for function in (chapter4.sigmoid, chapter4.step_function):
        assert math.isnan(function(math.nan))


def test_a_signalling_nan_is_a_nan_and_no_warning():
    x = np.array([0x7FA00001], np.uint32).view(np.float32)
    assert np.isnan(chapter4.sigmoid(x)).all()
    with refuses(ValueError, "x[0] is nan"):
        chapter4.softmax(x)


@pytest.mark.parametrize("function", [chapter4.sigmoid, chapter4.step_function])
def test_scalars_arrays_and_lists_keep_their_shape(function):
    assert isinstance(function(1), float)
    assert isinstance(function(np.float32(1)), float)
    assert function([[1.0, 2.0, 3.0]]).shape == (1, 3)
    assert function(np.zeros((2, 0))).shape == (2, 0)
    assert function([1, 2]).dtype == np.float64
    x = np.array([1.0, -1.0])
    function(x)
    assert x.tolist() == [1.0, -1.0]


@pytest.mark.parametrize("function", [chapter4.sigmoid, chapter4.step_function])
def test_what_is_no_real_number_is_refused(function):
    for bad in ("1", 1j, None, [b"1"]):
        with refuses(TypeError, "x must hold real numbers"):
            function(bad)
    with refuses(TypeError, "masked"):
        function(np.ma.masked_array([1.0]))


@given(st.floats(-700, 700))
def test_the_sigmoid_is_right_to_8u_of_itself(x):
    """On either side exp is right to an ulp (2u), and a sum and a division round: 4u, and the exponent is exact."""
    expected = 1 / (1 + math.exp(-x))
    assert abs(chapter4.sigmoid(x) - expected) <= 8 * U * expected


@given(st.floats(-700, 700))
def test_the_sigmoid_and_its_mirror_image_sum_to_1(x):
    """Each is right to 4u of itself."""
    assert abs(chapter4.sigmoid(x) + chapter4.sigmoid(-x) - 1) <= 8 * U
    assert chapter4.step_function(x) == (x > 0)
