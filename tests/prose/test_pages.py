"""Every block of code on a page, each alone in an empty namespace."""

import re

import pytest

from prose.examples import ROOT, named_blocks, run, runs_alone

OF_THE_SITE = sorted((ROOT / "docs").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *OF_THE_SITE]
BLOCKS = named_blocks(PAGES)


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_of_a_page_runs_alone(block):
    assert runs_alone(BLOCKS[block], block)


PROGRAM = re.compile(r"^```python\n(?!>>>)(.*?)^```$(.*?)(?=^```python\n|^#|\Z)", flags=re.DOTALL | re.MULTILINE)
"""A block of code without prompts, and what follows it."""


def test_what_a_program_on_a_page_prints_stands_below_it():
    shown = {}
    for page in OF_THE_SITE:
        for program, below in PROGRAM.findall(page.read_text(encoding="utf-8")):
            if printed := run(program).printed:
                shown[page.name] = f"```text\n{printed}\n```" in below
    assert shown == {"section_4_5.md": True}


FENCE = r"^[ \t]*(?:`{3,}|~{3,}|:{3,})[ \t]*"
PYTHON = FENCE + r"((?:\{(?:code|code-block|sourcecode)\}[ \t]*)?\{?(?:py|doctest|ipy|testcode).*)$"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_block_of_python_is_written_so_that_the_tests_overlook_it(page):
    fences = re.findall(PYTHON, page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert fences == ["python"] * len(named_blocks([page]))


COLUMN = 92
"""How many letters of code a block shows in a line, where the window is 1280 pixels wide."""


def test_no_line_of_code_is_wider_than_the_column_of_the_site():
    """A longer line goes on at the margin, where it is hard to read."""
    assert [(name, line) for name, block in BLOCKS.items() for line in block.splitlines() if len(line) > COLUMN] == []


def test_a_deliberately_wrong_number_on_a_page_fails():
    with pytest.raises(AssertionError, match=r"0\.30000000000000004"):
        runs_alone(">>> print(0.1 + 0.2)\n0.3\n", "wrong")


def test_a_block_that_warns_fails():
    with pytest.raises(AssertionError, match="RuntimeWarning"):
        runs_alone("import numpy as np\nnp.log(np.zeros(1))\n", "warns")


def test_a_block_that_leans_on_another_fails():
    with pytest.raises(AssertionError, match="NameError"):
        runs_alone("print(np.pi)\n", "leans")
