"""What may be meant by a statement: itself with one part changed, as people change it by mistake."""

import ast
import copy
from collections.abc import Iterator, Sequence

CONSTANTS = ("0.5", "2", "1", "1e-4", "1e-7", "0.01", "0.1", "0", "3", "4.0", "-1")
"""The numbers of the chapter's functions, as people write them."""

OPERATORS: dict[type[ast.operator], ast.operator] = {
    ast.Add: ast.Sub(),
    ast.Sub: ast.Add(),
    ast.Mult: ast.Div(),
    ast.Div: ast.Mult(),
}
COMPARISONS: dict[type[ast.cmpop], list[ast.cmpop]] = {
    ast.Lt: [ast.Gt(), ast.LtE()],
    ast.Gt: [ast.Lt(), ast.GtE()],
    ast.LtE: [ast.Lt(), ast.Gt()],
    ast.GtE: [ast.Gt(), ast.Lt()],
}
FUNCTIONS = {"mean": "sum", "average": "sum", "log2": "log", "log10": "log"}
"""What is taken for another function of NumPy."""

UNWRAPPED = {"sqrt", "copy", "array", "mean", "sum", "norm", "deepcopy"}
"""The functions whose argument alone may be meant."""


def exchanged(statement: ast.stmt, names: Sequence[str]) -> Iterator[str]:
    """Yield the texts of the statement with one part exchanged; of one that has a body, of its first line.

    `names` are the variables that another one may stand for.
    """
    yield from _of_statement(statement, names)
    for part in _parts(statement):
        yield from (text(_replaced(statement, part, new)) for new in _of_part(part, names))


def surrounded(statement: ast.stmt, surroundings: Sequence[str]) -> Iterator[str]:
    """Yield the texts of the statement with something put around one part, which is `_` in each of the surroundings."""
    around = [ast.parse(one, mode="eval").body for one in surroundings]
    for part in _parts(statement):
        if isinstance(part, ast.BinOp | ast.Call | ast.Name | ast.Subscript | ast.IfExp | ast.Attribute):
            yield from (text(_replaced(statement, part, _with(one, part))) for one in around)


def _with(surrounding: ast.expr, part: ast.expr) -> ast.expr:
    """Return what is put around a part, with the part in it."""

    class Fill(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.expr:
            return part if node.id == "_" else node

    filled = Fill().visit(copy.deepcopy(surrounding))
    assert isinstance(filled, ast.expr)
    return filled


def text(statement: ast.stmt) -> str:
    """Return the text of a statement, or of the first line of one that has a body."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        statement = copy.copy(statement)
        statement.decorator_list = []
    return ast.unparse(ast.fix_missing_locations(statement)).partition("\n")[0]


def _parts(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the values that a statement is made of, the outermost first, without the statements in it."""
    for field, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            is_plain_name = field == "func" and isinstance(child, ast.Name)
            if field in NO_VALUES or is_plain_name or not isinstance(child, ast.AST):
                continue
            if isinstance(child, ast.expr) and isinstance(getattr(child, "ctx", ast.Load()), ast.Load):
                yield child
            if not isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
                yield from _parts(child)


NO_VALUES = {"annotation", "returns", "decorator_list", "targets", "target", "ctx", "bases"}
"""The parts of a statement that are not reckoned with."""


def _replaced(statement: ast.stmt, part: ast.expr, new: ast.expr) -> ast.stmt:
    """Return a copy of the statement with another part in place of one of its own."""

    class Replace(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return new if node is part else self.generic_visit(copy.copy(node))

        def generic_visit(self, node: ast.AST) -> ast.AST:
            for field, value in ast.iter_fields(node):
                if isinstance(value, list):
                    setattr(node, field, [self.visit(one) if isinstance(one, ast.AST) else one for one in value])
                elif isinstance(value, ast.AST):
                    setattr(node, field, self.visit(value))
            return node

    replaced = Replace().visit(statement)
    assert isinstance(replaced, ast.stmt)
    return replaced


# ------------------------------------------------------------------ Statements


def _of_statement(statement: ast.stmt, names: Sequence[str]) -> Iterator[str]:
    """Yield what may be meant by the way in which a statement keeps a value."""
    match statement:
        case ast.AugAssign(target, op, value):
            if type(op) in OPERATORS:
                yield f"{ast.unparse(target)} {_sign(OPERATORS[type(op)])}= {ast.unparse(value)}"
            yield f"{ast.unparse(target)} = {ast.unparse(value)}"
        case ast.Assign([ast.Name(target)], value):
            yield f"{target} -= {ast.unparse(value)}"
            yield f"{target} = {target} - {ast.unparse(value)}"
            yield from (f"{target}[{index}] = {ast.unparse(value)}" for index in names if index != target)
        case ast.Assign([ast.Subscript(array, ast.Slice() | ast.Constant())], value):
            yield from (f"{ast.unparse(array)}[{index}] = {ast.unparse(value)}" for index in names)
        case ast.Expr(ast.BinOp(ast.Name(target), ast.Sub() | ast.Add(), value)):
            yield f"{target} -= {ast.unparse(value)}"
            yield f"{target} = {ast.unparse(value)}"
        case _:
            return


def _sign(operator: ast.operator) -> str:
    return {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}[type(operator)]


# ------------------------------------------------------------------ Expressions


def _of_part(part: ast.expr, names: Sequence[str]) -> Iterator[ast.expr]:
    """Yield what may be meant by an expression."""
    match part:
        case ast.Constant(value) if isinstance(value, int | float) and not isinstance(value, bool):
            yield from (ast.Name(other) for other in CONSTANTS if float(other) != value)
        case ast.BinOp():
            yield from _of_operation(part, names)
        case ast.UnaryOp(ast.USub(), operand):
            yield operand
        case ast.Compare(left, [operator], [right]):
            yield from (ast.Compare(left, [other], [right]) for other in COMPARISONS.get(type(operator), ()))
        case ast.Call():
            yield from _of_call(part)
        case ast.Attribute(value, name, context) if name in FUNCTIONS:
            yield ast.Attribute(value, FUNCTIONS[name], context)
        case ast.Name(name, ast.Load()) if name in names:
            yield from (ast.Name(other, ast.Load()) for other in names if other != name)
        case _:
            pass


def _of_operation(part: ast.BinOp, names: Sequence[str]) -> Iterator[ast.expr]:
    if type(part.op) in OPERATORS:
        yield ast.BinOp(part.left, OPERATORS[type(part.op)], part.right)
    if isinstance(part.op, ast.Sub | ast.Div):
        yield ast.BinOp(part.right, part.op, part.left)
    if isinstance(part.op, ast.Div):
        divisors = (ast.BinOp(part.right, ast.Mult(), ast.Name(name)) for name in names)
        yield from (ast.BinOp(part.left, ast.Div(), divisor) for divisor in divisors)
    yield part.left
    yield part.right
    if isinstance(part.op, ast.Mult) and isinstance(part.left, ast.BinOp) and isinstance(part.left.op, ast.Div):
        yield ast.BinOp(part.left.left, ast.Div(), ast.BinOp(part.left.right, ast.Mult(), part.right))


def _of_call(part: ast.Call) -> Iterator[ast.expr]:
    name = part.func.attr if isinstance(part.func, ast.Attribute) else getattr(part.func, "id", "")
    is_method = isinstance(part.func, ast.Attribute) and not part.args
    if name in UNWRAPPED:
        yield part.func.value if is_method and isinstance(part.func, ast.Attribute) else (part.args or [part])[0]
    if name == "sum":
        axes = [ast.keyword("axis", ast.Constant(-1)), ast.keyword("keepdims", ast.Constant(True))]
        yield ast.Call(part.func, part.args[:1], axes)
        yield ast.Call(part.func, part.args[:1], axes[:1])
        yield ast.Call(ast.parse("np.sum", mode="eval").body, part.args[:1], [])
    if name == "norm" and part.args:
        yield ast.parse(f"np.sum({ast.unparse(part.args[0])} ** 2)", mode="eval").body
