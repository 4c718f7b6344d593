"""What other libraries round, beside the bounds of the chapter's own functions, which are those of `proof.allowed`."""

import autograd.numpy as anp
import autograd.scipy.special
import numpy as np
import scipy.differentiate
import scipy.optimize

from proof import allowed, exact, functions
from proof.allowed import TINY, U, gamma

# ------------------------------------------------------------------ Logarithms


def log_softmax(logs):
    """SciPy's log_softmax: two differences, each at most as large as the result, and the logarithm of the sum."""
    return allowed.log_of_sum(np.shape(logs)[-1], 0.0) + 2 * U * np.abs(logs)


def less_logsumexp(scores, logs):
    """The scores less SciPy's logsumexp: the shift is added to the logarithm, and the difference rounds."""
    return allowed.log_of_sum(np.shape(scores)[-1], np.max(np.abs(scores))) + U * np.abs(logs)


def exponential(off, exact):
    """The exponential, to an ulp, of a logarithm that is off by so much; where by 1, all is far below the doubles."""
    return np.expm1(np.minimum(off + 2 * U, 1.0)) * exact + 2 * TINY


def log_loss(losses):
    """scikit-learn's log_loss: logarithms to an ulp, added in any order, and divided."""
    return gamma(len(losses) + 2) * np.mean(np.abs(losses))


CLIP = 2.0**-52
"""What scikit-learn's log_loss clips its probabilities at, the double's epsilon, by its documentation."""


def offset_for_clip(y, labels):
    """Return how far the offset moves the mean loss from where the clip leaves it, and what log_loss rounds."""
    clipped = exact.losses(y.clip(CLIP, 1 - CLIP), labels, 0.0)
    return np.mean(exact.losses(y, labels) - clipped), log_loss(exact.nearest(clipped))


# ------------------------------------------------------------------ Differences


def of_columns(f):
    """Return f of points that are columns, as `scipy.differentiate.jacobian` hands them over."""
    return lambda columns: np.apply_along_axis(f, 0, columns)


def one_step(f, x, h):
    """Return SciPy's central difference with the step h, of a function of one array: its scheme of the second order."""
    return scipy.differentiate.jacobian(of_columns(f), x, order=2, initial_step=h, maxiter=1).df


def three_points(f, x):
    """Return SciPy's own central difference, as its minimizer starts with it; its step is `own_step`."""
    return scipy.optimize.minimize(f, x, jac="3-point", method="BFGS", options={"maxiter": 0}).jac


def own_step(x):
    """The step that SciPy's documentation states for "3-point"."""
    return float(np.finfo(float).eps) ** (1 / 3) * np.maximum(1.0, np.abs(x))


def over_the_step_taken(central, x, h, slope):
    """A central difference that is divided by the distance of the two rounded points.

    That is 2h but for the rounding of its ends, u (|x| + h) each: a factor on the quotient.
    """
    return central + U * (np.abs(x) + h) / h * (1 + 4 * U) * (np.abs(slope) + central)


FIRST_STEP = 0.5
"""Of SciPy's adaptive derivative, by its documentation."""


def adaptive(theirs, rounding):
    """SciPy's adaptive derivative: the error that it states, and the roundings that it leaves out.

    It combines central differences, and `rounding` bounds what the one with FIRST_STEP rounds. The steps are halved
    three times at first, and once in each of `nit` iterations at most; the roundings double as often. The factors are
    those of Richardson's extrapolation to the eighth order and sum to (5/3)(17/15)(65/63) < 2 in size.
    """
    return theirs.error + 2 * rounding * 2.0 ** (theirs.nit + 3)


# ------------------------------------------------------------------ autograd

AUTOGRADS = {
    "sine": anp.sin,
    "exp": anp.exp,
    "sigmoid": autograd.scipy.special.expit,
    "sum of squares": lambda x: anp.sum(x**2),
    "Rosenbrock": lambda x: anp.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2),
    "log of the sum of exp": autograd.scipy.special.logsumexp,
    "half of squared distances": lambda x: 0.5 * anp.sum((anp.dot(functions.A, x) - functions.B) ** 2),
}
"""The functions of `proof.functions` that call NumPy, with the names that autograd follows."""


def traced(function):
    """Return the function as autograd can follow it."""
    return AUTOGRADS.get(function.name, function.f)


def _rosenbrock(r):
    """Of -400 x_i (x_{i+1} - x_i^2) + 2 (x_i - 1), which the last entry lacks, and 200 (x_i - x_{i-1}^2)."""
    sizes = np.zeros(len(r))
    sizes[:-1] += 400 * r[:-1] * (r[1:] + r[:-1] ** 2) + 2 * (r[:-1] + 1)
    sizes[1:] += 200 * (r[1:] + r[:-1] ** 2)
    return sizes


SIZES = {
    "sum of squares": lambda r: 2 * r,
    "Rosenbrock": _rosenbrock,
    "log of the sum of exp": np.ones_like,
    "half of squared distances": lambda r: np.abs(functions.A).T @ (np.abs(functions.A) @ r + np.abs(functions.B)),
}
"""The sizes of the terms of each partial derivative, where the entries are at most r in size."""


def autograd_derivative(slope):
    """The chain rule in one number: ten roundings at most, of terms below 1 or of a slope in which nothing cancels."""
    return 10 * U * np.maximum(1.0, np.abs(slope))


def autograd_gradient(function, x, around=0.0):
    """The chain rule in many, at x or at most `around` from it: fewer than forty roundings of each term."""
    return gamma(40) * SIZES[function.name](np.abs(x) + around)


# ------------------------------------------------------------------ Networks


def autograd_simple_net(W, x):
    """The gradient of the network of one layer.

    autograd multiplies an input by a share q of 1 and by p - t, both of exponentials of logarithms. Those are off by r:
    the scores' error twice, log_softmax, and two differences. So q (p - t) is off by 4r and twenty roundings.
    """
    size = float((np.abs(x) @ np.abs(W)).max())
    r = 2 * gamma(len(W)) * size + float(log_softmax(np.full(W.shape[1], 2 * size)).max()) + 2 * U * size
    return float(np.abs(x).max()) * (4 * np.expm1(r) + gamma(20 + len(x)))


def autograd_two_layers(params, x):
    """The gradient of the network of two layers: five times what the chapter's backpropagation is allowed.

    Up to the scores both round alike. The share s of itself by which an output may be off holds the scores' error
    twice, 2u of their largest distance, and (K + 5) u for K classes. In autograd the logarithm of an output holds the
    scores' error twice, 2u of that distance, and u (1.4 K + 2 + 12 log K) for the logarithm of the sum, which is below
    3 (K + 5) u for K of 2 to 12. So an output is off by 3s. A score's slope is off by 6s, the square of 3s and
    twenty roundings, all below 10s, where the chapter's has more than 2s. The hidden units' errors are the same.
    """
    return {name: 5 * most for name, most in allowed.two_layer_gradient(params, x).items()}
