"""Arbitrary input: every call ends in the right answer or in a documented error, and what is wrong is found."""

import re

import pytest
from hypothesis import given, settings

from arbitrary.calls import EVERY, outcome

FEW = 20


@pytest.mark.parametrize("name", EVERY)
def test_a_call_ends_in_the_right_answer_or_in_a_documented_error(name, request):
    cases = request.config.getoption("--cases", None)

    def call(arguments):
        outcome(EVERY[name], arguments)

    call.__name__ = re.sub(r"\W+", "_", name)
    settings(max_examples=cases or FEW, derandomize=not cases)(given(EVERY[name].arguments)(call))()
