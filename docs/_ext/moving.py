"""The figures that move: a place for each, with its numbers, a still picture, and its scripts on that page alone.

The still picture is drawn from the same numbers. It is what a reader sees without a script, and in print.
"""

import json
import os
from pathlib import Path
from typing import ClassVar

import matplotlib.pyplot as plt
import numpy as np
from docutils import nodes
from docutils.parsers.rst import directives
from gallery_style import STYLE
from moving_stills import STILLS
from places import ROOT
from sphinx.util.docutils import SphinxDirective

from chapter4 import ledger
from chapter4.section_4_2_2 import DELTA
from chapter4.section_4_3 import H

STEPS = [float(f"{digit}e{power}") for power in range(-17, 0) for digit in (1, 2, 5)] + [1.0]
"""The steps of the slider, in the order in which a log axis shows them."""

SMALL_RATES = [1e-18, 1e-16, 1e-10, 1e-6, 1e-4, 1e-3, 0.002, 0.005]
RATES = SMALL_RATES + [n / 100 for n in (1, 2, 5, 8, 10, 12, 15, 18, 20, 22, 24, 24.5, 25, 26, 28, *range(30, 125, 5))]
"""The learning rates of the slider: from one that is lost to ones that diverge, close together between."""

ROUND, ELONGATED = (
    {"name": "round, x₀² + x₁²", "a": 1.0, "b": 1.0},
    {"name": "elongated, x₀² + 4x₁²", "a": 1.0, "b": 4.0},
)

EXAMPLE = {}
exec(ledger.output("O4.4.2-3").setup, EXAMPLE)
"""The network of section 4.4.2, its sample and the right answer."""

NUMBERS = {
    "difference": {"x": 5.0, "slope": 75.0, "steps": STEPS},
    "descent": {
        "bowls": [ELONGATED, ROUND],
        "start": [-3.0, 4.0],
        "rates": RATES,
        "rate": 0.1,
        "steps": 100,
        "reach": 5,
    },
    "loss": {
        "weights": EXAMPLE["net"].W.tolist(),
        # Five more samples, so that the accuracy has several jumps, some up and some down.
        "inputs": [EXAMPLE["x"].tolist(), [2.0, 1.0], [2.0, 0.5], [0.5, 2.0], [2.0, -1.5], [1.0, -1.5]],
        "answers": [int(np.argmax(EXAMPLE["t"])), 2, 1, 2, 1, 2],
        "delta": DELTA,
        "h": H,
        "low": -1.0,
        "high": 3.0,
        "step": 0.01,
        "start": round(EXAMPLE["net"].W[0, 2], 2),
    },
}
"""What the scripts take from the build, so that no number is typed twice."""


class moving(nodes.General, nodes.Element):
    """The place of a figure, which holds its still picture."""


def visit_moving(self, node):
    """Begin the place, with the numbers for its script."""
    name = node["figure"]
    values = {"data-figure": name, "data-numbers": json.dumps(NUMBERS[name])}
    self.body.append(self.starttag(node, "div", "", CLASS="moving", **values))


def depart_moving(self, node):
    """End it."""
    self.body.append("</div>\n")


class Moving(SphinxDirective):
    """One of the figures, with what its still picture shows in words: ``{moving} difference`` and ``:alt:``."""

    required_arguments = 1
    option_spec: ClassVar = {"alt": directives.unchanged_required}

    def run(self):
        """Return the place of the figure."""
        for source in (STYLE, *Path(__file__).parent.glob("moving*.py"), *(ROOT / "reference").rglob("*.py")):
            self.env.note_dependency(str(source))
        (name,) = self.arguments
        path = Path(self.env.doctreedir) / f"moving_{name}.svg"
        # A fixed salt, and no date: the same numbers give the same file.
        with plt.style.context([STYLE, {"svg.hashsalt": name}]):
            STILLS[name](**NUMBERS[name])
            plt.savefig(path, metadata={"Date": None})
            plt.close()
        uri = Path(os.path.relpath(path, Path(self.env.doc2path(self.env.docname)).parent)).as_posix()
        picture = nodes.image(uri=uri, alt=self.options["alt"], classes=["drawn"])
        return [moving("", picture, figure=name)]


def add_scripts(app, pagename, templatename, context, doctree):
    """Load what a page's figures need, on that page alone; the book has the still pictures."""
    found = [node["figure"] for node in doctree.findall(moving)] if doctree else []
    if found and app.builder.name != "epub":
        app.add_css_file("moving/moving.css")
        for name in ("moving", *found):
            app.add_js_file(f"moving/{name}.js", loading_method="defer")


def setup(app):
    """Register it."""
    app.add_node(moving, html=(visit_moving, depart_moving))
    app.add_directive("moving", Moving)
    app.connect("html-page-context", add_scripts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
