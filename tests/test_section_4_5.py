"""4.5 of the book: the network of two layers, and its gradient by three ways."""

import math
import sys
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapter4 import TwoLayerNet, _structured
from proof import allowed, exact
from proof.allowed import NAMES, U
from proof.chapter import DELTA, H
from proof.errors import refuses
from proof.exact import ball, nearest, off
from proof.right import is_loss


def network(seed, sizes=(5, 4, 3), samples=6, std=0.5, spread=1.0):
    """Return a network with biases that are not 0, samples and labels."""
    rng = np.random.default_rng(seed)
    net = TwoLayerNet(*sizes, weight_init_std=std, rng=rng)
    for bias in (net.params["b1"], net.params["b2"]):
        bias[:] = std * rng.standard_normal(bias.shape)
    return net, spread * rng.standard_normal((samples, sizes[0])), rng.integers(0, sizes[2], samples)


def losses(net, x, t):
    """Each sample's loss, to a double."""
    return nearest(exact.losses(exact.two_layer_outputs(net.params, x), t))


def are_right(found, net, x, t, *, truncated=True):
    """Whether these are the central differences of the loss: beside the derivative, or beside the exact differences."""
    take = exact.derivative if truncated else partial(exact.difference, h=H)
    most = allowed.two_layer_differences(net.params, x, losses(net, x, t), truncated=truncated)
    return are_near(found, exact.in_every_parameter(take, net.params, x, t), most)


def are_alike(one, other, net, x, t):
    """Whether two ways to the central differences differ by no more than each may be off."""
    most = allowed.two_layer_differences(net.params, x, losses(net, x, t), truncated=False)
    return are_near(one, other, {name: 2 * most[name] for name in NAMES})


def are_near(found, right, most):
    """Whether each entry is near what is right, under every name."""
    return list(found) == list(NAMES) and all(
        found[name].shape == np.shape(right[name]) and np.all(off(found[name], right[name]) <= most[name])
        for name in NAMES
    )


def largest(differences):
    return max(float(np.abs(array).max()) for array in differences.values())


def together(*calls):
    """Return what the calls give in threads of their own, which take turns as often as they can."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(len(calls)) as pool:
            return [future.result() for future in [pool.submit(call) for call in calls]]
    finally:
        sys.setswitchinterval(interval)


# ------------------------------------------------------------------ The network


def test_weights_are_drawn_with_the_stated_deviation_and_biases_are_0():
    net = TwoLayerNet(200, 100, 50, weight_init_std=0.02, rng=3)
    assert {name: array.shape for name, array in net.params.items()} == {
        "W1": (200, 100),
        "b1": (100,),
        "W2": (100, 50),
        "b2": (50,),
    }
    assert not net.params["b1"].any()
    assert not net.params["b2"].any()
    rng = np.random.default_rng(3)
    for name in ("W1", "W2"):
        assert np.array_equal(net.params[name], 0.02 * rng.standard_normal(net.params[name].shape))


@pytest.mark.parametrize("make", [lambda: 7, lambda: np.random.default_rng(7)])
def test_one_seed_draws_one_network(make):
    one, other = TwoLayerNet(3, 2, 2, rng=make()), TwoLayerNet(3, 2, 2, rng=make())
    assert all(np.array_equal(one.params[name], other.params[name]) for name in NAMES)
    assert not np.array_equal(TwoLayerNet(3, 2, 2, rng=8).params["W1"], one.params["W1"])


def test_one_sample_is_a_batch_of_one():
    net, x, t = network(1)
    assert net.predict(x[0]).shape == (3,)
    assert net.predict(x[:1]).shape == (1, 3)
    most = allowed.two_layer_loss(net.params, x[0], losses(net, x[0], t[0]))
    # A vector and a matrix of one row go through other products of BLAS: the loss may differ in its rounding.
    for sample, label in ((x[0], t[0]), (x[:1], t[:1])):
        assert off(net.loss(sample, label), exact.two_layer_loss(net.params, sample, label)) <= most
        right = exact.in_every_parameter(exact.derivative, net.params, sample, label)
        assert are_near(net.gradient(sample, label), right, allowed.two_layer_gradient(net.params, sample))
        for structured in (False, True):
            assert are_right(net.numerical_gradient(sample, label, structured=structured), net, sample, label)


def test_accuracy_is_the_share_of_right_answers():
    net, x, _ = network(2, samples=40)
    best = net.predict(x).argmax(axis=1)
    assert net.accuracy(x, best) == 1.0
    assert net.accuracy(x, (best + 1) % 3) == net.accuracy(x, (best + 2) % 3) == 0.0
    mixed = np.where(np.arange(40) < 30, best, (best + 1) % 3)
    assert net.accuracy(x, mixed) == 0.75
    assert net.accuracy(x, np.eye(3)[mixed]) == 0.75
    assert net.accuracy(x[0], best[0]) == 1.0
    assert type(net.accuracy(x, best)) is float


# ------------------------------------------------------------------ The gradient


@pytest.mark.parametrize("structured", [False, True])
def test_where_the_truncation_is_large_it_is_that_of_the_central_difference(structured):
    """At inputs of 2000 the step moves a hidden unit by as much as 0.05, where a series of few terms would be off."""
    net, x, t = network(0, sizes=(2, 3, 3), samples=3, std=1e-3, spread=1.0)
    x *= 2000
    net.params["W2"] *= 1000
    found, slope = net.numerical_gradient(x, t, structured=structured), net.gradient(x, t)
    assert max(float(np.abs(found[name] - slope[name]).max()) for name in NAMES) > 1e-3
    assert are_right(found, net, x, t, truncated=False)


@given(
    st.integers(0, 2**32),
    st.tuples(st.integers(1, 7), st.integers(1, 6), st.integers(1, 5)),
    st.integers(1, 8),
    st.sampled_from([0.01, 0.3, 1.0, 3.0]),
    st.booleans(),
)
def test_by_structure_and_in_the_loop_it_is_the_same(seed, sizes, samples, std, one_hot):
    net, x, t = network(seed, sizes, samples, std)
    answers = np.eye(sizes[2])[t] if one_hot else t
    plain, structured = (net.numerical_gradient(x, answers, structured=kind) for kind in (False, True))
    assert are_alike(plain, structured, net, x, t)


@pytest.mark.parametrize("seed", range(10))
def test_in_fact_most_roundings_cancel(seed):
    """What the page reports of scores of a usual size: a multiple of u that was found, and not derived."""
    net, x, t = network(seed)
    plain, structured = (net.numerical_gradient(x, t, structured=kind) for kind in (False, True))
    apart = max(float(np.abs(plain[name] - structured[name]).max()) for name in NAMES)
    assert apart <= 8 * U * max(1.0, net.loss(x, t)) / H


def test_backpropagation_is_exact_where_it_can_be_done_by_hand():
    net = TwoLayerNet(2, 2, 2, weight_init_std=0.0)
    gradient = net.gradient([[1.0, 3.0]], [0])
    p = 0.5 / (0.5 + DELTA)
    assert gradient["b2"].tolist() == [-0.5 * p, 0.5 * p]
    assert gradient["W2"].tolist() == [[-0.25 * p, 0.25 * p]] * 2
    assert not gradient["W1"].any()


def test_the_offset_takes_part():
    """At an output of about 1e-7 the loss is nearly flat in the scores, and without the offset its slope would be 1."""
    net = TwoLayerNet(1, 1, 2, weight_init_std=0.0)
    net.params["b2"][:] = [0.0, math.log(1e7)]
    x, t = [[1.0]], [0]
    right = exact.in_every_parameter(exact.derivative, net.params, x, t)
    # The output is 1e-7 / (1 + 1e-7), beside an offset of as much, and its slope 1 less that: off from 1/2 by 1e-7.
    assert abs(right["b2"][1] - 0.5) < 1e-7
    assert are_near(net.gradient(x, t), right, allowed.two_layer_gradient(net.params, x))
    for structured in (False, True):
        assert are_right(net.numerical_gradient(x, t, structured=structured), net, x, t)


def test_the_plain_form_moves_one_weight_at_a_time_and_puts_it_back():
    net, x, t = network(3)
    before = {name: array.tobytes() for name, array in net.params.items()}
    arrays = dict(net.params)
    plain = net.numerical_gradient(x, t)
    W1 = net.params["W1"]
    here = W1[2, 1]
    W1[2, 1] = here + H
    above = net.loss(x, t)
    W1[2, 1] = here - H
    below = net.loss(x, t)
    W1[2, 1] = here
    assert plain["W1"][2, 1] == (above - below) / (2 * H)
    net.numerical_gradient(x, t, structured=True)
    net.gradient(x, t)
    assert {name: array.tobytes() for name, array in net.params.items()} == before
    assert all(net.params[name] is arrays[name] for name in NAMES)


@pytest.mark.parametrize("chunk", [1, 100, 2**20])
def test_the_chunks_do_not_matter(chunk, monkeypatch):
    net, x, t = network(4, sizes=(30, 4, 3), samples=10)
    expected = net.numerical_gradient(x, t, structured=True)
    monkeypatch.setattr(_structured, "CHUNK", chunk)
    found = net.numerical_gradient(x, t, structured=True)
    # NumPy may take an exponential of an array's last few numbers by other instructions, and so round it otherwise.
    assert are_alike(found, expected, net, x, t)


def test_memory_is_bounded_by_the_weights_and_the_chunk():
    net, x, t = network(5, sizes=(200, 20, 10), samples=100)
    tracemalloc.start()
    net.numerical_gradient(x, t, structured=True)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # Moved scores of all weights at once would be 2 * 4230 * 1000 numbers, 68 MB. Each array of the first layer's
    # weights has 32 kB: some ten of them, with the inputs (160 kB) twice, and four chunks of 512 KiB.
    assert peak < 10 * 32e3 + 2 * 160e3 + 4 * 2**19


# ------------------------------------------------------------------ Bad input


def test_the_largest_deviation_is_a_thousandth_of_the_largest_double():
    largest_std = np.finfo(float).max / 1000
    assert np.isfinite(TwoLayerNet(3, 3, 3, weight_init_std=0.9999 * largest_std, rng=0).params["W1"]).all()
    with refuses(ValueError, "weight_init_std", by="deviation_too_large"):
        TwoLayerNet(3, 3, 3, weight_init_std=1.0001 * largest_std)


def test_samples_and_answers_may_be_named_and_structured_must_be():
    net, x, t = network(0)
    assert list(net.numerical_gradient(t=t, x=x, structured=True)) == list(NAMES)
    with pytest.raises(TypeError, match="positional"):
        net.numerical_gradient(x, t, True)


def test_a_network_may_have_as_many_inputs_as_a_picture_has_pixels():
    assert TwoLayerNet(784, 2, 3, rng=0).predict(np.ones((2, 784))).shape == (2, 3)


CALLS = {
    "predict": lambda net, x, t: net.predict(x),
    "loss": lambda net, x, t: net.loss(x, t),
    "accuracy": lambda net, x, t: net.accuracy(x, t),
    "gradient": lambda net, x, t: net.gradient(x, t),
    "numerical_gradient": lambda net, x, t: net.numerical_gradient(x, t),
    "structured": lambda net, x, t: net.numerical_gradient(x, t, structured=True),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_parameter_that_is_gone_is_missed_and_a_key_of_ones_own_is_none(call):
    net, x, t = network(0)
    net.params["a key of one's own"] = None
    call(net, x, t)
    del net.params["b1"]
    with refuses(ValueError, "params['b1']", "NoneType", by="unfit_parameter"):
        call(net, x, t)


def test_threads_may_use_one_network_at_once():
    """Each finds what it finds alone, while two take gradients by either form and one predicts."""
    net, x, t = network(0)
    calls = (
        lambda: net.numerical_gradient(x, t)["W1"],
        lambda: net.numerical_gradient(x, t)["b2"],
        lambda: net.numerical_gradient(x, t, structured=True)["W2"],
        lambda: net.predict(x),
    )
    alone = [call() for call in calls]
    found = together(*(lambda call=call: [call() for _ in range(30)] for call in calls))
    for values, right in zip(found, alone, strict=True):
        assert all(np.array_equal(value, right) for value in values)


class Doubled(TwoLayerNet):
    """A network whose loss is twice that of its base, by a method of its own."""

    def loss(self, x, t):
        return 2 * super().loss(x, t)


class Even(TwoLayerNet):
    """A network that gives each class the same probability, whatever the weights."""

    def predict(self, x):
        return np.full((len(x), 3), 1 / 3)


@pytest.mark.parametrize(("kind", "method"), [(Doubled, "loss"), (Even, "predict")])
def test_a_subclass_with_a_loss_of_its_own_is_differentiated_by_the_plain_form_alone(kind, method):
    base, x, t = network(0)
    net = kind(5, 4, 3)
    net.params = base.params
    slopes = net.numerical_gradient(x, t)
    if kind is Doubled:
        # To double rounds nothing, and the difference and the quotient of doubled numbers are the doubled ones.
        assert all(np.array_equal(slopes[name], 2 * plain) for name, plain in base.numerical_gradient(x, t).items())
    else:
        assert not largest(slopes)
        assert is_loss(net.loss(x, t), np.full(3, 1 / 3), 0)
        assert net.accuracy(x, np.zeros(6, dtype=int)) == 1.0
    with refuses(TypeError, kind.__name__, method, by="no_structured_form"):
        net.numerical_gradient(x, t, structured=True)
    with refuses(TypeError, kind.__name__, method, by="no_backpropagation"):
        net.gradient(x, t)


def test_a_method_set_on_the_network_itself_counts_as_its_own():
    net, x, t = network(0)
    net.predict = lambda x: np.full((len(x), 3), 1 / 3)
    assert is_loss(net.loss(x, t), np.full(3, 1 / 3), 0)
    with refuses(TypeError, "TwoLayerNet", "predict", by="no_backpropagation"):
        net.gradient(x, t)


def test_threads_keep_their_own_error_handling():
    net, x, t = network(0)

    def keeps(mode):
        with np.errstate(all=mode):
            before = np.geterr()
            return all(net.numerical_gradient(x, t, structured=True) and np.geterr() == before for _ in range(50))

    assert together(lambda: keeps("raise"), lambda: keeps("ignore")) == [True, True]


@pytest.mark.parametrize(("W2", "x"), [(300.0, 1e6), (300 / 0.025, 1e3), (300 / 0.25e-4, 0.01)])
def test_up_to_a_change_of_300_it_is_the_loops_difference(W2, x):
    """A unit at 1/2 moves by 1/2, by a quarter of 1e-4 times 1000, or with its bias by a quarter of 1e-4."""
    for part in (0.999, 1.001):
        net = TwoLayerNet(1, 1, 2, weight_init_std=0.0)
        net.params["W2"][:] = [[part * W2, 0.0]]
        net.params["b2"][:] = [-part * W2 / 2, 0.0]
        if part < 1:
            with np.errstate(all="raise"):
                structured = net.numerical_gradient([[x]], [1], structured=True)
            plain = net.numerical_gradient([[x]], [1])
            assert largest(plain) > 1
            assert are_alike(plain, structured, net, [[x]], [1])
        else:
            with refuses(ValueError, "structured=True", by="change_too_large"):
                net.numerical_gradient([[x]], [1], structured=True)


def test_a_weight_is_moved_to_its_neighbours_as_rounded():
    """Beside 2**20 a step of 1e-4 is rounded by as much as 1e-10: one part in a million of the slope."""
    net, x, t = network(0, sizes=(2, 2, 3), samples=2)
    net.params["b2"] += 2.0**20
    b2 = net.params["b2"]
    assert abs((b2[0] + H) - b2[0] - H) > 1e-11
    found = net.numerical_gradient(x, t, structured=True)["b2"]
    # The one pass rounds the scores; their error moves a slope by no more than both ends of a difference of scores.
    most = 2 * allowed.two_layers(net.params, x).scores.max() + allowed.two_layer_changes(net.params, x) / H
    for k in range(3):
        above, below = (
            exact.two_layer_loss({**net.params, "b2": np.where(np.arange(3) == k, moved, b2)}, x, t)
            for moved in (b2[k] + H, b2[k] - H)
        )
        assert off(found[k], (above - below) / (2 * ball(H))) <= most
