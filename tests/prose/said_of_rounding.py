"""Claims of the pages on rounding and on speed: bounds, digits, oracles, and why the last digits are what they are."""

import math
import sys
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from chapter4 import (
    SimpleNet,
    evidence,
    function_1,
    function_2,
    function_tmp1,
    function_tmp2,
    gradient_descent,
    ledger,
    numerical_diff,
)
from chapter4.section_4_2_2 import DELTA
from chapter4.section_4_2_4 import FEW
from chapter4.section_4_3 import H
from proof import allowed, exact
from proof.allowed import pairwise_depth
from proof.images import load_digits
from prose.claiming import sci, tex
from prose.said_in_the_ledger import LARGEST, U

DOUBLE = np.finfo(np.float64)
SMALLEST_NORMAL = -math.log(DOUBLE.smallest_normal)
UNDERFLOW = 1075 * math.log(2)  # below minus this exp is 0, as half of the smallest double is 2**-1075


def of_bounds() -> Iterator[str]:
    """Yield what is said of the bounds."""
    exponent = round(math.log2(U))
    yield rf"where $u = {2}^{{{exponent}}} \approx {tex(U, 2)}$ is the *unit roundoff*"
    yield rf"where doubles are ${2}^{{{exponent}}} \approx {tex(U, 2)}$ apart"
    yield rf"\frac{{h^{2}}}{{{2 * math.factorial(3)}}}\,\bigl"
    a, x = 1e-318, 1.3
    assert allowed.numerical_diff(x, 2 * a * x, 2 * a * (x + H), 0.0, allowed.gamma(3) * a * (x + H) ** 2) == 0
    difference = numerical_diff(lambda x: a * (x * x), x)
    error = tex(float(abs(Fraction(difference) - 2 * Fraction(a) * Fraction(x))))
    yield f"With $a = {tex(a)}$, $b = {0}$ and $x = {x}$ the products"
    yield f"the error is ${error}$"
    yield f"why `{sci(H)}` serves better than `{sci(1e-50)}`"
    yield f"The derivative of `function_1` at {5} is {float(Fraction(5, 50) + Fraction(1, 10))}, and"
    yield rf"$\gamma_{4}\,({0.01} x^{2} + {0.1} |x|)$ - one more: {0.01} and {0.1} are not doubles"
    yield f"the roundings of {0.01} and {0.1} are fixed"
    yield rf"= \frac{{h^{2} |a|^{3}}}{{{6 * 6} \sqrt{{{3}}}}}"
    third = 2 * 2**3 / (6 * math.sqrt(3))
    yield rf"by ${third:.2f}\,V^{3}$"
    yield rf"\frac{{{third:.2f}\,V^{3}}}{{{4**3}}}"
    yield f"number of {exact.ctx.prec} binary digits"
    yield f"with $K$ for {SimpleNet(rng=0).W.shape[1]}"
    yield f"$-{abs(-0.0)}$ and subnormal numbers"
    yield f"The ratios are rounded, too: {1:.4f} is"


def of_the_ends_of_doubles() -> Iterator[str]:
    """Yield where exponentials overflow, underflow, or are not normal doubles any more."""
    yield f"Left out are $x$ below $-{int(SMALLEST_NORMAL)}$"
    yield rf"($d_j + \log s < {int(SMALLEST_NORMAL)}$)"
    off = tex(10.0 ** math.ceil(-int(LARGEST) / math.log(10)))
    yield f"Below about $-{LARGEST:.1f}$ the exponential is infinite and the unit {0}, which is off by"
    yield f"less than ${off}$"
    yield f"may add ${2}^{{{round(math.log2(DOUBLE.smallest_subnormal))}}}$"
    yield rf"$-\log \delta \approx {-math.log(DELTA):.1f}$"
    least = min(k - 1 - math.log(k) for k in range(2, 100))
    yield rf"for $K \ge {2}$ are {math.floor(10 * least) / 10} or more apart"
    yield f"Below about $-{LARGEST:.1f}$ SciPy's"
    normal = tex(DOUBLE.smallest_normal)
    yield f"about ${normal}$, but a subnormal one down to $-{int(UNDERFLOW)}$"


def of_sums() -> Iterator[str]:
    """Yield through how many additions a term goes, where NumPy adds pairwise: by blocks, the halves of halves."""
    block, many = 128, 1000
    yield f"in halves, down to {block} or fewer"
    squares = {n: 1 + pairwise_depth(n) for n in (block, many)}
    yield f"{squares[block]} for $n = {block}$, and {squares[many]} for $n = {many}$"
    yield f"Up to {FEW} losses"
    losses = {n: pairwise_depth(n) for n in (block, many)}
    yield f"{losses[block]} for $N = {block}$ and {losses[many]} for $N = {many}$"
    yield f"In {many} variables the bound"
    yield f"through {losses[many]} additions instead of {many - 1}"
    yield f"the points of {many} numbers"


def of_the_first_derivative() -> Iterator[str]:
    """Yield what becomes of function_1 at 5, in exact arithmetic from its doubles on."""
    x = 5
    up, down, total = x + H, x - H, Fraction(numerical_diff(function_1, x)) - Fraction(1, 5)
    yield f"The gap at {x} is too wide for {up} and {down}"
    assert Fraction(0.1) != Fraction(1, 10)
    yield f"`{0.1}` and `{up}` look exact on the screen"
    yield f"**Most decimals are not doubles.** {0.1} in a program"
    yield f"For `function_1` at {x}. `x`"
    grid = math.ulp(function_1(down))
    power = math.floor(math.log2(function_1(up)))
    assert math.floor(math.log2(function_1(down))) == power
    yield f"The values of $f$ are between {2.0**power} and {2 ** (power + 1)}, where"
    times, error = round(1 / (2 * H)), 10.0 ** math.floor(math.log10(grid))
    becomes = f"An error of ${tex(error)}$ becomes one of ${tex(error * times)}$"
    yield f"The last division is by {2 * H:.4f}, which multiplies all that went before by {times}. {becomes}"
    nearer = 2 * Fraction(H) - (Fraction(up) - Fraction(down))
    yield f"At {x}, both parts that count are negative, and they add up to $-{tex(float(-total), 2)}$"
    slope = float(Fraction(1, 5))
    yield f"nearer to each other by ${tex(float(nearer), 3)}$; times the slope {slope}, times {times}, this"
    yield f"The numbers are about ${tex(grid / (2 * H), 2)}$ apart, and {slope} is not among them"
    yield f"The derivative there is {slope}. The program prints"
    for id, right in (("O4.3.2-2", 0.3), ("O4.3.3-1", 6), ("O4.3.3-2", 8)):
        assert abs(float(ledger.output(id).printed) - right) < 1e-11
        yield f"prints {{field}}`{id} printed`, not {right}"
    yield f"`function_1` at {10}"
    x0, x1 = math.sqrt(function_tmp2(0.0)), math.sqrt(function_tmp1(0.0))
    yield f"`function_tmp1` at {x0:.0f}"
    yield f"`function_tmp2` at {x1:.0f}"
    yield f"those at ({x0:.0f}, {x1:.0f}) are the same doubles"
    yield f"the gradient of `function_2` at ({x0:.0f}, {x1:.0f})"
    yield f"At {x0:.0f}, for `function_tmp1`, the two have"
    worst = abs(numerical_diff(function_tmp1, x0) - 2 * x0)
    yield f"some ${tex(10.0 ** math.floor(math.log10(worst)))}$, which is rounding"


def of_digits() -> Iterator[str]:
    """Yield what is said of the digits that other ways to compute leave."""
    digits = len(ledger.output("O4.4-1").printed.partition(",")[0].replace(".", ""))
    yield f"with up to {digits} digits"
    yield f"the first gradient with {digits} digits"
    stated = f"{6:.4f}"
    assert evidence.agreement(stated, 5.9999)[0] == 4
    yield f"{5.9999} agrees with {stated} to four digits"
    assert (sum([0.1] * 10) == 1.0) == (sys.version_info >= (3, 12))
    yield f"Since Python {3}.{12} the built-in `sum`"
    yield f"For up to {FEW} samples"
    times = round(1 / (2 * H))
    assert 1 / Fraction(2 * H) != times == 1 / (2 * H)
    yield f"the exact reciprocal of the double `{2}*h` is not {times}, but it rounds to it"
    yield f"`/ {2}*h` divides by {2} and then multiplies by"
    power = round(math.log(function_2([3.0, 0.0]), 3))
    yield f"`x**{power}` counts as one rounding"
    yield f"Python hands `x**{power}` to the `pow`"
    yield f"`x**{power}` goes through the system's `pow`"
    yield f"makes {times} times as much of it"
    x0, x1 = math.sqrt(function_tmp2(0.0)), math.sqrt(function_tmp1(0.0))
    with_it, without = function_2([x0, x1]), x0**2
    assert math.ulp(with_it) == 2 * math.ulp(without)
    yield f"`{x1}**{2.0}` adds nothing to the slope at {x0:.0f}"
    yield f"Even the constant `{x1}**{2.0}` takes part in it"
    yield f"are near {with_it:.0f}, and without it near {without:.0f}, where"
    yield f"at {x0:.0f} the two parts no longer cancel"
    larger = 10 * H
    errors = [abs(Fraction(numerical_diff(function_tmp2, x1, h)) - 2 * int(x1)) for h in (H, larger)]
    assert errors[1] > errors[0]
    yield f"as that of `function_tmp2` at {x1:.0f} with `{sci(larger)}` is"
    rates, start = (0.1, 10, 1e-10), [-3, 4]
    yield f"From `{start}`, a hundred steps with the rates {rates[0]}, {rates[1]} and `{sci(rates[2])}`"
    yield f"With the rate {rates[0]} the hundred steps"
    yield f"With the rate `{sci(rates[2])}` the steps are so short"
    yield f"With the rate {rates[1]} the printed digits are an artefact"


def of_oracles() -> Iterator[str]:
    """Yield what is said of other libraries, where they differ by design."""
    exponent = round(math.log2(DOUBLE.eps))
    yield rf"\varepsilon = {2}^{{{exponent}}}"
    yield rf"$\sqrt[{3}]{{{2}^{{{exponent}}}}} \approx {tex(DOUBLE.eps ** (1 / 3))}$"
    huge = 10.0 ** math.floor(math.log10(DOUBLE.max))
    yield f"scores of `{sci(huge)}`".replace("+", "")
    yield f"scores of ${tex(huge)}$ and $-{tex(huge)}$"
    yield f"exceeds once in ${10}^{9}$ times"


def of_arbitrary_input() -> Iterator[str]:
    """Yield which numbers the page on arbitrary input names."""
    yield f"NaN, infinities, {-0.0}, the largest"
    assert int(float(2**53 + 1)) != 2**53 + 1
    yield f"For integers beyond ${2}^{{{53}}}$"


def of_speed() -> Iterator[str]:
    """Yield what is said of calls and of sizes, and of a descent that no step stops."""
    sides = 2
    yield f"dashed line of {sides}n calls"
    yield f"dashed line of {sides}n passes"
    yield f'`jac="{sides + 1}-point"`'
    entries = 10_000
    yield f"At {entries:,} entries it takes {{record}}`speed.black_box.{entries}.vectorized_of_limit"
    images = load_digits()
    yield f"The network of {images.data.shape[1]} inputs"
    yield f"hidden units and {len(set(images.target))} outputs learns"
    rate = 1.2
    end = gradient_descent(function_2, [-3.0, 4.0], lr=rate, step_num=500)
    yield f"At a rate of {rate} rounding spoils"
    yield f"between two points some ${tex(math.hypot(*end))}$ from the origin"
