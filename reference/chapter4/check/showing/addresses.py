"""Where an entry of the ledger stands on the site, and a file in the folder that is checked."""

from pathlib import Path


def address(id: str, base: str) -> str:
    """Return the address of an entry's account, below `base`, or relative to the site's front page where that is ""."""
    from chapter4 import ledger  # which imports NumPy

    number = ledger.entry(id).section
    module = next(section.module for section in ledger.sections() if section.number == number)
    anchor = id.lower().replace(".", "-")
    page = f"{module}.html#{anchor}"
    return f"{base.rstrip('/')}/{page}" if base else page


def relative(file: str) -> str:
    """Return the path with forward slashes, from the current folder if the file is below it."""
    path = Path(file)
    folder = Path.cwd()
    return (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix()
