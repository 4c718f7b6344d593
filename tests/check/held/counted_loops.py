# Chapter 4 by hand: loops instead of array arithmetic, so that I see every step.
import math

import numpy as np


def mean_squared_error(y, t):
    result = 0
    for i, value in enumerate(y):
        result += (value - t[i]) ** 2
    return result / 2


def cross_entropy_error(y, t):
    """One-hot answers; one sample or a batch."""
    y = np.atleast_2d(y)
    t = np.atleast_2d(t)
    loss = 0.0
    for n in range(len(y)):
        for k in range(len(y[n])):
            loss -= t[n][k] * math.log(y[n][k] + 1e-7)
    return loss / len(y)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    if x.ndim == 1:
        m = max(x)
        powers = [math.exp(value - m) for value in x]
        total = sum(powers)
        return np.array([p / total for p in powers])
    rows = []
    for row in x:
        rows.append(softmax(row))
    return np.array(rows)


def numerical_diff(f, x):
    h = 0.0001
    right = f(x + h)
    left = f(x - h)
    width = 2 * h
    return (right - left) / width


def function_1(x):
    return 0.01 * x * x + 0.1 * x


def function_2(x):
    total = 0
    for value in x:
        total += value ** 2
    return total


def numerical_gradient(f, x):
    h = 0.0001
    if x.ndim == 2:
        return np.array([_gradient_of_row(f, x, row, h) for row in x])
    return _gradient_of_row(f, x, x, h)


def _gradient_of_row(f, x, row, h):
    slopes = np.zeros(len(row))
    for i, value in enumerate(row):
        row[i] = value + h
        right = f(x)
        row[i] = value - h
        left = f(x)
        row[i] = value
        slopes[i] = (right - left) / (2 * h)
    return slopes


def gradient_descent(f, init_param, learning_rate=0.01, num_step=100):
    param = np.array([float(p) for p in init_param])
    for k in range(num_step):
        slopes = numerical_gradient(f, param)
        for i in range(len(param)):
            param[i] = param[i] - learning_rate * slopes[i]
    return param


print("slope at 5 =", numerical_diff(function_1, 5))
print("slope at 10 =", numerical_diff(function_1, 10))
where = gradient_descent(function_2, [-3.0, 4.0], learning_rate=0.1, num_step=100)
print("lowest point: (%.3g, %.3g)" % (where[0], where[1]))
