"""What a file holds, and what is found in it: the records that the parts of the check hand to one another."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Place:
    """Where something stands: a line of the file, or in a notebook of its cell, and the columns of the line."""

    line: int
    """From 1."""
    cell: int | None = None
    """The place of the notebook's cell among all its cells, from 1; None in any other file."""
    start: int = 0
    """The first column, from 0, of the line as it stands in the file."""
    end: int = 0
    """The column behind the last one; `start` where no part of the line is meant."""

    def __str__(self) -> str:
        """Return it as a reader looks for it."""
        return f"line {self.line}" if self.cell is None else f"cell {self.cell}, line {self.line}"


@dataclass(frozen=True)
class Block:
    """Code that stands together: a script, a cell, a fence, or a stretch of code among prose."""

    code: str
    """The code, a line for each of `places`, without what only surrounds it: prompts, line numbers, escapes."""
    places: tuple[Place, ...]
    """Where each line of the code stands in the file."""
    raw: tuple[str, ...]
    """Each of these lines as it stands in the file, without its line end."""


@dataclass(frozen=True)
class Change:
    """Lines of code that stand together in the file, and what is to stand in their place."""

    place: Place
    """Of the first one."""
    old: tuple[str, ...]
    """The lines as the block's code has them, without what surrounds them; at least one."""
    new: tuple[str, ...]
    """Where it is the same, what surrounds the code is what has to go, such as the escapes of a markup."""
    with_margin: bool = False
    """Whether what stands before the code in the line, such as a prompt, has to go."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with a copy."""

    id: str | None
    """Of the ledger's entry; None where the ledger has none."""
    place: Place
    message: str
    """What is wrong, in one sentence."""
    correction: str
    """What to write instead, in the copy's own names; "" where nobody can say."""
    function: str | None = None
    """The chapter's name of the function that it is found in, if it is in one."""
    hazard: bool = False
    """Whether the copy is right in the chapter's own use, and wrong outside it."""
    changes: tuple[Change, ...] = field(default=(), compare=False, repr=False)
    """What is to be changed in the file, of what reading finds; () where nobody can say."""


@dataclass(frozen=True)
class Judged:
    """A function or class of the chapter that was found in a copy."""

    name: str
    """Its name in the chapter."""
    called: str
    """Its name in the copy."""
    place: Place
    verdict: str
    """One of "right", "wrong", "hazard", "not written", "not checked", and "read" where no code was run."""
    choices: tuple[str, ...] = ()
    """In what it differs from the chapter without being wrong, a phrase for each."""


@dataclass
class Report:
    """What is found in one file."""

    file: str
    findings: list[Finding] = field(default_factory=list)
    functions: list[Judged] = field(default_factory=list)
    not_recognised: list[str] = field(default_factory=list)
    """The functions and classes that are none of the chapter's."""
    notes: list[str] = field(default_factory=list)
    """What could not be read, run or checked, a sentence for each."""


@dataclass(frozen=True)
class Outcome:
    """What became of one call of a function of the copy."""

    value: object = None
    """What it returned: a number, or nested lists of numbers; None where it raised."""
    error: str | None = None
    """The last line of the traceback, such as "TypeError: 'tuple' object is not callable"."""
    line: int | None = None
    """The line of the joined code in which it was raised."""
    after: Mapping[str, object] = field(default_factory=dict)
    """What the call left of each array that it was given, by the argument's name."""
