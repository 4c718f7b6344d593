# coding: utf-8
# 参考: 4章 ニューラルネットワークの学習
import os
import sys
sys.path.append(os.pardir)  # 親ディレクトリのファイルをインポートするための設定
import numpy as np
import matplotlib.pylab as plt
from mpl_toolkits.mplot3d import Axes3D
from dataset.mnist import load_mnist


def mean_squared_error(y, t):
    """二乗和誤差"""
    return np.sum(np.square(y - t)) / 2.0


def _cross_entropy_error_no_batch(y, t):
    return -np.sum(t * np.log(y + 1e-7))


def cross_entropy_error(y, t):
    """交差エントロピー誤差(バッチ対応)"""
    if y.ndim == 1:
        return _cross_entropy_error_no_batch(y, t)
    total = 0.0
    for yi, ti in zip(y, t):
        total += _cross_entropy_error_no_batch(yi, ti)
    return total / y.shape[0]


def softmax(x):
    """ソフトマックス"""
    if x.ndim == 1:
        e = np.exp(x - x.max())
        return e / e.sum()
    e = np.exp(x - x.max(axis=1)[:, None])
    return e / e.sum(axis=1)[:, None]


def step_function(x):
    return (x > 0).astype(int)


def function_1(x):
    return 0.01 * x ** 2 + 0.1 * x


def numerical_diff(f, x):
    h = 1e-4
    y1 = f(x + h)
    y2 = f(x - h)
    return (y1 - y2) / (h * 2)


def tangent_line(f, x):
    d = numerical_diff(f, x)
    b = f(x) - d * x
    return lambda t: d * t + b


def function_2(x):
    if x.ndim == 1:
        return np.sum(x ** 2)
    return np.sum(x ** 2, axis=1)


def _numerical_gradient_1d(f, x):
    h = 1e-4  # 微小な値
    grad = np.zeros_like(x)

    for idx in range(x.size):
        tmp_val = x[idx]
        x[idx] = float(tmp_val) + h
        fxh1 = f(x)

        x[idx] = tmp_val - h
        fxh2 = f(x)
        grad[idx] = (fxh1 - fxh2) / (2 * h)

        x[idx] = tmp_val  # 値を元に戻す

    return grad


def _numerical_gradient_2d(f, X):
    if X.ndim == 1:
        return _numerical_gradient_1d(f, X)
    grad = np.zeros_like(X)
    for idx, x in enumerate(X):
        grad[idx] = _numerical_gradient_1d(f, x)
    return grad


def numerical_gradient(f, x):
    h = 1e-4  # 0.0001
    grad = np.zeros_like(x)

    it = np.nditer(x, flags=['multi_index'], op_flags=[['readwrite']])
    while not it.finished:
        idx = it.multi_index
        tmp_val = x[idx]
        x[idx] = tmp_val + h
        fxh1 = f(x)  # f(x+h)

        x[idx] = tmp_val - h
        fxh2 = f(x)  # f(x-h)
        grad[idx] = (fxh1 - fxh2) / (2 * h)

        x[idx] = tmp_val  # 値を元に戻す
        it.iternext()

    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    x_history = []

    for i in range(step_num):
        x_history.append(x.copy())

        grad = numerical_gradient(f, x)
        x -= lr * grad

    return x, np.array(x_history)


if __name__ == '__main__':
    (x_train, t_train), (x_test, t_test) = load_mnist(normalize=True, one_hot_label=True)
    train_size = x_train.shape[0]
    batch_size = 10
    batch_mask = np.random.choice(train_size, batch_size)
    x_batch = x_train[batch_mask]
    t_batch = t_train[batch_mask]
    print(x_batch.shape, t_batch.shape)

    tf = tangent_line(function_1, 5)
    x = np.arange(0.0, 20.0, 0.1)
    plt.plot(x, function_1(x))
    plt.plot(x, tf(x))
    plt.show()

    x, x_history = gradient_descent(function_2, np.array([-3.0, 4.0]), lr=0.1, step_num=20)
    plt.plot([-5, 5], [0, 0], '--b')
    plt.plot(x_history[:, 0], x_history[:, 1], 'o')
    plt.show()
