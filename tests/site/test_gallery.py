"""The gallery: how its figures are laid out and labelled, and what those draw that the ledger has no figure for.

The numbers of the ledger's own figures are held by `tests/test_figures.py`.
"""

import re
from functools import cache

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb, to_rgba
from matplotlib.text import Text
from PIL import Image

import artists
import chapter4
from artists import GALLERY, STYLE, on_a_phone
from chapter4 import ledger

SCRIPTS = sorted(GALLERY.glob("*.py"))
NAMES = [script.stem for script in SCRIPTS]
BEYOND = {"4.5"}
"""The book's next section, which the ledger does not reach."""


@pytest.fixture(autouse=True)
def style():
    """Give "C0" and its like the meaning that they have in the gallery."""
    with plt.style.context(STYLE):
        yield


@cache
def ran(name):
    """Run a script once, and draw its figures: only then is anything laid out."""
    script = artists.ran(name)
    for figure in script.figures:
        FigureCanvasAgg(figure).draw()
    return script


def text(name):
    return (GALLERY / f"{name}.py").read_text(encoding="utf-8")


def written(figure):
    """Return the titles, the labels, the notes and the words of the legends."""
    found = list(figure.texts)
    for axes in figure.axes:
        found += [axes.title, axes.xaxis.label, axes.yaxis.label, *axes.texts]
        if axes.get_legend():
            found += axes.get_legend().get_texts()
    return [artist for artist in found if artist.get_visible() and artist.get_text()]


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


@pytest.mark.parametrize("name", NAMES)
def test_it_says_of_each_picture_what_to_see_and_what_it_shows_to_those_who_do_not_see_it(name):
    stories = [piece for piece in re.split(r"^# %%\n", text(name), flags=re.M) if "# **What to see:**" in piece]
    assert len(stories) == len(ran(name).figures)
    for story in stories:
        seen, in_words = re.findall(
            r"^# (?:\*\*What to see:\*\*|\.\. In words:)((?:.*\n)(?:# .*\n)*)", story, flags=re.M
        )
        assert 100 <= len(" ".join(in_words.replace("#", "").split())) <= 400
        assert seen.strip() != in_words.strip()
        assert in_words.isascii(), "what is read out in place of the picture has no signs"
        assert "$" not in in_words


@pytest.mark.parametrize("name", NAMES)
def test_narration_stands_in_text_blocks_and_is_a_third_of_the_file(name):
    lines = [line for line in text(name).splitlines() if line.strip()]
    head = text(name).split('"""')[1].strip().splitlines()
    comments = [line for line in lines if line.lstrip().startswith("#")]
    assert all(line.startswith("#") for line in comments), "a comment inside the code"
    assert (len(head) + len(comments)) / len(lines) > 0.3
    blocks = re.split(r"^# %%\n(?:#.*\n)*", text(name), flags=re.M)[1:]
    longest = max(sum(bool(line.strip()) for line in block.splitlines()) for block in blocks)
    assert longest <= 16, f"{longest} lines of code in one block"


@pytest.mark.parametrize("name", NAMES)
def test_every_axes_has_a_title_and_every_axis_a_label(name):
    assert ran(name).figures
    for figure in ran(name).figures:
        for axes in figure.axes:
            if axes.get_label() == "<colorbar>":
                assert axes.get_ylabel()
                continue
            assert axes.get_title()
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
                assert on_a_phone(artist.get_fontsize(), figure) >= 10  # but for superscripts


@pytest.mark.parametrize("name", NAMES)
def test_colours_are_those_of_the_style_or_grey(name):
    cycle = {to_hex(colour) for colour in plt.rcParams["axes.prop_cycle"].by_key()["color"]}
    for figure in ran(name).figures:
        assert [to_rgba(part.get_facecolor())[3] for part in (figure, *figure.axes)] == [0] * (1 + len(figure.axes))
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


def test_the_colours_differ_in_lightness_or_hue_from_their_neighbours_and_from_the_page():
    colours = plt.rcParams["axes.prop_cycle"].by_key()["color"]
    assert len({to_hex(colour) for colour in colours}) == len(colours) == 7

    def luminance(colour):
        channels = np.array(to_rgb(colour))
        linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
        return linear @ [0.2126, 0.7152, 0.0722]

    for colour in colours[:3]:  # those that lines are drawn with
        assert 1.05 / (luminance(colour) + 0.05) > 3


# ------------------------------------------------------------------ What is no figure of the ledger


def test_4_5_the_network_learns_and_backpropagation_takes_the_same_steps():
    loss, accuracy = ran("section_4_5_training").axes
    assert re.search(r"backpropagation is \d+ times faster", ran("section_4_5_training").printed)
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


def test_the_reference_leads_to_every_script_that_draws_with_the_package(site):
    leads = {link["href"] for link in site.pages["api.html"].select('article a[href^="gallery/section"]')}
    assert leads == {f"gallery/{name}.html" for name in NAMES if "\nfrom chapter4 import " in text(name)}


def test_the_film_has_a_picture_for_each_step_and_plays_once(site):
    steps = ran("section_4_4_1_descent_animation").names["animation"].new_frame_seq()
    with Image.open(site.folder / "_images" / "sphx_glr_section_4_4_1_descent_animation_film.png") as film:
        assert film.n_frames == len(list(steps))
        assert film.info["loop"] == 1


def test_how_long_each_takes(capsys):
    """Print it; how fast the machine is, is no property of the gallery."""
    with capsys.disabled():
        print()
        for name in NAMES:
            print(f"{ran(name).seconds:6.2f} s  {name}")
