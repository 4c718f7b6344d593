"""Each silent defect has a model, which the tests of its own id fail, and sound code passes them."""

import pytest

from chapter4 import ledger
from defects import plain
from defects.holding import hold
from defects.models import MODELS

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
