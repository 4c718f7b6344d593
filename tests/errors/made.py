"""What a function of `_errors` makes while something else runs."""

import contextlib
import inspect
from collections.abc import Iterator
from typing import Any, NamedTuple
from unittest import mock

from chapter4 import _errors


class Made(NamedTuple):
    """One error, warning or note, and what the function was given to make it."""

    what: Any
    given: dict[str, Any]


@contextlib.contextmanager
def made(function: str) -> Iterator[list[Made]]:
    """Yield a list that grows by what that function makes."""
    original, found = getattr(_errors, function), []

    def recorded(*args: Any, **named: Any) -> Any:
        given = inspect.signature(original).bind(*args, **named).arguments
        found.append(Made(original(*args, **named), given))
        return found[-1].what

    with mock.patch.object(_errors, function, recorded):
        yield found
