"""The site is built from nothing, offline, without a warning, and what is built holds together."""

import ast
import importlib.util
import itertools
import json
import re
import shutil
import zipfile
import zlib
from dataclasses import asdict
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import pytest

import chapter4
from chapter4 import ledger
from conftest import sphinx
from prose.examples import ROOT, runs_alone

ENTRIES = ledger.entries()
SECTIONS = {section.number: section.module for section in ledger.sections()}


def anchor(id):
    return id.lower().replace(".", "-")


# ------------------------------------------------------------------ The ledger


def test_every_entry_is_an_anchor_on_its_sections_page(site):
    missing = [e.id for e in ENTRIES if not site.pages[f"{SECTIONS[e.section]}.html"].find(id=anchor(e.id))]
    assert missing == []


def test_every_entry_is_an_anchor_in_an_overview(site):
    overviews = [page for name, page in site.pages.items() if not name.startswith("section_")]
    missing = [e.id for e in ENTRIES if not any(page.find(id=anchor(e.id)) for page in overviews)]
    assert missing == []


def plain(text):
    """Return a text without what typesetting changes: its backticks, the form of quotes and dots, and its line ends."""
    return " ".join(
        text.translate(str.maketrans({"`": "", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."})).split()
    )


@pytest.mark.parametrize("key", ["quoted", "symptom", "correction", "statement", "condition", "what", "state", "why"])
def test_a_text_of_the_ledger_stands_on_the_page_as_it_is_written(site, key):
    """No sign but the backticks of code is taken for a mark of the pages' language."""
    shown = {e.id: plain(site.pages[f"{SECTIONS[e.section]}.html"].find(id=anchor(e.id)).get_text()) for e in ENTRIES}
    values = [(e.id, getattr(e, key, "")) for e in ENTRIES]
    texts = [(id, text) for id, value in values for text in ([value] if isinstance(value, str) else value)]
    assert any(text for _, text in texts)
    assert [(id, text) for id, text in texts if plain(text) not in shown[id]] == []


def test_the_ledger_is_published_as_it_is(site):
    published = json.loads((site.folder / "ledger.json").read_text(encoding="utf-8"))
    assert published["version"] == chapter4.__version__
    assert published["sections"] == json.loads(json.dumps([asdict(section) for section in ledger.sections()]))
    found = {e.pop("id"): e for value in published.values() if isinstance(value, list) for e in value if "id" in e}
    assert set(found) == {entry.id for entry in ENTRIES}
    for entry in ENTRIES:
        own = json.loads(json.dumps(asdict(entry)))
        added = {key: value for key, value in found[entry.id].items() if key not in own}
        assert {"id": entry.id} | found[entry.id] == own | added
        assert added.pop("page") == f"{SECTIONS[entry.section]}.html#{anchor(entry.id)}"
        assert added.pop("reason", None) == ledger.on_record().get(entry.id)
        assert set(added) == {"status"}


def test_the_inventory_has_every_entry_and_every_public_name(site):
    data = (site.folder / "objects.inv").read_bytes()
    head, body = data.split(b"\n", 4)[:4], data.split(b"\n", 4)[4]
    assert f"# Version: {chapter4.__version__}".encode() in head
    lines = [line.split(" ", 2)[:2] for line in zlib.decompress(body).decode().splitlines()]
    names = {name for name, _ in lines}
    assert {anchor(entry.id) for entry in ENTRIES} <= names
    assert {f"chapter4.{name}" for name in chapter4.__all__} - {"chapter4.__version__"} <= names


# ------------------------------------------------------------------ Links and files


def resolved(page, link):
    """Return the path and the fragment of a link within the site, or None where it leads out of it."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path, fragment = urldefrag(urljoin(f"/{page}", link))
    path = unquote(urlsplit(path).path)
    return (path + "index.html" if path.endswith("/") else path).lstrip("/"), unquote(fragment)


def test_every_link_and_every_anchor_leads_somewhere(site):
    ids = {name: {element["id"] for element in page.select("[id]")} for name, page in site.pages.items()}
    names = {name: {element["name"] for element in page.select("a[name]")} for name, page in site.pages.items()}
    broken, checked = [], 0
    for name, page in site.pages.items():
        for element in page.select("a[href], area[href]"):
            target = resolved(name, element["href"])
            if target is None:
                continue
            checked += 1
            path, fragment = target
            if not (site.folder / path).is_file():
                broken.append(f"{name}: {element['href']}: no such file")
            elif fragment and path in ids and fragment not in ids[path] | names[path]:
                broken.append(f"{name}: {element['href']}: no such anchor")
    assert broken == []
    assert checked > 1000


def test_no_id_is_used_twice_on_a_page(site):
    twice = []
    for name, page in site.pages.items():
        ids = [element["id"] for element in page.select("[id]")]
        twice += [f"{name}#{id}" for id in sorted(set(ids)) if ids.count(id) > 1]
    assert twice == []


def files_of(page):
    """Return what a page loads by itself, not what a reader may follow."""
    found = [e["href"] for e in page.select("link[href]") if {"stylesheet", "icon", "preload"} & set(e.get("rel", []))]
    found += [e["src"] for e in page.select("[src]")]
    found += [part.split()[0] for e in page.select("[srcset]") for part in e["srcset"].split(",")]
    found += [e["data"] for e in page.select("object[data]")] + [e["poster"] for e in page.select("[poster]")]
    return [link for link in found if not link.startswith("data:")]


def test_no_page_loads_anything_from_another_host_and_all_that_it_loads_is_there(site):
    wrong = []
    for name, page in site.pages.items():
        for link in files_of(page):
            target = resolved(name, link)
            if target is None or not (site.folder / target[0]).is_file():
                wrong.append(f"{name}: {link}")
        for style in [e.text for e in page.select("style")] + [e["style"] for e in page.select("[style]")]:
            wrong += [f"{name}: {url}" for url in foreign_urls(style)]
    for sheet in site.folder.rglob("*.css"):
        wrong += [f"{sheet.name}: {url}" for url in foreign_urls(sheet.read_text(encoding="utf-8"))]
    assert wrong == []


def foreign_urls(style):
    """Return the addresses on other hosts that a style sheet loads."""
    return re.findall(r"""(?:url\(|@import)\s*["']?((?:https?:)?//[^"')\s]+)""", style)


# ------------------------------------------------------------------ What every reader is offered


def test_the_chapter_is_read_from_page_to_page(site):
    chapter = [f"{module}.html" for module in SECTIONS.values()]
    for before, after in itertools.pairwise(chapter):
        assert resolved(before, site.pages[before].select_one("a.next-page")["href"])[0] == after
        assert resolved(after, site.pages[after].select_one("a.prev-page")["href"])[0] == before


def test_every_page_shows_the_version(site):
    assert [name for name, page in site.pages.items() if chapter4.__version__ not in page.body.get_text()] == []


def test_there_is_a_page_for_what_is_not_found(site):
    page = site.pages["404.html"]
    assert page.find("h1")
    relative = [e["href"] for e in page.select("article a[href], link[rel=stylesheet]") if e["href"][0] not in "/#"]
    assert relative == [], "the page is shown under every address: its links begin at the root"


SCRIPTS = sorted((ROOT / "gallery").glob("section_*.py"))


def test_every_script_of_the_gallery_is_downloaded_as_python_and_as_a_notebook(site):
    for script in SCRIPTS:
        offered = {
            e["href"].rpartition("/")[2] for e in site.pages[f"gallery/{script.stem}.html"].select("a[download]")
        }
        assert {f"{script.stem}.py", f"{script.stem}.ipynb"} <= offered


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_the_blocks_of_a_script_copied_in_order_are_the_script(site, script):
    """The script runs, so that each block runs after those before it."""
    page = site.pages[f"gallery/{script.stem}.html"]
    assert "Copy them in order" in page.select_one("h1 + div.sphx-glr-download-link-note").get_text()
    blocks = page.select("div.highlight-Python pre")
    copied = [statement for block in blocks for statement in ast.parse(block.get_text()).body]
    _, *written = ast.parse(script.read_text(encoding="utf-8")).body
    assert [ast.unparse(statement) for statement in copied] == [ast.unparse(statement) for statement in written]


def copyable(page):
    """Yield the blocks of Python that have a button to copy them, each with the text of its section."""
    for block in page.select("div[class*=highlight-]"):
        classes = set(block["class"])
        python = classes & {"highlight-python", "highlight-python3", "highlight-pycon", "highlight-default"}
        if python and not classes & {"wrong", "output", "no-button"}:
            texts = [text for text in block.select_one("pre").strings if not text.find_parent(class_="notes")]
            yield "".join(texts), " ".join(block.find_parent("section").get_text().split())


def test_every_block_that_has_a_button_to_copy_it_runs_alone(site, tell):
    broken, count = [], 0
    for name, page in site.pages.items():
        if name.startswith("gallery/"):  # these need the blocks before them
            continue
        for n, (code, section) in enumerate(copyable(page), start=1):
            count += 1
            try:
                runs_alone(code, f"{name}, block {n}")
            except AssertionError as error:
                announced = re.findall(r"^\w+(?:Error|Warning): .*", str(error), flags=re.MULTILINE)
                if not announced or announced[-1] not in section:  # an error that the page tells of is meant
                    broken.append(f"{name}, block {n}: {error}\n{code}")
    assert broken == []
    tell(f"{count} blocks of the built pages run alone")


# ------------------------------------------------------------------ What fails, and what is done again


@pytest.fixture
def tiny(tmp_path):
    """Build one page with the site's own extensions."""

    def build(text, conf=""):
        (tmp_path / "conf.py").write_text(
            f"import sys\nsys.path.insert(0, {str(ROOT / 'docs' / '_ext')!r})\n"
            "extensions = ['myst_parser', 'katex_mathml', 'ledger_pages', 'folded', 'section_ledger']\n"
            "html_math_renderer = 'katex'\nmyst_enable_extensions = ['attrs_block', 'attrs_inline', 'dollarmath']\n"
            f"nitpick_ignore_regex = [('py:.*|std:ref', '.*')]\n{conf}\n",
            encoding="utf-8",
        )
        (tmp_path / "index.md").write_text(f"# Page\n\n{text}\n\n```{{section-ledger}} 4.2.4\n```\n", encoding="utf-8")
        return sphinx(tmp_path, tmp_path / "built", "-N")

    return build


UNKNOWN = "E4.2.4-" + "99"  # in two parts, for the suite lets no test name an id that the ledger lacks
SOUND = "The loss is {ledger}`E4.2.4-4`, {field}`E4.2.4-4 kind`, {count}`defects`, and $a^2$."


@pytest.mark.parametrize(
    ("sound", "broken", "words"),
    [
        ("{ledger}`E4.2.4-4`", f"{{ledger}}`{UNKNOWN}`", UNKNOWN),
        ("{field}`E4.2.4-4 kind`", "{field}`E4.2.4-4 colour`", "E4.2.4-4 colour"),
        ("{count}`defects`", "{count}`unicorns`", "unicorns"),
        ("$a^2$", r"$\frac{a}$", "broken TeX"),
        ("$a^2$", r"$\boldsymbo{a}$", "broken TeX"),
        ("The loss", "[The loss](nowhere.md)", "nowhere.md"),
    ],
)
def test_a_page_with_a_mistake_is_not_built(tiny, sound, broken, words):
    build = tiny(SOUND.replace(sound, broken))
    assert build.code != 0
    assert words in build.output


def test_a_page_without_a_mistake_is_built(tiny):
    build = tiny(SOUND)
    assert build.code == 0, build.output


@pytest.fixture
def formulas(tiny):
    """Build a page of formulas, and return their MathML without the TeX."""

    def build(*formulas):
        found = tiny("\n\n".join(f"Let ${tex}$ be." for tex in formulas)).pages["index.html"].select("math")
        for formula in found:
            formula.annotation.decompose()
        return found

    return build


def test_a_minus_is_a_sign_where_no_term_stands_before_it(formulas):
    signs = {
        "(-4, -1)": [True, True],
        "D(-x) = -D(x) - 1": [True, True, False],
        "|-x| - |y|": [True, False],
        r"[-a - b] \cdot -b^2 - c": [True, False, True, False],
    }
    found = [[mo.get("form") == "prefix" for mo in row("mo", string="−")] for row in formulas(*signs)]
    assert found == list(signs.values())


def test_the_name_of_a_function_keeps_a_thin_space_from_letters(formulas):
    shown = {
        r"\cos\theta": "cos_θ",
        r"p_i \log p_i - \log(y)": "pi_log_pi−log(y)",
        r"f(x) \max_j z_j": "f(x)_maxj_zj",
        r"1 / \log 2 = \log\sum x": "1/log_2=log∑x",
        r"\log_2": "log2",
    }
    found = formulas(*shown)
    for formula in found:
        for space in formula.select('mspace[width="0.1667em"]'):
            space.replace_with("_")
    assert [formula.get_text().replace("\u2061", "") for formula in found] == list(shown.values())


def test_a_formula_is_kept_with_the_punctuation_that_touches_it(tiny):
    page = tiny("It is negative ($a$), so that $b$. Then $c$ and $d$-dimensional.").pages["index.html"]
    for annotation in page.select("annotation"):
        annotation.decompose()
    assert [kept.get_text() for kept in page.select(".nowrap:has(math)")] == ["(a),", "b.", "d-"]


def test_a_build_that_asks_for_a_network_fails(tiny):
    build = tiny(SOUND, conf="import socket\nsocket.create_connection(('127.0.0.1', 9))")
    assert build.code != 0
    assert "The build asked for a network" in build.output


def test_a_rebuild_after_one_page_changed_reads_that_page_alone(site, checkout, tell):
    again = shutil.copytree(checkout / "build", checkout / "build_again")
    page = checkout / "docs" / "verification.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nOne sentence more.\n", encoding="utf-8")
    build = sphinx(checkout / "docs", again / "site", "-d", str(again / "doctrees"))
    assert build.code == 0, build.output
    changed = [
        path.name
        for path in sorted(again.glob("site/**/*.html"))
        if path.read_bytes() != (site.folder / path.relative_to(again / "site")).read_bytes()
    ]
    assert changed == ["verification.html"]
    tell(f"built again after one page changed in {build.seconds:.1f} s")


def test_a_change_in_the_reference_draws_the_figures_anew(tmp_path):
    for folder in ("reference", "gallery"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "docs" / "gallery").mkdir(parents=True)
    shutil.copy(ROOT / "docs" / "conf.py", tmp_path / "docs")
    shutil.copytree(ROOT / "docs" / "_ext", tmp_path / "docs" / "_ext")
    spec = importlib.util.spec_from_file_location("the_sites_conf", tmp_path / "docs" / "conf.py")
    conf = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(conf)
    checksum = tmp_path / "docs" / "gallery" / "section_4_4.py.md5"

    def forgotten():
        checksum.write_text("0" * 32, encoding="utf-8")
        conf.redraw_if_the_reference_changed(None)
        return not checksum.exists()

    assert forgotten()
    assert not forgotten()
    for changed in (
        "reference/chapter4/section_4_4.py",
        "reference/chapter4/ledger.toml",
        "gallery/chapter4.mplstyle",
        "docs/_ext/gallery_style.py",
    ):
        path = tmp_path / changed
        path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
        assert forgotten(), changed
        assert not forgotten()


def test_with_a_base_url_there_is_a_sitemap_and_what_a_link_to_a_page_shows(checkout, site):
    read = shutil.copytree(checkout / "build" / "doctrees", checkout / "build" / "read")
    build = sphinx(
        checkout / "docs", checkout / "build" / "published", "-d", str(read), SITE_BASE_URL="https://example.org/book/"
    )
    assert build.code == 0, build.output
    listed = set(re.findall(r"<loc>(.*?)</loc>", (build.folder / "sitemap.xml").read_text(encoding="utf-8")))
    assert "https://example.org/book/section_4_2_1.html" in listed
    assert not {f"https://example.org/book/{name}.html" for name in ("404", "search", "genindex")} & listed
    page = build.pages["section_4_2_1.html"]
    assert page.select_one("meta[property='og:url']")["content"] == "https://example.org/book/section_4_2_1.html"
    assert page.select_one("link[rel=canonical]")["href"] == "https://example.org/book/section_4_2_1.html"
    image = page.select_one("meta[property='og:image']")["content"]
    assert (build.folder / image.removeprefix("https://example.org/book/")).is_file()
    without = site.pages["section_4_2_1.html"]
    assert not without.select("meta[property='og:url'], meta[property='og:image'], link[rel=canonical]")


def test_the_book_is_whole_and_well_formed(checkout, site):
    build = sphinx(
        checkout / "docs", checkout / "build" / "book", "-b", "epub", "-d", str(checkout / "build" / "leaves")
    )
    assert build.code == 0, build.output
    (book,) = build.folder.glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        pages = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xhtml", ".opf", ".ncx"))}
    ids = {name: {e.get("id") for e in ElementTree.fromstring(page).iter()} for name, page in pages.items()}
    assert [e.id for e in ENTRIES if anchor(e.id) not in ids[f"{SECTIONS[e.section]}.xhtml"]] == []
