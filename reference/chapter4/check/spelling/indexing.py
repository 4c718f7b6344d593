"""Round brackets where an index belongs: calls of arrays, of shapes, of lists and dictionaries."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from typing import TypeGuard

from chapter4.check.spelling.edits import Edit, Repair
from chapter4.check.spelling.known import ARRAYS, DATA, FUNCTIONS, VECTORS, words
from chapter4.check.spelling.pieces import File, Piece, Repaired, chapters_function
from chapter4.check.spelling.scopes import Function, Node, Scope, is_self

OF_ARRAYS = {"shape", "ndim", "size", "reshape", "T", "dtype", "astype", "argmax"}
"""Attributes that tell an array from a function."""

MAKERS = words(
    "abs arange argmax array asarray atleast_1d atleast_2d choice copy dot empty empty_like exp eye full full_like "
    "linspace log matmul max maximum mean min minimum normal ones ones_like permutation rand randint randn random "
    "reshape sqrt square standard_normal sum transpose uniform where zeros zeros_like"
)
"""The functions of NumPy that return arrays or numbers."""

INDEXED = (ast.List, ast.Tuple, ast.Dict, ast.ListComp, ast.DictComp, ast.BinOp)
"""What an index may stand behind and a call may not."""


def called_arrays(file: File) -> Iterator[Repaired]:
    """Yield the calls of what is to be indexed."""
    evidence = Evidence(file)
    for number, piece in enumerate(file.pieces):
        yield from ((number, repair) for repair in _called_arrays(piece, evidence))


def _called_arrays(piece: Piece, evidence: "Evidence") -> Iterator[Repair]:
    for call, scope, around in _calls(piece):
        if _is_index(call) and evidence.is_shape(call.func):
            message = "A shape is a tuple: round brackets call it, square ones index it."
            yield _squared(piece, call, call, message, "E4.2.3-1")
        elif _is_index(call) and evidence.is_indexed(call, scope):
            id = _id(call)
            message = f"{piece.code(call.func)} is not a function: round brackets call it, square ones index it."
            yield _squared(piece, call, around if id == "E4.3.3-1" else call, message, id)


def _calls(piece: Piece) -> Iterator[tuple[ast.Call, Scope, ast.expr]]:
    """Yield the calls, with their scopes and the whole expression that is returned or assigned."""
    around: ast.expr | None = None
    for node, scope in piece.nodes:
        if isinstance(node, ast.Return | ast.Assign):
            around = node.value
        elif isinstance(node, ast.Lambda):
            around = node.body
        elif isinstance(node, ast.Call):
            inside = around is not None and piece.start(around) <= piece.start(node) < piece.end(around)
            yield node, scope, around if around and inside else node


def _is_index(call: ast.Call) -> bool:
    """Whether what stands in the brackets of a call can stand in those of an index."""
    return bool(call.args) and not call.keywords and not any(isinstance(one, ast.Starred) for one in call.args)


def _squared(piece: Piece, call: ast.Call, wrong: ast.expr, message: str, id: str) -> Repair:
    """Return the repair that writes square brackets."""
    opening = piece.text.code.index("(", piece.end(call.func))
    closing = piece.end(call) - 1
    edits = [Edit(opening, opening + 1, "["), Edit(closing, closing + 1, "]")]
    return Repair(edits, piece.start(wrong), piece.end(wrong), message, id)


def _id(call: ast.Call) -> str:
    """Return the ledger's entry of a call that is to be an index, wherever it stands."""
    if any(_is_call_of(one, "arange") for one in call.args):
        return "E4.2.4-6"
    entries = isinstance(call.func, ast.Name) and all(_number(one) is not None for one in call.args)
    return "E4.3.3-1" if entries else "E4.2.3-3"


def _is_call_of(node: Node, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name


def _number(node: Node) -> int | None:
    """Return the integer that an index is, or None."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, int) else None


class Evidence:
    """Signs that something is an array, a tuple, a list or a dictionary, not a function."""

    def __init__(self, file: File) -> None:
        self.numpy = {name for name, module in file.modules.items() if module == "numpy"} or {"np"}
        self.file = file
        self.methods: set[str] = set()
        self.places: set[tuple[int, str]] = set()
        self.uses: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
        self.operands: set[int] = set()
        self.entries: defaultdict[tuple[int, str], list[int | None]] = defaultdict(list)
        for piece in file.pieces:
            for node, scope in piece.nodes:
                self._read(node, scope)

    def _read(self, node: Node, scope: Scope) -> None:
        """Keep what a node tells of a name."""
        if isinstance(node, ast.FunctionDef) and isinstance(scope.node, ast.ClassDef):
            self.methods.add(node.name)
        elif _is_used_as_array(node) and isinstance(node.value, ast.Name):
            self.uses[_key(node.value.id, scope)].add(getattr(node, "attr", "__setitem__"))
        elif isinstance(node, ast.Subscript):
            self.places |= {(id(scope), one.id) for one in ast.walk(node.slice) if isinstance(one, ast.Name)}
        elif isinstance(node, ast.BinOp):
            self.operands |= {id(side) for side in (node.left, node.right) if _is_entry(side, node.op)}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            entry = _number(node.args[0]) if id(node) in self.operands else None
            self.entries[_key(node.func.id, scope)].append(entry)

    def is_shape(self, node: Node) -> bool:
        """Whether a node is the shape of an array: neither a module's function nor a method of the copy's own."""
        if not isinstance(node, ast.Attribute) or node.attr != "shape" or "shape" in self.methods:
            return False
        return not (isinstance(node.value, ast.Name) and node.value.id in {"self", *self.file.modules, *self.numpy})

    def is_indexed(self, call: ast.Call, scope: Scope) -> bool:
        """Whether what is called can't be a function."""
        node = call.func
        if self._is_made_by_numpy(node):
            return True
        if isinstance(node, ast.Attribute) and is_self(node.value) and (of_class := scope.of_class()):
            known = self._all_indexed(of_class.attributes.all_values(node.attr))
            return node.attr not in of_class.defined and (known or self._is_placed(node.attr, call, scope))
        return isinstance(node, ast.Name) and self._is_indexed(node.id, call, scope)

    def _is_placed(self, name: str, call: ast.Call, scope: Scope) -> bool:
        """Whether what is called has the name of an array, and what it is called with is an index elsewhere."""
        argument = call.args[0]
        return name in VECTORS and isinstance(argument, ast.Name) and (id(scope), argument.id) in self.places

    def _is_indexed(self, name: str, call: ast.Call, scope: Scope) -> bool:
        """Whether a name can't be that of a function."""
        owner = scope.owner(name)
        if owner is None:
            return name in DATA and not scope.may_have(name)
        if name in owner.defined or any(isinstance(value, ast.Lambda) for value in owner.names.values[name]):
            return False
        if self._all_indexed(owner.names.all_values(name)):
            return True
        return name not in FUNCTIONS and bool(
            name in DATA
            or self.uses[_key(name, scope)] - self.methods
            or self._is_array_of_the_chapter(name, owner)
            or self._is_called_for_entries(name, owner)
            or self._is_placed(name, call, scope)
        )

    def _all_indexed(self, values: list[ast.expr]) -> bool:
        """Whether all the values of a name are known, and some are what only an index may stand behind."""
        indexed = [isinstance(value, INDEXED) or self._is_made_by_numpy(value) for value in values]
        return any(indexed) and all(
            isinstance(value, ast.Constant) or one for value, one in zip(values, indexed, strict=True)
        )

    def _is_made_by_numpy(self, value: Node) -> bool:
        maker = value.func if isinstance(value, ast.Call) else None
        if not isinstance(maker, ast.Attribute) or maker.attr not in MAKERS:
            return False
        return ast.unparse(maker.value).partition(".")[0] in self.numpy

    def _is_array_of_the_chapter(self, name: str, owner: Scope) -> bool:
        """Whether a parameter is one that is an array in the chapter's function."""
        function = chapters_function(owner.node, owner.above)
        if function not in ARRAYS or not isinstance(owner.node, ast.FunctionDef):
            return False
        parameters = [one.arg for one in owner.node.args.args if one.arg != "self"]
        if ARRAYS[function] == (1,) and (id(owner), parameters[0]) not in self.entries:
            return False  # the function is another one of the parameters
        return name in [parameters[place] for place in ARRAYS[function] if place < len(parameters)]

    def _is_called_for_entries(self, name: str, owner: Scope) -> bool:
        """Whether a parameter is only ever called with numbers such as 0 and 1, to reckon with what comes of it."""
        entries = self.entries[id(owner), name]
        return isinstance(owner.node, Function) and None not in entries and len(set(entries)) > 1


def _is_used_as_array(node: Node) -> TypeGuard[ast.Attribute | ast.Subscript]:
    """Whether a node is an attribute that arrays have, or an entry that is assigned to."""
    if isinstance(node, ast.Attribute):
        return node.attr in OF_ARRAYS
    return isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)


def _is_entry(node: Node, operator: ast.operator) -> bool:
    """Whether an operand is a call as of an entry of a vector, which is squared or of x."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or len(node.args) != 1:
        return False
    return isinstance(operator, ast.Pow) or node.func.id == "x"


def _key(name: str, scope: Scope) -> tuple[int, str]:
    return id(scope.owner(name)), name
