"""What is wrong with a function is told by the numbers that it gives."""

import numpy as np
import pytest

from chapter4.check.judging import formulas, probing, slips
from check.copies import SOUND, WRONG


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
