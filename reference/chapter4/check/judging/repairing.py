"""Which statement makes a function wrong: the one that, changed in one place, makes it give the chapter's numbers.

This runs in the process that has run the copy's code, and finds the line without knowing what the slip is.
"""

import ast
import inspect
import time
from collections.abc import Callable, Iterator, Sequence
from types import MethodType
from typing import Any

from chapter4.check.judging import calls
from chapter4.check.judging.names import chapters_name
from chapter4.check.judging.variants import changes
from chapter4.check.running.definitions import Defining, Definition, name_of

SECONDS = 2.0
"""Of the processor's time, for all that is tried of one function."""
MOST = 4
"""So many lines show where a function is wrong."""

Repair = tuple[int, int, str]
"""The block, the line of the statement in it, and what to write; "" where it is left out."""


def repairs(
    definition: Definition,
    value: Any,
    others: Sequence[Definition],
    names: dict[str, Any],
    is_right: Callable[[Any], bool],
    until: float,
    method: str | None = None,
) -> list[Repair]:
    """Return the statements of a function, or of the helpers that it calls, that can make it right by one change."""
    until = min(time.process_time() + SECONDS, until)
    found: list[tuple[int, Repair]] = []
    for part in (definition, *_helpers(definition, others)):
        for change in changes(part.node, method) if isinstance(part.node, Defining) else ():
            if time.process_time() > until or len(found) >= MOST or (found and change.rank > found[0][0] + 1):
                break
            if (part.block, change.line) in {repair[:2] for _, repair in found}:
                continue
            with change.made():
                if any(_is_right(changed, is_right) for changed in _tried(part, definition, value, names)):
                    found.append((change.rank, (part.block, change.line, change.text())))
    return [repair for _, repair in sorted(found, key=lambda one: one[0])]


def _helpers(definition: Definition, others: Sequence[Definition]) -> Iterator[Definition]:
    """Yield the functions of the copy's own that a definition calls, but for those of the chapter."""
    mentioned = calls.names_in(definition.value)
    for other in others:
        is_function = inspect.isfunction(other.value) and other.owner is None
        is_called = is_function and other is not definition and other.winner and other.name in mentioned
        if is_called and chapters_name(other.name, None, calls.parameters(other.value)) is None:
            yield other


def _tried(part: Definition, definition: Definition, value: Any, names: dict[str, Any]) -> Iterator[Any]:
    """Yield the function that is judged, as its code or that of a helper is now, while that is in force."""
    assert isinstance(part.node, Defining)
    local: dict[str, Any] = {}
    try:
        exec(compile(ast.Module([part.node], []), f"<copy {part.block}>", "exec", dont_inherit=True), names, local)
    except Exception:
        return
    new: Any = local.get(name_of(part.node))
    outermost = part.owner is None
    before = names.get(part.name)
    if part is definition:
        instance = getattr(value, "__self__", None)
        new = new.__func__ if isinstance(new, classmethod | staticmethod) else new
        value = new if instance is None else MethodType(new, instance)
    if outermost:
        names[part.name] = new
    try:
        yield value
    finally:
        if outermost:
            names[part.name] = before


def _is_right(changed: Any, is_right: Callable[[Any], bool]) -> bool:
    try:
        return is_right(changed)
    except Exception:
        return False
