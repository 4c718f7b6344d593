"""What a copy's code uses and does not define: the chapter's own, and the few things that others give."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

import chapter4

Images = NDArray[np.generic]

OTHER_NAMES = {
    "mean_squared_error": "sum_squares_error",
    "sum_squared_error": "sum_squares_error",
    "numerical_gradient_1d": "numerical_gradient",
    "numerical_gradient_2d": "numerical_gradient",
    "_numerical_gradient_1d": "numerical_gradient",
    "_numerical_gradient_no_batch": "numerical_gradient",
}
"""What the book's own modules and editions call the chapter's functions."""


def _same(items: Iterable[Any] = (), *_: Any, **__: Any) -> Iterable[Any]:
    """Return what a bar of progress would show."""
    return items


def _range(*bounds: int, **_: Any) -> range:
    return range(*bounds)


def load_mnist(
    normalize: bool = True, flatten: bool = True, one_hot_label: bool = False
) -> tuple[tuple[Images, Images], tuple[Images, Images]]:
    """Return 60 images and labels to train on, and 10 to test, the same ones each time."""

    def made(count: int) -> tuple[Images, Images]:
        pixels = (np.arange(count * 784) * 7919 % 256).astype(np.uint8)
        images = pixels / np.float32(255) if normalize else pixels
        labels = (np.arange(count) * 3 % 10).astype(np.uint8)
        shaped = images.reshape((count, 784) if flatten else (count, 1, 28, 28))
        return shaped, np.eye(10, dtype=np.uint8)[labels] if one_hot_label else labels

    return made(60), made(10)


def functions() -> dict[str, Callable[..., Any]]:
    """Return what is given to a copy that imports it from anywhere, by its name."""
    own = {name: getattr(chapter4, name) for name in chapter4.__all__}
    others = {other: own[name] for other, name in OTHER_NAMES.items()}
    return {**own, **others, "load_mnist": load_mnist, "tqdm": _same, "trange": _range}


def names() -> dict[str, Any]:
    """Return what a copy finds defined before its code runs."""
    (x_train, t_train), (x_test, t_test) = load_mnist()
    return {
        **functions(),
        "np": np,
        "numpy": np,
        "net": chapter4.SimpleNet(rng=0),
        "x_train": x_train,
        "t_train": t_train,
        "x_test": x_test,
        "t_test": t_test,
    }
