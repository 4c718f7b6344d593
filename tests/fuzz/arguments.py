"""Arbitrary arguments, each as the source text of one expression: what is drawn can be read, and run again."""

import math
from collections.abc import Sequence

from fuzz.choices import Choices

ORDINARY = ["1.0", "0.0", "3.0", "-1.5", "-0.0", "0.1", "1e-3", "-250.0", "1 / 3", "7e5"]
HARD = [
    "math.nan",
    "math.inf",
    "-math.inf",
    "1e13",
    "-1e16",
    "1e154",
    "-1e155",
    "1e308",
    "-1.7976931348623157e308",
    "5e-324",
    "-1e-310",
    "1e-200",
    "710.0",
    "-745.0",
    # Beside these the chapter's step is just kept, kept on one side alone, or just lost.
    "2.0**39",
    "-(2.0**40)",
    "math.nextafter(2.0**40, 0)",
    "2.0**41",
    "2.0**53",
]
PROBABILITIES = ["0.5", "0.25", "1.0", "0.0", "0.1", "1 / 3", "1e-8", "5e-324", "math.nextafter(1, 0)"]
INTEGERS = ["1", "0", "2", "3", "100"]

SHAPES = [(2,), (1,), (3,), (2, 3), (3, 1), (1, 3), (2, 1, 2), (), (0,), (0, 3), (3, 0)]

WIDTHS = {kind + str(bits): bits for kind in ("int", "uint") for bits in (8, 16, 32, 64)}
OTHER = {
    "float32": ORDINARY,
    "float16": ORDINARY,
    "longdouble": [*ORDINARY, "np.longdouble('1e400')", "np.longdouble('1e-4000')", "1 / np.longdouble(3)"],
    ">f8": ORDINARY,
    "<f8": ORDINARY,
    "bool": ["True", "False"],
    "complex128": ["1j", "1.0"],
    "object": ["1.0", "Fraction(1, 3)", "Decimal(1)", "None", "10**400", "'a'", "1"],
    "str": ["'a'", "'1'", "''"],
    "bytes": ["b'1'", "b''"],
    "datetime64[D]": ["'2026-01-01'", "'NaT'"],
    "timedelta64[s]": ["1", "0"],
    "a:f8,b:i4": ["(1.0, 2)"],
}
NO_ARRAYS = [
    "None",
    "1.0",
    "3",
    "[]",
    "[1.0, 2.0]",
    "(3.0, 4.0)",
    "[[1.0], [1.0, 2.0]]",
    "[1.0, [2.0]]",
    "[np.zeros(2), np.zeros((2, 2))]",
    "True",
    "'a'",
    "['a', 1.0]",
    "b'1'",
    "1j",
    "10**400",
    "[10**400, 1]",
    "[2**63, 0]",
    "[-1, 2**63]",
    "Fraction(1, 3)",
    "Decimal(1)",
    "[Fraction(1, 3), 1.0]",
    "[None, None]",
    "{1.0, 2.0}",
    "{0: 1.0}",
    "range(3)",
    "np.float64(3.0)",
    "np.float32(3.0)",
    "np.int8(3)",
    "np.bool_(True)",
    "array.array('d', [1.0, 2.0])",
    "memoryview(np.array([1.0, 2.0]))",
    "bytearray(2)",
    "np.datetime64('2026-01-01')",
    "np.array([0x7FA00001], np.uint32).view(np.float32)",  # a signalling NaN
    "np.ma.masked",
    "np.ma.array([1.0, 2.0])",
    "np.ma.array([1.0, 2.0], mask=[True, False])",
    "math.sin",
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
]
FLOAT_LAYOUTS = [
    "(a if (a := {}).ndim == 2 else np.ravel(a)).view(np.matrix)",
    "{}.view(np.recarray)",
    "np.ma.array({})",
    "np.ma.masked_invalid({})",
    # Not on an address that the processor likes.
    "np.frombuffer(bytearray(1) + (a := {}).tobytes(), np.uint8)[1:].view(a.dtype).reshape(a.shape)",
    # Entries that share memory.
    "np.lib.stride_tricks.as_strided(np.resize({}, 3).astype(float), (2, 2), (8, 8))",
    "np.lib.stride_tricks.as_strided(np.resize({}, 3).astype(float), (2, 2), (4, 8))",
    "np.lib.stride_tricks.as_strided(np.resize({}, 3).astype(float), (3,), (0,))",
]

SOUND_STEPS = ["1e-4", "1e-3", "2.0**-13", "0.5", "1e-6", "1", "3"]
STEPS = [
    *SOUND_STEPS,
    "Fraction(1, 8192)",
    "Fraction(1, 10000)",
    "np.float32(2.0**-13)",
    "np.float64(1e-4)",
    "np.array(1e-4)",
    "np.int64(1)",
    "np.longdouble(1e-4)",
    "np.float16(1e-3)",
    "-1e-4",
    "Fraction(-1, 8)",
    "1e-9",
    "1e-50",
    "1e-310",
    "5e-324",
    "1e100",
    "1e200",
    "8e307",
    "1e308",
    "10**300",
    "0",
    "0.0",
    "-0.0",
]
NO_NUMBERS = [
    "math.nan",
    "math.inf",
    "-math.inf",
    "None",
    "True",
    "'1'",
    "1j",
    "[1e-4]",
    "np.array([1e-4])",
    "10**400",
    "-(10**400)",
    "Fraction(10**400)",
    "Fraction(1, 10**400)",
    "np.longdouble('1e400')",
    "np.float32('inf')",
    "np.array(math.nan)",
    "np.array(Fraction(1, 8), dtype=object)",
    "np.array(True)",
    "np.bool_(True)",
    "np.array('a')",
    "Decimal('0.1')",
    "np.complex128(1)",
    "np.datetime64('2026-01-01')",
    "np.timedelta64(1, 's')",
    "np.ma.masked",
    "math.sin",
]
NO_COUNTS = [
    "-1",
    "1.0",
    "None",
    "True",
    "'1'",
    "[1]",
    "math.nan",
    "-(10**30)",
    "np.array([1])",
    "np.array([1, 2])",
    "np.array(1.0)",
    "np.float64(1)",
    "np.bool_(True)",
    "np.array(True)",
    "np.timedelta64(1, 's')",
    "Fraction(1)",
    "Decimal(1)",
    "1j",
    "np.ma.masked",
]

SEEDS = ["0", "None", "7", "np.random.default_rng(0)", "np.int64(3)", "10**30"]
NO_SEEDS = ["'a'", "1.5", "-1", "{}", "-(10**30)", "np.float64(1)"]


def double(c: Choices, hard: int = 10) -> str:
    """Return a float64: mostly an ordinary one, in `hard` cases of a hundred one that code may stumble over."""
    if c.chance(hard):
        return c.of(HARD)
    if c.chance(40):
        return repr((c.below(2**53) / 2**52 - 1) * 10.0 ** (c.below(13) - 6))
    return c.of(ORDINARY)


def integer(c: Choices, dtype: str) -> str:
    """Return an integer that the dtype holds, its extremes among them."""
    bits, signed = WIDTHS[dtype], dtype.startswith("int")
    extremes = [-1, -(2 ** (bits - 1)), 2 ** (bits - 1) - 1] if signed else [2**bits - 1]
    return str(c.of(extremes)) if c.chance(20) else c.of(INTEGERS)


def filled(values: Sequence[str], dtype: str, shape: tuple[int, ...]) -> str:
    """Return an array of these entries."""
    kind = "" if dtype == "float64" else f", dtype={dtype!r}"
    if dtype in ("str", "bytes", "longdouble", "bool", "object"):
        kind = f", dtype={'np.' * (dtype == 'longdouble')}{dtype}"
    if dtype == "a:f8,b:i4":
        kind = ", dtype=[('a', float), ('b', np.int32)]"
    made = f"np.array([{', '.join(values)}]{kind})"
    return made if len(shape) == 1 else f"{made}.reshape({shape})"


def doubles(c: Choices, shape: tuple[int, ...], hard: int = 10) -> str:
    """Return a float64 array of that shape, in any layout."""
    return laid_out(c, filled([double(c, hard) for _ in range(math.prod(shape))], "float64", shape))


def laid_out(c: Choices, made: str, percent: int = 20) -> str:
    """Return a float64 array in one of the layouts, each of which may change its shape."""
    return c.of(LAYOUTS + FLOAT_LAYOUTS).format(made) if c.chance(percent) else made


def like(c: Choices, shape: tuple[int, ...], hard: int = 10) -> str:
    """Return an array or a list of that shape, of any dtype that holds real numbers."""
    if c.chance(30):
        dtype = c.of(["int64", "float32", "float16", "longdouble", ">f8", "bool", *WIDTHS])
        return filled([_entry(c, dtype) for _ in range(math.prod(shape))], dtype, shape)
    made = doubles(c, shape, hard)
    return f"{made}.tolist()" if c.chance(20) else made


def anything(c: Choices) -> str:
    """Return anything at all: an array of any dtype, shape and layout, or what is no array."""
    if c.chance(35):
        return c.of(NO_ARRAYS)
    dtype, shape = c.of(["float64", *OTHER, *WIDTHS]), c.of(SHAPES)
    if dtype == "float64":
        return doubles(c, shape, hard=30)
    made = filled([_entry(c, dtype) for _ in range(math.prod(shape))], dtype, shape)
    made = c.of(LAYOUTS[:6]).format(made) if c.chance(20) else made
    if c.chance(10):
        made = f"np.ma.array({made})"
    return f"{made}.tolist()" if c.chance(20) and shape else made


def _entry(c: Choices, dtype: str) -> str:
    return integer(c, dtype) if dtype in WIDTHS else c.of(OTHER[dtype])


def mostly(c: Choices, sound: str, percent: int = 80) -> str:
    """Return what fits, or in the other cases anything at all."""
    return anything(c) if c.chance(100 - percent) else sound


def step(c: Choices) -> str:
    """Return a step h: sound, odd, or none at all."""
    if c.chance(60):
        return c.of(NO_NUMBERS) if c.chance(30) else c.of(STEPS)
    return c.of(SOUND_STEPS)


def count(c: Choices, most: int) -> str:
    """Return a number from 0 to `most`, in several types, or what is no count."""
    if c.chance(15):
        return c.of(NO_COUNTS)
    return c.of(["{}", "{}", "{}", "np.int64({})", "np.uint8({})", "np.array({})"]).format(c.below(most + 1))


def seed(c: Choices) -> str:
    """Return a seed or a generator, or what is neither."""
    return c.of(NO_SEEDS) if c.chance(10) else c.of(SEEDS)
