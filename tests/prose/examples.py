"""How the examples that a reader may copy are found and run, each alone in an empty namespace."""

import doctest
import functools
from pathlib import Path

from markdown_it import MarkdownIt

from chapter4 import evidence

ROOT = Path(__file__).parents[2]


@functools.cache
def blocks(path):
    """Return the Python blocks of a Markdown page, those within a list too."""
    tokens = MarkdownIt().parse(path.read_text(encoding="utf-8"))
    return [token.content for token in tokens if token.type == "fence" and token.info.strip() == "python"]


def named_blocks(paths):
    """Return the Python blocks of these pages, by the names that tests give them."""
    return {
        f"{path.relative_to(ROOT).as_posix()}, block {n}": block
        for path in paths
        for n, block in enumerate(blocks(path), start=1)
    }


def passes(examples):
    """Whether a doctest prints what it says; if not, AssertionError tells what differs."""
    report = []
    doctest.DocTestRunner(verbose=False).run(examples, out=report.append)
    assert report == [], "".join(report)
    return True


@functools.cache
def run(code):
    """Return what became of a block, which several tests may ask."""
    return evidence.run(code, "block.py")


def runs_alone(code, name):
    """Whether a block runs, prints what it says, and warns of nothing; if not, AssertionError tells what happened."""
    if code.lstrip().startswith(">>>"):
        return passes(doctest.DocTestParser().get_doctest(code, {}, name, None, None))
    outcome = run(code)
    assert outcome.error is None, outcome.traceback
    assert not outcome.warned, f"{name} warns: {sorted(outcome.warned)}"
    return True
