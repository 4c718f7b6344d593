"""Every page in a real Chromium: at phone and desktop width, light and dark, and searched."""

import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
import tracebacks
from axe_playwright_python.sync_playwright import Axe

from chapter4 import ledger
from messages.index import messages
from messages.running import refusing_servers

WIDTHS = {"phone": 390, "desktop": 1280}
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that dark mode can break; the rest is the same in both. They take seconds for a long page."""
COLOURS = {"runOnly": OF_COLOURS, "resultTypes": ["violations"]}
WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {rule: {"enabled": False} for rule in OF_COLOURS},
    "resultTypes": ["violations"],
}
MODES = {"phone": "dark", "desktop": "light"}
"""In which mode the colours of every page are looked at."""
OF_EACH_KIND = ["404.html", "errata.html", "gallery/index.html", "index.html", "section_4_2_5.html", "speed.html"]
"""The pages whose colours are looked at in both modes at both widths: parts of a page are shown at one width alone."""

IMAGES_OF_A_PAGE = """
async () => {
  const images = [...document.images];
  for (const image of images) image.loading = "eager";
  await Promise.all(images.map((image) => image.decode().catch(() => null)));
  // The picture on a card of the gallery stands beside its title, which is the link's text, and adds nothing to it.
  const onCard = (image) => image.hasAttribute("alt") && image.closest(".sphx-glr-thumbcontainer");
  const described = (image) => image.alt.trim() || onCard(image);
  return images.filter((image) => !image.naturalWidth || !described(image)).map((image) => image.outerHTML);
}
"""
WIDEST = """
() => [...document.querySelectorAll("article *")]
  .filter((element) => element.getBoundingClientRect().right > innerWidth)
  .slice(0, 3).map((element) => element.outerHTML.slice(0, 120))
"""
SCROLLED = """
() => {
  const folded = [...document.querySelectorAll("article details:not([open])")];
  for (const part of folded) part.open = true;
  const scrolled = [...document.querySelectorAll(".table-wrapper")]
    .filter((element) => element.scrollWidth > element.clientWidth + 1)
    .map((element) => element.textContent.trim().slice(0, 60));
  for (const part of folded) part.open = false;
  return scrolled;
}
"""
PARTED = r"""
async () => {
  await document.fonts.ready;
  const folded = [...document.querySelectorAll("article details:not([open])")];
  for (const part of folded) part.open = true;
  const range = document.createRange();
  const walker = document.createTreeWalker(document.querySelector("article") ?? document.body, NodeFilter.SHOW_TEXT);
  const parted = [];
  let before = "", bottom = 0, block = null;
  const isParted = (rest, inCode) => [
    [/[가-힣]$/, /^[가-힣]/],
    [/[A-Za-z0-9]$/, /^[A-Za-z0-9_]/],
    [/\d\.$/, /^\d/],
    inCode ? [/(^|[^A-Za-z])[-+−]$|\de[-+−]$/, /^\S/] : [/[\de][-+−]$/, /^\d/],
    [/\S$/, inCode ? /^[)\]},:;]/ : /^[)\],;:.!?]/],
  ].some(([end, start]) => end.test(before) && start.test(rest))
    && !(/\.\d{5,}$/.test(before) && /^(\d{5}|\d+$)/.test(rest));
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement;
    const unread = "math, script, style, .headerlink, .sphx-glr-thumbcontainer a span";
    if (around.closest(unread) || !around.checkVisibility()) continue;
    let outer = around;
    while (getComputedStyle(outer).display === "inline") outer = outer.parentElement;
    if (outer !== block) before = "";
    block = outer;
    range.selectNodeContents(node);
    const boxes = range.getClientRects();
    // A text in one line is looked at as a whole, any other sign by sign.
    const steps = boxes.length === 1 ? [node.data] : node.data;
    let at = 0;
    for (const text of steps) {
      range.setStart(node, at);
      range.setEnd(node, at + text.length);
      const box = text.trim() && range.getClientRects()[0];
      if (box?.width) {
        const rest = node.data.slice(at);
        if (box.top > bottom - 3 && isParted(rest, around.closest("code, pre"))) {
          parted.push(`${before.slice(-20)}|${rest.slice(0, 12)}`);
        }
        bottom = box.bottom;
      }
      before = (before + text).slice(-80);
      at += text.length;
    }
  }
  for (const part of folded) part.open = false;
  return parted;
}
"""
"""Where a line ends within a number, an id, a word of code or of Korean, or before what closes a bracket or a sentence.
The groups of five digits of an exact value, which is longer than any line, are no such places."""
UNFOLDED_ALONE = """
() => {
  for (const part of document.querySelectorAll("details:not([open]) > :not(summary)")) part.remove();
}
"""
"""What is folded has no colours to be looked at, and looking for them takes two thirds of the time."""
AXE = """
async (options) => (await axe.run(document, options)).violations.map(
  (violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")} `
    + (violation.nodes[0].any[0]?.message ?? violation.help))
"""


@dataclass
class Look:
    """What was seen of one page."""

    width: int = 0
    too_wide: list = field(default_factory=list)
    scrolled: list = field(default_factory=list)
    parted: list = field(default_factory=list)
    images: list = field(default_factory=list)
    console: list = field(default_factory=list)
    failed: list = field(default_factory=list)
    foreign: list = field(default_factory=list)
    axe: list = field(default_factory=list)


def watch(page, look, address):
    """Write down from now on what a page says in its console and asks for."""
    page.on("console", lambda m: look.console.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: look.console.append(str(error)))
    page.on("requestfailed", lambda request: look.failed.append(request.url))
    page.on("response", lambda answer: look.failed.append(answer.url) if answer.status >= 400 else None)
    page.on(
        "request",
        lambda r: look.foreign.append(r.url) if not r.url.startswith((address, "data:", "blob:")) else None,
    )


def look_at_all(start_chromium, names, address, window):
    """Look at every page at one width: first as it is, then with axe."""
    script, width, found = Axe().axe_script, WIDTHS[window], {}
    with start_chromium() as browser:
        view = {"width": width, "height": 900}
        context = browser.new_context(viewport=view, reduced_motion="reduce", color_scheme="light")
        for name in names:
            look, page = Look(), context.new_page()
            watch(page, look, address)
            page.goto(address + name, wait_until="load")
            look.images = page.evaluate(IMAGES_OF_A_PAGE)
            look.width = page.evaluate("document.documentElement.scrollWidth")
            look.too_wide = page.evaluate(WIDEST) if look.width > width else []
            look.scrolled = page.evaluate(SCROLLED)
            look.parted = page.evaluate(PARTED)
            look.failed, look.foreign, look.console = list(look.failed), list(look.foreign), list(look.console)
            page.evaluate(script)
            look.axe = page.evaluate(AXE, WCAG)
            page.evaluate(UNFOLDED_ALONE)
            for mode in ("light", "dark"):
                if mode == MODES[window] or name in OF_EACH_KIND:
                    page.emulate_media(color_scheme=mode)
                    look.axe += [f"{mode}: {line}" for line in page.evaluate(AXE, COLOURS)]
            page.close()
            found[name] = look
    return found


@pytest.fixture(scope="session")
def all_looks(start_chromium, site, address, tell):
    """Every page at every width, each width in a browser of its own."""
    start = time.perf_counter()
    with ThreadPoolExecutor() as pool:
        seen = {
            window: pool.submit(look_at_all, start_chromium, list(site.pages), address, window) for window in WIDTHS
        }
        found = {window: looks.result() for window, looks in seen.items()}
    tell(f"{len(site.pages)} pages seen at {len(found)} widths in {time.perf_counter() - start:.0f} s")
    return found


@pytest.fixture(params=WIDTHS)
def looks(request, all_looks):
    """The width in pixels, and what was seen of each page."""
    return WIDTHS[request.param], all_looks[request.param]


def test_no_page_is_wider_than_the_window(looks):
    width, pages = looks
    assert {name: look.too_wide for name, look in pages.items() if look.width > width} == {}


def test_no_table_is_scrolled_sideways(looks):
    assert {name: look.scrolled for name, look in looks[1].items() if look.scrolled} == {}


def test_no_line_ends_within_a_number_an_id_or_a_word_of_code(looks):
    assert {name: look.parted for name, look in looks[1].items() if look.parted} == {}


def test_no_page_complains_in_the_console(looks):
    assert {name: look.console for name, look in looks[1].items() if look.console} == {}


def test_no_request_fails(looks):
    assert {name: look.failed for name, look in looks[1].items() if look.failed} == {}


def test_no_other_host_is_asked_for_anything(looks):
    assert {name: look.foreign for name, look in looks[1].items() if look.foreign} == {}


def test_every_image_is_loaded_and_described(looks):
    assert {name: look.images for name, look in looks[1].items() if look.images} == {}


def test_axe_finds_nothing(looks):
    found = {}
    for name, look in looks[1].items():
        for line in look.axe:
            found.setdefault(line, []).append(name)
    assert not found, "\n".join(f"{len(names)} pages, such as {names[0]}: {line}" for line, names in found.items())


def test_every_page_whose_colours_stand_for_others_is_there(site):
    assert not set(OF_EACH_KIND) - site.pages.keys()


# ------------------------------------------------------------------ What a reader does


@pytest.fixture
def page(chromium, address):
    """An empty page; afterwards it must have asked no other host for anything."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page, look = context.new_page(), Look()
    watch(page, look, address)
    yield page
    page.wait_for_load_state("networkidle")  # to close it while it loads would fail what it still asks for
    context.close()
    assert (look.foreign, look.failed, look.console) == ([], [], [])


def texts(message):
    """Return the forms of a message."""
    return [form.text for form in message.says]


ANSWERS = tomllib.loads(Path(__file__).with_name("queries.toml").read_text(encoding="utf-8"))["answer"]
# Every message of the index, as it is printed; where several lines say the same, any of their entries answers.
ANSWERS += [
    {"queries": [text], "at": [f"errors.html#message-{one.id}" for one in messages() if text in texts(one)]}
    for text in dict.fromkeys(text for message in messages() for text in texts(message))
]


FIRST = """
queries => {
  const site = { ...indexed(searched.units), ids: searched.ids };
  return queries.map((query) => search(site, query).slice(0, 3).map((unit) => unit.at));
}
"""


def test_what_people_type_is_answered_within_the_first_three(page, address):
    page.goto(address + "search.html?q=anything", wait_until="networkidle")
    queries = [query for answer in ANSWERS for query in answer["queries"]]
    found = page.evaluate(FIRST, queries)
    first = dict(zip(queries, found, strict=True))
    assert len(first) >= 120
    assert {
        query: first[query]
        for answer in ANSWERS
        for query in answer["queries"]
        if not any(at.startswith(tuple(answer["at"])) for at in first[query])
    } == {}


def test_a_whole_traceback_leads_first_to_the_entry_of_its_own_line(page, address, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")  # without one, Matplotlib is silent about figures that can't be shown
    plt.switch_backend("agg")
    answers = {}  # several entries may say the same of the same line
    for message in messages():
        for form in message.says:
            answers.setdefault((form.text, message.line), set()).add(f"errors.html#message-{message.id}")
    with refusing_servers():
        pasted = [(text, answers[form.text, one.line]) for one in messages() for text, form in tracebacks.pasted(one)]
    page.goto(address + "search.html?q=anything", wait_until="networkidle")
    found = page.evaluate(FIRST, [text for text, _ in pasted])
    assert len(pasted) >= 2 * len(messages())
    assert [text for (text, wanted), (first, *_) in zip(pasted, found, strict=True) if first not in wanted] == []


def test_every_answer_of_the_queries_is_a_place_of_the_site(site):
    places = {f"{name}#{e['id']}" for name, page in site.pages.items() for e in page.select("[id]")}
    wanted = {at for answer in ANSWERS for at in answer["at"]}
    assert [at for at in sorted(wanted) if not any(place.startswith(at) for place in places)] == []


def test_the_box_of_every_page_leads_to_the_words_in_their_place(page, address):
    page.goto(address + "gallery/index.html", wait_until="networkidle")  # the search leaves it, whatever is under way
    page.fill(".sidebar-search", "'tuple' object is not callable")
    page.press(".sidebar-search", "Enter")
    page.wait_for_selector("#search-results li")
    assert "object" in page.text_content("#search-results li mark")
    page.click("#search-results li a")
    assert page.url.endswith("pitfalls.html#typeerror-tuple-object-is-not-callable")


def test_what_is_found_fits_on_a_phone_and_no_digit_of_an_id_is_marked(page, address):
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(address + "search.html?q=4+times+too+large", wait_until="networkidle")
    titles = page.locator("#search-results li > a")
    assert [title.inner_text() for title in titles.all() if title.bounding_box()["width"] > 360] == []
    marks = page.locator("#search-results mark").all_inner_texts()
    assert marks
    assert [mark for mark in marks if any(sign.isdigit() for sign in mark)] == []


def test_an_id_leads_straight_to_its_entry(page, address):
    page.goto(address + "index.html", wait_until="networkidle")
    page.fill(".sidebar-search", "e4.2.4-4")
    page.press(".sidebar-search", "Enter")
    page.wait_for_url("**/section_4_2_4.html#e4-2-4-4")


def test_without_a_query_the_search_says_what_to_type(page, address):
    page.goto(address + "search.html", wait_until="networkidle")
    assert page.is_visible("#search-hints")
    page.click("#search-hints a >> nth=1")
    page.wait_for_selector("#search-results li")
    assert page.is_hidden("#search-hints")


def test_what_no_page_has_is_said(page, address):
    page.goto(address + "search.html?q=np.zzzqqq+gradient", wait_until="networkidle")
    assert "No page has np.zzzqqq, zzzqqq" in page.text_content("#search-summary")


def test_the_theme_can_be_switched(page, address):
    page.emulate_media(color_scheme="light")
    page.goto(address + "index.html")
    shades = set()
    for _ in range(3):
        page.locator(".theme-toggle-header:visible, .theme-toggle-content:visible").first.click()
        shades.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(shades) == 2


@pytest.mark.parametrize("name", ["section_4_4_1", "gallery/section_4_4_1_descent_animation"])
def test_a_film_plays_when_asked_and_again(page, address, name):
    page.emulate_media(reduced_motion="reduce")
    page.goto(address + f"{name}.html", wait_until="networkidle")
    picture = page.locator("img[src*='descent_animation']")
    still = picture.get_attribute("src")
    shown = set()
    for _ in range(2):
        page.locator("button.film").click()
        page.wait_for_load_state("networkidle")
        shown.add(picture.get_attribute("src"))
        assert picture.evaluate("async (image) => { await image.decode(); return image.naturalWidth; }") == 520
    assert len(shown) == 2
    assert still not in shown
    assert page.locator("button.film").inner_text() == "Play it again"


def test_a_block_is_copied_without_its_prompts(page, address):
    page.goto(address + "api.html")
    button = page.locator("div.highlight:has-text('>>> ') button.copybtn").first
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("async () => (await navigator.clipboard.readText()).length > 0")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(("import", "from"))
    assert ">>>" not in copied


def test_each_block_of_a_script_is_copied_and_no_output_is(page, address):
    page.goto(address + "gallery/section_4_4_1_learning_rates.html", wait_until="networkidle")
    blocks = page.locator("div.highlight-Python")
    assert page.locator("button.copybtn").count() == blocks.count() > 1
    for block in blocks.all():
        block.locator("button.copybtn").click()
        page.wait_for_function("async () => (await navigator.clipboard.readText()).length > 0")
        assert page.evaluate("navigator.clipboard.readText()") == block.locator("pre").inner_text().strip()
        page.evaluate("navigator.clipboard.writeText('')")


SNIPPETS = ledger.snippets()
WITH_SNIPPETS = sorted({f"section_{snippet.section.replace('.', '_')}.html" for snippet in SNIPPETS})
PUT_ON_CLIPBOARD = """
(id) => {
  getSelection().selectAllChildren(document.querySelector(`#${id} div.highlight-python pre`));
  document.execCommand("copy");
}
"""
CUT = """
() => [...document.querySelectorAll("article :is(div.snippet, ul.keeps) *, article div.snippet")]
  .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth)
  .filter((element) => !element.parentElement.closest("pre"))
  .map((element) => element.outerHTML.slice(0, 120))
"""


def code_id(snippet):
    return "code-" + snippet.id.lower().replace(".", "-")


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet.id.replace(".", "_"))
def test_a_snippet_is_copied_without_its_notes(page, address, snippet):
    """By its button and by selecting it; a button leaves the last line end out, and a selection may."""
    page.goto(f"{address}section_{snippet.section.replace('.', '_')}.html")
    page.locator(f"#{code_id(snippet)} button.copybtn").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).length > 0")
    assert page.evaluate("navigator.clipboard.readText()") + "\n" == snippet.code
    page.evaluate("navigator.clipboard.writeText('')")
    page.evaluate(PUT_ON_CLIPBOARD, code_id(snippet))
    page.wait_for_function("async () => (await navigator.clipboard.readText()).length > 0")
    assert page.evaluate("navigator.clipboard.readText()").rstrip("\n") + "\n" == snippet.code


@pytest.mark.parametrize("name", WITH_SNIPPETS)
def test_no_snippet_is_cut_at_the_right_on_a_desktop(page, address, name):
    page.set_viewport_size({"width": WIDTHS["desktop"], "height": 900})
    page.goto(address + name)
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("name", WITH_SNIPPETS)
def test_on_a_phone_nothing_but_code_is_scrolled_sideways(page, address, name):
    page.set_viewport_size({"width": WIDTHS["phone"], "height": 900})
    page.goto(address + name)
    assert [element for element in page.evaluate(CUT) if not element.startswith("<pre")] == []
    under = page.evaluate("""() => [...document.querySelectorAll(".corrected-line")].every((line) => {
      const [code, notes] = [...line.children].map((part) => part.getBoundingClientRect());
      return notes.right <= innerWidth && (notes.top >= code.bottom - 4 || notes.left >= code.right);
    })""")
    assert under, "a note lies on its line, or outside the window"


@pytest.mark.parametrize(
    ("name", "unfit"),
    [
        ("section_4_2_4.html", ".wrong, .output, .reference"),
        ("gallery/section_4_4_1_learning_rates.html", ".sphx-glr-script-out"),
    ],
)
def test_what_does_not_run_alone_has_no_button(page, address, name, unfit):
    page.goto(address + name)
    page.wait_for_function("ClipboardJS && document.readyState === 'complete'")
    assert page.locator(f":is({unfit}) pre").count() > 0
    assert page.locator(f":is({unfit}) button.copybtn").count() == 0


def test_an_address_that_leads_nowhere_shows_the_page_for_it(chromium, address):
    page, look, nowhere = chromium.new_page(), Look(), address + "some/where/else.html"
    watch(page, look, address)
    assert page.goto(nowhere).status == 404
    assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--color-brand-primary')")
    assert look.failed == [nowhere]
    page.locator("article li a").first.click()
    page.wait_for_load_state()
    assert page.url == address + "errata.html"
    page.close()


@pytest.mark.parametrize("end", ["E4.2.4-4", "en/e4-2-4-4/"])
def test_an_address_with_an_id_leads_to_its_entry(chromium, address, end):
    page = chromium.new_page()
    page.goto(address + end)
    page.wait_for_url("**/section_4_2_4.html#e4-2-4-4")
    page.close()
