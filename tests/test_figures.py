"""Every figure of the ledger: the numbers that its script draws are those that it says it shows.

What is expected is computed here by other means, or typed in; never by the functions that the scripts draw from.
"""

import math
import re
from decimal import Decimal

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.animation import Animation
from matplotlib.colors import to_hex
from matplotlib.contour import ContourSet
from matplotlib.image import AxesImage
from matplotlib.quiver import Quiver
from mpl_toolkits.mplot3d.proj3d import proj_transform

from artists import STYLE, labelled, of_kind, points, ran, slope_of
from chapter4 import ledger
from proof import allowed, exact
from proof.allowed import U, gamma
from proof.chapter import DELTA, EXAMPLE_W, EXAMPLE_X
from proof.entries import proves
from proof.exact import nearest
from proof.images import digits
from proof.right import is_loss, is_net_gradient


def phi(h):
    """What the cube rounds, two products, at the far point of the step h."""
    return gamma(2) * (5 + h) ** 3


def cube(x):
    return x * x * x


@proves("F4.1-1")
def test_each_row_replaces_more_hands_by_learning():
    (axes,) = ran("section_4_1_1_three_approaches").axes
    with plt.style.context(STYLE):
        hand, learned = "#ffffff", to_hex("C0")
    stages = [
        (t.get_position()[1], to_hex(t.get_bbox_patch().get_facecolor())) for t in axes.texts if t.get_bbox_patch()
    ]
    rows = [[colour for height, colour in stages if height == row] for row in (2, 1, 0)]
    assert rows == [[hand], [hand, learned], [learned]]
    assert len(of_kind(axes, AxesImage)) == 3
    legend = axes.get_legend()
    key = zip(legend.get_texts(), legend.get_patches(), strict=True)
    assert {t.get_text(): to_hex(patch.get_facecolor()) for t, patch in key} == {
        "made by hand": hand,
        "learned": learned,
    }


@proves("F4.1-2")
def test_the_loop_leads_from_each_step_to_the_next_and_names_sections_that_there_are():
    (axes,) = ran("section_4_1_learning_loop").axes
    boxes = [text for text in axes.texts if text.get_text()]
    assert [box.get_text().split()[0] for box in boxes] == ["draw", "measure", "take", "move"]
    named = [re.findall(r"\d(?:\.\d)+", box.get_text()) for box in boxes]
    assert named == [["4.2.3"], ["4.2"], ["4.3", "4.4"], ["4.4.1"]]
    assert {number for numbers in named for number in numbers} <= {section.number for section in ledger.sections()}
    arrows = [(text.xyann, text.xy) for text in axes.texts if not text.get_text()]
    places = [box.get_position() for box in boxes]
    assert arrows == list(zip(places, places[1:] + places[:1], strict=True))


@proves("F4.1-3")
def test_both_models_know_their_training_images_and_one_of_them_nothing_else():
    true, random = ran("section_4_1_2_overfitting").axes
    for axes in (true, random):
        assert labelled(axes, "training").get_ydata()[-1] == 1.0
    assert labelled(true, "test").get_ydata()[-1] > 0.75
    assert 0.4 < labelled(random, "test").get_ydata()[-1] < 0.6
    names = ran("section_4_1_2_overfitting").names
    assert not set(names["train"]) & set(names["test"])


@proves("F4.2-1")
def test_the_logarithm_is_drawn_and_marked_at_1():
    """NumPy's own tests allow the logarithm of an array 4 ulp; near 1, NumPy 1.26 takes more than one with AVX-512."""
    (axes,) = ran("section_4_2_2_natural_logarithm").axes
    whole, negative, used = (points(labelled(axes, label)) for label in ("$y = \\log", "$y = -", "the loss"))
    for sign, curve in ((1, whole), (-1, negative), (-1, used)):
        for x, y in curve:
            assert abs(sign * y - float(Decimal(x).ln())) <= 4 * math.ulp(y)
    assert used[:, 0].max() <= 1 < whole[:, 0].max()
    assert any(points(line).tolist() == [[1.0, 0.0]] for line in axes.lines)


@proves("F4.2-2")
def test_both_losses_fall_as_their_formulas_do_and_the_points_are_the_printed_ones():
    """The squares are of 1 - y_k and, nine times, of its ninth: 5/9 (1 - y_k)^2 in all, off by some ten roundings."""
    (axes,) = ran("section_4_2_2_loss_at_the_right_answer").axes
    for y_k, loss in points(axes.lines[0]):
        assert is_loss(loss, [y_k], 0)
    y_k, loss = points(axes.lines[1]).T
    assert np.allclose(loss, 5 / 9 * (1 - y_k) ** 2, rtol=20 * U, atol=0)
    for label, ids in (
        ("cross entropy error, printed", ("O4.2.2-1", "O4.2.2-2")),
        ("squared error, printed", ("O4.2.1-1", "O4.2.1-2")),
    ):
        printed = [float(ledger.output(id).printed) for id in ids]
        assert points(labelled(axes, label)).tolist() == [[0.6, printed[0]], [0.1, printed[1]]]


@proves("F4.2-3")
def test_a_hundred_losses_of_each_size_scatter_about_the_full_loss():
    """The mean and the spread of each cloud are those of means of n of N losses, drawn without replacement.

    Of a hundred such means, the mean deviates by a tenth of their deviation, and the deviation itself by a part of
    1 / sqrt(2 * 99). Five of each are allowed.
    """
    x, t = digits()
    x = 16 * x
    means = np.array([x[t == digit].mean(axis=0) for digit in range(10)])
    powers = np.exp((scores := (x @ means.T - (means**2).sum(axis=1) / 2) / 200) - scores.max(axis=1, keepdims=True))
    single = -np.log((powers / powers.sum(axis=1, keepdims=True))[np.arange(len(t)), t] + DELTA)

    (axes,) = ran("section_4_2_3_mini_batch_losses").axes
    line = labelled(axes, "loss of all 1797 images")
    assert len(t) == 1797
    assert line.get_ydata() == pytest.approx([single.mean()] * 2, rel=1e-12)  # gamma_1797 = 2e-13
    sizes, clouds = (10, 30, 100, 300, 1000), [line for line in axes.lines if line.get_marker() == "."]
    for size, cloud in zip(sizes, clouds, strict=True):
        places, losses = cloud.get_data()
        assert len(losses) == 100
        assert np.all(np.abs(np.log(places / size)) < 0.151)
        deviation = single.std() * math.sqrt((len(t) - size) / (size * (len(t) - 1)))
        assert abs(losses.mean() - single.mean()) < 5 * deviation / 10
        assert abs(losses.std(ddof=1) / deviation - 1) < 5 / math.sqrt(2 * 99)
    assert axes.get_xscale() == "log"


@proves("F4.2-4")
def test_tangents_have_the_slopes_of_either_function():
    """The sigmoid's third derivative is 1/8 at most: h^2 / 6 of it, and rounding, are below 1e-8."""
    step, sigmoid = ran("section_4_2_5_step_and_sigmoid").axes
    heights = (lambda x: float(x > 0), lambda x: 1 / (1 + math.exp(-x)))
    slopes = (lambda x: 0.0, lambda x: math.exp(-x) / (1 + math.exp(-x)) ** 2)
    for axes, height, derivative in zip((step, sigmoid), heights, slopes, strict=True):
        curve = [line for line in axes.lines if line.get_linestyle() == "-" and len(line.get_xdata()) > 1]
        assert [(line.get_xdata()[0], line.get_xdata()[-1]) for line in curve] == [(-6, 0), (1e-9, 6)]
        for x, y in (point for line in curve for point in points(line)):
            assert y == pytest.approx(height(x), rel=8 * U)
        tangents = [line for line in axes.lines if line.get_linestyle() == "--"]
        for x, tangent, note in zip((-4.0, -1.5, 1.5, 4.0), tangents, axes.texts, strict=True):
            (begin, low), (end, high) = points(tangent)
            assert (begin + end) / 2 == pytest.approx(x)
            assert slope_of(tangent) == pytest.approx(derivative(x), abs=1e-8)
            assert (low + high) / 2 == pytest.approx(height(x), rel=8 * U)
            assert note.get_text() == f"{derivative(x):.3f}"


@proves("F4.2-5")
def test_accuracy_is_a_staircase_where_the_loss_is_a_slope():
    """An image goes over to class 2 where the weight, times its first input, passes the best of the other scores."""
    x, t = digits()
    ink, t = x[t < 3].reshape(-1, 8, 8), t[t < 3]
    x = np.column_stack([ink[:, :, 3:5].mean(axis=(1, 2)), ink[:, 4:].mean(axis=(1, 2))])
    others = x @ [[-4.0, 4.0], [7.0, -7.0]]
    passes = others.max(axis=1) / x[:, 0]

    wide, lens = ran("section_4_2_5_accuracy_and_loss").figures
    for figure, ends in ((wide, (-4, 6)), (lens, (1.0, 1.1))):
        accuracy, loss = (axes.lines[0] for axes in figure.axes)
        assert accuracy.get_drawstyle() == "steps-mid"
        weights = accuracy.get_xdata()
        assert np.array_equal(weights, loss.get_xdata())
        assert np.array_equal(weights, np.linspace(*ends, 401))
        found = np.where(weights[:, np.newaxis] > passes, 2, others.argmax(axis=1))
        tie = np.isclose(weights[:, np.newaxis], passes, rtol=1e-12, atol=0).any(axis=1)
        assert np.array_equal(accuracy.get_ydata()[~tie], np.mean(found == t, axis=1)[~tie])
        assert np.mean(tie) < 0.1
        scores = np.stack([np.column_stack([others, weight * x[:, 0]]) for weight in weights])
        powers = np.exp(scores)
        right = np.take_along_axis(powers, np.tile(t, (401, 1))[..., np.newaxis], axis=2)[..., 0]
        # Scores up to 7 in size, exponentials and sums of 537: some hundred roundings.
        assert np.allclose(loss.get_ydata(), -np.log(right / powers.sum(axis=2) + DELTA).mean(axis=1), rtol=1e-13)
    for axes in wide.axes:
        (mark,) = axes.patches
        assert [mark.get_x(), mark.get_x() + mark.get_width()] == pytest.approx([1.0, 1.1])
    near = lens.axes[0].lines[0].get_ydata()
    assert 0 < np.count_nonzero(np.diff(near)) <= np.count_nonzero((passes >= 1.0) & (passes < 1.1)) < 400
    assert np.all(np.diff(lens.axes[1].lines[0].get_ydata()) > 0)


@proves("F4.2-6")
def test_the_bars_are_the_output_the_answer_and_the_squares_of_their_gaps():
    y = [0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0]
    t = [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    above, below = ran("section_4_2_1_squared_gaps").axes
    heights = [[bar.get_height() for bar in bars] for bars in (*above.containers, *below.containers)]
    assert heights[:2] == [y, t]
    assert heights[2] == pytest.approx([(a - b) ** 2 for a, b in zip(y, t, strict=True)], rel=4 * U)
    assert max(range(10), key=heights[2].__getitem__) == 2
    assert heights[2][2] > sum(heights[2]) / 2
    assert below.get_title().endswith(" 0.0975")


@proves("F4.2-7")
def test_one_cell_is_lit_in_each_row_at_its_label_and_the_losses_are_of_these():
    (axes,) = ran("section_4_2_4_one_entry_a_row").axes
    y = [[0.1, 0.2, 0.7], [0.5, 0.25, 0.25], [0.2, 0.6, 0.2]]
    (table,) = of_kind(axes, AxesImage)
    assert table.get_array().tolist() == [[0, 0, 1], [1, 0, 0], [0, 1, 0]]
    written = {text.get_position(): text.get_text() for text in axes.texts if text.get_text()}
    for n, row in enumerate(y):
        assert [float(written[k, n]) for k in range(3)] == row
    losses = [-math.log(picked) for picked in (0.7, 0.5, 0.6)]
    assert [tick.get_text()[-2] for tick in axes.get_yticklabels()] == ["2", "0", "1"]
    for n, loss in enumerate(losses):
        assert written[3.95, n].endswith(f"= {loss:.3f}$")
    assert written[3.95, 3] == f"mean: {sum(losses) / 3:.3f}"


@proves("F4.2-8")
def test_the_losses_grow_from_a_sure_right_output_to_a_wrong_one():
    outputs = [[0.1, 0.8, 0.1], [0.3, 0.4, 0.3], [0.8, 0.1, 0.1]]
    *panels, below = ran("section_4_2_right_and_wrong_outputs").axes
    for axes, y in zip(panels, outputs, strict=True):
        (bars,) = axes.containers
        assert [bar.get_height() for bar in bars] == y
        assert [bool(bar.get_hatch()) for bar in bars] == [False, True, False]
    assert [axes.get_title() for axes in panels] == [tick.get_text() for tick in below.get_xticklabels()]
    squared, entropy = ([bar.get_height() for bar in bars] for bars in below.containers)
    assert squared == pytest.approx([0.03, 0.27, 0.73], rel=8 * U)
    for loss, y in zip(entropy, outputs, strict=True):
        assert is_loss(loss, y, 1)
    for losses in (squared, entropy):
        assert sorted(losses) == losses
    written = [f"{loss:.2f}" for loss in (0.03, 0.27, 0.73, *(-math.log(p) for p in (0.8, 0.4, 0.1)))]
    assert [text.get_text() for text in below.texts] == written
    legend = below.get_legend()
    key = zip(legend.get_texts(), legend.legend_handles, strict=True)
    shades = {text.get_text(): to_hex(handle.get_facecolor()) for text, handle in key}
    drawn = [to_hex(bars[0].get_facecolor()) for bars in below.containers]
    assert shades == dict(zip(("squared error", "cross entropy error"), drawn, strict=True))


@proves("F4.3-1")
def test_the_three_lines_have_their_slopes_and_go_through_their_points():
    (axes,) = ran("section_4_3_forward_and_central_slopes").axes
    x, h, sin = 0.7, 0.9, math.sin
    forward, central = (sin(x + h) - sin(x)) / h, (sin(x + h) - sin(x - h)) / (2 * h)
    for label, slope, places in (
        ("true", math.cos(x), [x]),
        ("forward", forward, [x, x + h]),
        ("central", central, [x - h, x + h]),
    ):
        line = labelled(axes, f"{label} slope")
        assert slope_of(line) == pytest.approx(slope, rel=1e-14)
        assert line.get_label().endswith(f"{slope:.3f}")
        begin, height = points(line)[0]
        for place in places:
            assert height + slope * (place - begin) == pytest.approx(sin(place), abs=1e-14)
    assert abs(central - math.cos(x)) < abs(forward - math.cos(x))
    assert axes.get_xticks().tolist() == [x - h, x, x + h]
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["$x - h$", "$x$", "$x + h$"]


@proves("F4.3-2")
def test_the_errors_are_those_of_the_two_formulas_below_their_bounds_and_the_lost_steps_are_shown():
    for axes in ran("section_4_3_error_against_h").axes:
        assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
        steps = labelled(axes, "error, forward").get_xdata()
        assert (steps.max(), steps.min()) == pytest.approx((1e-1, 1e-50))
        lost = (5 + steps == 5) | (5 - steps == 5)
        drawn = {"forward": np.full(len(steps), True), "central": ~lost}
        values = {
            "forward": np.abs((cube(5 + steps) - 125) / steps - 75),
            "central": np.abs((cube(5 + steps) - cube(5 - steps)) / (2 * steps) - 75),
        }
        bounds = {
            "central": [allowed.numerical_diff(5, 75, 3 * (5 + h) ** 2, 6, phi(h), h) for h in steps.tolist()],
            "forward": [
                allowed.forward_difference(5, 75, 3 * (5 + h) ** 2, 6 * (5 + h), phi(h), h) for h in steps.tolist()
            ],
        }
        for kind, expected in values.items():
            error, bound = (labelled(axes, f"{what}, {kind}").get_ydata() for what in ("error", "bound"))
            assert np.array_equal(labelled(axes, f"bound, {kind}").get_xdata(), steps)
            assert np.array_equal(error, np.where(drawn[kind], expected, np.nan), equal_nan=True)
            assert np.allclose(bound, bounds[kind], rtol=1e-12, atol=4 * U * 75)
            assert not np.any(error > bound)
        assert np.all(values["forward"][5 + steps == 5] == 75)
        (shade,) = [patch for patch in axes.patches if patch.get_label() == "step lost"]
        assert shade.get_x() + shade.get_width() == pytest.approx(steps[lost].max())
        assert "$x^3$ at 5" in axes.get_title()
    mark = labelled(axes, "least bound, central")
    assert mark.get_xdata()[0] == steps[np.argmin(bounds["central"])]


@proves("F4.3-3")
def test_the_tangents_touch_the_parabola_with_the_slopes_that_the_chapter_prints():
    (axes,) = ran("section_4_3_2_tangents").axes
    for point, true, id in ((5, 0.2, "O4.3.2-1"), (10, 0.3, "O4.3.2-2")):
        line = labelled(axes, f"slope at {point}")
        assert slope_of(line) == pytest.approx(true, abs=1e-11)
        assert line.get_label() == f"slope at {point}: {ledger.output(id).printed}"
        begin, height = points(line)[0]
        assert height + true * (point - begin) == pytest.approx(0.01 * point**2 + 0.1 * point, abs=1e-10)
    x, y = labelled(axes, "$f(x)").get_data()
    assert np.allclose(y, x * (x + 10) / 100, rtol=4 * U, atol=0)


@proves("F4.3-4")
def test_the_surface_is_a_bowl_and_its_cuts_have_slopes_6_and_8():
    """A patch of the surface is coloured by the mean height of its four corners."""
    surface, *cuts = ran("section_4_3_3_surface").axes
    assert surface.name == "3d"
    assert (surface.get_xlabel(), surface.get_ylabel(), surface.get_zlabel()) == ("$x_0$", "$x_1$", "$f$")
    bowl, plane = surface.collections
    surface.figure.draw_without_rendering()
    (seen,) = plane.get_paths()
    corners = proj_transform([-5, 5, 5, -5], [4, 4, 4, 4], [0, 0, 50, 50], surface.get_proj())
    for corner in np.column_stack(corners[:2]):
        assert np.isclose(seen.vertices, corner, rtol=0, atol=1e-12).all(axis=1).any()
    cut, point = (np.array(line.get_data_3d()) for line in surface.lines)
    assert np.all(cut[1] == 4)
    assert np.allclose(cut[2], cut[0] ** 2 + 16, rtol=4 * U, atol=0)
    assert point.ravel().tolist() == [3, 4, 25]
    squares = np.linspace(-5, 5, 41) ** 2
    means = (squares[1:] + squares[:-1]) / 2
    assert np.allclose(bowl.get_array(), np.add.outer(means, means).ravel(), rtol=1e-14)
    limits = (surface.xy_dataLim.intervalx, surface.xy_dataLim.intervaly, surface.zz_dataLim.intervalx)
    assert [limit.tolist() for limit in limits] == [[-5.0, 5.0], [-5.0, 5.0], [0.0, 50.0]]
    for axes, point, fixed, slope in zip(cuts, (3, 4), (4, 3), (6, 8), strict=True):
        x, y = axes.lines[0].get_data()
        assert np.allclose(y, x * x + fixed * fixed, rtol=4 * U, atol=0)
        assert slope_of(labelled(axes, "slope")) == pytest.approx(slope, abs=1e-9)
        assert any(points(line).tolist() == [[point, 25.0]] for line in axes.lines)
    assert [axes.get_xlabel() for axes in cuts] == ["$x_0$", "$x_1$"]


@proves("F4.4-1")
def test_the_arrows_are_twice_the_points_and_the_minus_field_is_the_negated_one():
    plus, minus = ran("section_4_4_gradient_field").axes
    places = [(x0, x1) for x1 in np.linspace(-2, 2, 7) for x0 in np.linspace(-2, 2, 7)]
    for axes, title, factor in ((plus, "Gradient", 2), (minus, "Minus gradient", -2)):
        (field,) = of_kind(axes, Quiver)
        assert field.scale == 6
        assert field.XY.tolist() == [list(place) for place in places]
        # (4 + 4 + 8h) gamma_3 / h and the rounding of x + h stay below 1e-10.
        assert np.allclose(np.column_stack([field.U, field.V]), factor * field.XY, rtol=0, atol=1e-10)
        assert axes.get_title() == title


@proves("F4.4-5")
def test_the_negative_gradient_of_the_narrow_bowl_points_past_its_minimum():
    (axes,) = ran("section_4_4_narrow_bowl").axes
    (arrow,) = of_kind(axes, Quiver)
    assert arrow.XY.tolist() == [[4.0, 1.0]]
    assert np.allclose([arrow.U, arrow.V], [[-8.0], [-8.0]], rtol=0, atol=1e-8)
    assert (arrow.scale, arrow.angles, arrow.scale_units) == (4, "xy", "xy")
    assert points(labelled(axes, "the way to the minimum")).tolist() == [[4.0, 1.0], [0.0, 0.0]]
    (ovals,) = of_kind(axes, ContourSet)
    for height, oval in zip(ovals.levels, ovals.get_paths(), strict=True):
        # On the edges of a grid of width 0.1 a square is off its chord by 0.1^2 / 4, of which there are 1 and 4.
        assert np.all(np.abs(oval.vertices**2 @ [1, 4] - height) <= 5 * 0.1**2 / 4)


@proves("F4.4-2")
def test_the_path_begins_at_the_start_and_leaves_four_fifths_each_time():
    (axes,) = ran("section_4_4_1_descent_path").axes
    path = points(labelled(axes, "path"))
    assert path.shape == (21, 2)
    assert path[0].tolist() == [-3.0, 4.0]
    # Each gradient is right to 1e-10, and is multiplied by 0.1; what one step adds, the next ones shrink.
    assert np.allclose(path, 0.8 ** np.arange(21)[:, None] * [-3.0, 4.0], rtol=0, atol=5e-11)
    (rings,) = of_kind(axes, ContourSet)
    assert rings.levels.tolist() == [1, 4, 9, 16, 25, 36]
    for height, ring in zip(rings.levels, rings.get_paths(), strict=True):
        radii = np.linalg.norm(ring.vertices, axis=1)
        # On the edges of a grid of width 0.1 the square is off its chord by 0.1^2 / 4; where a label cuts the ring,
        # across a square of the grid, by twice that more.
        assert np.all(np.abs(radii**2 - height) <= 3 * 0.1**2 / 4)
    assert axes.get_aspect() == 1


@proves("F4.4-3")
def test_one_rate_falls_one_stands_still_and_one_freezes_after_ten_steps():
    script = ran("section_4_4_1_learning_rates")
    assert "in step 10 of 100, with lr = 10.0: the iterates diverge" in script.printed
    for axes, steps in zip(script.axes, (100, 20), strict=True):
        assert axes.get_yscale() == "log"
        k = np.arange(steps + 1)
        assert np.allclose(labelled(axes, "$\\eta = 0.1").get_ydata(), 5 * 0.8**k, rtol=0, atol=5e-10)
        # A hundred steps of 1e-10 times the gradient, 10 in length, move it by 1e-7.
        assert np.allclose(labelled(axes, "$\\eta = 10^").get_ydata(), 5 - 1e-9 * k, rtol=0, atol=1e-12)
        assert np.allclose(labelled(axes, "$\\eta = 10$, exact").get_ydata(), 5 * 19.0**k, rtol=1e-13)
        guarded = labelled(axes, "$\\eta = 10$, descent").get_ydata()
        loose = labelled(axes, "$\\eta = 10$, unguarded").get_ydata()
        assert len(guarded) == 10
        assert np.array_equal(guarded, loose[:10])
        stated = [float(text) for text in ledger.output("O4.4.1-2").printed.split(", ")]
        assert np.allclose(loose[11:], math.hypot(*stated), rtol=1e-8)
        assert len(set(loose[11:])) == 1


@proves("F4.4-6")
def test_on_the_ridge_descent_stays_at_the_saddle_and_beside_it_leaves():
    """Each step multiplies the first coordinate by 0.8 and the second by 1.2; differences are off by 1e-10 or less."""
    axes, scale = ran("section_4_4_1_saddle").axes
    k = np.arange(41)
    for label, beside in (("start on", 0.0), ("start next to", 0.001)):
        path = points(labelled(axes, label))
        # What an early step is off by grows by 1.2 each time, to 1.2**40 = 1500 times in the end.
        assert np.allclose(path, np.column_stack([0.8**k, beside * 1.2**k]), rtol=0, atol=1e-6)
    assert scale.get_ylabel() == "height $f(x)$"


@proves("F4.4-7")
def test_each_start_ends_in_the_valley_on_its_own_side():
    """The valleys are where the derivative, 4x^3 - 4x + 1/2, is 0, at the outer two of its roots."""
    (axes,) = ran("section_4_4_1_two_valleys").axes
    deep, hill, shallow = np.sort(np.roots([4, 0, -4, 0.5]).real)
    x, y = labelled(axes, "$f(x)$").get_data()
    assert np.allclose(y, x**4 - 2 * x**2 + x / 2, rtol=0, atol=1e-14)
    height = np.polynomial.Polynomial([0, 0.5, -2, 0, 1])
    for start, end in ((0.0, deep), (0.25, shallow)):
        x, y = labelled(axes, f"from {start}").get_data()
        assert x[0] == start
        assert abs(x[-1] - end) < 1e-3
        assert np.all(np.diff(y) < 1e-12)
        assert np.allclose(y, height(x), rtol=0, atol=1e-14)
    assert 0.0 < hill < 0.25
    assert height(deep) < height(shallow)


@proves("F4.4-8")
def test_the_film_shows_one_step_after_the_other_and_is_short():
    page = ran("section_4_4_1_descent_animation")
    film = page.names["animation"]
    assert isinstance(film, Animation)
    (axes,) = page.axes
    for line, path in zip(axes.lines, page.names["paths"], strict=True):
        assert np.array_equal(points(line), path)
    page.names["show"](3)
    assert [len(line.get_xdata()) for line in axes.lines] == [4, 4, 4]
    page.names["show"](24)
    for rate, path in zip(page.names["rates"], page.names["paths"], strict=True):
        assert np.allclose(path, (1 - 2 * rate) ** np.arange(25)[:, None] * path[0], rtol=0, atol=1e-9)
        assert np.linalg.norm(path[0]) == 5
    assert not film._repeat
    assert len(list(film.new_frame_seq())) == 25


@proves("F4.4-9")
def test_ascent_climbs_the_hill_that_it_begins_on():
    axes, scale = ran("section_4_4_1_ascent").axes
    assert scale.get_ylabel() == "height $f(x)$"
    paths = [points(line) for line in axes.lines if len(line.get_xdata()) > 1]
    landscape = ran("section_4_4_1_ascent").names["landscape"]
    assert [path[0].tolist() for path in paths] == [[-2.6, -1.2], [-0.5, -1.0], [0.5, -1.0]]
    for path, top in zip(paths, ([-1.6, 0], [-1.6, 0], [1.6, 0.5]), strict=True):
        assert np.all(np.diff([landscape(x) for x in path]) > 0)
        assert np.allclose(path[-1], top, rtol=0, atol=0.05)
    assert [note.get_text() for note in axes.texts] == ["$f = 1.00$", "$f = 1.00$", "$f = 1.50$"]


def loss_and_slope(W):
    """The loss of the example and its gradient, exact but for a last rounding each."""
    slope = exact.derivative(lambda W: exact.simple_net_loss(W, EXAMPLE_X, 2), W)
    return nearest(exact.simple_net_loss(W, EXAMPLE_X, 2)), nearest(slope)


@proves("F4.4-4")
def test_the_maps_hold_w_and_dw_and_the_loss_falls_as_in_exact_descent():
    """Each loss is within what thirty numerical gradients may be off.

    A step of 0.5 along the gradient of a convex loss brings no two points further apart, as 0.5 times its second
    derivative, at most |x|^2 / 2, is below 2. So thirty gradients, each off by its bound in six entries, move the end
    by 30 * 0.5 sqrt(6) of them, and the loss by that times its slope, at most |x| sqrt 2.
    """
    weights, gradient, scale, losses = ran("section_4_4_2_weights_and_gradient").axes
    assert scale.get_ylabel() == "value"
    (w,), (dw,) = (of_kind(axes, AxesImage) for axes in (weights, gradient))
    loss, slope = loss_and_slope(EXAMPLE_W)
    bound = allowed.simple_net_gradient(EXAMPLE_W, EXAMPLE_X, loss)
    assert w.get_array().tolist() == EXAMPLE_W
    assert is_net_gradient(dw.get_array(), EXAMPLE_W, EXAMPLE_X, 2)
    for axes, image in ((weights, w), (gradient, dw)):
        shown = {note.get_position(): note.get_text() for note in axes.texts}
        assert shown == {(j, i): f"${value:.3f}$" for (i, j), value in np.ndenumerate(image.get_array())}
    W, expected = np.array(EXAMPLE_W), [loss]
    for _ in range(30):
        W -= 0.5 * slope
        loss, slope = loss_and_slope(W)
        expected.append(loss)
    drawn = losses.lines[0].get_ydata()
    # The weights stay below 3 in size, where the bound is below three times that at the start.
    far = 30 * 0.5 * math.sqrt(6) * 3 * bound * math.hypot(*EXAMPLE_X) * math.sqrt(2)
    assert np.abs(W).max() < 3
    assert np.allclose(
        drawn, expected, rtol=0, atol=far + 3 * allowed.simple_net_loss(EXAMPLE_W, EXAMPLE_X, expected[0])
    )
    assert np.all(np.diff(drawn) < 0)


@proves("F4.4-10")
def test_the_graph_has_the_weights_on_its_lines_and_the_scores_and_outputs_at_its_ends():
    (axes,) = ran("section_4_4_2_network").axes
    lines = [line for line in axes.lines if line.get_linestyle() == "-"]
    weights = [weight for row in EXAMPLE_W for weight in row]
    assert [line.get_linewidth() for line in lines] == pytest.approx([max(1, 6 * weight) for weight in weights])
    scores = [sum(x * row[j] for x, row in zip(EXAMPLE_X, EXAMPLE_W, strict=True)) for j in range(3)]
    powers = [math.exp(score) for score in scores]
    outputs = [power / sum(powers) for power in powers]
    values = [f"{value:.2f}" for value in (*weights, *EXAMPLE_X, *scores)] + [f"{output:.3f}" for output in outputs]
    heads = ["inputs $x$", "scores $z$", "outputs $y$"]
    assert [text.get_text() for text in axes.texts] == values + heads
