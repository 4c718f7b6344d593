"""What is still written by hand, until the tests take it from `exact` and `allowed`."""

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import numpy as np

from chapter4.evidence import decimal
from proof.allowed import U, gamma
from proof.chapter import DELTA, H


def exact_negative_log(y_k: float, delta: float = DELTA) -> float:
    """-log(y_k + delta) to forty digits, then rounded once; y_k + delta is the float sum that the chapter states."""
    with localcontext(prec=40):
        return float(-Decimal(y_k + delta).ln())


def exact_softmax(scores: Any) -> list[Decimal]:
    """The softmax of one row to forty digits, of scores of any size."""
    exact = [Fraction(score) for score in scores]
    with localcontext(prec=40):
        powers = [decimal(score - max(exact)).exp() for score in exact]
        return [power / sum(powers) for power in powers]


def exact_cosine(x: float) -> Decimal:
    """The cosine of an x up to 16 to forty digits, by its series, whose terms stay below e^16 < 10^7."""
    with localcontext(prec=50):
        square, term, series, n = -(Decimal(x) ** 2), Decimal(1), Decimal(1), 0
        while abs(term) > Decimal("1e-45"):
            n += 2
            term *= square / (n * (n - 1))
            series += term
        return series


def exact_scores(W: Any, x: Any) -> list[Fraction]:
    """X W of one sample in rational arithmetic."""
    return [sum(Fraction(x[i]) * Fraction(W[i][j]) for i in range(len(x))) for j in range(len(W[0]))]


def exact_loss(W: Any, x: Any, label: int, delta: float = DELTA) -> float:
    """The loss of one sample to forty digits, then rounded once."""
    with localcontext(prec=40):
        return float(-(exact_softmax(exact_scores(W, x))[label] + Decimal(delta)).ln())


def exact_gradient(W: Any, x: Any, label: int, delta: float = DELTA) -> np.ndarray:
    """The derivative of that loss in the weights, by the chain rule: x_i (p_j - t_j) p_k / (p_k + delta)."""
    with localcontext(prec=40):
        p = exact_softmax(exact_scores(W, x))
        factor = p[label] / (p[label] + Decimal(delta))
        slopes = [factor * (p_j - (j == label)) for j, p_j in enumerate(p)]
        return np.array([[float(decimal(x_i) * slope) for slope in slopes] for x_i in x])


def difference_bound(x: float, slope: float, m1: float, m3: float, phi: float, h: float = H) -> float:
    """The a-priori bound on a central difference's distance from the derivative.

    B (1 + 2u + u^2) + (2u + u^2) |f'| with B = h^2 m3 / 6 + u (|x| + h) m1 / h + phi / h: truncation, the
    rounding of x +- h, f's own error phi; the subtraction and the division round the sum of these.
    m1 and m3 are the maxima of |f'| and |f'''| over the interval.
    """
    b = h * h * m3 / 6 + U * (abs(x) + h) * m1 / h + phi / h
    return b * (1 + 2 * U + U * U) + (2 * U + U * U) * abs(slope)


def forward_bound(x: float, slope: float, m1: float, m2: float, phi: float, h: float = H) -> float:
    """The same of a forward difference, of which one point is rounded and m2 bounds |f''|.

    B = h m2 / 2 + u (|x| + h) m1 / h + 2 phi / h.
    """
    b = h * m2 / 2 + U * (abs(x) + h) * m1 / h + 2 * phi / h
    return b * (1 + 2 * U + U * U) + (2 * U + U * U) * abs(slope)


def loss_rounding(W: Any, x: Any, loss: float, h: float = 0.0) -> float:
    """A bound on the rounding error of the loss of one sample, in float64, while a weight moves by h at the most.

    Two products and a sum give a score with an error of gamma_2 times the sum of their sizes s; the shift
    by the maximum rounds once more, 2 s u. That error e of the exponents, one ulp (2u) of exp, two sums
    and a division give the output a relative error of 2 e + 7u; the offset's sum rounds, and all that is the
    absolute error of the logarithm, 9u with the products of these; log rounds to an ulp of the loss.
    """
    a = max(map(abs, x))
    s = max(sum(abs(x[i] * W[i][j]) for i in range(len(x))) for j in range(len(W[0]))) + 2 * h * a
    e = gamma(2) * s + 2 * s * U
    return 2 * e + 9 * U + 2 * U * (abs(loss) + 2 * h * a)


def gradient_bound(W: Any, x: Any, loss: float) -> float:
    """A bound on the distance of a central difference of that loss from its derivative, in any weight.

    The third derivative of a softplus, log(e^z + c), is at most 1 / (6 sqrt 3), that in a weight |a|^3 times as
    large, a being the input that the weight multiplies; with the offset the loss is a difference of two of them,
    in every weight. The first derivative, a (p - t) times what the offset leaves, is at most |a|.
    """
    a, w = max(map(abs, x)), float(np.abs(W).max())
    return difference_bound(w, a, a, 2 * a**3 / (6 * math.sqrt(3)), loss_rounding(W, x, loss, H))
