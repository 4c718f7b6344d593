"""Run the blocks of a copy in one namespace, statement by statement, and collect what they define."""

import __future__

import ast
import builtins
import copy
import math
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from types import CodeType, ModuleType
from typing import Any

from chapter4.check.running import definitions, supplied
from chapter4.check.running.definitions import Defining, Definition
from chapter4.check.running.limits import TooLong, limited
from chapter4.check.running.parsing import last_line, parse
from chapter4.check.running.standins import NOTHING

NAME = "copied"
"""Not "__main__", as what is to run in a script alone is not needed here."""
PACKAGE = "package"
"""What `from . import x` imports from, as the copy is in no package."""
KEEP = "__keep__"
DEFINING_SECONDS = 2.0
"""For a statement that only imports or defines, which may have to wait for a slow disk."""
STATEMENT_SECONDS = 0.25
"""For any other; what the chapter prints takes a few milliseconds, and what training yields is not looked at."""
ALL_SECONDS = 0.5
MOST_FAILURES = 100

FUTURES: int = sum({getattr(__future__, name).compiler_flag for name in __future__.all_feature_names})
"""The bits of what may be imported from __future__, each of which is one of its own."""

_builtins = builtins.__dict__
_sound = dict(_builtins)


@dataclass(frozen=True)
class Statement:
    """A top-level statement and the index of its block."""

    block: int
    node: ast.stmt


def _namespace() -> dict[str, Any]:
    """Return the names that a copy finds defined; they are those of a module, in which classes are looked for."""
    module = sys.modules[NAME] = ModuleType(NAME)
    names = vars(module)
    names.update(supplied.names(), __file__=f"{NAME}.py", exit=sys.exit, quit=sys.exit)
    names.update(get_ipython=NOTHING, display=NOTHING)
    return names


@dataclass
class Copy:
    """The code of a copy, and what came of running it."""

    codes: Sequence[str]
    failed: Callable[[int, int, str], None]
    """Gets the block, the line and the error of each statement that raises or does not parse."""
    tell: Callable[[str], None]
    """Gets a sentence about each problem."""
    seconds: float = ALL_SECONDS
    """For the statements together that do more than to define."""
    until: float = math.inf
    """The processor's time of this process at which the rest of the code is left."""
    statements: list[Statement] = field(init=False, default_factory=list[Statement])
    names: dict[str, Any] = field(init=False, default_factory=_namespace)
    kept: dict[int, Any] = field(init=False, default_factory=dict[int, Any])
    """The value of each definition that was reached, by its place among all."""
    flags: int = field(init=False, default=0)
    """What the code imports from __future__."""
    failures: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        """Read the blocks, and mark their definitions."""
        for block, code in enumerate(self.codes):
            parsed = parse(code)
            self.statements += (Statement(block, node) for node in parsed.statements)
            for line, error in parsed.unreadable:
                self._fail(block, line, error)
        self.defining = [
            (statement.block, definitions.name_of(node), node)
            for statement in self.statements
            for node in definitions.inside(statement.node)
        ]
        self.written = [_unmarked(node) for _, _, node in self.defining]
        for number, (_, _, node) in enumerate(self.defining):
            _mark(node, number)
        for statement in self.statements:
            _make_absolute(statement.node)

    def run(self, *, only_definitions: bool) -> None:
        """Run the statements, each for a limited time; one that raises does not stop the others."""
        left = 0.0 if only_definitions else self.seconds
        for statement in self.statements:
            if time.process_time() > self.until:
                self.tell(f"the code is long, and was left at line {statement.node.lineno}")
                return
            if only_defines(statement.node):
                self._run(statement, DEFINING_SECONDS)
            elif left > 0:
                began = time.monotonic()
                self._run(statement, min(STATEMENT_SECONDS, left))
                left -= time.monotonic() - began
                if left <= 0:
                    self.tell(f"the code outside functions was left after {self.seconds:g} seconds")

    def _run(self, statement: Statement, seconds: float) -> None:
        self.names[KEEP] = self._keep
        filename = filename_of(statement.block)
        try:
            self._execute(statement.node, filename, seconds, self.names)
        except BaseException as error:  # also SystemExit, and what the copy makes of BaseException
            line = _line(error, filename) or statement.node.lineno
            self._fail(statement.block, line, str(error) if isinstance(error, TooLong) else last_line(error))
            if isinstance(error, MemoryError):  # nothing says that what is left is enough to go on
                raise

    def _execute(self, node: ast.stmt, filename: str, seconds: float, local: dict[str, Any]) -> None:
        code = self._compiled(node, filename)
        try:
            with limited(seconds):
                exec(code, self.names, local)
        finally:
            _builtins.update(_sound)  # which names nothing that the code may have replaced

    def _compiled(self, node: ast.stmt, filename: str) -> CodeType:
        code: CodeType = compile(ast.Module([node], []), filename, "exec", self.flags, dont_inherit=True)
        self.flags |= code.co_flags & FUTURES
        return code

    def _fail(self, block: int, line: int, error: str) -> None:
        self.failures += 1
        if self.failures <= MOST_FAILURES:
            self.failed(block, line, error)

    def _keep(self, number: int) -> Callable[[Any], Any]:
        """Return what marks a definition: a decorator that keeps what it decorates."""

        def keep(value: Any) -> Any:
            self.kept[number] = value
            return value

        return keep

    # -------------------------------------------------------------- What it defines

    def definitions(self) -> list[Definition]:
        """Return every definition that has a value, also where the code did not come by, in their order."""
        return [definition for number in range(len(self.defining)) for definition in self._of(number)]

    def _of(self, number: int) -> Iterator[Definition]:
        block, name, node = self.defining[number]
        written = self.written[number]
        value = self.kept[number] if number in self.kept else self._alone(block, name, node)
        wins = value is not None and self.names.get(name) is value
        if value is not None:
            yield Definition(name, value, block, node.lineno, wins, node=written)
        yield from self._members(block, written, name, value, wins)

    def _members(self, block: int, node: Defining, owner: str, value: Any, wins: bool) -> Iterator[Definition]:
        """Yield what a class defines, and what the classes in it do."""
        methods = list(definitions.methods(node))
        last = {method.name: method for method in methods}
        for method in methods:
            is_last = last[method.name] is method
            found = getattr(value, method.name, None) if is_last else None
            found = self._alone(block, method.name, _unmarked(method)) if found is None else found
            if found is not None:
                yield Definition(method.name, found, block, method.lineno, wins and is_last, owner, method)
        for inner in definitions.classes(node):
            if isinstance(found := getattr(value, inner.name, None), type):
                yield Definition(inner.name, found, block, inner.lineno, wins, owner, inner)
                yield from self._members(block, inner, f"{owner}.{inner.name}", found, wins)

    def _alone(self, block: int, name: str, node: Defining) -> Any:
        """Return the value of a definition that the code did not come by; None if it raises."""
        if not isinstance(node, (ast.Assign, ast.AnnAssign)):
            node.decorator_list = []
        local: dict[str, Any] = {}
        try:
            self._execute(node, filename_of(block), DEFINING_SECONDS, local)
        except BaseException:
            return None
        return local.get(name)


def filename_of(block: int) -> str:
    """Return what a traceback calls the file of a block."""
    return f"<copy {block}>"


def only_defines(node: ast.stmt) -> bool:
    """Whether a statement does no more than to import, to define or to name a constant."""
    if isinstance(node, ast.Try):
        parts = [*node.body, *node.orelse, *node.finalbody, *(s for handler in node.handlers for s in handler.body)]
        return all(map(only_defines, parts))
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        return node.value is None or bool(definitions.name_of(node)) or _is_constant(node.value)
    return isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Pass))


def _is_constant(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True


def _unmarked(node: Defining) -> Defining:
    """Return the definition as it is now, whatever is put around it later."""
    kept = copy.copy(node)
    if not isinstance(kept, (ast.Assign, ast.AnnAssign)):
        kept.decorator_list = [*kept.decorator_list]
    return kept


def _mark(node: Defining, number: int) -> None:
    """Decorate a definition, so that its value is kept whatever becomes of its name."""
    name = ast.Name(KEEP, ast.Load())
    keep = ast.Call(name, [ast.Constant(number)], [])
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        assert node.value is not None
        node.value = ast.copy_location(ast.Call(keep, [node.value], []), node.value)
    else:
        # On the line of the first decorator, at which the function's code begins for Python.
        ast.copy_location(keep, node.decorator_list[0] if node.decorator_list else node)
        node.decorator_list.insert(0, keep)
    ast.fix_missing_locations(node)


def _make_absolute(tree: ast.AST) -> None:
    """Let relative imports name modules: the copy is in no package, and they are stood in for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            node.module = node.module or PACKAGE
            node.level = 0


def _line(error: BaseException, filename: str) -> int | None:
    """Return the line of that file at which a traceback begins; None if it does not come by."""
    if isinstance(error, SyntaxError) and error.filename == filename:
        return error.lineno
    steps = traceback.walk_tb(error.__traceback__)
    return next((line for frame, line in steps if frame.f_code.co_filename == filename), None)
