"""In a sound copy, in whatever style, nothing is misspelt, and nothing is changed."""

import pytest

from chapter4.check.spelling.defects import spelled
from check.test_spelling import block

PLAIN = """\
import numpy as np

def mean_squared_error(y, t):
    return 0.5 * np.sum((y-t)**2)

def cross_entropy_error(y, t):
    if y.ndim == 1:
        t = t.reshape(1, t.size)
        y = y.reshape(1, y.size)
    batch_size = y.shape[0]
    return -np.sum(np.log(y[np.arange(batch_size), t] + 1e-7)) / batch_size

def numerical_diff(f, x):
    h = 1e-4
    return (f(x+h) - f(x-h)) / (2*h)

y = (0.1, 0.7, 0.2)
t = (0, 1, 0)
print(mean_squared_error(np.array(y), np.array(t)))
"""
CLASSES = """\
from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class Layer:
    def __init__(self, activation, *, W=None):
        self.W = np.random.randn(2, 3) if W is None else W
        self.activation = activation
        self.params = {"W": self.W}
        self.grads: dict[str, NDArray[np.float64]] = {}

    def __call__(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        return self.activation(x @ self.W)

    def shape(self, axis: int) -> int:
        return self.W.shape[axis]

    @property
    def size(self) -> int:
        return self.shape(0) * self.shape(1)


class Deep(Layer):
    def loss(self, x, t):
        return self.criterion(self(x), t)


layer = Layer(np.tanh)
layer.name = 'first'
print(layer(np.ones(2)), layer.shape(0), layer.size)
"""
LAMBDAS = """\
import numpy as np

square = lambda x: x**2
f = lambda x: x[0] ** 2 + x[1] ** 2
derivative = lambda g: lambda x: (g(x + 1e-4) - g(x - 1e-4)) / 2e-4
print(derivative(square)(3.0), f([1, 2]))
table = {"a": square, "b": f}
print(table["a"](3))
chain = [square, square]
print([one(2) for one in chain], chain[0](3))


def apply(y, x):
    return y(x + 1) - y(x - 1)


def trapezoid(curve):
    return (curve(0) + curve(1)) / 2
"""
NESTED = """\
import numpy as np

def numerical_gradient(x, price):
    def partial(k):
        kept = x[k]
        def moved(by):
            x[k] = kept + by
            value = price(x)
            x[k] = kept
            return value
        return (moved(h) - moved(-h)) / (2 * h)

    h = 1e-4
    return np.array([partial(k) for k in np.ndindex(x.shape)]).reshape(x.shape)


def softmax(x):
    if x.ndim == 2:
        x = x.T
        x = x - np.max(x, axis=0)
        return (np.exp(x) / np.sum(np.exp(x), axis=0)).T
    x = x - np.max(x)
    return np.exp(x) / np.sum(np.exp(x))
"""
STAR = """\
from numpy import *
from common.functions import *
from dataset.mnist import load_mnist

(x_train, t_train), (x_test, t_test) = load_mnist(one_hot_label=True)
train_size = x_train.shape[0]
batch_mask = random.choice(train_size, 10)
x_batch, t_batch = x_train[batch_mask], t_train[batch_mask]
print(cross_entropy_errors(softmax(x_batch), t_batch), numerical_gradientt, np.sum(x_batch))
"""
WHOLE_NUMPY = """\
import numpy
import numpy.random as npr
from numpy import linalg as LA, zeros_like

def loss(y, t):
    return numpy.square(LA.norm(y - t)) / 2

def shuffled(x, t):
    order = npr.permutation(len(x))
    x, t = x[order], t[order]
    return x, t

x_train, t_train = npr.rand(8, 2), npr.rand(8)
order = npr.permutation(8)
x_train = x_train[order]
t_train = t_train[order]
x_train = x_train[x_train[:, 0] > 0.5]
print(numpy.shape(x_train), zeros_like(t_train), numpy.float64(3), numpy.random.default_rng(1).random())
"""
STRINGS = '''\
import numpy as np

def report(name, value, *, width=10):
    """Show it.

    >>> 0.5
    2\\*h, 1e - 7, x(0) = 3, batch-size
    """
    print(f"{name:>{width}}: {value!r:.8} {value - 1:g}")
    print("a\\\\_b", r"\\*", 'it is 1e - 7')  # numerical\\_diff(f, x) = 1e - 7
    return (
        "x(0) = 1"
        f"{np.sum(value)}"
    )

for number, (a, b) in enumerate(zip([1, 2], [3, 4]), start=1):
    report(f"{number}", a-b)
'''
NDITER = """\
import numpy as np

def numerical_gradient(f, x):
\th = 1e-4
\tgrad = np.zeros_like(x)
\tit = np.nditer(x, flags=['multi_index'], op_flags=['readwrite'])
\twhile not it.finished:
\t\tidx = it.multi_index
\t\ttmp_val = x[idx]
\t\tx[idx] = float(tmp_val) + h
\t\tfxh1 = f(x) # f(x+h)
\t\tx[idx] = tmp_val - h
\t\tfxh2 = f(x)
\t\tgrad[idx] = (fxh1 - fxh2) / (2*h)
\t\tx[idx] = tmp_val
\t\tit.iternext()
\treturn grad

def gradient_descent(f, init_x, lr=0.01, step_num=100):
\tx = init_x
\tfor i in range(step_num):
\t\tgrad = numerical_gradient(f, x)
\t\tx -= lr * grad
\treturn x
"""
MODERN = """\
import numpy as np
import contextlib as c, functools

@functools.lru_cache
def total(n: int = 3, /, *rest: int, **more: int) -> int:
    global count
    count = 1
    match n:
        case 0 | 1:
            return n
        case [first, *others] as whole:
            return len(whole) + first + len(others)
        case _:
            pass
    try:
        if (m := n - 1) > 0:
            return total(m) + total(*rest)
    except* ValueError as error:
        raise error
    with c.suppress(KeyError) as nothing:
        print(nothing)
    return count

async def wait(t):
    async with t as u:
        return [v async for v in u if v]

x, y = 3, 4; print(x if x-y else y, x[y] if False else None, {k: v for k, v in []})
a = b = lambda: (yield)
long = 1 + \\
    2
del x
"""
UNKNOWN = """\
import torch
from autograd import numpy as np
import tensorflow as tf

def f(x):
    return np.sum(np.zero_liked(x)) + tf.shape(x)[0] + x.size(0)

model = torch.nn.Sequential(torch.nn.Linear(2, 3))
y = model(torch.rand(2))
print(model[0], y, model(y), f(y))
seq = make()
seq[0](1), seq(1)
"""
FLAGS = """\
import numpy as np

ONE_HOT = False

if ONE_HOT:
    def cross_entropy_error(y, t):
        return -np.sum(t * np.log(y + 1e-7))
else:
    def cross_entropy_error(y, t):
        return -np.log(y[t] + 1e-7)

def grad(x, f):
    return f(x)

net_loss, loss2 = cross_entropy_error, None
x_size = 3
print(grad(x_size, abs), f'{x_size-1}', [k for k in range(x_size)], x_size - 1)
try:
    from common.gradient import numerical_gradient
except ImportError:
    numerical_gradient = None
t = (2, 1)
y = ("a", "b", "c")
y1 = 0.1, 0.2, 0.7
"""
SOUND = {
    "plain": PLAIN,
    "classes and types": CLASSES,
    "lambdas": LAMBDAS,
    "nested functions": NESTED,
    "unknown stars": STAR,
    "numpy in full": WHOLE_NUMPY,
    "strings and comments": STRINGS,
    "nditer and tabs": NDITER,
    "new syntax": MODERN,
    "other libraries": UNKNOWN,
    "flags": FLAGS,
}


@pytest.mark.parametrize("code", SOUND.values(), ids=SOUND)
def test_nothing_is_found_in_a_sound_copy(code):
    assert spelled([block(code)]) == ([block(code)], [])


def test_nothing_is_found_in_the_sound_parts_of_a_copy_that_does_not_parse():
    styles = [style for style in SOUND if style not in ("unknown stars", "classes and types", "other libraries")]
    sound = "\n".join(SOUND[style] for style in styles)
    corrected, (finding,) = spelled([block(f"{sound}\nlast = 1e - 7")])
    assert corrected[0].code == f"{sound}\nlast = 1e-7"
    assert finding.id == "E4.2.4-3"
