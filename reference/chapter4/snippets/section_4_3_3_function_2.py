import numpy as np


def function_2(x):
    return x[0] ** 2 + x[1] ** 2


print(function_2(np.array([3.0, 4.0])))
