"""Points at which a bound is asked: doubles of all sizes, powers of two and their neighbours, zeros."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from proof.chapter import H

Array = NDArray[Any]
Settings = dict[str, Any]
"""What many points have in common, such as a step."""


@dataclass(frozen=True)
class Range:
    """Doubles whose size is between 2**low and 2**high.

    Half of them are spread evenly over the exponents. The others are powers of two and their neighbours, numbers
    spread evenly over the whole, and a few zeros, if they are allowed.
    """

    low: float
    high: float
    shape: tuple[int, ...] = ()
    signed: bool = True
    zero: bool = False

    def draw(self, rng: np.random.Generator, n: int) -> Array:
        """Return n points of that shape."""
        size = (n, *self.shape)
        kind, exponents = rng.integers(16, size=size), rng.uniform(self.low, self.high, size)
        sizes = np.exp2(exponents)
        powers = np.exp2(np.rint(exponents))
        neighbours = powers + np.spacing(powers) / 2 * rng.integers(-6, 7, size)
        even = rng.uniform(np.exp2(self.low), np.exp2(self.high), size)
        sizes = np.choose(kind // 4, [sizes, sizes, neighbours, even])
        return self._inside(sizes * rng.choice([1.0, -1.0], size)) * np.where(self.zero & (kind == 0), 0.0, 1.0)

    def nudge(self, rng: np.random.Generator, values: Array) -> Array:
        """Return neighbours of these points: some numbers as they are, others moved, by an ulp or by much."""
        scale = np.exp2(-rng.integers(0, 53, size=(len(values), *[1] * len(self.shape))).astype(float))
        moved = self._inside(values * (1 + scale * rng.standard_normal(values.shape)))
        return np.where(rng.random(values.shape) < 0.5, values, moved)

    def _inside(self, values: Array) -> Array:
        sizes = np.clip(np.abs(values), np.exp2(self.low), np.exp2(self.high))
        return np.where(values == 0, 0.0, np.copysign(sizes, values) if self.signed else sizes)


def steps(rng: np.random.Generator) -> Settings:
    """Return the chapter's step, or in every other case another."""
    return {"h": H if rng.random() < 0.5 else 2.0 ** rng.uniform(-24, -1)}


def at(**more: Range) -> Callable[..., dict[str, Range]]:
    """Return the x from 2**45 h, which h still moves by far more than an ulp, to what vanishes beside h; and more."""
    return lambda h, **_: {"x": Range(np.log2(h) - 60, np.log2(h) + 45, zero=True)} | more
