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
