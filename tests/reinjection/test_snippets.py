"""The suite held to the plain snippets: it fails for what each of them keeps, and for nothing else."""

import re

import pytest
from test_reinjection import hold

from chapter4 import ledger

ID = re.compile(r"(?<![\w.])[SOECF]4(?:\.\d+)*-\d+")
SNIPPETS = {snippet.id: snippet for snippet in ledger.snippets()}
ALL = "\n\n".join(snippet.code for snippet in ledger.snippets())


def failed_ids(code, folder):
    """Return the ids of the ledger under which the suite fails this code."""
    file = folder / "copied.py"
    file.write_text(code, encoding="utf-8")
    _, failed, output = hold(file)
    assert " passed" in output, output
    assert all(ID.search(name) for name in failed), output
    return {id for name in failed for id in ID.findall(name)}


@pytest.mark.parametrize("id", SNIPPETS)
def test_what_a_snippet_alone_is_failed_for_is_what_it_keeps(id, tmp_path):
    assert failed_ids(SNIPPETS[id].code, tmp_path) == set(SNIPPETS[id].keeps)


def defines(snippet, object):
    """Whether a snippet defines what stands for that name of `chapter4`; a draw stands for `sample_mini_batch`."""
    bare = "batch_mask =" if object == "sample_mini_batch" else f"def {object}("
    return bare in snippet.code or f"class {object}" in snippet.code.replace("simpleNet", "SimpleNet")


def test_together_the_last_definition_of_a_name_decides(tmp_path):
    """Copied one after the other into one file, in the chapter's order, as a notebook runs them."""
    kept = set()
    for id in {id for snippet in SNIPPETS.values() for id in snippet.keeps}:
        last = [snippet for snippet in SNIPPETS.values() if defines(snippet, ledger.entry(id).object)][-1]
        kept |= {id} & set(last.keeps)
    assert failed_ids(ALL, tmp_path) == kept
