def numerical_diff(f, x):
    h = 1e-4
    return (f(x + h) - f(x - h)) / (2 * h)


def function_tmp1(x0):
    return x0 * x0 + 4.0**2.0


print(numerical_diff(function_tmp1, 3.0))
