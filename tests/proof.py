"""What the tests share: the ids they prove, digits in agreement, the bounds, and exact values to compare with."""

import ast
import contextlib
import functools
import inspect
import math
import re
import runpy
import sys
from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import chapter4
from certificate import H
from chapter4 import evidence, ledger
from chapter4.evidence import agreement, decimal
from errors.made import made

U = 2.0**-53
"""The unit roundoff of float64."""
DELTA = 1e-7
"""The chapter's offset, written here a second time on purpose: the suite must not take it from the code under test."""

EXAMPLE_W = [[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]]
EXAMPLE_X = [0.6, 0.9]


def proves(*ids: str) -> pytest.MarkDecorator:
    """Run the test once for each of these ids, which become part of its name; an id that is none is a KeyError."""
    return pytest.mark.parametrize("entry", [pytest.param(ledger.entry(id), id=id) for id in ids], indirect=True)


# ------------------------------------------------------------------ The implementation under test


class Implementation:
    """The functions under test: those of `chapter4`, or of the module that --implementation names."""

    EXAMPLES = ("function_1", "function_2", "function_tmp1", "function_tmp2")

    def __init__(self, module: ModuleType) -> None:
        self.module = module
        self.is_reference = module.__name__ == "chapter4"

    def __getattr__(self, name: str) -> Any:
        """Return the module's own; what it lacks skips the test, with the reason."""
        if name.startswith("__") or name == "module":
            raise AttributeError(name)
        if hasattr(self.module, name):
            return getattr(self.module, name)
        if name == "sample_mini_batch" and hasattr(self.module, "x_batch"):
            return self._draw_again
        if name in self.EXAMPLES:
            return getattr(chapter4, name)
        pytest.skip(f"{self.module.__name__} has no {name}")

    def offers(self, name: str) -> bool:
        """Whether a test can ask for that name: the module's own, or what this class makes of it."""
        if name in ("SimpleNet", "simpleNet", "network"):
            return hasattr(self.module, "SimpleNet") or hasattr(self.module, "simpleNet")
        if name == "sample_mini_batch" and hasattr(self.module, "batch_mask"):
            return True
        return (
            name in self.EXAMPLES or name in ("module", "is_reference", *dir(type(self))) or hasattr(self.module, name)
        )

    def own(self, name: str) -> Any:
        """Return the module's own example function, where that is what is tested."""
        if not hasattr(self.module, name):
            pytest.skip(f"{self.module.__name__} has no {name}")
        return getattr(self.module, name)

    def network(self) -> Any:
        """Return the class of the network, under either of its names."""
        names = [name for name in ("SimpleNet", "simpleNet") if hasattr(self.module, name)]
        if not names:
            pytest.skip(f"{self.module.__name__} has neither SimpleNet nor simpleNet")
        return getattr(self.module, names[0])

    def SimpleNet(self, W: Any = None) -> Any:
        """Return a network, with these weights."""
        net = self.network()()
        if W is not None:
            net.W[...] = W
        return net

    simpleNet = SimpleNet

    def _draw_again(self, x_train: Any, t_train: Any, batch_size: int) -> tuple[Any, Any]:
        """Run the statements that draw a mini-batch, as the chapter prints them, on these data."""
        tree = ast.parse(inspect.getsource(self.module))
        drawn = ("batch_mask", "x_batch", "t_batch")
        tree.body = [
            statement
            for statement in tree.body
            if isinstance(statement, ast.Assign) and getattr(statement.targets[0], "id", None) in drawn
        ]
        namespace = {"np": np, "x_train": x_train, "t_train": t_train}
        namespace |= {"train_size": len(x_train), "batch_size": batch_size}
        exec(compile(tree, self.module.__file__, "exec"), namespace)
        return namespace["x_batch"], namespace["t_batch"]

    def drawn_at_the_top(self, seed: int) -> Any:
        """Return the indices that the module's own statements draw, with NumPy's global generator seeded."""
        before = np.random.get_state()
        try:
            np.random.seed(seed)
            with contextlib.redirect_stdout(None):
                return runpy.run_path(self.module.__file__)["batch_mask"]
        finally:
            np.random.set_state(before)

    # ---- What decides which tests are asked, so that one cause is one finding, and a choice none.

    @functools.cached_property
    def takes_labels(self) -> bool:
        """Whether the loss of a batch takes labels at all, rightly or not, or one-hot answers alone."""
        try:
            self.cross_entropy_error(np.array([[0.25, 0.25, 0.5], [0.5, 0.25, 0.25]]), np.array([2, 0]))
        except Exception:
            return False
        return True

    def needs_labels(self) -> None:
        """Skip the test where the loss takes one-hot answers alone, which is a choice."""
        if not self.takes_labels:
            pytest.skip(f"{self.module.__name__} takes one-hot answers alone")

    @functools.cached_property
    def averages(self) -> bool:
        """Whether the loss of two equal one-hot samples is that of one, and not twice as much (E4.2.4-4)."""
        if not hasattr(self.module, "cross_entropy_error"):
            return True
        y, t = np.full((2, 2), 0.5), np.eye(2)[[0, 0]]
        try:
            return bool(self.cross_entropy_error(y, t) < 1.5 * self.cross_entropy_error(y[:1], t[:1]))
        except Exception:
            return True  # labels alone, or wrong in a way that the tests will find

    @functools.cached_property
    def differentiates(self) -> bool:
        """Whether the difference is central, with a step that is not lost (E4.3.1-1, E4.3.1-2)."""
        if not hasattr(self.module, "numerical_diff"):
            return True
        try:
            return bool(abs(self.numerical_diff(lambda x: x * x, 3.0) - 6) < 1e-5)
        except Exception:
            return True


OF_THE_MEAN = {"C4.2.3-1", "E4.2.3-7", "E4.2.3-8", "E4.2.3-14", "E4.2.3-15"}
ROOTS = {
    "averages": ({"4.2.4"}, {"E4.2.4-4", "E4.2.4-8", "E4.2.4-13"}, OF_THE_MEAN),
    "differentiates": ({"4.3", "4.3.2", "4.3.3"}, {"E4.3.1-1", "E4.3.1-2", "E4.3.1-8"}, {"C4.4-3"}),
}
"""What an implementation may lack; the sections that ask for it; the ids that say so, and others that ask for it."""


def is_said_elsewhere(implementation: Implementation, entry: ledger.Entry) -> bool:
    """Whether a test of that entry could only repeat what a test of its cause has found."""
    return any(
        (entry.section in sections or entry.id in others)
        and entry.id not in causes
        and not getattr(implementation, root)
        for root, (sections, causes, others) in ROOTS.items()
    )


# ------------------------------------------------------------------ Digits


def computed(entry: ledger.Output, implementation: Implementation, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return what the implementation computes for that output, the entries of an array one after the other."""
    monkeypatch.setitem(sys.modules, "chapter4", implementation)  # so that `from chapter4 import ...` finds it
    return evidence.computed(entry)


def differences(entry: ledger.Output, values: list[Any], allowed: Callable[[float], float]) -> list[str]:
    """Return a line for each number of the output that is not the printed one to its last digit.

    `allowed` gives the distance from the printed number that is forgiven.
    """
    lines = []
    for text, value in zip(entry.printed.split(", "), values, strict=True):
        if not evidence.as_printed(text, value) and abs(value - float(text)) > allowed(float(text)):
            agree, digits = agreement(text, value)
            lines.append(
                f"{entry.id}, section {entry.section}, {entry.call}: printed {text}, computed {value}; "
                f"{agree} of {digits} digits agree"
            )
    return lines


def restored(entry: ledger.Defect) -> list[ledger.Output]:
    """Return the outputs that a correction names, which are those of its section that the notes have lost."""
    outputs = [ledger.output(id) for id in re.findall(r"O4[\d.]*-\d+", entry.correction)]
    assert outputs == [
        output for output in ledger.outputs() if (output.section, output.origin) == (entry.section, "book")
    ]
    return [output for output in outputs if output.verdict == "same"]


def ulps(value: float, expected: float) -> float:
    """Return how far value is from expected, in units of the last place of expected."""
    return abs(float(value) - expected) / math.ulp(expected)


# ------------------------------------------------------------------ Exact values, by other means


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


# ------------------------------------------------------------------ Bounds


def gamma(n: int) -> float:
    """The bound n u / (1 - n u) on the relative error of n roundings."""
    return n * U / (1 - n * U)


def pairwise_depth(n: int) -> int:
    """How many additions an entry goes through at most where NumPy sums n numbers that lie side by side.

    Up to 128 of them: eight sums in turn, three additions to join them, then what is left over. More: two halves.
    """
    if n < 8:
        return n - 1
    if n <= 128:
        return n // 8 - 1 + 3 + n % 8
    half = n // 2 - n // 2 % 8
    return 1 + max(pairwise_depth(half), pairwise_depth(n - half))


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


# ------------------------------------------------------------------ Hazards

NOT_CLEAR = (
    AttributeError,
    NameError,
    KeyError,
    ZeroDivisionError,
    RecursionError,
    MemoryError,
    Warning,
)
"""Exceptions that tell a reader nothing about the argument: accidents of the code, not its answer."""


PYTHONS_OWN = re.compile(
    r"object (is not|has no|of type .* has no)|object of type|unsupported operand|can only concatenate"
)
"""What Python itself says where a value of another kind reached it unchecked."""


def is_clear(error: Exception) -> bool:
    """Whether an exception is an implementation's answer to bad input: it has a text, and is no accident."""
    accident = isinstance(error, NOT_CLEAR) or "UFuncTypeError" in [kind.__name__ for kind in type(error).__mro__]
    accident = accident or (isinstance(error, TypeError) and PYTHONS_OWN.search(str(error)) is not None)
    return not accident and bool(str(error))


def answer(call: Callable[[], Any]) -> Any:
    """Return what call returns, or None where it ends in a clear error; any other error fails the test."""
    try:
        return call()
    except Exception as error:
        if not is_clear(error):
            raise
        return None


def is_refused(call: Callable[[], Any]) -> bool:
    """Whether call ends in a clear error."""
    try:
        call()
    except Exception as error:
        return is_clear(error)
    return False


def advice(error: BaseException, **names: Any) -> Any:
    """Return what the expression behind "use" in an error's text makes of the caller's names; for ... it takes 0."""
    return eval(str(error).rpartition("; use ")[2].replace("(...)", "(0)"), {"np": np}, names)


def refuses(error: type[Exception], *words: str, by: str = "") -> Any:
    """Expect exactly that error, made by that function of the package's `_errors`, with each word in its text."""

    @contextlib.contextmanager
    def expectation():
        with made(by) if by else contextlib.nullcontext() as found, pytest.raises(error) as caught:
            yield caught
        assert caught.type is error
        assert not by or any(one.what is caught.value for one in found), f"{by} has not made: {caught.value}"
        for word in words:
            assert word in str(caught.value), f"{word!r} is not in: {caught.value}"

    return expectation()
