"""Functions of one variable to differentiate: in NumPy, in mpmath, and what bounds them and their derivatives."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import autograd.numpy as anp
import autograd.scipy.special
import mpmath
import numpy as np
from mpmath import mpf

import chapter4
from proof.allowed import U, gamma


@dataclass(frozen=True)
class Function:
    """It is differentiated from low to high; each bound is the largest value where |x| is at most r."""

    name: str
    f: Callable[[Any], Any]
    exact: Callable[[Any], Any]
    traced: Callable[[Any], Any]
    """The same for autograd, which follows its own functions and Python's operators."""
    m1: Callable[[float], float]
    """Of |f'|; and so on."""
    m2: Callable[[float], float]
    m3: Callable[[float], float]
    phi: Callable[[float], float]
    """Of the rounding error of f."""
    low: float = -10.0
    high: float = 10.0


FUNCTIONS = [
    Function(
        "function_1",
        chapter4.function_1,
        lambda x: mpf("0.01") * x**2 + mpf("0.1") * x,
        chapter4.function_1,
        m1=lambda r: 0.02 * r + 0.1,
        m2=lambda r: 0.02,
        m3=lambda r: 0.0,
        phi=lambda r: gamma(5) * (0.01 * r * r + 0.1 * r),  # a coefficient, pow's last place, a product, the sum
    ),
    Function(
        "function_tmp1",
        chapter4.function_tmp1,
        lambda x: x**2 + 16,
        chapter4.function_tmp1,
        m1=lambda r: 2 * r,
        m2=lambda r: 2.0,
        m3=lambda r: 0.0,
        phi=lambda r: gamma(2) * (r * r + 16),
    ),
    Function(
        "function_tmp2",
        chapter4.function_tmp2,
        lambda x: x**2 + 9,
        chapter4.function_tmp2,
        m1=lambda r: 2 * r,
        m2=lambda r: 2.0,
        m3=lambda r: 0.0,
        phi=lambda r: gamma(2) * (r * r + 9),
    ),
    Function(
        "cube",
        lambda x: x * x * x,
        lambda x: x**3,
        lambda x: x * x * x,
        m1=lambda r: 3 * r * r,
        m2=lambda r: 6 * r,
        m3=lambda r: 6.0,
        phi=lambda r: gamma(2) * r**3,
    ),
    Function(
        "sigmoid",
        chapter4.sigmoid,
        lambda x: 1 / (1 + mpmath.exp(-x)),
        autograd.scipy.special.expit,
        m1=lambda r: 0.25,
        m2=lambda r: 0.1,  # 1 / (6 sqrt 3) = 0.0962...
        m3=lambda r: 0.125,
        phi=lambda r: gamma(4),
        low=-60.0,
        high=60.0,
    ),
    Function(
        "exp",
        np.exp,
        mpmath.exp,
        anp.exp,
        m1=lambda r: float(np.exp(r)),
        m2=lambda r: float(np.exp(r)),
        m3=lambda r: float(np.exp(r)),
        phi=lambda r: 2 * U * float(np.exp(r)),
        low=0.0,
        high=5.0,
    ),
]


def points(function, n):
    """Return n random points of the function's interval, and its ends."""
    rng = np.random.default_rng(n)
    return [function.low, *rng.uniform(function.low, function.high, n).tolist(), function.high]
