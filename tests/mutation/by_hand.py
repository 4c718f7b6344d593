"""Changes made by hand, of kinds that no tool makes, and the test that notices each: `python -m mutation.by_hand`."""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from prose.examples import ROOT

CHANGES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["change"]


def main() -> int:
    """Ask of each change the test that is said to notice it; return how many go unnoticed."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "checkout")
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".tox", ".venv", "__pycache__", "build"))
        unnoticed = [change for change in CHANGES if not is_noticed(change, copy)]
    print(f"{len(CHANGES) - len(unnoticed)} of {len(CHANGES)} are noticed")
    return len(unnoticed)


def is_noticed(change: dict[str, str], checkout: Path) -> bool:
    """Make the change, which must fit one place, run its test, and take the change back."""
    path = checkout / change["file"]
    source = path.read_text(encoding="utf-8")
    assert source.count(change["before"]) == 1, f"{change['file']} has not one {change['before']!r}"
    path.write_text(source.replace(change["before"], change["after"]), encoding="utf-8")
    # Bytecode of a change of the same size and second would be taken for that of this one.
    environment = os.environ | {"PYTHONPATH": str(checkout / "reference"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", change["test"]]
    done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    path.write_text(source, encoding="utf-8")
    # Where the package can't be imported any more, no test is run, which is noticed too.
    noticed = "failed" in done.stdout or "error" in done.stdout
    print(
        f"{'noticed' if noticed else 'UNNOTICED':<10}{change['kind']}: {change['after']!r} by {change['test']}",
        flush=True,
    )
    return noticed


if __name__ == "__main__":
    sys.exit(main())
