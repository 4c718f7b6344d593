"""The list of changes made by hand fits the code and the tests as they are; `tox -e by_hand` sees each test fail."""

import pytest

from mutation.by_hand import CHANGES
from prose.examples import ROOT


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change["after"][:40])
def test_a_change_fits_one_place_and_names_a_test_that_exists(change):
    assert (ROOT / change["file"]).read_text(encoding="utf-8").count(change["before"]) == 1
    file, _, name = change["test"].partition("::")
    assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")
