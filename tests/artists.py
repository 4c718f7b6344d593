"""The gallery's scripts, run on no screen, and what their artists draw: numbers, not pixels."""

import contextlib
import io
import runpy
import time
import warnings
from functools import cache
from types import SimpleNamespace

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest

from proof import images
from prose.examples import ROOT

GALLERY = ROOT / "gallery"
STYLE = GALLERY / "chapter4.mplstyle"


def on_a_phone(size, figure):
    """Return how many pixels a size in points has where the window is 390 pixels wide, 358 of them for a figure."""
    return size / 72 * 358 / figure.get_figwidth()


@cache
def ran(name):
    """Run a script once, in the gallery's style, every warning an error; return its figures, names and output.

    It is given the digits without scikit-learn, which takes seconds to import; the site's own build has the library.
    """
    plt.close("all")
    before, printed = time.perf_counter(), io.StringIO()
    with (
        warnings.catch_warnings(),
        plt.style.context(STYLE),
        contextlib.redirect_stdout(printed),
        pytest.MonkeyPatch.context() as patched,
    ):
        warnings.simplefilter("error")
        images.stand_in(patched)
        namespace = runpy.run_path(str(GALLERY / f"{name}.py"))
    seconds = time.perf_counter() - before
    figures = [plt.figure(number) for number in plt.get_fignums()]
    plt.close("all")
    return SimpleNamespace(
        figures=figures,
        axes=[axes for figure in figures for axes in figure.axes],
        names=namespace,
        printed=printed.getvalue(),
        seconds=seconds,
    )


def labelled(axes, start):
    """Return the one line whose label begins so."""
    (line,) = [line for line in axes.lines if line.get_label().startswith(start)]
    return line


def of_kind(axes, kind):
    return [artist for artist in axes.get_children() if isinstance(artist, kind)]


def points(line):
    return np.column_stack(line.get_data())


def slope_of(line):
    """Return the slope of a line that is straight."""
    x, y = (np.asarray(data, dtype=float) for data in line.get_data())
    slopes = np.diff(y) / np.diff(x)
    assert np.ptp(slopes) < 1e-9
    return (y[-1] - y[0]) / (x[-1] - x[0])
