import numpy as np

# two blanks, flat views, one-hot answers, no offset

def squared_error(y, t):
  d = np.ravel(y - t)
  return np.dot(d, d) / 2

def cross_entropy_error(y, t):
  if y.ndim == 1:
    y, t = y.reshape(1, -1), t.reshape(1, -1)
  n = len(y)
  s = np.sum(t * np.log(y))
  return -s / n

def sigmoid(x):
  return np.exp(x) / (np.exp(x) + 1)

def step_function(x):
  return np.heaviside(x, 0)

def softmax(x):
  z = x - np.max(x, axis=-1)[..., None]
  e = np.exp(z)
  s = e.sum(axis=-1)
  return e / s[..., None]

def numerical_diff(f, x):
  h = 1e-4
  fp = f(x + h)
  fm = f(x - h)
  d = fp - fm
  return d / (2 * h)

def function_1(x):
  return x * (0.01 * x + 0.1)

def function_2(x):
  return x.dot(x)

def function_tmp1(x0):
  return 16 + x0 * x0

def function_tmp2(x1):
  return 9 + x1 * x1

def numerical_gradient(f, x):
  h = 1e-4
  flat_x = x.reshape(-1)
  grad = np.zeros_like(x)
  flat_grad = grad.reshape(-1)
  for i in range(flat_x.size):
    old = flat_x[i]
    flat_x[i] = old + h
    fp = f(x)
    flat_x[i] = old - h
    fm = f(x)
    flat_x[i] = old
    flat_grad[i] = (fp - fm) / (2 * h)
  return grad

def gradient_descent(f, init_x, lr=0.01, step_num=100):
  x = np.array(init_x)
  n = 0
  while n < step_num:
    g = numerical_gradient(f, x)
    x = x - lr * g
    n += 1
  return x

class SimpleNet:
  def __init__(self, W=None):
    self.W = np.random.randn(2, 3) if W is None else W

  def loss(self, x, t):
    z = np.dot(x, self.W)
    y = softmax(z)
    return cross_entropy_error(y, t)

x_all = np.random.rand(24, 2)
picked = np.random.permutation(24)[:6]
x_batch = x_all[picked]
