"""How the gallery is drawn: one style for every script, a film that plays once, and the chapter's order."""

import logging
import math
import re
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.animation import Animation, PillowWriter
from sphinx_gallery.scrapers import figure_rst, matplotlib_scraper

STYLE = Path(__file__).parent.parent.parent / "gallery" / "chapter4.mplstyle"

logging.getLogger("matplotlib.animation").setLevel(logging.WARNING)


def use_style(gallery_conf, fname):
    """Set the style before each script, so that no script needs a line for it."""
    plt.style.use(STYLE)


class Once(PillowWriter):
    """A writer of films that play once; Matplotlib's own repeats them for ever."""

    def finish(self):
        """Write the file."""
        first, *others = self._frames
        first.save(self.outfile, save_all=True, append_images=others, duration=int(1000 / self.fps))


def scrape(block, block_vars, gallery_conf, **kwargs):
    """Save films as GIF, then the other figures as Matplotlib's own scraper does."""
    films = {value._fig: value for value in block_vars["example_globals"].values() if isinstance(value, Animation)}
    text = ""
    for figure in [plt.figure(number) for number in plt.get_fignums()]:
        if figure in films:
            path = Path(next(block_vars["image_path_iterator"])).with_suffix(".gif")
            films[figure].save(path, writer=Once(fps=1000 / films[figure]._interval))
            text += figure_rst([path], gallery_conf["src_dir"], figure.axes[0].get_title())
            plt.close(figure)
    return text + matplotlib_scraper(block, block_vars, gallery_conf, **kwargs)


class ChapterOrder:
    """Sort scripts by their section, then by the figure that they draw."""

    def __init__(self, src_dir):
        self.src_dir = src_dir

    def __call__(self, filename):
        """Return the key of a script; those without a figure of the ledger come last in their section."""
        section = re.match(r"section((?:_\d+)+)_", filename)[1]
        figure = re.search(r":ledger:`F[\d.]+-(\d+)`", (STYLE.parent / filename).read_text(encoding="utf-8"))
        return section, int(figure[1]) if figure else math.inf, filename
