# -*- coding: utf-8 -*-
"""第4章 ニューラルネットワークの学習の練習。"""
import numpy as np


def sum_squared_error(y, t):
    """二乗和誤差を返す。"""
    error = np.square(y - t)
    return 0.5 * np.sum(error)


def cross_entropy_error(y, t):
    """交差エントロピー誤差（教師データは one-hot のみ）。"""
    # データが一つのときも二次元にそろえる
    if y.ndim == 1:
        y = y[np.newaxis, :]
        t = t[np.newaxis, :]
    delta = 1e-7
    log_y = np.log(y + delta)
    total = -np.sum(t * log_y)
    return total / y.shape[0]


def sigmoid(x):
    e = np.exp(-x)
    return 1 / (1 + e)


def step_function(x):
    return np.where(x > 0, 1, 0)


def softmax(x):
    # バッチのときは行ごとに計算する
    x = x - np.max(x, axis=-1, keepdims=True)
    return np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)


def numerical_diff(f, x):
    """中心差分による数値微分。"""
    h = 1e-4
    right = f(x + h)
    left = f(x - h)
    return (right - left) / (2 * h)


def function_1(x):
    return 0.01*x**2 + 0.1*x


def function_2(x):
    return x[0]**2 + x[1]**2


def function_tmp1(x0):
    return x0**2 + 16.0


def function_tmp2(x1):
    return 9.0 + x1**2


def _numerical_gradient_1d(f, x):
    """一次元の配列の勾配。"""
    h = 1e-4
    grad = np.zeros_like(x)
    for i in range(x.size):
        keep = x[i]
        x[i] = keep + h
        plus = f(x)
        x[i] = keep - h
        minus = f(x)
        grad[i] = (plus - minus) / (2 * h)
        x[i] = keep  # 元の値に戻す
    return grad


def _numerical_gradient_2d(f, x):
    """二次元の配列の勾配。"""
    h = 1e-4
    grad = np.zeros_like(x)
    rows, columns = x.shape
    for i in range(rows):
        for j in range(columns):
            keep = x[i, j]
            x[i, j] = keep + h
            plus = f(x)
            x[i, j] = keep - h
            minus = f(x)
            grad[i, j] = (plus - minus) / (2 * h)
            x[i, j] = keep
    return grad


def numerical_gradient(f, x):
    if x.ndim == 1:
        return _numerical_gradient_1d(f, x)
    return _numerical_gradient_2d(f, x)


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    """勾配降下法。"""
    x = init_x.copy()
    for _ in range(step_num):
        x = x - lr * numerical_gradient(f, x)
    return x


class SimpleNet:
    def __init__(self):
        # ガウス分布で初期化する
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        y = softmax(self.predict(x))
        return cross_entropy_error(y, t)


# ミニバッチ
x_train = np.random.rand(40, 2)
t_train = np.eye(3)[np.random.randint(0, 3, size=40)]
batch_mask = np.random.choice(40, 8)
x_batch = x_train[batch_mask]
t_batch = t_train[batch_mask]
