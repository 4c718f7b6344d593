"""Bytes to text: UTF-8, UTF-16 with its mark, and the encodings of Korea, Japan and China."""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

DECLARED = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
"""A comment in one of the first two lines that names the encoding, as PEP 263 has it."""

DECLARABLE = frozenset(
    ("big5", "cp1252", "cp932", "cp949", "euc_jp", "euc_kr", "gb18030", "gb2312", "gbk", "iso2022_jp", "iso8859-1")
)
"""The encodings that are believed where a file declares them."""

SAMPLE = 2**16
"""How many bytes are enough to tell the encodings apart."""

UNREADABLE = "\ufffd\x7f" + "".join(map(chr, [*range(1, 9), *range(14, 32)]))

REPLACED = -2.0
"""What a character counts that the encoding does not have."""

UNCOMMON = -1.0
"""What a letter counts that a text in the encoding's language hardly has."""


class Candidate(NamedTuple):
    """An encoding, and what its language writes most: by the first byte of a letter in the plain national set."""

    encoding: str
    national: str
    weights: Mapping[int, float]

    def weight(self, character: str) -> float:
        """Return how much the character speaks for the encoding, from -2 to 1."""
        if character == "\ufffd" or unicodedata.category(character) in {"Cn", "Co"}:
            return REPLACED
        if not character.isalpha():
            return 0.0
        first = character.encode(self.national, "replace")[0]
        return self.weights.get(first, UNCOMMON)


WIDE_SIGNS = dict.fromkeys((0xA1, 0xA3), 0.0)
HANGUL = dict.fromkeys(range(0xB0, 0xC9), 1.0)
KANA = dict.fromkeys((0xA4, 0xA5), 1.0)
COMMON_KANJI = dict.fromkeys(range(0xB0, 0xD0), 0.5)  # less than Hangul and kana, which hardly come by accident
COMMON_HANZI = dict.fromkeys(range(0xB0, 0xD8), 0.6)
CANDIDATES = (
    Candidate("cp949", "euc_kr", WIDE_SIGNS | HANGUL),
    Candidate("cp932", "euc_jp", WIDE_SIGNS | KANA | COMMON_KANJI),
    Candidate("euc_jp", "euc_jp", WIDE_SIGNS | KANA | COMMON_KANJI),
    Candidate("gb18030", "gb2312", WIDE_SIGNS | COMMON_HANZI),
)


def decode(data: bytes) -> str | None:
    """Return the text, or None where the bytes are none."""
    mark, encoding = encoding_of(data)
    text = data[len(mark) :].decode(encoding, "replace")
    unreadable = sum(map(text.count, UNREADABLE))
    return None if "\0" in text or 10 * unreadable > len(text) else text


def encoding_of(data: bytes) -> tuple[bytes, str]:
    """Return the mark that the bytes begin with, b"" if there is none, and the encoding of the others."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return mark, encoding
    for encoding in (*_declared(data), "utf-8"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return b"", encoding
    return b"", _likeliest(data)


def _declared(data: bytes) -> list[str]:
    """Return the encoding that the first two lines declare, if it is one that people write in."""
    for line in data[:1000].splitlines()[:2]:
        if found := DECLARED.match(line):
            try:
                encoding = codecs.lookup(found[1].decode("ascii", "replace")).name
            except LookupError:
                return []
            return [encoding] if encoding in DECLARABLE else []
    return []


def _likeliest(data: bytes) -> str:
    """Return the encoding in which the first lines beyond ASCII look most like a language; UTF-8 if none does."""
    sample = _sample(data)
    scores = {candidate.encoding: _score(sample, candidate) for candidate in CANDIDATES}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > max(0.0, _score_of_utf_8(sample)) else "utf-8"


def _sample(data: bytes) -> bytes:
    first = re.search(rb"[\x80-\xff]", data)
    start = data.rfind(b"\n", 0, first.start()) + 1 if first else 0
    return data[start : start + SAMPLE]


def _score(sample: bytes, candidate: Candidate) -> float:
    """Return the mean weight of the characters beyond ASCII."""
    counts = Counter(character for character in sample.decode(candidate.encoding, "replace") if character > "\x7f")
    total = sum(candidate.weight(character) * count for character, count in counts.items())
    return total / max(1, counts.total())


def _score_of_utf_8(sample: bytes) -> float:
    """Return the same for UTF-8, in which a letter that is there at all is meant."""
    beyond = [character for character in sample.decode("utf-8", "replace") if character > "\x7f"]
    return sum(REPLACED if character == "\ufffd" else 1.0 for character in beyond) / max(1, len(beyond))
