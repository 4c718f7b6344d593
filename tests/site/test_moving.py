"""The figures that move, in Chromium: their numbers are Python's, and every reader can move them."""

import itertools
import random
import struct
import sys
from decimal import Decimal, localcontext
from fractions import Fraction

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from prose.examples import ROOT

sys.path.insert(0, str(ROOT / "docs" / "_ext"))

import moving

PAGES = {"difference": "section_4_3.html", "descent": "section_4_4_1.html", "loss": "section_4_2_5.html"}
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
        into_view(place)
        return place

    yield figure
    for context in contexts:
        context.close()


def into_view(element):
    """Scroll an element to the middle of the window at once; the site scrolls smoothly, and a finger would miss."""
    element.evaluate("element => element.scrollIntoView({ block: 'center', behavior: 'instant' })")


def slider(figure):
    return figure.locator("input[type=range]").first


def printed(figure):
    """Return the numbers that a figure shows, row by row."""
    return [row.locator("td").all_inner_texts() for row in figure.locator("tbody tr").all()]


MINUS = "\N{MINUS SIGN}"


def signed(text):
    """Return a number of Python's with the sign that a figure shows where it does not say what Python prints."""
    return text.replace("-", MINUS)


def unsigned(text):
    """Return a number of a figure as Python reads it."""
    assert "-" not in text, "a hyphen is no minus"
    return text.replace(MINUS, "-")


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


def cube(x):
    return x * x * x


X = Double(5)


def forward(h):
    return (cube(X + h) - cube(X)) / h


def central(h):
    return (cube(X + h) - cube(X - h)) / (Double(2) * h)


def test_the_slopes_and_errors_are_the_doubles_to_the_last_digit(opened):
    figure = opened("difference")
    slider(figure).focus()
    figure.page.keyboard.press("Home")
    for step in moving.STEPS:
        slopes = [slopes(Double(step)) for slopes in (forward, central)]
        rows = [[repr(slope), repr(abs(float(slope.value) - 75))] for slope in slopes]
        assert figure.locator(".slider .value").inner_text() == repr(step)
        assert printed(figure)[1:] == rows, step
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


# ------------------------------------------------------------------ Descent


def path(bowl, start, rate, steps):
    """Return every point of the exact rule, each operation rounded once, with its height."""
    a, b, two, rate = Double(bowl["a"]), Double(bowl["b"]), Double(2), Double(rate)
    points = [tuple(map(Double, start))]
    for _ in range(steps):
        x0, x1 = points[-1]
        points.append((x0 - rate * (two * a * x0), x1 - rate * (two * b * x1)))
    return [(x0, x1, a * x0 * x0 + b * x1 * x1) for x0, x1 in points]


DESCENT = moving.NUMBERS["descent"]


def choose(figure, bowl):
    figure.get_by_label(bowl["name"]).check()


@pytest.mark.parametrize("bowl", DESCENT["bowls"], ids=lambda bowl: bowl["name"].split(",")[0])
def test_the_steps_are_the_doubles_to_the_last_digit(opened, bowl):
    figure = opened("descent")
    choose(figure, bowl)
    for n, rate in enumerate(DESCENT["rates"]):
        slider(figure).fill(str(n))
        points = path(bowl, DESCENT["start"], rate, DESCENT["steps"])
        rows = [int(cell) for cell in figure.locator("tbody th").all_inner_texts()]
        assert rows == [0, 1, 2, 10, 100]
        assert figure.locator(".slider .value").inner_text() == repr(rate)
        assert printed(figure) == [[signed(repr(x)) for x in points[row]] for row in rows], rate


def name_of(bowl, start, rate):
    """Name the state by the factors with which a step of the exact rule multiplies x along each axis."""
    moved = [
        (1 - Fraction(str(rate)) * int(2 * bowl[key]), Fraction(x)) for key, x in zip("ab", start, strict=True) if x
    ]
    factors = [factor for factor, _ in moved]
    if not moved:
        return "At the minimum"
    if max(map(abs, factors)) > 1:
        return "Diverging"
    if -1 in factors:
        return "Back and forth"
    if 8 * rate < 2**-54:  # the largest factor, and less than half of the distance of two doubles beside any x
        return "Frozen"
    first, last = (sum((factor**n * x) ** 2 for factor, x in moved) for n in (0, DESCENT["steps"]))
    arrives, zigzags = last < first / 1000**2, min(factors) < 0
    if zigzags:
        return "Zigzag" if arrives else "Zigzag, and slow"
    return "Converged" if arrives else "Slow"


STARTS = [(-3.0, 4.0), (4.0, 0.0), (0.0, -2.0), (0.0, 0.0)]


def test_every_state_is_named_as_the_factors_of_the_steps_say(opened):
    figure, seen = opened("descent"), set()
    for bowl in DESCENT["bowls"]:
        choose(figure, bowl)
        for start in STARTS:
            put(figure, start)
            for n, rate in enumerate(DESCENT["rates"]):
                slider(figure).fill(str(n))
                said = figure.get_by_role("status").inner_text()
                assert said == name_of(bowl, start, rate) + ":", (bowl, start, rate)
                seen.add(said)
    assert len(seen) == 8


def handle(figure):
    return figure.get_by_role("slider", name="Start")


def start_of(figure):
    return tuple(float(unsigned(x)) for x in printed(figure)[0][:2])


def place(figure, start):
    """Return where on the screen a point of the plane is."""
    frame, reach = figure.locator(".plane .frame").bounding_box(), DESCENT["reach"]
    return (
        frame["x"] + frame["width"] * (start[0] + reach) / (2 * reach),
        frame["y"] + frame["height"] * (reach - start[1]) / (2 * reach),
    )


def put(figure, start):
    """Move the start with the arrow keys."""
    handle(figure).focus()
    for now, wanted, keys in zip(start_of(figure), start, ("LR", "DU"), strict=True):
        key = {"L": "ArrowLeft", "R": "ArrowRight", "D": "ArrowDown", "U": "ArrowUp"}[keys[wanted > now]]
        for _ in range(round(abs(wanted - now))):
            figure.page.keyboard.press(f"Shift+{key}")
    assert start_of(figure) == start


def test_the_start_is_moved_by_the_arrow_keys_and_stays_in_the_picture(opened):
    figure = opened("descent")
    handle(figure).focus()
    for key in ("ArrowRight", "ArrowUp", "Shift+ArrowRight", "ArrowDown", "ArrowDown"):
        figure.page.keyboard.press(key)
    assert start_of(figure) == (-1.9, 3.9)
    assert handle(figure).get_attribute("aria-valuetext") == signed("x0 -1.9, x1 3.9")
    assert handle(figure).get_attribute("aria-valuenow") == "-1.9", "for a program"
    for _ in range(12):
        figure.page.keyboard.press("Shift+ArrowLeft")
    assert start_of(figure) == (-5.0, 3.9)


def test_the_start_is_dragged_by_the_mouse_and_goes_where_the_plane_is_clicked(opened):
    figure = opened("descent")
    into_view(figure.locator(".plane"))
    mouse = figure.page.mouse
    mouse.move(*place(figure, start_of(figure)))
    mouse.down()
    mouse.move(*place(figure, (1.0, 1.0)), steps=4)
    mouse.move(*place(figure, (2.0, -3.0)), steps=4)
    mouse.up()
    assert start_of(figure) == (2.0, -3.0)
    mouse.move(*place(figure, (4.0, 4.0)))
    assert start_of(figure) == (2.0, -3.0), "what is let go stays"
    mouse.click(*place(figure, (-4.0, 1.5)))
    assert start_of(figure) == (-4.0, 1.5)


def test_the_start_is_dragged_by_a_finger_which_scrolls_the_page_elsewhere(opened):
    figure = opened("descent", has_touch=True, is_mobile=True, viewport=WINDOWS["phone"])
    into_view(figure.locator(".plane"))
    touch = figure.page.context.new_cdp_session(figure.page)

    def send(kind, *at):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in at]})

    send("touchStart", place(figure, start_of(figure)))
    for wanted in ((-1.0, 2.0), (1.0, 1.0), (2.0, -3.0)):
        send("touchMove", place(figure, wanted))
    send("touchEnd")
    assert start_of(figure) == (2.0, -3.0)
    figure.page.touchscreen.tap(*place(figure, (-4.0, 1.5)))
    assert start_of(figure) == pytest.approx((-4.0, 1.5), abs=0.11)  # a finger is put down on a whole pixel
    hold = handle(figure).locator(".hold").bounding_box()
    assert min(hold["width"], hold["height"]) >= 40
    before = figure.page.evaluate("scrollY")
    send("touchStart", place(figure, (3.0, 3.0)))
    for height in (1.0, -1.0, -3.0):
        send("touchMove", place(figure, (3.0, height)))
    send("touchEnd")
    figure.page.wait_for_function("before => scrollY < before", arg=before)
    assert start_of(figure) == pytest.approx((-4.0, 1.5), abs=0.11)


# ------------------------------------------------------------------ Accuracy and loss

LOSS = moving.NUMBERS["loss"]
HALF = Decimal("0.00005")
"""Half of the last digit that is shown."""
ROUNDED = Decimal("1e-14")
"""What exp, log and the sums may be off by here: each at most an ulp of a number below 8, some twenty of them."""


def scores(w):
    """Return the scores of each sample, as doubles."""
    (w11, w12, _), (w21, w22, w23) = LOSS["weights"]
    first, second = (w11, w12, w), (w21, w22, w23)
    for a, b in LOSS["inputs"]:
        products = [(Double(a) * Double(p), Double(b) * Double(q)) for p, q in zip(first, second, strict=True)]
        yield [float((p + q).value) for p, q in products]


def answers_right(w):
    return [z.index(max(z)) == t for z, t in zip(scores(w), LOSS["answers"], strict=True)]


def outputs(w):
    """Return the softmax of the scores to fifty digits."""
    with localcontext(prec=50):
        powers = [[Decimal(score).exp() for score in z] for z in scores(w)]
        return [[e / sum(row) for e in row] for row in powers]


def loss(w):
    with localcontext(prec=50):
        right = [y[t] for y, t in zip(outputs(w), LOSS["answers"], strict=True)]
        return -sum((y + Decimal(LOSS["delta"])).ln() for y in right) / len(right)


def difference(f, w):
    """Return the central difference as the chapter takes it, its last steps exact."""
    h = LOSS["h"]
    return (f(w + h) - f(w - h)) / Decimal(2 * h)


@pytest.mark.parametrize("n", range(0, 401, 16))
def test_accuracy_loss_and_outputs_are_pythons(opened, n):
    figure, w = opened("loss"), float(f"{LOSS['low'] + n * LOSS['step']:.2f}")
    slider(figure).fill(f"{w:.2f}")
    right = answers_right(w)
    count = Decimal(sum(right))
    said, slope = (
        row.locator("td").all_inner_texts() for row in figure.locator("table").first.locator("tbody tr").all()
    )
    assert said[0] == f"{count} of {len(right)}"
    assert Decimal(said[1]) == difference(lambda w: Decimal(sum(answers_right(w))) / len(right), w) == 0
    assert abs(Decimal(slope[0]) - loss(w)) <= HALF + ROUNDED
    assert abs(Decimal(unsigned(slope[1])) - difference(loss, w)) <= HALF + ROUNDED / Decimal(LOSS["h"])
    assert figure.get_by_role("status").inner_text().endswith("raise w." if difference(loss, w) < 0 else "lower w.")
    rows = figure.locator("table").nth(1).locator("tbody tr").all()
    for row, y, t, is_right in zip(rows, outputs(w), LOSS["answers"], right, strict=True):
        shown, mark = row.locator("td").all_inner_texts()
        wanted = [y[t], *(share for k, share in enumerate(y) if k != t)]
        for text, share in zip(shown.split(), wanted, strict=True):
            assert abs(Decimal(text) - share) <= HALF + ROUNDED
        assert mark.split()[-1] == ("right" if is_right else "wrong")


def test_the_accuracy_jumps_up_and_down_and_the_loss_has_one_lowest_place(opened):
    figure, counts, ways = opened("loss"), [], []
    for n in range(0, 401, 4):
        slider(figure).fill(f"{LOSS['low'] + n * LOSS['step']:.2f}")
        said = figure.get_by_role("status").inner_text()
        counts.append(int(said[0]))
        ways.append("raise" in said)
    jumps = [b - a for a, b in itertools.pairwise(counts) if a != b]
    assert len(jumps) == 6
    assert set(jumps) == {1, -1}
    assert sum(a != b for a, b in itertools.pairwise(ways)) == 1


def test_the_weight_is_dragged_on_the_pictures(opened):
    figure = opened("loss")
    frame = figure.locator(".panels .frame").nth(1)
    into_view(frame)
    box, mouse = frame.bounding_box(), figure.page.mouse
    for share, wanted in ((0.25, 0.0), (0.75, 2.0)):
        mouse.move(box["x"] + box["width"] * share, box["y"] + 20)
        mouse.down()
        assert float(slider(figure).input_value()) == pytest.approx(wanted, abs=0.02)  # a pixel is more than a step
    mouse.move(box["x"] + box["width"] / 2, box["y"] + 60)
    mouse.up()
    assert float(slider(figure).input_value()) == pytest.approx(1.0, abs=0.02)


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
    into_view(slider(figure))
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
    into_view(slider(figure))
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
    assert live.inner_text().strip()
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


def drawn(name):
    """Return the panels of a still picture."""
    with plt.style.context(moving.STYLE):
        moving.STILLS[name](**moving.NUMBERS[name])
        panels = plt.gcf().axes
        plt.close()
    return panels


def test_the_still_picture_of_the_errors_shows_every_step():
    lines = {line.get_label(): line for line in drawn("difference")[1].lines}
    for name, slopes in (("forward", forward), ("central", central)):
        points = [(h, float(abs((slopes(Double(h)) - Double(75)).value))) for h in moving.STEPS]
        assert list(zip(*lines[name].get_data(), strict=True)) == points


def test_the_still_pictures_of_descent_are_named_as_the_states_are():
    panels = drawn("descent")
    assert len(panels) == 3
    for axes in panels:
        rate, _, said = axes.get_title().removeprefix("Rate ").partition(": it ")
        named = name_of(DESCENT["bowls"][0], DESCENT["start"], float(rate)).lower()
        assert said[:6] == named[:6]
        line, start = axes.lines
        points = path(DESCENT["bowls"][0], DESCENT["start"], float(rate), DESCENT["steps"])
        exact = [[float(x.value) for x in point[:2]] for point in points]
        # A step has three roundings, each of at most 2**-53 of a number below nine times the step before.
        np.testing.assert_allclose(np.transpose(line.get_data()), exact, rtol=100 * 27 * 2.0**-53, atol=1e-300)
        assert np.ravel(start.get_data()).tolist() == DESCENT["start"]


def test_the_still_picture_of_the_accuracy_jumps_where_an_answer_tips_over():
    accuracy, _ = drawn("loss")
    (line,) = accuracy.lines
    weights, shares = line.get_data()
    assert len(weights) == 401
    assert shares.tolist() == [sum(answers_right(w)) / len(LOSS["answers"]) for w in weights.tolist()]


@PLACES
def test_without_a_script_there_is_the_still_picture_also_in_the_dark(opened, name):
    figure = opened(name, java_script_enabled=False, color_scheme="dark")
    assert figure.locator("img").is_visible()
    assert "invert" in figure.locator("img").evaluate("image => getComputedStyle(image).filter")
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
    before = page.locator(".moving .slider .value").inner_text()
    page.locator(".moving input[type=range]").first.press("Home")
    assert page.locator(".moving .slider .value").inner_text() != before
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


@PLACES
def test_the_axes_have_the_sign_of_a_minus(opened, name):
    ticks = opened(name).locator(".panels svg text, .plane svg text").all_text_contents()
    assert any(MINUS in tick or "\N{SUPERSCRIPT MINUS}" in tick for tick in ticks)
    assert not any("-" in tick for tick in ticks)


def test_its_scripts_are_loaded_on_its_page_alone(site):
    for name, page in site.pages.items():
        figures = [place["data-figure"] for place in page.select(".moving")]
        loaded = [script["src"].partition("?")[0] for script in page.select("script[src*='moving/']")]
        wanted = ["moving", *figures] if figures else []
        assert loaded == [f"_static/moving/{script}.js" for script in wanted], name
        assert len(page.select("link[href*='moving/']")) == bool(figures), name
    assert {figure["data-figure"] for page in site.pages.values() for figure in page.select(".moving")} == PAGES.keys()
