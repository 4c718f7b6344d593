"""Central differences of the loss of a two-layer network, by what a weight moves: one hidden unit, or one score.

A sample's loss is -log(p + `DELTA`), with p = e[t] / sum(e), e[k] the exponential of score k and t the right class.
A weight of the first layer moves one hidden unit, and so each score by that unit's weight in the second layer; a
weight of the second layer moves one score. No product of matrices is taken anew: each e[k] is multiplied by the
exponential of the change of score k. Every weight is moved by +H and by -H, as rounded, and the loss is computed at
both; nothing is expanded in a series.

Axes come in this order: scores, the two sides, weights, samples.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from chapter4 import _checks, _differences, _errors
from chapter4.section_4_2_2 import DELTA
from chapter4.section_4_2_5 import logistic
from chapter4.section_4_3 import H

Array = NDArray[np.float64]

CHUNK = 2**16
"""How many numbers an intermediate array has, about: 512 KiB, so that it stays in cache."""

LARGEST_CHANGE = 300.0
"""How far a score may move. Scores are shifted so that the largest e[k] is 1. A term that underflowed, below exp(-745),
stays negligible after a change of 300: below exp(-445), in a sum above exp(-300)."""


class Layers(NamedTuple):
    """What the network makes of N samples, a row each."""

    sums: Array
    hidden: Array
    scores: Array


def gradients(x: Array, labels: NDArray[Any], params: Mapping[str, Array], layers: Layers) -> dict[str, Array]:
    """Return the central differences of the mean loss, under the names of `params`."""
    with _checks.quiet():
        return _gradients(x, labels, params, layers)


def _gradients(x: Array, labels: NDArray[Any], params: Mapping[str, Array], layers: Layers) -> dict[str, Array]:
    W2 = params["W2"]
    steps_1, steps_2 = _steps(params, "1"), _steps(params, "2")
    furthest = min(1.0, 0.25 * np.abs(steps_1).max() * max(1.0, np.abs(x).max()))  # a sigmoid's slope is 1/4 at most
    if np.abs(W2).max() * furthest > LARGEST_CHANGE:
        raise _errors.change_too_large(LARGEST_CHANGE, np.abs(x).max(), np.abs(W2).max())
    sums, hidden, scores = (layer.T for layer in layers)
    bias = np.ones((1, len(x)))  # what a bias multiplies
    inputs, units = np.vstack([x.T, bias]), np.vstack([hidden, bias])
    e = np.exp(scores - scores.max(axis=0))
    total, right = e.sum(axis=0), e[labels, np.arange(len(x))]

    slopes_1 = np.empty(steps_1.shape[1:])
    for chunk in _chunks(len(inputs), 2 * e.size):
        for j in range(len(hidden)):
            change = logistic(sums[j] + steps_1[:, chunk, j, np.newaxis] * inputs[chunk]) - hidden[j]
            moved = W2[j, :, np.newaxis, np.newaxis, np.newaxis] * change
            np.exp(moved, out=moved)
            moved *= e[:, np.newaxis, np.newaxis]
            p = right * np.exp(W2[j, labels] * change) / moved.sum(axis=0)
            slopes_1[chunk, j] = _slopes(p)

    slopes_2 = np.empty(steps_2.shape[1:])
    for chunk in _chunks(len(units), 2 * len(x)):
        for k in range(len(e)):
            factor = np.exp(steps_2[:, chunk, k, np.newaxis] * units[chunk])
            p = right * np.where(labels == k, factor, 1.0) / (total - e[k] + e[k] * factor)
            slopes_2[chunk, k] = _slopes(p)
    return {"W1": slopes_1[:-1], "b1": slopes_1[-1], "W2": slopes_2[:-1], "b2": slopes_2[-1]}


def _steps(params: Mapping[str, Array], layer: str) -> Array:
    """Return by how much +H and -H move each weight of a layer, as rounded; the biases are the last row."""
    sides = []
    for name in (f"W{layer}", f"b{layer}"):
        array = np.atleast_2d(params[name])
        above, below = _differences.both_sides(params[name], H, f"params[{name!r}]")
        sides.append(np.stack([above - array, below - array]))
    return np.concatenate(sides, axis=1)


def _chunks(count: int, size: int) -> Iterator[slice]:
    """Yield slices of that many weights, so that as many arrays of that size are about `CHUNK` numbers."""
    length = max(1, CHUNK // size)
    for first in range(0, count, length):
        yield slice(first, first + length)


def _slopes(p: Array) -> Array:
    """Return (loss above - loss below) / (2 * H), a mean over the samples, from the right answers' outputs."""
    above, below = p + DELTA
    return np.asarray(np.log(below / above).mean(axis=-1) / (2 * H))
