"""What the suite adds to pytest's command line."""

import pytest

NAMES = ["C4.2.4-1", "E4.2.4-1", "E4.2.4-10", "E4.2.4-12", "E4.2.4-14+E4.2.4-1", "E4.4-1"]


@pytest.mark.parametrize(
    ("expression", "selected"),
    [
        ("E4.2.4-1", {"E4.2.4-1", "E4.2.4-14+E4.2.4-1"}),
        ("(e4.2.4-1 or E4.2.4-12 or E4.4-1) and not E4.2.4-12 and not E4.2.4-14", {"E4.2.4-1", "E4.4-1"}),
        ("4.2.4-1", set(NAMES) - {"E4.4-1"}),
        ("test_one", set(NAMES)),
    ],
)
def test_an_id_selects_the_tests_of_that_id_alone_and_a_part_of_one_all_that_have_it(pytester, expression, selected):
    pytester.makepyfile(f"import pytest\n@pytest.mark.parametrize('id', {NAMES})\ndef test_one(id): pass")
    result = pytester.runpytest_inprocess("-p", "command_line", "--collect-only", "-q", "-k", expression)
    assert {line.partition("[")[2].rstrip("]") for line in result.outlines if "::" in line} == selected
