"""4.2.4 The cross entropy error of a batch, one-hot or by labels."""

import contextlib
import math
from itertools import product

import numpy as np
import pytest

import chapter4
from chapter4 import ledger
from proof import allowed, exact
from proof.chapter import EXAMPLE_W, EXAMPLE_X
from proof.copies import of_copies, slips_of
from proof.entries import proves
from proof.errors import answer, is_refused, refuses
from proof.exact import nearest, off
from proof.right import is_loss, is_net_loss

Y = np.array([[0.1, 0.2, 0.7], [0.5, 0.25, 0.25], [0.05, 0.9, 0.05], [0.3, 0.3, 0.4]])
LABELS = np.array([2, 0, 1, 0])
ONE_HOT = np.eye(3, dtype=int)[LABELS]
SQUARES = [np.array([[0.25, 0.75], [0.5, 0.5]]), Y[:3]]  # as many samples as classes, where forms are easily confused
SQUARE = SQUARES[0]


@proves("S4.2.4-1", "E4.2.4-1", "E4.2.4-2", "E4.2.4-3", "E4.2.4-9", "C4.2.4-1")
def test_one_hot_answers(implementation):
    assert is_loss(implementation.cross_entropy_error(Y, ONE_HOT), Y, LABELS)
    assert is_loss(implementation.cross_entropy_error(Y[0], ONE_HOT[0]), Y[:1], LABELS[:1])


@proves("S4.2.4-2", "E4.2.4-5", "E4.2.4-6", "E4.2.4-9", "C4.2.4-1")
def test_labels(implementation):
    implementation.needs_labels()
    assert is_loss(implementation.cross_entropy_error(Y, LABELS), Y, LABELS)


@proves("C4.2.4-1")
@pytest.mark.parametrize("k", range(3))
def test_what_stands_where_t_is_0_adds_nothing(implementation, k):
    """Not even an output of 0, whose logarithm the offset keeps finite: without it 0 times minus infinity is NaN."""
    answer = np.eye(3)[[k]]
    for others in ([0.75, 0.0], [0.0, 0.75], [0.5, 0.25], [0.0, 0.0]):
        y = np.insert(others, k, 0.25)[np.newaxis]
        assert is_loss(implementation.cross_entropy_error(y, answer), y, k)
        if implementation.takes_labels:
            assert is_loss(implementation.cross_entropy_error(y, np.array([k])), y, k)
    with np.errstate(all="ignore"):
        assert np.isnan(-np.sum(answer * np.log(np.insert([0.0, 0.75], k, 0.25))))


@proves("E4.2.4-16")
def test_a_label_of_0_is_a_class_and_costs_what_any_other_does(implementation):
    implementation.needs_labels()
    for y_k in (0.5, 0.25, 0.1):
        y = np.array([[y_k, 1 - y_k, 0.0]])
        loss = implementation.cross_entropy_error(y, np.array([0]))
        assert is_loss(loss, y, 0)
        assert loss > 0.6


@proves("E4.2.4-17")
@pytest.mark.parametrize("classes", range(2, 12))
def test_one_sample_has_one_axis_however_many_classes_there_are(implementation, classes):
    y, t = np.full(classes, 0.25), np.eye(classes, dtype=int)[classes - 1]
    assert (y.ndim, len(y)) == (1, classes)
    assert is_loss(implementation.cross_entropy_error(y, t), y, classes - 1)


@proves("E4.2.4-4", "E4.2.4-8", "E4.2.3-8", "C4.2.3-1")
@pytest.mark.parametrize("copies", [1, 2, 3, 5, 8])
def test_the_loss_is_a_mean_so_that_copies_of_a_sample_change_nothing(implementation, entry, copies):
    y, labels = np.tile(Y[:1], (copies, 1)), np.tile(LABELS[:1], copies)
    if entry.id != "E4.2.4-8":
        assert is_loss(implementation.cross_entropy_error(y, np.eye(3, dtype=int)[labels]), Y[0], LABELS[0])
    if entry.id == "E4.2.4-8":
        implementation.needs_labels()
    if entry.id != "E4.2.4-4" and implementation.takes_labels:
        assert is_loss(implementation.cross_entropy_error(y, labels), Y[0], LABELS[0])


@proves("E4.2.4-7")
@pytest.mark.parametrize("label", range(10))
def test_every_class_costs_the_same(implementation, label):
    implementation.needs_labels()
    y = np.full((3, 10), 0.5)
    assert is_loss(implementation.cross_entropy_error(y, np.full(3, label)), y, np.full(3, label))


@proves("E4.2.4-7", "E4.2.4-8", "E4.2.4-4")
@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_every_sample_weighs_the_same(implementation, entry, n):
    """Whatever the labels, for integer and for real one-hot rows."""
    if entry.id != "E4.2.4-4":
        implementation.needs_labels()
    for t in (LABELS[:n], ONE_HOT[:n], ONE_HOT[:n].astype(float)):
        if (entry.id == "E4.2.4-4") == (t.ndim == 2):
            assert is_loss(implementation.cross_entropy_error(Y[:n], t), Y[:n], LABELS[:n])


@proves("C4.2.4-2")
@pytest.mark.parametrize("n", range(4))
def test_one_sample_gives_what_a_batch_of_one_gives(implementation, n):
    one = slice(n, n + 1)
    assert is_loss(implementation.cross_entropy_error(Y[n], ONE_HOT[n]), Y[n], LABELS[n])
    assert is_loss(implementation.cross_entropy_error(Y[one], ONE_HOT[one]), Y[n], LABELS[n])
    if implementation.takes_labels:
        assert is_loss(implementation.cross_entropy_error(Y[one], LABELS[one]), Y[n], LABELS[n])


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
    assert loss is None or is_loss(loss, y, labels)


@proves("E4.2.4-12")
@pytest.mark.parametrize("y", SQUARES, ids=len)
def test_one_hot_answers_are_never_read_as_labels(implementation, y):
    """For every choice of answers, in a square batch, as a batch of one, and as one sample."""
    k = len(y)
    for labels in product(range(k), repeat=k):
        for one_hot in (np.eye(k, dtype=int)[list(labels)], np.eye(k)[list(labels)]):
            assert is_loss(implementation.cross_entropy_error(y, one_hot), y, labels)
            assert is_loss(implementation.cross_entropy_error(y[:1], one_hot[:1]), y[0], labels[0])
            assert is_loss(implementation.cross_entropy_error(y[0], one_hot[0]), y[0], labels[0])


@proves("E4.2.4-12")
def test_one_hot_answers_of_the_network_are_never_read_as_labels(implementation):
    loss = implementation.SimpleNet(EXAMPLE_W).loss(np.array(EXAMPLE_X), np.array([0, 0, 1]))
    assert is_net_loss(loss, EXAMPLE_W, EXAMPLE_X, 2)


@proves("E4.2.4-13")
def test_the_one_hot_form_is_silent_where_labels_broadcast_and_raises_elsewhere():
    """Every batch of up to 4 samples and 4 classes, and one sample; asked of the plain snippet."""
    plain = {"__name__": "plain"}
    with contextlib.redirect_stdout(None):
        exec(ledger.snippet("S4.2.4-1").code, plain)
    for n, k in product(range(1, 5), range(2, 5)):
        y, labels = np.full((n, k), 1 / k), np.full(n, k - 1)
        if n in (1, k):
            assert abs(plain["cross_entropy_error"](y, labels) - math.log(k)) > 0.1
        else:
            with pytest.raises(ValueError, match="could not be broadcast"):
                plain["cross_entropy_error"](y, labels)
    # For one sample too: the label counts as an answer to each class, twice the sum of their losses in place of one.
    y = np.array([0.25, 0.25, 0.5])
    each = exact.negative_log(y)
    one = plain["cross_entropy_error"](y, np.array([2]))
    # To double is exact, and the mean of six losses is added up like any other, and then not divided.
    assert off(one / 6, exact.mean(each)) <= allowed.cross_entropy_error(np.tile(nearest(each), 2), any_order=True)


@proves("E4.2.4-13")
@pytest.mark.parametrize("y", SQUARES, ids=len)
def test_labels_are_never_read_as_one_hot_answers(implementation, y):
    for labels in product(range(len(y)), repeat=len(y)):
        loss = answer(lambda labels=labels: implementation.cross_entropy_error(y, np.array(labels)))
        assert loss is None or is_loss(loss, y, labels)


@proves("E4.2.4-13")
def test_labels_of_another_number_than_the_classes_are_refused_or_right(implementation):
    for n in (1, 2, 4):
        loss = answer(lambda n=n: implementation.cross_entropy_error(Y[:n], LABELS[:n]))
        assert loss is None or is_loss(loss, Y[:n], LABELS[:n])


@proves("E4.2.4-14")
@pytest.mark.parametrize("label", [0, 1, 2])
def test_one_sample_with_a_plain_int_is_refused_or_right(implementation, label):
    implementation.needs_labels()
    for t in (label, np.int64(label)):
        loss = answer(lambda t=t: implementation.cross_entropy_error(Y[0], t))
        assert loss is None or is_loss(loss, Y[0], label)


@proves("S4.2.4-1")
def test_the_arguments_are_left_as_they_were(implementation):
    y, one_hot, labels = Y.copy(), ONE_HOT.copy(), LABELS.copy()
    implementation.cross_entropy_error(y, one_hot)
    if implementation.takes_labels:
        implementation.cross_entropy_error(y, labels)
    assert np.array_equal(y, Y)
    assert np.array_equal(one_hot, ONE_HOT)
    assert np.array_equal(labels, LABELS)


@proves(*of_copies("4.2.4", "cross_entropy_error"))
def test_no_slip_of_copies_is_made(implementation, entry):
    assert entry.id not in slips_of(implementation.cross_entropy_error, entry)


# ------------------------------------------------------------------ Asked of chapter4 alone


def test_integers_held_as_objects_are_no_labels_where_int64_holds_them():
    with refuses(TypeError, "t", "object", by="no_integer_labels"):
        chapter4.cross_entropy_error(Y, np.array([0, 1, 2, 2**63 - 1], dtype=object))


@pytest.mark.parametrize(("y", "labels"), [(Y, "(4,)"), (Y[0], "()")], ids=["batch", "sample"])
def test_the_error_for_answers_of_another_shape_gives_the_shape_of_labels(y, labels):
    with refuses(ValueError, f"have shape {y.shape}, labels {labels}", by="unfit_answers"):
        chapter4.cross_entropy_error(y, np.zeros((2, 3, 5), dtype=int))


@pytest.mark.parametrize("n", [1, 2, 16, 17, 1000])
def test_both_forms_and_every_dtype_give_the_same_double(n):
    y = np.random.default_rng(n).random((n, 3)).astype(np.float32)
    labels = np.arange(n) % 3
    loss = chapter4.cross_entropy_error(y.astype(np.float64), labels)
    for t in (labels.astype(np.int8), labels.astype(">u8"), np.eye(3, dtype=bool)[labels], np.eye(3)[labels]):
        for given_y in (y, y.astype(np.longdouble), np.asfortranarray(y.astype(float)), np.repeat(y, 2, axis=0)[::2]):
            assert chapter4.cross_entropy_error(given_y, t) == loss
    if n == 1:
        assert chapter4.cross_entropy_error(y[0], 0) == chapter4.cross_entropy_error(y[0], [1, 0, 0]) == loss


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.longdouble])
def test_every_width_of_output_is_held_to_0_and_1(dtype):
    one, tiny = dtype(1), np.finfo(dtype).smallest_subnormal
    inside, outside = [dtype(0), -dtype(0), one, tiny], [-one, dtype(2), dtype(np.nan), dtype(np.inf), -dtype(np.inf)]
    nearly = [-tiny, np.nextafter(one, dtype(2))]  # which float64, where it is narrower, rounds to 0 and 1
    (inside if np.dtype(dtype).itemsize > 8 else outside).extend(nearly)
    for good in inside:
        assert math.isfinite(chapter4.cross_entropy_error(np.array([good, one]), 0))
    for bad in outside:
        for y, where in (([bad, one], 0), ([one, bad], 1)):
            with refuses(ValueError, f"y[{where}]", str(float(bad))):
                chapter4.cross_entropy_error(np.array(y, dtype=dtype), 0)
