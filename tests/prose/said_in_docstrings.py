"""Claims of the docstrings: what the code does is asked of the code, what is true in mathematics is computed apart."""

import math
import tomllib
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from chapter4 import (
    SimpleNet,
    TwoLayerNet,
    _checks,
    _structured,
    _vectorized,
    cross_entropy_error,
    descent_path,
    forward_difference,
    function_1,
    function_2,
    function_tmp1,
    function_tmp2,
    gradient_descent,
    gradient_field,
    ledger,
    numerical_diff,
    numerical_gradient,
    sample_mini_batch,
    sigmoid,
    softmax,
    step_function,
)
from chapter4.section_4_2_2 import DELTA, minus_log, negative_log
from chapter4.section_4_2_5 import logistic
from chapter4.section_4_3 import H
from prose.claiming import accepted, formula, sci
from prose.reading import ROOT

BYTES = np.dtype(np.float64).itemsize
WHOLE = range(-3, 4)
QUARTERS = [n / 4 for n in WHOLE]


def of_the_package() -> Iterator[str]:
    """Yield what is said of the package as a whole, and of what all modules share."""
    chapter = int(ledger.sections()[0].number[0])
    yield f"every snippet of chapter {chapter}"
    yield f"borrows it from its chapter {chapter + 1}"
    (section,) = (section for section in ledger.sections() if section.number == ledger.snippets()[0].section)
    yield f"`{section.module}` holds {section.number}"
    yield f"in NumPy {oldest_numpy()} threads would share"
    false, true = _checks.real_array([False, True], "x")
    yield f"truth values being {false:.0f} and {true:.0f}"
    indices = [_checks.entry("x", index) for index in [(), (1,), (0, 2)]]
    yield f"{indices[0]}, {indices[1]} or {indices[2]}"
    seed = min(accepted(_checks.generator, WHOLE))
    yield f"a seed for one, {seed} or more"


def oldest_numpy() -> str:
    """Return the oldest NumPy that the project supports, to its minor version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project["dependencies"][0].removeprefix("numpy>=").rpartition(".")[0]


def of_losses() -> Iterator[str]:
    """Yield what is said of losses and of mini-batches."""
    outputs = accepted(lambda y: cross_entropy_error([y, 0.5], 0), QUARTERS)
    assert outputs == accepted(negative_log, QUARTERS)
    low, high = f"{min(outputs):.0f}", f"{max(outputs):.0f}"
    yield f"in [{low}, {high}]"
    yield f"outside [{low}, {high}]"
    (exact,) = (delta for delta in (0, DELTA, 1) if negative_log(0.5, delta) == -math.log(0.5))
    (infinite,) = (y for y in (0, 0.5, 1) if negative_log(y, exact) == math.inf)
    yield f"With {exact} the loss is exactly -log(y_k), and infinite at y_k = {infinite}"
    yield f"With {exact} the loss is exactly -log y_t, and infinite where the right answer has the output {infinite}"
    assert minus_log(infinite) == math.inf
    yield f"Return -log p, infinite at {infinite}"
    assert -1e-6 < negative_log(1.0) < negative_log(1.0, exact) == 0
    yield f"a perfect answer scores a little below {negative_log(1.0, exact):.0f}"
    bits = np.array([min(outputs), max(outputs), -0.0]).view(np.uint64)
    assert list(bits) == sorted(bits)
    yield f"From {low} to {high} floats are in the order of their bits; {-0.0}, NaN"
    labels = accepted(lambda label: cross_entropy_error([0.2, 0.3, 0.5], label), WHOLE)
    yield f"a label outside {min(labels)} to K - {3 - max(labels)} or"
    own = [snippet.section for snippet in ledger.snippets() if snippet.objects == ("cross_entropy_error",)]
    yield f"sections {min(own)} to {max(own)}"
    rows = np.arange(3)
    sizes = accepted(lambda size: sample_mini_batch(rows, rows, size), range(-3, 7))
    assert max(sizes) == len(rows)
    yield f"How many rows to draw, {min(sizes)} to N"
    yield f"outside {min(sizes)} to N"
    rows = int(ledger.output("O4.2.3-1").printed)
    apart = math.prod(1 - Fraction(i, rows) for i in range(10))
    yield f"for a batch of ten out of {rows} the probability of that is {float(1 - apart):.8f}"


def of_activations() -> Iterator[str]:
    """Yield what is said of the step function and of the sigmoid."""
    below, above = f"{step_function(-1.0):.0f}", f"{step_function(1.0):.0f}"
    jump = max(x for x in WHOLE if step_function(x) == step_function(-1.0))
    slope = f"{numerical_diff(step_function, 1.0):.0f}"
    yield f"{above} where x > {jump}, else {below}: its slope is {slope} wherever it has one"
    yield formula("1 / (1 + exp(-x))", [sigmoid(x) for x in WHOLE], exp=np.exp, x=np.array(WHOLE))
    low, high = f"{sigmoid(-1000.0):.0f}", f"{sigmoid(1000.0):.0f}"
    yield f"In the shape of `x`, in [{low}, {high}]"
    overflow = math.log(np.finfo(np.float64).max)
    with np.errstate(over="ignore"):
        yield f"it may overflow on the way, and is {logistic(np.array(-1000.0)):.0f} below -{int(overflow)}"


def of_differences() -> Iterator[str]:
    """Yield what is said of differences, and of the step."""
    step = Fraction(1, 7)
    factor = ((1 + step) - (1 - step)) / step  # what the sides lie apart
    yield f"(f(x + h) - f(x - h)) / ({factor} * h)"
    yield f"(up - down) / ({factor} * h)"
    yield f"(loss above - loss below) / ({factor} * H)"
    yield f"divided by {factor} * h"
    (refused,) = {0, 1, H} - set(accepted(lambda h: numerical_diff(function_1, 5, h), (0, 1, H)))
    assert accepted(lambda h: forward_difference(function_1, 5, h), (0, 1, H)) == [1, H]
    yield f"If `h` is {refused} or not finite"
    yield f"refuse {refused}, NaN and infinity"
    bad = ledger.defect("E4.3.1-1").quoted[0].partition("=")[2].strip()
    yield f"Where x + h equals x the difference is {forward_difference(function_1, 5, float(bad)):.0f}"
    lost = np.float32(bad)
    yield f"With a float32 `x` and ``h = {bad}`` the step is {lost}"
    yield f"If `h` is {lost:.0f} in the narrower dtype of `x`: the quotient is {lost:.0f}/{lost:.0f}, NaN"


def of_functions() -> Iterator[str]:
    """Yield what is said of the functions that the chapter differentiates."""
    x = np.linspace(-3, 3, 7)
    polynomial = formula("0.01*x**2 + 0.1*x", function_1(x), x=x)
    slopes = {at: Fraction(at, 50) + Fraction(1, 10) for at in (5, 10)}
    at = [f"{float(slope)} at x = {at}" for at, slope in slopes.items()]
    yield f"``{polynomial}``, whose derivative is {at[0]} and {at[1]}"
    yield formula("(0.01 * x + 0.1) * x", function_1(x), x=x)
    x0, x1 = math.sqrt(function_tmp2(0.0)), math.sqrt(function_tmp1(0.0))  # the variable that each holds fixed
    yield f"its two slices at ({x0:.0f}, {x1:.0f})"
    yield f"function_2 along x0, with x1 fixed at {x1:.0f}; its derivative at {x0:.0f} is {2 * x0:.0f}"
    yield f"function_2 along x1, with x0 fixed at {x0:.0f}; its derivative at {x1:.0f} is {2 * x1:.0f}"
    yield f"``{formula('x[0]**2 + x[1]**2', function_2([1.5, 2.5]), x=[1.5, 2.5])}``, the square of the distance"
    grid = np.ones((2, 3, 4))
    yield f"a grid of shape ({len(grid)}, ...) gives one value a point"
    yield formula("x.shape[1:]", function_2(grid).shape, x=grid)
    yield formula("np.sum(x**2)", function_2(x[:2]), x=x[:2])


def of_gradients() -> Iterator[str]:
    """Yield what is said of gradients and of descent: how often f is called, and with how much."""
    sizes = []

    def recorded(rows: np.ndarray) -> np.ndarray:
        sizes.append(rows.size)
        return np.sum(rows**2, axis=-1)

    entries = 4
    numerical_gradient(recorded, np.ones(entries))
    yield f"It is called {len(sizes) // entries} * x.size times"
    sizes.clear()
    gradient_field(recorded, np.ones((_vectorized.CHUNK, entries)))
    yield f"Points are passed in chunks of at most {max(sizes)} numbers"
    sizes.clear()
    gradient_field(recorded, np.ones((1, entries)))
    yield f"f is called {len(sizes) // entries}n times per chunk"
    yield f"unless one point has more: {_vectorized.CHUNK * BYTES // 1024} KiB"
    yield f"How many numbers an intermediate array has, about: {_structured.CHUNK * BYTES // 1024} KiB"
    yield formula("np.sum(x**2, axis=-1)", [function_2(row) for row in np.ones((3, 2))], x=np.ones((3, 2)))
    steps = min(accepted(lambda steps: gradient_descent(function_2, [1.0, 2.0], step_num=steps), WHOLE))
    yield f"How many steps to take, {steps} or more"
    beyond = len(descent_path(function_2, [1.0, 2.0], step_num=7)) - 7
    yield f"shape (step_num + {beyond}, ...)"


def of_networks() -> Iterator[str]:
    """Yield what is said of softmax and of the two networks."""
    yield f"positive numbers that sum to {softmax([0.5, 1.0, 2.0]).sum():.0f}"
    inputs, outputs = SimpleNet(rng=0).W.shape
    yield f"shape ({inputs}, {outputs})"
    yield f"shape ({inputs},) or (N, {inputs})"
    yield f"shape ({outputs},) or (N, {outputs})"
    labels = accepted(lambda label: SimpleNet(rng=0).loss([0.6, 0.9], label), WHOLE)
    yield f"a label outside {min(labels)} to {max(labels)} or"
    yield f"the step {sci(H)} does not move"
    least = min(accepted(lambda size: TwoLayerNet(size, size, size), WHOLE))
    yield f"How many inputs, hidden units and classes, {least} or more"
    yield f"If a size is less than {least}"
    net = TwoLayerNet(2, 2, 2, rng=0)
    yield f"are {max(net.params['b1'].max(), net.params['b2'].max()):.0f} at first"
    right = net.predict([1.0, 2.0]).argmax()
    shares = [net.accuracy([1.0, 2.0], label) for label in (1 - right, right)]
    yield f"From {shares[0]:.0f} to {shares[1]:.0f}."
    snippet = ledger.snippet("S4.4-1")
    yield f"the method of section {snippet.section} ({snippet.id})"
    yield formula("p / (p + 1e-7)", 0.25 / (0.25 + DELTA), p=0.25)


def of_the_structured_gradient() -> Iterator[str]:
    """Yield how far a score may be moved by a step, and why: half of the smallest double is 2**-1075."""
    change, underflow = _structured.LARGEST_CHANGE, 1075 * math.log(2)
    yield f"the step might move a score by more than {change:.0f}"
    yield f"the largest e[k] is {math.exp(0):.0f}. A term that underflowed, below exp(-{int(underflow)}), stays"
    after = f"after a change of {change:.0f}: below exp(-{int(underflow) - change:.0f})"
    yield f"{after}, in a sum above exp(-{change:.0f})"
