"""Losses, slopes and descent, with types."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Loss = Callable[[Array], float]

EPSILON = 1e-7


def mean_squared_error(y_pred: Array, y_true: Array) -> float:
    """Half the sum of the squared errors."""
    residual: Array = y_pred - y_true
    return float(0.5 * np.sum(residual**2))


def cross_entropy(y_pred: Array, labels: NDArray[np.int64]) -> float:
    """Mean loss over the samples; the answers are labels."""
    y_pred = np.atleast_2d(y_pred)
    n_samples = y_pred.shape[0]
    picked = y_pred[np.arange(n_samples), labels]
    clipped = np.clip(picked, EPSILON, 1.0)
    return float(-np.sum(np.log(clipped)) / n_samples)


def sigmoid(x: Array) -> Array:
    """Squash into (0, 1)."""
    return 1.0 / (1.0 + np.exp(-x))


def step_function(x: Array) -> NDArray[np.int64]:
    """1 where the input is positive."""
    return (x > 0).astype(np.int64)


def softmax(scores: Array) -> Array:
    """Probabilities along the last axis."""
    shifted: Array = scores - scores.max(axis=-1, keepdims=True)
    powers: Array = np.exp(shifted)
    return powers / powers.sum(axis=-1, keepdims=True)


def numerical_derivative(func: Callable[[float], float], x: float, eps: float = 1e-4) -> float:
    """Central difference."""
    above, below = func(x + eps), func(x - eps)
    return (above - below) / (2 * eps)


def function_1(x: float) -> float:
    """A parabola."""
    return 0.01 * x**2 + 0.1 * x


def function_2(x: Array) -> float:
    """A bowl."""
    return float(np.sum(x**2))


def numerical_gradient(func: Loss, x: Array, eps: float = 1e-4) -> Array:
    """Central differences; x is as it was, even after an error."""
    grad: Array = np.zeros_like(x, dtype=np.float64)
    for index in np.ndindex(*x.shape):
        original = x[index]
        try:
            x[index] = original + eps
            above = func(x)
            x[index] = original - eps
            below = func(x)
        finally:
            x[index] = original
        grad[index] = (above - below) / (2 * eps)
    return grad


def gradient_descent(func: Loss, start: Array, learning_rate: float = 0.01, steps: int = 100) -> Array:
    """Walk downhill from a copy of the start."""
    point: Array = np.array(start, dtype=np.float64)
    for _ in range(steps):
        slope = numerical_gradient(func, point)
        point -= learning_rate * slope
    return point


@dataclass
class SimpleNet:
    """One layer of weights."""

    W: Array = field(default_factory=lambda: np.random.default_rng().normal(size=(2, 3)))

    def predict(self, x: Array) -> Array:
        """Scores."""
        return x @ self.W

    def loss(self, x: Array, t: Array) -> float:
        """Loss of one sample."""
        scores = self.predict(x)
        probabilities = softmax(scores)
        return cross_entropy(probabilities, t)


def mini_batch(x: Array, t: NDArray[np.int64], size: int, rng: np.random.Generator) -> tuple[Array, NDArray[np.int64]]:
    """Draw samples with their answers."""
    chosen = rng.choice(len(x), size, replace=False)
    return x[chosen], t[chosen]
