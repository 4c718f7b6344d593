"""Keeps numbers, ids and words of code whole at the end of a line, and says where long code may go on in the next."""

import html
import re

SHORT = 20
"""The length up to which a word of code is never parted."""

PLACES = (
    r"(?<=[(\[{])(?=[^)\]}])|(?<=,)(?=.)|(?<=::)",
    r"(?<=[\w)\]}\"'][=+*/%@|<>])(?=[\w(\[{\"'.-])",
    r"(?<=[^\W\d]\.)(?=[^\W\d])|(?<=[)\]]\.)",
    r"(?<=[^\W_]_)(?=[^\W_])",
)
"""Where a word of code may be parted, the best places first: at brackets and commas, operators, dots, underscores."""

EXACT = re.compile(r"(?<=\.)\d{21,}")
"""The decimals of an exact value, more than a double is ever printed with: they are read in groups of five."""

AFTER_DASHES = re.compile(r'<span class="pre">--</span> <span class="pre">')
"""What divides the arguments of tox from those of its commands is one word with the first of these."""

SHAPE = re.compile(r'<code class="([^"]*)">(?=<span class="pre">\(\w+,</span> <span class="pre">\w+\)</span></code>)')
"""A shape of two axes, which is short enough to stay in one line."""

FOUND = re.compile(
    r"<(math|script|style|svg)\b.*?</\1>"
    r'|(?<=<span class="pre">)(?P<code>[^<]+)(?=</span>)'
    r"|<[^>]*>"
    r"|(?P<whole>\b[SOECF]4(?:\.\d+)*-\d+\b|(?<![\w.])(?:\w+ = )?[-+−]?\d+(?:\.\d+)?e[-+−]\d+"
    r"|(?<!\w)\w+ = -?\d[\d.]*\b|(?<![\w.-])\d+(?:-\d+)+(?![\w.]))",
    re.DOTALL,
)


def pieces(word, places=PLACES):
    """Return a word of code in the pieces between which it may be parted."""
    if decimals := EXACT.search(word):
        groups = re.findall(r"\d{1,5}", decimals[0])
        return [word[: decimals.start()] + groups[0], *groups[1:-1], groups[-1] + word[decimals.end() :]]
    if len(word) <= SHORT or not places:
        return [word]
    return [piece for part in re.split(places[0], word) for piece in pieces(part, places[1:])]


def kept_whole(markup):
    """Return markup with every word of code in its pieces, and in the text with ids and numbers as wholes."""

    def kept(found):
        if found["code"]:
            return "<wbr />".join(html.escape(piece, quote=False) for piece in pieces(html.unescape(found["code"])))
        return f'<span class="nowrap">{found[0]}</span>' if found["whole"] else found[0]

    markup = SHAPE.sub(r'<code class="\1 nowrap">', markup)
    return FOUND.sub(kept, AFTER_DASHES.sub('<span class="pre">-- ', markup))


def keep_whole(app, page, template, context, doctree):
    """Do so with the text of a page."""
    if context.get("body"):
        context["body"] = kept_whole(context["body"])


def setup(app):
    """Look at the pages before foreign words are marked in them."""
    app.connect("html-page-context", keep_whole, priority=890)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
