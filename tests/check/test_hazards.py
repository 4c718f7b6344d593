"""What is right in the chapter's own use, and wrong outside it, is told by its id."""

import numpy as np
import pytest

import chapter4
from chapter4 import ledger
from chapter4.check.judging import calls, hazards
from defects.models import MODELS, among_what_is_sound


@pytest.mark.parametrize("name", hazards.HAZARDS)
def test_the_reference_has_none(name):
    assert hazards.of(name, calls.adapted(name, getattr(chapter4, name))) == []


HAZARDS = {id: name for name, of in hazards.HAZARDS.items() for id in of}


@pytest.mark.parametrize("id", [id for id in HAZARDS if id in MODELS])
def test_the_model_of_a_hazard_has_it(id):
    name = HAZARDS[id]
    found = hazards.of(name, calls.adapted(name, getattr(among_what_is_sound(id), name)))
    # What takes one-hot rows for labels looks each label of a column up in every row, too.
    assert found == (["E4.2.4-11", id] if id == "E4.2.4-12" else [id])


def test_every_hazard_is_that_of_its_function():
    assert {id: ledger.defect(id).object for id in HAZARDS} == HAZARDS


def test_the_plain_loop_has_the_hazards_of_the_chapters():
    def numerical_gradient(f, x):
        grad = np.zeros_like(x)
        for idx in np.ndindex(x.shape):
            tmp_val = x[idx]
            x[idx] = tmp_val + 1e-4
            fxh1 = f(x)
            x[idx] = tmp_val - 1e-4
            grad[idx] = (fxh1 - f(x)) / 2e-4
            x[idx] = tmp_val
        return grad

    assert hazards.of("numerical_gradient", numerical_gradient) == ["E4.4-4", "E4.4-5", "E4.4-7"]
