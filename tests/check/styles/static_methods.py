import numpy as np


class Loss:
    @staticmethod
    def sum_squares_error(y, t):
        return np.sum((y - t) ** 2) * 0.5

    @staticmethod
    def cross_entropy_error(y, t):
        if y.ndim == 1:
            y = y.reshape(1, y.size)
            t = t.reshape(1, t.size)
        if t.size == y.size:
            t = np.argmax(t, axis=1)
        t = t.reshape(-1)
        batch_size = y.shape[0]
        return -np.sum(np.log(y[np.arange(batch_size), t] + 1e-7)) / batch_size


class Activation:
    @staticmethod
    def sigmoid(x):
        return 1 / (1 + np.exp(-x))

    @staticmethod
    def step_function(x):
        return (x > 0) * 1

    @staticmethod
    def softmax(x):
        e = np.exp(x - np.max(x))
        return e / np.sum(e, axis=-1, keepdims=True)


class Numerical:
    h = 1e-4

    @staticmethod
    def numerical_diff(f, x):
        h = Numerical.h
        return (f(x + h) - f(x - h)) / (2 * h)

    @staticmethod
    def numerical_gradient(f, x):
        h = Numerical.h
        grad = np.zeros_like(x)
        for idx, value in np.ndenumerate(x):
            x[idx] = value + h
            f_plus = f(x)
            x[idx] = value - h
            f_minus = f(x)
            grad[idx] = (f_plus - f_minus) / (2 * h)
            x[idx] = value
        return grad

    @staticmethod
    def gradient_descent(f, init_x, lr=0.01, num_steps=100):
        x = init_x.copy()
        for _ in range(num_steps):
            x -= lr * Numerical.numerical_gradient(f, x)
        return x


def function_1(x):
    return 0.01 * x ** 2 + 0.1 * x


def function_2(x):
    x0, x1 = x
    return x0 ** 2 + x1 ** 2


class SimpleNet:
    def __init__(self):
        self.w = np.random.randn(2, 3)

    def predict(self, x):
        return np.matmul(x, self.w)

    def loss(self, x, t):
        z = self.predict(x)
        y = Activation.softmax(z)
        return Loss.cross_entropy_error(y, t)


class Batches:
    def __init__(self, x, t, size):
        self.x, self.t, self.size = x, t, size

    def draw(self):
        mask = np.random.choice(len(self.x), self.size)
        return self.x[mask], self.t[mask]
