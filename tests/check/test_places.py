"""A slip is found at its line, and its correction reads in the copy's own names."""

import ast

import pytest

from chapter4.check.found import Block, Place
from chapter4.check.judging import places, wording
from chapter4.check.judging.slips import SLIPS
from check.copies import WRONG
from check.test_probing import name_of


def block(code):
    lines = code.splitlines()
    return Block(code, tuple(Place(n) for n in range(1, len(lines) + 1)), tuple(lines))


def slip(function, knob, value):
    (found,) = (s for s in SLIPS if (s.function, s.knob, s.value) == (function, knob, value))
    return found


@pytest.mark.parametrize("copy", [copy for copy in WRONG if len(copy.slips) == 1], ids=name_of)
def test_it_is_found_at_its_line(copy):
    code = block(copy.code)
    node = places.definition(code, "f", 1)
    at = places.statement(node, slip(copy.function, *copy.slips[0]).where)
    assert places.place(code, at.lineno).line == copy.line


LOSS = """\
def loss(self, out, answer):
    n = out.shape[0]
    result = -np.sum(answer * np.log(out + 1e-7))
    return result
"""
GRADIENT = """\
def slopes(func, w, eps=1e-4):
    out = np.zeros_like(w)
    for k in range(w.size):
        was = w[k]
        w[k] = was + eps
        a = func(w)
        w[k] = was - eps
        b = func(w)
        out[k] = (a - b) / eps
        w[k] = was
    return out
"""
DESCENT = """\
def walk(func, start, rate, n):
    p = start.copy()
    for _ in range(n):
        slope = numerical_gradient(func, p)
        p += rate * slope
    return p
"""


@pytest.mark.parametrize(
    ("code", "of", "line", "text"),
    [
        (
            LOSS,
            ("cross_entropy_error", "one_hot", "sum"),
            3,
            "result = -np.sum(answer * np.log(out + 1e-7)) / n",
        ),
        (GRADIENT, ("numerical_gradient", "divisor", "half"), 9, "out[k] = (a - b) / (2 * eps)"),
        (GRADIENT, ("numerical_gradient", "index", "flat"), 3, "for k in np.ndindex(w.shape):"),
        (DESCENT, ("gradient_descent", "direction", 1.0), 5, "p -= rate * slope"),
        (DESCENT, ("gradient_descent", "steps", "one more"), 3, "for _ in range(n):"),
    ],
)
def test_a_correction_reads_in_the_names_of_the_copy(code, of, line, text):
    node = ast.parse(code).body[0]
    at = places.statement(node, slip(*of).where)
    assert at.lineno == line
    assert wording.written(slip(*of), node, at) == text


def test_a_line_that_was_cleaned_is_marked_as_it_stands_in_the_file():
    code = Block("  x[idx] = h", (Place(7),), ("  x\\[idx\\] = h",))
    assert places.place(code, 1) == Place(7, None, 2, 14)


def test_what_is_defined_elsewhere_ends_where_it_begins():
    assert places.last_line(block("x = 1\ny = 2\n"), "f", 2) == 2


def test_a_decorated_function_is_found_by_either_line():
    code = block("@cache\ndef f(x):\n    return x\n")
    assert [places.last_line(code, "f", line) for line in (1, 2, 3)] == [3, 3, 3]


@pytest.mark.parametrize(
    ("code", "function", "name", "own"),
    [
        ("def f(y, t):\n    return y\n", "cross_entropy_error", "batch_size", "len(y)"),
        ("def f(y, t):\n    m = y.shape[0]\n    return y\n", "cross_entropy_error", "batch_size", "m"),
        ("def f(g, x, d=1e-4):\n    return 0\n", "numerical_diff", "h", "d"),
        ("def f(g, x, n=3):\n    d = 1e-4\n", "numerical_diff", "h", "d"),
        ("f = lambda g, x: 0\n", "numerical_diff", "h", None),
        ("def f(g, x):\n    return [k for k in x]\n", "numerical_gradient", "idx", None),
        ("def f(g, x):\n    x[k] = 0\n", "numerical_gradient", "idx", "k"),
        ("def f(g, x):\n    return 0\n", "numerical_gradient", "grad", None),
        ("def f(g, x):\n    out = 0\n    return out\n", "numerical_gradient", "grad", "out"),
        ("def f(g, x):\n    a = g(x)\n", "numerical_gradient", "fxh1", None),
        ("def f(g, x):\n    a = g(x)\n    b = g(x)\n", "numerical_gradient", "fxh2", "b"),
        ("def f(g, p):\n    q = 1\n", "gradient_descent", "x", "p"),
        ("def f(g, p):\n    q = 1 * p\n", "gradient_descent", "x", "q"),
        ("def f(g, p):\n    s = grad(p)\n", "gradient_descent", "grad", "s"),
    ],
)
def test_own_names_are_found_where_they_can_be(code, function, name, own):
    assert wording.own_names(function, ast.parse(code).body[0]).get(name) == own
