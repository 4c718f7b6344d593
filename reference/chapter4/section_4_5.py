"""4.5 of the book, the chapter's next step: the network of two layers, trained by its numerical gradient."""

import copy
import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chapter4 import _checks, _differences, _errors, _structured
from chapter4.section_4_2_2 import DELTA
from chapter4.section_4_2_4 import cross_entropy_error, mean_loss, right_places
from chapter4.section_4_2_5 import logistic
from chapter4.section_4_3 import H
from chapter4.section_4_4 import numerical_gradient
from chapter4.section_4_4_2 import replaced, shares

Parameters = dict[str, NDArray[np.float64]]
Gradients = dict[str, NDArray[np.float64]]


class TwoLayerNet:
    """A network of two layers: sigmoid after the first, softmax and cross entropy after the second.

    Parameters
    ----------
    input_size, hidden_size, output_size : int
        How many inputs, hidden units and classes, 1 or more: D, M and K below.
    weight_init_std : float, default 0.01
        The standard deviation of the normal distribution that the weights are drawn from; the biases
        are 0 at first.
    rng : numpy.random.Generator or int, default None
        The generator to draw from, or a seed for one, 0 or more; with None the draw differs from call to
        call.

    Attributes
    ----------
    params : dict of str to ndarray of float64
        The weights ``"W1"``, shape (D, M), and ``"W2"``, shape (M, K), and the biases ``"b1"``, shape (M,),
        and ``"b2"``, shape (K,).

    Raises
    ------
    ValueError
        If a size is less than 1, or `weight_init_std` is negative, not finite, or so large that a weight
        could be infinite.
    TypeError
        If a size is not an integer, or an argument is of another kind than above.

    Notes
    -----
    Source: section 4.5 of the book, which the notes do not reach. It trains this network with the
    mini-batches of S4.2.3-1, the loss of S4.2.4-2 and the gradient of S4.4-1.

    Examples
    --------
    >>> from chapter4 import TwoLayerNet
    >>> net = TwoLayerNet(64, 50, 10, rng=0)
    >>> print({name: array.shape for name, array in net.params.items()})
    {'W1': (64, 50), 'b1': (50,), 'W2': (50, 10), 'b2': (10,)}
    """

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        output_size: int,
        weight_init_std: float = 0.01,
        rng: np.random.Generator | int | None = None,
    ) -> None:
        D, M, K = _size(input_size, "input_size"), _size(hidden_size, "hidden_size"), _size(output_size, "output_size")
        std = _checks.real_number(weight_init_std, "weight_init_std")
        if std < 0:
            raise _errors.negative_deviation(std)
        if math.isinf(1000 * std):  # no draw of the normal distribution comes near 1000
            raise _errors.deviation_too_large(std)
        rng = _checks.generator(rng)
        self._shapes: dict[str, tuple[int, ...]] = {"W1": (D, M), "b1": (M,), "W2": (M, K), "b2": (K,)}
        self.params: Parameters = {
            "W1": std * rng.standard_normal((D, M)),
            "b1": np.zeros(M),
            "W2": std * rng.standard_normal((M, K)),
            "b2": np.zeros(K),
        }

    def predict(self, x: ArrayLike) -> NDArray[np.float64]:
        """The probabilities that the network gives each class.

        Parameters
        ----------
        x : array_like, shape (D,) or (N, D)
            One sample, or N.

        Returns
        -------
        ndarray of float64, shape (K,) or (N, K)
            Each row a probability distribution.

        Raises
        ------
        ValueError
            If `x` has another shape, no sample or an entry that is not finite; if `params` was changed
            to something unfit; if a product overflows.
        TypeError
            If `x` does not hold real numbers.

        Notes
        -----
        Source: section 4.5 of the book. Unlike `SimpleNet.predict` this one ends with softmax, as in
        the book.

        Examples
        --------
        >>> import numpy as np
        >>> from chapter4 import TwoLayerNet
        >>> print(TwoLayerNet(3, 4, 2, weight_init_std=0.0).predict(np.ones((2, 3))))
        [[0.5 0.5]
         [0.5 0.5]]
        """
        x, params = self._samples(x), self._parameters()
        with _checks.quiet():
            return shares(_forward(x, params).scores)

    def loss(self, x: ArrayLike, t: ArrayLike) -> float:
        """The cross entropy of what the network predicts, averaged over the samples.

        Parameters
        ----------
        x : array_like, shape (D,) or (N, D)
            One sample, or N.
        t : array_like
            The right answers: one-hot, shape (K,) or (N, K), or integer labels, an int or shape (N,).

        Returns
        -------
        float
            The mean loss, in nats.

        Raises
        ------
        ValueError
            If `x` has another shape, no sample or an entry that is not finite; if `t` does not fit `x`,
            has a label outside 0 to K - 1 or a row that is not one-hot; if `params` was changed to
            something unfit; if a product overflows.
        TypeError
            If `x` does not hold real numbers, or labels are not of integer dtype.

        Notes
        -----
        Source: section 4.5 of the book.

        Examples
        --------
        >>> import numpy as np
        >>> from chapter4 import TwoLayerNet
        >>> print(round(TwoLayerNet(3, 4, 2, weight_init_std=0.0).loss(np.ones((2, 3)), [0, 1]), 6))
        0.693147
        """
        if replaced(self, TwoLayerNet, "predict"):
            return cross_entropy_error(self.predict(x), t)
        x = self._samples(x)
        return _loss(x, self._places(x, t), self._parameters())

    def accuracy(self, x: ArrayLike, t: ArrayLike) -> float:
        """The share of samples whose likeliest class is the right one.

        Parameters
        ----------
        x : array_like, shape (D,) or (N, D)
            One sample, or N.
        t : array_like
            The right answers: one-hot, shape (K,) or (N, K), or integer labels, an int or shape (N,).

        Returns
        -------
        float
            From 0 to 1.

        Raises
        ------
        ValueError
            If `x` has another shape, no sample or an entry that is not finite; if `t` does not fit `x`,
            has a label outside 0 to K - 1 or a row that is not one-hot; if `params` was changed to
            something unfit; if a product overflows.
        TypeError
            If `x` does not hold real numbers, or labels are not of integer dtype.

        Notes
        -----
        Source: section 4.5 of the book.

        Examples
        --------
        >>> import numpy as np
        >>> from chapter4 import TwoLayerNet
        >>> print(TwoLayerNet(3, 4, 2, weight_init_std=0.0).accuracy(np.ones((4, 3)), [0, 0, 0, 1]))
        0.75
        """
        y = self.predict(x)
        return float(np.mean(y.argmax(axis=-1) == right_places(t, y.shape) % y.shape[-1]))

    def numerical_gradient(self, x: ArrayLike, t: ArrayLike, *, structured: bool = False) -> Gradients:
        """The gradient of the loss with respect to every weight and bias, by central differences.

        Parameters
        ----------
        x : array_like, shape (D,) or (N, D)
            One sample, or N.
        t : array_like
            The right answers: one-hot, shape (K,) or (N, K), or integer labels, an int or shape (N,).
        structured : bool, default False
            Whether to use the structure of the layers: a weight of the first layer moves one hidden unit, one of
            the second one score, and only what follows from that is computed anew. These are the same
            central differences, with the rounding of other sums, in a small part of the time.

        Returns
        -------
        dict of ndarray of float64
            Under the names of `params`, in their shapes.

        Raises
        ------
        ValueError
            If `x` has another shape, no sample or an entry that is not finite. If `t` does not fit `x`,
            has a label outside 0 to K - 1 or a row that is not one-hot. If `params` was changed to
            something unfit. If a product overflows, or the step 1e-4 does not move a weight. If, with
            `structured`, the step might move a score by more than 300.
        TypeError
            If `x` does not hold real numbers, or labels are not of integer dtype;
            if, with `structured`, a subclass has its own `predict` or `loss`.

        See Also
        --------
        TwoLayerNet.gradient : backpropagation, which is faster still.

        Notes
        -----
        Source: section 4.5 of the book, on the method of section 4.4 (S4.4-1). A copy of `params` is
        moved, so that threads may share a network that none of them trains.

        Examples
        --------
        >>> import numpy as np
        >>> from chapter4 import TwoLayerNet
        >>> net = TwoLayerNet(3, 4, 2, rng=0)
        >>> gradients = net.numerical_gradient(np.ones((2, 3)), [0, 1], structured=True)
        >>> print({name: array.shape for name, array in gradients.items()})
        {'W1': (3, 4), 'b1': (4,), 'W2': (4, 2), 'b2': (2,)}
        """
        if structured:
            method = replaced(self, TwoLayerNet, "predict", "loss")
            if method:
                raise _errors.no_structured_form(self, method)
            params = self._parameters()
            x, labels, layers = self._batch(x, t, params)
            return _structured.gradients(x, labels, params, layers)
        params = {name: array.copy() for name, array in self._parameters().items()}
        for name, array in params.items():
            _differences.both_sides(array, H, _name(name))
        loss_of = self._loss_of(params, x, t)
        return {name: numerical_gradient(loss_of, array) for name, array in params.items()}

    def _loss_of(self, params: Parameters, x: ArrayLike, t: ArrayLike) -> Callable[[Any], float]:
        """Return the loss as a function of these parameters, which may move: those that others see do not."""
        if replaced(self, TwoLayerNet, "predict", "loss"):
            net = copy.copy(self)
            net.params = self.params | params
            return lambda _: net.loss(x, t)
        samples = self._samples(x)
        places = self._places(samples, t)
        return lambda _: _loss(samples, places, params)

    def gradient(self, x: ArrayLike, t: ArrayLike) -> Gradients:
        """The same gradient by backpropagation, the subject of the book's next chapter: the chain rule, once.

        Parameters
        ----------
        x : array_like, shape (D,) or (N, D)
            One sample, or N.
        t : array_like
            The right answers: one-hot, shape (K,) or (N, K), or integer labels, an int or shape (N,).

        Returns
        -------
        dict of ndarray of float64
            Under the names of `params`, in their shapes: the derivative itself, apart from rounding.

        Raises
        ------
        ValueError
            If `x` has another shape, no sample or an entry that is not finite; if `t` does not fit `x`,
            has a label outside 0 to K - 1 or a row that is not one-hot; if `params` was changed to
            something unfit; if a product overflows, or the gradient does.
        TypeError
            If `x` does not hold real numbers, or labels are not of integer dtype;
            if a subclass has its own `predict` or `loss`.

        Notes
        -----
        Source: section 4.5 of the book, which borrows it from its chapter 5. The offset inside the
        logarithm is included: it multiplies the slope of a sample by p / (p + 1e-7).

        Examples
        --------
        >>> import numpy as np
        >>> from chapter4 import TwoLayerNet
        >>> net = TwoLayerNet(3, 4, 2, weight_init_std=0.0)
        >>> print(net.gradient(np.ones((2, 3)), [0, 0])["b2"].round(6))
        [-0.5  0.5]
        """
        method = replaced(self, TwoLayerNet, "predict", "loss")
        if method:
            raise _errors.no_backpropagation(self, method)
        params = self._parameters()
        x, labels, (_, z, scores) = self._batch(x, t, params)
        sample = np.arange(len(x))
        with _checks.quiet():
            of_scores = shares(scores)
            right = of_scores[sample, labels]
            of_scores[sample, labels] -= 1.0
            of_scores *= (right / (right + DELTA) / len(x))[:, np.newaxis]
            of_sums = (of_scores @ params["W2"].T) * z * (1.0 - z)
            gradients = {
                "W1": x.T @ of_sums,
                "b1": of_sums.sum(axis=0),
                "W2": z.T @ of_scores,
                "b2": of_scores.sum(axis=0),
            }
        for name, slopes in gradients.items():
            if not _checks.are_finite(slopes):
                raise _errors.gradient_overflows(_name(name), _named(x, params))
        return gradients

    # ---------------------------------------------------------------- Checks

    def _samples(self, x: ArrayLike) -> NDArray[np.float64]:
        return _checks.samples(x, self._shapes["W1"][0], "the network")

    def _places(self, x: NDArray[np.float64], t: ArrayLike) -> NDArray[np.intp]:
        return right_places(t, (*x.shape[:-1], *self._shapes["b2"]))

    def _batch(
        self, x: ArrayLike, t: ArrayLike, params: Parameters
    ) -> tuple[NDArray[np.float64], NDArray[np.intp], _structured.Layers]:
        """Return the samples as rows, their labels, and what the network makes of them."""
        samples = self._samples(x)
        labels = self._places(samples, t) % self._shapes["b2"][0]
        with _checks.quiet():
            layers = _forward(samples, params)  # of one sample as it is, so that an error names its entry
        return np.atleast_2d(samples), labels, _structured.Layers(*map(np.atleast_2d, layers))

    def _parameters(self) -> Parameters:
        """Return the four arrays of `params`, of which every one must have kept its kind and its shape."""
        return {name: self._parameter(name, shape) for name, shape in self._shapes.items()}

    def _parameter(self, name: str, shape: tuple[int, ...]) -> NDArray[np.float64]:
        array = self.params.get(name)
        if type(array) is not np.ndarray or array.dtype != _checks.FLOAT64 or array.shape != shape:
            raise _errors.unfit_parameter(_name(name), shape, array)
        return array


def _forward(x: NDArray[np.float64], params: Parameters) -> _structured.Layers:
    """Return what the network makes of the samples, or say why that is not finite; it may overflow on the way."""
    sums = np.dot(x, params["W1"]) + params["b1"]
    hidden = logistic(sums)
    scores = np.dot(hidden, params["W2"]) + params["b2"]
    if not (_checks.are_finite(sums) and _checks.are_finite(scores)):
        raise _not_finite(x, params)
    return _structured.Layers(sums, hidden, scores)


def _loss(x: NDArray[np.float64], places: NDArray[np.intp], params: Parameters) -> float:
    with _checks.quiet():
        return mean_loss(shares(_forward(x, params).scores), places)


def _not_finite(x: NDArray[np.float64], params: Parameters) -> ValueError:
    _checks.require_finite(x, "x")
    for name, array in params.items():
        _checks.require_finite(array, _name(name))
    return _errors.product_overflows(_named(x, params))


def _named(x: NDArray[np.float64], params: Parameters) -> dict[str, NDArray[np.float64]]:
    return {"x": x} | {_name(name): array for name, array in params.items()}


def _name(name: str) -> str:
    return f"params[{name!r}]"


def _size(value: Any, name: str) -> int:
    size = _checks.whole_number(value, name)
    if size < 1:
        raise _errors.empty_layer(name, size)
    return size
