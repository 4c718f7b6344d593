"""TwoLayerNet under arbitrary arguments and parameters: the cases, and what is due in each."""

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import numpy as np

from fuzz import arguments as give
from fuzz import due
from fuzz.choices import Choices
from fuzz.due import TINY, Due, Fault, Wrong, ratio
from fuzz.exact_network import Network
from fuzz.gradient import all_unmoved
from fuzz.losses import answers, mean_ratio, right_answers
from fuzz.networks import of_samples
from proof.allowed import U
from proof.chapter import H

SHAPES = {"W1": (2, 2), "b1": (2,), "W2": (2, 3), "b2": (3,)}
"""Of the network under test: two inputs, two hidden units, three classes."""

# ------------------------------------------------------------------ The cases


def draw_network(c: Choices) -> dict[str, str]:
    case = {name: give.count(c, 3) for name in ("input_size", "hidden_size", "output_size")}
    if c.chance(40):
        case["weight_init_std"] = c.of(["0.01", "0.0", "1"]) if c.chance(50) else give.step(c)
    if c.chance(40):
        case["rng"] = give.seed(c)
    return case


def draw_predict(c: Choices) -> dict[str, str]:
    return {"params": _params(c), "x": give.mostly(c, give.like(c, (*_rows(c), 2), hard=2), 90)}


def draw_loss(c: Choices) -> dict[str, str]:
    rows = _rows(c)
    return {
        "params": _params(c),
        "x": give.mostly(c, give.like(c, (*rows, 2), hard=2), 90),
        "t": give.mostly(c, answers(c, (*rows, 3)), 90),
    }


draw_accuracy = draw_plain = draw_structured = draw_loss


def draw_gradient(c: Choices) -> dict[str, str]:
    case = draw_loss(c)
    if c.chance(2):
        # Slopes near the end of float64: inputs that no weight multiplies yet, and a large second layer.
        case["params"] = (
            "{'W1': np.zeros((2, 2)), 'b1': np.zeros(2), 'W2': np.eye(2, 3) * 10.0, 'b2': np.array([3.0, 0.0, 0.0])}"
        )
        case["x"] = f"np.full(({c.below(2) + 1}, 2), {c.of(['1e308', '1.7e308', '-5e307', '1e307'])})"
    return case


def _rows(c: Choices) -> tuple[int, ...]:
    return c.of([(), (1,), (2,), (3,), (0,)])


def _params(c: Choices) -> str:
    """Return the parameters: mostly arrays of float64 in their shapes, of ordinary size."""
    texts = []
    for name, shape in SHAPES.items():
        values = [c.of(give.ORDINARY[:7]) if c.chance(98) else give.double(c, 50) for _ in range(math.prod(shape))]
        made = give.laid_out(c, give.filled(values, "float64", shape), 3)
        texts.append(f"'{name}': {give.mostly(c, made, 98)}")
    return f"{{{', '.join(texts)}}}"


# ------------------------------------------------------------------ What is due

NO_ANSWERS = object()
"""Stands where a method takes no right answers, and any t might be one."""


def due_network(
    input_size: Any, hidden_size: Any, output_size: Any, weight_init_std: Any = 0.01, rng: Any = None
) -> Due:
    """Parameters of the shapes that the sizes give; biases of 0, weights drawn."""
    faults, sizes = due.seed(rng), []
    for name, value in (("input_size", input_size), ("hidden_size", hidden_size), ("output_size", output_size)):
        size, wrong = due.whole(value, name)
        if not wrong and size < 1:
            wrong = [Fault("ValueError", f"{name} must be 1 or more, got {size};")]
        faults, sizes = faults + wrong, [*sizes, size]
    std, wrong = due.number(weight_init_std, "weight_init_std")
    if std < 0:
        wrong.append(Fault("ValueError", f"weight_init_std must not be negative, got {std};"))
    if not wrong and std > 1e305:
        wrong.append(Fault("ValueError", f"weight_init_std must leave the weights finite, got {std};"))
    if faults + wrong:
        return Due(faults + wrong)
    d, m, k = sizes

    def check(net: Any) -> float:
        shapes = {"W1": (d, m), "b1": (m,), "W2": (m, k), "b2": (k,)}
        if {name: array.shape for name, array in net.params.items()} != shapes:
            raise Wrong(f"params of other shapes than {shapes}")
        if any(type(array) is not np.ndarray or array.dtype != float for array in net.params.values()):
            raise Wrong("params are no arrays of float64")
        if any(net.params[name].any() for name in ("b1", "b2")):
            raise Wrong("biases that are not 0")
        # Fourteen deviations are passed once in 1e44 draws.
        if any(np.abs(net.params[name]).max() > 14 * std for name in ("W1", "W2")):
            raise Wrong("weights of another deviation")
        return 0.0

    return Due(check=check)


class _Given:
    """A network, samples and answers, and what is wrong with them."""

    def __init__(self, params: dict[str, Any], x: Any, t: Any) -> None:
        self.params, self.samples, self.labels = params, due.real_array(x, "x"), []
        self.faults, self.perhaps = list(self.samples.faults), []
        self._see_params()
        shape = self.samples.shape
        misshapen = of_samples(self.samples)
        self.faults += misshapen
        if self.params_fit:
            self._see_scores()
        if t is not NO_ANSWERS and not misshapen and shape:
            self.labels, wrong = right_answers(t, due.Seen((*shape[:-1], 3)))
            self.faults += wrong

    def _see_params(self) -> None:
        for name, shape in SHAPES.items():
            if not _fits(self.params[name], shape):
                begins = f"params[{name!r}] must be an ndarray of float64, shape {shape}, got "
                self.faults.append(Fault("ValueError", begins))
        self.params_fit = not any(fault.begins.startswith("params") for fault in self.faults)

    def rows(self) -> list[list[float]]:
        """Return the samples."""
        return [self.samples.rounded[i : i + 2] for i in range(0, len(self.samples.rounded), 2)]

    def _see_scores(self) -> None:
        """See whether all sums are finite, which one near the end of float64 may or may not be."""
        bad = Fault("ValueError", "a product of x and params overflows, the largest entries being ")
        for name, array in self.params.items():
            self.faults += [
                Fault("ValueError", f"{due.place(f'params[{name!r}]', index)} is {v}; params[{name!r}] must be finite")
                for index, v in np.ndenumerate(array)
                if not np.isfinite(v)
            ]
        if self.faults:
            return
        W1, b1, W2, b2 = (self.params[name].tolist() for name in SHAPES)
        near = Fraction(8 * U)
        for row in self.rows():
            terms = [
                [Fraction(v) * Fraction(w[j]) for v, w in zip(row, W1, strict=True)] + [Fraction(b1[j])] for j in (0, 1)
            ]
            terms_of_scores = [[Fraction(w[k]) for w in W2] + [Fraction(b2[k])] for k in range(3)]
            if any(abs(sum(parts)) > due.LARGEST * (1 + near) for parts in terms):
                self.faults.append(bad)
            elif any(sum(map(abs, parts)) > due.LARGEST * (1 - near) for parts in terms + terms_of_scores):
                self.perhaps.append(bad)


def _fits(array: Any, shape: tuple[int, ...]) -> bool:
    return type(array) is np.ndarray and array.dtype.str == np.dtype(float).str and array.shape == shape


def _due(params: Any, x: Any, t: Any, hold: Any, wrong: Any = None) -> Due:
    """What is due: an error, or an answer that `hold` holds to the networks of the samples."""
    given = _Given(params, x, t)
    if wrong:
        given.faults += wrong({name: params[name] for name, shape in SHAPES.items() if _fits(params[name], shape)})
    if given.faults:
        return Due(given.faults)
    reach = 2 * H if wrong else 0.0
    return Due(
        check=lambda result: hold(result, [Network(params, row, reach) for row in given.rows()], given),
        perhaps=given.perhaps,
    )


def due_predict(params: Any, x: Any) -> Due:
    """Softmax of the scores, each output to its share."""

    def hold(result: Any, networks: list[Network], given: _Given) -> float:
        found = due.floats(result, (*given.samples.shape[:-1], 3))
        outputs = [(y, network.grown()) for network in networks for y in network.y]
        with localcontext(prec=40):
            return due.largest(
                ratio(abs(Decimal(v) - y), min(y * share, Decimal(1)) + 2 * Decimal(TINY))
                for v, (y, share) in zip(found, outputs, strict=True)
            )

    return _due(params, x, NO_ANSWERS, hold)


def due_loss(params: Any, x: Any, t: Any) -> Due:
    """The mean of the losses of the samples."""

    def hold(result: Any, networks: list[Network], given: _Given) -> float:
        losses = [network.loss(label) for network, label in zip(networks, given.labels, strict=True)]
        return mean_ratio(due.one_float(result), losses)

    return _due(params, x, t, hold)


def due_accuracy(params: Any, x: Any, t: Any) -> Due:
    """The share of right answers; where two outputs are too close to tell which is larger, either is right."""

    def hold(result: Any, networks: list[Network], given: _Given) -> float:
        right, unclear = 0, 0
        for network, label in zip(networks, given.labels, strict=True):
            *_, second, first = sorted(network.scores)
            if first - second <= 2 * network.share:
                unclear += 1
            else:
                right += network.scores[label] == first
        n = len(networks)
        if not right / n <= due.one_float(result) <= (right + unclear) / n:
            raise Wrong(f"{result}, where {right} to {right + unclear} of {n} are right")
        return 0.0

    return _due(params, x, t, hold)


def due_plain(params: Any, x: Any, t: Any) -> Due:
    """The central differences, of a copy of params."""
    return _due(params, x, t, _hold_differences, _unmoved)


def due_structured(params: Any, x: Any, t: Any) -> Due:
    """The same differences, to the same bound. Where a step moves a score by 300 they are refused."""
    found = _due(params, x, t, _hold_differences, _unmoved)
    if not found.faults:
        furthest = max(1.0, *map(abs, due.real_array(x, "x").rounded))
        if float(np.abs(params["W2"]).max()) * min(1.0, H * furthest / 4 * (1 + 1e-9)) > 300 * (1 - 1e-9):
            found.perhaps.append(Fault("ValueError", "structured=True must not move a score by more than 300"))
    return found


def _unmoved(params: dict[str, np.ndarray]) -> list[Fault]:
    return [
        fault
        for name, array in params.items()
        for fault in all_unmoved(f"params[{name!r}]", array.shape, array.ravel().tolist(), H)
    ]


def _hold_differences(result: Any, networks: list[Network], given: _Given) -> float:
    off = [
        network.off_by_difference(label, given.params, H) for network, label in zip(networks, given.labels, strict=True)
    ]
    return _hold_gradient(result, networks, given, off)


def due_gradient(params: Any, x: Any, t: Any) -> Due:
    """Backpropagation: the derivative, but for rounding."""

    def hold(result: Any, networks: list[Network], given: _Given) -> float:
        return _hold_gradient(result, networks, given, [network.off_by_backpropagation() for network in networks])

    found = _due(params, x, t, hold)
    if found.faults:
        return found
    # The slopes of a sample are at most the product of the two, and its sums not many times larger.
    inputs = due.real_array(x, "x").rounded
    if max(1.0, *map(abs, inputs)) * max(1.0, float(np.abs(params["W2"]).max())) > 1e307 / len(inputs):
        overflow = Fault("ValueError", "the gradient in params[")
        given = _Given(params, x, t)
        networks = [Network(params, row) for row in given.rows()]
        with localcontext(prec=40):
            for k in range(sum(math.prod(shape) for shape in SHAPES.values())):
                slopes = [network.slopes(label)[k] for network, label in zip(networks, given.labels, strict=True)]
                off = sum(network.off_by_backpropagation()[k] for network in networks)
                if (abs(sum(slopes)) - off) / len(networks) > Decimal(float(due.LARGEST)):
                    return Due([overflow])
        found.perhaps.append(overflow)
    return found


def _hold_gradient(result: Any, networks: list[Network], given: _Given, off: list[list[Decimal]]) -> float:
    """Hold a mean of derivatives to the bounds of the samples; n terms add up, and are divided."""
    if list(result) != list(SHAPES):
        raise Wrong(f"the names {list(result)}")
    found = [v for name, shape in SHAPES.items() for v in due.floats(result[name], shape)]
    slopes = [network.slopes(label) for network, label in zip(networks, given.labels, strict=True)]
    n = len(networks)
    with localcontext(prec=40):
        ratios = []
        for v, terms, bounds in zip(found, zip(*slopes, strict=True), zip(*off, strict=True), strict=True):
            adding = (n + 1) * Decimal(U) * sum(abs(s) + b for s, b in zip(terms, bounds, strict=True))
            ratios.append(ratio(abs(Decimal(v) - sum(terms) / n), (sum(bounds) + adding) / n + 2 * Decimal(TINY)))
        return due.largest(ratios)
