"""What a network of two layers gives, asked method by method; and whether a network's gradient sees its weights.

Only what has the chapter's parameters W1, b1, W2 and b2 is judged, and another activation, scores in place of shares or
a loss with a decay of the weights is none of the chapter's and not wrong.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from chapter4.check.judging import calls, formulas

SIZES = (4, 5, 3)
X = np.sin(np.arange(24.0)).reshape(6, 4)
LABELS = np.array([2, 0, 0, 1, 2, 0])
ONE_HOT = np.eye(3)[LABELS]
SHAPES = {"W1": (4, 5), "b1": (5,), "W2": (5, 3), "b2": (3,)}
ACTIVATIONS: tuple[Callable[[Any], Any], ...] = (formulas.sigmoid(), np.tanh, lambda x: np.maximum(x, 0.0))

Said = dict[str, Any]


def judged(network: Any) -> Said:
    """Return the verdict of a network of two layers."""
    try:
        inspect.signature(network).bind(*SIZES)
        params = _params(network(*SIZES))
    except Exception:
        params = None
    if params is None:
        return {"verdict": "not checked"}
    for label, got, expected in _answers(network):
        if not expected:
            return {"verdict": "not checked"}
        if isinstance(got, Exception):
            return _wrong(label, repr(got), f"numbers of shape {np.shape(expected[0])}")
        if not any(_alike(got, right) for right in expected):
            return _wrong(label, _short(got), _short(expected[0]))
    return {"verdict": "right"}


def _wrong(label: str, got: str, expected: str) -> Said:
    return {
        "verdict": "wrong",
        "method": label.partition("(")[0],
        "call": label,
        "got": got,
        "expected": expected,
    }


def _params(net: Any) -> dict[str, Any] | None:
    """Return the parameters of a network that has the chapter's."""
    params = getattr(net, "params", None)
    if not isinstance(params, dict):
        return None
    shapes = {name: getattr(value, "shape", None) for name, value in params.items()}
    return params if shapes == SHAPES else None


def _made(network: Any) -> Any:
    """Return a network with parameters that are always the same."""
    net = network(*SIZES)
    for number, (name, shape) in enumerate(SHAPES.items()):
        net.params[name] = np.cos(np.arange(1.0 + number, 1.0 + number + np.prod(shape))).reshape(shape)
    return net


def _answers(network: Any) -> Iterator[tuple[str, Any, list[Any]]]:
    """Yield what each method is asked, what it gives and what is right, one value for each way; none if unknown."""
    W1, b1, W2, b2 = _made(network).params.values()
    scores = [activation(X @ W1 + b1) @ W2 + b2 for activation in ACTIVATIONS]
    shares = [formulas.right("softmax")(of) for of in scores]
    found = _asked(network, "predict", X)
    yield "predict(x)", found, [*shares, *scores]
    number = next((n for n, right in enumerate([*shares, *scores]) if _alike(found, right)), 0) % len(shares)
    names = calls.names_in(getattr(network, "loss", None))
    if callable(getattr(network, "loss", None)) and not any("decay" in name for name in names):
        losses = [formulas.cross_entropy_error(delta=delta)(shares[number], ONE_HOT) for delta in (1e-7, 0.0)]
        found = _asked(network, "loss", X, ONE_HOT)
        found = _asked(network, "loss", X, LABELS) if isinstance(found, Exception) else found
        yield "loss(x, t)", found, losses
    if callable(getattr(network, "accuracy", None)):
        found = _asked(network, "accuracy", X, ONE_HOT)
        if isinstance(found, Exception) or "t" not in _reduced(network):
            found = _asked(network, "accuracy", X, LABELS)
        yield "accuracy(x, t)", found, [np.mean(np.argmax(shares[number], axis=1) == LABELS)]
    if callable(getattr(network, "numerical_gradient", None)):
        yield from _gradients(network)


def _reduced(network: Any) -> set[str]:
    """Return whether an accuracy makes labels of its answers: the names of which it takes the largest entry."""
    source_names = calls.names_in(network.accuracy)
    return {"t"} if "argmax" in source_names and not _takes_labels(network) else set()


def _takes_labels(network: Any) -> bool:
    found = _asked(network, "accuracy", X, LABELS)
    return not isinstance(found, Exception)


def _gradients(network: Any) -> Iterator[tuple[str, Any, list[Any]]]:
    """Yield each gradient with the one of the network's own loss."""
    found = _asked(network, "numerical_gradient", X[:2], ONE_HOT[:2])
    if isinstance(found, Mapping) and set(SHAPES) <= set(found):
        for name in SHAPES:
            net = _made(network)
            right = formulas.right("numerical_gradient")(
                lambda _, net=net: net.loss(X[:2], ONE_HOT[:2]), net.params[name]
            )
            yield f"numerical_gradient(x, t)[{name!r}]", found[name], [right]
    elif isinstance(found, Exception):
        yield "numerical_gradient(x, t)", found, [np.zeros(SHAPES["W1"])]
    else:
        yield "numerical_gradient(x, t)", found, []


def _asked(network: Any, method: str, *arguments: Any) -> Any:
    """Return what a method of a new network gives, or its error."""
    try:
        with np.errstate(all="ignore"):
            return getattr(_made(network), method)(*map(np.copy, arguments))
    except Exception as error:
        return error


def without_gradient(network: Any) -> Said | None:
    """Return what is wrong with a network of one layer whose own gradient is 0 everywhere; None if it is not."""
    x, t = np.array([0.6, 0.9]), np.array([0.0, 0.0, 1.0])
    for method in ("gradient", "numerical_gradient"):
        if callable(getattr(network, method, None)):
            try:
                found = getattr(calls.network_of(network), method)(x, t)
            except Exception:
                continue
            found = next(iter(found.values()), None) if isinstance(found, Mapping) else found
            if isinstance(found, np.ndarray) and found.shape == (2, 3) and not found.any():
                return _wrong(f"{method}(x, t)", "0 everywhere", "the slopes of its loss")
    return None


def _alike(got: Any, right: Any) -> bool:
    try:
        return np.shape(got) == np.shape(right) and bool(
            np.allclose(np.asarray(got, dtype=float), right, rtol=1e-6, atol=1e-8)
        )
    except (TypeError, ValueError):
        return False


def _short(value: Any) -> str:
    return np.array2string(np.asarray(value), precision=6, separator=", ", threshold=12).replace("\n", "")
