"""A copy's functions under the chapter's names, to be called as the chapter calls them, in this process.

Read, recognised and adapted as the check does it. The code runs without the check's limits, for whoever trusts it.
"""

import contextlib
import functools
import inspect
import io
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any

import numpy as np

from chapter4.check.judging import calls, formulas, slips
from chapter4.check.judging.names import ARGUMENTS, chapters_name, place_of
from chapter4.check.judging.probing import bound, judged, owner_of, recognised
from chapter4.check.reading.files import read
from chapter4.check.running import standins
from chapter4.check.running.definitions import Definition
from chapter4.check.running.executing import Copy
from chapter4.check.spelling.defects import spelled

Function = Callable[..., Any]
DEFAULTS = {"lr": 0.01, "step_num": 100}
"""The chapter's, which a copy may have otherwise or not at all."""
OFFSET = 1e-7


@dataclass(frozen=True)
class Adapted:
    """What a copy has of the chapter."""

    functions: Mapping[str, Any]
    """The functions and the class of the network, by the chapter's names, as the chapter calls them."""
    definitions: Mapping[str, Any]
    """The same as the copy defines them."""
    as_given: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Those that take labels alone, as they take one-hot answers; in `functions` these are made labels."""
    names: dict[str, Any] = field(default_factory=dict[str, Any])
    """All that the copy's code names."""
    codes: Sequence[str] = ()
    """Its blocks of code, as they were run."""


def adapted(data: bytes, name: str) -> Adapted:
    """Return what the copy in a file has of the chapter, when its code has run with what is misspelt undone."""
    blocks, _ = spelled(read(data, name))
    codes = [block.code for block in blocks]
    if any("import *" in code for code in codes):
        exec("from numpy import *", {})  # whose parts, the first time, may take longer to import than a statement may
    copy = Copy(codes, failed=lambda *_: None, tell=lambda _: None)
    state = np.random.get_state()  # noqa: NPY002  the chapter draws from the global generator
    before = dict(copy.names)
    with (
        warnings.catch_warnings(),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        standins.standing_in([statement.node for statement in copy.statements], lambda _: None),
    ):
        warnings.simplefilter("ignore")
        copy.run(only_definitions=False)
        found = copy.definitions()
    np.random.set_state(state)  # noqa: NPY002  that global generator again, as it was
    own = {key: value for key, value in copy.names.items() if key not in before or before[key] is not value}
    return _of(found, own, codes)


def adapted_module(module: ModuleType) -> Adapted:
    """Return what a module has of the chapter that is imported already."""
    names = vars(module)
    kinds = (value for value in names.values() if inspect.isfunction(value) or inspect.isclass(value))
    own = [value for value in kinds if value.__module__ == module.__name__]
    return _of([Definition(value.__name__, value, 0, 1, winner=True) for value in own], names, [])


def _of(definitions: Sequence[Definition], names: dict[str, Any], codes: Sequence[str]) -> Adapted:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = [
            (called, name, judged(name, called.value))
            for definition, name in recognised(definitions)
            if name and (called := replace(definition, value=bound(definition, names)))
        ]
    chosen = {name: (definition, said) for definition, name, said in sorted(found, key=lambda one: _rank(*one[:2]))}
    functions = {
        name: _adapted(name, definition, said.get("choices", ()), names) for name, (definition, said) in chosen.items()
    }
    as_given: dict[str, Any] = {}
    if "cross_entropy_error" in chosen and OF_LABELS in chosen["cross_entropy_error"][1].get("choices", ()):
        as_given = {name: functions[name] for name in ("cross_entropy_error", "SimpleNet") if name in functions}
        functions |= {name: TAKING_ONE_HOT[name](value) for name, value in as_given.items()}
    written = {name: definition.value for name, (definition, _) in chosen.items()}
    return Adapted(functions, written, as_given, names, codes)


def _rank(definition: Definition, name: str) -> tuple[bool, ...]:
    """Return what decides between definitions of one function of the chapter; of equals the last one wins."""
    return (
        definition.winner,
        definition.name.lower() == name.lower(),
        calls.axes(definition.value) is None,
        chapters_name(definition.name, definition.owner, calls.parameters(definition.value)) == name,
        definition.owner is None,
    )


def _adapted(name: str, definition: Definition, choices: Iterable[str], names: dict[str, Any]) -> Any:
    """Return a function or class as the chapter calls it."""
    value = definition.value
    if name == "SimpleNet":
        return network(value)
    if name not in ARGUMENTS:
        return value
    offset = next((choice for choice in slips.choices_of(name) if choice.phrase and choice.phrase in choices), None)
    if offset:
        value = _with_the_chapters_offset(value, offset)
        _put_in_place(definition, value, names)
    more = {IN_THE_CHAPTER} if name == "numerical_gradient" else set[str]()
    return _declining(name, calls.adapted(name, value), frozenset(choices) | more)


# ------------------------------------------------------------------ What a copy does not take


class Declined(ValueError):
    """Raised where a copy chooses not to take what is asked, and would answer another question."""


def declined(error: BaseException) -> str | None:
    """Return the choice for which a copy has raised an error, if it is one that nobody need make otherwise."""
    return getattr(error, "declined", None)


def _declined(error: Exception, why: str) -> Exception:
    """Mark an error with the choice for which it is raised."""
    vars(error)["declined"] = why
    return error


IN_THE_CHAPTER = "arrays of one or two axes alone"
OF_LABELS = "no one-hot answers"
REFUSED: dict[str, Callable[..., bool]] = {
    "no labels": lambda y, t: np.shape(t) != np.shape(y),
    OF_LABELS: lambda y, t: np.shape(t) == np.shape(y),
    "one sample at a time": lambda x, *_: np.ndim(x) > 1,
}
"""By the choice, whether a call passes what the copy does not take."""
OTHERWISE = {
    calls.ROW_BY_ROW: lambda f, x: np.ndim(x) > 1,
    "arrays of one axis alone": lambda f, x: np.ndim(x) != 1,
    "arrays of two axes alone": lambda f, x: np.ndim(x) != 2,
    IN_THE_CHAPTER: lambda f, x: np.ndim(x) > 2,
}
"""The same, where a copy would answer all the same."""
AXES = {
    "sum_squares_error": (0, {1, 2}),
    "cross_entropy_error": (0, {1, 2}),
    "softmax": (0, {1, 2}),
    "sigmoid": (0, {1}),
    "step_function": (0, {1}),
    "numerical_gradient": (1, {1, 2}),
    "gradient_descent": (1, {1}),
}
"""Which argument is an array in the chapter, and of how many axes; a copy may refuse any other, and an empty one."""


def _declining(name: str, function: Function, choices: frozenset[str]) -> Function:
    """Return the function with a mark on the errors with which it declines what it chooses not to take."""

    def call(*arguments: Any, **named: Any) -> Any:
        given = {**dict(zip(ARGUMENTS[name], arguments, strict=False)), **named}
        asked = [given[key] for key in ARGUMENTS[name] if key in given]
        if name in ("gradient_descent", "gradient_ascent"):
            named = {key: value for key, value in {**DEFAULTS, **named}.items() if key not in given or key in named}
        for choice in choices & OTHERWISE.keys():
            if OTHERWISE[choice](*asked):
                raise _declined(Declined(choice), choice)
        try:
            return function(*arguments, **named)
        except Exception as error:
            if why := _not_taken(name, asked, choices):
                _declined(error, why)
            raise

    return call


def _not_taken(name: str, asked: Sequence[Any], choices: frozenset[str]) -> str | None:
    """Return which choice a call meets that has raised an error."""
    for choice in choices & REFUSED.keys():
        if REFUSED[choice](*asked):
            return choice
    at, axes = AXES.get(name, (0, None))
    if axes is not None and (np.ndim(asked[at]) not in axes or np.size(asked[at]) == 0):
        return f"no array of shape {np.shape(asked[at])}"
    return None


# ------------------------------------------------------------------ The offset of a loss


CLIPPED = next(choice for choice in slips.CHOICES if choice.value == "clipped")
ENDS = np.array([[0.0, 1.0], [1.0, 0.0]])
"""Outputs at which clipping differs from no offset: where the check asks, it gives the same."""


def _with_the_chapters_offset(function: Function, choice: slips.Choice) -> Function:
    """Return a loss with the chapter's offset, of one that has another or none."""
    loss = _shifted(function, choice)
    right = formulas.right("cross_entropy_error")
    for t in (ENDS, np.array([1, 0])):
        with contextlib.suppress(Exception):  # it takes the other form of answers alone
            return loss if np.isclose(loss(ENDS, t), right(ENDS, t), rtol=1e-3, atol=0) else _shifted(function, CLIPPED)
    return loss


def _shifted(function: Function, choice: slips.Choice) -> Function:
    """Return a loss with the chapter's offset, of one with that choice of its own."""
    signature = inspect.signature(function)
    places = {place_of("cross_entropy_error", name): name for name in signature.parameters}
    in_order = list(signature.parameters)
    y, t = places.get(0, in_order[0]), places.get(1, in_order[1])

    @functools.wraps(function)
    def loss(*given: Any, **named: Any) -> Any:
        bound = signature.bind(*given, **named)
        asked = np.asarray(bound.arguments[y]), np.asarray(bound.arguments[t])
        if choice.value == 0:
            bound.arguments[y] = asked[0] + OFFSET
            return function(*bound.args, **bound.kwargs)
        found = function(*bound.args, **bound.kwargs)
        own = formulas.FORMULAS["cross_entropy_error"](**{choice.knob: choice.value})
        try:
            return found - own(*asked) + formulas.right("cross_entropy_error")(*asked)
        except (IndexError, ValueError):  # a call that asks for a number without a meaning
            return found

    return loss


def _put_in_place(definition: Definition, value: Function, names: dict[str, Any]) -> None:
    """Let the copy's other functions call this one in place of their own."""
    if definition.owner is None:
        definition.value.__globals__[definition.name] = value
    else:
        setattr(owner_of(definition, names), definition.name, staticmethod(value))


# ------------------------------------------------------------------ Labels for one-hot answers


def _loss_of_one_hot(loss: Function) -> Function:
    """Return a loss that takes one-hot answers too, of one that takes labels alone."""

    def call(y: Any, t: Any) -> Any:
        return loss(np.atleast_2d(y), _labels(t)) if np.shape(y) == np.shape(t) and _is_one_hot(t) else loss(y, t)

    return call


def _network_of_one_hot(own: Any) -> Any:
    """Return the class of a network that takes one-hot answers too, of one that takes labels alone."""

    def loss(self: Any, x: Any, t: Any) -> Any:
        return own.loss(self, x, _labels(t) if np.ndim(x) == np.ndim(t) and _is_one_hot(t) else t)

    return type(own)(own.__name__, (own,), {"loss": loss})


def _is_one_hot(t: Any) -> bool:
    return np.ndim(t) > 0 and bool(np.all(np.sum(t, axis=-1) == 1) and np.all(np.isin(t, (0, 1))))


def _labels(t: Any) -> Any:
    return np.atleast_1d(np.argmax(t, axis=-1))


TAKING_ONE_HOT: dict[str, Callable[[Any], Any]] = {
    "cross_entropy_error": _loss_of_one_hot,
    "SimpleNet": _network_of_one_hot,
}


# ------------------------------------------------------------------ The network


def network(own: Any) -> Any:
    """Return the class of a copy's network with the chapter's names for its parts."""
    try:
        net = own()
        where = calls.weights_of(net)
        takes_batches = _takes_batches(net)
    except Exception:
        return own  # which the tests will say

    def predict(self: Any, x: Any) -> Any:
        _decline_batches(takes_batches, x)
        if not hasattr(own, "predict"):
            raise _declined(Declined("no predict"), "no predict")
        return own.predict(self, x)

    def loss(self: Any, x: Any, t: Any) -> Any:
        _decline_batches(takes_batches, x)
        return own.loss(self, x, t)

    parts: dict[str, Any] = {"predict": predict, "loss": loss}
    if where != ("W",):
        parts["W"] = property(
            lambda self: calls.holder_of(self, where)[where[-1]],
            lambda self, W: calls.holder_of(self, where).update({where[-1]: W}),
        )
    return type(own)(own.__name__, (own,), parts)


def _takes_batches(net: Any) -> bool:
    """Whether a network scores a batch row by row; what its loss makes of these is for the tests to say."""
    samples = np.array([[0.6, 0.9], [-0.4, 1.3], [0.5, -0.25]])
    if not hasattr(net, "predict"):
        return True
    try:
        return bool(np.allclose(net.predict(samples), [net.predict(sample) for sample in samples]))
    except Exception:
        return False


def _decline_batches(takes_batches: bool, x: Any) -> None:
    if not takes_batches and np.ndim(x) > 1:
        raise _declined(Declined("one sample at a time"), "one sample at a time")
