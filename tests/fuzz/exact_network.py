"""What a network of two layers makes of one sample, in Decimals of forty digits, with bounds on the rounding."""

from collections.abc import Mapping
from decimal import Decimal, localcontext

import numpy as np

from fuzz.due import TINY
from proof.allowed import U, gamma
from proof.chapter import DELTA

NAMES = ("W1", "b1", "W2", "b2")

Row = list[Decimal]


class Network:
    """The layers of one sample, where every parameter may be off by `reach`.

    A sum of two products and a bias is off by gamma_3 of the sum of their sizes. The sigmoid has a slope of 1/4 at
    most and is right to 4u. A score adds what the units bring along. Softmax shifts the scores, with u of their
    distance, and rounds K + 4 times; all that is a share of an output, the absolute error of its logarithm.
    """

    def __init__(self, params: Mapping[str, np.ndarray], row: list[float], reach: float = 0.0) -> None:
        with localcontext(prec=40):
            self.W1, self.W2 = ([_row(row) for row in params[name].tolist()] for name in ("W1", "W2"))
            self.b1, self.b2 = (_row(params[name].tolist()) for name in ("b1", "b2"))
            self.x, self.reach = _row(row), Decimal(reach)
            sums, of_sums = self._sums(self.x, self.W1, self.b1)
            self.z = [_sigmoid(a) for a in sums]
            self.off_z = [min(Decimal(1), off / 4) + 4 * Decimal(U) + 2 * Decimal(TINY) for off in of_sums]
            self.scores, of_scores = self._sums(self.z, self.W2, self.b2)
            powers = [(score - max(self.scores)).exp() for score in self.scores]
            self.y = [power / sum(powers) for power in powers]
            off = max(of_scores) + max(
                sum(off_z * (abs(row[k]) + self.reach) for off_z, row in zip(self.off_z, self.W2, strict=True))
                for k in range(len(self.b2))
            ) * (1 + 4 * Decimal(U))
            moved = self.reach * (1 + sum(self.z))
            far = max(self.scores) - min(self.scores) + 2 * (moved + off)
            self.share = 2 * (off + Decimal(U) * far) + (len(self.y) + 4) * Decimal(U)

    def _sums(self, inputs: Row, W: list[Row], b: Row) -> tuple[Row, Row]:
        """Return a layer's sums, and how far each may be off."""
        sums, off = [], []
        for k, bias in enumerate(b):
            terms = [v * row[k] for v, row in zip(inputs, W, strict=True)]
            size = sum(map(abs, terms)) + abs(bias) + self.reach * (1 + sum(map(abs, inputs)))
            sums.append(sum(terms) + bias)
            off.append(Decimal(gamma(3)) * size + 3 * Decimal(TINY))
        return sums, off

    def loss(self, label: int) -> tuple[Decimal, Decimal]:
        """Return the loss of a label, and a bound on its rounding: the share, the offset's sum, an ulp of log."""
        with localcontext(prec=40):
            loss = -(self.y[label] + Decimal(DELTA)).ln()
            off = self.share + 2 * Decimal(TINY) / Decimal(DELTA) + 2 * Decimal(U)
            return loss, off + 2 * Decimal(U) * (abs(loss) + off)

    def slopes(self, label: int) -> Row:
        """Return the derivative of that loss in every parameter, by the chain rule, in the order of `NAMES`."""
        with localcontext(prec=40):
            factor = self.y[label] / (self.y[label] + Decimal(DELTA))
            of_scores = [factor * (y - (k == label)) for k, y in enumerate(self.y)]
            of_sums = [
                sum(slope * w for slope, w in zip(of_scores, row, strict=True)) * z * (1 - z)
                for row, z in zip(self.W2, self.z, strict=True)
            ]
            of_inputs = [v * slope for v in self.x for slope in of_sums]
            return of_inputs + of_sums + [z * slope for z in self.z for slope in of_scores] + of_scores

    def off_by_difference(self, label: int, params: Mapping[str, np.ndarray], h: float) -> Row:
        """Return a bound on the central difference of that loss, in every parameter.

        It is truncated by h^2 / 6 times a bound on the third derivative. The loss is log(sum of exp s) minus another
        of the kind, as the offset is a part of that sum. Along a row v of W2, |v| <= V, their derivatives are cumulants
        of a variable within [-V, V]: the first differ by 2V at most, the second by V^2, the third, (2V)^3 / (6 sqrt 3)
        at most each, by 1.54 V^3. The sigmoid's are at most 1/4, 1 / (6 sqrt 3) and 1/8. By the chain rule the third
        derivative in a parameter of the first layer, which multiplies the input i, is at most
        |i|^3 (1.54 V^3 / 64 + 3 V^2 / 4 / (6 sqrt 3) + V / 4), and in one of the second layer, which multiplies a unit
        of 1 at most, 2 / (6 sqrt 3). The first derivatives are at most |i| V / 2, and 1.

        The point w +- h rounds by u (|w| + h); the loss as bounded, and twice more in the mean; both over h.
        """
        u, step = Decimal(U), Decimal(h)
        loss, off = self.loss(label)
        with localcontext(prec=40):
            firsts, thirds = [], []
            for v in [*map(abs, self.x), Decimal(1)]:
                for row in self.W2:
                    V = max(map(abs, row)) + self.reach
                    firsts.append(v * V / 2)
                    thirds.append(v**3 * (V**3 * Decimal("0.0241") + V**2 * Decimal("0.0722") + V / 4))
            second_layer = (len(self.z) + 1) * len(self.scores)
            firsts += [Decimal(1)] * second_layer
            thirds += [Decimal("0.1925")] * second_layer
            entries = [abs(Decimal(v)) for name in NAMES for v in params[name].ravel().tolist()]
            rounding = off + 2 * u * (abs(loss) + 17 * self.reach)
            return [
                (step * (1 + u)) ** 2 / 6 * third + u * (w + step) * first / step + rounding * (1 + 4 * u) / step
                for first, third, w in zip(firsts, thirds, entries, strict=True)
            ]

    def off_by_backpropagation(self) -> Row:
        """Return a bound on the rounding of backpropagation, in every parameter.

        An output is off by the share exp(share) - 1, so that (y - t) p / (p + delta), which is below 1, is off by twice
        that, its square, and six roundings. A sum of K such terms times a row of W2 rounds K + 3 times with z (1 - z),
        which is 1/4 at most and has a slope of 1 at most; it takes the units' errors along.
        """
        with localcontext(prec=40):
            share = self.grown()
            of_score = 2 * share + share * share + 6 * Decimal(U)
            of_sums = [
                sum(map(abs, row)) * (of_score / 4 + off_z * (1 + of_score) + Decimal(gamma(len(row) + 3)) / 4)
                + Decimal(TINY)
                for row, off_z in zip(self.W2, self.off_z, strict=True)
            ]
            of_weights = [
                z * of_score + off_z * (1 + of_score) + Decimal(U)
                for z, off_z in zip(self.z, self.off_z, strict=True)
                for _ in self.scores
            ]
            of_inputs = [abs(v) * off * (1 + Decimal(U)) for v in self.x for off in of_sums]
            return of_inputs + of_sums + of_weights + [of_score] * len(self.scores)

    def grown(self) -> Decimal:
        """Return what the share makes of an output, exp(share) - 1; beyond 1000 it says nothing anyway."""
        with localcontext(prec=40):
            return min(self.share, Decimal(1000)).exp() - 1


def _row(values: list[float]) -> Row:
    return [Decimal(v) for v in values]


def _sigmoid(a: Decimal) -> Decimal:
    power = (-abs(a)).exp()
    return (power if a < 0 else 1) / (1 + power)
