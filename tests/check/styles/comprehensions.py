import numpy as np


def sse(pred, target):
    return 0.5 * np.sum([(p - a)**2 for p, a in zip(pred, target)])


def cross_entropy(pred, target):
    pred = np.atleast_2d(pred)
    if target.size != pred.size:
        target = np.eye(pred.shape[1])[target]  # labels become one-hot rows
    target = np.atleast_2d(target)
    losses = [-np.dot(a, np.log(p + 1e-7)) for p, a in zip(pred, target)]
    return sum(losses) / len(losses)


def sigmoid(x):
    return np.array([1 / (1 + np.exp(-v)) for v in x])


def step_function(x):
    return np.array([1 if v > 0 else 0 for v in x])


def softmax(x):
    rows = np.atleast_2d(x)
    shares = np.array([np.exp(row - row.max()) / np.exp(row - row.max()).sum() for row in rows])
    return shares.reshape(x.shape)


def numerical_diff(f, x, h=1e-4):
    high, low = [f(x + step) for step in (h, -h)]
    return (high - low) / (2 * h)


def function_1(x):
    return sum([0.01 * x**2, 0.1 * x])


def function_2(x):
    return sum(v**2 for v in x)


def function_tmp1(x0):
    return sum(v**2 for v in (x0, 4.0))


def function_tmp2(x1):
    return sum(v**2 for v in (3.0, x1))


def numerical_gradient(f, x, h=1e-4):
    def shifted(index, step):
        kept = x[index]
        x[index] = kept + step
        value = f(x)
        x[index] = kept
        return value

    slopes = [(shifted(index, h) - shifted(index, -h)) / (2 * h) for index in np.ndindex(x.shape)]
    return np.array(slopes).reshape(x.shape)


def gradient_descent(f, x0, learning_rate=0.1, steps=50):
    path = [np.array(x0)]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * numerical_gradient(f, path[-1]))
    return path[-1], path


class SimpleNet:
    def __init__(self):
        self.W = np.array([[np.random.randn() for _ in range(3)] for _ in range(2)])

    def predict(self, x):
        return np.array([np.dot(x, column) for column in self.W.T])

    def loss(self, x, t):
        scores = self.predict(x)
        return cross_entropy(softmax(scores), t)


samples = [(np.random.rand(2), np.random.randint(3)) for _ in range(20)]
batch = [samples[k] for k in np.random.choice(len(samples), 5)]
