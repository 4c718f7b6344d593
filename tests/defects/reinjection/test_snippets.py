"""The suite held to the plain snippets: it fails for what each of them keeps, and for nothing else."""

import pytest

from chapter4 import ledger
from defects.holding import failed, hold

SNIPPETS = {snippet.id: snippet for snippet in ledger.snippets()}


@pytest.fixture(scope="module")
def ids(tmp_path_factory):
    """Return the ids under which the suite fails each snippet alone, and all of them in one file."""
    folder = tmp_path_factory.mktemp("copied")
    codes = {snippet.file: snippet.code for snippet in SNIPPETS.values()}
    codes["together.py"] = "\n\n".join(codes.values())
    for name, code in codes.items():
        (folder / name).write_text(code, encoding="utf-8")
    outcomes = hold(*(f"--implementation={folder / name}" for name in codes))
    return {name: failed(outcomes[str(folder / name)]) for name in codes}


@pytest.mark.parametrize("id", SNIPPETS)
def test_what_a_snippet_alone_is_failed_for_is_what_it_keeps(id, ids):
    assert ids[SNIPPETS[id].file] == set(SNIPPETS[id].keeps)


def defines(snippet, object):
    """Whether a snippet defines what stands for that name of `chapter4`; a draw stands for `sample_mini_batch`."""
    bare = "batch_mask =" if object == "sample_mini_batch" else f"def {object}("
    return bare in snippet.code or f"class {object}" in snippet.code.replace("simpleNet", "SimpleNet")


def test_together_the_last_definition_of_a_name_decides(ids):
    """Copied one after the other into one file, in the chapter's order, as a notebook runs them."""
    kept = set()
    for id in {id for snippet in SNIPPETS.values() for id in snippet.keeps}:
        last = [snippet for snippet in SNIPPETS.values() if defines(snippet, ledger.defect(id).object)][-1]
        kept |= {id} & set(last.keeps)
    assert ids["together.py"] == kept
