# %% [markdown]
# 4장 신경망 학습 - 노트 정리
# %%
import sys, os
sys.path.append(os.pardir)
import numpy as np
import matplotlib.pyplot as plt


# %%
def mean_squared_error(y, t):
    return 0.5 * np.sum((y - t) ** 2)

y = [0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0]
t = [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
mean_squared_error(np.array(y), np.array(t))

# %%
# 처음 버전: 데이터 하나에 대해서만
def cross_entropy_error(y, t):
    delta = 1e-7
    return -np.sum(t * np.log(y + delta))

cross_entropy_error(np.array(y), np.array(t))

# %%
# 배치용으로 다시 정의
def cross_entropy_error(y, t):
    if y.ndim == 1:
        t = t.reshape(1, -1)
        y = y.reshape(1, -1)

    batch_size = len(y)
    loss = -np.sum(t * np.log(y + 1e-7))
    return loss / batch_size

# %%
def softmax(a):
    a = a.T
    c = np.max(a, axis=0)
    exp_a = np.exp(a - c)  # 오버플로 대책
    sum_exp_a = np.sum(exp_a, axis=0)
    return (exp_a / sum_exp_a).T

# %%
# 나쁜 구현은 건너뛰고 중앙 차분
def numerical_diff(f, x):
    h = 1e-4  # 0.0001
    fxh1, fxh2 = f(x + h), f(x - h)
    return (fxh1 - fxh2) / (2 * h)

def function_1(x):
    return 0.01 * x ** 2 + 0.1 * x

x = np.arange(0.0, 20.0, 0.1)
plt.xlabel("x")
plt.ylabel("f(x)")
plt.plot(x, function_1(x))
plt.show()
print(f"x=5: {numerical_diff(function_1, 5)}, x=10: {numerical_diff(function_1, 10)}")

# %%
def function_2(x):
    return x[0] ** 2 + x[1] ** 2

def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)  # x와 형상이 같은 배열
    for i in range(x.size):
        tmp = x.flat[i]
        x.flat[i] = tmp + h
        plus = f(x)
        x.flat[i] = tmp - h
        minus = f(x)
        grad.flat[i] = (plus - minus) / (2 * h)
        x.flat[i] = tmp
    return grad

numerical_gradient(function_2, np.array([3.0, 4.0]))

# %%
def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []
    for _ in range(step_num):
        history.append(x.copy())
        x = x - lr * numerical_gradient(f, x)
    return x, np.array(history)

x, history = gradient_descent(function_2, np.array([-3.0, 4.0]), lr=0.1, step_num=20)
plt.plot(history[:, 0], history[:, 1], "o")
plt.show()

# %%
class simpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return cross_entropy_error(y, t)

net = simpleNet()
print(net.W)
f = lambda w: net.loss(np.array([0.6, 0.9]), np.array([0, 0, 1]))
numerical_gradient(f, net.W)
