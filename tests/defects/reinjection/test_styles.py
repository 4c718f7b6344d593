"""The suite held to sound copies in every style: it fails for hazards that they have, and never for a style."""

import pytest

from chapter4.check.checking import check
from defects.holding import ROOT, failed, hold

STYLES = sorted(ROOT.glob("tests/check/styles/*.py"))


@pytest.fixture(scope="module")
def outcomes():
    return hold(*(f"--implementation={file}" for file in STYLES))


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.stem)
def test_a_sound_copy_is_failed_for_its_hazards_alone(file, outcomes):
    found = check(file.read_bytes(), file.name, run=True).findings
    assert failed(outcomes[str(file)]) <= {finding.id for finding in found if finding.hazard}
    assert not any("error" in seen for seen in outcomes[str(file)].values())


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.stem)
def test_most_of_the_chapter_is_asked_of_every_style(file, outcomes):
    asked = [id for id, seen in outcomes[str(file)].items() if seen & {"passed", "failed"}]
    assert len(asked) > len(outcomes[str(file)]) / 2
