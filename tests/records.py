"""What the slow commands have measured: one JSON file each, which the pages read, so that no page repeats a number."""

import ast
import doctest
import functools
import hashlib
import importlib.metadata
import itertools
import json
import platform
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from prose.fields import PROSE

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "records"


def write(name: str, command: str, **found: Any) -> Path:
    """Keep what a command has found, with the day, the versions and the code that it was found on."""
    packages = {package: importlib.metadata.version(package) for package in ("numpy", *found.pop("packages", ()))}
    made = {
        "command": command,
        "date": date.today().isoformat(),
        "python": platform.python_version(),
        "packages": packages,
        "code": fingerprint(name),
    }
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}.json"
    path.write_text(json.dumps({"made": made, **found}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def read(name: str) -> dict[str, Any]:
    """Return what was kept."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


MEASURING = {
    "arbitrary": ["tests/arbitrary/*.py"],
    "bench": ["tests/benchmarks/*.py"],
    "bounds": ["tests/bounds/*.py"],
    "check": [
        "reference/chapter4/check/**/*.py",
        "tests/check/table.py",
        "tests/check/styles/*.py",
        "tests/check/held/*.py",
    ],
    "digits": ["tests/digits/matrix.py", "reference/chapter4/ledger.toml"],
    "mutation": [
        *("tests/**/*.py", "gallery/*.py", "docs/*.md", "README.md"),
        *("reference/chapter4/ledger.toml", "reference/chapter4/snippets/*.py"),
    ],
    "oracles": ["tests/oracles/*.py"],
    "speed": ["tests/benchmarks/*.py"],
}
"""What a record depends on beside the package: what measures, what that reads, and the suite where it is measured."""


@functools.cache
def measuring(name: str) -> list[Path]:
    """Return the files that a record depends on: the package, what measures, and what that imports from the tests."""
    found = {path for pattern in ("reference/chapter4/*.py", *MEASURING[name]) for path in ROOT.glob(pattern)}
    found -= set() if name == "check" else set(ROOT.glob("tests/check/**/*.py"))  # which run by themselves
    waiting = list(found)
    while waiting:
        imported = {ROOT / "tests" / f"{module.replace('.', '/')}.py" for module in _imported(waiting.pop())}
        new = {path for path in imported if path.is_file()} - found - {Path(__file__)}
        found |= new
        waiting += new
    return sorted(found)


def fingerprint(name: str) -> str:
    """Return a digest of all that a record depends on, without what is prose in it."""
    return hashlib.sha256("\n".join(map(what_counts, measuring(name))).encode()).hexdigest()


IMPORT = re.compile(r"^ *(?:from ([\w.]+) )?import ([\w., ]+|\([^)]*\))", flags=re.MULTILINE)


@functools.cache
def _imported(path: Path) -> set[str]:
    """Return the modules that a file imports, and each name as if it were a module too."""
    modules = set()
    for package, names in IMPORT.findall(path.read_text(encoding="utf-8") if path.suffix == ".py" else ""):
        found = re.findall(r"[\w.]+", names)
        modules |= {package, *(f"{package}.{name}" for name in found)} if package else set(found)
    return modules


@functools.cache
def what_counts(path: Path) -> str:
    """Return the code and the examples of a file, without what neither runs nor is read by what runs."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return _examples(source)
    if path.suffix == ".toml":
        entries = itertools.chain.from_iterable(tomllib.loads(source).values())
        return repr([{key: value for key, value in entry.items() if key not in PROSE} for entry in entries])
    lines, kept = source.splitlines(), []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines[node.lineno - 1 : node.end_lineno] = [""] * (node.end_lineno - node.lineno + 1)
            kept.append(_examples(node.value.value))
    return "\n".join([line for line in lines if line.strip() and not line.lstrip().startswith("#")] + kept)


def _examples(text: str) -> str:
    return "".join(example.source + example.want for example in doctest.DocTestParser().get_examples(text))
