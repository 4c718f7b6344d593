from functools import reduce

import numpy as np

sum_squares_error = lambda y, t: ((y - t) ** 2).sum() / 2
cross_entropy_error = lambda y, t: -(t * np.log(y + 1e-7)).sum() / (y.shape[0] if y.ndim == 2 else 1)
sigmoid = lambda x: 1 / (1 + np.exp(-x))
step_function = lambda x: (x > 0).astype(int)
softmax = lambda x: np.exp(x - x.max()) / np.exp(x - x.max()).sum(axis=-1, keepdims=True)
numerical_diff = lambda f, x, h=1e-4: (f(x + h) - f(x - h)) / (2 * h)
function_1 = lambda x: 0.01 * x**2 + 0.1 * x
function_2 = lambda x: (x**2).sum()
function_tmp1 = lambda x0: function_2(np.array([x0, 4.0]))
function_tmp2 = lambda x1: function_2(np.array([3.0, x1]))

def value_at(f, x, i, v):
    old, x[i] = x[i], v
    y, x[i] = f(x), old
    return y

def numerical_gradient(f, x, h=1e-4):
    slope = lambda i: (value_at(f, x, i, x[i] + h) - value_at(f, x, i, x[i] - h)) / (2 * h)
    return np.array([slope(i) for i in np.ndindex(x.shape)]).reshape(x.shape)

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    return reduce(lambda x, _: x - lr * numerical_gradient(f, x), range(step_num), init_x)

class SimpleNet:
    def __init__(self): self.W = np.random.randn(2, 3)
    def predict(self, x): return x @ self.W
    def loss(self, x, t): return cross_entropy_error(softmax(self.predict(x)), t)

data, answers = np.random.rand(30, 2), np.random.randint(0, 3, 30)
mask = np.random.choice(30, 6)
x_batch, t_batch = data[mask], np.eye(3)[answers[mask]]
