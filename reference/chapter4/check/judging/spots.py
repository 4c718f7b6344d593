"""Which statement of a function a slip stands in: for each kind of slip the statements that it may be, best first."""

import ast
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from chapter4.check.judging.names import chapters_name
from chapter4.check.judging.wording import is_small


@dataclass(frozen=True)
class Spot:
    """A statement, and what it stands in."""

    statement: ast.stmt
    in_loop: bool
    for_batches: bool
    """Whether it stands under a condition that says 2, such as `x.ndim == 2`."""

    @property
    def value(self) -> ast.expr | None:
        """What it returns, assigns or is."""
        kinds = (ast.Return, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr)
        return self.statement.value if isinstance(self.statement, kinds) else None

    def parts(self) -> Iterator[ast.AST]:
        """Yield what it is made of, without the statements in it."""
        left: list[ast.AST] = [self.statement]
        while left:
            part = left.pop()
            yield part
            left += (child for child in ast.iter_child_nodes(part) if not isinstance(child, BODIES))

    def called(self) -> set[str]:
        """Return the names of the functions that it calls."""
        return {_last_name(part.func) for part in self.parts() if isinstance(part, ast.Call)}

    def calls(self, *names: str) -> bool:
        """Whether it calls a function of one of the names."""
        return not self.called().isdisjoint(names)

    def calls_chapters(self, name: str) -> bool:
        """Whether it calls that function of the chapter, whatever the copy calls it."""
        return any(chapters_name(called, None) == name for called in self.called())

    def has(self, *operators: type[ast.operator]) -> bool:
        """Whether it has one of the operators."""
        return any(isinstance(part, ast.BinOp) and isinstance(part.op, operators) for part in self.parts())


BODIES = (ast.stmt, ast.excepthandler, ast.match_case)


def _last_name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def spots(node: ast.AST, in_loop: bool = False, for_batches: bool = False) -> Iterator[Spot]:
    """Yield the statements in a definition, in their order."""
    in_loop = in_loop or isinstance(node, (ast.For, ast.While))
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            batches = for_batches or (isinstance(node, ast.If) and child in node.body and _says_two(node.test))
            yield Spot(child, in_loop, batches)
            yield from spots(child, in_loop, batches)
        elif isinstance(child, BODIES):
            yield from spots(child, in_loop, for_batches)


def _says_two(test: ast.expr) -> bool:
    return any(isinstance(part, ast.Constant) and part.value == 2 for part in ast.walk(test))


# ------------------------------------------------------------------ What a statement does

Fits = Callable[[Spot], bool]


def _returns(spot: Spot) -> bool:
    return isinstance(spot.statement, ast.Return)


def _computes(spot: Spot) -> bool:
    """Whether it returns or assigns an expression, not just a name or a constant."""
    plain = (ast.Name, ast.Constant, ast.Attribute, ast.Tuple)
    return not isinstance(spot.statement, ast.Expr) and spot.value is not None and not isinstance(spot.value, plain)


def _computes_once(spot: Spot) -> bool:
    return _computes(spot) and not spot.in_loop


def _adds_up(spot: Spot) -> bool:
    return spot.in_loop and isinstance(spot.statement, ast.AugAssign)


def _takes_a_power(spot: Spot) -> bool:
    return spot.has(ast.Pow) or spot.calls("square", "pow", "power") or any(map(_is_square, spot.parts()))


def _is_square(part: ast.AST) -> bool:
    if not (isinstance(part, ast.BinOp) and isinstance(part.op, ast.Mult)):
        return False
    return ast.dump(part.left) == ast.dump(part.right)


def _compares(spot: Spot) -> bool:
    return any(isinstance(part, ast.Compare) for part in spot.parts()) or spot.calls("heaviside", "where", "greater")


def _exponentiates(spot: Spot) -> bool:
    return spot.calls("exp")


def _divides(spot: Spot) -> bool:
    return spot.has(ast.Div)


def _multiplies_or_divides(spot: Spot) -> bool:
    return spot.has(ast.Div, ast.Mult)


def _subtracts(spot: Spot) -> bool:
    """Whether two names or two values of functions are subtracted here, or added."""
    return spot.value is not None and any(
        isinstance(part, ast.BinOp)
        and isinstance(part.op, (ast.Sub, ast.Add))
        and all(isinstance(side, (ast.Name, ast.Call)) for side in (part.left, part.right))
        for part in ast.walk(spot.value)
    )


# ------------------------------------------------------------------ Losses and softmax


def _sums(spot: Spot) -> bool:
    return spot.calls("sum", "mean", "average", "dot")


def _averages(spot: Spot) -> bool:
    return _computes_once(spot) and (_returns(spot) or _divides(spot) or _sums(spot))


def _takes_the_mean(spot: Spot) -> bool:
    return spot.calls("mean", "average")


def _picks(spot: Spot) -> bool:
    """Whether it takes the entries of a table that labels name."""
    subscripts = (part for part in spot.parts() if isinstance(part, ast.Subscript))
    return any(isinstance(subscript.slice, ast.Tuple) for subscript in subscripts)


def _averages_picked(spot: Spot) -> bool:
    return _averages(spot) and _picks(spot)


def _averages_without_picking(spot: Spot) -> bool:
    return _averages(spot) and not _picks(spot)


def _takes_a_logarithm(spot: Spot) -> bool:
    return spot.calls("log", "log2", "log10")


def _sums_logarithms(spot: Spot) -> bool:
    return _takes_a_logarithm(spot) and (_sums(spot) or spot.has(ast.Mult))


def _sums_for_batches(spot: Spot) -> bool:
    return _sums(spot) and spot.for_batches


# ------------------------------------------------------------------ Gradients, descents and networks


def _moves_an_entry(spot: Spot) -> bool:
    targets = spot.statement.targets if isinstance(spot.statement, ast.Assign) else [_target(spot)]
    return any(isinstance(target, ast.Subscript) for target in targets) and not _multiplies_or_divides(spot)


def _takes(step: type[ast.operator]) -> Fits:
    """Return whether a statement adds a step to a point, or takes it off, and leaves the result somewhere."""

    def fits(spot: Spot) -> bool:
        of_names = any(
            isinstance(part, ast.BinOp)
            and isinstance(part.op, step)
            and isinstance(part.right, (ast.Name, ast.Attribute))
            for part in spot.parts()
        )
        adds = isinstance(spot.statement, ast.AugAssign) and isinstance(spot.statement.op, step)
        return spot.in_loop and (of_names or adds) and not _multiplies_or_divides(spot)

    return fits


def _calls_on_a_name(spot: Spot) -> bool:
    """Whether it keeps the value of a function of the point, such as `fxh1 = f(x)`."""
    match spot.value:
        case ast.Call(func=ast.Name(), args=[ast.Name()]):
            return spot.in_loop and isinstance(spot.statement, ast.Assign)
        case _:
            return False


def _target(spot: Spot) -> ast.AST | None:
    return spot.statement.target if isinstance(spot.statement, ast.AugAssign) else None


def _copies(spot: Spot) -> bool:
    """Whether it assigns a copy of what has a name."""
    return isinstance(spot.statement, (ast.Assign, ast.AnnAssign)) and any(map(_is_copy_of_a_name, spot.parts()))


def _is_copy_of_a_name(part: ast.AST) -> bool:
    if not (isinstance(part, ast.Call) and _last_name(part.func) in ("copy", "deepcopy", "array", "astype")):
        return False
    receiver = part.func.value if isinstance(part.func, ast.Attribute) else None
    return any(isinstance(copied, ast.Name) for copied in (*part.args[:1], *([receiver] if not part.args else [])))


def _loops(spot: Spot) -> bool:
    return isinstance(spot.statement, (ast.For, ast.While))


def _counts(spot: Spot) -> bool:
    return spot.calls("range")


def _steps(spot: Spot) -> bool:
    """Whether it reckons with more than a constant, and is not the start of a loop."""
    if isinstance(spot.statement, ast.AugAssign):
        return not isinstance(spot.value, ast.Constant)
    return spot.value is not None and spot.has(ast.Sub, ast.Add, ast.Mult, ast.Div)


def _steps_in_a_loop(spot: Spot) -> bool:
    return spot.in_loop and _steps(spot)


def _takes_softmax(spot: Spot) -> bool:
    return spot.calls_chapters("softmax")


def _takes_the_loss(spot: Spot) -> bool:
    return spot.calls_chapters("cross_entropy_error")


def _renames(spot: Spot) -> bool:
    return isinstance(spot.statement, ast.Assign) and isinstance(spot.value, ast.Name)


def _takes_a_small_number(spot: Spot) -> bool:
    return is_small(spot.value)


# ------------------------------------------------------------------ Which of the statements

Find = Callable[[Sequence[Spot]], Spot | None]


def _last(fits: Fits) -> Find:
    return lambda found: next((spot for spot in reversed(found) if fits(spot)), None)


def _first(fits: Fits) -> Find:
    return lambda found: next((spot for spot in found if fits(spot)), None)


def _move(which: int) -> Find:
    """Return a finder of the moves of an entry up, down and back, where there are these three."""

    def find(found: Sequence[Spot]) -> Spot | None:
        moves = [spot for spot in found if _moves_an_entry(spot)]
        return moves[which] if len(moves) == 3 else None

    return find


def _back(which: int) -> Find:
    """Return a finder of where an entry is put back just before a call, as if after it: the first place or the last."""

    def find(found: Sequence[Spot]) -> Spot | None:
        early = [
            spot
            for spot, after in itertools.pairwise(found)
            if _moves_an_entry(spot) and isinstance(spot.value, ast.Name) and _calls_on_a_name(after)
        ]
        return early[which] if early else None

    return find


VALUE = (_last(_computes_once), _last(_returns))
DIFFERENCE = (_last(_subtracts),)
AVERAGE = (_last(_averages), _last(_returns))
FINDERS: dict[str, tuple[Find, ...]] = {
    "value": VALUE,
    "power": (_last(_takes_a_power), _last(_adds_up), *VALUE),
    "between": (*DIFFERENCE, *VALUE),
    "return": (_last(_returns),),
    "average": (_last(_averages_without_picking), *AVERAGE),
    "mean": (_last(_takes_the_mean), _last(_averages_without_picking), *AVERAGE),
    "average of labels": (_last(_averages_picked), *AVERAGE),
    "picked": (_last(_picks), *AVERAGE),
    "log": (_last(_takes_a_logarithm),),
    "minus": (_last(_sums_logarithms), _last(_sums), *AVERAGE),
    "exponent": (_last(_exponentiates), *VALUE),
    "share": (_last(_divides), *VALUE),
    "comparison": (_last(_compares), *VALUE),
    "total": (_last(_sums_for_batches), _last(_sums), *VALUE),
    "difference": DIFFERENCE,
    "divisor": (_last(_multiplies_or_divides), *DIFFERENCE),
    "up": (_move(0), _back(0), _first(_takes(ast.Add)), _first(_calls_on_a_name), *DIFFERENCE),
    "down": (_move(1), _back(-1), _first(_takes(ast.Sub)), _last(_calls_on_a_name), *DIFFERENCE),
    "entry": (_last(_moves_an_entry),),
    "copy": (_last(_copies),),
    "loop": (_first(_loops), _last(_counts)),
    "step": (_last(_steps_in_a_loop), _last(_steps)),
    "softmax": (_last(_takes_softmax), _last(_takes_the_loss)),
    "scores": (_last(_renames), _last(_takes_the_loss)),
    "h": (_last(_takes_a_small_number),),
}
