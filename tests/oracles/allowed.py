"""How far the roundings may move a result, ours or an oracle's: what the tests here allow, and why.

Each bound counts roundings on the way, in units of u = 2^-53, as `proof` does: an operation has one, exp and
log two, for their last place. A relative error r of a result y is an absolute one of r |y|; where
a result is subnormal, its last place is TINY, whatever its size.
"""

import numpy as np

from proof.allowed import U, gamma, pairwise_depth
from proof.old import difference_bound

TINY = 2.0**-1074
"""The smallest double above 0."""


def sum_of_squares(size, exact):
    """A difference, doubled by the square; pow's last place; the sum in any order; a factor: size + 4 in a row."""
    return gamma(size + 4) * exact + size * TINY


def softmax(x, exact):
    """On each entry of softmax, along the last axis.

    With t = max - x, the shift rounds by u t, which exp makes a relative error, and exp adds 2u. The
    sum has the mean of its terms' errors, weighted by themselves, and K - 1 roundings; the quotient rounds once.
    Beyond t = 800 a result is below TINY, and computed as 0 or TINY.
    """
    t = np.minimum(x.max(axis=-1, keepdims=True) / 2 - x / 2, 400) * 2
    p = exact.astype(float)
    relative = U * (t + (p * t).sum(axis=-1, keepdims=True) + x.shape[-1] + 4)
    return relative / (1 - relative) * p + 2 * TINY


def log_of_sum(x):
    """On log(sum(exp(x - max))), along the last axis.

    The sum's relative error, as for `softmax`, is the logarithm's absolute one; since its terms' t exp(-t) are at
    most 1 / e, it is at most u (K / e + 2 + K). The log is at most log K, and rounds by two u of that; a
    log1p in place of log, NumPy's, by eight.
    """
    classes = x.shape[-1]
    return U * (classes / np.e + 2 + classes + 8 * np.log(classes)) * (1 + 4 * U * classes)


def sigmoid(x, exact):
    """exp, a sum and a quotient: 4u, in either form."""
    return gamma(4) * exact.astype(float) + 2 * TINY


def loss(losses):
    """On the mean of -log(y + delta): y + delta rounds, log is right to 2u, up to 16 sums to u, more are pairwise."""
    adding = 1 if len(losses) <= 16 else pairwise_depth(len(losses))
    return (U + gamma(2 + adding + 1) * np.mean(np.abs(losses).astype(float))) * (1 + 4 * U)


def mean_of_logs(losses):
    """On the mean of N logarithms that are summed in any order."""
    return gamma(len(losses) + 2) * np.mean(np.abs(losses).astype(float))


def same_points(slope):
    """On two difference quotients of the same two values of f: each divides, and one subtracts the points; 3u."""
    return gamma(3) * np.abs(slope)


def other_step(x, slope, m1, m3, phi, h):
    """On a central difference with the step h, divided by the step really taken.

    That step is 2h but for the rounding of its two ends, u (|x| + h) each: a factor on the quotient.
    """
    plain = difference_bound(x, slope, m1, m3, phi, h)
    return plain + U * (abs(x) + h) / h * (1 + 4 * U) * (abs(slope) + plain)


def forward(x, slope, m1, m2, phi, h):
    """On a forward difference: truncation h m2 / 2, the rounding of x + h, two values of f, two operations more."""
    b = h * m2 / 2 + U * (abs(x) + h) * m1 / h + 2 * phi / h
    return b * (1 + 2 * U + U * U) + (2 * U + U * U) * abs(slope)


def extrapolated(x, m1, phi, nit, error):
    """On SciPy's adaptive derivative: the error that it states, and the roundings that it leaves out.

    It combines central differences whose steps are halved from 0.5, three times at first and at most once in each of
    `nit` iterations, so that the smallest is 0.5 / 2^(nit + 3) at least. The factors are those of Richardson's
    extrapolation to the eighth order and sum to (5/3)(17/15)(65/63) < 2 in size. m1 and phi bound f as far as the first
    step leads.
    """
    smallest = 0.5 / 2.0 ** (nit + 3)
    return error + 2 * (U * (np.abs(x) + 0.5) * m1 + phi) / smallest * (1 + 4 * U)
