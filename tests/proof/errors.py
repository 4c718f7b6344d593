"""What is asked of an error: which exception it is, and what its text names."""

import contextlib
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from errors.made import made

NOT_CLEAR = (
    AttributeError,
    NameError,
    KeyError,
    ZeroDivisionError,
    RecursionError,
    MemoryError,
    Warning,
)
"""Exceptions that tell a reader nothing about the argument: accidents of the code, not its answer."""


PYTHONS_OWN = re.compile(
    r"object (is not|has no|of type .* has no)|object of type|unsupported operand|can only concatenate"
)
"""What Python itself says where a value of another kind reached it unchecked."""


def is_clear(error: Exception) -> bool:
    """Whether an exception is an implementation's answer to bad input: it has a text, and is no accident."""
    accident = isinstance(error, NOT_CLEAR) or "UFuncTypeError" in [kind.__name__ for kind in type(error).__mro__]
    accident = accident or (isinstance(error, TypeError) and PYTHONS_OWN.search(str(error)) is not None)
    return not accident and bool(str(error))


def answer(call: Callable[[], Any]) -> Any:
    """Return what call returns, or None where it ends in a clear error; any other error fails the test."""
    try:
        return call()
    except Exception as error:
        if not is_clear(error):
            raise
        return None


def is_refused(call: Callable[[], Any]) -> bool:
    """Whether call ends in a clear error."""
    try:
        call()
    except Exception as error:
        return is_clear(error)
    return False


def advice(error: BaseException, **names: Any) -> Any:
    """Return what the expression behind "use" in an error's text makes of the caller's names; for ... it takes 0."""
    return eval(str(error).rpartition("; use ")[2].replace("(...)", "(0)"), {"np": np}, names)


def refuses(error: type[Exception], *words: str, by: str = "") -> Any:
    """Expect exactly that error, made by that function of the package's `_errors`, with each word in its text."""

    @contextlib.contextmanager
    def expectation():
        with made(by) if by else contextlib.nullcontext() as found, pytest.raises(error) as caught:
            yield caught
        assert caught.type is error
        assert not by or any(one.what is caught.value for one in found), f"{by} has not made: {caught.value}"
        for word in words:
            assert word in str(caught.value), f"{word!r} is not in: {caught.value}"

    return expectation()
