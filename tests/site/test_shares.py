"""Of a section's page the lesson is the most, a page is light, and every exercise has its tested answer."""

import shares


def test_the_lesson_is_most_of_the_page_of_a_section(chromium, site, tell):
    names = shares.with_ledger(site.pages)
    found = shares.heights(chromium, site.folder, names)
    least = min(found, key=lambda name: found[name][1])
    tell(f"lesson: at least {found[least][1]:.0%} of the height of a section's page ({least})")
    assert {name: round(lesson, 2) for name, (_, lesson, _) in found.items() if lesson <= 0.5} == {}
    assert all(ledger > 0 for _, _, ledger in found.values())
    assert len(names) == 15


def test_a_page_is_light(site, tell):
    weights = {name: shares.weight(site.folder, name, page) for name, page in site.pages.items()}
    for kind in sorted({shares.kind(*page) for page in site.pages.items()}):
        most = max(weights[name] for name, page in site.pages.items() if shares.kind(name, page) == kind)
        tell(f"style sheets and scripts, gzipped: at most {most:.1f} KiB ({kind})")
    heavy = {name: size for name, size in weights.items() if size > shares.allowed(site.pages[name])}
    assert heavy == {}


def test_every_answer_is_tested_and_counted(site, tell):
    counted = shares.counts(site.pages)
    tell(", ".join(f"{count} {name}" for name, count in counted.items()))
    assert counted["answers that are tested"] == counted["exercises"]
    assert counted["queries of the search"] >= 120
