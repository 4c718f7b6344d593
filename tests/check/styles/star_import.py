from numpy import *
from numpy.random import randn, choice, rand


def sum_squared_error(y, t):
    return 0.5 * sum((y - t)**2)


def cross_entropy_error(y, t):
    '''labels only: t holds the numbers of the right classes'''
    if y.ndim == 1:
        y = y.reshape(1, -1)
    m = y.shape[0]
    likelihood = y[arange(m), t]
    return -sum(log(likelihood + 1e-7)) / m


def sigmoid(x):
    return 1/(1 + exp(-x))


def step_func(x):
    return array(x > 0, dtype=int)


def softmax(x):
    if x.ndim == 1:
        e = exp(x - max(x))
        return e / sum(e)
    e = exp(x - x.max(axis=1).reshape(-1, 1))
    return e / e.sum(axis=1).reshape(-1, 1)


def numerical_diff(f, x, h=1e-4):
    return (f(x+h) - f(x-h))/(2*h)


def func_1(x):
    return 0.01*x**2 + 0.1*x


def func_2(x):
    return x[0]**2 + x[1]**2


def numerical_gradient(f, x):
    h = 1e-4
    grad = zeros_like(x)
    it = nditer(x, flags=['multi_index'])
    for _ in it:
        k = it.multi_index
        t = x[k]
        x[k] = t + h
        f1 = f(x)
        x[k] = t - h
        f2 = f(x)
        grad[k] = (f1 - f2)/(2*h)
        x[k] = t
    return grad


def gradient_descent(f, initial_x, eta=0.01, n_iter=100):
    x = initial_x.copy()
    history = []
    for i in range(n_iter):
        dx = numerical_gradient(f, x)
        history.append(x.copy())
        x -= eta*dx
    return x, array(history)


class simpleNet:
    def __init__(self):
        self.W = randn(2, 3)

    def predict(self, x):
        return dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return cross_entropy_error(y, t)


x_train, t_train = rand(20, 2), choice(3, 20)
mask = choice(20, 4)
x_batch, t_batch = x_train[mask], t_train[mask]
