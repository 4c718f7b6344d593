"""What may be changed in one place of a definition: one such change makes of a wrong one what its author meant."""

import ast
import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

Operator = type[ast.operator]

OTHER_OPERATORS: dict[Operator, tuple[Operator, ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Pow, ast.Add, ast.Sub),
    ast.Div: (ast.Mult, ast.Sub),
}
OTHER_FUNCTIONS = {
    "mean": ("sum",),
    "average": ("sum",),
    "sum": ("mean",),
    "max": ("sum",),
    "log2": ("log",),
    "log10": ("log",),
    "add": ("subtract",),
    "abs": ("square",),
    "flatten": ("ravel",),
    "array": ("asarray",),
    "zeros": ("ones",),
}
IN_NETWORKS = ("softmax", "cross_entropy_error", "sigmoid")
"""What a network calls; each has its name in the chapter in every copy."""
NUMBERS = (0, 1, 2, 3, -1, 0.01, 0.1, 0.5, 1e-4, 4.0)
AXES: tuple[int | None, ...] = (None, -1, 0, 1)
MOST_NAMES = 12
"""Of the names in a definition, so many may stand in one another's place."""


@dataclass(frozen=True)
class Change:
    """One part of a definition, and what is put in its place."""

    rank: int
    """How far it is from what was written: the lower, the more likely it is meant."""
    slot: "_Slot"
    new: Any
    """A node, or a list of statements in place of one."""
    shown: ast.AST | None = None
    """What is to be written; None for the statement as it is changed."""
    twins: tuple["_Slot", ...] = ()
    """The other places in the statement where the same stands."""

    @property
    def line(self) -> int:
        """Return the line of the statement that is changed."""
        return getattr(self.shown, "lineno", None) or self.slot.statement.lineno

    @contextmanager
    def made(self) -> Iterator[None]:
        """Change the definition in place, and put back what was there."""
        for node in self.new if isinstance(self.new, list) else [self.new]:
            ast.fix_missing_locations(node)
        slots = (self.slot, *self.twins)
        before = [getattr(slot.holder, slot.field) for slot in slots]
        for slot in slots:
            _put(slot, self.new)
        try:
            yield
        finally:
            for slot, value in zip(slots, before, strict=True):
                setattr(slot.holder, slot.field, value)

    def text(self) -> str:
        """Return the first line of what is to be written, while the change is made; "" for nothing."""
        if self.new == []:
            return ""
        replaced = self.new if isinstance(self.new, ast.stmt) else self.slot.statement
        return ast.unparse(self.shown or replaced).partition("\n")[0]


def _put(slot: "_Slot", new: Any) -> None:
    """Put a node into its place, or statements in place of one."""
    if slot.index is None:
        setattr(slot.holder, slot.field, new)
        return
    before = getattr(slot.holder, slot.field)
    nodes = new if isinstance(new, list) else [new]
    nodes = nodes or [ast.Pass(lineno=1, col_offset=0)]
    setattr(slot.holder, slot.field, [*before[: slot.index], *nodes, *before[slot.index + 1 :]])


def changes(node: ast.stmt, method: str | None = None) -> list[Change]:
    """Return what may be changed in a definition, or of a class in one method, the likelier changes first."""
    is_class = isinstance(node, ast.ClassDef)
    within = [part for part in ast.walk(node) if is_class and getattr(part, "name", None) == method]
    node = within[0] if within and isinstance(within[0], ast.stmt) else node
    names = _Names(node, of_class=is_class)
    found = [*_of_statements(node, names), *_of_expressions(node, names)]
    return sorted(found, key=lambda change: (change.rank, change.line))


@dataclass(frozen=True)
class _Slot:
    """Where a part of a definition stands."""

    part: Any
    holder: ast.AST
    field: str
    index: int | None
    statement: ast.stmt
    """The innermost statement around it, or it."""


class _Names:
    """What a definition has names and texts for."""

    def __init__(self, node: ast.stmt, *, of_class: bool) -> None:
        inner = list(ast.walk(node))
        self.of_class = of_class
        self.parameters = [part.arg for part in inner if isinstance(part, ast.arg) and part.arg not in ("self", "cls")]
        stored = [part.id for part in inner if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)]
        self.all = list(dict.fromkeys([*self.parameters, *stored]))[:MOST_NAMES]
        indexes = [part.slice for part in inner if isinstance(part, ast.Subscript) and isinstance(part.ctx, ast.Store)]
        loops = [part.target for part in inner if isinstance(part, ast.For)]
        indexes = [index for index in indexes if not any(isinstance(part, ast.Slice) for part in ast.walk(index))]
        self.indexes = _different([*indexes, *(target for target in loops if isinstance(target, ast.Name))])
        moved = [part for part in inner if isinstance(part, ast.BinOp) and isinstance(part.op, (ast.Add, ast.Sub))]
        self.values = _different([part.value for part in inner if isinstance(part, ast.Assign) and _keeps_a_call(part)])
        self.steps = _different([part.right for part in moved if isinstance(part.right, (ast.Name, ast.Attribute))])


def _keeps_a_call(part: ast.Assign) -> bool:
    """Whether a statement keeps the value of a function of what has a name, such as `fxh1 = f(x)`."""
    match part:
        case ast.Assign(targets=[ast.Name()], value=ast.Call(func=ast.Name(), args=[ast.Name()])):
            return True
        case _:
            return False


def _same(one: ast.AST, other: ast.AST) -> bool:
    return ast.dump(one) == ast.dump(other)


def _different(nodes: list[Any]) -> list[Any]:
    return [_loaded(node) for node in {ast.unparse(node): node for node in nodes}.values()][:4]


def _name(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _loaded(node: Any) -> Any:
    """Return the expression as it stands where it is read."""
    return ast.parse(ast.unparse(node), mode="eval").body


# ------------------------------------------------------------------ Slots


def _slots(node: ast.stmt) -> Iterator[_Slot]:
    """Yield each part of a definition with where it stands."""
    waiting: list[tuple[ast.AST, ast.stmt]] = [(node, node)]
    while waiting:
        holder, around = waiting.pop()
        for field, value in ast.iter_fields(holder):
            if field in ("annotation", "returns", "decorator_list"):
                continue
            for index, part in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(part, ast.AST):
                    statement = part if isinstance(part, ast.stmt) else around
                    yield _Slot(part, holder, field, index if isinstance(value, list) else None, statement)
                    waiting.append((part, statement))


# ------------------------------------------------------------------ Statements


def _of_statements(node: ast.stmt, names: _Names) -> Iterator[Change]:
    for slot in _slots(node):
        if isinstance(slot.part, ast.stmt):
            yield from (Change(rank, slot, new) for rank, new in _other_statements(slot.part, names))
        if isinstance(slot.part, (ast.For, ast.While)):
            yield from _other_loops(slot.part, slot)


def _other_statements(part: ast.stmt, names: _Names) -> Iterator[tuple[int, Any]]:
    match part:
        case ast.AugAssign(target=target, op=op, value=value):
            for other in (ast.Add, ast.Sub):
                if not isinstance(op, other):
                    yield 0, ast.AugAssign(target, other(), value)
        case ast.Assign(targets=[ast.Name() | ast.Subscript() as target], value=value):
            if isinstance(value, ast.UnaryOp) and isinstance(value.op, (ast.USub, ast.UAdd)):
                yield 0, ast.AugAssign(target, ast.Sub(), value.operand)
            yield 0, ast.AugAssign(target, ast.Sub(), value)
            yield 0, ast.AugAssign(target, ast.Add(), value)
            yield 1, ast.Assign([target], ast.BinOp(_loaded(target), ast.Sub(), value))
            if isinstance(target, ast.Name):
                if isinstance(value, ast.Name):
                    yield from ((1, ast.Assign([target], called)) for called in names.values)
                for index in names.indexes:
                    yield 0, ast.Assign([ast.Subscript(_loaded(target), index, ast.Store())], value)
            if isinstance(target, ast.Subscript):
                for index in names.indexes:
                    yield 0, ast.Assign([ast.Subscript(target.value, index, ast.Store())], value)
            if isinstance(value, ast.Call):
                yield 2, []
        case _:
            return


def _other_loops(loop: ast.For | ast.While, slot: _Slot) -> Iterator[Change]:
    """Yield the loop with the return that ends it behind it, and with what it moves put back."""
    *body, last = loop.body
    if isinstance(last, ast.Return) and body:
        outside = copy.copy(loop)
        outside.body = body
        yield Change(0, slot, [outside, last], last)
    for number, moved in reversed(list(enumerate(loop.body))):
        match moved:
            case ast.Assign(targets=[ast.Subscript()], value=ast.BinOp(left=ast.Name() | ast.Call() as before)):
                for behind in range(number + 1, len(loop.body) + 1):
                    over = loop.body[behind - 1]
                    is_same = isinstance(over, ast.Assign) and _same(over.targets[0], moved.targets[0])
                    back = ast.copy_location(ast.Assign(moved.targets, before), over if is_same else moved)
                    restored = copy.copy(loop)
                    restored.body = [*loop.body[: behind - is_same], back, *loop.body[behind:]]
                    yield Change(2, slot, restored, back)
            case _:
                pass


# ------------------------------------------------------------------ Expressions


def _of_expressions(node: ast.stmt, names: _Names) -> Iterator[Change]:
    same: dict[tuple[int, str], list[_Slot]] = {}
    for slot in _slots(node):
        if isinstance(slot.part, VALUES) and not isinstance(slot.part, ast.Name):
            same.setdefault((id(slot.statement), ast.dump(slot.part)), []).append(slot)
    for first, *twins in same.values():
        if twins and len({(id(slot.holder), slot.field) for slot in (first, *twins)}) == len(twins) + 1:
            for rank, new in _other_expressions(first.part, names):
                yield Change(rank, first, new, twins=tuple(twins))
    for slot in _slots(node):
        part, field = slot.part, slot.field
        if isinstance(part, ast.expr) and not isinstance(getattr(part, "ctx", None), (ast.Store, ast.Del)):
            is_value = field in ("value", "elt", "body") and isinstance(part, VALUES)
            is_value = is_value or (field == "args" and isinstance(part, ast.BinOp))
            others = [*_other_expressions(part, names), *(_wrapped(part, names) if is_value else ())]
            if isinstance(part, ast.Name) and part.id not in names.all and not _names_a_function(slot):
                others += [(2, _name(parameter)) for parameter in names.parameters]
            yield from (Change(rank, slot, new) for rank, new in others)


def _names_a_function(slot: _Slot) -> bool:
    """Whether a name is that of what is called, or of its module."""
    return slot.field == "func" or isinstance(slot.holder, ast.Attribute)


VALUES = (ast.BinOp, ast.Call, ast.Name, ast.UnaryOp)


def _other_expressions(part: ast.expr, names: _Names) -> Iterator[tuple[int, ast.expr]]:
    match part:
        case ast.BinOp():
            yield from _other_operations(part)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield 1, operand
        case ast.Call():
            yield from _other_calls(part, names)
        case ast.Constant(value=int() | float() as own) if not isinstance(own, bool):
            yield from ((1, ast.Constant(number)) for number in NUMBERS if number != own)
            yield from ((2, _name(parameter)) for parameter in names.parameters)
            yield 2, ast.BinOp(part, ast.Pow(), ast.Constant(2))
        case ast.Name():
            yield from _other_names(part, names)
        case ast.Attribute(value=inner, attr="T"):
            yield 2, inner
        case ast.Attribute(value=inner, attr="size"):
            shape = ast.Attribute(inner, "shape", ast.Load())
            yield 0, ast.Subscript(shape, ast.Constant(0), ast.Load())
        case ast.Attribute():
            yield from _moved(part, names)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            for other in (ast.Gt, ast.Lt):
                if not isinstance(op, other):
                    yield 1, ast.Compare(left, [other()], [right])
        case ast.Subscript(slice=ast.Tuple(elts=[ast.Slice(), column])):
            rows = ast.parse(f"np.arange(len({ast.unparse(part.value)}))", mode="eval").body
            yield 0, ast.Subscript(part.value, ast.Tuple([rows, column], ast.Load()), ast.Load())
        case ast.Subscript(value=inner, slice=index):
            for other in names.indexes:
                yield 1, ast.Subscript(inner, other, ast.Load())
            if isinstance(index, ast.Constant) and isinstance(index.value, int):
                yield 1, ast.Subscript(inner, ast.Constant(1 - index.value), ast.Load())
        case _:
            return


def _other_operations(part: ast.BinOp) -> Iterator[tuple[int, ast.expr]]:
    yield from ((0, other) for other in _other_brackets(part))
    left, right = part.left, part.right
    for other in OTHER_OPERATORS.get(type(part.op), ()):
        yield 0, ast.BinOp(left, other(), right)
    if isinstance(part.op, (ast.Sub, ast.Div)):
        yield 0, ast.BinOp(right, part.op, left)
    if isinstance(part.op, ast.Mult) and isinstance(left, ast.BinOp) and isinstance(left.op, ast.Div):
        yield 0, ast.BinOp(left.left, ast.Div(), ast.BinOp(left.right, ast.Mult(), right))
    if isinstance(part.op, ast.Mult) and isinstance(left, ast.BinOp) and isinstance(left.op, ast.Mult):
        yield 1, ast.BinOp(left.left, ast.Mult(), ast.BinOp(left.right, ast.Pow(), right))
    if isinstance(part.op, ast.Div):
        yield 0, ast.BinOp(left, ast.Div(), ast.BinOp(ast.Constant(2), ast.Mult(), right))
        yield 1, ast.BinOp(left, ast.Div(), ast.Constant(2))
        yield 1, ast.BinOp(left, ast.Div(), ast.BinOp(right, ast.Div(), ast.Constant(2)))
    if isinstance(part.op, (ast.Mult, ast.Div, ast.Pow)):
        yield 1, left
    if isinstance(part.op, ast.Mult):
        yield 1, right


def _other_brackets(part: ast.BinOp) -> Iterator[ast.expr]:
    """Yield the expression with the brackets where they may have been meant."""
    match part:
        case ast.BinOp(ast.BinOp(above, ast.Div(), below), ast.Add() | ast.Sub(), right):  # a / b + c for a / (b + c)
            yield ast.BinOp(above, ast.Div(), ast.BinOp(below, part.op, right))
        case ast.BinOp(left, ast.Add() | ast.Sub(), ast.BinOp(above, ast.Div(), below)):  # a - b / c for (a - b) / c
            yield ast.BinOp(ast.BinOp(left, part.op, above), ast.Div(), below)
        case ast.BinOp(ast.BinOp(base, ast.Pow(), power), ast.Add() | ast.Sub(), ast.BinOp(other, ast.Pow())):
            yield ast.BinOp(ast.BinOp(base, part.op, other), ast.Pow(), power)  # a**2 - b**2 for (a - b)**2
        case _:
            pass
    match part:
        case ast.BinOp(ast.Call(function, [inner]), ast.Add() | ast.Sub() | ast.Pow(), right):  # f(a) + b for f(a + b)
            yield ast.Call(function, [ast.BinOp(inner, part.op, right)], [])
        case ast.BinOp(ast.BinOp(factor, ast.Mult(), ast.Call(function, [inner])), ast.Add() | ast.Sub(), right):
            yield ast.BinOp(factor, ast.Mult(), ast.Call(function, [ast.BinOp(inner, part.op, right)], []))
        case _:
            return


def _other_calls(part: ast.Call, names: _Names) -> Iterator[tuple[int, ast.expr]]:
    function = part.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    for other in OTHER_FUNCTIONS.get(name, ()):
        renamed = (
            ast.Attribute(function.value, other, ast.Load()) if isinstance(function, ast.Attribute) else _name(other)
        )
        yield 2 if other == "asarray" else 0, ast.Call(renamed, part.args, part.keywords)
    if name in ("sum", "max") and not isinstance(function, ast.Attribute):
        yield 0, ast.Call(ast.parse(f"np.{name}", mode="eval").body, part.args, part.keywords)
    if name in ("sum", "max", "mean", "argmax", "amax"):
        keywords = [keyword for keyword in part.keywords if keyword.arg not in ("axis", "keepdims")]
        for axis in AXES:
            for kept in (False, True) if name != "argmax" else (False,):
                more = [ast.keyword("axis", ast.Constant(axis))] + [ast.keyword("keepdims", ast.Constant(True))] * kept
                yield 1, ast.Call(function, part.args[: 0 if _is_method(function) else 1], [*keywords, *more])
    if name == "exp":
        yield 1, ast.Call(function, [ast.UnaryOp(ast.USub(), part.args[0])], [])
    if len(part.args) == 1 and isinstance(part.args[0], ast.Name):
        yield 2, part.args[0]
    if len(part.args) == 2:
        yield 1, ast.Call(function, part.args[::-1], part.keywords)
    if names.of_class:
        yield from ((1, ast.Call(_name(other), part.args, part.keywords)) for other in IN_NETWORKS if other != name)
    if name in ("copy", "flatten", "astype"):
        copied = function.value if _is_method(function) and isinstance(function, ast.Attribute) else part.args[:1]
        yield 2, copied[0] if isinstance(copied, list) else copied
    if name in ("log", "log2", "log10", "sum", "mean"):
        for parameter in names.parameters:
            yield 2, ast.BinOp(_name(parameter), ast.Mult(), part)
        if part.args and isinstance(part.args[0], ast.expr):
            for parameter in names.parameters:
                inside = ast.BinOp(_name(parameter), ast.Mult(), part.args[0])
                yield 2, ast.Call(function, [inside, *part.args[1:]], part.keywords)


def _is_method(function: ast.expr) -> bool:
    """Whether a function is called on an array, and not a module's."""
    module = getattr(function.value, "id", "") if isinstance(function, ast.Attribute) else "np"
    return module not in ("np", "numpy", "math")


def _other_names(part: ast.Name, names: _Names) -> Iterator[tuple[int, ast.expr]]:
    yield from _moved(part, names)
    if part.id in names.all:
        yield from ((1, _name(name)) for name in names.all if name != part.id)
        yield 2, ast.Attribute(part, "T", ast.Load())
        yield 2, ast.BinOp(ast.Constant(2), ast.Mult(), part)
        yield 1, ast.BinOp(part, ast.Pow(), ast.Constant(2))
        yield from ((2, ast.BinOp(_name(name), ast.Mult(), part)) for name in names.parameters if name != part.id)
    if names.of_class:
        yield from ((2, ast.Call(_name(other), [part], [])) for other in IN_NETWORKS)


def _moved(part: ast.expr, names: _Names) -> Iterator[tuple[int, ast.expr]]:
    """Yield a point with a step added or taken off."""
    for step in names.steps:
        if ast.unparse(step) != ast.unparse(part):
            yield 1, ast.BinOp(part, ast.Sub(), step)
            yield 1, ast.BinOp(part, ast.Add(), step)


def _wrapped(part: ast.expr, names: _Names) -> Iterator[tuple[int, ast.expr]]:
    """Yield what is returned or assigned, with another sign or another factor."""
    yield 2, ast.UnaryOp(ast.USub(), part)
    for number in (0.5, 2, 4):
        yield 2, ast.BinOp(ast.Constant(number), ast.Mult(), part)
    yield 2, ast.BinOp(part, ast.Pow(), ast.Constant(2))
    for name in names.all:
        yield 3, ast.BinOp(part, ast.Div(), _name(name))
        yield 3, ast.BinOp(_name(name), ast.Mult(), part)
        if names.of_class:
            yield 3, ast.BinOp(part, ast.Add(), _name(name))
    for parameter in names.parameters[:2]:
        rows = ast.parse(f"(len({parameter}) if {parameter}.ndim == 2 else 1)", mode="eval").body
        yield 3, ast.BinOp(part, ast.Div(), rows)
    for step in names.steps:
        yield 2, ast.BinOp(part, ast.Div(), ast.BinOp(ast.Constant(2), ast.Mult(), step))
