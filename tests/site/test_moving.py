"""The figures that move, in Chromium: their numbers are Python's, and every reader can move them."""

import itertools
import random
import struct
import sys
from fractions import Fraction

import pytest
from axe_playwright_python.sync_playwright import Axe

from prose.examples import ROOT

sys.path.insert(0, str(ROOT / "docs" / "_ext"))

import moving

PAGES = {"difference": "section_4_3.html"}
PLACES = pytest.mark.parametrize("name", PAGES)
WINDOWS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}


@pytest.fixture
def opened(chromium, address):
    """Open the page of a figure, in a context of one's own, and return the figure."""
    contexts = []

    def figure(name, **options):
        contexts.append(chromium.new_context(**{"viewport": WINDOWS["desktop"], **options}))
        page = contexts[-1].new_page()
        page.goto(address + PAGES[name], wait_until="load")
        place = page.locator(f".moving[data-figure={name}]")
        place.scroll_into_view_if_needed()
        return place

    yield figure
    for context in contexts:
        context.close()


def slider(figure):
    return figure.locator("input[type=range]").first


def printed(figure):
    """Return the numbers that a figure shows, row by row."""
    return [row.locator("td").all_inner_texts() for row in figure.locator("tbody tr").all()]


# ------------------------------------------------------------------ Every double as Python prints it


def test_a_number_is_written_as_python_writes_it(opened):
    page = opened("difference").page
    draw = random.Random(4)
    numbers = [struct.unpack("d", struct.pack("Q", draw.getrandbits(64)))[0] for _ in range(20_000)]
    numbers += [draw.uniform(-1, 1) * 10.0 ** draw.randint(-8, 20) for _ in range(20_000)]
    numbers += [0.0, 1.0, -75.0, 5e-324, 1e-4, 9.999999999999999e-5, 9999999999999998.0, 1e16, 1e22, 1e23, 2.0**70]
    finite = [number for number in numbers if abs(number) < float("inf")]
    written = page.evaluate("numbers => numbers.map(moving.repr)", finite)
    assert [text for text, number in zip(written, finite, strict=True) if text != repr(number)] == []


class Double:
    """A double whose every operation is exact, and then rounded once to the nearest, as IEEE 754 demands."""

    def __init__(self, value):
        self.value = Fraction(float(value))

    def __add__(self, other):
        return Double(self.value + other.value)

    def __sub__(self, other):
        return Double(self.value - other.value)

    def __mul__(self, other):
        return Double(self.value * other.value)

    def __truediv__(self, other):
        return Double(self.value / other.value)

    def __repr__(self):
        return repr(float(self.value))


def test_the_slopes_and_errors_are_the_doubles_to_the_last_digit(opened):
    figure, x, slope = opened("difference"), Double(5), Double(75)

    def f(x):
        return x * x * x

    def error(found):
        return Double(abs((found - slope).value))

    slider(figure).focus()
    figure.page.keyboard.press("Home")
    for n, step in enumerate(moving.STEPS):
        h = Double(step)
        forward, central = (f(x + h) - f(x)) / h, (f(x + h) - f(x - h)) / (Double(2) * h)
        assert figure.locator(".slider .value").inner_text() == repr(step)
        assert printed(figure)[1:] == [[repr(found), repr(error(found))] for found in (forward, central)], step
        if n + 1 < len(moving.STEPS):
            figure.page.keyboard.press("ArrowRight")
    assert len(moving.STEPS) > 50


def test_the_step_is_named_lost_where_and_only_where_it_rounds_away(opened):
    figure = opened("difference")
    for n, h in enumerate(moving.STEPS):
        slider(figure).fill(str(n))
        said = figure.get_by_role("status").inner_text()
        assert said.startswith("The step is lost") == (5.0 + h == 5.0 or 5.0 - h == 5.0), h


def test_rounding_is_named_where_it_outweighs_the_truncation(opened):
    figure, said = opened("difference"), {}
    for n, h in enumerate(moving.STEPS):
        slider(figure).fill(str(n))
        said[h] = figure.get_by_role("status").inner_text()
    assert said[1e-4].startswith("Truncation decides")  # as the text and its table of errors say
    assert said[1e-6].startswith("Rounding has taken over the central")
    assert said[1e-9].startswith("Rounding decides")


# ------------------------------------------------------------------ By every hand


@PLACES
def test_the_keyboard_moves_it(opened, name):
    figure = opened(name)
    slider(figure).focus()
    seen = [figure.inner_text()]
    for key in ("Home", "PageUp", "ArrowRight", "End"):
        figure.page.keyboard.press(key)
        seen.append(figure.inner_text())
    assert len(set(seen)) >= 4, "each key shows other numbers"


@PLACES
def test_the_mouse_drags_it(opened, name):
    figure = opened(name)
    box, before = slider(figure).bounding_box(), slider(figure).input_value()
    mouse, middle = figure.page.mouse, box["y"] + box["height"] / 2
    mouse.move(box["x"] + box["width"] / 2, middle)
    mouse.down()
    halfway = slider(figure).input_value()
    mouse.move(box["x"] + box["width"] / 4, middle, steps=5)
    mouse.up()
    assert len({before, halfway, slider(figure).input_value()}) == 3


@PLACES
def test_a_finger_moves_it(opened, name):
    figure = opened(name, has_touch=True, is_mobile=True, viewport=WINDOWS["phone"])
    box, before = slider(figure).bounding_box(), figure.inner_text()
    assert box["height"] >= 44
    figure.page.touchscreen.tap(box["x"] + box["width"] / 3, box["y"] + box["height"] / 2)
    assert figure.inner_text() != before


@PLACES
@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_by_itself(opened, name, motion):
    figure = opened(name, reduced_motion=motion)
    slider(figure).press("Home")
    moves = """stage => stage.getAnimations({ subtree: true }).length + [...stage.querySelectorAll("*")].filter(
      (part) => getComputedStyle(part).transitionDuration !== "0s" || getComputedStyle(part).animationName !== "none"
    ).length"""
    assert figure.locator(".stage").evaluate(moves) == 0


@PLACES
def test_a_screen_reader_hears_the_value_and_the_named_state_and_no_more(opened, name):
    figure = opened(name)
    live = figure.locator("[aria-live], [role=status], output")
    assert live.count() == 1
    assert figure.locator("[role=status] strong").inner_text().strip()
    assert slider(figure).evaluate("input => input.labels.length") == 1
    live.evaluate(
        "line => { window.said = []; new MutationObserver(() => said.push(line.textContent)).observe("
        "line, { childList: true, characterData: true, subtree: true }); }"
    )
    count = int(slider(figure).evaluate("input => (input.max - input.min) / input.step"))
    slider(figure).press("Home")
    heard = [slider(figure).get_attribute("aria-valuetext")]
    for _ in range(count):
        slider(figure).press("ArrowRight")
        heard.append(slider(figure).get_attribute("aria-valuetext"))
    assert len(set(heard)) == count + 1
    said = figure.page.evaluate("said")
    assert 2 <= len(said) <= count / 4, "the state changes now and then"
    assert all(a != b for a, b in itertools.pairwise(said))


# ------------------------------------------------------------------ On every page


@PLACES
def test_without_a_script_there_is_the_still_picture(opened, name):
    figure = opened(name, java_script_enabled=False)
    assert figure.locator("img").is_visible()
    assert len(figure.locator("img").get_attribute("alt")) > 100
    assert figure.locator("input").count() == 0


@PLACES
def test_in_print_there_is_the_still_picture(opened, name):
    figure = opened(name)
    assert figure.locator("img").is_hidden()
    figure.page.emulate_media(media="print")
    assert figure.locator("img").is_visible()
    assert figure.locator(".stage").is_hidden()


@PLACES
def test_it_works_from_a_disk(chromium, site, name):
    page = chromium.new_page()
    page.goto((site.folder / PAGES[name]).as_uri())
    before = page.locator(".moving table").inner_text()
    page.locator(".moving input[type=range]").first.press("Home")
    assert page.locator(".moving table").inner_text() != before
    page.close()


@PLACES
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("window", WINDOWS)
def test_axe_finds_nothing_in_it_and_it_is_never_too_wide(opened, name, window, mode):
    figure = opened(name, viewport=WINDOWS[window], color_scheme=mode)
    for key in ("Home", "PageUp", "End"):
        slider(figure).press(key)
        page = figure.page
        assert page.evaluate("document.documentElement.scrollWidth") <= WINDOWS[window]["width"]
        wide = "place => [...place.querySelectorAll('*')].filter((e) => !e.ownerSVGElement && e.scrollWidth > "
        assert figure.evaluate(wide + "e.clientWidth + 1 && e.clientWidth).map((e) => e.outerHTML)") == []
    page.evaluate(Axe().axe_script)
    found = page.evaluate("async () => (await axe.run('.moving')).violations.map((v) => [v.id, v.nodes[0].html])")
    assert found == []


def test_its_scripts_are_loaded_on_its_page_alone(site):
    for name, page in site.pages.items():
        figures = [place["data-figure"] for place in page.select(".moving")]
        loaded = [script["src"].partition("?")[0] for script in page.select("script[src*='moving/']")]
        wanted = ["moving", *figures] if figures else []
        assert loaded == [f"_static/moving/{script}.js" for script in wanted], name
        assert len(page.select("link[href*='moving/']")) == bool(figures), name
    assert {figure["data-figure"] for page in site.pages.values() for figure in page.select(".moving")} == PAGES.keys()
