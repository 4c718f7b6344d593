"""The statement of a slip is found wherever it stands in a function."""

import ast

import pytest

from chapter4.check.judging import places

LOSS = """\
def loss(y, t):
    if y.ndim == 2:
        total = np.sum(t * y)
    elif y.ndim == 3:
        total = np.sum(y)
    try:
        h = 1e-4
        y = total / h
    except ValueError as error:
        y = np.log(y) ** 2
    for row in y:
        y += row
    return y
"""


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("h", 7),
        ("log", 10),
        ("power", 10),
        ("total", 3),
        ("share", 8),
        ("loop", 11),
        ("return", 13),
        ("value", 10),
        ("step", 12),
        ("softmax", None),
        ("copy", None),
        ("down", None),
    ],
)
def test_the_statement_is_found(where, line):
    at = places.statement(ast.parse(LOSS).body[0], where)
    assert (at and at.lineno) == line


def test_a_square_is_a_product_of_the_same():
    code = "def f(x):\n    a = x * x\n    b = a * x\n    return a\n"
    assert places.statement(ast.parse(code).body[0], "power").lineno == 2
