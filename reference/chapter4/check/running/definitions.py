"""What the code of a copy defines: every function and class, with the value that it got."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Function = ast.FunctionDef | ast.AsyncFunctionDef
Defining = Function | ast.ClassDef | ast.Assign | ast.AnnAssign
"""What gives a name to a function or class; an assignment does so where its value is a lambda."""


@dataclass(frozen=True, eq=False)
class Definition:
    """One definition of a copy; a name has as many as the copy writes."""

    name: str
    value: Any
    """The function, class or whatever its decorators made of it."""
    block: int
    """The index of its block."""
    line: int
    """The line of the block at which its `def`, `class` or lambda begins, from 1."""
    winner: bool
    """Whether it is what its name means when all the code has run."""
    owner: str | None = None
    """The class that it stands in, with those around it: `Net`, or `layers.Net`."""
    node: ast.AST | None = None
    """The code that defines it, as the copy has it; None where that is not known."""


def inside(statement: ast.AST) -> Iterator[Defining]:
    """Yield the definitions of a top-level statement, under its conditions and loops, not in functions or classes."""
    if isinstance(statement, Defining):
        if name_of(statement):
            yield statement
        return
    for part in ast.iter_child_nodes(statement):
        if isinstance(part, (ast.stmt, ast.excepthandler, ast.match_case)):
            yield from inside(part)


def methods(node: Defining) -> Iterator[Function]:
    """Yield the functions that stand in the body of a class."""
    yield from (part for part in _members(node) if isinstance(part, Function))


def classes(node: Defining) -> Iterator[ast.ClassDef]:
    """Yield the classes that stand in the body of a class."""
    yield from (part for part in _members(node) if isinstance(part, ast.ClassDef))


def _members(node: Defining) -> Iterator[Defining]:
    for statement in node.body if isinstance(node, ast.ClassDef) else ():
        yield from inside(statement)


def name_of(node: Defining) -> str:
    """Return the name that a statement gives to a function or class; "" if it does no such thing."""
    if not isinstance(node, (ast.Assign, ast.AnnAssign)):
        return node.name
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    only = targets[0] if len(targets) == 1 and isinstance(node.value, ast.Lambda) else None
    return only.id if isinstance(only, ast.Name) else ""
