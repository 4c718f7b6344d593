"""Whether a function or class of a copy has been written at all, or has the empty body that its author began with."""

import ast

METHODS = ("__init__", "predict", "loss")
"""What the chapter's network has; a class of which one of these is empty has not been written."""


def is_unwritten(node: ast.AST) -> bool:
    """Return whether a definition has an empty body."""
    if isinstance(node, ast.ClassDef):
        methods = [part for part in node.body if isinstance(part, ast.FunctionDef) and part.name in METHODS]
        return any(map(is_unwritten, methods)) or all(map(_does_nothing, node.body))
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.decorator_list:  # such as an overload
        return False
    return all(map(_does_nothing, node.body))


def _does_nothing(statement: ast.stmt) -> bool:
    """Return whether a statement stands for code to come: pass, a docstring, an ellipsis or a NotImplementedError."""
    if isinstance(statement, ast.Raise):
        raised = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
        return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )
