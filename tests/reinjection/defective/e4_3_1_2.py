"""E4.3.1-2: the forward difference."""


def numerical_diff(f, x):
    h = 1e-4
    return (f(x + h) - f(x)) / h
