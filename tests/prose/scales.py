"""Words that state a scale: how many times, or which share; and how a claim turns a number into such a word."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from prose.accounts import places

Number = float | Fraction

COUNTS = dict(enumerate(("three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=3))
COUNTS |= {16: "sixteen", 20: "twenty", 50: "fifty", 100: "a hundred", 1000: "a thousand"}
TIMES = {2: "twice"} | {count: f"{word} times" for count, word in COUNTS.items()}
MAGNITUDES = {100: "hundreds of times", 1000: "thousands of times"}
PARTS = {
    Fraction(1, 2): "half",
    Fraction(1, 3): "third",
    Fraction(1, 4): "quarter",
    Fraction(1, 5): "fifth",
    Fraction(1, 6): "sixth",
    Fraction(1, 10): "tenth",
    Fraction(1, 100): "hundredth",
    Fraction(1, 1000): "thousandth",
}
SHARES = {number: part if part == "half" else f"a {part}" for number, part in PARTS.items()}
VERBS = {2: "double", Fraction(1, 2): "halve"}

SCALE = re.compile(
    "|".join(
        [
            rf"\b(?:two|{'|'.join(COUNTS.values())}|hundreds of|thousands of) times\b",
            # A row may come twice, too, and a half lie below; before these words it is a scale.
            rf"\b(?:twice|{'|'.join(SHARES.values())})(?= (?:a|as|every|for each|its|of|off|or|that|the|what)\b)",
            rf"(?<=\bone )(?:{'|'.join(PARTS.values())})\b|(?:(?<=\babout )|(?<=\ba ))half\b",
            # As a noun, doubles are numbers.
            r"\bhalve(?=d?\b)|(?<=\bto )double\b|(?:(?<=\bit )|(?<=\$ ))double(?=s\b)|(?<!\bin )\bdouble(?=s the\b)",
        ]
    ),
    flags=re.IGNORECASE,
)
WORDS = [word for kind in (TIMES, COUNTS, MAGNITUDES, SHARES, PARTS, VERBS) for word in kind.values()]
WORD = re.compile(rf"\b(?:{'|'.join(WORDS)})\b", flags=re.IGNORECASE)
"""What the functions below return, wherever it stands."""
NO_SCALE = {"a quarter of an hour": "how long a command takes, which no test asserts"}
"""Phrases that nothing computes, each with its reason."""


def times(number: Number, within: float = 0.0) -> str:
    """Return how many times, in words: `four times`."""
    return _word(number, TIMES, within)


def share(number: Number, within: float = 0.0) -> str:
    """Return a share in words: `a quarter`."""
    return _word(number, SHARES, within)


def part(number: Number, within: float = 0.0) -> str:
    """Return a share without its article: `quarter`."""
    return _word(number, PARTS, within)


def verb(number: Number, within: float = 0.0) -> str:
    """Return the verb that multiplies by a number: `double`."""
    return _word(number, VERBS, within)


def magnitude(number: Number) -> str:
    """Return how many times by the order of magnitude: `thousands of times`."""
    (word,) = (word for least, word in MAGNITUDES.items() if least <= number < 10 * least)
    return word


def below(number: Number) -> Fraction:
    """Return the largest share with a word that a number exceeds."""
    return max(share for share in SHARES if share < number)


def above(number: Number) -> Fraction:
    """Return the smallest share with a word that exceeds a number."""
    return min(share for share in SHARES if share > number)


def _word(number: Number, words: Mapping[Number, str], within: float) -> str:
    """Return the word of a number, which may be off by such a share of itself."""
    found = [word for value, word in words.items() if abs(number - value) <= within * value]
    assert len(found) == 1, f"{number} has not one word, but {found}"
    return found[0]


def scales(text: str) -> list[tuple[int, int]]:
    """Return where a text states a scale, but for the phrases that nothing computes."""
    bare = re.sub("|".join(NO_SCALE), lambda match: " " * len(match[0]), text)
    return [match.span() for match in SCALE.finditer(bare)]


def is_claimed(span: tuple[int, int], text: str, claims: list[str]) -> bool:
    """Whether a claim that stands in a text speaks for what stands there."""
    return any(start <= span[0] and span[1] <= end for claim in claims for start, end in places(claim, text))


def changed(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield a text with each scale in turn made every other of its kind, and where that stands."""
    for start, end in scales(text):
        now = text[start:end]
        words = next((kind for kind in (MAGNITUDES, SHARES, PARTS, VERBS) if now.lower() in kind.values()), TIMES)
        for word in words.values():
            if word != now.lower():
                other = word.capitalize() if now[0].isupper() else word
                yield (start, start + len(other)), text[:start] + other + text[end:]
