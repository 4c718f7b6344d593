"""What the functions of `_errors` make while something else runs."""

import contextlib
import inspect
from collections.abc import Callable, Iterator
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


FUNCTIONS = {name: one for name, one in vars(_errors).items() if inspect.isfunction(one) and not name.startswith("_")}
"""The functions of `_errors`, each of which makes one error, warning or note."""


@contextlib.contextmanager
def signed() -> Iterator[None]:
    """Let each error of the package bear the name of the function that made it, as `made_by`."""

    def signing(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def make(*args: Any, **named: Any) -> Any:
            what = original(*args, **named)
            if isinstance(what, Exception):
                what.made_by = name
            return what

        return make

    with mock.patch.multiple(_errors, **{name: signing(name, one) for name, one in FUNCTIONS.items()}):
        yield
