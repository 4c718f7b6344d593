"""What the pages of a built site are made of: `python tests/site/shares.py SITE_DIR` prints it.

Of each page of a section the height and how much of it is lesson and how much ledger, both as they are served; of each
kind of page how much style and script it loads; and how many figures, exercises, tested answers and queries there are.
"""

import gzip
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import browser
from bs4 import BeautifulSoup

KIB = 1024
LOADED_ON_USE = "search-units.js"
"""The part of the search that a page names and a browser fetches when someone searches."""

HEIGHTS = """() => {
    const height = selector => document.querySelector(selector).getBoundingClientRect().height;
    return [document.documentElement.scrollHeight, height("article"), height("section:has(> .section-ledger)")];
}"""


def files_of(folder):
    """Return every file of HTML of a site, parsed, by its path below the folder."""
    found = sorted(path for path in Path(folder).rglob("*.html") if "_static" not in path.parts)
    return {
        path.relative_to(folder).as_posix(): BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in found
    }


def leads_on(page):
    """Whether a file is no page, and leads the reader on to one."""
    return bool(page.select("meta[http-equiv=refresh]"))


def weight(folder, name, page):
    """Return the size in KiB of the style sheets and scripts that a page loads, each gzipped."""
    links = {e["href"] for e in page.select("link[rel=stylesheet]")} | {e["src"] for e in page.select("script[src]")}
    paths = (unquote(urlsplit(urljoin(f"/{name}", link)).path) for link in links)
    loaded = [Path(folder, path.lstrip("/")) for path in paths]
    inline = "".join(e.text for e in page.select("style, script:not([src])"))
    files = [path.read_bytes() for path in loaded if path.name != LOADED_ON_USE]
    return sum(len(gzip.compress(data, 9)) for data in [*files, inline.encode()]) / KIB


def allowed(page):
    """Return the weight that a page may have."""
    return 80 if page.select_one(".moving") else 40


def kind(name, page):
    """Return what a reader takes a page for."""
    if page.select_one(".moving"):
        return "sections where something moves"
    if name == "search.html":
        return "the search"
    if "/" in name:
        return f"pages of {name.partition('/')[0]}"
    return "sections" if name.startswith("section_") else "other pages"


def heights(chromium, folder, names):
    """Return of each page its height, the share of the lesson and that of the ledger, in a window 1280 wide."""
    window = chromium.new_page(viewport={"width": 1280, "height": 800})
    found = {}
    for name in names:
        window.goto(Path(folder, name).resolve().as_uri())
        height, article, ledger = window.evaluate(HEIGHTS)
        found[name] = round(height), (article - ledger) / height, ledger / height
    window.close()
    return found


def with_ledger(pages):
    """Return the names of the pages that have a lesson and a ledger, which are those of the sections."""
    return [name for name, page in pages.items() if page.select_one("article .section-ledger")]


def counts(pages):
    """Return how many figures, exercises and tested answers the sections have, and how many queries are tested."""
    lessons = [page for name, page in pages.items() if name.startswith("section_")]
    exercises = [exercise for page in lessons for exercise in page.select(".exercise")]
    tested = [e for e in exercises if ">>>" in e.select_one(".answer").text or e.select_one('.answer a[href*="#e4"]')]
    asked = tomllib.loads(Path(__file__).with_name("queries.toml").read_text(encoding="utf-8"))["answer"]
    return {
        "figures in the sections": sum(len(page.select("article .drawn, article .moving")) for page in lessons),
        "exercises": len(exercises),
        "answers that are tested": len(tested),
        "queries of the search": sum(len(answer["queries"]) for answer in asked),
    }


def main(folder):
    """Print all of it."""
    pages = {name: page for name, page in files_of(folder).items() if not leads_on(page)}
    with browser.started(browser.found()) as chromium:
        print("page                       height  lesson  ledger")
        for name, (height, lesson, ledger) in heights(chromium, folder, with_ledger(pages)).items():
            print(f"{name:24} {height:5} px  {lesson:6.0%}  {ledger:6.0%}")
    weights = defaultdict(list)
    for name, page in pages.items():
        weights[kind(name, page)].append(weight(folder, name, page))
    print("\nstyle sheets and scripts, gzipped, at most")
    for name, sizes in sorted(weights.items()):
        print(f"{name:32} {max(sizes):5.1f} KiB  ({len(sizes)} pages)")
    print()
    for name, count in counts(pages).items():
        print(f"{name:32} {count:5}")


if __name__ == "__main__":
    main(sys.argv[1])
