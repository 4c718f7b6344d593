"""A film: a still picture with a button that plays it, from its beginning each time; nothing moves unasked."""

import posixpath

from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class film(nodes.image):
    """The button, after its still picture; as an image, its file is copied with the others."""


class Film(SphinxDirective):
    """What the picture before it becomes when it is played: ``.. film:: /gallery/images/NAME.png``."""

    required_arguments = 1

    def run(self):
        """Return the button."""
        return [film(uri=self.arguments[0])]


def enter(translator, node):
    """Write the button, which the script shows: without it, and in a book, there is the still picture."""
    builder = translator.builder
    if builder.name == "epub":
        raise nodes.SkipNode
    file = posixpath.join(builder.imgpath, builder.images[node["uri"]])
    translator.body.append(f'<button type="button" class="film" data-film="{file}" hidden>Play the film</button>\n')
    raise nodes.SkipNode


def load_the_script(app, pagename, templatename, context, doctree):
    """Load the script on the pages that have a film."""
    if doctree and next(doctree.findall(film), None):
        app.add_js_file("film.js", loading_method="defer")


def setup(app):
    """Register it; a book keeps the still picture."""
    app.add_node(film, html=(enter, None))
    app.add_directive("film", Film)
    app.connect("html-page-context", load_the_script)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
