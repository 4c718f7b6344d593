"""Claims of the pages: of the sections, the pitfalls and the glossary, and of what README and CONTRIBUTING ask for."""

import contextlib
import itertools
import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import yaml

from chapter4 import (
    SimpleNet,
    _structured,
    function_1,
    ledger,
    numerical_diff,
    sigmoid,
    sum_squares_error,
)
from chapter4.check.command_line import UNUSABLE
from chapter4.section_4_2_2 import DELTA
from chapter4.section_4_3 import H
from prose.claiming import formula, sci, tex
from prose.reading import ROOT, code_of
from prose.said_in_the_ledger import LARGEST, U, namespace
from prose.scales import times

CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
X86_64 = 64  # the bits of an address, by which the processor is named


def of_versions() -> Iterator[str]:
    """Yield which versions are asked for, as pyproject.toml names them."""
    pythons = [name.rpartition(" ")[2] for name in PROJECT["project"]["classifiers"] if ":: 3." in name]
    yield f"Python {pythons[0]} or newer"
    yield f"Python {pythons[0]} to {pythons[-1]}"
    others = [python for python in pythons if python != "3.13"]
    env = f"py{'3.13'.replace('.', '')}"
    yield f"`tox -e {env},{env}-oldest`"
    yield f"`tox -e {env}-snippets`"
    yield f"also for {others[0]}, {others[1]} and {others[2]}"
    yield f"where Python {pythons[-1]} comes from Debian testing"
    oldest = [need.partition(";") for need in PROJECT["dependency-groups"]["oldest"] if isinstance(need, str)]
    first, second, third = (need.partition("==")[2] for need, _, _ in oldest)
    on = [marker.split("'")[1] for _, _, marker in oldest]
    yield f"which is {first}, {second} on Python {on[1]}, or {third} on Python {on[2]}"
    yield f"on Linux, x86-{X86_64}"
    yield f"for Linux, x86-{X86_64}"
    yield f"macOS (arm{X86_64})"
    yield f"{CITATION['version']}, {CITATION['date-released']}"


def of_places() -> Iterator[str]:
    """Yield the number of the chapter, and of sections that stand without a link."""
    numbers = [section.number for section in ledger.sections()]
    chapter = numbers[0][0]
    yield f"Chapter {chapter}, Verified"
    yield f"Chapter {chapter} of *Deep Learning from Scratch*"
    yield from (f"{section.number} {section.title}" for section in ledger.sections())
    beyond = f"{chapter}.{int(numbers[-1].split('.')[1]) + 1}"
    yield f"{beyond} A network of two layers"
    yield f"The notes end with section {numbers[-1]}"
    example = ledger.snippets()[0].section
    yield f"for {example} they are `reference/chapter4/section_{example.replace('.', '_')}.py`"
    lost = ledger.defect("E4.3.1-10")
    place = lost.id[1:].rpartition("-")[0]
    yield f"The ids of section {lost.section} read {place} where they belong to its first part"
    yield f"a heading of its own, {place}; the notes lost that heading"
    sum_of, mean_of = ledger.output("O4.2.1-1").section, ledger.defect("E4.2.4-4").section
    yield f"the squared error of {sum_of} is a sum, the cross entropy of {mean_of} a mean"
    yield f"The network of section {ledger.snippet('S4.4.2-1').section} has a wrong loss"
    yield f"Why {ledger.output('O4.3.2-1').printed}?"
    yield f"such as `{ledger.defect('E4.2.4-2').quoted[0]}`"


def of_section_4_1() -> Iterator[str]:
    """Yield what is said of learning from data."""
    side = math.isqrt(784)
    yield f"reads an image of {side} by {side} pixels"
    yield f"reads {side} by {side} pixels"
    weights, bias = (1, 1), -1.5
    answers = {pair: int(sum(w * x for w, x in zip(weights, pair, strict=True)) + bias > 0) for pair in BITS}
    assert answers == {pair: pair[0] & pair[1] for pair in BITS}
    yield f"answers {max(answers.values())} if the sum is positive, else {min(answers.values())}"
    yield f"the weights {weights[0]} and {weights[1]} and the bias −{-bias}"
    digits = (3, 8)  # those of the gallery and of the test of C4.1-1
    yield f"tell a handwritten {digits[0]} from an {digits[1]}"
    yield f"on the same ten images of the digits {digits[0]} and {digits[1]}"
    yield f"{0} against {1} and {digits[0]} against {digits[1]}"
    yield f"An accuracy of {1 / 2} would be guessing"
    accuracy, samples = 0.9, 100
    yield f"for $A = {accuracy}$ and $N = {samples}$ that is {math.sqrt(accuracy * (1 - accuracy) / samples):.2f}"


BITS = [(a, b) for a in (0, 1) for b in (0, 1)]


def of_losses() -> Iterator[str]:
    """Yield what is said of the two losses, of their example and of the offset."""
    good, bad = (namespace(ledger.output(id).setup)["y"] for id in ("O4.2.1-1", "O4.2.1-2"))
    t = namespace(ledger.output("O4.2.1-1").setup)["t"]
    zero, one, digit, last = t.min(), t.max(), t.argmax(), t.size - 1
    yield f"with {one} at the right class and {zero} elsewhere"
    yield f"{one} at the right class, {zero} elsewhere"
    yield f"For an image of a {digit}, with classes from {zero} to {last}"
    yield f"here from {zero} to {last}"
    for value, each in ((good.max(), ""), (0.1, " each"), (0.05, " each"), (0, " each")):
        yield f"{value}{each}"
        yield ", ".join(str(k) for k in np.flatnonzero(good == value))
    often = {value: times(count) for value, count in Counter(good.tolist()).items() if count > 1}
    wanted = f"{good[0]} occurs {often[good[0]]} and {good[1]} {often[good[1]]} where {zero} is wanted"
    yield f"{wanted}, and {good.max()} once where {one} is wanted"
    loss = sum_squares_error(good, t)
    squares = rf"{3} \cdot {good[0]}^{2} + {2} \cdot {good[1]}^{2} + {one - good.max():.1f}^{2}"
    assert np.isclose((3 * good[0] ** 2 + 2 * good[1] ** 2 + (one - good.max()) ** 2) / 2, loss, rtol=1e-15)
    yield rf"{squares} \right) = {loss:.4f}$"
    yield f"Move the {good.max()} to class {bad.argmax()}, and {bad[digit]} to class {digit}, and"
    terms = f"${one - bad[digit]}^{2}$ and ${bad.max()}^{2}$ in it"
    yield f"The sum then has {terms}, and the loss is {sum_squares_error(bad, t):.4f}"
    worst = sum_squares_error(np.eye(2)[0], np.eye(2)[1])
    yield f"with all probability on one wrong class: a loss of {worst:.0f}"
    assert all(Fraction(value) != Fraction(str(value)) for value in (0.1, 0.05, 0.6))
    yield f"from rounding: {good[0]}, {good[1]} and {good.max()} have no exact binary form"
    yield f"for one image of a {digit}. The first gives the probability {good[digit]} to class {digit}, which is right"
    yield f"The second gives {bad.max()} to class {bad.argmax()} and only {bad[digit]} to class {digit}"
    costs = [f"{-math.log(p):.2g}" for p in (good.max(), bad[digit])]
    yield f"{costs[0]} at {good.max()}, {costs[1]} at {bad[digit]}. As the probability goes to"
    yield f"{good.max()} at the right class and then {bad.max()} at a wrong one"
    yield rf"\delta = {tex(DELTA)}"
    yield f"The chapter adds ${tex(DELTA)}$ inside the logarithm, and"
    yield rf"$-\log({math.exp(0):.0f} + {tex(DELTA)})$ is a little below"
    yield rf"-\log {tex(DELTA)}"
    yield f"A perfect answer has a loss of about {-math.log1p(DELTA):.7f} instead"
    yield f"and no loss exceeds {-math.log(DELTA):.3f}"
    yield f"about {1 / math.log(2):.3f}, times these"
    yield f"Four samples, each with the output {0.5} at its right answer"
    yield rf"the mean loss $\log {1 / 0.5:.0f} \approx {-math.log(0.5):.3f}$"


def of_mini_batches() -> Iterator[str]:
    """Yield how likely a batch is to hold a row twice."""
    rows, few, size = int(ledger.output("O4.2.3-1").printed), 100, 10
    often = {n: float(1 - math.prod(1 - Fraction(i, n) for i in range(size))) for n in (rows, few)}
    yield f"For {size} of {rows} that is about {often[rows]:.5f}, for {size} of {few} already {often[few]:.2f}"
    yield f"On {rows:,} images it is too slow"
    yield f"`np.random.choice({rows}, {size})`"


def of_labels() -> Iterator[str]:
    """Yield what is said of labels, one-hot rows and their mistakes."""
    wrong, right = (float(ledger.defect("E4.2.4-12").value), float(ledger.defect("E4.2.4-12").cured))
    yield f"My loss is {wrong:.2f} where {right:.2f} is right"
    yield f"`{ledger.defect('E4.2.4-3').quoted[0]}`"
    yield f"`{ledger.defect('E4.2.4-3').corrected[0]}` and `batch_size`"
    yield f"`np.array([{0.1}, ...])`"
    label, row, snippet = np.int64(2), np.eye(3, dtype=int)[1], namespace(ledger.snippet("S4.2.4-2").code)
    y = np.array([0.1, 0.2, 0.7])
    assert snippet["cross_entropy_error"](y, label) == -math.log(y[label] + DELTA)
    with contextlib.suppress(AttributeError):
        snippet["cross_entropy_error"](y, int(label))
        raise AssertionError("a plain integer has an ndim")
    yield f"such as `np.int64({label})`; a plain `{int(label)}` has no `ndim`"
    yield f"`{row.tolist()}` means the labels {', '.join(map(str, row[:2]))} and {row[2]}"


def of_slopes() -> Iterator[str]:
    """Yield what is said of the slope of the sigmoid."""
    x, s = 10, float(sigmoid(10.0))
    yield f"at $x = {x}$ it is about {s * (1 - s):.6f}"
    yield f"steeper sigmoids is {sigmoid(0.0)} there"
    low, high = re.search(r"lens = \(([\d.]+), ([\d.]+)\)", code_of(ledger.figure("F4.2-5"))).groups()
    yield f"that weight goes from {low} to {high}"
    digits = range(int(re.search(r"n_class=(\d+)", code_of(ledger.figure("F4.2-5"))).group(1)))
    yield f"and tells {digits[0]}, {digits[1]} and {digits[2]} apart"


def of_differences() -> Iterator[str]:
    """Yield what is said of differences on the page of section 4.3."""
    x, power = 3, 2
    yield f"The tangent of $x^{power}$ at {x} has the slope {power * x}"
    x, power = 5, 3
    yield f"for $x^{power}$ at {x}, where the derivative is {power * x ** (power - 1)}"
    assert x + 1e-50 == x
    yield f"but `{x} + {1e-50}` is rounded back to {x}"
    yield f"the nearest neighbours of {x} are some ${tex(10.0 ** round(math.log10(math.ulp(x))))}$ away"
    lost = next(x for x in (n * 1e11 for n in itertools.count(1)) if 1.0 * x + H == x)
    yield f"At an $x$ of ${tex(lost, 2)}$ or more, a step of `{sci(H)}` is lost"
    yield f"with $h = {tex(H)}$"
    central, forward = (10.0 ** round(math.log10(h)) for h in ((3 * U) ** (1 / 3), 2 * math.sqrt(U)))
    balance = f"near $h = {tex(central)}$ for the central difference and near ${tex(forward)}$ for the forward one"
    yield f"Truncation and rounding balance {balance}"
    yield f"In a float32 array the step is {np.float32(1e-50)} before it is added"
    yield f"Here $h$ is the step, ${tex(H)}$"
    yield f"at an $x$ of that size $h = {tex(H)}$ rounds away"
    yield f"The chapter's ${tex(H)}$ is close to the best"


def of_function_1() -> Iterator[str]:
    """Yield what is said of the chapter's quadratic and its derivative."""
    a, b, x = Fraction(1, 100), Fraction(1, 10), np.linspace(-3, 3, 7)
    assert np.allclose(function_1(x), float(a) * x**2 + float(b) * x, rtol=1e-15)
    yield f"{float(a)} and {float(b)} are its coefficients"
    yield f"$f(x) = {float(a)} x^{2} + {float(b)} x$"
    yield f"$f'(x) = {float(2 * a)} x + {float(b)}$"
    yield f"${float(2 * a)} x + {float(b)}$"
    slopes = {x: float(2 * a * x + b) for x in (5, 10)}
    yield f"At $x = {5}$ that is {slopes[5]}, and at $x = {10}$ it is {slopes[10]}"
    change = rf"{float(4 * a)}\,x h + {float(2 * b)}\,h"
    yield f"$f(x + h) - f(x - h) = {change}$"
    yield rf"$\frac{{{change}}}{{{2}h}} = {float(2 * a)} x + {float(b)}$"
    error = Fraction(numerical_diff(function_1, 5)) - Fraction(1, 5)
    yield f"The first falls short of {slopes[5]} by about ${tex(float(-error))}$"
    yield rf"$({float(a)}x + {float(b)})\,x$ gives in place of ${float(a)}x^{2} + {float(b)}x$"
    horner = numerical_diff(lambda x: (0.01 * x + 0.1) * x, 5)
    yield f"You get {horner}, not"
    same = formula("(0.01 * x + 0.1) * x", function_1(x), x=x)
    yield f"The form decides the digits.** `{same}` is the same quadratic"
    yield f"In floats `{0.02} * {10} + {0.1}` is not the float"


def of_gradients() -> Iterator[str]:
    """Yield what is said of integers, of columns and of float32 in gradients."""
    wrong = ledger.defect("E4.4-4").value.strip("[]").split()
    yield f"I get [{wrong[0]}, {wrong[1]}]"
    at, other = 3, 4
    yield f"not `[{2 * at}, {2 * other}]`"
    up, down = at + H, at - H
    stored = f"It stores {up} as {int(up)} and {down} as {int(down)}"
    yield f"{stored}, so the code takes the difference over a step of {int(up) - int(down)} and divides it by {2 * H}"
    yield f"An array of integers stores {up} as {int(up)}, and"
    yield f"one entry of `x` is now {up}"
    yield f"In float32 a gradient at `[{at}, {other}]` has two or three right digits"
    yield f"E4.4-4 value` at `[{at}, {other}]`"
    still = next(2**n for n in range(24) if np.float32(2**n) + np.float32(H) == np.float32(2**n))
    yield f"Beyond {still} it is"
    beyond = len(SimpleNet(rng=0).W)
    yield f"the same line ends in `IndexError: index {beyond} is out of bounds`"
    axes = len(np.shape([[at, other]])[1:]) + 1
    yield f"`function_2` takes shape ({axes}, ...). Transpose points that are rows, of shape (N, {axes})"
    yield f"By rule, the two slopes are {2 * at} and {2 * other}"
    yield f"The results differ from {2 * at} and {2 * other} by some"
    yield f"If it is {0.2}, then adding {0.01} to the weight adds about {0.2 * 0.01} to the loss"


def of_descent() -> Iterator[str]:
    """Yield what is said of rates, on f(x) = x0**2 + x1**2, where a step multiplies x by 1 - 2 lr."""
    rates = [float(text) for text in (sci(1e-10), "0.1", "10")]
    lengths = [float(Fraction(4, 5) ** n) for n in range(3)]
    yield f"these three measure {lengths[0]}, {lengths[1]} and {lengths[2]:.2f}"
    large = 10
    yield f"Rate {large} gives {float(ledger.output('O4.4.1-2').printed.split(', ')[0].strip('-')):.1e}".replace(
        "+", ""
    )
    yield f"With `lr={float(large)}` descent returns"
    factor = abs(1 - 2 * large)
    yield f"Each step makes $x$ {factor} times as large"
    yield f"At {large} each step makes $x$ {factor} times as large"
    reached = f"${tex(10.0 ** math.floor(math.log10(factor**100 * 5)))}$"
    yield f"Exact descent reaches about {reached}"
    yield f"where exact descent reaches about {reached}"
    start = [-3, 4]
    yield f"`np.array({[float(at) for at in start]})`"
    yield f"at `{sci(rates[0])}` a hundred steps lead from `{start}`"
    yield f"the first twenty steps at the rate {0.1}, and"


def of_networks() -> Iterator[str]:
    """Yield how large networks are, how far a score may move, and where softmax overflows."""
    inputs, hidden, outputs = 784, 50, 10
    parameters = (inputs + 1) * hidden + (hidden + 1) * outputs
    yield f"with {inputs} inputs, {hidden} hidden units and {outputs} outputs, has {parameters:,} parameters"
    yield f"A network of {inputs} inputs, {hidden} hidden units and {outputs} outputs has {parameters:,} parameters"
    yield f"so {2 * parameters:,} passes"
    yield f"the largest value that a pixel can have, {np.iinfo(np.uint8).max} in MNIST"
    yield f"which makes {2 * parameters:,} calls for one gradient"
    yield f"For a network of {parameters:,} weights and biases it is {2 * parameters:,} passes"
    change = _structured.LARGEST_CHANGE
    yield f"moves a score by more than {change:.0f}"
    yield f"could move a score by more than {change:.0f}"
    yield f"is NaN from a score of {math.ceil(LARGEST)} on"
    yield f"$e^{{{math.ceil(LARGEST)}}}$ is beyond float64"
    yield f"In float32 this begins at {math.ceil(math.log(np.finfo(np.float32).max))}"
    rows, columns = SimpleNet(rng=0).W.shape
    yield f"`W` of shape `({rows}, {columns})`"
    yield f"`x` of shape `(N, {rows})`"
    yield f"`np.random.randn({rows}, {columns})`"
    yield f"about ${tex(8 * U / H)}$ for a loss up to {1}, where $u = {2}^{{{round(math.log2(U))}}}$"


def of_floats() -> Iterator[str]:
    """Yield how many digits a float has: binary ones, and decimal ones that a rounding keeps."""
    double, single = np.finfo(np.float64), np.finfo(np.float32)
    binary = {kind: kind.nmant + 1 for kind in (double, single)}
    decimal = {kind: round(binary[kind] * math.log10(2)) for kind in (double, single)}
    yield f"{binary[double]} binary digits"
    by_default = f"by default: {binary[double]} binary digits, about {decimal[double]} decimal ones"
    yield f"{by_default}. float32 has {binary[single]}, about {decimal[single]}."
    yield f"A float64 keeps about {decimal[double]} digits"
    yield f"*float32* has {binary[single]} binary digits, and its gaps are ${2}^{{{binary[double] - binary[single]}}}$"
    yield f"$u = {2}^{{-{binary[double]}}}$"
    yield f"In `x + {sci(1e-50)}` the whole step is lost"
    yield f"are off by about ${tex(10.0 ** -decimal[double])}$ of their size"


def of_the_check() -> Iterator[str]:
    """Yield with which code `chapter4 check` ends where it has nothing to check."""
    yield f"and with {UNUSABLE} if nothing could be checked"
