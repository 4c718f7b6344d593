import numpy as np

# 4장 신경망 학습을 공부하면서 직접 쳐 본 코드


# 오차제곱합
def mean_squared_error(y, t):
    return np.sum((y - t)**2) / 2


# 교차 엔트로피 오차 (원-핫과 숫자 레이블 둘 다)
def cross_entropy_error(y, t):
    delta = 1e-7
    if y.ndim == 1:
        t = t.reshape(1, t.size)
        y = y.reshape(1, y.size)
    batch_size = y.shape[0]
    if t.size == y.size:
        # 정답이 원-핫 벡터일 때
        loss = -np.sum(t * np.log(y + delta)) / batch_size
    else:
        # 정답이 숫자 레이블일 때
        loss = -np.sum(np.log(y[np.arange(batch_size), t.ravel()] + delta)) / batch_size
    return loss


def sigmoid(x):
    """시그모이드 함수"""
    return 1.0 / (1.0 + np.exp(-x))


def step_function(x):
    # 0보다 크면 1
    y = x > 0
    return y.astype(int)


def softmax(a):
    c = np.max(a, axis=-1, keepdims=True)
    exp_a = np.exp(a - c)  # 오버플로 대책
    sum_exp_a = np.sum(exp_a, axis=-1, keepdims=True)
    return exp_a / sum_exp_a


# 수치 미분 (중심 차분)
def numerical_diff(f, x):
    h = 0.0001
    return (f(x + h) - f(x - h)) / (h * 2)


def function_1(x):
    y = 0.01 * x**2 + 0.1 * x
    return y


def function_2(x):
    return np.sum(x**2)


# x0=3, x1=4일 때 편미분
def function_tmp1(x0):
    return x0**2 + 4.0**2


def function_tmp2(x1):
    return 3.0**2 + x1**2


# 기울기
def numerical_gradient(f, x):
    h = 1e-4  # 0.0001
    grad = np.zeros_like(x)  # x와 형상이 같은 배열

    for idx in np.ndindex(x.shape):
        tmp_val = x[idx]

        # f(x+h) 계산
        x[idx] = tmp_val + h
        fxh1 = f(x)

        # f(x-h) 계산
        x[idx] = tmp_val - h
        fxh2 = f(x)

        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp_val  # 값 복원
    return grad


# 경사하강법: 지나온 길도 돌려준다
def gradient_method(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    x_history = []
    for i in range(step_num):
        x_history.append(x.copy())
        grad = numerical_gradient(f, x)
        x -= lr * grad
    return x, np.array(x_history)


class simpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)  # 정규분포로 초기화

    def predict(self, x):
        return x @ self.W

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return cross_entropy_error(y, t)


# 미니배치 뽑기
x_train, t_train = np.random.rand(50, 4), np.eye(3)[np.random.randint(0, 3, 50)]
train_size = x_train.shape[0]
batch_size = 5
batch_mask = np.random.choice(train_size, batch_size)
x_batch, t_batch = x_train[batch_mask], t_train[batch_mask]
