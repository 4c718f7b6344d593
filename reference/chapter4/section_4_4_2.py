"""4.4.2 The gradient of a network: softmax, and the network of one layer."""

import copy

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chapter4 import _checks, _differences, _errors
from chapter4.section_4_2_4 import cross_entropy_error, mean_loss, right_places
from chapter4.section_4_3 import H
from chapter4.section_4_4 import numerical_gradient


def softmax(x: ArrayLike) -> NDArray[np.float64]:
    """``exp(x)`` over its sum along the last axis: positive numbers that sum to 1.

    Parameters
    ----------
    x : array_like, shape (..., K)
        One row of K scores, or any batch of them.

    Returns
    -------
    ndarray of float64, shape (..., K)
        Each row a probability distribution.

    Raises
    ------
    ValueError
        If `x` has no last axis or an empty one, or an entry that is not finite.
    TypeError
        If `x` does not hold real numbers.

    Notes
    -----
    Source: section 4.4.2, where it is used and not defined (E4.4.2-1). Each row is shifted by its
    maximum, which changes no ratio and keeps exp from overflowing (E4.4.2-4).

    Examples
    --------
    >>> from chapter4 import softmax
    >>> print(softmax([1000.0, 1000.0]))
    [0.5 0.5]
    """
    x = _checks.real_array(x, "x")
    if x.ndim == 0 or x.shape[-1] == 0:
        raise _errors.no_scores(x.shape)
    with _checks.quiet():
        return shares(x)


def shares(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the softmax of each row, without a check; it may underflow."""
    e: NDArray[np.float64] = np.exp(scores - scores.max(axis=-1, keepdims=True))
    e /= e.sum(axis=-1, keepdims=True)
    return e


def replaced(net: object, known: type, *methods: str) -> str:
    """Return the first of the methods that is not that of the known class but a subclass's or net's own, or ""."""
    for method in methods:
        if getattr(type(net), method) is not getattr(known, method) or method in vars(net):
            return method
    return ""


class SimpleNet:
    """A network of one layer: two inputs, three outputs, no bias, softmax and cross entropy.

    Parameters
    ----------
    W : array_like, shape (2, 3), default None
        The weights; they are copied. With None they are drawn from the standard normal distribution.
    rng : numpy.random.Generator or int, default None
        The generator to draw `W` from, or a seed for one, 0 or more; with None the draw differs from call
        to call. Not to be given along with `W`.

    Attributes
    ----------
    W : ndarray of float64, shape (2, 3)
        The weights, of which `W[i, j]` leads from input i to output j.

    Raises
    ------
    ValueError
        If `W` has another shape or an entry that is not finite, or both arguments are given.
    TypeError
        If `W` does not hold real numbers, or `rng` is neither a generator nor an integer.

    Notes
    -----
    Source: section 4.4.2, S4.4.2-1; corrects E4.4.2-1 to E4.4.2-5. The example is O4.4.2-2.

    Examples
    --------
    >>> from chapter4 import SimpleNet
    >>> W = [[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]]
    >>> net = SimpleNet(W)
    >>> print(round(net.loss([0.6, 0.9], [0, 0, 1]), 9))
    0.928068286
    """

    def __init__(self, W: ArrayLike | None = None, rng: np.random.Generator | int | None = None) -> None:
        if W is not None and rng is not None:
            raise _errors.weights_and_generator()
        if W is None:
            W = _checks.generator(rng).standard_normal((2, 3))
        self.W: NDArray[np.float64] = _weights(W).copy()
        _checks.require_finite(self.W, "W")

    def predict(self, x: ArrayLike) -> NDArray[np.float64]:
        """The scores x W, before softmax.

        Parameters
        ----------
        x : array_like, shape (2,) or (N, 2)
            One sample, or N.

        Returns
        -------
        ndarray of float64, shape (3,) or (N, 3)
            The larger a score, the likelier the class.

        Raises
        ------
        ValueError
            If `x` has another shape, no sample or an entry that is not finite; if `W` was set to another
            shape or an entry that is not finite; if the product overflows.
        TypeError
            If `x` or `W` does not hold real numbers.

        Notes
        -----
        Source: section 4.4.2, S4.4.2-1; corrects E4.4.2-6.

        Examples
        --------
        >>> from chapter4 import SimpleNet
        >>> net = SimpleNet([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]])
        >>> print(net.predict([1.0, 0.5]))
        [ 6. 12. 18.]
        """
        x, W = _checks.samples(x, 2, "W"), _weights(self.W)
        with _checks.quiet():
            return _scores(x, W)

    def loss(self, x: ArrayLike, t: ArrayLike) -> float:
        """The cross entropy of softmax(x W), averaged over the samples.

        Parameters
        ----------
        x : array_like, shape (2,) or (N, 2)
            One sample, or N.
        t : array_like
            The right answers: one-hot, shape (3,) or (N, 3), or integer labels, an int or shape (N,).

        Returns
        -------
        float
            The mean loss, in nats.

        Raises
        ------
        ValueError
            If `x` has another shape, no sample or an entry that is not finite. If `t` does not fit `x`,
            has a label outside 0 to 2 or a row that is not one-hot. If `W` was set to another shape or
            an entry that is not finite. If the product of `x` and `W` overflows.
        TypeError
            If `x` or `W` does not hold real numbers, or labels are not of integer dtype.

        Notes
        -----
        Source: section 4.4.2, S4.4.2-1.

        Examples
        --------
        >>> import numpy as np
        >>> from chapter4 import SimpleNet
        >>> print(round(SimpleNet(np.zeros((2, 3))).loss([0.6, 0.9], 2), 6))
        1.098612
        """
        if replaced(self, SimpleNet, "predict"):
            return cross_entropy_error(softmax(self.predict(x)), t)
        x, W = _checks.samples(x, 2, "W"), _weights(self.W)
        places = right_places(t, (*x.shape[:-1], 3))
        with _checks.quiet():
            return mean_loss(shares(_scores(x, W)), places)

    def gradient(self, x: ArrayLike, t: ArrayLike) -> NDArray[np.float64]:
        """The gradient of the loss with respect to the weights, by an f that uses its argument (E4.4.2-2).

        Parameters
        ----------
        x : array_like, shape (2,) or (N, 2)
            One sample, or N.
        t : array_like
            The right answers: one-hot, shape (3,) or (N, 3), or integer labels, an int or shape (N,).

        Returns
        -------
        ndarray of float64, shape (2, 3)
            How fast the loss changes with each weight; a small step against it lowers the loss.

        Raises
        ------
        ValueError
            If `x` has another shape, no sample or an entry that is not finite. If `t` does not fit `x`,
            has a label outside 0 to 2 or a row that is not one-hot. If `W` was set to another shape or
            an entry that is not finite. If the product of `x` and `W` overflows, or an entry
            of `W` is so large that the step 1e-4 does not move it.
        TypeError
            If `x` or `W` does not hold real numbers, or labels are not of integer dtype.

        Notes
        -----
        Source: section 4.4.2, S4.4.2-1. The example is O4.4.2-3.

        Examples
        --------
        >>> from chapter4 import SimpleNet
        >>> W = [[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]]
        >>> print(SimpleNet(W).gradient([0.6, 0.9], 2).round(4))
        [[ 0.2192  0.1436 -0.3628]
         [ 0.3289  0.2153 -0.5442]]
        """
        W = _weights(self.W).copy()
        _differences.both_sides(W, H, "W")  # numerical_gradient would call it x, which is something else here
        net = copy.copy(self)  # whoever uses this one meanwhile sees no weight move

        def loss_of(weights: NDArray[np.float64]) -> float:
            net.W = weights
            return net.loss(x, t)

        return numerical_gradient(loss_of, W)


def _scores(x: NDArray[np.float64], W: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return x W, or say why it is not finite; it may overflow."""
    scores = np.asarray(np.dot(x, W))
    if not _checks.are_finite(scores):
        _checks.require_finite(x, "x")
        _checks.require_finite(W, "W")
        raise _errors.scores_overflow(x, W)
    return scores


def _weights(W: ArrayLike) -> NDArray[np.float64]:
    weights = _checks.real_array(W, "W", finite=False)
    if weights.shape != (2, 3):
        raise _errors.unfit_weights(weights.shape)
    return weights


simpleNet = SimpleNet  # the chapter's own name for it
