"""Write a file anew, and keep its old text in a backup next to it."""

import itertools
import shutil


def rewrite(file: str, old: bytes, new: bytes) -> str:
    """Write the new bytes to the file, and return the name of the file that keeps the old ones.

    It is FILE.orig, or FILE.orig.1 and so on where that is there already: a backup that was made before is never lost.
    """
    names = itertools.chain([f"{file}.orig"], (f"{file}.orig.{number}" for number in itertools.count(1)))
    while True:
        name = next(names)
        try:
            with open(name, "xb") as backup:
                backup.write(old)
        except FileExistsError:
            continue
        break
    shutil.copystat(file, name)
    with open(file, "wb") as opened:  # in its place, which keeps its owner, its rights and links to it
        opened.write(new)
    return name
