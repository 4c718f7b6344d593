import numpy as np


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def cross_entropy_error(y, t):
    if t.ndim == y.ndim:  # one-hot rows: the label is where the 1 stands
        t = t.argmax(axis=-1)
    y, t = np.atleast_2d(y), np.atleast_1d(t)
    return -np.sum(np.log(y[np.arange(len(y)), t] + 1e-7)) / len(y)


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    for idx in np.ndindex(x.shape):
        tmp_val = x[idx]
        x[idx] = tmp_val + h
        fxh1 = f(x)
        x[idx] = tmp_val - h
        fxh2 = f(x)
        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp_val
    return grad


class simpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        loss = cross_entropy_error(y, t)
        return loss


net = simpleNet()
# The weights that the book drew, so that the numbers can be compared.
net.W = np.array(
    [
        [0.47355232, 0.9977393, 0.84668094],
        [0.85557411, 0.03563661, 0.69422093],
    ]
)
x, t = np.array([0.6, 0.9]), np.array([0, 0, 1])
print(net.predict(x), net.predict(x).argmax(), net.loss(x, t))

f = lambda w: net.loss(x, t)
dW = numerical_gradient(f, net.W)
print(dW.shape)
print(dW)
