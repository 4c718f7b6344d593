"""Everything that the chapter prints, claims and gets wrong, and what copies of it get wrong, under permanent ids.

The entries are in `ledger.toml`, next to this file. Tests, pages and reports read them from here.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeVar

Origin = Literal["notes", "book", "both"]
Source = Literal[Origin, "copies"]


@dataclass(frozen=True)
class Section:
    """One section of the chapter, under its number."""

    number: str
    """As the book counts it."""
    title: str
    """In English."""
    korean: str
    """The title as the notes have it."""

    @property
    def module(self) -> str:
        """The name that its code, tests, page and figures have."""
        return f"section_{self.number.replace('.', '_')}"


@dataclass(frozen=True)
class Snippet:
    """A piece of the chapter's code."""

    id: str
    section: str
    what: str
    """What the code does."""
    state: str
    """The state in which the notes print it."""
    file: str
    """The name of the file, in the package's folder `snippets`, that holds the corrected snippet."""
    code: str
    """The text of that file, which needs NumPy alone, is short enough to copy and has no check."""
    prints: tuple[str, ...]
    """The ids of the stated outputs that it prints, in this order."""
    keeps: tuple[str, ...]
    """The ids of the defects that it still has, most of them hazards that take a check to refuse."""
    objects: tuple[str, ...]
    """The names in `chapter4` that hold its checked form."""


@dataclass(frozen=True)
class Output:
    """A number that the chapter states, with the call that gives it."""

    id: str
    section: str
    call: str
    """The expression whose value the chapter states."""
    printed: str
    """As printed; the entries of an array one after the other."""
    origin: Origin
    """Who prints it, the notes, the book or both."""
    verdict: Literal["same", "differs", "artefact", "not recomputed", "not reproducible"]
    """How the computed number compares, which is the same to the last printed digit, another number, an artefact of
    rounding, not computed because the data are missing, or drawn without a seed."""
    why: str = ""
    """The reason for a verdict other than the same."""
    plain: str = ""
    """Where the plain snippet may print another last digit, and why."""
    setup: str = ""
    """Code to run before `call`, in a namespace of its own."""


@dataclass(frozen=True)
class Defect:
    """Something that the chapter gets wrong, or that copies of it do."""

    id: str
    section: str
    kind: Literal["syntax", "name", "type", "value", "precision", "aliasing", "wording", "hazard"]
    """What is wrong. Syntax is what Python refuses to read; name, a name that does not exist; type, what a type does
    not have. Value is a wrong number, precision a loss of digits, and aliasing an array that changes and should not.
    Wording is what the text says, and a hazard does harm only outside the chapter's own use."""
    quoted: tuple[str, ...]
    """The defective expressions of the chapter, nothing around them; none where the origin is copies."""
    symptom: str
    """What is wrong and what happens, in a sentence or more; code stands between backticks."""
    correction: str
    """What to write instead."""
    origin: Source
    """Where it occurs, in the chapter or only in copies that its readers make."""
    corrected: tuple[str, ...] = ()
    """The corrected expressions as they stand in the snippet, one for each quoted, or one for all."""
    snippets: tuple[str, ...] = ()
    """The ids of the snippets in which it stands."""
    object: str = ""
    """The name in `chapter4` that it concerns, where it concerns one."""
    asked_of: Literal["everyone", "chapter4"] = "everyone"
    """Whose code must have the correction, which is only `chapter4` where it is a note or a parameter."""
    reproducer: str = ""
    """Code with the defect, which fails as `exception`, `message`, `warning` and `value` say."""
    exception: str = ""
    """The name of the exception that it ends in, or nothing."""
    message: str = ""
    """What the exception's text begins with."""
    warning: str = ""
    """The name of the category of the warnings on the way, or nothing."""
    value: str = ""
    """The wrong value that it prints, or nothing."""
    cure: str = ""
    """The same code on the same data, with the wrong line corrected."""
    cured: str = ""
    """What the code of `cure` prints."""


@dataclass(frozen=True)
class Statement:
    """A sentence of the chapter that can be tested, in this project's words."""

    id: str
    section: str
    statement: str
    """The sentence."""
    condition: str = ""
    """What the sentence needs to be true, where the chapter leaves it out."""


@dataclass(frozen=True)
class Figure:
    """A figure that the chapter lost, or that this project adds."""

    id: str
    section: str
    shows: str
    """What is drawn."""
    objects: tuple[str, ...]
    """The names in `chapter4` that it is drawn from."""
    origin: Literal["chapter", "project"]
    """Whether the chapter has it, or this project adds it."""


Entry = Snippet | Output | Defect | Statement | Figure
Kind = TypeVar("Kind", Snippet, Output, Defect, Statement, Figure)
Record = TypeVar("Record", Section, Snippet, Output, Defect, Statement, Figure)


def sections() -> tuple[Section, ...]:
    """Return the sections, in the chapter's order."""
    return _records("section", Section)


@cache
def snippets() -> tuple[Snippet, ...]:
    """Return the chapter's pieces of code."""
    folder = files("chapter4").joinpath("snippets")
    rows = ({**row, "code": folder.joinpath(row["file"]).read_text(encoding="utf-8")} for row in _tables()["snippet"])
    return tuple(Snippet(**_frozen(row)) for row in rows)


def outputs() -> tuple[Output, ...]:
    """Return what the chapter and the book print."""
    return _records("output", Output)


def defects() -> tuple[Defect, ...]:
    """Return what is wrong, in the chapter and in copies of it: the origin distinguishes them."""
    return _records("defect", Defect)


def statements() -> tuple[Statement, ...]:
    """Return the sentences that can be tested."""
    return _records("statement", Statement)


def figures() -> tuple[Figure, ...]:
    """Return the figures."""
    return _records("figure", Figure)


def entries() -> tuple[Entry, ...]:
    """Return every entry that has an id."""
    return (*snippets(), *outputs(), *defects(), *statements(), *figures())


def entry(id: str) -> Entry:
    """Return the entry of that id, of whatever kind.

    Raises
    ------
    KeyError
        If the ledger has none.

    Examples
    --------
    >>> from chapter4 import ledger
    >>> print(ledger.entry("E4.2.4-3").section)
    4.2.4
    """
    if id not in _by_id():
        from chapter4 import _errors  # whose NumPy the ledger needs for nothing else

        raise _errors.no_entry(id)
    return _by_id()[id]


@cache
def _by_id() -> dict[str, Entry]:
    return {entry.id: entry for entry in entries()}


def snippet(id: str) -> Snippet:
    """Return the snippet of that id: a piece of the chapter's code.

    Raises
    ------
    KeyError
        If the ledger has none, or the id is that of another kind.

    Examples
    --------
    >>> from chapter4 import ledger
    >>> print(ledger.snippet("S4.2.4-2").section)
    4.2.4
    """
    return _of_kind(id, Snippet)


def output(id: str) -> Output:
    """Return the output of that id: what the chapter or the book prints.

    Raises
    ------
    KeyError
        If the ledger has none, or the id is that of another kind.

    Examples
    --------
    >>> from chapter4 import ledger
    >>> print(ledger.output("O4.3.2-1").printed)
    0.1999999999990898
    """
    return _of_kind(id, Output)


def defect(id: str) -> Defect:
    """Return the defect of that id: something that the chapter gets wrong, or that copies of it do.

    Raises
    ------
    KeyError
        If the ledger has none, or the id is that of another kind.

    Examples
    --------
    >>> from chapter4 import ledger
    >>> print(ledger.defect("E4.2.4-3").correction)
    Write the number without spaces: `1e-7`.
    """
    return _of_kind(id, Defect)


def statement(id: str) -> Statement:
    """Return the statement of that id: a sentence that can be tested.

    Raises
    ------
    KeyError
        If the ledger has none, or the id is that of another kind.

    Examples
    --------
    >>> from chapter4 import ledger
    >>> print(ledger.statement("C4.4-1").section)
    4.4
    """
    return _of_kind(id, Statement)


def figure(id: str) -> Figure:
    """Return the figure of that id.

    Raises
    ------
    KeyError
        If the ledger has none, or the id is that of another kind.

    Examples
    --------
    >>> from chapter4 import ledger
    >>> print(ledger.figure("F4.4-1").origin)
    chapter
    """
    return _of_kind(id, Figure)


def _of_kind(id: str, kind: type[Kind]) -> Kind:
    found = entry(id)
    if not isinstance(found, kind):
        from chapter4 import _errors

        own, asked = type(found).__name__.lower(), kind.__name__.lower()
        raise _errors.other_kind(id, own, asked)
    return found


def on_record() -> dict[str, str]:
    """Return why nothing can be computed, by the id of each entry of which that is so.

    Every other entry is proved by a test.

    Examples
    --------
    >>> from chapter4 import ledger
    >>> ledger.on_record()["O4.2.3-1"]
    'A property of the MNIST training set, which is not shipped.'
    """
    reasons = {id: group["why"] for group in _tables()["on_record"] for id in group["ids"]}
    return reasons | {output.id: output.why for output in outputs() if output.verdict == "not recomputed"}


@cache
def _tables() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(files("chapter4").joinpath("ledger.toml").read_text(encoding="utf-8"))


@cache
def _records(table: str, record: type[Record]) -> tuple[Record, ...]:
    return tuple(record(**_frozen(row)) for row in _tables()[table])


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
