"""Figures in the text: what a script of the gallery draws, at the place of a lesson where it belongs."""

from citing import citation
from docutils import nodes
from films import film
from gallery_style import FILMS
from gallery_texts import figure_of, path_of, said
from myst_text import MystDirective, anchor
from PIL import Image
from places import ROOT

from chapter4 import ledger

IMAGES = ROOT / "docs" / "gallery" / "images"
FINE = 2
"""How many pixels of the file make one of the page, so that a picture stays sharp on a phone."""


class Drawn(MystDirective):
    """The pictures of a script, or one of them by its number: ``{drawn} section_4_3_3_surface 2``."""

    required_arguments = 1
    optional_arguments = 1

    def run(self):
        """Return a figure for each picture; the first bears the permanent anchor."""
        script, *number = self.arguments
        self.env.note_dependency(str(path_of(script)))
        pictures = list(enumerate(said(script), start=1))
        if number:
            pictures = [pictures[int(number[0]) - 1]]
        return [self.figure(script, n, *texts) for n, texts in pictures]

    def figure(self, script, number, seen, in_words):
        """Return one picture with its caption."""
        file = f"sphx_glr_{script}_{number:03}_{FINE}_00x.png"
        with Image.open(IMAGES / file) as picture:
            width = picture.width // FINE
        figure = nodes.figure(classes=["drawn"])
        figure += nodes.image(uri=f"/gallery/images/{file}", alt=in_words, width=f"{width}px")
        if (ROOT / "docs" / FILMS.format(script)).is_file():
            figure += film(uri=f"/{FILMS.format(script)}")
        (said_of_it,) = self.parse_text_to_nodes(f"```{{eval-rst}}\n**What to see:** {seen}\n```")
        figure += nodes.caption("", "", *said_of_it.children)
        id = figure_of(script)
        values = {"script": script, "entry": id and ledger.figure(id), "first": number == 1}
        figure += nodes.legend("", *self.written("drawn", **values))
        if id and number == 1:
            figure[-1] += citation(ledger.figure(id), self.config.html_baseurl)
            figure["ids"] = [anchor(id)]
            self.env.domains.standard_domain.note_hyperlink_target(anchor(id), self.env.docname, anchor(id), id)
        return figure


def setup(app):
    """Register it."""
    app.add_directive("drawn", Drawn)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
