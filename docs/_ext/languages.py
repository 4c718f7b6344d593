"""Marks Korean, Japanese and Chinese text as such, so that it is read out and drawn in its own way."""

import re

FOREIGN = re.compile(
    r"<[^>]*>|(?P<ko>[\uac00-\ud7a3\u3131-\u318e]+(?: [\uac00-\ud7a3\u3131-\u318e]+)*)"
    r"|(?P<characters>[\u3001-\u30ff\u3400-\u9fff]+)"
)
KANA = re.compile("[\u3041-\u30ff]")
PARTS = ("body", "toc", "furo_navigation_tree")


def marked(html):
    """Return markup with each piece of such text in an element that names its language."""
    return FOREIGN.sub(lambda found: found[0] if found[0][0] == "<" else span(found, html), html)


def span(found, html):
    """Return the element of one piece; of characters alone, the name of the language before them decides."""
    if found["ko"]:
        language = "ko"
    else:
        before = html[max(0, found.start() - 60) : found.start()]
        japanese = KANA.search(found[0]) or before.rfind("Japanese:") > before.rfind("Chinese:")
        language = "ja" if japanese else "zh"
    return f'<span lang="{language}">{found[0]}</span>'


CONSONANTS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
"""The first consonants of Korean syllables, in the order in which Unicode has them as halves of syllables."""


def head(key):
    """Return the letter under which the index has entries, of Korean ones as dictionaries print it."""
    return CONSONANTS[ord(key) - 0x1100] if 0x1100 <= ord(key[0]) <= 0x1112 else key


def mark(app, page, template, context, doctree):
    """Mark what a page shows."""
    if page == "genindex":
        context["genindexentries"] = [(head(key), entries) for key, entries in context["genindexentries"]]
        context["marked"] = marked
    for part in PARTS:
        if context.get(part):
            context[part] = marked(context[part])


def setup(app):
    """Look at the pages after the theme has made their parts."""
    app.connect("html-page-context", mark, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
