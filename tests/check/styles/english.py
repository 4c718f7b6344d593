# coding: utf-8
# Chapter 4: how a network learns
import numpy as np


# ----- loss functions -----
def sum_squares_error(y, t):
    diff = y - t
    return 0.5 * np.sum(diff ** 2)


def cross_entropy_error(y, t):
    # one sample is a batch of one
    if y.ndim == 1:
        y = y.reshape(1, y.size)
        t = t.reshape(1, t.size)

    # from one-hot vectors to the index of the right answer
    if t.size == y.size:
        t = t.argmax(axis=1)
    t = t.flatten()

    n = y.shape[0]
    delta = 1e-7  # log(0) is -inf
    return -np.sum(np.log(y[np.arange(n), t] + delta)) / n


# ----- activations -----
def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def step_function(x):
    return np.array(x > 0, dtype=int)


def softmax(x):
    if x.ndim == 2:
        x = x.T
        x = x - np.max(x, axis=0)
        y = np.exp(x) / np.sum(np.exp(x), axis=0)
        return y.T

    x = x - np.max(x)  # against overflow
    return np.exp(x) / np.sum(np.exp(x))


# ----- derivatives -----
def numerical_diff(f, x):
    h = 1e-4
    return (f(x + h) - f(x - h)) / (2 * h)


def function_1(x):
    return 0.01 * x ** 2 + 0.1 * x


def function_2(x):
    return x[0] ** 2 + x[1] ** 2


def function_tmp1(x0):
    return x0 * x0 + 4.0 ** 2.0


def function_tmp2(x1):
    return 3.0 ** 2.0 + x1 * x1


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)

    it = np.nditer(x, flags=['multi_index'], op_flags=['readwrite'])
    while not it.finished:
        idx = it.multi_index
        tmp_val = x[idx]
        x[idx] = float(tmp_val) + h
        fxh1 = f(x)  # f(x+h)

        x[idx] = tmp_val - h
        fxh2 = f(x)  # f(x-h)
        grad[idx] = (fxh1 - fxh2) / (2 * h)

        x[idx] = tmp_val  # put the value back
        it.iternext()

    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x

    for i in range(step_num):
        grad = numerical_gradient(f, x)
        x -= lr * grad

    return x


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        loss = cross_entropy_error(y, t)

        return loss


# ----- a mini-batch -----
x_train = np.random.rand(60, 4)
t_train = np.random.randint(0, 3, 60)
batch_mask = np.random.choice(x_train.shape[0], 10)
x_batch = x_train[batch_mask]
t_batch = t_train[batch_mask]

print(numerical_diff(function_1, 5))
print(gradient_descent(function_2, init_x=np.array([-3.0, 4.0]), lr=0.1, step_num=20))
