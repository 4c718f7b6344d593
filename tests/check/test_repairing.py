"""The statement that makes a function wrong is found by changing one place after another."""

import ast
import sys
import types

import numpy as np
import pytest

from chapter4.check.judging import networks, probing, repairing, variants
from chapter4.check.running.executing import Copy
from check import held
from check.held_edits import SLIPS

TEXTS = [
    ("def f(y, t):\n    return np.mean((y - t) ** 2)", "return np.sum((y - t) ** 2)"),
    ("def f(x, h):\n    return (g(x + h) - g(x - h)) / 2 * h", "return (g(x + h) - g(x - h)) / (2 * h)"),
    ("def f(x, h):\n    return (g(x + h) - g(x)) / (2 * h)", "return (g(x + h) - g(x - h)) / (2 * h)"),
    ("def f(x, g):\n    x =- g\n    return x", "x -= g"),
    ("def f(x):\n    for i in x:\n        s = i\n        return s", "return s"),
    ("def f(x):\n    for i in x:\n        g[i] = 0\n        g = i", "g[i] = i"),
    ("def f(x, h):\n    for i in x:\n        k = x[i]\n        x[i] = k - h", "x[i] = k"),
    ("def f(x):\n    x = x.copy()\n    return x", "x = x"),
    ("def f(x):\n    x = x.copy()\n    return x", ""),
    ("def f(y, t):\n    return y[:, t]", "return y[np.arange(len(y)), t]"),
    ("def f(y):\n    return y.sum() / y.size", "return y.sum() / y.shape[0]"),
    ("def f(y):\n    return sum(y)", "return np.sum(y)"),
    ("def f(x):\n    return e(-x) / sum(e(-x))", "return e(x) / sum(e(x))"),
    ("f = lambda y, t: y + t", "f = lambda y, t: y - t"),
    ("def f(x):\n    return 1 / 1 + e(-x)", "return 1 / (1 + e(-x))"),
    ("def f(x, h):\n    return g(x + h) - g(x - h) / h", "return (g(x + h) - g(x - h)) / h"),
    ("def f(y, t):\n    return y ** 2 - t ** 2", "return (y - t) ** 2"),
    ("def f(x):\n    return s(x) ** 2", "return s(x ** 2)"),
    ("def f(x, c):\n    return e(x) - c", "return e(x - c)"),
    ("def f(y, t, d):\n    return t * log(y) + d", "return t * log(y + d)"),
    ("def f(x, c):\n    return e(x / c)", "return e(x - c)"),
    ("def f(g, x):\n    return g(x)", "return x"),
    ("def f(x):\n    return x + 4.0", "return x + 4.0 ** 2"),
    ("def f(x):\n    return g(X)", "return g(x)"),
    ("def f(g, x):\n    a = g(x)\n    b = a\n    return b", "b = g(x)"),
    ("def f(x, h):\n    for i in x:\n        k = x[i]\n        x[i] = k - h\n        x[i] = 0", "x[i] = k"),
]


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_a_change_of_one_place_is_among_those_that_are_tried(code, text):
    (node,) = ast.parse(code).body
    texts = set()
    for change in variants.changes(node):
        with change.made():
            texts.add(change.text())
    assert text in texts


@pytest.mark.parametrize("copy", held.COPIES)
def test_a_change_is_python_and_is_undone(copy):
    for node in ast.parse(held.source(copy)).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            before = ast.dump(node)
            for change in variants.changes(node)[::20]:
                with change.made():
                    compile(ast.Module([node], []), "<copy>", "exec")
                assert ast.dump(node) == before


def told(code):
    """Return what is said of each function of a copy, by its name."""
    copy = Copy([code], failed=lambda *_: None, tell=lambda _: None)
    copy.run(only_definitions=False)
    with np.errstate(all="ignore"):
        return {said["called"]: said for said in probing.probe(copy.definitions())}


@pytest.fixture(autouse=True)
def copied(monkeypatch):
    monkeypatch.setitem(sys.modules, "copied", types.ModuleType("copied"))


@pytest.fixture
def quick(monkeypatch):
    """No change is tried."""
    monkeypatch.setattr(probing, "REPAIRING_SECONDS", 0.0)


def lines(said):
    return [line for _, line, _ in said["repairs"]]


def test_the_line_may_be_in_a_helper():
    code = (
        "import numpy as np\ndef _half(x):\n    return x * 2\ndef mse(y, t):\n    return _half(np.sum((y - t) ** 2))\n"
    )
    assert lines(told(code)["mse"])[0] == 3


def test_a_method_is_asked_of_an_object_of_its_class():
    body = (
        "    def __init__(self{0}):\n        self.one = 1\n"
        "    def sigmoid(self, x):\n        return {1} / (self.one + np.exp(x))\n"
    )
    code = "import numpy as np\nclass A:\n" + body.format("", "self.one")
    assert lines(told(code)["sigmoid"]) == [6]
    without = "import numpy as np\nclass A:\n    one = 1\n" + body.format(", size", "self.one")
    assert lines(told(without)["sigmoid"]) == [7]


def test_what_does_not_end_is_tried_no_further(monkeypatch):
    monkeypatch.setattr(probing, "SECONDS", 0.05)
    said = told("def sigmoid(x):\n    while True:\n        pass\n")["sigmoid"]
    assert (said["verdict"], said["endless"], "repairs" in said) == ("wrong", True, False)


# ------------------------------------------------------------------ Networks

NETWORK = held.source("two_layers").partition("net = ")[0].replace("from common", "# ").replace("from dataset", "# ")
OF_NETWORK = [slip for slip in SLIPS if slip.function == "TwoLayerNet"]


def network(old="", new=""):
    return told(NETWORK.replace(old, new, 1))["TwoLayerNet"]


def test_a_network_of_two_layers_is_right():
    assert network()["verdict"] == "right"


@pytest.mark.parametrize("slip", OF_NETWORK, ids=lambda slip: slip.kind)
def test_a_slip_in_a_network_is_found(slip, quick):
    code = held.applied(slip).partition("net = ")[0].replace("from common", "# ").replace("from dataset", "# ")
    assert told(code)["TwoLayerNet"]["verdict"] == "wrong"


OTHER_NETWORKS = [
    ("z1 = sigmoid(a1)", "z1 = np.tanh(a1)", "right"),
    ("return grads", "return tuple(grads)", "not checked"),
    ("self.params = {}", "self.layers = {}", "not checked"),
    ("'b1'] = np.zeros(hidden_size)", "'b1'] = np.zeros(1)", "not checked"),
    ("def __init__(self, input_size, hidden_size,", "def __init__(self, sizes,", "not checked"),
    ("        t = np.argmax(t, axis=1)\n", "", "right"),
    ("    def accuracy", "    def share", "right"),
    ("    def numerical_gradient(self", "    def slopes(self", "right"),
    (
        "return cross_entropy_error(y, t)",
        "self.decay = 0.1\n        return cross_entropy_error(y, t) + self.decay",
        "right",
    ),
    ("        y = softmax(a2)\n", "        y = softmax\n", "wrong"),
    ("grads = {}", "grads = []", "wrong"),
]


@pytest.mark.parametrize(("old", "new", "verdict"), OTHER_NETWORKS)
def test_what_the_chapter_does_not_say_of_a_network_is_not_wrong(old, new, verdict, quick):
    assert old in NETWORK
    assert network(old, new)["verdict"] == verdict


LAYER = (
    "import numpy as np\nclass SimpleNet:\n    def __init__(self):\n        self.W = np.ones((2, 3))\n"
    "    def loss(self, x, t):\n        return cross_entropy_error(softmax(x @ self.W), t)\n"
    "    def gradient(self, x, t):\n        return {}\n"
)


@pytest.mark.parametrize(
    ("gradient", "verdict"),
    [
        ("np.zeros((2, 3))", "wrong"),
        ("{'W': np.zeros((2, 3))}", "wrong"),
        ("{}", "right"),
        ("numerical_gradient(lambda _: self.loss(x, t), self.W)", "right"),
        ("1 / 0", "right"),
    ],
)
def test_a_gradient_that_is_0_everywhere_is_wrong(gradient, verdict, quick):
    assert told(LAYER.format(gradient))["SimpleNet"]["verdict"] == verdict


@pytest.mark.parametrize(
    ("old", "new"), [("self.W = np.ones((2, 3))", "self.W = [1]"), ("__init__(self)", "__init__(self, a, b, c)")]
)
def test_a_network_that_holds_its_weights_otherwise_is_not_checked(old, new):
    assert told(LAYER.format("{}").replace(old, new))["SimpleNet"]["verdict"] == "not checked"


def test_numbers_of_another_kind_are_not_alike():
    assert not networks._alike(["a"], np.zeros(1))


def test_what_has_no_parameters_is_not_checked():
    code = "class TwoLayerNet:\n    def __init__(self, a, b, c):\n        pass\n"
    assert told(code)["TwoLayerNet"] | {"called": ""} == {
        "name": "TwoLayerNet",
        "called": "",
        "block": 0,
        "line": 1,
        "verdict": "not checked",
    }


# ------------------------------------------------------------------ Ascents, and what can't be tried

ASCENT = (
    "def gradient_ascent(f, init_x, lr=0.01, step_num=100):\n    x = init_x.copy()\n"
    "    for _ in range(step_num):\n        x {}= lr * numerical_gradient(f, x)\n    return x\n"
)


def test_an_ascent_that_descends_is_wrong():
    assert told(ASCENT.format("+"))["gradient_ascent"]["verdict"] == "right"
    assert lines(told(ASCENT.format("-"))["gradient_ascent"]) == [4]


def test_an_ascent_of_something_else_is_none():
    assert told("def ascent(height):\n    return height\n")["ascent"]["name"] is None


def test_what_does_not_end_is_recognised_as_nothing(monkeypatch):
    monkeypatch.setattr(probing, "SECONDS", 0.05)
    assert told("def any_name(x):\n    while True:\n        pass\n")["any_name"]["name"] is None


def test_a_change_with_which_the_code_does_not_run_is_left():
    code = "import numpy as np\ndef sigmoid(x, one=2):\n    return 1 / (one + np.exp(-x))\n"
    assert 2 in lines(told(code)["sigmoid"])


def test_a_change_that_can_not_be_judged_is_not_right():
    def failing(_):
        raise ArithmeticError

    assert not repairing._is_right(None, failing)


def test_a_change_with_which_the_definition_itself_raises_is_none():
    (said,) = told(
        "def sum_squares_error(y, t, half=1 / len('ab')):\n    return half * ((y - t) ** 2).sum(0).prod()\n"
    ).values()
    assert said["verdict"] == "wrong"
