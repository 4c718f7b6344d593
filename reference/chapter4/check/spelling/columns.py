"""Where the characters of a line that was cleaned stand in the line as it is in the file."""

import unicodedata

FURTHEST = 12
"""How far a character is looked for: an entity of HTML may stand between."""


def columns(line: str, raw: str) -> list[int]:
    """Return the column in `raw` of each character of the line."""
    stripped = line.strip()
    at = raw.find(stripped)
    if at >= 0:
        lead = len(line) - len(line.lstrip())
        return [max(0, at - lead + place) for place in range(len(line))]
    return _one_by_one(line, raw)


def _one_by_one(line: str, raw: str) -> list[int]:
    """Return the columns where each character is looked for behind the one before."""
    plain = "".join(_plain(character) for character in raw)
    found: list[int] = []
    at = 0
    for character in line:
        place = plain.find(character, at, at + FURTHEST)
        found.append(min(at if place < 0 else place, max(0, len(raw) - 1)))
        at = at if place < 0 else place + 1
    return found


def _plain(character: str) -> str:
    """Return what a wide character stands for."""
    normal = unicodedata.normalize("NFKC", character)
    return normal if len(normal) == 1 else character
