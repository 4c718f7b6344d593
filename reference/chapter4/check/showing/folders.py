"""The files of a folder in which copies are kept."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

SUFFIXES = frozenset({".ipynb", ".md", ".py", ".txt"})

NOT_THEIRS = frozenset({"__pycache__", "build", "dist", "env", "node_modules", "site-packages", "venv"})
"""Folders that a tool has filled."""


def files_in(folder: str, refused: Callable[[OSError], None]) -> Iterator[str]:
    """Yield the paths of the folder's files, in order, without what is hidden, built or an environment of Python.

    `refused` is called for each folder that can't be read.
    """
    for here, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if _is_theirs(Path(here, name)))
        paths = (Path(here, name) for name in sorted(names) if not name.startswith("."))
        yield from (str(path) for path in paths if path.suffix.lower() in SUFFIXES and path.is_file())


def _is_theirs(folder: Path) -> bool:
    """Return whether people keep their own files in a folder."""
    name = folder.name
    made = name.startswith(".") or name in NOT_THEIRS or name.endswith(".egg-info")
    return not made and not (folder / "pyvenv.cfg").exists()
