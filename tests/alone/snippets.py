"""Copy every snippet from the built site, run each alone, and compare what it prints with the site and its ledger.

This takes the standard library alone, and runs where there is NumPy and nothing else: `tox -e docs,alone`.
"""

import json
import re
import subprocess
import sys
import tempfile
from decimal import Decimal
from html.parser import HTMLParser
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NUMBER = re.compile(r"-?\d+(?:\.\d*)?(?:e[+-]?\d+)?")


class Blocks(HTMLParser):
    """The blocks of text below each snippet's anchor, without the notes beside the lines."""

    def __init__(self, page):
        super().__init__()
        self.found, self.open = {}, []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        values = dict(attrs)
        self.open.append((tag, set((values.get("class") or "").split())))
        if "snippet" in self.open[-1][1]:
            self.blocks = self.found[values["id"]] = []
        if tag == "pre" and self.inside("snippet"):
            self.blocks.append("")

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        in_block = any(tag == "pre" for tag, _ in self.open)
        if in_block and self.inside("snippet") and not self.inside("notes"):
            self.blocks[-1] += data

    def inside(self, name):
        return any(name in classes for _, classes in self.open)


def copied(page, id):
    """Return the code and the output of a snippet, from the text of its page."""
    code, output = Blocks(page).found["code-" + id.lower().replace(".", "-")]
    return code, output


def run(code):
    """Return what a program prints, alone in an empty folder, every warning being an error."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "copied.py").write_text(code, encoding="utf-8")
        command = [sys.executable, "-I", "-W", "error", "copied.py"]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def as_stated(stated, number):
    """Whether a number is the stated one: the same double, or the same digits where fewer than fifteen are stated."""
    exact = Decimal(stated)
    if len(exact.as_tuple().digits) >= 15:
        return float(stated) == float(number)
    return abs(Decimal(number) - exact) <= Decimal(5).scaleb(exact.as_tuple().exponent - 1)


def faults(snippet, outputs, page):
    """Yield what is wrong with a snippet of the built site."""
    code, shown = copied(page, snippet["id"])
    if code != snippet["code"]:
        yield "the page does not show the code of the ledger"
    printed = run(code)
    prints = [outputs[id] for id in snippet["prints"]]
    if "not reproducible" in {output["verdict"] for output in prints}:
        return
    if printed != shown:
        yield f"it prints {printed!r}, and the page shows {shown!r}"
    stated = [(output, text) for output in prints for text in output["printed"].split(", ")]
    numbers = NUMBER.findall(printed)
    for (output, text), number in zip(stated, numbers[len(numbers) - len(stated) :], strict=True):
        if output["verdict"] != "differs" and not as_stated(text, number):
            yield f"it prints {number}, and {output['id']} is {text}"


def main(site):
    """Return the number of faults."""
    others = {found.name.lower() for found in distributions()} - {"numpy", "pip", "setuptools", "wheel"}
    assert not others, f"NumPy is not alone: {sorted(others)}"
    assert find_spec("chapter4") is None
    ledger = json.loads((site / "ledger.json").read_text(encoding="utf-8"))
    outputs, wrong = {output["id"]: output for output in ledger["stated_outputs"]}, 0
    for snippet in ledger["snippets"]:
        page = (site / snippet["page"].partition("#")[0]).read_text(encoding="utf-8")
        found = list(faults(snippet, outputs, page))
        print(snippet["id"], *(found or ["copied from its page, run alone, prints what is stated"]), sep=": ")
        wrong += len(found)
    return wrong


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
