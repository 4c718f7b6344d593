"""What is right in the chapter's own use and wrong outside it: a call for each hazard of the ledger."""

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from chapter4.check.calls import LABELS, ONE_HOT, Y

Function = Callable[..., Any]


def of(name: str, function: Function) -> list[str]:
    """Return the ids of the hazards that a function has."""
    return [id for id, has in HAZARDS.get(name, {}).items() if has(function)]


def _answers(function: Function, *arguments: Any) -> bool:
    """Whether a call that asks for a number without a meaning gets one, without an error or a warning."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("error")
        try:
            value = function(*arguments)
        except Exception:
            return False
    return value is not None


def _refuses(function: Function, *arguments: Any) -> bool:
    return not _answers(function, *arguments)


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
    return x.tolist() != [3.0, 4.0]


def _moves_the_start(function: Function) -> bool:
    start = np.array([-3.0, 4.0])
    _answers(function, _squares, start, 0.1, 2)
    return start.tolist() != [-3.0, 4.0]


def _takes_integers(function: Function, *more: Any) -> bool:
    """Whether integers give another answer than the same numbers as floats, and no error."""
    found = [np.copy(function(_squares, np.array([3, 4], dtype=dtype), *more)) for dtype in (float,)]
    x = np.array([3, 4])
    try:
        of_integers = function(_squares, x, *more)
    except Exception:
        return False
    return not np.allclose(np.asarray(of_integers, dtype=float), found[0], rtol=1e-3)


def _loses_float32(function: Function, x: Any, right: Any) -> bool:
    try:
        with np.errstate(all="ignore"):
            value = function(_squares, x)
    except Exception:
        return False
    return not np.allclose(np.asarray(value, dtype=float), right, rtol=1e-3)


def _overflows(function: Function) -> bool:
    with np.errstate(all="ignore"):
        try:
            return not np.allclose(function(np.array([1000.0, 1000.0])), 0.5)
        except Exception:
            return False


def _adds_up_a_grid(function: Function) -> bool:
    """Whether the points of a grid, as two rows of coordinates, come to one number."""
    try:
        return np.shape(function(np.ones((2, 4)))) == ()
    except Exception:
        return False


HAZARDS: dict[str, dict[str, Callable[[Function], bool]]] = {
    "sum_squares_error": {"E4.2.1-7": lambda f: _answers(f, Y[0], ONE_HOT[0][:, np.newaxis])},
    "cross_entropy_error": {
        "E4.2.4-10": lambda f: _takes_labels(f) and _answers(f, Y, np.array([2, -1])),
        "E4.2.4-11": lambda f: _takes_labels(f) and _answers(f, Y, LABELS[:, np.newaxis]),
        "E4.2.4-12": lambda f: not _takes_one_hot(f) and _answers(f, np.full((3, 3), 1 / 3), np.eye(3, dtype=int)),
        "E4.2.4-13": lambda f: not _takes_labels(f) and _answers(f, np.full((3, 3), 1 / 3), np.array([2, 0, 1])),
        "E4.2.4-14": lambda f: _takes_labels(f) and _refuses(f, Y[0], 2),
    },
    "softmax": {"E4.4.2-4": _overflows},
    "numerical_diff": {"E4.3.1-8": lambda f: _loses_float32(f, np.float32(3.0), 6.0)},
    "function_2": {"E4.3.3-2": _adds_up_a_grid},
    "numerical_gradient": {
        "E4.4-4": lambda f: _takes_integers(f),
        "E4.4-5": _left_moved,
        "E4.4-7": lambda f: _loses_float32(f, np.array([3.0, 4.0], dtype=np.float32), [6.0, 8.0]),
    },
    "gradient_descent": {
        "E4.4.1-2": _moves_the_start,
        "E4.4.1-3": lambda f: _takes_integers(f, 0.1, 5),
        "E4.4.1-4": lambda f: _answers(f, lambda x: 1.0, np.array([1.0, 2.0]), 0.1, 5),
        "E4.4.1-11": lambda f: _answers(f, _squares, np.array([-3.0, 4.0]), 10.0, 100),
    },
}
