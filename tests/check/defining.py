"""The functions of a copy of the corpus, defined in this process, and the slips that its numbers show."""

import ast
import contextlib
import io
import sys
import types

import numpy as np

from chapter4.check.judging import calls, probing, slips
from chapter4.check.judging.names import chapters_name
from chapter4.check.running import definitions
from chapter4.check.running.definitions import Definition
from check.corpus import applied

HELPERS = {"_numerical_gradient_1d": "arrays of one axis alone", "_numerical_gradient_2d": "arrays of two axes alone"}
"""Functions of the corpus that are part of another, with what each chooses to take."""


def defined(code):
    """Return what a copy defines, when its code has run."""
    # The module that a copy is run as; dataclasses look there for the names of types.
    module = sys.modules["copied"] = types.ModuleType("copied")
    with np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
        exec(compile(code, "<copy 0>", "exec"), vars(module))
    return list(_definitions(code, vars(module)))


def _definitions(code, names):
    for statement in ast.parse(code).body:
        for node in definitions.inside(statement):
            name = definitions.name_of(node)
            yield Definition(name, names[name], 0, node.lineno, True)
            for method in definitions.methods(node):
                yield Definition(method.name, getattr(names[name], method.name), 0, method.lineno, True, name)


def slips_of_pair(one, other):
    """Return the slips that are named for a function with two edits."""
    found = defined(applied(one, other))
    named = {d: name for d in found if (name := chapters_name(d.name, d.owner, calls.parameters(d.value)))}
    (judged,) = (d for d, name in named.items() if name == one.function and d.name not in HELPERS)
    names = vars(sys.modules["copied"])
    with probing.others_right(judged, named, names):
        said = probing.judged(one.function, judged.value)
    return {slip_of(number) for number in said.get("slips", ())}


def slip_of(number):
    """Return the function, the knob and its value of a slip that is named by its number."""
    return (slips.SLIPS[number].function, slips.SLIPS[number].knob, slips.SLIPS[number].value)


def are_both_named(one, other):
    """Whether the slips of two edits in one function are both named, and no other."""
    return slips_of_pair(one, other) == {*one.slips, *other.slips}
