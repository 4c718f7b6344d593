"""Arbitrary input: a few hundred cases of `tox -e fuzz`, and proof that it finds what is wrong."""

import warnings
from types import SimpleNamespace

import numpy as np
import pytest

import chapter4
from fuzz.cases import SUBJECTS, choices_of, drawn, reproducer, run
from fuzz.choices import Choices

CASES = 500


def subjects(name):
    """Return the subjects of that name."""
    return tuple(subject for subject in SUBJECTS if subject.name == name)


def test_no_case_is_left_unexplained():
    outcomes = [run(drawn(choices_of(0, number))) for number in range(CASES)]
    assert [outcome.unexplained for outcome in outcomes if outcome.unexplained] == []
    kinds = {outcome.kind for outcome in outcomes}
    assert len(kinds) > 30, "too few sorts of outcome for so many cases"


def test_every_public_function_is_under_test():
    called = {subject.name.split(".")[0].split(",")[0] for subject in SUBJECTS}
    # The four examples of the chapter check nothing, and simpleNet is another name.
    examples = {"function_1", "function_2", "function_tmp1", "function_tmp2", "simpleNet"}
    assert called == set(chapter4.__all__) - examples


def test_a_seed_draws_the_same_cases_again():
    one, again, other = ([str(drawn(choices_of(seed, number))) for number in range(50)] for seed in (1, 1, 2))
    assert one == again
    assert one != other


# ------------------------------------------------------------------ It finds what is wrong


def doubled(y, t):
    return 2 * chapter4.sum_squares_error(y, t)


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


def without_a_word(f, x, h=1e-4):
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
    "twice the answer": ("sum_squares_error", doubled, "off by"),
    "an answer off by 2^-40 of itself": ("softmax", a_little_off, "off by"),
    "an argument that is changed": ("softmax", centred_in_place, "x was changed"),
    "an answer in the argument's memory": ("step_function", a_view, "shares memory with x"),
    "a warning": ("sigmoid", overflowing, "RuntimeWarning"),
    "an answer where an error is due": ("numerical_gradient", of_integers, "x must be an ndarray of float64"),
    "an error without a text": ("numerical_gradient", without_a_word, "is due"),
    "another error than the documented": ("sample_mini_batch", of_pythons_own, "is due"),
    "an error where an answer is due": ("softmax", timid, "an answer is due"),
    "an error that names another entry": ("softmax", with_a_wrong_entry, "is due"),
    "a row that comes twice": ("sample_mini_batch", with_replacement, "rows that are not there"),
}


def with_defect(defect):
    """Return an implementation with that defect, and the choices of the first case that shows it."""
    name, function, trouble = DEFECTS[defect]
    changed = SimpleNamespace(**{public: getattr(chapter4, public) for public in chapter4.__all__} | {name: function})
    for number in range(2000):
        choices = choices_of(3, number)
        if trouble in run(drawn(choices, subjects(name)), changed).unexplained:
            return changed, choices.made
    raise AssertionError(f"{defect} was not found in 2000 cases")


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_found(defect):
    _, made = with_defect(defect)
    assert not run(drawn(Choices(made), subjects(DEFECTS[defect][0]))).unexplained


@pytest.mark.parametrize(
    "defect",
    ["a warning", "an argument that is changed", "an error that names another entry", "a row that comes twice"],
)
def test_what_is_found_is_shown_in_small(defect):
    """An array of two or three entries, in as many lines as there are arguments."""
    changed, made = with_defect(defect)
    case, outcome = reproducer(made, subjects(DEFECTS[defect][0]), changed)
    assert DEFECTS[defect][2] in outcome.unexplained
    assert max(map(len, str(case).splitlines())) <= 60


def test_a_run_leaves_the_warnings_as_they_are():
    before = list(warnings.filters)
    run(drawn(choices_of(0, 0)))
    assert warnings.filters == before
