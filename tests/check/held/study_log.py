# 밑바닥부터 시작하는 딥러닝 4장 실습
import numpy as np

print("===== 4.2 손실 함수 =====")

# 오차제곱합
def sum_of_squares(y, t):
    return np.sum((np.asarray(y) - np.asarray(t)) ** 2) / 2

y1 = [0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0]
t1 = [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
print(f"SSE = {sum_of_squares(y1, t1):.4f}")

# 교차 엔트로피: 정답 레이블(숫자)만 받는다
def cross_entropy_error(y, t):
    if y.ndim == 1:
        t = np.array([t])
        y = y.reshape(1, y.size)
    batch_size = y.shape[0]
    picked = y[np.arange(batch_size), t.reshape(-1)]
    return np.mean(-np.log(picked + 1e-7))

print("===== 4.3 수치 미분 =====")

def numerical_diff(f, x):
    h = 1e-4
    diff = f(x + h) - f(x - h)
    return diff / (2 * h)

def func_1(x):
    return 0.01 * x**2 + 0.1 * x

print(f"f'(5)  = {numerical_diff(func_1, 5):.6f}")
print(f"f'(10) = {numerical_diff(func_1, 10):.6f}")

def func_2(x):
    return (x ** 2).sum()

print("===== 4.4 기울기 =====")

def numerical_gradient(f, x):
    h = 1e-4
    grad = []
    for i, _ in np.ndenumerate(x):
        saved = float(x[i])
        x[i] = saved + h
        f_plus = f(x)
        x[i] = saved - h
        f_minus = f(x)
        x[i] = saved
        grad.append((f_plus - f_minus) / (2 * h))
    return np.array(grad).reshape(x.shape)

for p in ([3.0, 4.0], [0.0, 2.0], [3.0, 0.0]):
    print(f"{p} -> {numerical_gradient(func_2, np.array(p))}")

def gradient_method(f, x0, eta=0.01, epochs=100):
    x = np.copy(x0)
    history = [x.copy()]
    for epoch in range(epochs):
        grad = numerical_gradient(f, x)
        x -= eta * grad
        history.append(x.copy())
    return x, history

best, path = gradient_method(func_2, np.array([-3.0, 4.0]), eta=0.1, epochs=100)
print(f"최솟값 위치: {best}, 걸음 수: {len(path) - 1}")

def softmax(z):
    exp_z = np.exp(z)  # 값이 작으므로 그대로
    return exp_z / exp_z.sum(axis=-1, keepdims=True)

class SimpleNetwork:
    def __init__(self):
        self.params = {"W": np.random.randn(2, 3)}

    def predict(self, x):
        return x @ self.params["W"]

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)
