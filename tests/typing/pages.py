"""Check the Python blocks of the pages as a reader's own files: `mypy --strict` and pyright."""

import doctest
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from prose.examples import ROOT, named_blocks

PAGES = [ROOT / "README.md", ROOT / "docs" / "index.md", ROOT / "docs" / "cite.md"]


def program(block: str) -> str:
    """Return the block as a program: of a doctest what is typed, without what is printed.

    A function that a block defines itself is a snippet, which is as short as the chapter writes it: without types.
    """
    if block.lstrip().startswith(">>>"):
        block = "".join(example.source for example in doctest.DocTestParser().get_examples(block))
    return f"# mypy: allow-untyped-defs, allow-untyped-calls\n{block}" if "def " in block else block


def main() -> int:
    """Return 1 if a checker has something to say."""
    with tempfile.TemporaryDirectory() as folder:
        for name, block in named_blocks(PAGES).items():
            file = Path(folder, re.sub(r"\W+", "_", name) + ".py")
            file.write_text(program(block), encoding="utf-8")
        files = sorted(path.name for path in Path(folder).iterdir())
        print(*files, sep="\n", flush=True)
        checkers = (["mypy", "--strict"], ["pyright"])
        return max(subprocess.run([*checker, *files], cwd=folder, check=False).returncode for checker in checkers)


if __name__ == "__main__":
    sys.exit(main())
