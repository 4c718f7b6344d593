"""How the site looks: what can be read off its files, and what only a browser shows."""

import pytest
from fontTools.ttLib import TTFont

# ------------------------------------------------------------------ The font of the formulas


@pytest.fixture(scope="module")
def maths_font(site):
    with TTFont(site.folder / "_static" / "stix-two-math.woff2") as font:
        yield font


def test_every_character_of_a_formula_is_in_its_font(site, maths_font):
    """A letter by itself is set in italics, which have characters of their own."""
    known = maths_font.getBestCmap()
    used = set()
    for page in site.pages.values():
        for formula in page.select("math semantics > mrow, math semantics > :not(annotation)"):
            used |= set(formula.get_text())
    assert len(used) > 50
    assert {character for character in used if not character.isspace() and ord(character) not in known} == set()
    assert {0x1D434 + i for i in range(26)} | {0x1D6FC + i for i in range(25)} <= set(known)


def test_the_font_tells_how_brackets_grow(maths_font):
    growing = maths_font["MATH"].table.MathVariants.VertGlyphCoverage.glyphs
    names = maths_font.getBestCmap()
    assert {names[ord(bracket)] for bracket in "()[]{}|"} <= set(growing)


# ------------------------------------------------------------------ In a browser


BRACKETS = """
async () => {
  await document.fonts.ready;
  const height = (element) => element.getBoundingClientRect().height;
  return [...document.querySelectorAll("mrow")]
    .filter((row) => row.firstElementChild?.matches("mo") && row.children[1]?.matches("mtable"))
    .map((row) => [row.firstElementChild.textContent, height(row.firstElementChild) / height(row.children[1])]);
}
"""


@pytest.fixture
def page(chromium, address):
    """An empty page of a desktop's width."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", ["section_4_2_5.html", "section_4_4_2.html"])
def test_a_bracket_is_as_high_as_the_rows_that_it_holds(page, address, name):
    page.goto(address + name)
    brackets = page.evaluate(BRACKETS)
    assert brackets
    assert [(bracket, share) for bracket, share in brackets if share < 0.9] == []
    assert page.evaluate("document.fonts.check('16px \"STIX Two Math of this site\"')")
