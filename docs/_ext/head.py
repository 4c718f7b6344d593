"""What the head of every page says: to the Open Graph tags of its extension, what that leaves out or says too much."""

import re

from sphinxext.opengraph import make_tag

VIEWPORT = re.compile(r"<meta[^>]*name=\"viewport\"[^>]*>\n?")
NEEDS_A_BASE = re.compile(r"<meta property=\"og:(?:url|image)[^>]*>\n?")
KOREAN_TITLE = re.compile(r'(?<=content=")[^"]* (?=You will learn)')
TITLES = {"genindex": "Index", "py-modindex": "Modules", "search": "Search"}
"""The pages that have no text of their own."""


def complete(app, page, template, context, doctree):
    """Leave the window's tag to the theme, and addresses to sites that know theirs; describe a page without a text."""
    tags = VIEWPORT.sub("", context.get("metatags", ""))
    if not app.config.html_baseurl:
        tags = NEEDS_A_BASE.sub("", tags)
    tags = KOREAN_TITLE.sub("", tags).replace(";, ", "; ").replace(".. ", ". ")
    if doctree is None:
        description = app.config.epub_description
        title = f"{TITLES[page]} of {app.config.project}"
        for name, value in {"title": title, "type": app.config.ogp_type, "description": description}.items():
            tags += make_tag(f"og:{name}", value) + "\n"
        tags += make_tag("description", description, "name") + "\n"
    context["metatags"] = tags


def setup(app):
    """Look at the tags after the extension that writes them."""
    app.connect("html-page-context", complete, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
