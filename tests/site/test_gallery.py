"""The gallery: what each figure draws, where, and how it is labelled, read from its artists and not from pixels.

It needs Matplotlib, so it is asked for by name: `pytest tests/site`.
"""

import re
import runpy
import time
import warnings
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.animation import Animation, PillowWriter
from matplotlib.colors import to_hex
from matplotlib.contour import ContourSet
from matplotlib.image import AxesImage
from matplotlib.quiver import Quiver
from matplotlib.text import Text

import chapter4
from chapter4 import ledger

GALLERY = Path(__file__).resolve().parents[2] / "gallery"
STYLE = GALLERY / "chapter4.mplstyle"
SCRIPTS = sorted(GALLERY.glob("*.py"))
NAMES = [script.stem for script in SCRIPTS]
U = 2.0**-53
BEYOND = {"4.5"}
"""The book's next section, which the ledger does not reach."""


@pytest.fixture(autouse=True)
def style():
    """Give "C0" and its like the meaning that they have in the gallery."""
    with plt.style.context(STYLE):
        yield


@cache
def ran(name):
    """Run a script once, in the gallery's style, every warning an error; return its figures and its names."""
    plt.close("all")
    before = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        namespace = runpy.run_path(str(GALLERY / f"{name}.py"))
        seconds = time.perf_counter() - before
        figures = [plt.figure(number) for number in plt.get_fignums()]
        for figure in figures:
            figure.canvas.draw()
    plt.close("all")
    return SimpleNamespace(
        figures=figures, names=namespace, seconds=seconds, axes=[axes for f in figures for axes in f.axes]
    )


def text(name):
    return (GALLERY / f"{name}.py").read_text(encoding="utf-8")


def labelled(axes, start):
    """Return the one line whose label begins so."""
    (line,) = [line for line in axes.lines if line.get_label().startswith(start)]
    return line


def slope_of(line):
    """Return the slope of a line that is straight."""
    x, y = (np.asarray(data, dtype=float) for data in line.get_data())
    slopes = np.diff(y) / np.diff(x)
    assert np.ptp(slopes) < 1e-9
    return (y[-1] - y[0]) / (x[-1] - x[0])


def points(line):
    return np.column_stack(line.get_data())


def written(figure):
    """Return the titles, the labels, the notes and the words of the legends."""
    found = list(figure.texts)
    for axes in figure.axes:
        found += [axes.title, axes.xaxis.label, axes.yaxis.label, *axes.texts]
        if axes.get_legend():
            found += axes.get_legend().get_texts()
    return [artist for artist in found if artist.get_visible() and artist.get_text()]


def of_kind(axes, kind):
    return [artist for artist in axes.get_children() if isinstance(artist, kind)]


# ------------------------------------------------------------------ Every script


def test_every_figure_of_the_ledger_is_the_subject_of_exactly_one_script():
    named = sorted(id for name in NAMES for id in re.findall(r":ledger:`(F[^`]*)`", text(name)))
    assert named == sorted(figure.id for figure in ledger.figures())


@pytest.mark.parametrize("name", NAMES)
def test_the_name_says_the_section_and_the_ledger_knows_every_id(name):
    number = re.match(r"section_((?:\d_)+)", name)[1].rstrip("_").replace("_", ".")
    assert number in BEYOND | {section.number for section in ledger.sections()}
    ids = re.findall(r":ledger:`([^`]*)`", text(name))
    for id in ids:
        assert ledger.entry(id).section == number, id
    assert f"section {number}" in text(name).split('"""')[1]
    for id in re.findall(r'"([SOECF]4(?:\.\d)*-\d+)"', text(name)):
        ledger.entry(id)


@pytest.mark.parametrize("name", NAMES)
def test_it_draws_from_the_functions_that_the_ledger_names(name):
    for id in re.findall(r":ledger:`(F[^`]*)`", text(name)):
        for thing in ledger.figure(id).objects:
            assert ran(name).names[thing] is getattr(chapter4, thing)


@pytest.mark.parametrize("name", NAMES)
def test_it_asks_a_question_and_says_what_to_see(name):
    title, rule = text(name).lstrip("r").removeprefix('"""').splitlines()[:2]
    assert title.endswith("?")
    assert rule == "=" * len(title)
    assert "# **What to see:**" in text(name)


@pytest.mark.parametrize("name", NAMES)
def test_narration_stands_in_text_blocks_and_is_a_third_of_the_file(name):
    lines = [line for line in text(name).splitlines() if line.strip()]
    head = text(name).split('"""')[1].strip().splitlines()
    comments = [line for line in lines if line.lstrip().startswith("#")]
    assert all(line.startswith("#") for line in comments), "a comment inside the code"
    assert (len(head) + len(comments)) / len(lines) > 0.3
    blocks = re.split(r"^# %%\n(?:#.*\n)*", text(name), flags=re.M)[1:]
    longest = max(sum(bool(line.strip()) for line in block.splitlines()) for block in blocks)
    assert longest <= 18, f"{longest} lines of code in one block"


@pytest.mark.parametrize("name", NAMES)
def test_every_axes_has_a_title_in_plain_words_and_every_axis_a_label(name):
    assert ran(name).figures
    for figure in ran(name).figures:
        for axes in figure.axes:
            assert axes.get_title()
            assert "$" not in axes.get_title(), "the title is the picture's description, and is read aloud"
            if not axes.axison:
                continue
            assert axes.get_ylabel() or axes.get_shared_y_axes().get_siblings(axes) != [axes]
            assert axes.get_xlabel() or axes.get_shared_x_axes().get_siblings(axes) != [axes]


@pytest.mark.parametrize("name", NAMES)
def test_axes_hold_ascii_letters_that_are_large_enough(name):
    for figure in ran(name).figures:
        for artist in figure.findobj(Text):
            if artist.get_visible() and artist.get_text():
                assert artist.get_text().replace("\N{MINUS SIGN}", "-").isascii()
                # Superscripts of ticks aside, nothing is set smaller than this.
                assert artist.get_fontsize() >= 11


@pytest.mark.parametrize("name", NAMES)
def test_colours_are_those_of_the_style_or_grey(name):
    cycle = {to_hex(colour) for colour in plt.rcParams["axes.prop_cycle"].by_key()["color"]}
    for figure in ran(name).figures:
        assert to_hex(figure.get_facecolor()) == "#ffffff"
        for axes in figure.axes:
            for line in axes.lines:
                colour = to_hex(line.get_color())
                assert colour in cycle or colour[1:3] == colour[3:5] == colour[5:7]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_written_is_cut_off(name):
    for figure in ran(name).figures:
        for artist in written(figure):
            extent = artist.get_window_extent()
            assert figure.bbox.x0 <= extent.x0 < extent.x1 <= figure.bbox.x1, artist.get_text()
            assert figure.bbox.y0 <= extent.y0 < extent.y1 <= figure.bbox.y1, artist.get_text()


def test_the_colours_differ_in_lightness_or_hue_from_their_neighbours_and_from_the_card():
    colours = plt.rcParams["axes.prop_cycle"].by_key()["color"]
    assert len({to_hex(colour) for colour in colours}) == len(colours) == 7

    def luminance(colour):
        channels = np.array(matplotlib.colors.to_rgb(colour))
        linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
        return linear @ [0.2126, 0.7152, 0.0722]

    for colour in colours[:3]:  # those that lines are drawn with
        assert 1.05 / (luminance(colour) + 0.05) > 3


# ------------------------------------------------------------------ One by one, in the chapter's order


def test_4_1_1_each_row_replaces_more_hands_by_learning():
    (axes,) = ran("section_4_1_1_three_approaches").axes
    stages = [
        (t.get_position()[1], to_hex(t.get_bbox_patch().get_facecolor())) for t in axes.texts if t.get_bbox_patch()
    ]
    rows = [[colour for height, colour in stages if height == row] for row in (2, 1, 0)]
    hand, learned = "#ffffff", to_hex("C0")
    assert rows == [[hand], [hand, learned], [learned]]
    assert len(of_kind(axes, AxesImage)) == 3
    assert [t.get_text() for t in axes.get_legend().get_texts()] == ["made by hand", "learned"]


def test_4_1_2_both_models_know_their_training_images_and_one_of_them_nothing_else():
    true, random = ran("section_4_1_2_overfitting").axes
    for axes in (true, random):
        assert labelled(axes, "training").get_ydata()[-1] == 1.0
    assert labelled(true, "test").get_ydata()[-1] > 0.75
    assert 0.4 < labelled(random, "test").get_ydata()[-1] < 0.6
    names = ran("section_4_1_2_overfitting").names
    assert not set(names["train"]) & set(names["test"])


def test_4_2_2_the_logarithm_is_drawn_and_marked_at_1():
    (axes,) = ran("section_4_2_2_natural_logarithm").axes
    whole, used = (points(labelled(axes, label)) for label in ("$y", "the part"))
    for x, y in (*whole.T[:, ::40].T, *used.T[:, ::40].T):
        assert y == pytest.approx(np.log(x), abs=1e-12)
    assert used[:, 0].max() <= 1 < whole[:, 0].max()
    assert any(points(line).tolist() == [[1.0, 0.0]] for line in axes.lines)


def test_4_2_2_the_losses_are_chapter4s_and_the_points_the_printed_ones():
    (axes,) = ran("section_4_2_2_loss_at_the_right_answer").axes
    y_k, loss = points(axes.lines[0]).T
    assert np.allclose(loss, -np.log(y_k + 1e-7), rtol=0, atol=1e-12)
    y_k, loss = points(axes.lines[1]).T
    assert np.allclose(loss, ((1 - y_k) ** 2 + 9 * ((1 - y_k) / 9) ** 2) / 2, rtol=0, atol=1e-12)
    for label, ids in (
        ("cross entropy error, printed", ("O4.2.2-1", "O4.2.2-2")),
        ("squared error, printed", ("O4.2.1-1", "O4.2.1-2")),
    ):
        printed = [float(ledger.output(id).printed) for id in ids]
        assert points(labelled(axes, label)).tolist() == [[0.6, printed[0]], [0.1, printed[1]]]


def test_4_2_3_a_hundred_losses_of_each_size_scatter_about_the_full_loss():
    (axes,) = ran("section_4_2_3_mini_batch_losses").axes
    names = ran("section_4_2_3_mini_batch_losses").names
    full = chapter4.cross_entropy_error(names["y"], names["t"])
    assert labelled(axes, "loss of all").get_ydata()[0] == full
    assert f"loss of all {len(names['t'])} images" in [t.get_text() for t in axes.get_legend().get_texts()]
    clouds = [line for line in axes.lines if line.get_marker() == "."]
    spreads = []
    for size, cloud in zip(names["sizes"], clouds, strict=True):
        x, losses = cloud.get_data()
        assert len(losses) == 100
        assert np.all(np.abs(np.log(x / size)) < 0.151)
        # Five standard deviations of the mean of a hundred.
        assert abs(losses.mean() - full) < 5 * losses.std() / 10
        spreads.append(losses.std())
    assert np.all(np.diff(spreads) < 0)
    assert axes.get_xscale() == "log"


def test_4_2_5_tangents_have_the_slopes_of_either_function():
    step, sigmoid = ran("section_4_2_5_step_and_sigmoid").axes
    places = ran("section_4_2_5_step_and_sigmoid").names["points"]
    for axes, derivative in ((step, lambda x: 0.0), (sigmoid, lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2)):
        tangents = [line for line in axes.lines if line.get_linestyle() == "--"]
        for x, tangent, note in zip(places, tangents, axes.texts, strict=True):
            # h^2 / 6 times the third derivative, at most 1/8, and rounding.
            assert slope_of(tangent) == pytest.approx(derivative(x), abs=1e-8)
            assert note.get_text() == f"{derivative(x):.3f}"
    jump = [line for line in step.lines if line.get_linestyle() == "-" and len(line.get_xdata()) > 1]
    assert [set(line.get_ydata()) for line in jump] == [{0.0}, {1.0}]


def test_4_2_5_accuracy_is_a_staircase_where_the_loss_is_a_slope():
    wide, lens = ran("section_4_2_5_accuracy_and_loss").figures
    for figure in (wide, lens):
        accuracy, loss = (axes.lines[0] for axes in figure.axes)
        assert accuracy.get_drawstyle() == "steps-mid"
        assert np.array_equal(accuracy.get_xdata(), loss.get_xdata())
    accuracy, loss = (np.diff(axes.lines[0].get_ydata()) for axes in lens.axes)
    assert np.mean(accuracy == 0) > 0.9
    assert np.count_nonzero(accuracy) > 10
    assert np.all(loss > 0)
    assert np.ptp(lens.axes[0].lines[0].get_xdata()) == pytest.approx(np.ptp(wide.axes[0].lines[0].get_xdata()) / 100)


def test_4_3_the_three_lines_have_their_slopes_and_go_through_their_points():
    (axes,) = ran("section_4_3_forward_and_central_slopes").axes
    x, h = (ran("section_4_3_forward_and_central_slopes").names[name] for name in "xh")
    forward, central = (np.sin(x + h) - np.sin(x)) / h, (np.sin(x + h) - np.sin(x - h)) / (2 * h)
    for label, slope, places in (
        ("true", np.cos(x), [x]),
        ("forward", forward, [x, x + h]),
        ("central", central, [x - h, x + h]),
    ):
        line = labelled(axes, f"{label} slope")
        assert slope_of(line) == pytest.approx(slope, abs=1e-9)
        assert line.get_label().endswith(f"{slope:.3f}")
        begin, height = points(line)[0]
        for place in places:
            assert height + slope * (place - begin) == pytest.approx(np.sin(place), abs=1e-9)
    assert abs(central - np.cos(x)) < abs(forward - np.cos(x))
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["$x - h$", "$x$", "$x + h$"]


def test_4_3_no_error_lies_above_its_bound_and_the_lost_steps_are_shown():
    for axes in ran("section_4_3_error_against_h").axes:
        assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
        for kind in ("forward", "central"):
            h, error = labelled(axes, f"error, {kind}").get_data()
            h_bound, bound = labelled(axes, f"bound, {kind}").get_data()
            assert np.array_equal(h, h_bound)
            drawn = np.isfinite(error)
            assert np.all(error[drawn] <= bound[drawn])
            assert (h.max(), h.min()) == pytest.approx((1e-1, 1e-50))
        h, forward = labelled(axes, "error, forward").get_data()
        central = labelled(axes, "error, central").get_ydata()
        lost = (5 + h == 5) | (5 - h == 5)
        assert np.all(np.isnan(central[lost]))
        assert np.all(forward[5 + h == 5] == 75)
        (shade,) = [patch for patch in axes.patches if patch.get_label() == "step lost"]
        assert shade.get_x() + shade.get_width() == pytest.approx(h[lost].max())
        # Without rounding the error of a cubic's central difference is h^2; at these steps rounding is small.
        large = h > 1e-3
        assert np.allclose(central[large], h[large] ** 2, rtol=1e-2)
    close = ran("section_4_3_error_against_h").axes[1]
    (mark,) = [line for line in close.lines if to_hex(line.get_color()) == "#009e73"]
    # h^2 + r / h is least at (r / 2)^(1/3), up to the spacing of the steps.
    rounding = U * 5 * 75 + 2 * U * 125
    assert mark.get_xdata()[0] == pytest.approx((rounding / 2) ** (1 / 3), rel=0.15)


def test_4_3_2_the_tangents_have_the_slopes_that_the_chapter_prints():
    (axes,) = ran("section_4_3_2_tangents").axes
    for point, true, id in ((5, 0.2, "O4.3.2-1"), (10, 0.3, "O4.3.2-2")):
        line = labelled(axes, f"at {point}")
        assert slope_of(line) == pytest.approx(true, abs=1e-9)
        assert line.get_label() == f"at {point}: {ledger.output(id).printed}"
        begin, height = points(line)[0]
        assert height + true * (point - begin) == pytest.approx(0.01 * point**2 + 0.1 * point, abs=1e-9)
    x, y = labelled(axes, "$f(x)").get_data()
    assert np.allclose(y, 0.01 * x**2 + 0.1 * x, rtol=0, atol=1e-12)


def test_4_3_3_the_surface_is_a_bowl_and_its_cuts_have_slopes_6_and_8():
    surface, *cuts = ran("section_4_3_3_surface").axes
    assert surface.name == "3d"
    assert (surface.get_xlabel(), surface.get_ylabel(), surface.get_zlabel()) == ("$x_0$", "$x_1$", "$f$")
    (bowl,) = surface.collections
    assert len(bowl.get_paths()) == 40 * 40
    assert surface.zz_dataLim.intervalx.tolist() == [0.0, 50.0]
    for limits in (surface.xy_dataLim.intervalx, surface.xy_dataLim.intervaly):
        assert limits.tolist() == [-5.0, 5.0]
    for axes, point, slope in zip(cuts, (3, 4), (6, 8), strict=True):
        assert slope_of(labelled(axes, "slope")) == pytest.approx(slope, abs=1e-9)
        assert any(points(line).tolist() == [[point, 25.0]] for line in axes.lines)
    assert [axes.get_xlabel() for axes in cuts] == ["$x_0$", "$x_1$"]


def test_4_4_the_minus_field_is_the_negated_one():
    plus, minus = ran("section_4_4_gradient_field").axes
    (gradient,), (negative,) = of_kind(plus, Quiver), of_kind(minus, Quiver)
    assert gradient.N == negative.N == 49
    assert np.array_equal(gradient.XY, negative.XY)
    arrows = np.column_stack([gradient.U, gradient.V])
    assert np.array_equal(arrows, -np.column_stack([negative.U, negative.V]))
    assert np.allclose(arrows, 2 * gradient.XY, rtol=0, atol=1e-9)
    assert (plus.get_title(), minus.get_title()) == ("Gradient", "Minus gradient")


def test_4_4_1_the_path_begins_at_the_start_and_leaves_four_fifths_each_time():
    (axes,) = ran("section_4_4_1_descent_path").axes
    path = points(labelled(axes, "path"))
    assert path.shape == (21, 2)
    assert path[0].tolist() == [-3.0, 4.0]
    assert np.allclose(path, 0.8 ** np.arange(21)[:, None] * [-3.0, 4.0], rtol=0, atol=1e-9)
    (rings,) = of_kind(axes, ContourSet)
    assert rings.levels.tolist() == [1, 4, 9, 16, 25, 36]
    assert axes.get_aspect() == 1


def test_4_4_1_the_three_rates_and_the_freeze(capsys):
    ran.cache_clear()  # so that what it prints is heard
    whole, first = ran("section_4_4_1_learning_rates").axes
    assert ledger.defect("E4.4.1-11").cured in capsys.readouterr().out
    for axes, steps in ((whole, 100), (first, 20)):
        assert axes.get_yscale() == "log"
        k = np.arange(steps + 1)
        assert np.allclose(labelled(axes, "$\\eta = 0.1").get_ydata(), 5 * 0.8**k, rtol=0, atol=1e-9)
        assert np.allclose(labelled(axes, "$\\eta = 10^").get_ydata(), 5, rtol=0, atol=1e-6)
        assert np.allclose(labelled(axes, "$\\eta = 10$, exact").get_ydata(), 5 * 19.0**k)
        guarded = labelled(axes, "$\\eta = 10$, descent").get_ydata()
        loose = labelled(axes, "$\\eta = 10$, unguarded").get_ydata()
        assert len(guarded) == 10
        assert np.array_equal(guarded, loose[:10])
        assert len(set(loose[11:])) == 1
        assert loose[-1] < 1e14
    frozen = ran("section_4_4_1_learning_rates").names["frozen"][-1]
    assert str(frozen.tolist()) == ledger.defect("E4.4.1-11").value


def test_4_4_1_the_film_shows_one_step_after_the_other_and_is_short(tmp_path):
    page = ran("section_4_4_1_descent_animation")
    film = page.names["animation"]
    assert isinstance(film, Animation)
    still, moving = page.axes
    for axes, steps in ((still, 25), (moving, None)):
        if steps is None:
            page.names["show"](24)
        for line, path in zip(axes.lines, page.names["paths"], strict=True):
            assert np.array_equal(points(line), path)
    page.names["show"](3)
    assert [len(line.get_xdata()) for line in moving.lines] == [4, 4, 4]
    for rate, path in zip(page.names["rates"], page.names["paths"], strict=True):
        assert np.allclose(path, (1 - 2 * rate) ** np.arange(25)[:, None] * path[0], rtol=0, atol=1e-9)
        assert np.linalg.norm(path[0]) == 5
    assert not film._repeat
    assert film._interval * film._save_count < 5000, "what moves by itself for longer needs a pause control"
    film.save(tmp_path / "film.gif", writer=PillowWriter(fps=6), dpi=20)
    assert (tmp_path / "film.gif").stat().st_size > 1000


def test_4_4_1_ascent_climbs_the_hill_that_it_begins_on():
    (axes,) = ran("section_4_4_1_ascent").axes
    paths = [points(line) for line in axes.lines if len(line.get_xdata()) > 1]
    landscape = ran("section_4_4_1_ascent").names["landscape"]
    assert [path[0].tolist() for path in paths] == [[-2.6, -1.2], [-0.5, -1.0], [0.5, -1.0]]
    for path, top in zip(paths, ([-1.6, 0], [-1.6, 0], [1.6, 0.5]), strict=True):
        assert np.all(np.diff([landscape(x) for x in path]) > 0)
        assert np.allclose(path[-1], top, rtol=0, atol=0.05)
    assert [note.get_text() for note in axes.texts] == ["$f = 1.00$", "$f = 1.00$", "$f = 1.50$"]


def test_4_4_2_the_maps_hold_w_and_dw_and_the_loss_falls():
    weights, gradient, losses = ran("section_4_4_2_weights_and_gradient").axes
    (w,), (dw,) = (of_kind(axes, AxesImage) for axes in (weights, gradient))
    printed = np.array([float(number) for number in ledger.output("O4.4.2-3").printed.split(", ")]).reshape(2, 3)
    # The chapter's offset of 1e-7 moves the printed digits by no more than its size over the output.
    assert np.allclose(dw.get_array(), printed, rtol=0, atol=3e-7)
    namespace = {}
    exec(ledger.output("O4.4.2-3").setup, namespace)
    assert np.array_equal(w.get_array(), namespace["net"].W)
    for axes, image in ((weights, w), (gradient, dw)):
        shown = {note.get_position(): note.get_text() for note in axes.texts}
        assert shown == {(j, i): f"{value:.3f}" for (i, j), value in np.ndenumerate(image.get_array())}
    y = losses.lines[0].get_ydata()
    assert y[0] == namespace["net"].loss(namespace["x"], namespace["t"])
    assert len(y) == 31
    assert np.all(np.diff(y) < 0)


def test_4_5_the_network_learns_and_backpropagation_takes_the_same_steps(capsys):
    ran.cache_clear()  # so that what it prints is heard
    loss, accuracy = ran("section_4_5_training").axes
    assert re.search(r"backpropagation is \d+ times faster", capsys.readouterr().out)
    for axes in (loss, accuracy):
        numerical, backward = (line.get_ydata() for line in axes.lines)
        assert len(numerical) == len(backward) == 100
        # Central differences are off by H**2 / 6 = 2e-9 at most and rounding in each of a hundred steps of the rate 2.
        assert np.allclose(numerical, backward, rtol=0, atol=1e-6)
    assert np.mean(loss.lines[0].get_ydata()[-10:]) < 0.5
    assert accuracy.lines[0].get_ydata()[0] < 0.25
    assert np.mean(accuracy.lines[0].get_ydata()[-10:]) > 0.88
    names = ran("section_4_5_training").names
    assert len(names["held_out"]) == 360
    assert not set(names["held_out"]) & set(names["known"])


def test_how_long_each_takes(capsys):
    """Print it; how fast the machine is, is no property of the gallery."""
    with capsys.disabled():
        print()
        for name in NAMES:
            print(f"{ran(name).seconds:6.2f} s  {name}")
