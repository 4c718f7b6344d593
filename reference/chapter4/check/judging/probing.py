"""Judge the functions of a copy by what they compute; this runs in the process that has run the copy's code.

Each function is called as the chapter calls it, and its numbers are compared with those of `formulas`. It is right if
they are those of the defaults; if they are those of a knob turned, or two, that is what is wrong with it.
"""

import functools
import inspect
import itertools
import re
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from chapter4.check.judging import calls, formulas, hazards, networks, repairing, slips
from chapter4.check.judging.calls import Call
from chapter4.check.judging.names import ARGUMENTS, chapters_name
from chapter4.check.running.process import Definition
from chapter4.check.running.standins import StandIn

SECONDS = 1.0
"""For one call of the copy's code; the chapter's own take less than a hundredth of one."""


REPAIRING_SECONDS = 4.0
"""Of the processor's time, for all that is tried in place of the copy's code."""
TRIED_SECONDS = 0.2
"""For one call of what is tried in place of the copy's code."""


class TooLong(BaseException):
    """Not an Exception, so that the copy's own `except` does not catch it."""


@dataclass(frozen=True)
class Outcome:
    """What became of one call."""

    value: Any = None
    error: str | None = None
    raised_in: tuple[int, int] | None = None
    """The block of the copy and its line that raised."""
    endless: bool = False
    unjudged: bool = False
    """Whether the copy has what the call needs in a form that is not known."""
    seen: tuple[Any, ...] = field(default=())
    """The points at which f was asked, and what the call left of its arrays."""


def probe(definitions: Sequence[Definition]) -> list[dict[str, Any]]:
    """Return what is to be said of each definition, as values that JSON has."""
    found = []
    until = time.process_time() + REPAIRING_SECONDS
    definitions = _with_bodies(definitions)
    names = _names(definitions)
    for definition, name in recognised(definitions):
        value = bound(definition, names)
        said = _said(name, value) if name else {}
        if name and said["verdict"] == "wrong" and not said.get("endless"):
            is_right = _rightness(name, value)
            said["repairs"] = repairing.repairs(
                definition, value, definitions, names, is_right, until, said.get("method")
            )
        place = {"called": definition.name, "block": definition.block, "line": definition.line}
        found.append({"name": name, **place, **said})
    return found


def _with_bodies(definitions: Sequence[Definition]) -> list[Definition]:
    """Return the definitions without those that are overloads alone."""
    return [d for d in definitions if getattr(d.value, "__name__", "") != "_overload_dummy"]


def _names(definitions: Sequence[Definition]) -> dict[str, Any]:
    """Return the names of the copy's code."""
    return next((d.value.__globals__ for d in definitions if inspect.isfunction(d.value)), {})


def recognised(definitions: Sequence[Definition]) -> Iterator[tuple[Definition, str | None]]:
    """Yield each definition with the chapter's name of it or None; in the meantime the others are sound ones."""
    definitions = _with_bodies(definitions)
    called = {d: chapters_name(d.name, d.owner, calls.parameters(d.value)) for d in definitions}
    named = {d: name for d, name in called.items() if name and _takes_its_arguments(name, d.value)}
    names = _names(definitions)
    for definition in definitions:
        with others_right(definition, named, names):
            name = named.get(definition) or by_behaviour(bound(definition, names))
            if name or not _belongs_to_another(definition, named):
                yield definition, name


def _said(name: str, value: Any) -> dict[str, Any]:
    """Return what is said of a function; not checked where what it returns can't be judged."""
    try:
        return judged(name, value)
    except Exception as error:
        return {"verdict": "not checked", "failed": type(error).__name__}


def _takes_its_arguments(name: str, value: Any) -> bool:
    """Whether it can be called as the chapter calls its function of that name; if not, it is another one."""
    is_another_kind = name not in ARGUMENTS or "self" in calls.parameters(value)
    return is_another_kind or calls.may_be_called(name, value)


def _belongs_to_another(definition: Definition, named: Mapping[Definition, str]) -> bool:
    """Whether it is a method of a class that is judged as a whole, or a lambda, which is handed to another function."""
    classes = {other.name for other in named if inspect.isclass(other.value)}
    return definition.owner in classes or getattr(definition.value, "__name__", "") == "<lambda>"


@contextmanager
def others_right(judged: Definition, named: Mapping[Definition, str], names: dict[str, Any]) -> Iterator[None]:
    """Put sound functions in the place of the others that the copy defines, so that each is judged by itself."""
    others = [other for other, name in named.items() if other.name != judged.name and name in formulas.FORMULAS]
    functions = {other.name: names[other.name] for other in others if other.owner is None and other.name in names}
    methods = [
        (owner, other, vars(owner)[other.name])
        for other in others
        if isinstance(owner := owner_of(other, names), type) and other.name in vars(owner)
    ]
    for owner, other, _ in methods:
        setattr(owner, other.name, _as_method(formulas.right(named[other]), other.value))
    names.update({other.name: formulas.right(named[other]) for other in others if other.name in functions})
    try:
        yield
    finally:
        names.update(functions)
        for owner, other, before in methods:
            setattr(owner, other.name, before)


def owner_of(definition: Definition, names: Mapping[str, Any]) -> Any:
    """Return the class that a method stands in; None for a function."""
    name, *inner = (definition.owner or "").split(".")
    return functools.reduce(lambda found, part: getattr(found, part, None), inner, names.get(name))


def bound(definition: Definition, names: Mapping[str, Any]) -> Any:
    """Return a function as it is called: a method as one of an object of its class."""
    return calls.bound(definition.value, owner_of(definition, names))


def _as_method(sound: Callable[..., Any], method: Any) -> Any:
    """Return a sound function as it stands in a class, where the copy's method takes self or does not."""
    return (lambda _, *arguments: sound(*arguments)) if "self" in calls.parameters(method) else staticmethod(sound)


# ------------------------------------------------------------------ One function


def judged(name: str, value: Any, most: int = 2) -> dict[str, Any]:
    """Return the verdict of a function of the chapter, its slips, at most so many, its hazards and choices."""
    if name == "TwoLayerNet":
        return networks.judged(value)
    function = calls.adapted(name, value)
    outcomes = _asked(name, function)
    if endless := [(call, outcome) for call, outcome in outcomes.items() if outcome.endless]:
        return {**_raises(dict(endless)), "endless": True}
    if any(outcome.unjudged for outcome in outcomes.values()):
        return {"verdict": "not checked"}
    if any(isinstance(outcome.value, StandIn) for outcome in outcomes.values()):
        return {"verdict": "not checked", "stands_in": True}
    if all(outcome.error for outcome in outcomes.values()):
        outcomes |= {call: ask(call, function) for call in calls.WHERE_ALL_RAISE.get(name, ())}
    taken, choices = _forms(name, value, function, outcomes)
    if all(outcomes[call].error for call in taken):
        return _raises(outcomes)
    knobs = calls.knobs(name, value, function)
    explanation = _explained(name, outcomes, taken, knobs, most)
    if explanation is None and "answers" in knobs:  # the names in its code do not show what it makes of the answers
        explanation = _explained(name, outcomes, taken, {}, most)
    if explanation is None and name == "numerical_gradient" and calls.puts_back_wrongly(function):
        explanation = (slips.slip(name, *slips.PUT_BACK_WRONGLY),), ()
    if explanation is None:
        return _unknown(name, outcomes, taken, knobs)
    turned, chosen = explanation
    bad_step, own = calls.step(knobs)
    wrong = bool(turned or bad_step)
    if name == "SimpleNet" and not wrong and (without := networks.without_gradient(value)):
        return without
    return {
        "verdict": "wrong" if wrong else "right",
        "slips": [slips.SLIPS.index(slip) for slip in turned],
        "step": bad_step,
        "hazards": [] if wrong else hazards.of(name, function),
        "choices": [*choices, *(choice.phrase for choice in chosen if choice.phrase), *own],
    }


def answered(name: str, value: Any) -> set[str]:
    """Return the calls that count for a function and to which it gives an answer, right or wrong, by their labels."""
    function = calls.adapted(name, value)
    outcomes = _asked(name, function)
    taken, _ = _forms(name, value, function, outcomes)
    return {call.label for call in taken if not outcomes[call].error}


def _asked(name: str, function: Callable[..., Any]) -> dict[Call, Outcome]:
    """Return the outcome of each call, up to one that does not end."""
    outcomes: dict[Call, Outcome] = {}
    for call in calls.of(name):
        outcomes[call] = ask(call, function)
        if outcomes[call].endless:
            break
    return outcomes


def _rightness(name: str, value: Any) -> Callable[[Any], bool]:
    """Return what says of a changed function whether it is right wherever the one before the change has to be."""
    if name == "TwoLayerNet":
        return lambda changed: networks.judged(changed)["verdict"] == "right"
    function = calls.adapted(name, value)
    taken, _ = _forms(name, value, function, {call: ask(call, function) for call in calls.of(name)})
    knobs = calls.knobs(name, value, function)
    knobs = {} if calls.step(knobs)[0] else knobs
    models = [
        formulas.FORMULAS[name](**{**knobs, **{one.knob: one.value for one in chosen}})
        for _, chosen in _explanations(name, 0)
    ]
    expected = {call: [ask(call, model) for model in models] for call in taken or calls.of(name)}

    def is_right(changed: Any) -> bool:
        function = calls.adapted(name, changed)
        left = set(range(len(models)))
        for call, outcomes in expected.items():
            outcome = ask(call, function, TRIED_SECONDS)
            left = {number for number in left if not outcome.error and alike(outcome, outcomes[number])}
            if not left:
                return False
        return True

    return is_right


Explanation = tuple[tuple[slips.Slip, ...], tuple[slips.Choice, ...]]


def _explained(
    name: str, outcomes: Mapping[Call, Outcome], taken: Sequence[Call], knobs: Mapping[str, Any], most: int
) -> Explanation | None:
    """Return the slips, at most so many, and the choices with which a formula gives the copy's numbers."""
    for turned, chosen in _explanations(name, most):
        differences: list[slips.Slip | slips.Choice] = [*turned, *chosen]
        model = formulas.FORMULAS[name](**{**knobs, **{one.knob: one.value for one in differences}})
        if all(alike(outcomes[call], ask(call, model)) for call in taken):
            return turned, chosen
    return None


def _explanations(name: str, most: int) -> Iterator[Explanation]:
    """Yield no slip, each one, and each two of different knobs; each time with at most one choice."""
    of_choice: list[tuple[slips.Choice, ...]] = [(), *((choice,) for choice in slips.choices_of(name))]
    for count in range(most + 1):
        for turned in itertools.combinations(slips.of(name), count):
            if len({slip.knob for slip in turned}) == count:
                for chosen in of_choice:
                    yield turned, chosen


def _forms(
    name: str, value: Any, function: Callable[..., Any], outcomes: dict[Call, Outcome]
) -> tuple[list[Call], list[str]]:
    """Return the calls that count, and what the copy chooses not to take."""
    taken, choices = [], []
    for form, group in itertools.groupby(outcomes, key=lambda call: call.form):
        these = list(group)
        if form and _is_refused(form, name, value, function, {call: outcomes[call] for call in these}):
            choices.append(form)
        else:
            taken += these
    if len(choices) == len({call.form for call in outcomes}):
        return [], []
    if axes := calls.axes(value):
        alone = "arrays of one axis alone" if axes == 1 else "arrays of two axes alone"
        return [call for call in taken if call.axes == axes] or taken, [alone]
    if name == "cross_entropy_error" and not calls.mentions_a_batch(value):
        return [call for call in taken if call.label == "one-hot, one sample"], ["one sample at a time"]
    return taken, choices


def _is_refused(
    form: str, name: str, value: Any, function: Callable[..., Any], outcomes: Mapping[Call, Outcome]
) -> bool:
    """Whether the copy does not take a form, rather than fail on it."""
    deciding = [outcome for call, outcome in outcomes.items() if call.decides]
    if form == calls.ROW_BY_ROW:
        return all("RowByRow" in (outcome.error or "") for outcome in deciding)
    if all(outcome.error for outcome in deciding):
        return not calls.means_to_take(form, value)
    if form == "no labels":
        return calls.takes_labels_for_factors(function)
    is_a_row = all(isinstance(outcome.value, np.ndarray) and outcome.value.ndim == 1 for outcome in deciding)
    return name == "sum_squares_error" and is_a_row and calls.adds_row_by_row(value)


def _raises(outcomes: dict[Call, Outcome]) -> dict[str, Any]:
    call, outcome = next(iter(outcomes.items()))
    return {"verdict": "wrong", "raises": outcome.error, "raised_in": outcome.raised_in, "call": call.label}


def _unknown(
    name: str, outcomes: Mapping[Call, Outcome], taken: Sequence[Call], knobs: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the first call that shows that a function is wrong, with what it gave and what is right."""
    sound = formulas.FORMULAS[name](**knobs)
    call = next(call for call in taken if not alike(outcomes[call], ask(call, sound)))
    found = outcomes[call]
    if found.error:
        return {"verdict": "wrong", "raises": found.error, "raised_in": found.raised_in, "call": call.label}
    arguments = call.make()[0]
    names = [*ARGUMENTS.get(name, ("W", "x", "t"))]
    given = [_given(own, argument) for own, argument in zip(names, arguments, strict=False)]
    got, expected = _apart(found.value, ask(call, sound).value)
    return {
        "verdict": "wrong",
        "call": ", ".join(given) if all(given) else call.label,
        "got": got,
        "expected": expected,
    }


def _given(name: str, argument: Any) -> str:
    """Return an argument as it is shown; "" for a function without a formula."""
    if callable(argument):
        return f"f(x) = {argument.text}" if isinstance(argument, calls.Formula) else ""
    return f"{name} = {_short(argument)}"


def _apart(one: Any, other: Any) -> tuple[str, str]:
    """Return two values with so many digits that they are seen to differ."""
    shown = ((_short(one, digits), _short(other, digits)) for digits in range(6, 17))
    return next((pair for pair in shown if pair[0] != pair[1]), (_short(one), _short(other)))


def _short(value: Any, digits: int = 6) -> str:
    return np.array2string(np.asarray(value), precision=digits, separator=", ", threshold=12).replace("\n", "")


MOST_SLIPS = {
    "sum_squares_error": 0,
    "cross_entropy_error": 1,
    "softmax": 0,
    "sigmoid": 0,
    "numerical_diff": 2,
    "numerical_gradient": 2,
    "gradient_descent": 0,
    "function_1": 0,
}
"""How many slips a function may have and still be taken for that one of the chapter, whatever it is called.

None where another function is like one with a slip: the exponential is a softmax without its sum, and an ascent is a
descent with the sign wrong.
"""


def by_behaviour(value: Any) -> str | None:
    """Return the chapter's name of what computes as that function does."""
    if (
        not (inspect.isfunction(value) or inspect.ismethod(value))
        or "forward" in value.__name__
        or "backward" in value.__name__
    ):
        return None
    return next((name for name in MOST_SLIPS if calls.may_be_called(name, value) and _computes(name, value)), None)


def _computes(name: str, value: Any) -> bool:
    """Whether a function gives the numbers of that function of the chapter, or of one of its slips."""
    function = calls.adapted(name, value)
    outcomes = _asked(name, function)
    if any(outcome.endless for outcome in outcomes.values()):
        return False
    taken, _ = _forms(name, value, function, outcomes)
    if all(outcomes[call].error for call in taken):
        return False
    return _explained(name, outcomes, taken, calls.knobs(name, value, function), MOST_SLIPS[name]) is not None


# ------------------------------------------------------------------ One call


def ask(call: Call, function: Callable[..., Any], seconds: float | None = None) -> Outcome:
    """Call a function as the chapter does."""
    seconds = SECONDS if seconds is None else seconds
    arguments, seen = call.make()
    try:
        with limited(seconds), np.errstate(all="ignore"):
            value = function(*arguments)
    except TooLong:
        return Outcome(error=f"it does not end within {seconds:g} s", endless=True)
    except calls.Unjudged:
        return Outcome(error="not known", unjudged=True)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        blocks = ((re.fullmatch(r"<copy (\d+)>", frame.filename), frame.lineno) for frame in frames)
        lines = [(int(block[1]), line) for block, line in blocks if block and line]
        text = traceback.format_exception_only(error)[-1].strip()
        return Outcome(error=text, raised_in=lines[-1] if lines else None)
    return Outcome(value, seen=tuple(seen(arguments)))


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TooLong in the block after some time, where the system can."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def over(*_: Any) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def alike(one: Outcome, other: Outcome) -> bool:
    """Whether two calls came to the same: numbers of one shape, equal but for rounding, or no numbers."""
    if one.error or other.error:
        return bool(one.error and other.error)
    pairs = [(one.value, other.value), *zip(one.seen, other.seen, strict=False)]
    return len(one.seen) == len(other.seen) and all(_are_close(a, b) for a, b in pairs)


def _are_close(a: Any, b: Any) -> bool:
    try:
        left, right = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    except (TypeError, ValueError):
        return False
    same_shape = left.shape == right.shape or left.size == right.size == 1
    # A difference quotient rounds 1e-16 over a step of 1e-4; a slip is off by more than 1e-5.
    return same_shape and np.allclose(left, right, rtol=1e-9, atol=1e-10, equal_nan=True)
