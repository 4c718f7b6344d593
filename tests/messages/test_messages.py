"""Every line of the index of messages is run: it says what the page shows, and the code to write instead is a cure."""

import platform
import warnings
from collections import Counter

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from packaging.specifiers import SpecifierSet

from chapter4 import evidence, ledger
from messages import running
from messages.index import messages
from proof import images

MESSAGES = messages()


@pytest.fixture(autouse=True)
def surroundings(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")  # without one, Matplotlib is silent about figures that can't be shown
    images.stand_in(monkeypatch)
    plt.switch_backend("agg")
    with running.refusing_servers():
        yield
    plt.close("all")


def holds(form):
    """Whether the versions at hand are those that say it so."""
    versions = [
        (form.python, platform.python_version()),
        (form.numpy, np.__version__),
        (form.matplotlib, matplotlib.__version__),
    ]
    return all(SpecifierSet(wanted).contains(have, prereleases=True) for wanted, have in versions)


def test_no_id_is_used_twice():
    ids = [message.id for message in MESSAGES]
    assert sorted(set(ids)) == sorted(ids)


def test_no_two_messages_show_the_same_text_and_the_same_line():
    shown = Counter((form.text, message.named) for message in MESSAGES for form in message.says)
    assert [row for row, times in shown.items() if times > 1] == []


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.id)
def test_a_line_says_what_is_listed_for_the_versions_at_hand(message):
    says, named = running.run(message)
    assert says == [form.text for form in message.says if holds(form)]
    lines = len(message.line.splitlines())
    assert not says or lines == 1 or (message.at if message.at > 0 else lines) in named


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.id)
def test_the_code_to_write_instead_gives_what_is_stated_without_a_warning(message):
    with warnings.catch_warnings(action="error"):
        assert running.given_by(message) == message.gives


@pytest.mark.parametrize(
    "defect",
    [one for one in ledger.defects() if (one.exception or one.warning) and one.origin != "copies"],
    ids=lambda defect: defect.id,
)
def test_what_the_chapter_s_code_ends_in_is_listed_and_leads_to_its_entry(defect):
    listed = [form.text for message in MESSAGES if f"`{defect.id}`" in message.why for form in message.says]
    if defect.exception:
        assert any(defect.message in text for text in listed)
    else:
        assert set(evidence.run(defect.reproducer, defect.id).warned) <= set(listed)
