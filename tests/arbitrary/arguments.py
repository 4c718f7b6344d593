"""Arbitrary arguments, each the text of an expression: a failing example can be read, and run again.

`nan` and `inf` stand for the floats.
"""

import math
from collections.abc import Sequence
from typing import TypeVar

Shape = tuple[int, ...]
Option = TypeVar("Option")


class Choices:
    """Choices by bytes that Hypothesis draws, one after the other; where none is left, each is the first.

    A strategy for each choice would take Hypothesis ten times as long, and a smaller byte is a simpler choice here too.
    """

    def __init__(self, drawn: bytes) -> None:
        self._bytes = iter(drawn)

    def below(self, n: int) -> int:
        """Return a number from 0 to n - 1, where n is at most 256."""
        return next(self._bytes, 0) % n

    def of(self, *options: Option) -> Option:
        """Return one of the options, of which the first is the simplest."""
        return options[self.below(len(options))]

    def chance(self, percent: int) -> bool:
        """Whether something happens that happens so often."""
        return self.below(100) >= 100 - percent


ORDINARY = ["1.0", "0.0", "3.0", "-1.5", "-0.0", "0.1", "1e-3", "-250.0", "1 / 3", "7e5", "0.7310585786300049"]
HARD = [
    *("nan", "inf", "-inf", "nan", "inf", "1e13", "-1e16", "1e154", "-1e155", "1e308", "-1.7976931348623157e308"),
    *("5e-324", "-1e-310", "1e-200", "710.0", "-745.0"),
    # Beside these the chapter's step is just kept, kept on one side alone, or just lost.
    *("2.0**39", "-(2.0**40)", "math.nextafter(2.0**40, 0)", "2.0**41", "2.0**53"),
]
PROBABILITIES = ["0.5", "0.25", "1.0", "0.0", "0.1", "1 / 3", "1e-8", "5e-324", "math.nextafter(1, 0)", "0.9"]
WIDTHS = {kind + str(bits): bits for kind in ("int", "uint") for bits in (8, 16, 32, 64)}


def _integers(dtype: str) -> list[str]:
    bits, signed = WIDTHS[dtype], dtype.startswith("int")
    extremes = [-1, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1] if signed else [2**bits - 1]
    return ["1", "0", "2", "3", "100", *map(str, extremes)]


REAL = {
    **{dtype: _integers(dtype) for dtype in WIDTHS},
    **dict.fromkeys(("float32", "float16", ">f8", "<f8"), ORDINARY),
    "longdouble": [*ORDINARY, "np.longdouble('1e400')", "np.longdouble('1e-4000')", "1 / np.longdouble(3)"],
    "bool": ["True", "False"],
}
"""Entries of each dtype that holds real numbers, beside float64."""
OTHER = {
    "complex128": ["1j", "1.0"],
    "object": ["1.0", "Fraction(1, 3)", "Decimal(1)", "None", "10**400", "'a'", "1"],
    "str": ["'a'", "'1'", "''"],
    "bytes": ["b'1'", "b''"],
    "datetime64[D]": ["'2026-01-01'", "'NaT'"],
    "timedelta64[s]": ["1", "0"],
    "[('a', float), ('b', np.int32)]": ["(1.0, 2)"],
}
NO_ARRAYS = [
    *("1.0", "3", "None", "[]", "[1.0, 2.0]", "(3.0, 4.0)", "True", "'a'", "['a', 1.0]", "b'1'", "1j", "math.sin"),
    *("[[1.0], [1.0, 2.0]]", "[1.0, [2.0]]", "[np.zeros(2), np.zeros((2, 2))]", "[None, None]", "range(3)"),
    *("10**400", "[10**400, 1]", "[2**63, 0]", "[-1, 2**63]", "Fraction(1, 3)", "[Fraction(1, 3), 1.0]", "Decimal(1)"),
    *("{1.0, 2.0}", "{0: 1.0}", "array.array('d', [1.0, 2.0])", "memoryview(np.array([1.0, 2.0]))", "bytearray(2)"),
    *("np.float64(3.0)", "np.float32(3.0)", "np.int8(3)", "np.bool_(True)", "np.datetime64('2026-01-01')"),
    *("np.ma.masked", "np.ma.array([1.0, 2.0])", "np.ma.array([1.0, 2.0], mask=[True, False])"),
    "np.array([0x7FA00001], np.uint32).view(np.float32)",  # a signalling NaN
]
LAYOUTS = [
    "np.asfortranarray({})",
    "{}.T",
    "np.atleast_1d({})[::-1]",
    "np.broadcast_to(a := {}, a.shape)",  # a view of all of it, read-only
    "np.broadcast_to(a := {}, (2, *a.shape))",
    "np.repeat(np.atleast_1d({}), 2, axis=-1)[..., ::2]",
    "np.atleast_2d({})[:, ::-1]",
    "np.pad(np.atleast_1d({}), 1)[..., 1:-1]",
    "np.ma.array({})",
]
OF_FLOAT64 = [
    "(a if (a := {}).ndim == 2 else np.ravel(a)).view(np.matrix)",
    "{}.view(np.recarray)",
    "np.ma.masked_invalid({})",
    # Not on an address that the processor likes.
    "np.frombuffer(bytearray(1) + (a := {}).tobytes(), np.uint8)[1:].view(a.dtype).reshape(a.shape)",
    # Entries that share memory.
    "np.lib.stride_tricks.as_strided(np.resize({}, 3).astype(float), (2, 2), (8, 8))",
    "np.lib.stride_tricks.as_strided(np.resize({}, 3).astype(float), (2, 2), (4, 8))",
    "np.lib.stride_tricks.as_strided(np.resize({}, 3).astype(float), (3,), (0,))",
]


SHAPES: list[Shape] = [(2,), (3,), (2,), (3,), (2, 3), (1,), (3, 1), (1, 3), (2, 1, 2), (), (0,), (0, 3), (3, 0)]


def array(c: Choices, shape: Shape, entries: Sequence[str], dtype: str = "float64", laid_out: int = 15) -> str:
    """Return an array of that shape, in so many cases of a hundred in an odd layout, which may change its shape."""
    chosen = ", ".join(c.of(*entries) for _ in range(math.prod(shape)))
    kind = dtype if dtype.startswith("[") else repr(dtype)
    made = f"np.array([{chosen}])" if dtype == "float64" else f"np.array([{chosen}], {kind})"
    made = made if len(shape) == 1 else f"{made}.reshape({shape})"
    return c.of(*LAYOUTS, *OF_FLOAT64 * (dtype == "float64")).format(made) if c.chance(laid_out) else made


def doubles(c: Choices, shape: Shape, hard: int = 10, laid_out: int = 15) -> str:
    """Return a float64 array of ordinary numbers, or with some that code may stumble over."""
    if c.chance(hard):
        return array(c, shape, [*ORDINARY[:6], *HARD], laid_out=laid_out)
    drawn = [repr((c.below(256) / 128 - 1) * 10.0 ** (c.below(13) - 6) / 3)] if c.chance(30) else []
    return array(c, shape, [*ORDINARY, *drawn * 5], laid_out=laid_out)


def real(c: Choices, shape: Shape, hard: int = 10) -> str:
    """Return an array of any dtype that holds real numbers, or a list of numbers."""
    if c.chance(25):
        dtype = c.of(*REAL)
        return array(c, shape, REAL[dtype], dtype)
    return doubles(c, shape, hard) + ".tolist()" * c.chance(20)


def anything(c: Choices) -> str:
    """Return an array of any dtype, shape and layout, or what is no array."""
    if c.chance(45):
        return c.of(*NO_ARRAYS)
    dtype = c.of("float64", *REAL, *OTHER)
    return array(c, c.of(*SHAPES), (REAL | OTHER).get(dtype, HARD), dtype)


def mostly_real(c: Choices, shape: Shape, hard: int = 10, odd: int = 15) -> str:
    """Return real numbers in that shape; in so many cases of a hundred anything at all."""
    return anything(c) if c.chance(odd) else real(c, shape, hard)


# ------------------------------------------------------------------ Single numbers

STEPS = ["1e-4", "1e-3", "2.0**-13", "0.5", "1e-6", "1", "3"]
ODD_STEPS = [
    *("Fraction(1, 8192)", "Fraction(1, 10000)", "np.float32(2.0**-13)", "np.float64(1e-4)", "np.array(1e-4)"),
    *("np.int64(1)", "np.longdouble(1e-4)", "np.float16(1e-3)", "-1e-4", "Fraction(-1, 8)", "0", "0.0", "-0.0"),
    *("1e-9", "1e-50", "1e-310", "5e-324", "1e100", "1e200", "8e307", "1e308", "10**300"),
]
RATES = ["0.1", "0.01", "1e-10", "0.5", "-0.1", "10.0", "0.0", "1e300", "Fraction(1, 8)", "1", "np.float32(0.25)"]
NO_NUMBERS = [
    *("nan", "inf", "-inf", "None", "True", "'1'", "1j", "[1e-4]", "np.array([1e-4])", "10**400", "-(10**400)"),
    *("Fraction(10**400)", "Fraction(1, 10**400)", "np.longdouble('1e400')", "np.float32('inf')", "np.array(nan)"),
    *("np.array(Fraction(1, 8), dtype=object)", "np.array(True)", "np.bool_(True)", "np.array('a')", "Decimal('0.1')"),
    *("np.complex128(1)", "np.datetime64('2026-01-01')", "np.timedelta64(1, 's')", "np.ma.masked", "math.sin"),
]
NO_COUNTS = [
    *("-1", "1.0", "None", "True", "'1'", "[1]", "nan", "-(10**30)", "np.array([1])", "np.array([1, 2])"),
    *("np.array(1.0)", "np.float64(1)", "np.bool_(True)", "np.array(True)", "np.timedelta64(1, 's')", "Fraction(1)"),
    *("Decimal(1)", "1j", "np.ma.masked"),
]
SEEDS = ["0", "None", "7", "np.random.default_rng(0)", "np.int64(3)", "10**30"]
NO_SEEDS = ["'a'", "1.5", "-1", "{}", "-(10**30)", "np.float64(1)", "True", "np.array(True)"]


def number(c: Choices, *sound: str, odd: int = 15) -> str:
    """Return one of these numbers; in so many cases of a hundred an odd one, or what is none."""
    return c.of(*ODD_STEPS, *NO_NUMBERS) if c.chance(odd) else c.of(*sound)


def count(c: Choices, most: int) -> str:
    """Return a number from 0 to `most`, in several types, or what is no count."""
    if c.chance(8):
        return c.of(*NO_COUNTS)
    number = 0 if c.chance(8) else 1 + c.below(most)
    return c.of("{}", "{}", "np.int64({})", "np.uint8({})", "np.array({})").format(number)


def seed(c: Choices) -> str:
    """Return a seed or a generator, or what is neither."""
    return c.of(*NO_SEEDS) if c.chance(10) else c.of(*SEEDS)


def sometimes(c: Choices, **texts: str) -> dict[str, str]:
    """Return these arguments, or leave them out."""
    return texts if c.chance(40) else {}


# ------------------------------------------------------------------ Right answers


def answers(c: Choices, shape: Shape) -> str:
    """Return labels or one-hot rows that belong to outputs of that shape, or nearly."""
    *rows, classes = shape
    labels = [c.below(max(classes, 1)) for _ in range(math.prod(rows))]
    wrong = c.of("-1", str(classes), "2**63", "-(2**63) - 1", "0.5", "nan") if c.chance(8) else ""
    if c.chance(50):
        return _one_hot(c, shape, labels, wrong)
    texts = [str(label) for label in labels[: len(labels) - bool(wrong)]] + [wrong] * bool(wrong)
    if not rows:
        return c.of("{}", "np.array({})").format(texts[0])
    form = c.of("list", *WIDTHS, "float64", "column")
    if form == "column":
        return f"[[{'], ['.join(texts)}]]"
    return f"[{', '.join(texts)}]" if form == "list" or wrong else f"np.array([{', '.join(texts)}], {form!r})"


def _one_hot(c: Choices, shape: Shape, labels: list[int], wrong: str) -> str:
    entries = ["0"] * math.prod(shape)
    for row, label in enumerate(labels if entries else ()):
        entries[row * shape[-1] + label] = "1"
    if wrong and entries:
        entries[c.below(len(entries))] = c.of(wrong, "1", "0", "2")
    made = f"np.array([{', '.join(entries)}], {c.of('float64', 'float32', 'longdouble')!r}).reshape({shape})"
    return made + (c.of(".tolist()", ".astype(bool)", ".T.copy().T", "[:-1]") if c.chance(25) else "")
