"""What the suite adds to pytest's command line.

A plugin (`addopts` in pyproject.toml names it), since pytest reads a conftest only where it expects tests:
in `--implementation my_file.py` it would take the file for the place of the tests.
"""

import re

ID = re.compile(r"[SOECF]4(?:\.\d+)*-\d+")
ASKED = re.compile(rf"(?<![\w:+.\[\]\\/-]){ID.pattern}(?![\w:+.\[\]\\/-])", flags=re.IGNORECASE)
"""A whole id in the expression of -k, whose names may have these characters."""


def pytest_addoption(parser):
    group = parser.getgroup("chapter 4")
    group.addoption(
        "--implementation",
        action="append",
        metavar="FILE",
        help="hold the functions of this file, or of the module of this name, to the chapter's tests, instead of "
        "chapter4's; an id of the ledger is the model of that defect; may be given again",
    )
    group.addoption(
        "--models",
        action="store_true",
        help="hold the model of each defect to the tests of its own id, and sound functions to all of these",
    )
    group.addoption(
        "--report",
        action="store_true",
        help="print, for every entry of the ledger, whether it was proved",
    )
    group.addoption(
        "--points",
        choices=["few", "full"],
        default="few",
        help="ask each a-priori bound at a few hundred points, or at up to eight million and the worst near them",
    )
    group.addoption(
        "--corrections",
        choices=["sample", "all"],
        default="sample",
        help="correct some of the copies with a slip, or all of them, and see that they are right then",
    )
    group.addoption(
        "--cases", type=int, help="call each function with so many arbitrary arguments, drawn anew each time"
    )
    group.addoption(
        "--record",
        action="store_true",
        help="keep what is measured in docs/records, for the pages; of tests/errors, the text of each error",
    )


def pytest_configure(config):
    """Let an id in -k select that id alone: pytest looks for parts of names, and E4.2.4-1 is a part of E4.2.4-10."""
    config.option.keyword = ASKED.sub(lambda asked: keyword(asked[0]), config.option.keyword)


def pytest_itemcollected(item):
    item.extra_keyword_matches.update(keyword(id) for id in ID.findall(item.name))


def ids_of(test):
    """Return the ids that a test proves, in their order: of all its cases, or of the one at hand."""
    if hasattr(test, "callspec"):
        return test.callspec.params.get("entries", ())
    return tuple(id for mark in test.iter_markers("proves") for id in mark.args)


def keyword(id):
    """Return what -k is to look for: no part of it for another id."""
    return f":{id}:"
