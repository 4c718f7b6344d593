"""Names that nothing has: those with a hyphen or an underscore in the wrong place, misspelt ones, forgotten imports."""

import ast
import builtins
import difflib
import importlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import BuiltinFunctionType

from chapter4.check.spelling.edits import Edit, Repair
from chapter4.check.spelling.known import ALIASES, DATA, words
from chapter4.check.spelling.pieces import File, Piece, Repaired
from chapter4.check.spelling.repairs import hyphenated, underscored
from chapter4.check.spelling.scopes import Node, Scope, is_self
from chapter4.check.spelling.tokens import Token, tokens

ATTRIBUTE = re.compile(r"(\w+?)_(size|shape|ndim|dtype|T)$")

IN_NUMPY = words(
    "abs arange argmax argmin array asarray atleast_1d atleast_2d copy dot empty empty_like exp eye float32 float64 "
    "full full_like inf int32 int64 linspace log matmul max maximum mean meshgrid min minimum nan ndarray ndenumerate "
    "ndim ndindex nditer newaxis ones ones_like pi random reshape shape sqrt square sum transpose where zeros "
    "zeros_like"
)
IN_RANDOM = words("choice normal permutation rand randint randn random seed shuffle standard_normal uniform")
"""What copies of the chapter use of NumPy."""

BUILTIN_TYPES = {"bool", "float", "int", "object", "str"}
"""What NumPy had under its own names once."""

SHORTEST = 5
"""Of fewer letters, two names that differ in one are two names."""

MOST_TOKENS = 9
"""How many names and hyphens may make one name."""

CHAPTERS = sorted(set(ALIASES.values()))
PARTS = {"batch_size", "train_size", "batch_mask", "tmp_val", "init_x", "step_num", "learning_rate", *DATA}
"""Names of the chapter that have an underscore."""

MISSING = {
    "np": ("E4.2.1-2", "The code uses np and never imports NumPy.", "import numpy as np"),
    "numpy": ("E4.2.1-2", "The code uses numpy and never imports it.", "import numpy"),
    "x_train": ("E4.2.3-11", "The code uses x_train and never loads it.", "x_train = ..."),
    "t_train": ("E4.2.3-11", "The code uses t_train and never loads it.", "t_train = ..."),
    "softmax": (
        "E4.4.2-1",
        "The code calls softmax and never defines it.",
        "from chapter4 import softmax",
    ),
    "net": ("E4.4.2-5", "The code uses net and never makes it.", "net = {}()"),
}
"""Names that the chapter never makes: the ledger's entry, what is said, and what is missing."""


def hyphens(file: File) -> Iterator[Repaired]:
    """Yield where `batch-size` is read and `batch_size` is there."""
    for number, piece in enumerate(file.pieces):
        yield from ((number, repair) for repair in _hyphens(piece))


def _hyphens(piece: Piece) -> Iterator[Repair]:
    scopes = {piece.start(node): scope for node, scope in piece.names()}
    found = tokens(piece.text.code)
    for start, end in hyphenated(found):
        while end - start > 1:
            length = _length_of_name(found[start:end], scopes.get(found[start].start))
            if length > 1:
                one = found[start : start + length]
                was = piece.text.code[one[0].start : one[-1].end]
                message = f"Python reads {was} as a subtraction; the name has an underscore."
                yield Repair(underscored(one), one[0].start, one[-1].end, message, "E4.2.4-5")
            start += length + 1


def _length_of_name(found: Sequence[Token], scope: Scope | None) -> int:
    """Return how many of the tokens, names with hyphens between them, make a name: 1 if only the first is one."""
    for length in range(min(len(found), MOST_TOKENS), 1, -2):
        parts = [token.text for token in found[:length:2]]
        name = "_".join(parts)
        if scope and (scope.owner(name) or name in PARTS) and not all(map(scope.may_have, parts)):
            return length
    return 1


def misspelt(file: File) -> Iterator[Repaired]:
    """Yield the names that nothing has and that are all but those of something."""
    spellings = Spellings()
    classes = {scope.node.name: scope for scope in _scopes(file) if isinstance(scope.node, ast.ClassDef)}
    for number, piece in enumerate(file.pieces):
        yield from ((number, repair) for repair in _misspelt(file, piece, spellings, classes))


def _scopes(file: File) -> Iterator[Scope]:
    return (scope for piece in file.pieces for _, scope in piece.nodes)


def _misspelt(file: File, piece: Piece, spellings: "Spellings", classes: Mapping[str, Scope]) -> Iterator[Repair]:
    for name, scope in piece.names():
        if not scope.may_have(name.id):
            yield from _name(piece, name, scope, spellings)
    for node, scope in piece.nodes:
        if isinstance(node, ast.Attribute) and piece.code(node).endswith(node.attr):
            yield from _of_numpy(file, piece, node)
            owner = scope.of_class() if is_self(node.value) else classes.get(piece.code(node.value))
            if owner:
                yield from _of_class(piece, node, owner, spellings)


def missing(file: File) -> Iterator[Repaired]:
    """Yield each of the names that the chapter lacks at its first use, if the copy lacks it too, with its block."""
    said: set[str] = set()
    for number, piece in enumerate(file.pieces):
        for node, scope in piece.names():
            if node.id in MISSING and MISSING[node.id][0] not in said and not scope.may_have(node.id):
                id, message, correction = MISSING[node.id]
                correction = correction.format(_name_of_the_network(file))
                yield number, Repair([], piece.start(node), piece.end(node), message, id, correction)
                said.add(id)


def _name_of_the_network(file: File) -> str:
    """Return what the copy calls the chapter's network of one layer."""
    return next((name for name in file.top.defined if ALIASES.get(name.lower()) == "SimpleNet"), "simpleNet")


class Spellings:
    """Finds the names of a scope that differ from a given one in one letter, or in two that have changed places."""

    def __init__(self) -> None:
        self._known: dict[int, dict[str, list[str]]] = {}

    def like(self, name: str, key: int, names: Iterable[str]) -> str | None:
        """Return the name that is like another one; `key` tells the names, of which an index is kept."""
        if key not in self._known:
            index = defaultdict[str, list[str]](list)
            for known in names:
                for short in _shortened(known):
                    index[short].append(known)
            self._known[key] = index
        found = (known for short in _shortened(name) for known in self._known[key].get(short, ()))
        return next((known for known in found if _may_be_meant(name, known)), None)


@lru_cache(10_000)
def _shortened(name: str) -> set[str]:
    """Return a name in small letters, and all that is left of it without one of them."""
    plain = name.lower()
    return {plain, *(plain[:place] + plain[place + 1 :] for place in range(len(plain)))} if len(plain) < 50 else {plain}


def _may_be_meant(name: str, known: str) -> bool:
    """Whether two names that are alike do not differ in a digit or in a part of a letter or two."""
    if min(len(name), len(known)) < SHORTEST or _digits(name) != _digits(known):
        return False
    parts = list(zip(name.split("_"), known.split("_"), strict=False))
    return all(one == other for one, other in parts if max(len(one), len(other)) <= 2)


def _digits(name: str) -> str:
    return re.sub(r"\D", "", name)


def _name(piece: Piece, node: ast.Name, scope: Scope, spellings: Spellings) -> Iterator[Repair]:
    """Yield what is wrong with a name that nothing has, where that can be found."""
    start, end, name = piece.start(node), piece.end(node), node.id
    if (match := ATTRIBUTE.match(name)) and scope.owner(match[1]):
        edits = [Edit(start + len(match[1]), start + len(match[1]) + 1, ".")]
        message = f"Nothing is called {name}: an underscore stands where a dot belongs."
        yield Repair(edits, start, end, message, "E4.2.4-1")
    elif meant := _of_python(name) or _meant(name, scope, spellings):
        yield Repair([Edit(start, end, meant)], start, end, *_said(name, meant))


def _of_python(name: str) -> str | None:
    """Return Python's own name for what Python 2 or a capital letter has made of it."""
    plain = {"xrange": "range", "raw_input": "input"}.get(name, name.lower())
    return plain if plain == "range" or isinstance(getattr(builtins, plain, None), BuiltinFunctionType) else None


def _said(name: str, meant: str) -> tuple[str, str | None]:
    id = "E4.4.1-1" if ALIASES.get(meant.lower()) == "numerical_gradient" else None
    return f"Nothing is called {name}; {meant} is meant.", id


def _meant(name: str, scope: Scope, spellings: Spellings) -> str | None:
    """Return the name that is meant by one that nothing has."""
    for around in scope.chain():
        if known := spellings.like(name, id(around), around.names.times):
            return known if name.lower() not in ALIASES or known.lower() == name.lower() else None
    if name.lower() in ALIASES:
        return None
    return next((known for known in CHAPTERS if _is_like_in_each_part(name, known)), None)


def _is_like_in_each_part(name: str, known: str) -> bool:
    if name.count("_") != known.count("_") or not _may_be_meant(name, known):
        return False
    return all(
        _shortened(one) & _shortened(other) for one, other in zip(name.split("_"), known.split("_"), strict=True)
    )


def _of_numpy(file: File, piece: Piece, node: ast.Attribute) -> Iterator[Repair]:
    """Yield `np.zero_like`, which NumPy does not have."""
    module, _, inner = piece.code(node.value).partition(".")
    if file.modules.get(module, "numpy" if module == "np" and not file.top.owner("np") else "") != "numpy":
        return
    uses = {"": IN_NUMPY, "random": IN_RANDOM}.get(inner)
    if uses is None or node.attr in uses or hasattr(importlib.import_module(f"numpy.{inner}".rstrip(".")), node.attr):
        return
    end = piece.end(node)
    start, whole = end - len(node.attr), piece.start(node)
    if not inner and node.attr in BUILTIN_TYPES:
        message = f"NumPy no longer has {node.attr}: Python's own is meant."
        yield Repair([Edit(whole, end, node.attr)], whole, end, message)
        return
    alike = difflib.get_close_matches(node.attr[:50], sorted(uses), 1, 0.75)
    for meant in (one for one in alike if _digits(one) == _digits(node.attr)):
        message = f"NumPy has no {node.attr}; {meant} is meant."
        yield Repair([Edit(start, end, meant)], whole, end, message, "E4.4-3" if meant == "zeros_like" else None)


def _of_class(piece: Piece, node: ast.Attribute, owner: Scope, spellings: Spellings) -> Iterator[Repair]:
    """Yield `self.pridict` where the class has `predict` and inherits nothing."""
    known = {*owner.names.times, *owner.attributes.times}
    if node.attr in known or "__getattr__" in known or _inherits(owner.node):
        return
    if meant := spellings.like(node.attr, -id(owner), known):
        end = piece.end(node)
        yield Repair([Edit(end - len(node.attr), end, meant)], piece.start(node), end, *_said(node.attr, meant))


def _inherits(node: Node) -> bool:
    """Whether a class may have attributes that its own code does not show."""
    if not isinstance(node, ast.ClassDef) or node.decorator_list or node.keywords:
        return True
    return any(not isinstance(base, ast.Name) or base.id != "object" for base in node.bases)
