"""The draw of a mini-batch, of which the oracle is the law of its frequencies."""

import itertools
from collections import Counter

import numpy as np
import pytest
import scipy.stats

import chapter4

DRAWS = 6000
FALSE_ALARM = 1e-9
"""How seldom a sound generator would exceed what is allowed; the seed being fixed, it does so always or never."""


@pytest.mark.compares("sample_mini_batch", "SciPy chi2")
@pytest.mark.parametrize(("rows", "size"), [(5, 1), (5, 2), (4, 3), (4, 4), (20, 2)])
def test_every_ordered_choice_of_different_rows_is_as_frequent(compare, rows, size):
    """Pearson's statistic of the counts follows the chi-square law, and nothing but the N!/(N - n)! choices comes."""
    rng, x = np.random.default_rng(rows * size), np.arange(float(rows))[:, np.newaxis]
    counts = Counter()
    for _ in range(DRAWS):
        x_batch, t_batch = chapter4.sample_mini_batch(x, np.arange(rows), size, rng)
        assert x_batch.ravel().tolist() == t_batch.tolist()
        counts[tuple(t_batch.tolist())] += 1
    choices = list(itertools.permutations(range(rows), size))
    assert set(counts) <= set(choices)
    statistic = scipy.stats.chisquare([counts[choice] for choice in choices]).statistic
    compare(statistic, 0.0, scipy.stats.chi2(len(choices) - 1).isf(FALSE_ALARM))


@pytest.mark.compares("sample_mini_batch", "SciPy hypergeom")
def test_the_classes_of_a_batch_follow_the_hypergeometric_law(compare):
    """Of 60 rows 20 have the label 1: so many of a batch of 10 do as a draw without replacement gives."""
    rng, t = np.random.default_rng(0), np.repeat([0, 1], [40, 20])
    counts = np.zeros(11)
    for _ in range(DRAWS):
        _, t_batch = chapter4.sample_mini_batch(np.zeros((60, 1)), t, 10, rng)
        counts[t_batch.sum()] += 1
    law = scipy.stats.hypergeom(60, 20, 10).pmf(np.arange(11)) * DRAWS
    # The rare ends are counted together, so that each class is expected often enough for the chi-square law.
    pooled, expected = [np.array([part[:1].sum(), *part[1:7], part[7:].sum()]) for part in (counts, law)]
    assert expected.min() > 5
    statistic = scipy.stats.chisquare(pooled, expected * (pooled.sum() / expected.sum())).statistic
    compare(statistic, 0.0, scipy.stats.chi2(len(pooled) - 1).isf(FALSE_ALARM))
