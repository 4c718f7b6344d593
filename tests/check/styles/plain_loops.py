import math
import numpy as np


def sum_of_squares_error(y, t):
	total = 0.0
	for a, b in zip(np.ravel(y), np.ravel(t)):
		total += (a - b) ** 2
	return total / 2


def cross_entropy_error(y, t):
	# one-hot rows only
	if y.ndim == 1:
		y, t = [y], [t]
	total = 0.0
	for row, answer in zip(y, t):
		for k in range(len(row)):
			total -= answer[k] * math.log(row[k] + 1e-7)
	return total / len(y)


def sigmoid(x):
	out = []
	for v in x:
		out.append(1 / (1 + math.exp(-v)))
	return np.array(out)


def step_function(x):
	out = []
	for v in x:
		if v > 0:
			out.append(1)
		else:
			out.append(0)
	return np.array(out)


def softmax(x):
	if x.ndim == 2:
		return np.array([softmax(row) for row in x])
	top = max(x)
	powers = [math.exp(v - top) for v in x]
	total = sum(powers)
	return np.array([p / total for p in powers])


def numerical_diff(f, x):
	h = 1e-4
	x_plus = x + h
	x_minus = x - h
	rise = f(x_plus) - f(x_minus)
	run = 2 * h
	return rise / run


def function_1(x):
	square = x * x
	return 0.01 * square + 0.1 * x


def function_2(x):
	total = 0
	for v in x:
		total += v ** 2
	return total


def function_tmp1(x0):
	return x0 ** 2 + 4 ** 2


def function_tmp2(x1):
	return 3 ** 2 + x1 ** 2


def numerical_gradient(f, x):
	h = 1e-4
	grad = np.zeros(x.shape)
	if x.ndim == 1:
		indices = [(i,) for i in range(len(x))]
	else:
		indices = [(i, j) for i in range(x.shape[0]) for j in range(x.shape[1])]
	for index in indices:
		saved = x[index]
		x[index] = saved + h
		upper = f(x)
		x[index] = saved - h
		lower = f(x)
		x[index] = saved
		rise = upper - lower
		grad[index] = rise / (2 * h)
	return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
	x = init_x.copy()
	for step in range(step_num):
		grad = numerical_gradient(f, x)
		for k in range(len(x)):
			x[k] = x[k] - lr * grad[k]
	return x


class SimpleNet:
	def __init__(self):
		self.w = np.random.randn(2, 3)

	def predict(self, x):
		scores = []
		for k in range(3):
			scores.append(sum(x[i] * self.w[i, k] for i in range(2)))
		return np.array(scores)

	def loss(self, x, t):
		z = self.predict(x)
		y = softmax(z)
		return cross_entropy_error(y, t)


def mini_batch(x, t, size):
	xs, ts = [], []
	for _ in range(size):
		k = np.random.randint(len(x))
		xs.append(x[k])
		ts.append(t[k])
	return xs, ts
