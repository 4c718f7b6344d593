"""What is wrong with a function is told by the numbers that it gives."""

import signal

import numpy as np
import pytest

from chapter4.check.judging import calls, formulas, probing, slips
from chapter4.check.running.standins import NOTHING
from check.copies import SOUND, WRONG, Copy


def value(copy):
    """Return the function of a copy, beside sound ones."""
    names = {name: formulas.right(name) for name in ("numerical_gradient", "softmax", "cross_entropy_error")} | {
        "np": np
    }
    exec(copy.code, names)
    return names["f"]


def told(copy):
    said = probing.judged(copy.function, value(copy))
    return said, {(slips.SLIPS[n].knob, slips.SLIPS[n].value) for n in said.get("slips", ())}


def name_of(copy):
    return f"{copy.function}-{'+'.join(str(value) for _, value in copy.slips)}"


@pytest.mark.parametrize("copy", WRONG, ids=name_of)
def test_the_cause_is_named(copy):
    said, found = told(copy)
    assert (said["verdict"], found, said.get("step")) == ("wrong", set(copy.slips), None)
    assert tuple(said["choices"]) == copy.choices


@pytest.mark.parametrize("copy", SOUND, ids=name_of)
def test_what_is_sound_is_right_in_any_style(copy):
    said, found = told(copy)
    assert (said["verdict"], found, said.get("step")) == ("right", set(), None)
    assert tuple(said["choices"]) == copy.choices


def test_every_slip_is_found():
    told = {(copy.function, *slip) for copy in WRONG for slip in copy.slips}
    lacking = {(slip.function, slip.knob, slip.value) for slip in slips.SLIPS} - told
    of_gradient = {(function, *slip) for function, *slip in told if function == "numerical_diff"}
    assert {slip for slip in lacking if ("numerical_diff", *slip[1:]) not in of_gradient} == {("SimpleNet", "of", "x")}


NAMED_OTHERWISE = [copy for copy in SOUND if copy.function in probing.MOST_SLIPS] + [
    copy for copy in WRONG if len(copy.slips) <= probing.MOST_SLIPS.get(copy.function, -1)
]


@pytest.mark.parametrize("copy", NAMED_OTHERWISE, ids=name_of)
def test_what_has_another_name_is_recognised_by_what_it_does(copy):
    assert probing.by_behaviour(value(copy)) == copy.function


@pytest.mark.parametrize("function", [len, int, lambda: 1, lambda x: x, lambda x, y: x + y, lambda f, x: f(x), np.dot])
def test_what_does_something_else_is_not_recognised(function):
    assert probing.by_behaviour(function) is None


# ------------------------------------------------------------------ What no formula explains


def judged(name, code):
    return probing.judged(name, value(Copy(name, code)))


def test_what_is_not_checked_is_said():
    assert judged("TwoLayerNet", "class f:\n    pass\n") == {"verdict": "not checked"}


def test_what_needs_a_stand_in_is_not_checked():
    assert probing.judged("softmax", lambda x: NOTHING) == {"verdict": "not checked", "stands_in": True}


def test_what_raises_for_every_input_is_shown_by_its_error():
    assert judged("sigmoid", "def f(x):\n    return x.sigmoid()\n") == {
        "verdict": "wrong",
        "raises": "AttributeError: 'numpy.ndarray' object has no attribute 'sigmoid'",
        "raised_in": None,
        "call": "an array",
    }


def test_what_raises_for_one_input_is_shown_by_that():
    code = "def f(x):\n    if x == 10:\n        raise ValueError('ten')\n    return 0.01 * x**2 + 0.1 * x\n"
    assert judged("function_1", code) == {
        "verdict": "wrong",
        "raises": "ValueError: ten",
        "raised_in": None,
        "call": "x = 10",
    }


def test_what_is_wrong_in_no_known_way_is_shown_by_an_input():
    assert judged("sigmoid", "def f(x):\n    return 0 * x\n") == {
        "verdict": "wrong",
        "call": "x = [-1.5,  0. ,  0.5,  3. ]",
        "got": "[-0.,  0.,  0.,  0.]",
        "expected": "[0.182426, 0.5     , 0.622459, 0.952574]",
    }


def test_numbers_that_differ_late_are_shown_to_differ():
    said = judged("sigmoid", "def f(x):\n    return 1 / (1 + np.exp(-x)) + 1e-8\n")
    assert (said["got"], said["expected"]) == (
        "[0.18242553, 0.50000001, 0.62245934, 0.95257414]",
        "[0.18242552, 0.5       , 0.62245933, 0.95257413]",
    )


def test_an_input_that_is_a_function_is_shown_by_its_formula():
    said = judged("numerical_diff", "def f(f, x):\n    return 7.0 * f(x + 1e-4)\n")
    assert (said["verdict"], said["call"]) == ("wrong", "f(x) = x**3 + x, x = 0.")


def test_what_returns_no_number_is_wrong():
    assert judged("sigmoid", "def f(x):\n    return {}\n")["verdict"] == "wrong"


@pytest.mark.parametrize(("h", "wrong"), [(1e-50, "lost"), (1e-2, "too large"), (1e-5, None)])
def test_a_step_is_judged_by_where_f_is_asked(h, wrong):
    said = judged("numerical_diff", f"def f(f, x):\n    h = {h}\n    return (f(x + h) - f(x - h)) / (2 * h)\n")
    assert said["step"] == wrong


def test_a_call_that_does_not_end_is_stopped(monkeypatch):
    monkeypatch.setattr(probing, "SECONDS", 0.05)
    said = judged("sigmoid", "def f(x):\n    while True:\n        pass\n")
    assert said["raises"] == "it does not end within 0.05 s"


def test_without_a_timer_calls_are_made_all_the_same(monkeypatch):
    monkeypatch.delattr(signal, "setitimer")
    assert judged("sigmoid", "def f(x):\n    return 1 / (1 + np.exp(-x))\n")["verdict"] == "right"


def test_the_line_that_raises_is_that_of_the_copy():
    names = {}
    exec(compile("def f(x):\n    y = x\n    return y.sigmoid()\n", "<copy 0>", "exec"), names)
    assert probing.judged("sigmoid", names["f"])["raised_in"] == (0, 3)


@pytest.mark.parametrize("name", ["forward_difference", "backward"])
def test_a_difference_to_one_side_may_be_meant(name):
    names = {}
    exec(f"def {name}(f, x):\n    return (f(x + 1e-4) - f(x)) / 1e-4\n", names)
    assert probing.by_behaviour(names[name]) is None


def test_the_books_code_for_plots_takes_each_row_as_a_point():
    code = """
def f(f, X):
    if X.ndim == 1:
        return numerical_gradient(f, X)
    return np.array([numerical_gradient(f, x) for x in X])
"""
    said = judged("numerical_gradient", code)
    assert (said["verdict"], said["choices"]) == ("right", ["each row of a table is a point of its own"])


def test_what_python_knows_no_arguments_of_has_none():
    assert calls.parameters(7) == []
