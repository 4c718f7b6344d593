"""The mutants that cosmic-ray makes of a module."""

import difflib
import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cosmic_ray.commands.init import init
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import use_db


class Name(NamedTuple):
    """What tells a mutant from all others, and holds where lines move."""

    module: str
    line: str
    """The line of the source, or the lines, without their indentation."""
    mutant: str
    """What it becomes."""
    occurrence: int = 1
    """Which of the places where the same line becomes the same."""


@dataclass(frozen=True)
class Mutant:
    """A module with one change."""

    name: Name
    number: int
    """Of its line."""
    code: str


def mutants(path: Path) -> tuple[list[Mutant], int]:
    """Return the mutants of a module, in the order of its lines, and how many more are not Python."""
    with use_db(":memory:") as work:
        init([path], work, {})
        specs = sorted((item.mutations[0] for item in work.work_items), key=lambda spec: tuple(spec.start_pos))
    source = path.read_text(encoding="utf-8")
    found, not_python, occurrences = [], 0, Counter()
    for spec in specs:
        code = mutate_code(source, get_operator(spec.operator_name)(), spec.occurrence)
        if not _is_python(code):
            not_python += 1
            continue
        change = _change(source, code)
        occurrences[change] += 1
        found.append(Mutant(Name(path.stem, *change, occurrences[change]), spec.start_pos[0], code))
    return found, not_python


def _is_python(code: str) -> bool:
    try:
        with warnings.catch_warnings(action="ignore"):
            compile(code, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def _change(source: str, code: str) -> tuple[str, str]:
    """Return the lines that differ, before and after."""
    differ = list(difflib.unified_diff(source.splitlines(), code.splitlines(), n=0, lineterm=""))[3:]
    before, after = ([line[1:].strip() for line in differ if line[0] == sign] for sign in "-+")
    return "\n".join(filter(None, before)), "\n".join(filter(None, after))
