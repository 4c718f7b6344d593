"""What may be meant by a statement: itself with one part changed, as people change it by mistake."""

import ast
import copy
from collections.abc import Iterator

CONSTANTS = (0.5, 2, 1, 1e-4, 1e-7, 0.01, 0.1, 0, 3, 4.0, -1)
"""The numbers of the chapter's functions."""

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


def variants(statement: ast.stmt, names: list[str], counts: list[str]) -> Iterator[str]:
    """Yield the texts of the statement with one part changed; of one that has a body, of its first line.

    `names` are the variables that another one may stand for, and `counts` what may be divided by.
    """
    yield from _of_statement(statement, names)
    for part in list(_parts(statement)):
        for new in _of_part(part, names, counts):
            yield text(_replaced(statement, part, new))


def text(statement: ast.stmt) -> str:
    """Return the text of a statement, or of the first line of one that has a body."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        statement = copy.copy(statement)
        statement.decorator_list = []
    return ast.unparse(ast.fix_missing_locations(statement)).partition("\n")[0]


def _parts(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions that a statement is made of, the outermost first, without the statements in it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            yield child
        if not isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            yield from _parts(child)


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


def _of_statement(statement: ast.stmt, names: list[str]) -> Iterator[str]:
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
        case _:
            return


def _sign(operator: ast.operator) -> str:
    return {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}[type(operator)]


# ------------------------------------------------------------------ Expressions


def _of_part(part: ast.expr, names: list[str], counts: list[str]) -> Iterator[ast.expr]:
    """Yield what may be meant by an expression."""
    match part:
        case ast.Constant(value) if isinstance(value, int | float) and not isinstance(value, bool):
            yield from (ast.Constant(other) for other in CONSTANTS if other != value)
        case ast.BinOp():
            yield from _of_operation(part)
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
    if isinstance(part, ast.BinOp | ast.Call | ast.Name | ast.Subscript | ast.IfExp) and _is_read(part):
        yield from _around(part, names, counts)


def _is_read(part: ast.expr) -> bool:
    return not isinstance(getattr(part, "ctx", ast.Load()), ast.Store)


def _of_operation(part: ast.BinOp) -> Iterator[ast.expr]:
    if type(part.op) in OPERATORS:
        yield ast.BinOp(part.left, OPERATORS[type(part.op)], part.right)
    if isinstance(part.op, ast.Sub | ast.Div):
        yield ast.BinOp(part.right, part.op, part.left)
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
    if name in ("norm",) and part.args:
        yield ast.parse(f"np.sum({ast.unparse(part.args[0])} ** 2)", mode="eval").body


def _around(part: ast.expr, names: list[str], counts: list[str]) -> Iterator[ast.expr]:
    """Yield an expression with what may have been lost around it."""
    yield ast.UnaryOp(ast.USub(), part)
    yield ast.BinOp(part, ast.Pow(), ast.Constant(2))
    yield ast.BinOp(ast.Constant(0.5), ast.Mult(), part)
    yield ast.BinOp(part, ast.Div(), ast.Constant(2))
    yield ast.BinOp(ast.Constant(1), ast.Add(), part)
    for count in counts:
        yield ast.BinOp(part, ast.Div(), ast.parse(count, mode="eval").body)
    for name in names:
        for operator in (ast.Mult(), ast.Sub(), ast.Add()):
            yield ast.BinOp(part, operator, ast.Name(name, ast.Load()))
        yield ast.BinOp(part, ast.Div(), ast.BinOp(ast.Constant(2), ast.Mult(), ast.Name(name, ast.Load())))
