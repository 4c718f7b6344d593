"""Where the project lies, and where on the site an entry of the ledger has its account."""

import hashlib
from pathlib import Path

from myst_text import anchor

from chapter4 import ledger

ROOT = Path(__file__).parent.parent.parent
SECTIONS = {section.number: section for section in ledger.sections()}


def address(entry):
    """Return the address of an entry below the site's front page: on its section's page, under its anchor."""
    return f"{SECTIONS[entry.section].module}.html#{anchor(entry.id)}"


def digest(folder, *patterns):
    """Return a digest of the files of these names below a folder, which differs where one of them does."""
    found = sorted(path for pattern in patterns for path in folder.glob(pattern) if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in found)).hexdigest()
