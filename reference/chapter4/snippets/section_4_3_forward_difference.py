import numpy as np


def numerical_diff(f, x):
    h = 1e-50  # too small, which is what this example shows: x + h is x
    return (f(x + h) - f(x)) / h


print(numerical_diff(lambda x: x**2, 3.0))
print(np.float32(1e-50))
