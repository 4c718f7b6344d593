"""How the site is built."""

import gc
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE / "_ext"), str(ROOT / "tests")]

import places  # noqa: E402 - the extensions' folder comes first

import chapter4  # noqa: E402 - as above

project = "Chapter 4, Verified"
author = "Chapter 4, Verified contributors"
copyright = f"2026, {author}"
version = release = chapter4.__version__
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "sphinx_gallery.gen_gallery",
    "gallery_style",
    "katex_mathml",
    "maths_font",
    "citing",
    "head",
    "languages",
    "whole_words",
    "ledger_pages",
    "ledger_file",
    "folded",
    "section_ledger",
    "films",
    "figures_in_text",
    "exercises",
    "digits_account",
    "error_index",
    "message_index",
    "checked",
    "recorded",
    "speed_figures",
    "moving",
    "snippets",
    "published",
    "downloads",
    "notebooks",
    "search_units",
    "notfound.extension",
    "sphinxext.opengraph",
    "sphinx.ext.autosummary",
    "sphinx_reredirects",
]
exclude_patterns = ["_build", "gallery/GALLERY_HEADER.rst", "notebook", "**.md5"]
nitpicky = True
nitpick_ignore_regex = [
    # Types of NumPy's and Python's own documentation, to which an offline build can't link.
    (r"py:.*", r"(numpy|np|array_like|ndarray|callable|optional|float64|Fraction|Generator)(\..*)?"),
    (r"py:class", r"(int|float|None|shape|[\dDKNn]|two entries|sequence|of .*|a real dtype|.*integer dtype)"),
    (r"py:class", r"default .*|str to ndarray"),
]

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "attrs_block", "attrs_inline"]
myst_heading_anchors = 3
autodoc_typehints = "none"
napoleon_use_rtype = False
napoleon_preprocess_types = False

# Pages that are parts of another one now; a link to one of their anchors leads to that anchor there.
MERGED = ("figures", "outputs", "snippets", "statements")
redirects = dict.fromkeys(MERGED, "ledger.html")
redirect_html_template_file = "_templates/moved.html"
autosummary_generate = False

html_theme = "furo"
html_title = f"{project}: Deep Learning from Scratch"
html_static_path = ["_static"]
templates_path = ["_templates"]
html_css_files = ["look.css", ("print.css", {"media": "print"}), "chapter4.css", "section.css"]
html_js_files = [
    ("sidebar.js", {"defer": "defer"}),
    ("scroll.js", {"defer": "defer"}),
    ("unfold.js", {"defer": "defer"}),
]
html_favicon = "_static/favicon.svg"
html_math_renderer = "katex"
html_copy_source = False
html_show_sourcelink = False
epub_description = "The corrected code of one chapter, with the proof of every number"
epub_identifier = epub_uid = "chapter-4-verified"
epub_exclude_files = ["404.xhtml", *(f"{page}.xhtml" for page in MERGED)]
# What has a button runs by itself; in the gallery a block runs after those before it.
copybutton_selector = "div:not(.wrong):not(.output):not(.no-button):not(.sphx-glr-script-out) > div.highlight > pre"
copybutton_exclude = ".linenos, .notes"
copybutton_prompt_text = r">>> |\.\.\. "
copybutton_prompt_is_regexp = True

base_url = os.environ.get("SITE_BASE_URL", "")
notfound_urls_prefix = urlsplit(base_url).path.rstrip("/") + "/"
ogp_site_url = base_url
ogp_type = "article"
ogp_use_first_image = bool(base_url)
ogp_social_cards = {"enable": False}
if base_url:
    html_baseurl = base_url
    sitemap_url_scheme = "{link}"
    sitemap_excludes = ["404.html", "genindex.html", "py-modindex.html", "search.html"]
    extensions += ["sphinx_sitemap"]

sphinx_gallery_conf = {
    "examples_dirs": "../gallery",
    "gallery_dirs": "gallery",
    "filename_pattern": r"/section_",
    "within_subsection_order": "gallery_style.ChapterOrder",
    "reset_modules": ("matplotlib", "gallery_style.use_style"),
    "image_scrapers": ("gallery_style.scrape",),
    "capture_repr": (),
    "abort_on_example_error": True,
    "backreferences_dir": "gallery/backreferences",
    "doc_module": ("chapter4",),
    "image_srcset": ["2x"],
    "min_reported_time": 1e9,
    "write_computation_times": False,
    "show_signature": False,
    "remove_config_comments": True,
    "reference_url": {"chapter4": None},
    "css": ("sg_gallery",),  # the rest is for what no script of the gallery shows
}
suppress_warnings = ["config.cache"]


def redraw_if_the_reference_changed(app):
    """Forget the gallery's checksums where what it draws from has changed; it compares the scripts alone."""
    sources = ("reference/chapter4/*.py", "reference/chapter4/ledger.toml", "gallery/*", "docs/_ext/gallery_*.py")
    drawn_from = places.digest(ROOT, *sources)
    stamp = HERE / "gallery" / "drawn-from"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != drawn_from:
        for checksum in (HERE / "gallery").glob("*.md5"):
            checksum.unlink()
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text(drawn_from, encoding="utf-8")


def give_captions_their_level(app, pagename, templatename, context, doctree):
    """Complete the captions of tables of contents, which are headings to those who hear the page."""
    for part in {"body", "furo_navigation_tree"} & set(context):
        context[part] = context[part].replace('role="heading"', 'role="heading" aria-level="2"')


def setup(app):
    """Look at the sources before the gallery does, and at the pages after the theme."""
    # Most of what a build makes lives to its end; with Python's own settings, a fifth of the time goes to garbage.
    gc.freeze()
    gc.set_threshold(100_000)
    app.connect("builder-inited", redraw_if_the_reference_changed, priority=100)
    app.connect("html-page-context", give_captions_their_level, priority=900)
