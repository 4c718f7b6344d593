"""Each silent defect has a model, which the tests of its own id fail, and sound code passes them."""

import pytest

from chapter4 import ledger
from defects import plain
from defects.holding import hold
from defects.models import MODELS, of_the_formula
from proof.copies import KNOWN, slips_of

SILENT = {"value", "precision", "aliasing", "hazard"}
"""The kinds of defect that Python itself does not report."""


def test_every_silent_defect_has_a_model():
    assert set(MODELS) == {d.id for d in ledger.defects() if d.kind in SILENT and d.asked_of == "everyone"}


@pytest.fixture(scope="module")
def outcomes():
    return hold("--models", until_failed=True)


@pytest.mark.parametrize("id", MODELS)
def test_a_model_is_failed_by_a_test_of_its_id(id, outcomes):
    assert "failed" in outcomes[id][id]


@pytest.mark.parametrize("id", MODELS)
def test_sound_code_passes_every_test_of_that_id(id, outcomes):
    assert outcomes[plain.__name__][id] == {"passed"}


OF_COPIES = [slip for slip in KNOWN if ledger.defect(slip.id).origin == "copies"]


@pytest.mark.parametrize("slip", OF_COPIES, ids=lambda slip: f"{slip.id}-{slip.value}")
def test_each_slip_that_an_entry_stands_for_is_told(slip):
    """An entry may stand for several, of which its model has the first."""
    assert slips_of(of_the_formula(slip), ledger.defect(slip.id)) == {slip.id}
