import numpy as np


def cross_entropy_error(y, t):
    if y.ndim == 1:
        t = t.reshape(1, t.size)
        y = y.reshape(1, y.size)
    batch_size = y.shape[0]
    return -np.sum(t * np.log(y + 1e-7)) / batch_size


y = np.array([[0.1, 0.2, 0.7], [0.5, 0.25, 0.25]])
print(cross_entropy_error(y, np.array([[0, 0, 1], [1, 0, 0]])))
