"""Run the notebooks of the built site from top to bottom where `chapter4` is not installed: `tox -e docs,notebook`."""

import json
import sys
import tempfile
from copy import deepcopy
from importlib.util import find_spec
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def shown(cell):
    """Return what a cell has printed and shown, each picture as its kind alone."""
    texts = "".join(output["text"] for output in cell.outputs if output.output_type == "stream")
    return texts, [sorted(output["data"]) for output in cell.outputs if "data" in output]


def faults(notebook, draws):
    """Yield the cells that give something else than is stored in them; `draws` is the code that is not seeded."""
    again = deepcopy(notebook)
    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(again, resources={"metadata": {"path": folder}}, coalesce_streams=True, timeout=300).execute()
    for stored, found in zip(notebook.cells, again.cells, strict=True):
        if stored.cell_type == "code" and stored.source not in draws and shown(stored) != shown(found):
            yield f"cell {stored.id} gives {shown(found)}, and {shown(stored)} is stored"


def main(site):
    """Return the number of faults."""
    assert find_spec("chapter4") is None
    ledger = json.loads((site / "ledger.json").read_text(encoding="utf-8"))
    unseeded = {output["id"] for output in ledger["stated_outputs"] if output["verdict"] == "not reproducible"}
    draws = {snippet["code"].strip() for snippet in ledger["snippets"] if unseeded & set(snippet["prints"])}
    paths = sorted(site.glob("*.ipynb"))
    assert len(paths) == len(ledger["sections"]) + 1
    wrong = 0
    for path in paths:
        found = list(faults(nbformat.read(path, 4), draws))
        print(path.name, *(found or ["every cell runs, and gives what is stored"]), sep=": ")
        wrong += len(found)
    return wrong


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
