"""The index of messages, index.toml, as the page, its directive and the tests read it."""

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "index.toml"


@dataclass(frozen=True)
class Form:
    """What is said, and by which versions: `<2` or `>=3.12`, or the empty text for all."""

    text: str
    python: str = ""
    numpy: str = ""
    matplotlib: str = ""


@dataclass(frozen=True)
class Message:
    """What one line says, the line that says it, the code to write instead, what that gives, and the reason."""

    id: str
    says: tuple[Form, ...]
    line: str
    write: str
    gives: str
    why: str
    given: str = ""
    """What both need."""
    at: int = -1
    """The number of the line that Python names, of several; the last where nothing is written."""

    @property
    def named(self) -> str:
        """The line that Python names."""
        return self.line.splitlines()[self.at if self.at < 0 else self.at - 1]


@dataclass(frozen=True)
class Group:
    """The messages under one heading."""

    title: str
    messages: tuple[Message, ...]


@functools.cache
def groups() -> tuple[Group, ...]:
    """Return all groups, in the order of the page."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))["group"]
    return tuple(Group(group["title"], tuple(map(_message, group["message"]))) for group in read)


def _message(read: dict) -> Message:
    forms = (Form(said) if isinstance(said, str) else Form(**said) for said in read["says"])
    code = {key: read[key].strip("\n") for key in ("given", "line", "write") if key in read}
    return Message(**read | code | {"says": tuple(forms)})


def messages() -> list[Message]:
    """Return the messages of all groups."""
    return [message for group in groups() for message in group.messages]
