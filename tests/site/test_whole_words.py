"""Where a line may end in code and in text: what the build marks in the markup of a page."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "_ext"))

from whole_words import kept_whole, pieces


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("np.sum(x**2)", ["np.sum(x**2)"]),
        ("-0.9999999999908982e-09", ["-0.9999999999908982e-09"]),
        ("cross_entropy_error(y,", ["cross_entropy_error(", "y,"]),
        ("sample_mini_batch", ["sample_mini_batch"]),
        ("y(np.arange(batch_size),", ["y(", "np.arange(", "batch_size),"]),
        ("a_long_name_of_a_list[]", ["a_", "long_", "name_", "of_", "a_", "list[]"]),
        ("--implementation=E4.2.4-4", ["--implementation=", "E4.2.4-4"]),
        ("tests/defects/reinjection", ["tests/", "defects/", "reinjection"]),
        ("-1.00000479217360238592959", ["-1.00000", "47921", "73602", "38592", "959"]),
    ],
)
def test_a_word_of_code_is_parted_after_what_joins_its_parts(word, parts):
    assert pieces(word) == parts


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("from O4.2.1-1 on", 'from <span class="nowrap">O4.2.1-1</span> on'),
        ("a1 = 1.907e-06; x", '<span class="nowrap">a1 = 1.907e-06</span>; x'),
        ("64-50-10 and mini-batch", '<span class="nowrap">64-50-10</span> and mini-batch'),
        ('<a href="#O4.2.1-1">2</a>', '<a href="#O4.2.1-1">2</a>'),
        ("<math><mi>1e-4</mi></math>", "<math><mi>1e-4</mi></math>"),
        (
            '<span class="pre">a_somewhat_long&lt;other_name</span>',
            '<span class="pre">a_somewhat_long&lt;<wbr />other_name</span>',
        ),
        ('<span class="pre">--</span> <span class="pre">--record</span>', '<span class="pre">-- --record</span>'),
    ],
)
def test_numbers_and_ids_stay_whole_and_tags_as_they_are(markup, kept):
    assert kept_whole(markup) == kept
