"""What a script of the gallery says of its pictures: its own text is the home of captions and descriptions."""

import re
from pathlib import Path

from sphinx_gallery.py_source_parser import split_code_and_text_blocks

GALLERY = Path(__file__).parent.parent.parent / "gallery"
SEEN = re.compile(r"^\*\*What to see:\*\* (.+?)(?:\n\n|\Z)", flags=re.DOTALL | re.MULTILINE)
IN_WORDS = re.compile(r"^\.\. In words: (.+?)(?:\n\n|\Z)", flags=re.DOTALL | re.MULTILINE)
"""A comment of reStructuredText, which no page shows: it stands for a picture that is not seen."""


def path_of(script):
    """Return the file of a script, from its name."""
    return GALLERY / f"{script}.py"


def said(script):
    """Return what to see in each picture, and the picture in words, in the order in which they are drawn."""
    _, blocks = split_code_and_text_blocks(str(path_of(script)))
    text = "\n\n".join(block.content.strip() for block in blocks if block.type == "text")
    seen, in_words = ([" ".join(found.split()) for found in form.findall(text)] for form in (SEEN, IN_WORDS))
    return list(zip(seen, in_words, strict=True))


def figure_of(script):
    """Return the id of the ledger's figure that a script draws, or None."""
    found = re.search(r"^Figure :ledger:`(F[^`]+)`", path_of(script).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return found and found[1]
