"""Every call ends in the right answer or in a documented error, and what is wrong is found."""

import re
from collections import Counter
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import Phase, find, given, settings

import chapter4
from arbitrary.calls import EVERY, outcome

FEW = 8
"""How many cases of each function are enough for the suite; --cases asks for more."""


@pytest.mark.parametrize("name", EVERY)
def test_every_call_ends_in_the_right_answer_or_in_a_documented_error(name, pytestconfig, record_property):
    cases, became = pytestconfig.getoption("--cases"), Counter()

    def call(arguments):
        became[outcome(EVERY[name], arguments)] += 1

    call.__name__ = re.sub(r"\W+", "_", name)  # under which Hypothesis keeps and shows what fails
    settings(max_examples=cases or FEW, derandomize=not cases)(given(EVERY[name].arguments)(call))()
    record_property("became", {name: dict(became)})


def test_every_public_function_is_called():
    # The four examples of the chapter check nothing, and simpleNet is another name.
    examples = {"function_1", "function_2", "function_tmp1", "function_tmp2", "simpleNet"}
    assert {re.split(r"\W", name)[0] for name in EVERY} == set(chapter4.__all__) - examples


# ------------------------------------------------------------------ It finds what is wrong


def a_little_off(x):
    return chapter4.softmax(x) * (1 + 2.0**-40)


def centred_in_place(x):
    probabilities = chapter4.softmax(x)
    if isinstance(x, np.ndarray) and x.flags.writeable and x.dtype == float:
        x -= x.max()
    return probabilities


def a_view(x):
    result = chapter4.step_function(x)
    if isinstance(x, np.ndarray) and x.dtype == float and np.array_equal(x, result):
        return x.view(np.ndarray)
    return result


def overflowing(x):
    chapter4.sigmoid(x)
    with np.errstate(invalid="ignore"):
        return (1 / (1 + np.exp(-np.asarray(x, dtype=float))))[()]


def of_integers(f, x, h=1e-4):
    if isinstance(x, np.ndarray) and x.dtype.kind == "i":
        x = x.astype(float)
    return chapter4.numerical_gradient(f, x, h)


def without_a_text(f, x, h=1e-4):
    try:
        return chapter4.numerical_gradient(f, x, h)
    except ValueError as error:
        raise ValueError from error


def of_pythons_own(x_train, t_train, batch_size, rng=None):
    return chapter4.sample_mini_batch(np.asarray(x_train), np.asarray(t_train), batch_size, rng)


def timid(x):
    probabilities = chapter4.softmax(x)
    if probabilities.ndim == 2:
        raise ValueError("x[0, 0] is nan; x must be finite: replace such entries")
    return probabilities


def with_a_wrong_entry(x):
    try:
        return chapter4.softmax(x)
    except ValueError as error:
        raise ValueError(str(error).replace("x[1]", "x[0]")) from None


def with_replacement(x_train, t_train, batch_size, rng=None):
    chapter4.sample_mini_batch(x_train, t_train, batch_size, rng)
    x, t = np.asarray(x_train), np.asarray(t_train)
    mask = np.random.default_rng(0).choice(len(x), int(batch_size))
    return x[mask], t[mask]


DEFECTS = {
    "an answer off by 2^-40 of itself": ("softmax", a_little_off, "is off by"),
    "an argument that is changed": ("softmax", centred_in_place, "x was changed"),
    "an answer in the argument's memory": ("step_function", a_view, "shares memory with x"),
    "a warning": ("sigmoid", overflowing, "warned"),
    "an answer in the place of an error": ("numerical_gradient", of_integers, "names=('x', 'int"),
    "an error without a text": ("numerical_gradient", without_a_text, "is expected"),
    "another error than the documented": ("sample_mini_batch", of_pythons_own, "is expected"),
    "an error in the place of an answer": ("softmax", timid, "an answer is expected"),
    "an error that names another entry": ("softmax", with_a_wrong_entry, "x[1]"),
    "a row that comes twice": ("sample_mini_batch", with_replacement, "rows that are not there"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_found_where_the_package_itself_is_right(defect):
    name, function, trouble = DEFECTS[defect]
    changed = SimpleNamespace(**{public: getattr(chapter4, public) for public in chapter4.__all__} | {name: function})

    def shows_it(arguments):
        try:
            outcome(EVERY[name], arguments, changed)
        except AssertionError as wrong:
            return trouble in str(wrong)
        return False

    asked = settings(max_examples=1000, derandomize=True, phases=[Phase.generate])
    arguments = find(EVERY[name].arguments, shows_it, settings=asked)
    outcome(EVERY[name], arguments)
