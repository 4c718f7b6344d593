"""What a copy has of the chapter is called as the chapter calls it, whatever the copy calls it and takes."""

import sys
import textwrap
from types import ModuleType

import numpy as np
import pytest

import chapter4
from chapter4.check import adapting
from check.corpus import STYLES, source

Y = np.array([[0.1, 0.2, 0.7], [0.5, 0.3, 0.2]])
LABELS = np.array([2, 0])
ONE_HOT = np.eye(3, dtype=int)[LABELS]
LOSS = (-np.log(0.7 + 1e-7) - np.log(0.5 + 1e-7)) / 2


def adapted(code, name="copy.py"):
    return adapting.adapted(f"import numpy as np\n{code}".encode(), name)


def bowl(x):
    return x[0] ** 2 + x[1] ** 2


@pytest.mark.parametrize("style", STYLES)
def test_a_copy_of_any_style_computes_what_the_chapter_does(style):
    functions = adapting.adapted(source(style).encode(), f"{style}.py").functions
    assert np.isclose(functions["sum_squares_error"](Y, ONE_HOT), 0.26, rtol=1e-12)
    assert np.isclose(functions["cross_entropy_error"](Y, ONE_HOT), LOSS, rtol=1e-12)
    assert np.isclose(functions["cross_entropy_error"](Y[0], ONE_HOT[0]), -np.log(0.7 + 1e-7), rtol=1e-12)
    assert np.allclose(functions["numerical_gradient"](bowl, np.array([3.0, 4.0])), [6, 8])
    start = np.array([-3.0, 4.0])
    assert np.allclose(functions["gradient_descent"](bowl, start.copy(), lr=0.1, step_num=2), start * 0.64)
    assert np.allclose(functions["gradient_descent"](bowl, init_x=start.copy()), start * 0.98**100)
    net = functions["SimpleNet"]()
    net.W[...] = [[0.5, -0.2, 0.1], [-0.3, 0.8, 0.4]]
    x = np.array([0.6, 0.9])
    shares = chapter4.softmax(x @ net.W)
    assert np.isclose(net.loss(x, np.array([0, 0, 1])), -np.log(shares[2] + 1e-7), rtol=1e-12)


# ---------------------------------------------------------------- Names and their order


def test_of_several_the_one_with_the_chapters_name_is_taken_and_of_one_name_the_last():
    found = adapted("""
def numerical_diff(f, x):
    return (f(x + 1e-4) - f(x)) / 1e-4
def numerical_diff(f, x):
    return (f(x + 1e-4) - f(x - 1e-4)) / 2e-4
def numerical_diff_bad(f, x):
    return (f(x + 1e-4) - f(x)) / 1e-4
def TwoLayerNet():
    return 1
rate = 3
""")
    assert abs(found.functions["numerical_diff"](lambda x: x**3, 1.0) - 3) < 1e-7
    assert found.functions["TwoLayerNet"] is found.definitions["TwoLayerNet"]
    assert found.names["rate"] == 3
    assert "softmax" not in found.names


def test_arguments_in_another_order_and_by_their_names():
    found = adapted("""
def gradient_descent(start, func, steps=20, learning_rate=0.1):
    x = np.array(start)
    for _ in range(steps):
        x = x - learning_rate * 2 * x
    return x
class Loss:
    def sum_squares_error(self, y_true, y_pred):
        return 0.5 * np.sum((y_pred - y_true) ** 2)
""")
    start = np.array([1.0, 2.0])
    assert np.allclose(found.functions["gradient_descent"](bowl, start, 0.25, 1), start / 2)
    assert np.allclose(found.functions["gradient_descent"](bowl, start, step_num=1), start * 0.98)
    assert found.functions["sum_squares_error"](Y, t=ONE_HOT) == found.functions["sum_squares_error"](Y, ONE_HOT)


def test_what_is_misspelt_is_undone_and_a_stand_in_is_there_while_the_code_runs():
    before = {name: module for name, module in sys.modules.items() if name != "copied"}
    found = adapted("import no_such_module\nimport json.tool\ndef sigmoid(x)\n    return 1 / (1 + np.exp(-x))\n1 / 0\n")
    assert found.functions["sigmoid"](np.array([0.0])).tolist() == [0.5]
    assert "no_such_module" not in sys.modules
    assert {name: sys.modules[name] for name in before} == before


def test_a_module_that_is_imported_already_and_stood_in_for_is_back_afterwards(monkeypatch):
    module = ModuleType("someones")
    monkeypatch.setitem(sys.modules, "someones", module)
    assert adapted("import someones\nshown = someones.show()\n").names["shown"] != module
    assert sys.modules["someones"] is module


def test_of_a_module_its_own_functions_are_adapted():
    found = adapting.adapted_module(chapter4.section_4_2_1)
    assert set(found.functions) == {"sum_squares_error"}
    assert found.functions["sum_squares_error"](Y, ONE_HOT) == chapter4.sum_squares_error(Y, ONE_HOT)


# ---------------------------------------------------------------- Choices


def choice_of(call):
    """Return the choice for which a call is declined."""
    try:
        call()
    except Exception as error:
        return adapting.declined(error)
    raise AssertionError("it has answered")


def test_what_a_copy_chooses_not_to_take_is_declined_and_what_is_wrong_is_not():
    functions = adapted("""
def cross_entropy_error(y, t):
    y, t = np.atleast_2d(y), np.atleast_2d(t)
    if y.shape != t.shape:
        raise ValueError('one-hot answers alone')
    return -np.sum(t * np.log(y + 1e-7)) / len(y)
def softmax(x):
    if x.ndim > 1:
        raise ValueError('one sample')
    return np.exp(x) / np.sum(np.exp(x))
def sigmoid(x):
    return np.array([1 / (1 + np.exp(-v)) for v in x])
def function_2(x):
    return x[0] ** 2 + x[1] ** 2
""").functions
    assert choice_of(lambda: functions["cross_entropy_error"](Y, LABELS)) == "no labels"
    assert choice_of(lambda: functions["cross_entropy_error"](Y, ONE_HOT[:, :2])) == "no labels"
    assert choice_of(lambda: functions["softmax"](Y)) == "one sample at a time"
    assert choice_of(lambda: functions["softmax"]("text")) == "no array of shape ()"
    assert choice_of(lambda: functions["sigmoid"](0.0)) == "no array of shape ()"
    assert choice_of(lambda: functions["sigmoid"](np.array(["text"]))) is None
    assert choice_of(lambda: functions["function_2"](1.0)) is None


def test_a_gradient_that_takes_rows_for_points_is_not_asked_for_that_of_a_table():
    functions = adapted("""
def numerical_gradient_1d(f, x):
    grad = np.zeros_like(x)
    for i in range(x.size):
        kept = x[i]
        x[i] = kept + 1e-4
        high = f(x)
        x[i] = kept - 1e-4
        grad[i] = (high - f(x)) / 2e-4
        x[i] = kept
    return grad
""").functions
    assert np.allclose(functions["numerical_gradient"](bowl, np.array([3.0, 4.0])), [6, 8])
    assert choice_of(lambda: functions["numerical_gradient"](np.sum, np.ones((2, 2)))) == "arrays of one axis alone"
    assert choice_of(lambda: functions["numerical_gradient"](np.sum, np.ones((2, 2, 2)))) is not None


LABELLED = """
def cross_entropy_error(y, t):
    y = np.atleast_2d(y)
    return -np.sum(np.log(y[np.arange(len(y)), t] + 1e-7)) / len(y)
"""


def test_a_loss_that_takes_labels_alone_is_handed_labels():
    found = adapted(LABELLED)
    assert found.functions["cross_entropy_error"](Y, ONE_HOT) == found.functions["cross_entropy_error"](Y, LABELS)
    assert choice_of(lambda: found.as_given["cross_entropy_error"](Y, ONE_HOT)) == "no one-hot answers"
    assert choice_of(lambda: found.functions["cross_entropy_error"](Y, ONE_HOT / 2)) == "no one-hot answers"


OFFSETS = {
    "none": "np.log(y[0, t[0]])",
    "another": "np.log(y[0, t[0]] + 1e-9)",
    "clipped": "np.log(np.clip(y[0, t[0]], 1e-7, 1.0))",
}


@pytest.mark.parametrize("log", OFFSETS.values(), ids=OFFSETS)
@pytest.mark.parametrize("in_class", [False, True])
def test_a_loss_of_another_offset_gives_what_the_chapters_gives_also_within_the_network(log, in_class):
    loss = f"""
def cross_entropy_error(y, t):
    y, t = np.atleast_2d(y), np.argmax(np.atleast_2d(t), axis=1)
    return -np.mean([{log.replace("0, t[0]", "k, t[k]")} for k in range(len(y))])
"""
    inside = loss.replace("\n", "\n    ").replace("    def", "    @staticmethod\n    def")
    net = f"""
class simpleNet:
    def __init__(self):
        self.w = np.random.randn(2, 3)
    def loss(self, x, t):
        return {"Losses." if in_class else ""}cross_entropy_error(softmax(x @ self.w), t)
def softmax(x):
    return np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)
"""
    functions = adapted((f"class Losses:{inside}" if in_class else loss) + net).functions
    for y in (Y, np.eye(3)[[2, 0]], np.eye(3)):
        t = np.eye(3, dtype=int)[: len(y)] if len(y) == 3 else ONE_HOT
        right = np.mean(-np.log(y[t == 1] + 1e-7))
        assert np.isclose(functions["cross_entropy_error"](y, t), right, rtol=1e-9, atol=1e-15)
    network = functions["SimpleNet"]()
    network.W = np.array([[800.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    assert np.isclose(network.loss(np.array([0.5, 0.0]), np.array([1, 0, 0])), -np.log1p(1e-7), rtol=1e-9)
    assert choice_of(lambda: network.predict(np.array([0.5, 0.0]))) == "no predict"


def test_a_loss_is_left_as_it_is_where_no_offset_can_be_told():
    functions = adapted("""
class Losses:
    def cross_entropy_error(self, y, t):
        if not (y > 0).all():
            raise ValueError('outputs of 0')
        y, t = np.atleast_2d(y), np.atleast_2d(t)
        return -np.sum(t * np.log(np.clip(y, 1e-7, 1.0))) / y.shape[0]
""").functions
    assert np.isclose(functions["cross_entropy_error"](Y, ONE_HOT), LOSS, rtol=1e-12)


def test_a_label_outside_the_classes_is_handed_on_to_a_loss_of_another_offset():
    functions = adapted("""
def cross_entropy_error(y, t):
    y, t = np.atleast_2d(y), np.minimum(t, y.shape[-1] - 1)
    return -np.sum(np.log(y[np.arange(len(y)), t] + 1e-9)) / len(y)
""").functions
    assert functions["cross_entropy_error"](Y, np.array([2, 7])) == pytest.approx(-np.log(0.7 * 0.2) / 2)


# ---------------------------------------------------------------- The network


def test_a_network_that_can_not_be_made_is_left_as_it_is():
    found = adapted("class SimpleNet:\n    def __init__(self, size):\n        self.W = np.zeros(size)\n")
    assert found.functions["SimpleNet"] is found.definitions["SimpleNet"]


def test_a_network_of_one_sample_declines_a_batch():
    functions = adapted("""
class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)
    def predict(self, x):
        return np.array([sum(float(x[i]) * self.W[i, k] for i in range(2)) for k in range(3)])
    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)
""").functions
    net = functions["SimpleNet"]()
    assert np.allclose(net.predict(np.array([1.0, 0.0])), net.W[0])
    assert choice_of(lambda: net.predict(np.ones((2, 2)))) == "one sample at a time"
    assert choice_of(lambda: net.loss(np.ones((2, 2)), LABELS)) == "one sample at a time"


WITHOUT_OFFSET = "def cross_entropy_error(y, t):\n    {}return -np.sum(t * np.log(y)) / len(y)\n"
ROWS = "y, t = np.atleast_2d(y), np.atleast_2d(t)\n    "


def test_the_offset_of_a_loss_in_a_class_of_a_class_is_the_chapters():
    static = f"@staticmethod\n{WITHOUT_OFFSET.format(ROWS)}"
    functions = adapted("class layers:\n    class Loss:\n" + textwrap.indent(static, " " * 8)).functions
    assert functions["cross_entropy_error"](np.eye(2), np.eye(2)[::-1]) == -np.log(1e-7)


def test_a_loss_of_three_classes_alone_has_the_chapters_offset_too():
    functions = adapted(WITHOUT_OFFSET.format("y, t = y.reshape(-1, 3), t.reshape(-1, 3)\n    ")).functions
    assert functions["cross_entropy_error"](np.eye(3), np.roll(np.eye(3), 1, 0)) == -np.log(1e-7)
