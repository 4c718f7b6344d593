def function_1(x):
    return 0.01 * x**2 + 0.1 * x


print(function_1(5), function_1(10))
