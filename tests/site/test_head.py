"""What a page says of itself: to a search, to who is sent its link, and to who hears it."""

import re

import pytest

import chapter4

DESCRIBED = ("meta[name=description]", "meta[property='og:description']", "meta[property='og:title']")
HANGUL = re.compile("[\uac00-\ud7a3]")
KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")


@pytest.mark.parametrize("tag", [*DESCRIBED, "meta[property='og:type']", "meta[name=viewport]", "head > title"])
def test_every_page_has_one(site, tag):
    assert {name: len(page.select(tag)) for name, page in site.pages.items() if len(page.select(tag)) != 1} == {}


@pytest.mark.parametrize("tag", DESCRIBED)
def test_it_says_something(site, tag):
    texts = {name: page.select_one(tag)["content"] for name, page in site.pages.items()}
    assert [name for name, text in texts.items() if len(text) < 5] == []


def test_a_section_is_described_by_what_is_learnt(site):
    described = {name: page.select_one("meta[name=description]")["content"] for name, page in site.pages.items()}
    assert [
        text for name, text in described.items() if name.startswith("section_") != text.startswith("You will learn")
    ] == []


def test_every_title_names_the_site_and_the_book(site):
    titles = {name: page.select_one("head > title").get_text() for name, page in site.pages.items()}
    assert [title for title in titles.values() if "Chapter 4, Verified: Deep Learning from Scratch" not in title] == []
    assert len(set(titles.values())) == len(titles)


def test_the_foot_of_every_page_has_version_and_licence(site):
    for name, page in site.pages.items():
        foot = page.select_one("footer .about")
        assert chapter4.__version__ in foot.get_text(), name
        assert foot.select_one("a[href$='#licence']"), name


@pytest.mark.parametrize(("script", "language"), [(HANGUL, "ko"), (KANA, "ja")])
def test_text_in_another_script_names_its_language(site, script, language):
    texts = [text for page in site.pages.values() for text in page.body.find_all(string=script)]
    assert texts
    assert [text for text in texts if not text.find_parent(lang=language)] == []


def test_the_index_has_korean_terms_under_the_consonants_of_a_dictionary(site):
    heads = [heading.get_text() for heading in site.pages["genindex.html"].select("article h2")]
    korean = [head for head in heads if not head.isascii()]
    assert {"ㄱ", "ㅁ", "ㅎ"} <= set(korean) <= set("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ")
    assert heads == sorted(heads)
