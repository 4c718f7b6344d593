"""Which names the code of a file binds, where, and to what."""

import ast
import builtins
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

BUILTINS = {*dir(builtins), "__file__", "__name__", "__doc__", "__class__", "display", "get_ipython"}
STARS = {"numpy", "math", "matplotlib.pyplot", "matplotlib.pylab", "pylab"}
"""The modules of which it is known what a star brings: nothing that is like a name of the chapter."""

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Node = ast.AST


@dataclass
class Bindings:
    """How often names are bound, and to what, as far as an expression tells."""

    times: Counter[str] = field(default_factory=Counter[str])
    values: defaultdict[str, list[ast.expr]] = field(default_factory=lambda: defaultdict(list))

    def all_values(self, name: str) -> list[ast.expr]:
        """Return what a name is bound to; nothing where expressions do not give all of it."""
        return self.values[name] if len(self.values[name]) == self.times[name] else []


@dataclass
class Scope:
    """The names of a file, a class or a function."""

    node: Node
    above: "Scope | None" = None
    names: Bindings = field(default_factory=Bindings)
    attributes: Bindings = field(default_factory=Bindings)
    """Of a class, what its methods bind to self."""
    defined: set[str] = field(default_factory=set[str])
    """The names of functions, classes and modules."""
    stars: set[str] = field(default_factory=set[str])
    """The modules of which all names are imported."""

    def define(self, name: str) -> None:
        """Add the name of a function, a class or a module."""
        self.names.times[name] += 1
        self.defined.add(name)

    def chain(self) -> "Iterator[Scope]":
        """Yield this scope and those around it."""
        scope: Scope | None = self
        while scope:
            yield scope
            scope = scope.above

    def owner(self, name: str) -> "Scope | None":
        """Return the scope that binds the name, or None."""
        return next((scope for scope in self.chain() if name in scope.names.times), None)

    def may_have(self, name: str) -> bool:
        """Whether the name may mean something here."""
        return name in BUILTINS or self.owner(name) is not None or any(scope.stars - STARS for scope in self.chain())

    def of_class(self) -> "Scope | None":
        """Return the scope of the class that this one is in, or None."""
        return next((scope for scope in self.chain() if isinstance(scope.node, ast.ClassDef)), None)


def nodes(tree: ast.Module, top: Scope) -> list[tuple[Node, Scope]]:
    """Return the nodes in the order of the code, each with its scope, and bind the names on the way."""
    found: list[tuple[Node, Scope]] = []
    waiting: list[tuple[Node, Scope]] = [(tree, top)]
    while waiting:  # no recursion: a sum of thousands of terms is as deep
        node, scope = waiting.pop()
        found.append((node, scope))
        _bind(node, scope)
        inside = Scope(node, scope) if isinstance(node, Function | ast.ClassDef) else scope
        waiting += [(child, inside) for child in reversed(list(ast.iter_child_nodes(node)))]
    return found


def _bind(node: Node, scope: Scope) -> None:
    """Add the names that a node binds."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        scope.define(node.name)
    elif isinstance(node, ast.Import | ast.ImportFrom):
        _import(node, scope)
    elif isinstance(node, ast.arg):
        scope.names.times[node.arg] += 1
    elif isinstance(node, ast.Assign):
        _value(node.targets, node.value, scope)
    elif isinstance(node, ast.AugAssign | ast.AnnAssign | ast.NamedExpr) and node.value:
        _value([node.target], node.value, scope)
    elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
        if bindings := _bindings(node, scope):
            bindings[0].times[bindings[1]] += 1
    elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
        scope.names.times[node.name] += 1
    elif isinstance(node, ast.Global):
        list(scope.chain())[-1].names.times.update(node.names)


def _value(targets: Iterable[Node], value: ast.expr, scope: Scope) -> None:
    for target in targets:
        if bindings := _bindings(target, scope):
            bindings[0].values[bindings[1]].append(value)


def _bindings(target: Node, scope: Scope) -> tuple[Bindings, str] | None:
    """Return where a target binds which name: a plain one, or one of self."""
    if isinstance(target, ast.Name):
        return scope.names, target.id
    if isinstance(target, ast.Attribute) and is_self(target.value) and (owner := scope.of_class()):
        return owner.attributes, target.attr
    return None


def is_self(node: Node) -> bool:
    """Whether a node is the name self."""
    return isinstance(node, ast.Name) and node.id == "self"


def _import(node: ast.Import | ast.ImportFrom, scope: Scope) -> None:
    for alias in node.names:
        if alias.name == "*" and isinstance(node, ast.ImportFrom):
            scope.stars.add(node.module or ".")
            if node.module in ("numpy", "pylab", "matplotlib.pylab"):
                import numpy as np  # here, for most files are read without it

                scope.names.times.update(dir(np))
        else:
            scope.define(alias.asname or alias.name.partition(".")[0])
