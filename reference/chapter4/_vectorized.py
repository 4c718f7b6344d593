"""Central differences of an f that takes many points at once, in chunks that stay in cache."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chapter4 import _checks, _differences, _errors

Array = NDArray[np.float64]

CHUNK = 2**15
"""How many numbers f is given at a time, unless one point has more: 256 KiB, so that f's own arrays stay in cache."""


def slopes_at_point(f: Callable[[Array], Any], x: Array, h: float) -> Array:
    """Return the difference along every entry of x; f is given copies of x, two for each entry."""
    x = np.asarray(x)  # a matrix of NumPy's would not be flattened to one axis
    point, n = x.ravel(), x.size
    above, below = (side.ravel() for side in _differences.both_sides(x, h, "x"))
    slopes = np.empty(n)
    pairs = max(1, min(n, CHUNK // max(1, 2 * n)))
    copies = np.empty((pairs, 2, n))
    copies[:] = point
    for first in range(0, n, pairs):
        entries = range(first, min(first + pairs, n))
        chunk = slice(entries.start, entries.stop)
        rows = copies[: len(entries)].reshape(-1)
        # From one pair to the next it is the next entry that moves: on each side those lie 2n + 1 apart.
        up, down = rows[first :: 2 * n + 1], rows[first + n :: 2 * n + 1]
        up[:], down[:] = above[chunk], below[chunk]
        values = _values(f, rows.reshape(-1, *x.shape))
        slopes[chunk] = _slopes(values[0::2], values[1::2], h, x, "x", entries)
        up[:] = down[:] = point[chunk]
    return slopes.reshape(x.shape)


def slopes_at_points(f: Callable[[Array], Any], points: Array, h: float) -> Array:
    """Return the gradient of f at each point; f is given all points, with one coordinate moved."""
    count, n = math.prod(points.shape[:-1]), points.shape[-1]
    start = points.reshape(count, n)
    above, below = (side.reshape(count, n) for side in _differences.both_sides(points, h, "points"))
    slopes = np.empty_like(start)
    length = max(1, CHUNK // max(1, n))
    for first in range(0, count, length):
        chunk = slice(first, min(first + length, count))
        taken = chunk.stop - first
        # Pad square chunks by one row, so that an f that indexes the wrong axis returns the wrong shape.
        rows = np.resize(start[chunk], (taken + (taken == n), n))
        for i in range(n):
            moved = rows[:taken, i]
            moved[:] = above[chunk, i]
            up = _values(f, rows)[:taken]
            moved[:] = below[chunk, i]
            down = _values(f, rows)[:taken]
            moved[:] = start[chunk, i]
            entries = range(first * n + i, points.size, n)
            slopes[chunk, i] = _slopes(up, down, h, points, "points", entries)
    return slopes.reshape(points.shape)


def _values(f: Callable[[Array], Any], rows: Array) -> Array:
    """Return f's value of each row."""
    given = rows.view()
    given.flags.writeable = False  # the rows are used again
    values = _differences.real_values(f(given), "its rows")
    if values.shape != rows.shape[:1]:
        raise _errors.not_row_by_row(rows.shape, values.shape)
    return values


def _slopes(up: Array, down: Array, h: float, x: Array, name: str, entries: range) -> Array:
    """Return (up - down) / (2 * h), or say at which of the entries of x that is not finite."""
    with _checks.quiet():
        slopes: Array = (up - down) / (2 * h)
    finite = np.isfinite(slopes)
    if np.count_nonzero(finite) < len(slopes):
        k = int(np.argmin(finite))
        raise _differences.no_slope(float(up[k]), float(down[k]), *_checks.flat_entry(name, x, entries[k]), h)
    return slopes
