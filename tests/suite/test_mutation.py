"""What the mutation run relies on: a function that is in memory runs the mutant's code."""

import pytest

from mutation.swap import swap

MODULE = """
from functools import cache

FACTOR = 2
TABLE = {key: 7 for key in "ab"}

def plain(x):
    return FACTOR * x

def default(x, factor=2):
    return factor * x

def nested(x):
    return sum(2 * value for value in [x])

@cache
def decorated(x):
    return 2 * x

def enclosing(factor):
    def inner(x):
        return factor * x * 1
    return inner

twice = enclosing(2)

class Class:
    factor = 2

    def method(self, x):
        return 2 * x

    @property
    def property(self):
        return 2 * 10
"""
CHANGES = {
    "plain(10)": ("return FACTOR * x", "return FACTOR + x", 12),
    "nested(10)": ("sum(2 * value", "sum(2 + value", 12),
    "decorated(10)": ("    return 2 * x\n\ndef enclosing", "    return 2 + x\n\ndef enclosing", 12),
    "twice(10)": ("factor * x * 1", "factor * x * 3", 60),
    "Class().method(10)": ("        return 2 * x", "        return 2 + x", 12),
    "Class().property": ("2 * 10", "2 + 10", 12),
}
OTHER_CHANGES = {
    "a constant": ("FACTOR = 2", "FACTOR = 3"),
    "a constant of another type": ("FACTOR = 2", "FACTOR = 2.0"),
    "a comprehension that has run": ("7 for key", "8 for key"),
    "a default": ("x, factor=2", "x, factor=3"),
    "a decorator": ("@cache", ""),
    "an attribute of a class": ("    factor = 2", "    factor = 3"),
    "a variable to close over": ("factor * x * 1", "x * 1"),
    "a function that is gone": ("sum(2 * value for value in [x])", "x"),
    "a function that is new": ("return FACTOR * x", "return sum(FACTOR * value for value in [x])"),
}


def loaded():
    """Return what the module defines, and its functions."""
    names = {}
    exec(compile(MODULE, "module", "exec"), names)
    functions = [names[name] for name in ("plain", "default", "nested", "enclosing", "twice")]
    functions += [names["decorated"].__wrapped__, names["Class"].method, names["Class"].property.fget]
    return names, functions


@pytest.mark.parametrize("call", CHANGES)
def test_a_function_in_memory_runs_the_code_of_the_mutant(call):
    before, after, expected = CHANGES[call]
    assert MODULE.count(before) == 1
    names, functions = loaded()
    assert swap(functions, MODULE, MODULE.replace(before, after))
    assert eval(call, names) == expected


@pytest.mark.parametrize("call", CHANGES)
def test_the_same_code_changes_nothing(call):
    names, functions = loaded()
    assert swap(functions, MODULE, MODULE)
    assert eval(call, names) == 20


@pytest.mark.parametrize("what", OTHER_CHANGES)
def test_a_change_that_no_swap_can_make_is_left_to_another_process(what):
    before, after = OTHER_CHANGES[what]
    assert MODULE.count(before) == 1
    _, functions = loaded()
    assert not swap(functions, MODULE, MODULE.replace(before, after))
