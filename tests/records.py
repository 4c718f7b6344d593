"""What the slow commands have measured: one JSON file each, which the pages read, so that no page repeats a number."""

import ast
import hashlib
import importlib.metadata
import json
import platform
from datetime import date
from pathlib import Path
from typing import Any

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
    "bench": ["tests/benchmarks/*.py"],
    "bounds": ["tests/bounds/*.py", "tests/ratios.py"],
    "digits": ["tests/digits*.py", "tests/formulations.py", "reference/chapter4/ledger.toml"],
    "fuzz": ["tests/fuzz/*.py"],
    "mutation": ["tests/*.py", "tests/mutation/*.py", "reference/chapter4/ledger.toml"],
    "oracles": ["tests/oracles/*.py"],
    "speed": ["tests/benchmarks/*.py"],
}
"""What a record depends on beside the package's code: what measures, and what it reads."""


def fingerprint(name: str) -> str:
    """Return a digest of the package and of what measured it; a docstring or a comment does not count."""
    files = sorted({path for pattern in ("reference/chapter4/*.py", *MEASURING[name]) for path in ROOT.glob(pattern)})
    return hashlib.sha256("\n".join(_code_alone(path) for path in files).encode()).hexdigest()


def _code_alone(path: Path) -> str:
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source if path.suffix == ".py" else "")):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines[node.lineno - 1 : node.end_lineno] = [""] * (node.end_lineno - node.lineno + 1)
    return "\n".join(line for line in lines if line.strip() and not line.lstrip().startswith("#"))
