"""Real data: the handwritten digits that scikit-learn ships, 1797 images of 8 by 8 pixels."""

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np

(folder,) = importlib.util.find_spec("sklearn").submodule_search_locations
FILE = Path(folder, "datasets", "data", "digits.csv.gz")
"""It is read without scikit-learn, which takes seconds to import."""


@cache
def digits():
    """Return the images as rows of 64 numbers in [0, 1], and the digits that they show."""
    table = np.loadtxt(FILE, delimiter=",")
    return table[:, :-1] / 16, table[:, -1].astype(int)


def load_digits(*, n_class=10, return_X_y=False):
    """Return what the function of scikit-learn does that has this name."""
    x, t = digits()
    data, target = 16 * x[t < n_class], t[t < n_class]
    return (data, target) if return_X_y else SimpleNamespace(data=data, target=target, images=data.reshape(-1, 8, 8))


def stand_in(patched):
    """Let code import this `load_digits` as scikit-learn's, which `tests/oracles` compares it with."""
    patched.setitem(sys.modules, "sklearn", ModuleType("sklearn"))
    patched.setitem(sys.modules, "sklearn.datasets", sys.modules[__name__])


def pair(first, second):
    """Return the images of two digits alone, with labels 0 and 1."""
    x, t = digits()
    chosen = (t == first) | (t == second)
    return x[chosen], (t[chosen] == second).astype(int)
