"""Put a mutant's code into functions that are in memory already."""

import warnings
from collections.abc import Iterable, Iterator
from inspect import CO_OPTIMIZED
from itertools import zip_longest
from types import CodeType, FunctionType

COMPREHENSIONS = {"<listcomp>", "<dictcomp>", "<setcomp>", "<genexpr>"}


def swap(functions: Iterable[FunctionType], source: str, mutated: str) -> bool:
    """Give the functions of a module the code of its mutant.

    Return False where that can't make them what an import of the mutant would: where code of the module or of a class
    itself has changed, which has run already, or where a function has other variables to close over.
    """
    try:
        changes = dict(_changes(_compiled(source), _compiled(mutated)))
        for function in functions:
            function.__code__ = changes.get(function.__code__, function.__code__)
    except ValueError:
        return False
    return True


def _compiled(source: str) -> CodeType:
    with warnings.catch_warnings(action="ignore"):
        return compile(source, "mutant", "exec")


def _changes(old: CodeType | None, new: CodeType | None, outside: bool = True) -> Iterator[tuple[CodeType, CodeType]]:
    """Yield the code of each function that has changed, and what it has become; what is outside of all has run."""
    outside &= old is None or not old.co_flags & CO_OPTIMIZED or old.co_name in COMPREHENSIONS
    if old is None or new is None or (outside and _alone(old) != _alone(new)):
        raise ValueError("more has changed than functions")
    if old != new:
        yield old, new
    for inner in zip_longest(_inner(old), _inner(new)):
        yield from _changes(*inner, outside)


def _inner(code: CodeType) -> list[CodeType]:
    return [constant for constant in code.co_consts if isinstance(constant, CodeType)]


def _alone(code: CodeType) -> CodeType:
    """Return the code without that of the functions it defines."""
    constants = tuple(None if isinstance(constant, CodeType) else constant for constant in code.co_consts)
    return code.replace(co_consts=constants, co_linetable=b"")
