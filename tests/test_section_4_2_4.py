"""4.2.4 The cross entropy error of a batch, one-hot or by labels."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import chapter4
from proof import EXAMPLE_W, EXAMPLE_X, answer, exact_loss, exact_negative_log, is_refused, proves, refuses, ulps

Y = np.array([[0.1, 0.2, 0.7], [0.5, 0.25, 0.25], [0.05, 0.9, 0.05], [0.3, 0.3, 0.4]])
LABELS = np.array([2, 0, 1, 0])
ONE_HOT = np.eye(3, dtype=int)[LABELS]
SQUARES = [np.array([[0.25, 0.75], [0.5, 0.5]]), Y[:3]]  # as many samples as classes, where forms are easily confused
SQUARE = SQUARES[0]


def exact_mean(y, labels):
    """The mean of the exact losses, summed without rounding."""
    return math.fsum(exact_negative_log(float(row[label])) for row, label in zip(y, labels, strict=True)) / len(y)


@proves("S4.2.4-1", "E4.2.4-1", "E4.2.4-2", "E4.2.4-3", "E4.2.4-9", "C4.2.4-1")
def test_one_hot_answers(implementation):
    assert ulps(implementation.cross_entropy_error(Y, ONE_HOT), exact_mean(Y, LABELS)) <= 4
    assert ulps(implementation.cross_entropy_error(Y[0], ONE_HOT[0]), exact_mean(Y[:1], LABELS[:1])) <= 4


@proves("S4.2.4-2", "E4.2.4-5", "E4.2.4-6", "E4.2.4-9", "C4.2.4-1")
def test_labels(implementation):
    implementation.needs_labels()
    assert ulps(implementation.cross_entropy_error(Y, LABELS), exact_mean(Y, LABELS)) <= 4


@proves("C4.2.4-1")
@pytest.mark.parametrize("k", range(3))
def test_what_stands_where_t_is_0_adds_nothing(implementation, k):
    """Not even an output of 0, whose logarithm the offset keeps finite: without it 0 times minus infinity is NaN."""
    answer = np.eye(3)[[k]]
    expected = exact_negative_log(0.25)
    for others in ([0.75, 0.0], [0.0, 0.75], [0.5, 0.25], [0.0, 0.0]):
        y = np.insert(others, k, 0.25)[np.newaxis]
        assert ulps(implementation.cross_entropy_error(y, answer), expected) <= 4
        if implementation.takes_labels:
            assert ulps(implementation.cross_entropy_error(y, np.array([k])), expected) <= 4
    with np.errstate(all="ignore"):
        assert np.isnan(-np.sum(answer * np.log(np.insert([0.0, 0.75], k, 0.25))))


@proves("E4.2.4-4", "E4.2.4-8", "E4.2.3-8", "C4.2.3-1")
@pytest.mark.parametrize("copies", [1, 2, 3, 5, 8])
def test_the_loss_is_a_mean_so_that_copies_of_a_sample_change_nothing(implementation, entry, copies):
    y, labels = np.tile(Y[:1], (copies, 1)), np.tile(LABELS[:1], copies)
    expected = exact_negative_log(Y[0, 2])
    if entry.id != "E4.2.4-8":
        assert ulps(implementation.cross_entropy_error(y, np.eye(3, dtype=int)[labels]), expected) <= 4
    if entry.id == "E4.2.4-8":
        implementation.needs_labels()
    if entry.id != "E4.2.4-4" and implementation.takes_labels:
        assert ulps(implementation.cross_entropy_error(y, labels), expected) <= 4


@proves("E4.2.4-7")
@pytest.mark.parametrize("label", range(10))
def test_every_class_costs_the_same(implementation, label):
    implementation.needs_labels()
    y = np.full((3, 10), 0.5)
    assert ulps(implementation.cross_entropy_error(y, np.full(3, label)), exact_negative_log(0.5)) <= 4


@proves("E4.2.4-7", "E4.2.4-8", "E4.2.4-4")
@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_every_sample_weighs_the_same(implementation, entry, n):
    """Whatever the labels, for integer and for real one-hot rows."""
    if entry.id != "E4.2.4-4":
        implementation.needs_labels()
    for t in (LABELS[:n], ONE_HOT[:n], ONE_HOT[:n].astype(float)):
        if (entry.id == "E4.2.4-4") == (t.ndim == 2):
            assert ulps(implementation.cross_entropy_error(Y[:n], t), exact_mean(Y[:n], LABELS[:n])) <= 4


@proves("C4.2.4-2")
@pytest.mark.parametrize("n", range(4))
def test_one_sample_gives_what_a_batch_of_one_gives(implementation, n):
    single = implementation.cross_entropy_error(Y[n], ONE_HOT[n])
    assert ulps(implementation.cross_entropy_error(Y[n : n + 1], ONE_HOT[n : n + 1]), single) <= 4
    if implementation.takes_labels:
        assert ulps(implementation.cross_entropy_error(Y[n : n + 1], LABELS[n : n + 1]), single) <= 4


@proves("E4.2.4-10")
@pytest.mark.parametrize("label", [-1, -2, -3, 3, 7])
def test_a_label_outside_the_classes_is_refused(implementation, label):
    implementation.needs_labels()
    assert is_refused(lambda: implementation.cross_entropy_error(Y[:1], np.array([label])))
    assert is_refused(lambda: implementation.cross_entropy_error(Y, np.array([2, 0, label, 0])))
    assert is_refused(lambda: implementation.cross_entropy_error(Y[0], label))
    assert is_refused(lambda: implementation.cross_entropy_error(SQUARE, np.array([0, label])))
    assert is_refused(lambda: implementation.cross_entropy_error(Y, np.array([2, 0, 1, label], dtype=np.int8)))


@proves("E4.2.4-11")
@pytest.mark.parametrize(("y", "labels"), [(Y, LABELS), (SQUARE, np.array([1, 0])), (SQUARE, np.array([1, 1]))])
def test_labels_in_a_column_are_refused_or_right(implementation, y, labels):
    implementation.needs_labels()
    loss = answer(lambda: implementation.cross_entropy_error(y, labels.reshape(-1, 1)))
    assert loss is None or ulps(loss, exact_mean(y, labels)) <= 4


@proves("E4.2.4-12")
@pytest.mark.parametrize("y", SQUARES, ids=len)
def test_one_hot_answers_are_never_read_as_labels(implementation, y):
    """For every choice of answers, in a square batch, as a batch of one, and as one sample."""
    k = len(y)
    for labels in product(range(k), repeat=k):
        for one_hot in (np.eye(k, dtype=int)[list(labels)], np.eye(k)[list(labels)]):
            assert ulps(implementation.cross_entropy_error(y, one_hot), exact_mean(y, labels)) <= 4
            expected = exact_mean(y[:1], labels[:1])
            assert ulps(implementation.cross_entropy_error(y[:1], one_hot[:1]), expected) <= 4
            assert ulps(implementation.cross_entropy_error(y[0], one_hot[0]), expected) <= 4


@proves("E4.2.4-12")
def test_one_hot_answers_of_the_network_are_never_read_as_labels(implementation):
    loss = implementation.SimpleNet(EXAMPLE_W).loss(np.array(EXAMPLE_X), np.array([0, 0, 1]))
    assert loss == pytest.approx(exact_loss(EXAMPLE_W, EXAMPLE_X, 2), rel=1e-12)  # its bound: test_section_4_4_2


@proves("E4.2.4-13")
@pytest.mark.parametrize("y", SQUARES, ids=len)
def test_labels_are_never_read_as_one_hot_answers(implementation, y):
    for labels in product(range(len(y)), repeat=len(y)):
        loss = answer(lambda labels=labels: implementation.cross_entropy_error(y, np.array(labels)))
        assert loss is None or ulps(loss, exact_mean(y, labels)) <= 4


@proves("E4.2.4-13")
def test_labels_of_another_number_than_the_classes_are_refused_or_right(implementation):
    for n in (1, 2, 4):
        loss = answer(lambda n=n: implementation.cross_entropy_error(Y[:n], LABELS[:n]))
        assert loss is None or ulps(loss, exact_mean(Y[:n], LABELS[:n])) <= 4


@proves("E4.2.4-14")
@pytest.mark.parametrize("label", [0, 1, 2])
def test_one_sample_with_a_plain_int_is_refused_or_right(implementation, label):
    implementation.needs_labels()
    for t in (label, np.int64(label)):
        loss = answer(lambda t=t: implementation.cross_entropy_error(Y[0], t))
        assert loss is None or ulps(loss, exact_negative_log(Y[0, label])) <= 4


@proves("S4.2.4-1")
def test_the_arguments_are_left_as_they_were(implementation):
    y, one_hot, labels = Y.copy(), ONE_HOT.copy(), LABELS.copy()
    implementation.cross_entropy_error(y, one_hot)
    if implementation.takes_labels:
        implementation.cross_entropy_error(y, labels)
    assert np.array_equal(y, Y)
    assert np.array_equal(one_hot, ONE_HOT)
    assert np.array_equal(labels, LABELS)


# ------------------------------------------------------------------ Asked of chapter4 alone


def test_a_python_float_from_lists_and_any_integer_dtype():
    for t in (LABELS.tolist(), *(LABELS.astype(dtype) for dtype in ("u1", "i2", "i4", "u8", ">i4"))):
        assert type(chapter4.cross_entropy_error(Y.tolist(), t)) is float
        assert chapter4.cross_entropy_error(Y, t) == chapter4.cross_entropy_error(Y, ONE_HOT)
    for t in (ONE_HOT.tolist(), ONE_HOT.astype(bool), ONE_HOT.astype(np.float32), ONE_HOT.astype("u1")):
        assert chapter4.cross_entropy_error(Y, t) == chapter4.cross_entropy_error(Y, LABELS)


def test_the_number_of_axes_decides_and_never_a_size():
    one_class = np.ones((3, 1))
    assert chapter4.cross_entropy_error(one_class, np.zeros(3, dtype=int), delta=0) == 0.0
    assert chapter4.cross_entropy_error(one_class, np.ones((3, 1)), delta=0) == 0.0
    with refuses(ValueError, "one-hot"):
        chapter4.cross_entropy_error(one_class, np.zeros((3, 1), dtype=int))


SHAPES = [
    ((3,), (2,)),
    ((3,), (1, 3)),
    ((3,), (3, 1)),
    ((4, 3), (3,)),
    ((4, 3), (4, 1)),
    ((4, 3), (3, 4)),
    ((4, 3), ()),
]
SHAPES += [((4, 3), (5, 3)), ((4, 3), (4, 5)), ((3,), (4,))]
SHAPES += [((4, 3), (1, 4, 3)), ((4, 3), (5,)), ((1, 3), (3,)), ((1, 3), ()), ((4, 3), (4, 1, 1)), ((3,), (1, 1))]


@pytest.mark.parametrize(("y_shape", "t_shape"), SHAPES)
def test_shapes_that_do_not_belong_together_are_refused_with_both(y_shape, t_shape):
    verdict = "is not one-hot for" if len(t_shape) == len(y_shape) else "does not belong to"
    for dtype in (int, float):
        with refuses(ValueError, f"t of shape {t_shape} {verdict} y of shape {y_shape}") as caught:
            chapter4.cross_entropy_error(np.full(y_shape, 0.5), np.zeros(t_shape, dtype=dtype))
        assert str(caught.value).endswith(f" {y_shape[:-1]}")


@pytest.mark.parametrize("shape", [(), (0,), (0, 3), (3, 0), (1, 2, 3)])
def test_outputs_of_another_number_of_axes_or_none_are_refused(shape):
    with refuses(ValueError, "y must have shape", str(shape)):
        chapter4.cross_entropy_error(np.full(shape, 0.5), np.zeros(shape[:-1], dtype=int))


@pytest.mark.parametrize("bad", [math.nan, math.inf, -1e-300, 1.0000000000000002])
def test_outputs_that_are_no_probabilities_are_refused_by_name(bad):
    with refuses(ValueError, "y[1, 0]", str(bad)):
        chapter4.cross_entropy_error([[0.0, 1.0], [bad, 0.5]], [0, 0])


@pytest.mark.parametrize("label", [-1, 3, 2**70, -(2**70)])
def test_a_label_outside_the_classes_is_named(label):
    with refuses(ValueError, "t[2]", f"label {label}", "3 classes"):
        chapter4.cross_entropy_error(Y, [2, 0, label, 0])
    with refuses(ValueError, "t is the label", str(label)):
        chapter4.cross_entropy_error(Y[0], label)


def test_integers_held_as_objects_are_labels_only_where_int64_is_too_narrow():
    with refuses(TypeError, "t must hold integer labels", "object"):
        chapter4.cross_entropy_error(Y, np.array([0, 1, 2, 2**63 - 1], dtype=object))
    with refuses(ValueError, f"t[0] is the label {2**63}"):
        chapter4.cross_entropy_error(Y, np.array([2**63, 0, 1, 2], dtype=object))


@pytest.mark.parametrize(
    "labels", [LABELS.astype(float), LABELS.astype(bool), LABELS.astype(str), LABELS.astype(object)]
)
def test_labels_of_another_dtype_are_refused(labels):
    with refuses(TypeError, "t must hold integer labels", str(labels.dtype)):
        chapter4.cross_entropy_error(Y, labels)


@pytest.mark.parametrize(
    "row", [[0, 0, 0], [1, 1, 0], [0, 2, 0], [0.5, 0.5, 0], [1, -1, 0], [2, 0, -1], [0.5, 0, 0], [0, -1, 0]]
)
def test_answers_that_are_not_one_hot_are_refused(row):
    with refuses(ValueError, "one-hot"):
        chapter4.cross_entropy_error(Y, np.array([row, [1, 0, 0], [1, 0, 0], [1, 0, 0]]))


def test_the_first_bad_row_or_label_is_named():
    with refuses(ValueError, "t[1] is [0.0, 2.0, 0.0], not one-hot"):
        chapter4.cross_entropy_error(Y[:3], [[1, 0, 0], [0, 2, 0], [0, 0, 0]])
    with refuses(ValueError, "t[1] is the label 5"):
        chapter4.cross_entropy_error(Y[:3], [0, 5, 7])


def test_the_mean_of_many_rows_is_as_good_as_that_of_one():
    y = np.tile(Y[:1], (100_000, 1))
    assert chapter4.cross_entropy_error(y, np.full(100_000, 2)) == exact_negative_log(Y[0, 2])


def test_a_shortage_in_one_row_is_not_made_up_by_a_surplus_in_another():
    with refuses(ValueError, "one-hot"):
        chapter4.cross_entropy_error(SQUARE, [[0, 0], [1, 1]])


def test_other_bad_input_is_refused_by_name():
    for bad in (math.nan, math.inf, -1e-9):
        with refuses(ValueError, "delta", str(bad)):
            chapter4.cross_entropy_error(Y, LABELS, delta=bad)
    for bad in ("1e-7", None, 1j, [1e-7], True):
        with refuses(TypeError, "delta must be one real number"):
            chapter4.cross_entropy_error(Y, LABELS, delta=bad)
    with refuses(TypeError, "t must hold integer labels"):
        chapter4.cross_entropy_error(Y[0], None)
    with refuses(TypeError, "t must not be a masked array"):
        chapter4.cross_entropy_error(Y, np.ma.masked_array(LABELS))
    with refuses(ValueError, "t[0, 0] is nan"):
        chapter4.cross_entropy_error(SQUARE, [[math.nan, 1.0], [0.0, 1.0]])
    with refuses(TypeError, "y must hold real numbers"):
        chapter4.cross_entropy_error(Y + 0j, LABELS)
    with refuses(ValueError, "t must be rectangular"):
        chapter4.cross_entropy_error(Y, [[1], [0, 1]])


@given(st.lists(st.lists(st.floats(0, 1), min_size=3, max_size=3), min_size=1, max_size=6), st.data())
def test_the_two_forms_are_equal_bit_for_bit_and_right(y, data):
    labels = [data.draw(st.integers(0, 2)) for _ in y]
    loss = chapter4.cross_entropy_error(y, labels)
    assert loss == chapter4.cross_entropy_error(y, np.eye(3)[labels])
    # Each logarithm is right to an ulp, its own, and the sum and the division round once.
    ulp = max(math.ulp(exact_negative_log(row[label])) for row, label in zip(y, labels, strict=True))
    assert abs(loss - exact_mean(y, labels)) <= 2 * ulp
