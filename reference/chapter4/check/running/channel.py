"""What the process that runs a copy's code tells the one that started it."""

import json
from contextlib import suppress
from dataclasses import dataclass
from os import write  # by name, as the copy's code may replace the attribute of os
from typing import Any


@dataclass(frozen=True)
class Channel:
    """Messages of a kind and values, a line each, behind a token that the copy's code does not know."""

    descriptor: int
    token: str

    def say(self, kind: str, *values: Any) -> None:
        """Write a message at once, so that it is known whatever becomes of the process."""
        write(self.descriptor, f"\n{self.token}{json.dumps([kind, *values])}\n".encode())


def heard(written: bytes, token: str) -> dict[str, list[list[Any]]]:
    """Return the values of the messages of each kind, in their order; not of one that breaks off."""
    messages: dict[str, list[list[Any]]] = {}
    for line in written.split(b"\n"):
        if line.startswith(token.encode()):
            with suppress(ValueError):
                kind, *values = json.loads(line[len(token) :])
                messages.setdefault(kind, []).append(values)
    return messages
