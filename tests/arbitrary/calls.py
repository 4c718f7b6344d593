"""One call with its arguments, held to what is expected of it."""

import array
import math
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import strategies as st

import chapter4
from arbitrary import functions
from arbitrary.arguments import Choices
from arbitrary.expected import Check, Expected, Refused
from errors.made import signed

NAMES = {
    **{"Decimal": Decimal, "Fraction": Fraction, "array": array, "inf": math.inf, "math": math, "nan": math.nan},
    **{
        "cubic": functions.cubic,
        "log_sum_exp": functions.log_sum_exp,
        "np": np,
        "sum_of_cubics": functions.sum_of_cubics,
    },
}
"""What the texts of the arguments may name."""
Texts = dict[str, str]


@dataclass(frozen=True)
class Called:
    """A function under arbitrary input."""

    text: str
    """The call, with the names of the arguments; those that are left out are left out of it."""
    draw: Callable[[Choices], Texts]
    expected: Callable[..., Check]

    @property
    def arguments(self) -> st.SearchStrategy[Texts]:
        """Arbitrary arguments, as texts."""
        return _texts(self.draw)

    @property
    def name(self) -> str:
        """The name of what is called, as it stands in the record."""
        option = re.search(r"(vectorized|structured)=True", self.text)
        return ".".join(re.findall(r"\b(?!update)(\w+)\(", self.text)) + (f", {option[1]}" if option else "")


@st.composite
def _texts(draw: Any, choose: Callable[[Choices], Texts]) -> Texts:
    """Return the arguments that drawn bytes choose; of a composite strategy Hypothesis shows the value, as it is."""
    return choose(Choices(draw(st.binary(min_size=64, max_size=64))))


EVERY: dict[str, Called] = {}
"""Every function, under its name."""


def called(text: str, draw: Callable[[Choices], Texts]) -> Callable[[Callable[..., Check]], Callable[..., Check]]:
    """Put a function under arbitrary input: what it decorates says what is expected."""

    def register(expected: Callable[..., Check]) -> Callable[..., Check]:
        function = Called(text, draw, expected)
        EVERY[function.name] = function
        return expected

    return register


ANSWER, WARNED, RAISED_BY_F = (
    "the right answer",
    "the right answer, and the documented warning",
    "the error that f raised",
)


def outcome(function: Called, texts: Texts, implementation: Any = chapter4) -> str:
    """Call the function, and return what the call ended in; an AssertionError says what is wrong with that.

    An error is named after the function of `_errors` that made it, all of which the index of errors has.
    """
    scope, own = _values(texts), _values(texts)
    before = {name: _state(scope[name]) for name in texts if name not in ("f", "rng")}
    call = re.sub(r", (\w+)=\1\b", lambda match: match[0] if match[1] in texts else "", function.text)
    result, error, handling = None, None, np.geterr()
    with warnings.catch_warnings(record=True) as caught, signed():
        warnings.simplefilter("always")
        try:
            result = eval(call, scope | {name: getattr(implementation, name) for name in chapter4.__all__})
        except Exception as raised:
            error = raised
    changed = [name for name in before if _state(scope[name]) != before[name]]
    assert not changed, f"{' and '.join(changed)} was changed"
    assert np.geterr() == handling, f"floating-point errors are now handled by {np.geterr()}"
    expect, check = Expected(), None
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            check = function.expected(expect, **{name: own[name] for name in texts})
        except Refused:
            assert error is not None, f"{result!r}, where {expect.errors} is expected"
        if error is not None:
            return _kind(error, expect, caught)
        warned = [warning.category for warning in caught]
        assert warned == [expect.warning] * bool(expect.warning), f"warned {[str(w.message) for w in caught]}"
        for name in texts:
            shared = any(np.may_share_memory(a, b) for a in _arrays(result) for b in _arrays(scope[name]))
            assert not shared, f"the answer shares memory with {name}"
        check(result)
    return WARNED if warned else ANSWER


def _kind(error: Exception, expect: Expected, caught: list[warnings.WarningMessage]) -> str:
    shown = f"{type(error).__name__}: {error} {getattr(error, '__notes__', '')}"
    assert not caught, f"{shown}, and a warning: {caught[0].message}"
    said = [fault for fault in expect.errors + expect.possible if fault.is_said_by(error)]
    assert said, f"{shown}, where {expect.errors or 'an answer'} is expected"
    if not any(fault.own for fault in said):
        return RAISED_BY_F
    assert hasattr(error, "made_by"), f"{shown} is not documented"
    return error.made_by


def _values(texts: Texts) -> dict[str, Any]:
    """Return the arguments, made anew; an f may read the others."""
    scope = dict(NAMES)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for name, text in texts.items():
            scope[name] = eval(text, scope)
    return scope


def _arrays(value: Any) -> list[np.ndarray]:
    """Return the arrays that something is or holds."""
    if isinstance(value, np.ndarray):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    return [array for part in inside for array in _arrays(part)]


def _state(value: Any) -> Any:
    """Return all there is to a value: of an array also its flags, and every array that it is a view of."""
    if isinstance(value, np.ndarray):
        content = repr(value.tolist()) if value.dtype == object else np.asarray(value).tobytes()
        mask = np.ma.getmaskarray(value).tobytes()
        flags = value.dtype, value.shape, value.strides, value.flags.writeable
        return [type(value), *flags, content, mask, _state(value.base)]
    if isinstance(value, (list, tuple)):
        return [type(value), *map(_state, value)]
    if isinstance(value, dict):
        return [type(value), *map(_state, value), *map(_state, value.values())]
    if isinstance(value, (memoryview, bytearray, array.array)):
        return bytes(value)
    return type(value), repr(value)
