"""Correct only the wrong part of a statement where that is possible: the rest stays as the copy has it."""

import ast
import copy
from collections.abc import Callable

from chapter4.check.judging.slips import Slip

Change = Callable[[ast.AST], ast.AST | None]
"""Returns what is to stand in place of a part, None if the part may stay."""


def corrected(slip: Slip, statement: ast.stmt) -> str | None:
    """Return the text of the statement without the slip; None where its parts do not show how."""
    change = CHANGES.get((slip.where, slip.value)) or CHANGES.get((slip.where, None))
    if change is None:
        return None
    editor = _Editor(change)
    changed = editor.visit(copy.deepcopy(statement))
    return ast.unparse(ast.fix_missing_locations(changed)).partition("\n")[0] if editor.changes else None


class _Editor(ast.NodeTransformer):
    """Changes the parts of a statement that a change fits, the outermost ones, and not the statements in it."""

    def __init__(self, change: Change) -> None:
        self.change = change
        self.changes = 0

    def visit(self, node: ast.AST) -> ast.AST:
        """Return the node, changed."""
        changed = self.change(node)
        if changed is None:
            return self.generic_visit(node)
        self.changes += 1
        return changed


# ------------------------------------------------------------------ Signs and operators


def _of_names(node: ast.AST, operator: type[ast.operator]) -> bool:
    """Whether two names or calls are the sides of that operator."""
    return (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, operator)
        and all(isinstance(side, (ast.Name, ast.Call)) for side in (node.left, node.right))
    )


def _difference_for_sum(node: ast.AST) -> ast.AST | None:
    if isinstance(node, ast.BinOp) and _of_names(node, ast.Add):
        return ast.BinOp(node.left, ast.Sub(), node.right)
    return None


def _sides_exchanged(node: ast.AST) -> ast.AST | None:
    if isinstance(node, ast.BinOp) and _of_names(node, ast.Sub):
        return ast.BinOp(node.right, ast.Sub(), node.left)
    return None


def _negative(value: ast.expr) -> ast.expr:
    """Return the opposite of a value, without two signs."""
    if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub):
        return value.operand
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Sub):
        return ast.BinOp(value.right, ast.Sub(), value.left)
    if isinstance(value, ast.BinOp) and isinstance(value.op, (ast.Mult, ast.Div)):
        return ast.BinOp(_negative(value.left), value.op, value.right)
    return ast.UnaryOp(ast.USub(), value)


def _exponent_negated(node: ast.AST) -> ast.AST | None:
    if isinstance(node, ast.Call) and _name(node.func) == "exp":
        return ast.Call(node.func, [_negative(node.args[0])], node.keywords)
    return None


def _value_negated(node: ast.AST) -> ast.AST | None:
    """Return a statement, or each item of a list, with the other sign."""
    if isinstance(node, ast.AugAssign):
        return ast.AugAssign(node.target, ast.Sub() if isinstance(node.op, ast.Add) else ast.Add(), node.value)
    if isinstance(node, ast.ListComp):
        return ast.ListComp(_negative(node.elt), node.generators)
    if isinstance(node, (ast.Return, ast.Assign)) and isinstance(node.value, (ast.Call, ast.BinOp, ast.UnaryOp)):
        changed = copy.copy(node)
        changed.value = _negative(node.value)
        return changed
    return None


OTHER_WAY: dict[type[ast.cmpop], ast.cmpop] = {
    ast.Lt: ast.Gt(),
    ast.Gt: ast.Lt(),
    ast.LtE: ast.GtE(),
    ast.GtE: ast.LtE(),
}
STRICT: dict[type[ast.cmpop], ast.cmpop] = {ast.GtE: ast.Gt(), ast.LtE: ast.Lt()}


def _compared(by: dict[type[ast.cmpop], ast.cmpop]) -> Change:
    """Return a change of the sign of a comparison."""

    def change(node: ast.AST) -> ast.AST | None:
        if isinstance(node, ast.Compare) and type(node.ops[0]) in by:
            return ast.Compare(node.left, [by[type(node.ops[0])]], node.comparators)
        return None

    return change


# ------------------------------------------------------------------ Functions


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _natural_logarithm(node: ast.AST) -> ast.AST | None:
    if isinstance(node, ast.Attribute) and node.attr in ("log2", "log10"):
        return ast.Attribute(node.value, "log", node.ctx)
    if isinstance(node, ast.Name) and node.id in ("log2", "log10"):
        return ast.Name("log", node.ctx)
    return None


def _offset_inside(node: ast.AST) -> ast.AST | None:
    match node:
        case ast.BinOp(left=ast.Call(func=function, args=[argument]), op=ast.Add()) if _name(function) == "log":
            return ast.Call(function, [ast.BinOp(argument, ast.Add(), node.right)], [])
        case _:
            return None


def _total_of_rows(node: ast.AST) -> ast.AST | None:
    if isinstance(node, ast.Call) and _name(node.func) == "sum":
        is_method = isinstance(node.func, ast.Attribute) and _name(node.func.value) not in ("np", "numpy")
        by_row = [ast.keyword("axis", ast.Constant(-1)), ast.keyword("keepdims", ast.Constant(True))]
        return ast.Call(node.func, [] if is_method else node.args[:1], by_row)
    return None


def _mean_over_samples(node: ast.AST) -> ast.AST | None:
    """Return np.mean(np.sum(x, axis=-1)) for np.mean(x), and x.sum(axis=-1).mean() for x.mean()."""
    if not isinstance(node, ast.Call) or node.keywords or not isinstance(node.func, ast.Attribute):
        return None
    if node.func.attr not in ("mean", "average"):
        return None
    total = ast.Attribute(node.func.value, "sum", ast.Load())
    rows = ast.Call(total, node.args, [ast.keyword("axis", ast.Constant(-1))])
    if node.args:
        return ast.Call(node.func, [rows], [])
    return ast.Call(ast.Attribute(rows, node.func.attr, ast.Load()), [], [])


def _one_added(node: ast.AST) -> ast.AST | None:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return ast.BinOp(node.left, ast.Div(), ast.BinOp(ast.Constant(1), ast.Add(), node.right))
    return None


def _squared_for_cubed(node: ast.AST) -> ast.AST | None:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and getattr(node.right, "value", None) == 3:
        return ast.BinOp(node.left, ast.Pow(), ast.Constant(2))
    if isinstance(node, ast.Call) and _name(node.func) in ("power", "pow"):
        return ast.Call(node.func, [node.args[0], ast.Constant(2)], node.keywords)
    return None


def _squared(node: ast.AST) -> ast.AST | None:
    if isinstance(node, ast.AugAssign):
        return ast.AugAssign(node.target, node.op, ast.BinOp(node.value, ast.Pow(), ast.Constant(2)))
    return None


def _own_row(node: ast.AST) -> ast.AST | None:
    """Return y[np.arange(len(y)), t] for y[:, t]."""
    if (
        isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Tuple)
        and isinstance(node.slice.elts[0], ast.Slice)
    ):
        rows = ast.parse(f"np.arange(len({ast.unparse(node.value)}))", mode="eval").body
        return ast.Subscript(node.value, ast.Tuple([rows, *node.slice.elts[1:]], ast.Load()), node.ctx)
    return None


CHANGES: dict[tuple[str, str | float | None], Change] = {
    ("between", None): _difference_for_sum,
    ("difference", 2.0): _difference_for_sum,
    ("difference", -1.0): _sides_exchanged,
    ("power", 1): _squared,
    ("power", 3): _squared_for_cubed,
    ("exponent", None): _exponent_negated,
    ("share", None): _one_added,
    ("comparison", 0.0): _compared(STRICT),
    ("comparison", -1.0): _compared(OTHER_WAY),
    ("log", "outside"): _offset_inside,
    ("log", None): _natural_logarithm,
    ("minus", None): _value_negated,
    ("mean", "entries"): _mean_over_samples,
    ("picked", None): _own_row,
    ("total", None): _total_of_rows,
}
"""By where a slip stands, and its value if that matters."""
