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


def test_the_font_has_its_primes_for_superscripts_in_every_script(maths_font):
    """Chromium takes a prime for a sign of the Latin script; the form of the text floats above its letter."""
    table = maths_font["GSUB"].table
    for record in table.ScriptList.ScriptRecord:
        (number,) = record.Script.DefaultLangSys.FeatureIndex
        (lookup,) = table.FeatureList.FeatureRecord[number].Feature.LookupListIndex
        (forms,) = table.LookupList.Lookup[lookup].SubTable
        assert maths_font.getBestCmap()[ord("′")] in forms.alternates


# ------------------------------------------------------------------ Wrong and right


def test_the_front_page_begins_with_three_ways_in_and_then_shows_wrong_and_right(site):
    front = site.pages["index.html"].select_one("article")
    ways = front.select("div.way")
    assert [bool(way.select_one("a[href]") and way.select_one("h2")) for way in ways] == [True] * 3
    wrong, right = front.select("div.two div.wrong, div.two div.right")
    assert wrong["class"][0] != right["class"][0]
    assert ways[-1].sourceline <= wrong.sourceline


# ------------------------------------------------------------------ In a browser

CUT = """
() => {
  for (const part of document.querySelectorAll("article details")) part.open = true;
  return [...document.querySelectorAll("article :is(pre, .table-wrapper, div.math, div.highlight)")]
    .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1)
    .map((element) => element.textContent.trim().slice(0, 60));
}
"""
BUTTONS = """
() => [...document.querySelectorAll("button.copybtn")].filter((button) => button.checkVisibility()).map((button) => {
  const { width, height } = button.getBoundingClientRect();
  return Math.min(width, height) * (getComputedStyle(button).opacity === "1");
})
"""

TARGETS = """
() => {
  for (const part of document.querySelectorAll("article details")) part.open = true;
  return [...document.querySelectorAll(".mobile-header :is(label, button), article summary, article label")]
    .map((target) => [target.getBoundingClientRect(), target.textContent.trim().slice(0, 40)])
    .filter(([{ width, height }]) => width && Math.min(width, height) < 44)
    .map(([{ width, height }, text]) => `${text}: ${width} x ${height}`);
}
"""

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


def test_no_code_table_or_equation_is_cut_on_a_desktop(page, site, address):
    cut = {}
    for name in site.pages:
        page.goto(address + name, wait_until="domcontentloaded")
        if found := page.evaluate(CUT):
            cut[name] = found
    assert cut == {}


def test_the_three_ways_and_the_pair_are_on_the_first_screen(page, address):
    page.goto(address + "index.html")
    for part in ("div.way >> nth=2", "div.two div.wrong", "div.two div.right"):
        box = page.locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= 800


@pytest.mark.parametrize("name", ["section_4_2_4.html", "gallery/section_4_3_2_tangents.html"])
def test_a_thumb_finds_the_buttons_on_a_phone(chromium, address, name):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + name)
    page.wait_for_selector("button.copybtn")
    sizes = page.evaluate(BUTTONS)
    assert sizes
    assert min(sizes) >= 32
    context.close()


@pytest.mark.parametrize("name", ["errors.html", "section_4_2_4.html", "section_4_4_1.html"])
def test_a_thumb_finds_what_opens_and_what_chooses(chromium, address, name):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + name)
    assert page.evaluate(TARGETS) == []
    context.close()


COVERED = """
() => [...document.querySelectorAll("button.copybtn")].filter((button) => {
  const of = button.getBoundingClientRect();
  const block = button.parentElement.querySelector("pre");
  const code = block.getBoundingClientRect();
  const first = code.top + parseFloat(getComputedStyle(block).paddingTop);
  return of.width && code.right > of.left && code.bottom > of.top && of.bottom > first;
}).length
"""


@pytest.mark.parametrize("name", ["check.html", "section_4_2_4.html"])
def test_on_a_phone_no_code_runs_under_its_button(chromium, address, name):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + name)
    page.wait_for_selector("button.copybtn")
    assert page.evaluate(COVERED) == 0
    context.close()


def test_on_paper_there_is_the_text_alone_with_the_answers(page, address):
    page.goto(address + "section_4_2_4.html")
    page.emulate_media(media="print")
    for part in (".skip-to-content", ".sidebar-drawer", ".toc-drawer", ".related-pages", "button.copybtn"):
        assert page.locator(f"{part}:visible").count() == 0, part
    assert page.evaluate("document.querySelector('details.answer p').checkVisibility()")
    assert not page.evaluate("document.querySelector('details.section-ledger details').checkVisibility()")
    assert page.evaluate(CUT) == []
