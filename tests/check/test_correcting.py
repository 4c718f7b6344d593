"""The part of a statement that is wrong is put right, and the rest is left as the copy has it."""

import ast

import pytest

from chapter4.check.judging import wording
from chapter4.check.judging.correcting import corrected
from check.test_places import slip


@pytest.mark.parametrize(
    ("of", "wrong", "right"),
    [
        (("sum_squares_error", "between", "sum"), "d = y + t", "d = y - t"),
        (("sum_squares_error", "between", "sum"), "d = 1 + 2", None),
        (("sum_squares_error", "power", 1), "total += a - b", "total += (a - b) ** 2"),
        (("sum_squares_error", "power", 1), "return np.sum(y - t)", None),
        (("sum_squares_error", "power", 3), "return d ** 3", "return d ** 2"),
        (("sum_squares_error", "power", 3), "e = np.power(d, 3)", "e = np.power(d, 2)"),
        (("sum_squares_error", "factor", 2.0), "return 2 * s", None),
        (("cross_entropy_error", "base", 2.0), "s = -np.log2(y)", "s = -np.log(y)"),
        (("cross_entropy_error", "base", 10.0), "s = -log10(y)", "s = -log(y)"),
        (("cross_entropy_error", "offset", "outside"), "s = log(y) + 1e-7", "s = log(y + 1e-07)"),
        (("cross_entropy_error", "offset", "outside"), "s = f(y) + 1e-7", None),
        (("cross_entropy_error", "sign", 1.0), "return np.sum(s) / n", "return -np.sum(s) / n"),
        (("cross_entropy_error", "sign", 1.0), "s = -np.sum(a)", "s = np.sum(a)"),
        (("cross_entropy_error", "sign", 1.0), "total += a * b", "total -= a * b"),
        (("cross_entropy_error", "sign", 1.0), "total -= a * b", "total += a * b"),
        (("cross_entropy_error", "sign", 1.0), "s = [f(a) for a in b]", "s = [-f(a) for a in b]"),
        (("cross_entropy_error", "sign", 1.0), "return total", None),
        (("cross_entropy_error", "one_hot", "entries"), "s = -np.mean(t * s)", "s = -np.mean(np.sum(t * s, axis=-1))"),
        (("cross_entropy_error", "one_hot", "entries"), "s = (t * s).mean()", "s = (t * s).sum(axis=-1).mean()"),
        (("cross_entropy_error", "one_hot", "entries"), "s = np.max(t * s)", None),
        (("cross_entropy_error", "one_hot", "entries"), "s = mean(t * s)", None),
        (("cross_entropy_error", "picked", "every row"), "p = y[:, t]", "p = y[np.arange(len(y)), t]"),
        (("cross_entropy_error", "picked", "every row"), "p = y[0, t]", None),
        (("sigmoid", "sign", 1.0), "e = np.exp(x)", "e = np.exp(-x)"),
        (("sigmoid", "one", 0.0), "return 1 / e", "return 1 / (1 + e)"),
        (("sigmoid", "one", 0.0), "return e", None),
        (("softmax", "sign", -1.0), "e = exp(-x)", "e = exp(x)"),
        (("softmax", "sign", -1.0), "e = exp(c - x)", "e = exp(x - c)"),
        (("softmax", "over", "columns"), "s = np.sum(e, 0)", "s = np.sum(e, axis=-1, keepdims=True)"),
        (("softmax", "over", "all"), "s = e.sum()", "s = e.sum(axis=-1, keepdims=True)"),
        (("softmax", "over", "all"), "s = total(e)", None),
        (("step_function", "at", 0.0), "return x >= 0", "return x > 0"),
        (("step_function", "at", 0.0), "return np.heaviside(x, 1)", None),
        (("step_function", "side", -1.0), "if v < 0:\n    y = 1", "if v > 0:"),
        (("numerical_diff", "order", -1.0), "return (b - a) / 2", "return (a - b) / 2"),
        (("numerical_diff", "order", -1.0), "return a / 2", None),
        (("numerical_diff", "order", 2.0), "d = f(a) + f(b)", "d = f(a) - f(b)"),
    ],
)
def test_a_part_is_put_right_where_it_shows_how(of, wrong, right):
    (statement,) = ast.parse(wrong).body
    assert corrected(slip(*of), statement) == right
    assert ast.unparse(statement) == ast.unparse(ast.parse(wrong))


@pytest.mark.parametrize(
    ("of", "wrong", "right"),
    [
        (("sigmoid", "sign", 1.0), "f = lambda v: 1 / (1 + exp(v))", "f = lambda v: 1 / (1 + exp(-v))"),
        (("sum_squares_error", "factor", 1.0), "f = lambda a, b: g(a)", "f = lambda a, b: 0.5 * np.sum((a - b) ** 2)"),
    ],
)
def test_a_lambda_is_put_right_as_a_whole(of, wrong, right):
    (statement,) = ast.parse(wrong).body
    assert wording.written(slip(*of), statement, None) == right
