"""Mathematics as MathML, made by KaTeX while the pages are built: readers load nothing, and broken TeX is a warning."""

from functools import cache
from pathlib import Path

import dukpy
import sphinxcontrib.katex
from docutils import nodes
from sphinx.util import logging

logger = logging.getLogger(__name__)


@cache
def _katex():
    interpreter = dukpy.JSInterpreter()
    source = Path(sphinxcontrib.katex.__file__).with_name("katex.min.js")
    interpreter.evaljs(source.read_text(encoding="utf-8") + "; null")
    return interpreter


@cache
def mathml(tex, display):
    """Return the MathML of a formula; ValueError says what is wrong with its TeX."""
    options = "{output: 'mathml', throwOnError: true, strict: 'error', displayMode: dukpy.display}"
    try:
        return _katex().evaljs(f"katex.renderToString(dukpy.tex, {options})", tex=tex, display=display)
    except dukpy.JSRuntimeError as error:
        raise ValueError(str(error).partition("\n")[0]) from None


def _visit(self, node, display):
    try:
        markup = mathml(node.astext().strip(), display)
    except ValueError as error:
        logger.warning("broken TeX: %s", error, location=node, type="katex")
        markup = ""
    if display:
        self.body.append(self.starttag(node, "div", CLASS="math"))
        self.body.append(markup + "</div>\n")
    else:
        self.body.append(self.starttag(node, "span", "", CLASS="math") + markup + "</span>")

    raise nodes.SkipNode  # its text is the TeX, and is not to be written besides


def visit_inline(self, node):
    """Write a formula in the line."""
    _visit(self, node, display=False)


def visit_block(self, node):
    """Write a formula of its own."""
    _visit(self, node, display=True)


def setup(app):
    """Register the renderer."""
    app.add_html_math_renderer("katex", (visit_inline, None), (visit_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
