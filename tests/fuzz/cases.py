"""A case: arguments as text, the call, and what became of it; explained where that is what is due."""

import array
import math
import random
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

import chapter4
import messages
from fuzz import batches, descent, differences, functions, gradient, losses, networks, rows, two_layers
from fuzz.choices import Choices, smallest
from fuzz.due import Due, Wrong

NAMES = {
    "Cubic": functions.Cubic,
    "Decimal": Decimal,
    "Flaw": functions.Flaw,
    "Fraction": Fraction,
    "LogSumExp": functions.LogSumExp,
    "RowsOfCubics": functions.RowsOfCubics,
    "SumOfCubics": functions.SumOfCubics,
    "array": array,
    "math": math,
    "np": np,
}
"""What the texts of the arguments may name."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A function under arbitrary input: how its arguments are drawn, how it is called, and what is due."""

    name: str
    draw: Callable[[Choices], dict[str, str]]
    due: Callable[..., Due]
    call: str
    """The call, with the names of the arguments; those that are left out are left out of it."""


def _subject(call: str, module: Any) -> Subject:
    """Return what the module draws, and says is due, under the name of the function that is called."""
    names = re.findall(r"(\w+)\(", call)
    name = ".".join(names) + (", vectorized" if "vectorized" in call else "")
    return Subject(name, getattr(module, f"draw_{names[-1]}"), getattr(module, f"due_{names[-1]}"), call)


def _two_layers(call: str, kind: str) -> Subject:
    """Return the same for a method of a network of two layers, whose parameters are given."""
    draw, due = (getattr(two_layers, f"{part}_{kind}") for part in ("draw", "due"))
    name = f"TwoLayerNet.{call.split('(')[0]}" + (", structured" if kind == "structured" else "")
    return Subject(name, draw, due, f"[net := TwoLayerNet(2, 2, 3), net.params.update(params), net.{call}][-1]")


SUBJECTS = (
    _subject("numerical_gradient(f, x, h=h)", gradient),
    _subject("numerical_gradient(f, x, h=h, vectorized=True)", rows),
    _subject("gradient_field(f, points, h=h)", rows),
    _subject("numerical_diff(f, x, h=h)", differences),
    _subject("forward_difference(f, x, h)", differences),
    _subject("gradient_descent(f, x, lr=lr, step_num=step_num)", descent),
    _subject("gradient_ascent(f, x, lr=lr, step_num=step_num)", descent),
    _subject("descent_path(f, x, lr=lr, step_num=step_num)", descent),
    _subject("sum_squares_error(y, t)", losses),
    _subject("cross_entropy_error(y, t, delta=delta)", losses),
    _subject("softmax(x)", losses),
    _subject("sigmoid(x)", losses),
    _subject("step_function(x)", losses),
    _subject("sample_mini_batch(x_train, t_train, batch_size, rng=rng)", batches),
    _subject("SimpleNet(W, rng=rng).W", networks),
    _subject("SimpleNet(W).predict(x)", networks),
    _subject("SimpleNet(W).loss(x, t)", networks),
    _subject("SimpleNet(W).gradient(x, t)", networks),
    Subject(
        "TwoLayerNet",
        two_layers.draw_network,
        two_layers.due_network,
        "TwoLayerNet(input_size, hidden_size, output_size, weight_init_std=weight_init_std, rng=rng)",
    ),
    _two_layers("predict(x)", "predict"),
    _two_layers("loss(x, t)", "loss"),
    _two_layers("accuracy(x, t)", "accuracy"),
    _two_layers("numerical_gradient(x, t)", "plain"),
    _two_layers("numerical_gradient(x, t, structured=True)", "structured"),
    _two_layers("gradient(x, t)", "gradient"),
)


@dataclass(frozen=True, slots=True)
class Case:
    """One call with its arguments."""

    subject: Subject
    arguments: Mapping[str, str]

    @property
    def setup(self) -> str:
        """The arguments as a program."""
        return "\n".join(f"{name} = {text}" for name, text in self.arguments.items())

    @property
    def call(self) -> str:
        """The call, without the arguments that are left out."""
        return re.sub(r", (\w+)=\1\b", lambda m: m[0] if m[1] in self.arguments else "", self.subject.call)

    def __str__(self) -> str:
        """Return a program that makes it happen again, in the names of `NAMES` and of chapter4."""
        return f"{self.setup}\n{self.call}"


ANSWER = "the right answer"
ANSWER_AND_WARNING = "the right answer, and the documented warning"
ERROR_OF_F = "the error that f raised"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case."""

    kind: str
    """One of the three above, or the message of the index after the kind of error; where it is not explained, the
    sort of trouble."""
    ratio: float = 0.0
    unexplained: str = ""
    """Why it is not explained, or nothing."""


def run(case: Case, implementation: Any = chapter4) -> Outcome:
    """Run a case, and hold what becomes of it to what is due."""
    public = {name: getattr(implementation, name) for name in chapter4.__all__}
    given, own = _built(case), _built(case)
    arguments = {name: given[name] for name in case.arguments}
    before = {name: _state(value) for name, value in arguments.items() if name not in ("f", "rng")}
    result = error = None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = eval(case.call, given | public)
        except Exception as raised:
            error = raised
    warned = [(warning.category.__name__, str(warning.message)) for warning in caught]
    changed = [name for name in before if _state(arguments[name]) != before[name]]
    if changed:
        return Outcome("changed", unexplained=f"{', '.join(changed)} was changed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        due = case.subject.due(**{name: own[name] for name in case.arguments})
        if error is not None:
            return _error(error, warned, due)
        return _answer(result, warned, due, arguments)


def _error(error: Exception, warned: list[tuple[str, str]], due: Due) -> Outcome:
    kind, text = type(error).__name__, str(error)
    told = f"{kind}: {text}"
    notes = "\n".join(getattr(error, "__notes__", []))
    if warned:
        return Outcome("warning", unexplained=f"{told}, and a warning {warned}")
    said = [fault for fault in due.faults + due.perhaps if fault.is_said(kind, text, notes)]
    if not said:
        wanted = " or ".join(sorted({f"{fault.kind}: {fault.begins}…" for fault in due.faults})) or "an answer"
        return Outcome("error", unexplained=f"{told} {notes}, where {wanted} is due")
    if not any(fault.documented for fault in said):
        return Outcome(ERROR_OF_F)
    message = messages.listed(kind, text)
    if message is None:
        return Outcome("error", unexplained=f"{told} is not in the index of messages")
    return Outcome(f"{kind}: {message}")


def _answer(result: Any, warned: list[tuple[str, str]], due: Due, arguments: dict[str, Any]) -> Outcome:
    if due.faults:
        wanted = " or ".join(sorted({f"{fault.kind}: {fault.begins}…" for fault in due.faults}))
        return Outcome("answer", unexplained=f"{result!r}, where {wanted} is due")
    as_due = [bool(due.warns) and text.startswith(due.warns) for _, text in warned]
    if not all(as_due) or bool(due.warns) != bool(warned):
        return Outcome("warning", unexplained=f"warned {warned}, where {due.warns or 'nothing'!r} is due")
    for name, value in arguments.items():
        if any(np.may_share_memory(one, other) for one in _arrays(result) for other in _arrays(value)):
            return Outcome("memory", unexplained=f"the answer shares memory with {name}")
    try:
        ratio = due.check(result)
    except Wrong as wrong:
        return Outcome("answer", unexplained=f"{result!r}: {wrong}")
    return Outcome(ANSWER_AND_WARNING if warned else ANSWER, ratio)


def _built(case: Case) -> dict[str, Any]:
    """Return the arguments, made anew."""
    namespace = dict(NAMES)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        exec(case.setup, namespace)
    return namespace


def _arrays(value: Any) -> list[np.ndarray]:
    """Return the arrays that something is or holds."""
    if isinstance(value, np.ndarray):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    return [array for part in inside for array in _arrays(part)]


def _state(value: Any) -> Any:
    """Return all there is to a value: for an array also its flags and the bytes of every array that it is a view of."""
    if isinstance(value, np.ndarray):
        state = [type(value), value.dtype, value.shape, value.strides, value.flags.writeable]
        state.append(repr(value.tolist()) if value.dtype == object else np.asarray(value).tobytes())
        if isinstance(value, np.ma.MaskedArray):
            state.append(np.ma.getmaskarray(value).tobytes())
        return [*state, _state(value.base)]
    if isinstance(value, (list, tuple)):
        return [type(value), *map(_state, value)]
    if isinstance(value, dict):
        return [type(value), *map(_state, value), *map(_state, value.values())]
    if isinstance(value, (memoryview, bytearray, array.array)):
        return bytes(value)
    return type(value), repr(value)


# ------------------------------------------------------------------ Many cases


def drawn(choices: Choices, subjects: tuple[Subject, ...] = SUBJECTS) -> Case:
    """Return the case that choices make."""
    subject = choices.of(subjects)
    return Case(subject, subject.draw(choices))


def choices_of(seed: int, number: int) -> Choices:
    """Return the choices of one case of a run: each is drawn by itself, so that it can be run by itself."""
    return Choices(random.Random(f"{seed} {number}"))


def reproducer(
    made: list[int], subjects: tuple[Subject, ...] = SUBJECTS, implementation: Any = chapter4
) -> tuple[Case, Outcome]:
    """Return the smallest case, of the same function and the same sort of trouble, that is not explained either."""
    found = drawn(Choices(made), subjects)
    kind = run(found, implementation).kind

    def fails(choices: Choices) -> bool:
        case = drawn(choices, subjects)
        if case.subject is not found.subject:
            return False
        outcome = run(case, implementation)
        return bool(outcome.unexplained) and outcome.kind == kind

    case = drawn(Choices(smallest(made, fails)), subjects)
    return case, run(case, implementation)
