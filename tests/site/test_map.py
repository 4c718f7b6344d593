"""How the pages hang together: the list of them, the lists of entries with their filter, and the old addresses."""

import pytest

from chapter4 import ledger

MOVED = {
    "figures.html": ledger.figures(),
    "outputs.html": ledger.outputs(),
    "snippets.html": ledger.snippets(),
    "statements.html": ledger.statements(),
}


def anchor(id):
    return id.lower().replace(".", "-")


def entries(page):
    """Return the addresses in the list of pages that are seen on a page, the folded ones left out."""
    tree = page.select_one(".sidebar-tree")
    return [link["href"] for link in tree.select("li > a") if not folded(link)]


def folded(link):
    folders = [item for item in link.parents if "has-children" in item.get("class", ())]
    return any(item is not link.parent and "current" not in item["class"] for item in folders)


def test_the_list_of_pages_begins_with_help_and_is_short(site):
    front = site.pages["index.html"]
    assert [caption.get_text() for caption in front.select(".sidebar-tree .caption-text")][:2] == [
        "Help",
        "The chapter",
    ]
    assert entries(front)[:4] == ["check.html", "errors.html", "pitfalls.html", "errata.html"]
    assert len(entries(front)) <= 20
    assert max(len(entries(page)) for name, page in site.pages.items() if name.startswith("section_")) <= 25


def test_the_parts_of_a_section_are_folded_below_it(site):
    assert "section_4_2_4.html" not in entries(site.pages["index.html"])
    assert "section_4_2_4.html" in entries(site.pages["section_4_2_1.html"])


def test_old_addresses_lead_to_the_ledger_with_their_anchors(site):
    assert set(site.moved) == set(MOVED)
    ids = {element["id"] for element in site.pages["ledger.html"].select("[id]")}
    for name, found in MOVED.items():
        assert {anchor(entry.id) for entry in found} <= ids
        assert site.moved[name].select_one("meta[http-equiv=refresh]")["content"].endswith("url=ledger.html")


def test_the_errata_list_the_code_first_and_the_wording_after_it(site):
    chapter = [defect for defect in ledger.defects() if defect.origin != "copies"]
    parts = site.pages["errata.html"].select("article > section > section")
    code, wording, copies = (part for part in parts if part.select("tr[class*=kind-]"))
    for part, kinds in (
        (code, {d.kind for d in chapter} - {"wording"}),
        (wording, {"wording"}),
        (copies, {d.kind for d in ledger.defects() if d.origin == "copies"}),
    ):
        shown = {c.removeprefix("kind-") for row in part.select("tr[class*=kind-]") for c in row["class"]}
        assert {kind for kind in shown if not kind.startswith(("section-", "row-"))} == kinds


def test_the_functions_are_listed_at_the_top_of_their_reference(site):
    import chapter4

    listed = {link["href"] for link in site.pages["api.html"].select("table.autosummary a")}
    names = set(chapter4.__all__) - {"__version__", "simpleNet"}
    assert {f"#chapter4.{name}" for name in names} <= listed | {f"#module-chapter4.{n}" for n in ("ledger", "evidence")}


# ------------------------------------------------------------------ In a browser


@pytest.fixture
def page(chromium, address):
    """An empty page as wide as a desktop."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def rows(page):
    return page.locator("table.ledger-table tbody tr:visible")


def test_the_filter_hides_rows_and_empty_tables_and_is_in_the_address(page, address):
    page.goto(address + "errata.html")
    page.select_option(".ledger-filter [name=kind]", "hazard")
    page.select_option(".ledger-filter [name=section]", "4-2-4")
    kinds = rows(page).evaluate_all("rows => rows.map((row) => row.className)")
    assert kinds
    assert all("kind-hazard" in kind and "section-4-2-4" in kind for kind in kinds)
    assert page.locator("article table.ledger-table:visible").count() == 1
    assert page.url.endswith("errata.html?kind=hazard&section=4-2-4")
    page.goto(page.url)
    assert rows(page).count() == len(kinds)


def test_a_link_to_a_hidden_row_shows_it(page, address):
    page.goto(address + "errata.html?kind=wording#e4-2-4-4")
    assert page.locator("#e4-2-4-4").is_visible()
    page.select_option(".ledger-filter [name=kind]", "wording")
    assert page.locator("#e4-2-4-4").is_hidden()
    page.evaluate("location.hash = 'e4-2-4-4'")
    page.wait_for_function("!document.getElementById('e4-2-4-4').closest('[hidden]')")


def test_an_old_address_leads_to_its_row(page, address):
    page.goto(address + "outputs.html#o4-3-1-1")
    page.wait_for_url("**/ledger.html#o4-3-1-1")


@pytest.mark.parametrize("name", ["section_4_5.html", "ledger.html", "contributing.html", "gallery/index.html"])
def test_the_current_page_is_in_view_in_the_list(page, address, name):
    page.goto(address + name)
    box = page.locator(".sidebar-tree .current-page > a").bounding_box()
    assert 0 < box["y"] < 800 - box["height"]
