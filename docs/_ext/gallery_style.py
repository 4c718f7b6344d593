"""How the gallery is drawn: one style for every script, a film that plays when asked, and the chapter's order."""

import json
import logging
import math
import re
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from gallery_texts import said
from matplotlib.animation import Animation, PillowWriter
from PIL import Image
from sphinx.util.docutils import SphinxDirective
from sphinx_gallery.scrapers import matplotlib_scraper

STYLE = Path(__file__).parent.parent.parent / "gallery" / "chapter4.mplstyle"

FILMS = "gallery/images/sphx_glr_{}_film.png"
ALT = re.compile(r"(_(\d{3})\.png\n +:alt: ).*")
"""The place of a description after the number of its picture."""

logging.getLogger("matplotlib.animation").setLevel(logging.WARNING)


def use_style(gallery_conf, fname):
    """Set the style before each script, so that no script needs a line for it."""
    plt.style.use(STYLE)


class Once(PillowWriter):
    """A writer of films that play once, on no ground; Matplotlib's own repeats them for ever, on white."""

    def grab_frame(self, **kwargs):
        """Take the frame that the animation has just drawn; Matplotlib's own draws it twice more."""
        self._frames.append(Image.fromarray(np.array(self.fig.canvas.buffer_rgba())))

    def finish(self):
        """Write the file, each frame in place of the one before."""
        first, *others = self._frames
        duration = int(1000 / self.fps)
        first.save(self.outfile, save_all=True, append_images=others, duration=duration, loop=1, blend=0)


def scrape(block, block_vars, gallery_conf, **kwargs):
    """Save figures as Matplotlib's own scraper does, a film as its last frame too; describe each in words."""
    script, films = Path(block_vars["src_file"]).stem, ""
    for film in [value for value in block_vars["example_globals"].values() if isinstance(value, Animation)]:
        if plt.fignum_exists(film._fig.number):
            path = Path(gallery_conf["src_dir"], FILMS.format(script))
            film.save(path, writer=Once(fps=1000 / film._interval))
            films += f"\n.. film:: /{FILMS.format(script)}\n"
    text = matplotlib_scraper(block, block_vars, gallery_conf, **kwargs)
    return ALT.sub(lambda alt: alt[1] + said(script)[int(alt[2]) - 1][1], text) + films


NOTE = re.compile(
    r"(\.\. only:: html\n\n    \.\. note::\n +:class: .*\n\n)"
    r" +:ref:`Go to the end <(.*)>`\n +to download the full example code\.\n\n"
    r"(\.\. rst-class:: sphx-glr-example-title\n\n\.\. _.*\n\n.*\n=+\n)"
)
"""The note on downloads, and the title that sphinx-gallery puts after it."""
TO_RUN_IT = r"""\3
\1        Each block of code needs those before it. Copy them in order, or
        :ref:`download the script <\2>`.

"""
"""The title, then the note, which also says how to copy."""


def put_the_note_below_the_title(app, docname, source):
    """Let the page of a script begin with its title."""
    if docname.startswith("gallery/section_"):
        source[0] = NOTE.sub(TO_RUN_IT, source[0])


class ChapterOrder:
    """Sort scripts by their section, then by the figure that they draw."""

    def __init__(self, src_dir):
        self.src_dir = src_dir

    def __call__(self, filename):
        """Return the key of a script; those without a figure of the ledger come last in their section."""
        section = re.match(r"section((?:_\d+)+)_", filename)[1]
        figure = re.search(r":ledger:`F[\d.]+-(\d+)`", (STYLE.parent / filename).read_text(encoding="utf-8"))
        return section, int(figure[1]) if figure else math.inf, filename


class DrawnWith(SphinxDirective):
    """Links to the scripts that use a function, ``.. drawn-with:: NAME``; their pictures would be too small to read."""

    required_arguments = 1

    def run(self):
        """Return the links, or nothing where no script uses it."""
        folder = self.config.sphinx_gallery_conf["backreferences_dir"]
        used = Path(self.env.srcdir, folder, "backreferences_all.json")
        self.env.note_dependency(str(used))
        scripts = [
            Path(file).stem for file, *_ in json.loads(used.read_text(encoding="utf-8")).get(self.arguments[0], [])
        ]
        links = "\n".join(f"* :doc:`/gallery/{script}`" for script in sorted(scripts))
        return self.parse_text_to_nodes(f"Figures that are drawn with it:\n\n{links}") if scripts else []


def load_no_tags(app, page, template, context, doctree):
    """Leave out sphinx-gallery's script for tags, which no script of this gallery has."""
    context["script_files"] = [one for one in context["script_files"] if "sg-tags.js" not in str(one.filename)]


def setup(app):
    """Order the pages of scripts, and link to them."""
    app.add_directive("drawn-with", DrawnWith)
    app.connect("source-read", put_the_note_below_the_title)
    app.connect("html-page-context", load_no_tags, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
