"""The figures of time against n, drawn while the page is built from what `tox -e bench` has recorded."""

import os
from pathlib import Path
from typing import ClassVar

import matplotlib.pyplot as plt
from docutils import nodes
from docutils.parsers.rst import directives
from gallery_style import STYLE
from sphinx.util.docutils import SphinxDirective

import records

STYLES = {
    "limit": ("limit, $2n$ calls", "k--"),
    "loop": ("numerical_gradient", "C0o-"),
    "vectorized": ("with vectorized=True", "C2s-"),
    "structured": ("with structured=True", "C2s-"),
    "scipy.optimize, 3-point": ("SciPy, three points", "C1^-"),
    "numdifftools.Gradient": ("numdifftools", "C3v-"),
    "scipy.differentiate.jacobian": ("scipy.differentiate", "C4D-"),
    "backpropagation": ("backpropagation", "C1^-"),
}


def draw(rows, title):
    """Return the axes of a figure of the seconds that each form takes, and below it what is what."""
    figure = plt.figure(figsize=(5.2, 4.9), layout="constrained")
    axes = figure.add_subplot()
    for name, (label, style) in STYLES.items():
        points = [(row["n"], row["seconds"][name]) for row in rows if name in row["seconds"]]
        if points:
            axes.plot(*zip(*points, strict=True), style, label=label, markersize=6)
    axes.set(title=title, xscale="log", yscale="log", ylabel="seconds for one gradient")
    figure.legend(loc="outside lower center", ncols=2)
    return axes


def black_box():
    """Draw the times for a function that is only called, and return the axes."""
    axes = draw(records.read("speed")["black_box"].values(), "The gradient of a sum of $n$ squares")
    axes.set(xlabel="$n$, the entries of $x$")
    return axes


def network():
    """Draw the times for the network of two layers, and return the axes."""
    rows = records.read("speed")["network"].values()
    axes = draw(rows, "The gradient of a network, batch 100")
    axes.set_xticks([row["n"] for row in rows], ["{n:,}\n{sizes}".format(**row) for row in rows])
    axes.set_xticks([], minor=True)
    axes.set(xlabel="$n$, the weights and biases, and the sizes of the layers")
    return axes


FIGURES = {"black_box": black_box, "network": network}


class SpeedFigure(SphinxDirective):
    """One of the figures, with what it shows in words: ``{speed-figure} black_box`` and the option ``:alt:``."""

    required_arguments = 1
    option_spec: ClassVar = {"alt": directives.unchanged_required}

    def run(self):
        """Return the picture."""
        for source in (records.FOLDER / "speed.json", STYLE, Path(__file__)):
            self.env.note_dependency(str(source))
        (name,) = self.arguments
        path = Path(self.env.doctreedir) / f"speed_{name}.svg"
        # A fixed salt, and no date: the same record gives the same file.
        with plt.style.context([STYLE, {"svg.hashsalt": name}]):
            FIGURES[name]()
            plt.savefig(path, metadata={"Date": None})
            plt.close()
        uri = Path(os.path.relpath(path, Path(self.env.doc2path(self.env.docname)).parent)).as_posix()
        return [nodes.image(uri=uri, alt=self.options["alt"], classes=["drawn"])]


def setup(app):
    """Register the directive."""
    app.add_directive("speed-figure", SpeedFigure)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
