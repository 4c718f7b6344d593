"""What is read in the code, at its lines, and nothing where there is none: hazards, and labels that are images."""

import pytest

from chapter4.check.judging.patterns import hazards, labels_of_images
from check.test_places import block

NET = "class SimpleNet:\n    def __init__(self):\n        self.W = np.random.randn(2, 3)\n"


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        (["m = np.random.choice(n, 10)\nx[m]\n"], [("E4.2.3-6", 1, "np.random.choice(n, 10, replace=False)")]),
        (["n = 3\nm = choice(n, size=10)\ny = x[m]\n"], [("E4.2.3-6", 2, "choice(n, size=10, replace=False)")]),
        (["y = x[rng.choice(n, 10)]\n"], [("E4.2.3-6", 1, "rng.choice(n, 10, replace=False)")]),
        (["m = rng.choice(n, 10, replace=False)\nx[m]\n"], []),
        (["m = rng.choice(n, 10, False)\nx[m]\n"], []),
        (["k = np.random.choice(['a', 'b'])\nx[k]\n"], []),
        (["labels = np.random.choice(3, 20)\nx[0], x[f(1)]\n"], []),
        ([NET], [("E4.4.2-3", 3, "np.random.default_rng(0).standard_normal((2, 3))")]),
        ([NET.replace("np.random.randn(2, 3)", "np.ones((2, 3))")], []),
        (["np.random.seed(0)\n", NET], []),
        (["class Other:\n    W = np.random.randn(2, 3)\n"], []),
    ],
)
def test_what_is_read(codes, found):
    assert [(f.id, f.place.line, f.correction) for f in hazards([block(code) for code in codes])] == found
    assert all(finding.hazard for finding in hazards([block(code) for code in codes]))


BATCH = "x_batch = x_train[mask]\n{} = {}\n"
YIELDED = "def batches(x, t, n):\n    yield x[n], {}\n"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (BATCH.format("t_batch", "x_train[mask]"), [(2, "t_batch = t_train[mask]")]),
        (BATCH.format("t_batch", "t_train[mask]"), []),
        (BATCH.format("t_batch", "x_train[other]"), []),
        (BATCH.format("again", "x_train[mask]"), []),
        (YIELDED.format("x[n]"), [(2, "x[n], t[n]")]),
        (YIELDED.format("t[n]"), []),
        (YIELDED.replace("x, t, n", "x, n").format("x[n]"), []),
    ],
)
def test_labels_that_are_drawn_from_the_images_are_wrong(code, found):
    assert [(f.place.line, f.correction) for f in labels_of_images([block(code)])] == found
    assert not any(finding.hazard for finding in labels_of_images([block(code)]))
