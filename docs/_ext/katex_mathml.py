"""Mathematics as MathML, made by KaTeX while the pages are built: readers load nothing, and broken TeX is a warning."""

from functools import cache
from pathlib import Path

import dukpy
import sphinxcontrib.katex
from docutils import nodes
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
    return katex().evaljs(f"katex.renderToString(dukpy.tex, {options})", tex=tex, display=display)


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
    app.add_html_math_renderer("katex", renderers("span", display=False), renderers("div", display=True))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
