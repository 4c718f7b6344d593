"""What is right in the chapter's own use and wrong outside it: a call for each hazard of the ledger."""

import warnings
from collections.abc import Callable
from typing import Any, Literal

import numpy as np

from chapter4.check.judging.calls import LABELS, ONE_HOT, Y

Function = Callable[..., Any]
SQUARE = np.full((3, 3), 1 / 3)
"""As many samples as classes, so that answers of one form have a shape that fits the other."""


def of(name: str, function: Function) -> list[str]:
    """Return the ids of the hazards that a function has."""
    return [id for id, has in HAZARDS.get(name, {}).items() if has(function)]


def _value(function: Function, *arguments: Any, warned: Literal["error", "ignore"] = "error") -> Any:
    """Return what a call returns; None where it raises, or warns and that counts."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter(warned)
        try:
            return function(*arguments)
        except Exception:
            return None


def _answers(function: Function, *arguments: Any) -> bool:
    """Whether a call whose result has no meaning returns a number, without an error or a warning."""
    return _value(function, *arguments) is not None


def _is_another(found: Any, right: Any) -> bool:
    """Whether a call has answered, with other numbers than the right ones."""
    return found is not None and not (np.shape(found) == np.shape(right) and np.allclose(found, right, rtol=1e-3))


def _takes_labels(function: Function) -> bool:
    return _answers(function, Y, LABELS)


def _takes_one_hot(function: Function) -> bool:
    return _answers(function, Y, ONE_HOT)


def _squares(x: Any) -> Any:
    return np.sum(x * x)


def _left_moved(function: Function) -> bool:
    """Whether x is left moved where f raises."""
    x = np.array([3.0, 4.0])

    def raising(at: Any) -> Any:
        raise ArithmeticError

    _answers(function, raising, x)
    return bool(x.tolist() != [3.0, 4.0])


def _overflows(function: Function) -> bool:
    """Whether large scores give another share than equal ones have, alone or next to a row of small scores."""
    large, rows = np.array([1000.0, 1000.0]), np.array([[1000.0, 1000.0], [0.0, 0.0]])
    found = (_value(function, scores, warned="ignore") for scores in (large, rows))
    return any(_is_another(shares, np.full(np.shape(shares), 0.5)) for shares in found)


def _moves_the_start(function: Function) -> bool:
    start = np.array([-3.0, 4.0])
    _answers(function, _squares, start, 0.1, 2)
    return bool(start.tolist() != [-3.0, 4.0])


def _accuses_numpy_of_integers(function: Function) -> bool:
    """Whether a start of integers ends in an error from inside that names no argument, or in another point."""
    start = np.array([-3, 4])
    try:
        found = function(_squares, start, 0.1, 2)
    except Exception as error:
        return type(error).__name__.startswith(("UFunc", "_UFunc"))
    return _is_another(found, [-1.92, 2.56])


HAZARDS: dict[str, dict[str, Callable[[Function], bool]]] = {
    "sum_squares_error": {"E4.2.1-7": lambda f: _answers(f, Y[0], ONE_HOT[0][:, np.newaxis])},
    "cross_entropy_error": {
        "E4.2.4-10": lambda f: _takes_labels(f) and _answers(f, Y, np.array([2, -1])),
        "E4.2.4-11": lambda f: _takes_labels(f) and _is_another(_value(f, Y, LABELS[:, np.newaxis]), f(Y, LABELS)),
        "E4.2.4-12": lambda f: not _takes_one_hot(f) and _answers(f, SQUARE, np.eye(3, dtype=int)),
        "E4.2.4-13": lambda f: not _takes_labels(f) and _answers(f, SQUARE, np.array([2, 0, 1])),
        "E4.2.4-14": lambda f: _takes_labels(f) and not _answers(f, Y[0], 2),
    },
    "softmax": {"E4.4.2-4": _overflows},
    "numerical_diff": {"E4.3.1-8": lambda f: _is_another(_value(f, _squares, np.float32(3.0), warned="ignore"), 6.0)},
    "function_2": {"E4.3.3-2": lambda f: np.shape(_value(f, np.ones((2, 4)))) == ()},
    "numerical_gradient": {
        "E4.4-4": lambda f: _is_another(_value(f, _squares, np.array([3, 4])), [6.0, 8.0]),
        "E4.4-5": _left_moved,
        "E4.4-7": lambda f: _is_another(_value(f, _squares, np.array([3, 4], np.float32), warned="ignore"), [6.0, 8.0]),
    },
    "gradient_descent": {
        "E4.4.1-2": _moves_the_start,
        "E4.4.1-3": _accuses_numpy_of_integers,
        "E4.4.1-4": lambda f: _answers(f, lambda x: 1.0, np.array([1.0, 2.0]), 0.1, 5),
        "E4.4.1-11": lambda f: _value(f, _squares, np.array([-3.0, 4.0]), 10.0, 100, warned="ignore") is not None,
    },
}
