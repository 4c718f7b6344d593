"""The code to take away: the plain snippets as one archive, and the package as a wheel, written beside the pages."""

import contextlib
import zipfile
from importlib.metadata import metadata
from pathlib import Path

from hatchling.build import build_wheel
from myst_text import MystDirective
from places import ROOT
from published import CHAPTER, SNIPPETS, WHEEL

from chapter4 import ledger

LICENCE = ROOT / "LICENSE"
DATE = (2020, 2, 2, 0, 0, 0)
"""When each file of the archive was written, as in wheels: the same files then make the same archive."""


def write_snippets(path):
    """Write the archive: a folder with every snippet under the name that it has in the package, and the licence."""
    texts = {snippet.file: snippet.code for snippet in ledger.snippets()} | {
        LICENCE.name: LICENCE.read_text(encoding="utf-8")
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in sorted(texts.items()):
            member = zipfile.ZipInfo(f"{path.stem}/{name}", DATE)
            member.external_attr = 0o644 << 16
            archive.writestr(member, text, zipfile.ZIP_DEFLATED)


def write_wheel(folder):
    """Write the wheel as `pip wheel .` does, with nothing fetched."""
    with contextlib.chdir(ROOT):
        return build_wheel(str(folder))


def write_downloads(app, exception):
    """Write both beside the pages."""
    if exception is None and app.builder.name == "html":
        folder = Path(app.outdir)
        write_snippets(folder / SNIPPETS)
        if write_wheel(folder.resolve()) != WHEEL:
            raise ValueError(f"the pages link to {WHEEL}, which the installed package's version does not match")


class Downloads(MystDirective):
    """The table of what there is to take: ``{downloads}``."""

    def run(self):
        """Return the table."""
        python = metadata("chapter4-reference")["Requires-Python"].removeprefix(">=")
        count = len(ledger.snippets())
        licence = metadata("chapter4-reference")["License-Expression"]
        rows = [
            (
                f"Snippets (zip) <{SNIPPETS}>",
                f"the {count} corrected snippets, a file each, as short as printed",
                "NumPy",
            ),
            (
                f"Package (wheel) <{WHEEL}>",
                "`chapter4`: the same functions with checks of their arguments, the ledger, and "
                "[`chapter4 check`](check.md)",
                f"Python {python} or newer, NumPy",
            ),
            (
                f"Notebook <{CHAPTER}>",
                "the whole chapter, ready to run; each section's page has its own",
                "NumPy, Matplotlib",
            ),
            (
                "Ledger (JSON) <ledger.json>",
                "every entry with all its fields, [for programs](cite.md#for-programs)",
                "nothing",
            ),
        ]
        cells = [(f"{{published}}`{file}`", holds, needs, licence) for file, holds, needs in rows]
        return [self.table(("file", "what it holds", "needs", "licence"), cells, "ledger-table", widths=[3, 6, 3, 1])]


class Install(MystDirective):
    """The command that installs the wheel: ``{install}``."""

    def run(self):
        """Return it as a block of code."""
        return self.parse_text_to_nodes(f"```sh\npython -m pip install {WHEEL}\n```")


def setup(app):
    """Register it."""
    app.add_directive("downloads", Downloads)
    app.add_directive("install", Install)
    app.connect("build-finished", write_downloads)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
