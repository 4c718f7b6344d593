"""The corrected chapter as notebooks that stand alone: the plain snippets, run, with figures drawn from them.

The text of a section and the code of its figures are in ``docs/notebook``, in MyST; a code cell there names a snippet
or holds code of its own. What a snippet is and which defects it corrects is taken from the ledger.
"""

import logging
import os
import sys
import tempfile
from copy import deepcopy
from importlib.metadata import version
from pathlib import Path

import jupytext
import nbformat
from myst_text import ID
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from places import ROOT, SECTIONS, address, digest
from published import CHAPTER, NOTEBOOKS
from snippets import corrected_in
from traitlets.config import Config

import chapter4
from chapter4 import ledger

logging.getLogger("traitlets").setLevel(logging.WARNING)  # what runs well is not worth a line

SOURCES = Path(__file__).parent.parent / "notebook"
FOREWORD = """# {title}

Chapter 4, "Training neural networks", of *Deep Learning from Scratch* by Koki Saitoh, corrected. Every cell runs with
NumPy and Matplotlib alone, from the first to the last. An id such as {id} names an entry of the ledger of
*Chapter 4, Verified*, version {version}{where}, which has what was printed, what is wrong with it, and the proof."""

ALONE = """
import sys, warnings
sys.modules["chapter4"] = None  # so that to import it is an error
warnings.filterwarnings("error", module="__main__")
"""
"""Run before the first cell, and not published."""


def linked(text, base):
    """Return a text whose ids are links, where it is known what address the pages have."""
    if not base:
        return text

    def link(match):
        return f"[{match[0]}]({base}{address(ledger.entry(match[0]))})"

    return ID.sub(link, text)


def about(snippet):
    """Return what a snippet is, which defects it corrects and which it keeps, in a line each."""
    corrected = [defect.id for defect in corrected_in(snippet)]
    lines = [f"**{snippet.id}**: {snippet.what}."]
    if corrected:
        lines.append(f"Corrected: {', '.join(corrected)}.")
    if snippet.keeps:
        lines.append(f"It does not catch: {', '.join(snippet.keeps)}.")
    return "  \n".join(lines)


def section_cells(section, base):
    """Return the cells of a section, not yet run."""
    path = SOURCES / f"{section.module}.md"
    cells = [new_markdown_cell(f"## {section.number} {section.title}")]
    for cell in jupytext.reads(path.read_text(encoding="utf-8"), fmt="md:myst").cells:
        id = cell.metadata.pop("snippet", None)
        if cell.cell_type == "markdown":
            cells.append(new_markdown_cell(linked(cell.source, base)))
        elif id:
            snippet = ledger.snippet(id)
            cells += [new_markdown_cell(linked(about(snippet), base)), new_code_cell(snippet.code.strip())]
        else:
            cells.append(new_code_cell(cell.source))
    for n, cell in enumerate(cells, start=1):
        cell.id = f"{section.module}-{n}"
    return cells


def notebook(title, cells, base):
    """Return a notebook of these cells."""
    where = f", at {base}" if base else ""
    foreword = FOREWORD.format(title=title, id=linked("E4.2.4-4", base), version=chapter4.__version__, where=where)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}, "title": title}
    return new_notebook(cells=[new_markdown_cell(foreword, id="foreword"), *cells], metadata=metadata)


def counted(found):
    """Number the cells that ran from 1 on."""
    for n, cell in enumerate((cell for cell in found.cells if cell.cell_type == "code"), start=1):
        cell.execution_count = n
        for output in cell.outputs:
            if "execution_count" in output:
                output["execution_count"] = n
    return found


def executed(found):
    """Run a notebook in a folder of its own, where `chapter4` can't be imported and a warning is an error."""
    found.cells.insert(0, new_code_cell(ALONE))
    environment = {key: value for key, value in os.environ.items() if key != "MPLBACKEND"}  # else no figure is shown
    with tempfile.TemporaryDirectory() as folder:
        # Sockets of this folder, where a system has such: then no network is asked for, not even the machine's own.
        sockets = {} if os.name == "nt" else {"transport": "ipc", "ip": f"{folder}/kernel"}
        client = NotebookClient(
            found,
            config=Config({"KernelManager": sockets}),
            resources={"metadata": {"path": folder}},
            coalesce_streams=True,
            record_timing=False,
            timeout=300,
        )
        client.execute(env=environment)
    del found.cells[0]
    return found


def notebooks(base=""):
    """Return the notebooks by the names of their files: the whole chapter, run once, and each section of it."""
    cells = {section: section_cells(section, base) for section in SECTIONS.values()}
    whole = executed(notebook("Chapter 4, Verified", [cell for part in cells.values() for cell in part], base))
    found = {CHAPTER: counted(whole)}
    for section, part in cells.items():
        title = f"{section.number} {section.title}"
        found[f"{section.module}.ipynb"] = counted(notebook(title, deepcopy(part[1:]), base))
    return found


def made_from(app):
    """Return what differs where the notebooks of two builds may."""
    sources = ("docs/notebook/*", "docs/_ext/*.py", "reference/chapter4/ledger.*", "reference/chapter4/snippets/*")
    made_by = (f"{name} {version(name)}" for name in ("ipykernel", "jupytext", "matplotlib", "numpy"))
    return "\n".join([digest(ROOT, *sources), *made_by, sys.version, app.config.html_baseurl, str(app.outdir)])


def write_notebooks(app, exception):
    """Publish them beside the pages, unless a build before has made them of the same."""
    if exception or app.builder.name != "html":
        return
    stamp, made = Path(app.doctreedir, "notebooks-made-from"), made_from(app)
    there = all(Path(app.outdir, name).is_file() for name in NOTEBOOKS)
    if there and stamp.is_file() and stamp.read_text(encoding="utf-8") == made:
        return
    for name, found in notebooks(app.config.html_baseurl).items():
        nbformat.validate(found)
        Path(app.outdir, name).write_text(nbformat.writes(found) + "\n", encoding="utf-8")
    stamp.write_text(made, encoding="utf-8")


def setup(app):
    """Register it."""
    app.connect("build-finished", write_notebooks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
