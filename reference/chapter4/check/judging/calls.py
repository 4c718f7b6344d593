"""How the chapter calls each of its functions, and how a copy's function is called the same way."""

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import CodeType, MethodType
from typing import Any

import numpy as np

from chapter4.check.judging.names import ARGUMENTS, chapters_name, place_of

Y = np.array([[0.1, 0.2, 0.7], [0.5, 0.3, 0.2]])
LABELS = np.array([2, 0])
ONE_HOT = np.eye(3)[LABELS]


@dataclass(frozen=True, eq=False)
class Call:
    """One call in the chapter's own use."""

    label: str
    make: Callable[[], tuple[tuple[Any, ...], Callable[[tuple[Any, ...]], Iterable[Any]]]]
    """Returns the arguments, made anew, and a function of them that returns what was seen of the call."""
    form: str = ""
    """What is said of a copy that chooses not to take this; "" for what each must take."""
    decides: bool = True
    """Whether an exception here shows that it does not take it."""

    @property
    def axes(self) -> int:
        """How many axes the point has of which a gradient is asked."""
        (_, point, *_), _ = self.make()
        return int(np.ndim(point))


def _plain(*arguments: Any) -> Callable[[], Any]:
    """Return a maker of copies of the arguments; what is seen are they, after the call."""

    def make() -> Any:
        return tuple(np.copy(a) if isinstance(a, np.ndarray) else a for a in arguments), lambda left: left

    return make


class Formula:
    """A function of x that can be shown."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.code = compile(text, "<formula>", "eval")

    def __call__(self, x: Any) -> Any:
        """Return its value."""
        return eval(self.code, {"np": np, "x": x})


class Watched(Formula):
    """The same, which keeps the points at which it was asked."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.points: list[Any] = []

    def __call__(self, x: Any) -> Any:
        """Return its value."""
        self.points.append(np.copy(x))
        return super().__call__(x)

    def sides(self) -> tuple[bool, bool]:
        """Return whether it was asked above 0, and below."""
        return any(np.any(x > 0) for x in self.points), any(np.any(x < 0) for x in self.points)


def _of_f(f: Callable[[Any], Any], x: Any, *more: Any) -> Callable[[], Any]:
    """Return a maker of a function and a point, of which an array is seen after the call."""

    def make() -> Any:
        start = np.copy(x) if isinstance(x, np.ndarray) else x
        return (f, start, *more), lambda left: (left[1],)

    return make


def _of_start(f: Callable[[Any], Any], start: list[float], lr: float, step_num: int) -> Callable[[], Any]:
    """Return a maker of what a descent takes; that it may move the start is asked among the hazards."""
    return lambda: ((f, np.array(start), lr, step_num), lambda left: ())


def _of_sides(text: str, x: Any) -> Callable[[], Any]:
    """Return a maker of a function and a point of zeros; what is seen is on which sides of 0 it was asked."""
    return lambda: ((f := Watched(text), np.copy(x) if np.ndim(x) else x), lambda left: f.sides())


ROW_BY_ROW = "each row of a table is a point of its own"


class RowByRow(Exception):
    """Raised by a loss of weights that is called with many rows of them, as the book's code for plots calls it."""


def _of_weights(W: Any, ignore: bool) -> Callable[[], Any]:
    """Return a maker of a loss that reads the array itself, as the chapter's network does."""

    def make() -> Any:
        weights = np.copy(W)
        coefficients = np.arange(1.0, 1.0 + weights.size).reshape(weights.shape)

        def loss(w: Any) -> Any:
            if np.shape(w) != weights.shape:
                raise RowByRow
            return np.sum(coefficients * (weights if ignore else w) ** 3)

        return (loss, weights), lambda left: (left[1],)

    return make


def _of_net(x: Any, t: Any) -> Callable[[], Any]:
    W = np.array([[0.5, -0.2, 0.1], [-0.3, 0.8, 0.4], [0.2, 0.6, -0.7]])[: len(x)]
    return lambda: ((np.copy(W), np.copy(x), np.copy(t)), lambda left: left[1:])


CALLS: dict[str, list[Call]] = {
    "sum_squares_error": [
        Call("one sample", _plain(Y[0], ONE_HOT[0])),
        Call("one sample", _plain(Y[1] + 1.5, ONE_HOT[0])),
        Call("a batch", _plain(Y + 0.25, ONE_HOT), "one sample at a time"),
    ],
    "cross_entropy_error": [
        Call("one-hot, one sample", _plain(Y[0], ONE_HOT[0]), "no one-hot answers", decides=False),
        Call("one-hot, a batch", _plain(Y, ONE_HOT), "no one-hot answers"),
        Call("labels, a batch", _plain(Y, LABELS), "no labels"),
    ],
    "sigmoid": [Call("an array", _plain(np.array([-1.5, 0.0, 0.5, 3.0])))],
    "step_function": [Call("an array", _plain(np.array([-1.5, 0.0, 0.5, 3.0])))],
    "softmax": [
        Call("one sample", _plain(np.array([0.3, 2.9, 4.0]))),
        Call("a batch", _plain(np.array([[0.3, 2.9, 4.0], [1.0, -1.0, 0.5]])), "one sample at a time"),
    ],
    "numerical_diff": [
        Call("a cube at 0", _of_sides("x**3 + x", 0.0)),
        Call("a cube at 3", _of_f(Formula("x**3 + x"), 3.0)),
        Call("an exponential at 0.5", _of_f(Formula("np.exp(x)"), 0.5)),
    ],
    "numerical_gradient": [
        Call("two entries", _of_f(Formula("x[0]**3 + 2 * x[1]**2 + x[0] * x[1]"), np.array([3.0, 4.0]))),
        Call("three entries", _of_f(Formula("np.sum(np.exp(x))"), np.array([0.0, 0.5, 1.0]))),
        Call("weights of 2 x 3", _of_weights(np.arange(1.0, 7.0).reshape(2, 3) / 4, False), ROW_BY_ROW),
        Call(
            "weights that f reads itself",
            _of_weights(np.arange(1.0, 7.0).reshape(2, 3) / 4, True),
            ROW_BY_ROW,
            decides=False,
        ),
        Call("cubes at 0", _of_sides("np.sum(x**3 + x)", np.zeros(2))),
    ],
    "gradient_descent": [
        Call("7 steps", _of_start(Formula("x[0]**2 + 2 * x[1]**2"), [-3.0, 4.0], 0.1, 7)),
        Call("3 steps", _of_start(Formula("x[0]**2 + x[0] * x[1] + x[1]**2"), [1.0, 2.0], 0.05, 3)),
    ],
    "SimpleNet": [
        Call("one sample", _of_net(np.array([0.6, 0.9]), np.array([0.0, 0.0, 1.0]))),
        Call("another", _of_net(np.array([-0.4, 1.3]), np.array([1.0, 0.0, 0.0]))),
    ],
    "function_1": [Call(f"x = {x:g}", _plain(x)) for x in (5.0, 10.0, -3.0)],
    "function_2": [Call("two entries", _plain(np.array(x))) for x in ([3.0, 4.0], [-1.0, 2.0])],
    "function_tmp1": [Call(f"x0 = {x:g}", _plain(x)) for x in (3.0, -2.0)],
    "function_tmp2": [Call(f"x1 = {x:g}", _plain(x)) for x in (4.0, -2.0)],
}

WHERE_ALL_RAISE: dict[str, list[Call]] = {
    "SimpleNet": [
        Call("as many inputs as classes", _of_net(np.array([0.6, 0.9, -0.5]), np.array([0.0, 1.0, 0.0]))),
    ],
}
"""What is asked too where none of `CALLS` gives a number: softmax of x can be taken where x has an entry a class."""


CALLS["gradient_ascent"] = CALLS["gradient_descent"]


def of(name: str) -> list[Call]:
    """Return the calls of a function."""
    return CALLS[name]


# ------------------------------------------------------------------ A copy's function, called so


def adapted(name: str, value: Any) -> Callable[..., Any]:
    """Return a function of the chapter's arguments, in their order or by their names, that calls the copy's."""
    if name == "SimpleNet":
        return _loss_of(value)
    function = _ordered(name, value)
    if name in ("gradient_descent", "gradient_ascent"):
        return lambda *arguments, **named: _first(function(*arguments, **named))
    return function


def _ordered(name: str, value: Any) -> Callable[..., Any]:
    """Return a function that hands the arguments on in the order of the copy's own, and under its names."""
    function: Callable[..., Any] = value
    own = parameters(value)
    places = [place_of(name, parameter) for parameter in own]
    chapters = ARGUMENTS[name]
    order = [place for place in places[: len(chapters)] if place is not None]
    if set(order) != set(range(len(chapters))):
        order = list(range(len(chapters)))  # the chapter's
    names = {chapters[place]: own[at] for at, place in enumerate(order) if at < len(own)}
    if order == sorted(order):
        return lambda *arguments, **named: function(*arguments, **{names.get(key, key): named[key] for key in named})
    return lambda *arguments, **named: function(
        **{
            names.get(key, key): given
            for key, given in {**dict(zip(chapters, arguments, strict=False)), **named}.items()
        }
    )


def parameters(value: Any) -> list[str]:
    """Return the names of a function's parameters, as far as Python knows them."""
    try:
        return list(inspect.signature(value).parameters)
    except (TypeError, ValueError):
        return []


def _first(value: Any) -> Any:
    """Return the point alone where a descent returns its path too."""
    return value[0] if isinstance(value, tuple) else value


class Unjudged(Exception):
    """Raised where a network holds its weights in a way that is not known here."""


def _loss_of(network: Any) -> Callable[..., Any]:
    """Return the loss of a network as a function of its weights."""

    def loss(W: Any, x: Any, t: Any) -> Any:
        net = network_of(network)
        where = weights_of(net)
        holder_of(net, where)[where[-1]] = W
        return net.loss(x, t)

    return loss


def network_of(network: Any) -> Any:
    """Return a network of two inputs and three outputs."""
    for sizes in ((), (2, 3)):
        try:
            inspect.signature(network).bind(*sizes)
        except TypeError:
            continue
        return network(*sizes)
    raise Unjudged


def weights_of(net: Any) -> tuple[str, ...]:
    """Return where a network holds its weights: in an attribute, or under a key of one that is a dictionary."""
    own = vars(net)
    places: list[tuple[str, ...]] = [(name,) for name in own]
    places += [(name, key) for name, held in own.items() if isinstance(held, dict) for key in held]
    for where in places:
        if getattr(holder_of(net, where)[where[-1]], "shape", None) == (2, 3):
            return where
    raise Unjudged


def holder_of(net: Any, where: tuple[str, ...]) -> dict[str, Any]:
    """Return the dictionary of which the last name is a key."""
    holder: dict[str, Any] = vars(net) if len(where) == 1 else vars(net)[where[0]]
    return holder


def puts_back_wrongly(gradient: Callable[..., Any]) -> bool:
    """Whether a gradient is right for one entry, and leaves it at another value than it had."""
    for f, at, slope in ((Formula("np.sum(x**3)"), 3.0, 27.0), (Formula("np.sum(x**2)"), 1.0, 2.0)):
        x = np.array([at])
        try:
            found = gradient(f, x)
            is_right = found is not x and np.isclose(float(found[0]), slope, rtol=1e-6)
        except Exception:
            return False
        if x[0] == at or not is_right:
            return False
    return True


def may_be_called(name: str, value: Any) -> bool:
    """Whether a function takes as many arguments as that one of the chapter."""
    try:
        inspect.signature(value).bind(*ARGUMENTS[name])
    except (TypeError, ValueError):
        return False
    return True


def bound(value: Any, owner: Any) -> Any:
    """Return a method as one of an object of its class, where it takes one; else the function itself."""
    if parameters(value)[:1] != ["self"] or not isinstance(owner, type):
        return value
    try:
        instance = owner()
    except Exception:
        instance = object.__new__(owner)
    return MethodType(value, instance)


REFUSALS = {"ValueError", "TypeError", "NotImplementedError"}
"""What code raises that refuses a form of the input."""


def means_to_take(form: str, value: Any) -> bool:
    """Whether the code does something for a form of the input, so that an exception there is a mistake."""
    names = names_in(value)
    match form:
        case "no one-hot answers":
            return "argmax" in names and mentions_a_batch(value)
        case "one sample at a time":
            return not names.isdisjoint({"ndim", "axis", "keepdims"}) and names.isdisjoint(REFUSALS)
        case _:
            return False


def takes_labels_for_factors(function: Callable[..., Any]) -> bool:
    """Whether a loss multiplies each row by its label: it is one for one-hot answers alone."""
    try:
        factors = np.repeat(LABELS[:, np.newaxis], Y.shape[1], axis=1)
        return np.allclose(float(function(Y, LABELS)), float(function(Y, factors)))
    except Exception:
        return False


def adds_row_by_row(value: Any) -> bool:
    """Whether a loss counts the entries in a loop of its own, and so takes one sample; Python's sum is a slip."""
    return "sum" not in names_in(value)


def mentions_a_batch(value: Any) -> bool:
    """Whether the code of a loss says anything of a batch; the chapter's first one, in 4.2.2, does not."""
    batch = {"ndim", "shape", "size", "len", "reshape", "atleast_2d", "mean", "average", "arange", "take"}
    return bool(names_in(value) & batch)


def names_in(value: Any) -> set[str]:
    """Return the names that the code of a function has, with those of the copy's own helpers that it calls."""
    names: set[str] = set()
    seen: set[Any] = set()
    waiting = [inspect.unwrap(value)]
    while waiting:
        code = getattr(function := waiting.pop(), "__code__", None)
        if code is None or code in seen:
            continue
        seen.add(code)
        found = _names_in(code)
        names |= found
        helpers = (getattr(function, "__globals__", {}).get(name) for name in found)
        waiting += (helper for helper in helpers if inspect.isfunction(helper) and _is_own(helper, code))
    return names


def _is_own(helper: Any, code: CodeType) -> bool:
    """Whether a function stands in the file of the code, and is none that the chapter has."""
    return helper.__code__.co_filename == code.co_filename and chapters_name(helper.__name__, None) is None


def _names_in(code: CodeType) -> set[str]:
    """Return the names of functions, attributes and keywords in some code, and in what is defined in it."""
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            names |= _names_in(constant)
        elif isinstance(constant, tuple):  # the keywords of a call
            names |= {keyword for keyword in constant if isinstance(keyword, str)}
    return names


def axes(value: Any) -> int | None:
    """Return how many axes the points have that a helper of a gradient takes, as its name tells; None for any."""
    found = re.search(r"(?:([12])d|no_batch)$", getattr(value, "__name__", ""))
    return int(found[1] or 1) if found else None


# ------------------------------------------------------------------ Knobs that a copy shows otherwise


def knobs(name: str, value: Any, function: Callable[..., Any]) -> dict[str, Any]:
    """Return the knobs that are known of a copy before its numbers are compared."""
    if name == "cross_entropy_error":
        return _answers(names_in(value))
    return _step(function) if name in ("numerical_diff", "numerical_gradient") else {}


def _answers(names: set[str]) -> dict[str, str]:
    """Return whether a loss makes labels of one-hot answers before it sums, or one-hot answers of labels."""
    if names & {"argmax", "nonzero", "where"}:
        return {"answers": "made labels"}
    return {"answers": "made one-hot"} if names & {"eye", "identity", "one_hot", "to_one_hot"} else {}


def _step(function: Callable[..., Any]) -> dict[str, float]:
    """Return the step that a copy takes, if it takes one: how far from 0 it asks f."""
    points: list[float] = []

    def f(x: Any) -> Any:
        points.extend(np.abs(np.ravel(x)).tolist())
        return np.sum(x)

    try:
        function(f, np.zeros(1))
    except Exception:
        return {}
    return {"h": max(points)} if points and 0 < max(points) < 1 else {}


def step(knobs: dict[str, Any]) -> tuple[str | None, list[str]]:
    """Return what is wrong with a step, "lost", "too large" or nothing, and what is a choice of it."""
    h = knobs.get("h", 1e-4)
    if h < 1e-9:
        return "lost", []
    if h > 2e-4:
        return "too large", []
    return None, [] if np.isclose(h, 1e-4) else [f"a step of {h:g}"]
