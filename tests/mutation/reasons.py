"""What is written by hand of single mutants: why one survives, and which are shown as examples."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from mutation.mutants import Name

HERE = Path(__file__).parent


def reasons() -> dict[Name, str]:
    """Return why each survivor can't be killed, as `survivors.toml` tells."""
    return dict(_entries("survivors.toml"))


def examples() -> dict[Name, str]:
    """Return what the mutants do that the page shows, as `examples.toml` tells."""
    return dict(_entries("examples.toml"))


def _entries(file: str) -> Iterable[tuple[Name, str]]:
    """Yield each mutant with its text; an entry may name several mutants of one line, and several occurrences."""
    for entry in tomllib.loads((HERE / file).read_text(encoding="utf-8"))["mutant"]:
        for becomes in entry["becomes"]:
            for occurrence in entry.get("occurrences", [1]):
                yield Name(entry["module"], entry["line"], becomes, occurrence), entry["text"]
