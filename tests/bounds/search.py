"""The list of the bounds, and the search for the largest ratio of an error to its bound."""

import math
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from bounds.points import Array, Range, Settings
from proof.allowed import gamma
from proof.exact import off

LARGEST = 1 + gamma(40)
"""The largest ratio allowed: a bound is a sum of positive terms, itself computed with fewer than 40 roundings."""


@dataclass(frozen=True)
class Bound:
    """A bound, or an identity, and the points at which it is asked."""

    name: str
    points: int
    """How many the slow command asks."""
    identity: bool
    settings: Callable[[np.random.Generator], Settings]
    columns: Callable[..., dict[str, Range]]
    ask: Callable[..., tuple[Any, ...]]
    """Given settings and points, return what was found, what is right as balls, and how far apart they may be."""

    def ratio(self, **given: Any) -> Array:
        """Return the error over the bound, entry by entry; of an identity 0 where it holds, and else infinity."""
        if self.identity:
            found, right = self.ask(**given)
            return np.where(found == right, 0.0, math.inf)
        found, right, allowed = self.ask(**given)
        error = off(found, right)
        with np.errstate(divide="ignore"):  # no error is 0, also where the bound is 0
            return np.divide(error, allowed, out=np.zeros(np.shape(error)), where=error != 0)


BOUNDS: dict[str, Bound] = {}


def bound(
    key: str,
    name: str,
    columns: dict[str, Range] | Callable[..., dict[str, Range]],
    settings: Callable[[np.random.Generator], Settings] = lambda rng: {},
    points: int = 1_000_000,
    identity: bool = False,
) -> Callable[[Callable[..., tuple[Any, ...]]], Callable[..., tuple[Any, ...]]]:
    """Put a function into the list as what asks this bound; it may ask several."""

    def register(ask: Callable[..., tuple[Any, ...]]) -> Callable[..., tuple[Any, ...]]:
        ranges = columns if callable(columns) else lambda **_: columns
        BOUNDS[key] = Bound(name, points, identity, settings, ranges, ask)
        return ask

    return register


identity = partial(bound, identity=True)


@dataclass
class Found:
    """The largest ratio so far, its point, and the number of points so far."""

    points: int = 0
    ratio: float = -1.0
    point: Settings | None = None


def measure(bound: Bound, points: int, settings: int, rounds: int = 0) -> Found:
    """Ask the bound at that many points or a few more, with about so many settings.

    Then look, in so many rounds, for worse points near the worst. The seed is the bound's name, so that the points are
    the same in every run.
    """
    rng = np.random.default_rng(zlib.crc32(bound.name.encode()))
    found, worst = Found(), None
    while found.points < points:
        common = bound.settings(rng)
        ranges = bound.columns(**common)
        entries = max(math.prod(column.shape) for column in ranges.values())
        rows = -(-points // (settings * entries))
        drawn = {name: column.draw(rng, rows) for name, column in ranges.items()}
        before = found.ratio
        ratios = _ask(bound, common, drawn, found)
        if worst is None or found.ratio > before:
            worst = common, ranges, drawn, ratios
    common, ranges, kept, ratios = worst
    many = min(32, -(-len(ratios) // 8))
    for _ in range(rounds):
        order = np.argsort(ratios)[-many:]
        kept, ratios = {name: values[order] for name, values in kept.items()}, ratios[order]
        near = {name: ranges[name].nudge(rng, np.repeat(values, 8, axis=0)) for name, values in kept.items()}
        ratios = np.concatenate([ratios, _ask(bound, common, near, found)])
        kept = {name: np.concatenate([kept[name], near[name]]) for name in kept}
    return found


def _ask(bound: Bound, settings: Settings, points: dict[str, Array], found: Found) -> Array:
    """Return the largest ratio of each row of points, and note the largest of all."""
    ratios = bound.ratio(**settings, **points)
    found.points += ratios.size
    by_row = ratios.reshape(len(ratios), -1).max(axis=1)
    at = int(by_row.argmax())
    if not by_row[at] <= found.ratio:  # which a NaN is not, either
        found.ratio = float(by_row[at])
        worst = settings | {name: values[at] for name, values in points.items()}
        found.point = {name: np.asarray(value).tolist() for name, value in worst.items()}
    return by_row
