"""Chapter 4 of the book, all in one class."""

import numpy as np


class Chapter4:
    """Holds the functions, so that a notebook imports one name."""

    H = 1e-4
    DELTA = 1e-7

    def mean_squared_error(self, y, t):
        n = y - t
        return np.sum(n * n) * 0.5

    def cross_entropy_error(self, y, t):
        """t holds labels or one-hot rows."""
        if y.ndim == 1:
            y = y[np.newaxis, :]
            t = np.asarray(t).reshape(1, -1)
        if t.size == y.size:
            t = t.argmax(axis=1)
        rows = np.arange(y.shape[0])
        right = y[rows, t.ravel()]
        return -np.log(right + self.DELTA).sum() / y.shape[0]

    def sigmoid(self, x):
        return 1 / (1 + np.exp(-x))

    def softmax(self, x):
        shifted = x - np.max(x, axis=-1, keepdims=True)
        e = np.exp(shifted)
        return e / np.sum(e, axis=-1, keepdims=True)

    def numerical_diff(self, f, x):
        return (f(x + self.H) - f(x - self.H)) / (2 * self.H)

    def function_1(self, x):
        return 0.01 * x**2 + 0.1 * x

    def function_2(self, x):
        return np.sum(x**2)

    def numerical_gradient(self, f, x):
        h = self.H
        grad = np.zeros_like(x)
        it = np.nditer(x, flags=["multi_index"])
        for _ in it:
            idx = it.multi_index
            keep = x[idx]
            x[idx] = keep + h
            high = f(x)
            x[idx] = keep - h
            low = f(x)
            x[idx] = keep
            grad[idx] = (high - low) / (2 * h)
        return grad

    def gradient_descent(self, f, init_x, learning_rate=0.01, num_step=100):
        x = np.array(init_x)
        for step in range(num_step):
            grad = self.numerical_gradient(f, x)
            x -= learning_rate * grad
        return x


ch4 = Chapter4()
point = ch4.gradient_descent(ch4.function_2, np.array([-3.0, 4.0]), 0.1, 100)
print("minimum:", point)
print(ch4.numerical_gradient(ch4.function_2, np.array([3.0, 4.0])))
