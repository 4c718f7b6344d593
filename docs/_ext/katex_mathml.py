"""Mathematics as MathML, made by KaTeX while the pages are built: readers load nothing, and broken TeX is a warning."""

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import dukpy
import sphinxcontrib.katex
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

logger = logging.getLogger(__name__)


@cache
def katex():
    """Return a JavaScript interpreter that has loaded KaTeX."""
    interpreter = dukpy.JSInterpreter()
    source = Path(sphinxcontrib.katex.__file__).with_name("katex.min.js")
    interpreter.evaljs(source.read_text(encoding="utf-8") + "; null")
    return interpreter


@cache
def mathml(tex, display):
    """Return the MathML of a formula; a dukpy.JSRuntimeError says what is wrong with its TeX."""
    options = "{output: 'mathml', throwOnError: true, strict: 'error', displayMode: dukpy.display}"
    return spaced(katex().evaljs(f"katex.renderToString(dukpy.tex, {options})", tex=tex, display=display))


# ------------------------------------------------------------------ What KaTeX leaves to its own fonts

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
MINUS, BAR, APPLICATION = "\u2212", "\u2223", "\u2061"
CLOSING = frozenset(")]}!\u27e9")
SCRIPTS = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})


def spaced(markup):
    """Return the markup of a formula with the spaces that TeX sets around signs and the names of functions."""
    root = ElementTree.fromstring(markup.replace(f' xmlns="{NAMESPACE}"', ""))
    for row in [element for element in root.iter() if element.tag in ("mrow", "mstyle")]:
        parts, with_spaces = list(row), []
        for i, part in enumerate(parts):
            if part.text == MINUS and begins(parts[:i]):
                part.set("form", "prefix")
            with_spaces.append(part)
            if is_end_of_name(part):
                name = i if part.tag in SCRIPTS else i - 1
                if ends(parts[:name]):
                    with_spaces.insert(-1 - (i - name), thin_space())
                if i + 1 < len(parts) and not is_apart(parts[i + 1]):
                    with_spaces.append(thin_space())
        row[:] = with_spaces
    for element in root.iter():
        if element.tag in ("msub", "msubsup") and element[0].tag == "mi" and len(element[0].text) == 1:
            level_subscript(element)
    root.find("math").set("xmlns", NAMESPACE)
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)


def level_subscript(element):
    """Let the index of a letter stand as high as any other, as in TeX: browsers lower it by the tail of a y."""
    letter = element[0]
    element[0] = ElementTree.Element("mpadded", depth="0")
    element[0].append(letter)


def begins(before):
    """Tell whether a term begins after these parts of a row, where a minus is a sign; bars open and close in turn."""
    before = [part for part in before if part.tag != "mspace" and not (part.text or "").isspace()]
    if before and before[-1].text == BAR:
        return sum(part.text == BAR for part in before) % 2 == 1
    return not before or (before[-1].tag == "mo" and before[-1].text not in CLOSING)


def ends(before):
    """Tell whether a factor ends with these parts of a row, from which a name keeps away."""
    return not begins(before) and (core(before[-1]).text in CLOSING or not is_apart(before[-1]))


def is_end_of_name(part):
    """Tell whether the name of a function ends here: with the sign of its application, which its scripts enclose."""
    if part.tag in SCRIPTS:
        return len(part[0]) > 0 and part[0][-1].text == APPLICATION
    return part.text == APPLICATION


def is_apart(part):
    """Tell whether a part brings its own space beside a name or needs none, as an operator, a bracket and a stroke."""
    return core(part).tag in ("mo", "mspace", "mtext") or part.text == "/"


def core(part):
    """Return what a part begins with: what its scripts belong to."""
    while len(part) and part.tag in {"mrow", *SCRIPTS}:
        part = part[0]
    return part


def thin_space():
    """Return the space of TeX between a name and a letter."""
    return ElementTree.Element("mspace", width="0.1667em")


# ------------------------------------------------------------------ In a line of text


class TouchingPunctuation(SphinxPostTransform):
    """Keep a formula in one line with the punctuation that touches it: browsers break before and after a formula."""

    default_priority = 900
    formats = ("html",)

    def run(self, **_):
        """Wrap each formula with what touches it."""
        for formula in list(self.document.findall(nodes.math)):
            line, at = formula.parent, formula.parent.index(formula)
            before, after = (line[i] if 0 <= i < len(line) else None for i in (at - 1, at + 1))
            opening = re.search(r"[^\w\s]*\Z", before)[0] if isinstance(before, nodes.Text) else ""
            closing = re.match(r"[^\w\s]*", after)[0] if isinstance(after, nodes.Text) else ""
            if not opening and not closing:
                continue
            kept = nodes.inline("", "", nodes.Text(opening), formula, nodes.Text(closing), classes=["nowrap"])
            line[at] = kept
            if opening:
                line[at - 1] = nodes.Text(before.removesuffix(opening))
            if closing:
                line[at + 1] = nodes.Text(after.removeprefix(closing))


def renderers(tag, display):
    """Return what writes a formula as an element of that name, and what ends it."""

    def visit(self, node):
        try:
            markup = mathml(node.astext().strip(), display)
        except dukpy.JSRuntimeError as error:
            logger.warning("broken TeX: %s", str(error).partition("\n")[0], location=node, type="katex")
            markup = ""
        self.body.append(f"{self.starttag(node, tag, '', CLASS='math')}{markup}</{tag}>")
        raise nodes.SkipNode  # its text is the TeX, and is not to be written besides

    return visit, None


def setup(app):
    """Register the renderer."""
    app.add_post_transform(TouchingPunctuation)
    app.add_html_math_renderer("katex", renderers("span", display=False), renderers("div", display=True))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
