"""The index of messages: each that it lists is raised here for real, and each that the code can raise is on it."""

import ast
import re
import warnings
from pathlib import Path

import numpy as np
import pytest

import chapter4
from chapter4 import (
    SimpleNet,
    TwoLayerNet,
    cross_entropy_error,
    descent_path,
    forward_difference,
    function_1,
    function_2,
    gradient_ascent,
    gradient_descent,
    gradient_field,
    numerical_diff,
    numerical_gradient,
    sample_mini_batch,
    softmax,
    sum_squares_error,
)
from chapter4.section_4_2_2 import negative_log
from messages import PAGE, arrays, forms, kinds, parts, pattern

SOURCES = sorted(
    path for path in Path(chapter4.__file__).parent.glob("*.py") if re.match("_checks|_differences|section_", path.name)
)


def leap(x):
    return 1e308 if np.max(x) > 5 else -1e308


def masked():
    return np.ma.array([1.0, 2.0])


def read_only():
    x = np.array([1.0, 2.0])
    x.flags.writeable = False
    return x


def changes(x):
    x -= 1.0
    return float(x.sum())


TWO = [[0.25, 0.75], [0.5, 0.5]]
NET = SimpleNet(np.zeros((2, 3)))


def nested(depth):
    return [nested(depth - 1)] if depth else 1.0


class OwnLoss(TwoLayerNet):
    def loss(self, x, t):
        return 1.0


def layers(**params):
    net = TwoLayerNet(2, 2, 2, rng=0)
    net.params.update(params)
    return net


CALLS = [
    # Any array or number
    lambda: softmax([1j]),
    lambda: sum_squares_error(["a"], [1.0]),
    lambda: sum_squares_error([1.0], ["a"]),
    lambda: SimpleNet([["a"]]),
    lambda: gradient_descent(function_2, [None, None]),
    lambda: gradient_field(function_2, ["a"]),
    lambda: softmax(["1.0"]),
    lambda: softmax(["a"]),
    lambda: softmax(score for score in (1.0, 2.0)),
    lambda: softmax(nested(70)),
    lambda: softmax([0.0, np.nan]),
    lambda: softmax([0.0, np.inf]),
    lambda: softmax([0.0, -np.inf]),
    lambda: numerical_gradient(function_2, np.array([1.0, np.nan])),
    lambda: softmax(masked()),
    lambda: sample_mini_batch(masked(), [0, 1], 1),
    lambda: sample_mini_batch([0, 1], masked(), 1),
    lambda: softmax([[1.0], [1.0, 2.0]]),
    lambda: numerical_diff(function_1, 5, "a"),
    lambda: forward_difference(function_1, 5, True),
    lambda: gradient_descent(function_2, [1.0, 2.0], lr="a"),
    lambda: cross_entropy_error([0.5, 0.5], 0, delta=None),
    lambda: numerical_diff(function_1, 5, np.nan),
    lambda: numerical_diff(function_1, 5, 10**400),
    lambda: numerical_diff(function_1, np.inf),
    lambda: gradient_descent(function_2, [1.0, 2.0], lr=np.inf),
    lambda: cross_entropy_error([0.5, 0.5], 0, delta=np.nan),
    lambda: gradient_descent(function_2, [1.0, 2.0], step_num=1.0),
    lambda: sample_mini_batch([0, 1], [0, 1], 1.0),
    lambda: SimpleNet(rng="a"),
    lambda: SimpleNet(rng=-1),
    # Any function f and any step h
    lambda: numerical_diff(3, 5),
    lambda: numerical_gradient(np.array([1.0]), function_2),
    lambda: numerical_gradient(3, np.array([1.0])),
    lambda: gradient_ascent(3, [1.0]),
    lambda: numerical_gradient(lambda x: x, np.array([1.0])),
    lambda: numerical_diff(lambda x: [x, x], 5.0),
    lambda: numerical_diff(np.sum, np.array([1.0, 2.0])),
    lambda: numerical_gradient(lambda x: None, np.array([1.0])),
    lambda: forward_difference(lambda x: 1j, 1.0, 1e-4),
    lambda: numerical_gradient(lambda x: np.inf, np.array([1.0])),
    lambda: numerical_diff(lambda x: np.nan, 1.0),
    lambda: numerical_gradient(lambda x: 10**400, np.array([1.0])),
    lambda: numerical_gradient(function_2, np.array([1e13, 0.0])),
    lambda: numerical_diff(function_1, np.array([1e13, 0.0])),
    lambda: numerical_diff(function_1, 5, 1e-50),
    lambda: numerical_diff(function_1, 5, 0),
    lambda: numerical_diff(function_1, 5, 1e308),
    # The losses
    lambda: sum_squares_error([1.0, 2.0], [1.0]),
    lambda: sum_squares_error([], []),
    lambda: sum_squares_error([1e200], [0.0]),
    lambda: cross_entropy_error(TWO, [-1, 0]),
    lambda: cross_entropy_error(TWO[0], 2),
    lambda: cross_entropy_error(TWO[0], 1.0),
    lambda: cross_entropy_error(TWO, [[0], [1]]),
    lambda: cross_entropy_error(TWO, [0, 1, 1]),
    lambda: cross_entropy_error(TWO, [[1, 1], [1, 0]]),
    lambda: cross_entropy_error(TWO[0], [1, 1]),
    lambda: cross_entropy_error([3.0, 0.5], 0),
    lambda: cross_entropy_error(TWO[0], None),
    lambda: negative_log(2.0),
    lambda: cross_entropy_error([], 0),
    lambda: cross_entropy_error(TWO[0], 0, delta=-1),
    # Mini-batches
    lambda: sample_mini_batch([0, 1], [0, 1], 3),
    lambda: sample_mini_batch([0, 1], [0], 1),
    lambda: sample_mini_batch(1, [1], 1),
    lambda: sample_mini_batch([1], 1, 1),
    # Differences
    lambda: numerical_diff(function_1, [1.0]),
    lambda: numerical_diff(function_1, np.float32(1)),
    lambda: numerical_diff(leap, 5.0),
    lambda: numerical_diff(function_1, np.array([1j])),
    lambda: forward_difference(function_1, np.array([5.0], dtype=np.float32), 1e-50),
    # The gradient
    lambda: numerical_gradient(function_2, np.array([3, 4])),
    lambda: numerical_gradient(function_2, [3.0, 4.0]),
    lambda: numerical_gradient(function_2, np.array([1j, 2j])),
    lambda: numerical_gradient(function_2, read_only()),
    lambda: numerical_gradient(np.sum, np.lib.stride_tricks.as_strided(np.array([1.0]), (2,), (0,))),
    lambda: numerical_gradient(function_2, np.array([3.0, 4.0]), -1e-4),
    lambda: numerical_gradient(changes, np.array([1.0, 2.0])),
    lambda: numerical_gradient(leap, np.array([5.0])),
    lambda: numerical_gradient(np.sum, np.array([5.0]), vectorized=True),
    lambda: gradient_field(lambda x: x[:, 0] * 1j, [[5.0]]),
    lambda: gradient_field(np.sum, 5.0),
    # Descent
    lambda: gradient_descent(lambda w: 1.0, [1.0]),
    lambda: gradient_descent(lambda x: np.nan, [1.0]),
    lambda: descent_path(function_2, [-3.0, 4.0], lr=10.0),
    lambda: gradient_descent(lambda x: x[0] * 1e10, [1.0], lr=1e300),
    lambda: gradient_descent(function_2, [1.0, 2.0], step_num=-1),
    # The network
    lambda: softmax(1.0),
    lambda: NET.predict([1.0]),
    lambda: NET.predict(np.zeros((0, 2))),
    lambda: SimpleNet([[1.0]]),
    lambda: SimpleNet(np.zeros((2, 3)), rng=0),
    lambda: SimpleNet(np.full((2, 3), 1e308)).predict([1e5, 1.0]),
    # The network of two layers
    lambda: TwoLayerNet(0, 2, 2),
    lambda: TwoLayerNet(2, 0, 2),
    lambda: TwoLayerNet(2, 2, 0),
    lambda: TwoLayerNet(2.0, 2, 2),
    lambda: TwoLayerNet(2, 2.0, 2),
    lambda: TwoLayerNet(2, 2, 2.0),
    lambda: TwoLayerNet(2, 2, 2, weight_init_std="a"),
    lambda: TwoLayerNet(2, 2, 2, weight_init_std=np.inf),
    lambda: TwoLayerNet(2, 2, 2, weight_init_std=-1),
    lambda: TwoLayerNet(2, 2, 2, weight_init_std=1e308),
    lambda: layers().predict([1.0]),
    lambda: layers(W1=None).predict([1.0, 2.0]),
    lambda: layers(W1=np.full((2, 2), 1e308)).predict([10.0, 10.0]),
    lambda: OwnLoss(2, 2, 2).gradient([1.0, 2.0], 0),
    lambda: OwnLoss(2, 2, 2).numerical_gradient([1.0, 2.0], 0, structured=True),
    lambda: layers(W1=np.full((2, 2), np.inf)).numerical_gradient([1.0, 2.0], 0),
    lambda: layers(W1=np.zeros((2, 2)), W2=np.array([[20.0, -20.0]] * 2), b2=np.array([-20.0, 20.0])).gradient(
        [1e308, 1e308], 1
    ),
    lambda: layers(b2=np.array([np.nan, 0.0])).predict([1.0, 2.0]),
    lambda: layers(W2=np.full((2, 2), 1e9)).numerical_gradient([1e9, 1.0], 0, structured=True),
]


def said(call):
    """Return what a call raises, and the notes below it, each with the name of its kind; a warning is raised, too."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            call()
        except (TypeError, ValueError, UserWarning, RuntimeWarning) as error:
            return [(type(error).__name__, str(error)), *(("note", note) for note in getattr(error, "__notes__", []))]
    raise AssertionError("nothing was raised")


SAID = [found for call in CALLS for found in said(call)]


def unraised(page):
    """Return the forms of the messages of a page that no call raises as what the page says."""
    return [
        form
        for message, account in parts(page)
        for form in forms(message, account)
        if {kind for kind, text in SAID if pattern(form).match(text)} != kinds(account)
    ]


def test_the_page_lists_messages():
    assert len(parts(PAGE)) > 40
    assert len(parts(PAGE)) == len(re.findall(r"^: ", PAGE, flags=re.MULTILINE)), "a definition is not read"


@pytest.mark.parametrize(("kind", "text"), sorted(set(SAID)))
def test_a_message_that_is_raised_is_on_the_page_with_its_kind(kind, text):
    listed = [account for message, account in parts(PAGE) for f in forms(message, account) if pattern(f).match(text)]
    if not listed:  # the arrays that the page names once for all
        name = re.match(r"\w+", text)[0]
        assert name in arrays(PAGE), text
        as_x = re.sub(rf"\b{name}\b", "x", text)
        listed = [account for message, account in parts(PAGE) if pattern(message).match(as_x)]
    assert listed, text
    assert any(kind in kinds(account) for account in listed)


def test_every_message_on_the_page_is_raised():
    assert unraised(PAGE) == []


def test_every_array_that_the_page_names_is_refused_by_its_name():
    general = PAGE.split("### Any array or number")[1].split("`h must be")[0]
    for name in arrays(PAGE):
        texts = [re.sub(rf"\b{name}\b", "x", text) for _, text in SAID if re.match(rf"{name}\b", text)]
        assert any(pattern(message).match(text) for message, _ in parts(general) for text in texts), name


@pytest.mark.parametrize(
    "line",
    [
        "`h must be odd, got …`\n: ValueError. It is even.\n",
        "`h must not be 0, got …`\n: TypeError. The kind is wrong.\n",
        "`h must be one real number, got …`\n: TypeError, also with `zeta`. No function has it.\n",
    ],
)
def test_a_message_that_is_not_raised_fails(line):
    assert len(unraised(f"{PAGE}\n{line}")) == 1


# ------------------------------------------------------------------ The code


def written(path):
    """Return (line, pattern) for each message that a module writes: what it raises, warns of or notes."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        made = isinstance(node, ast.Call) and node.args
        error = made and ast.unparse(node.func) in ("TypeError", "ValueError", "type(error)", "warnings.warn")
        if error and isinstance(node.args[0], ast.Constant | ast.JoinedStr):
            pieces = getattr(node.args[0], "values", [node.args[0]])
            texts = [re.escape(piece.value) if isinstance(piece, ast.Constant) else ".*?" for piece in pieces]
            yield node.lineno, re.compile("".join(texts), flags=re.DOTALL)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_message_in_the_code_is_raised_here(path):
    for line, message in written(path):
        assert any(message.fullmatch(text) for _, text in SAID), f"{path.name}, line {line}: {message.pattern}"


def test_the_messages_of_the_code_are_found():
    assert sum(1 for path in SOURCES for _ in written(path)) > 35
