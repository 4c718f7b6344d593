"""Modules in the place of those that a copy imports and that are missing, or slow to import."""

import ast
import importlib.abc
import importlib.machinery
import inspect
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from chapter4.check.running import supplied

REAL = sys.stdlib_module_names | {"numpy", "chapter4"}
"""The only modules that are themselves, whatever else is installed: a copy is judged alike everywhere."""
IMPORT_ERRORS = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}


class StandIn:
    """Swallows whatever is done with it, and is empty where it is looked into."""

    def __getattr__(self, name: str) -> Any:
        """Return the chapter's function of that name or itself, but nothing that Python looks up by itself."""
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return KNOWN.get(name, self)

    def __setattr__(self, name: str, value: object) -> None:
        """Swallow an attribute."""

    def __call__(self, *arguments: Any, **_: Any) -> Any:
        """Return itself; as a decorator, what it decorates."""
        decorates = len(arguments) == 1 and (inspect.isfunction(arguments[0]) or inspect.isclass(arguments[0]))
        return arguments[0] if decorates else self

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[()]:
        """Return nothing, as a base of a class."""
        return ()

    def __instancecheck__(self, instance: object) -> bool:
        """Return False, as a class."""
        return False

    def __iter__(self) -> Iterator[Any]:
        """Return an iterator over nothing."""
        return iter(())

    def __len__(self) -> int:
        """Return 0."""
        return 0

    def __float__(self) -> float:
        """Return 0."""
        return 0.0

    def __index__(self) -> int:
        """Return 0."""
        return 0

    def __getitem__(self, key: object) -> "StandIn":
        """Return itself."""
        return self

    def __setitem__(self, key: object, value: object) -> None:
        """Swallow an item."""

    def __delitem__(self, key: object) -> None:
        """Swallow an item."""

    def __enter__(self) -> "StandIn":
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let errors pass."""

    def __array_ufunc__(self, *_: Any, **__: Any) -> "StandIn":
        """Return itself, as a part of arithmetic with arrays."""
        return self

    def __add__(self, other: object) -> "StandIn":
        """Return itself."""
        return self

    def __neg__(self) -> "StandIn":
        """Return itself."""
        return self

    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __add__
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __rpow__ = __matmul__ = __rmatmul__ = __add__
    __lt__ = __le__ = __gt__ = __ge__ = __and__ = __rand__ = __or__ = __ror__ = __add__


NOTHING = StandIn()


def _figure(*_: Any, **__: Any) -> tuple[StandIn, StandIn]:
    """Return a figure and its axes."""
    return NOTHING, NOTHING


KNOWN = {**supplied.functions(), "subplots": _figure}
"""What a module that is stood in for has all the same."""


class StandInModule(ModuleType):
    """A module that has every attribute."""

    def __init__(self, name: str) -> None:
        """Be the module of that name; `import *` gives the chapter's functions."""
        super().__init__(name)
        self.__path__ = []
        self.__all__ = list(KNOWN)

    def __getattr__(self, name: str) -> Any:
        """Return what every stand-in has."""
        return getattr(NOTHING, name)


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds a stand-in for each module that the copy's code imports and that is not to be real."""

    def __init__(self, trees: Iterable[ast.AST], tell: Callable[[str], None]) -> None:
        """Stand in for what these trees import, and tell the name of each package."""
        self.wanted = imports(trees)
        self.tell = tell

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return a stand-in for that module; None where it is to be real."""
        package = fullname.partition(".")[0]
        if package in self.wanted:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        if package in REAL or package.startswith("_"):
            return None
        # The code does without it, or it is one that `from numpy import *` tries to import.
        raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        """Return a module that has every attribute."""
        if "." not in spec.name:
            self.tell(spec.name)
        return StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing: there is no code."""


@contextmanager
def standing_in(trees: Iterable[ast.AST], tell: Callable[[str], None]) -> Iterator[None]:
    """Stand in for what these trees import, in a process that goes on without the stand-ins."""
    finder = Finder(trees, tell)
    before = _taken_out(finder.wanted)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        _taken_out(finder.wanted)
        sys.modules.update(before)


def _taken_out(packages: set[str]) -> dict[str, ModuleType]:
    """Take out the modules of these packages that are imported, and return them."""
    return {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] in packages}


def imports(trees: Iterable[ast.AST]) -> set[str]:
    """Return the packages that are imported and are not real, without those that the code is prepared to do without."""
    every: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for tree in trees:
        every.update(_packages(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.Try) and any(map(_catches, node.handlers)):
                tried.update(package for statement in node.body for package in _packages(statement))
    return {package for package in every if every[package] > tried[package]} - REAL


def _packages(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def _catches(handler: ast.ExceptHandler) -> bool:
    """Whether a handler catches that a module is not there."""
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or (isinstance(kind, ast.Name) and kind.id in IMPORT_ERRORS) for kind in kinds)
