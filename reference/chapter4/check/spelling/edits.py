"""Code that is corrected in steps, and for each of its characters where it came from."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """A stretch of the code, and what is to stand there."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Text:
    """A piece of code, and for each of its characters its offset in the code as it was; these never fall."""

    code: str
    origins: Sequence[int]

    def part(self, start: int, end: int) -> "Text":
        """Return the piece from one offset to another."""
        return Text(self.code[start:end], self.origins[start:end])

    def edited(self, edits: Iterable[Edit]) -> "Text":
        """Return the text with the edits made, of which no two may overlap."""
        pieces: list[Text] = []
        at = 0
        for edit in sorted(edits, key=lambda edit: edit.start):
            pieces += [self.part(at, edit.start), Text(edit.new, self._origins_of(edit))]
            at = edit.end
        return joined([*pieces, self.part(at, len(self.code))])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of this text stood at first."""
        return self.origins[start], self.origins[end - 1] + 1

    def now(self, start: int, end: int) -> str:
        """Return what stands now in place of what stood there at first."""
        return self.code[bisect_left(self.origins, start) : bisect_left(self.origins, end)]

    def _origins_of(self, edit: Edit) -> list[int]:
        last = max(edit.end - 1, edit.start - 1)  # what is inserted belongs to what stands before
        return [self.origins[min(edit.start + n, last)] for n in range(len(edit.new))]


def original(code: str) -> Text:
    """Return the code, in which nothing is corrected yet."""
    return Text(code, range(len(code)))


def joined(pieces: Sequence[Text]) -> Text:
    """Return the pieces as one."""
    code = "".join(piece.code for piece in pieces)
    return Text(code, [origin for piece in pieces for origin in piece.origins])


@dataclass(frozen=True)
class Wrong:
    """A stretch of the code as it was that is wrong; the correction is what stands there in the end."""

    start: int
    end: int
    id: str | None
    message: str
    correction: str | None = None
    """What to write, where it is not what stands there in the end."""
    with_margin: bool = False
    """Whether what stands before the code in the line, such as a prompt, is wrong as well."""
    stands_in: bool = False
    """Whether what stands there in the end only lets the rest be read, and is not what was meant."""


@dataclass(frozen=True)
class Repair:
    """What is to be changed in a text, for what reason, and the stretch that is wrong."""

    edits: Sequence[Edit]
    start: int
    end: int
    message: str
    id: str | None = None
    correction: str | None = None
    with_margin: bool = False


def made(text: Text, repairs: Sequence[Repair]) -> tuple[Text, list[Wrong]]:
    """Return the text with all the repairs made, and what they were made for."""
    wrong = [
        Wrong(*text.span(one.start, one.end), one.id, one.message, one.correction, one.with_margin) for one in repairs
    ]
    edits = [edit for one in repairs for edit in one.edits]
    return (text.edited(edits) if edits else text), list(dict.fromkeys(wrong))
