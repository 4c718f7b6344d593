"""Exact arithmetic on whole arrays: a number is kept as a sum of doubles, none of which was rounded.

Knuth's sum and Dekker's product give beside the rounded result the error of the rounding, which is a double
again. They need that nothing overflows, and that no product is below 2**-969, where its error would underflow.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal, localcontext

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Sum = Sequence[Array]


def two_sum(a: Array, b: Array) -> tuple[Array, Array]:
    """Return a + b as rounded, and the error of that."""
    rounded = a + b
    of_b = rounded - a
    return rounded, (a - (rounded - of_b)) + (b - of_b)


def two_product(a: Array, b: Array) -> tuple[Array, Array]:
    """Return a * b as rounded, and the error of that."""
    rounded = a * b
    (a1, a2), (b1, b2) = _halves(a), _halves(b)
    return rounded, a2 * b2 - (((rounded - a1 * b1) - a2 * b1) - a1 * b2)


def _halves(a: Array) -> tuple[Array, Array]:
    """Return two numbers of 26 bits whose sum is a, so that their products are exact."""
    scaled = (2.0**27 + 1) * a
    high = scaled - (scaled - a)
    return high, a - high


def product(terms: Sum, *factors: Array) -> list[Array]:
    """Return the sum times each of the factors, again as a sum."""
    terms = list(terms)
    for factor in factors:
        terms = [part for term in terms for part in two_product(term, factor)]
    return terms


def total(terms: Sum) -> Array:
    """Return the sum as one double, computed as if in four times the digits of a double.

    Each of three passes replaces the terms by others with the same sum, of which all but the last are smaller
    by u; what is left to round is u of the sum, and u^4 of the terms (Ogita, Rump and Oishi).
    """
    parts = [np.asarray(term, dtype=np.float64) for term in terms]
    for _ in range(3):
        for i in range(1, len(parts)):
            parts[i], parts[i - 1] = two_sum(parts[i], parts[i - 1])
    return sum(parts[:-1], np.zeros(())) + parts[-1]


def minus(terms: Sum) -> list[Array]:
    """Return the sum with the other sign."""
    return [-term for term in terms]


def of_decimals(numbers: Iterable[Decimal], digits: int = 40) -> list[Array]:
    """Return decimals as a sum of two doubles, which hold 31 of their digits."""
    pairs = []
    with localcontext(prec=digits):
        for number in numbers:
            high = float(number)
            pairs.append((high, float(number - Decimal(high))))
    return list(np.array(pairs, dtype=np.float64).reshape(-1, 2).T)
