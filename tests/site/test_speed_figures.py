"""The figures of time against n hold what was recorded, every point of it."""

import sys

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import pytest
from matplotlib.text import Text

import records
from artists import on_a_phone
from prose.examples import ROOT

sys.path.insert(0, str(ROOT / "docs" / "_ext"))

import speed_figures


@pytest.fixture(params=speed_figures.FIGURES)
def drawn(request):
    """The record, and the axes that are drawn from it."""
    with plt.style.context(speed_figures.STYLE):
        axes = speed_figures.FIGURES[request.param]()
        axes.figure.canvas.draw()
        yield list(records.read("speed")[request.param].values()), axes
        plt.close(axes.figure)


def test_every_form_is_a_line_through_its_times(drawn):
    rows, axes = drawn
    lines = {line.get_label(): line for line in axes.lines}
    forms = {name for row in rows for name in row["seconds"]}
    assert "limit" in forms
    assert len(lines) == len(forms)
    for name in forms:
        x, y = lines[speed_figures.STYLES[name][0]].get_data()
        points = [(row["n"], row["seconds"][name]) for row in rows if name in row["seconds"]]
        assert list(zip(x, y, strict=True)) == points
    assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")


def test_no_two_forms_look_alike_without_colours(drawn):
    _, axes = drawn
    assert len({(line.get_linestyle(), line.get_marker()) for line in axes.lines}) == len(axes.lines)


def test_it_is_legible_on_a_phone(drawn):
    _, axes = drawn
    for artist in axes.figure.findobj(Text):
        if artist.get_visible() and artist.get_text():
            extent = artist.get_window_extent()
            assert on_a_phone(artist.get_fontsize(), axes.figure) >= 10
            assert artist.axes is not axes or axes.figure.bbox.x0 <= extent.x0 < extent.x1 <= axes.figure.bbox.x1
