"""Copies of the chapter's functions as people write them, each with what is wrong with it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Copy:
    """One function, and what is to be said of it."""

    function: str
    """Its name in the chapter."""
    code: str
    slips: tuple[tuple[str, str | float], ...] = ()
    """The knobs that explain it, with their values."""
    line: int = 0
    """The line at which the first slip stands; 0 for a sound copy."""
    choices: tuple[str, ...] = ()


SOUND = [
    Copy("sum_squares_error", "def f(y, t):\n    return np.sum(np.square(t - y)) / 2\n"),
    Copy("sum_squares_error", "f = lambda y, t: 0.5 * ((np.array(y) - np.array(t)) ** 2).sum()\n"),
    Copy("sum_squares_error", "def f(pred, target):\n    d = pred - target\n    return 0.5 * np.linalg.norm(d) ** 2\n"),
    Copy(
        "cross_entropy_error",
        "def f(y, t):\n    delta = 1e-7\n    return -np.sum(t * np.log(y + delta))\n",
        choices=("one sample at a time",),
    ),
    Copy(
        "cross_entropy_error",
        "def f(y, t):\n    y = np.atleast_2d(y)\n    t = np.atleast_2d(t)\n"
        "    return -np.mean(np.sum(t * np.log(y), axis=1))\n",
        choices=("no labels", "no offset in the logarithm"),
    ),
    Copy(
        "cross_entropy_error",
        "def f(y, t):\n    if y.ndim == 1:\n        y, t = y[None], t.reshape(1, -1)\n"
        "    if t.size == y.size:\n        t = t.argmax(axis=1)\n    n = len(y)\n"
        "    return -sum(np.log(y[k, t[k]] + 1e-7) for k in range(n)).item() / n\n",
    ),
    Copy(
        "cross_entropy_error",
        "def f(y, t):\n    y = np.atleast_2d(y)\n    n = y.shape[0]\n"
        "    return -np.sum(np.log(y[np.arange(n), t] + 1e-8)) / n\n",
        choices=("no one-hot answers", "an offset of 1e-08"),
    ),
    Copy("sigmoid", "def f(x):\n    return np.exp(x) / (1 + np.exp(x))\n"),
    Copy("step_function", "def f(x):\n    return np.array(x > 0, dtype=int)\n"),
    Copy("softmax", "def f(a):\n    e = np.exp(a - np.max(a))\n    return e / e.sum(axis=-1, keepdims=True)\n"),
    Copy(
        "softmax",
        "def f(x):\n    if x.ndim == 2:\n        x = x.T\n        x = x - np.max(x, axis=0)\n"
        "        y = np.exp(x) / np.sum(np.exp(x), axis=0)\n        return y.T\n"
        "    x = x - np.max(x)\n    return np.exp(x) / np.sum(np.exp(x))\n",
    ),
    Copy("numerical_diff", "def f(g, x, eps=1e-4):\n    return (g(x + eps) - g(x - eps)) / (eps * 2)\n"),
    Copy(
        "numerical_diff",
        "def f(g, x):\n    h = 1e-5\n    up, down = g(x + h), g(x - h)\n    return (up - down) / h / 2\n",
        choices=("a step of 1e-05",),
    ),
    Copy(
        "numerical_gradient",
        "def f(g, x):\n    h = 1e-4\n    grad = np.zeros_like(x)\n"
        "    it = np.nditer(x, flags=['multi_index'], op_flags=['readwrite'])\n    while not it.finished:\n"
        "        i = it.multi_index\n        old = x[i]\n        x[i] = float(old) + h\n        a = g(x)\n"
        "        x[i] = old - h\n        b = g(x)\n        grad[i] = (a - b) / (2 * h)\n        x[i] = old\n"
        "        it.iternext()\n    return grad\n",
    ),
    Copy(
        "numerical_gradient",
        "def f(g, x):\n    h = 1e-4\n    flat = x.reshape(-1)\n    out = []\n    for k in range(flat.size):\n"
        "        keep = flat[k]\n        flat[k] = keep + h\n        up = g(x)\n        flat[k] = keep - h\n"
        "        out.append((up - g(x)) / (2 * h))\n        flat[k] = keep\n    return np.reshape(out, x.shape)\n",
    ),
    Copy(
        "gradient_descent",
        "def f(f, init_x, lr=0.01, step_num=100):\n    x = init_x.copy()\n    for i in range(step_num):\n"
        "        x -= lr * numerical_gradient(f, x)\n    return x\n",
    ),
    Copy(
        "gradient_descent",
        "def f(start, func, steps=20, learning_rate=0.1):\n    x, path = np.array(start), []\n"
        "    while len(path) < steps:\n        path.append(x)\n"
        "        x = x - learning_rate * numerical_gradient(func, x)\n    return x, path\n",
    ),
    Copy(
        "SimpleNet",
        "class f:\n    def __init__(self):\n        self.w = np.random.randn(2, 3)\n\n"
        "    def loss(self, x, t):\n        return cross_entropy_error(softmax(x @ self.w), t)\n",
    ),
    Copy("function_1", "def f(x):\n    return 0.01 * x * x + x / 10\n"),
    Copy("function_2", "def f(x):\n    return np.sum(x**2)\n"),
    Copy("function_tmp1", "def f(x0):\n    return x0**2 + 16\n"),
    Copy("function_tmp2", "def f(x1):\n    return 9.0 + x1**2\n"),
]
"""Each is right as the chapter calls it."""

BATCH = (
    "def f(y, t):\n    if y.ndim == 1:\n        t = t.reshape(1, t.size)\n        y = y.reshape(1, y.size)\n"
    "    batch_size = y.shape[0]\n    return "
)
LOOP = (
    "def f(f, x):\n    h = 1e-4\n    grad = np.zeros_like(x)\n    for idx in np.ndindex(x.shape):\n"
    "        tmp_val = x[idx]\n        x[idx] = tmp_val + h\n        fxh1 = f(x)\n        x[idx] = tmp_val - h\n"
    "        fxh2 = f(x)\n        grad[idx] = (fxh1 - fxh2) / (2 * h)\n        x[idx] = tmp_val\n    return grad\n"
)
DESCENT = (
    "def f(f, init_x, lr=0.01, step_num=100):\n    x = init_x.copy()\n    for i in range(step_num):\n"
    "        grad = numerical_gradient(f, x)\n        x -= lr * grad\n    return x\n"
)
NET = (
    "class f:\n    def __init__(self):\n        self.W = np.random.randn(2, 3)\n\n"
    "    def predict(self, x):\n        return np.dot(x, self.W)\n\n    def loss(self, x, t):\n"
    "        z = self.predict(x)\n        y = softmax(z)\n        return cross_entropy_error(y, t)\n"
)


def _squares(expression: str, *slips: tuple[str, str | float]) -> Copy:
    return Copy("sum_squares_error", f"def f(y, t):\n    return {expression}\n", slips, 2)


def _loss(expression: str, *slips: tuple[str, str | float], choices: tuple[str, ...] = ("no labels",)) -> Copy:
    return Copy("cross_entropy_error", f"{BATCH}{expression}\n", slips, 6, choices)


def _quotient(expression: str, *slips: tuple[str, str | float]) -> Copy:
    return Copy("numerical_diff", f"def f(f, x):\n    h = 1e-4\n    return {expression}\n", slips, 3)


def _changed(function: str, code: str, old: str, new: str, line: int, *slips: tuple[str, str | float]) -> Copy:
    assert old in code
    return Copy(function, code.replace(old, new), slips, line)


OF_LABELS = ("no one-hot answers",)
WRONG = [
    _squares("np.sum((y - t) ** 2)", ("factor", 1.0)),
    _squares("2 * np.sum((y - t) ** 2)", ("factor", 2.0)),
    _squares("0.25 * np.sum((y - t) ** 2)", ("factor", 0.25)),
    _squares("-0.5 * np.sum((y - t) ** 2)", ("factor", -0.5)),
    _squares("0.5 * np.mean((y - t) ** 2)", ("total", "mean")),
    _squares("0.5 * sum((y - t) ** 2)", ("total", "rows")),
    _squares("0.5 * np.sum((y - t) ** 2) / np.atleast_2d(y).shape[0]", ("total", "batch")),
    _squares("0.5 * np.sum(y - t)", ("power", 1)),
    _squares("0.5 * np.sum((y - t) ** 3)", ("power", 3)),
    _squares("0.5 * np.sum((y + t) ** 2)", ("between", "sum")),
    _squares("0.5 * np.sqrt(np.sum((y - t) ** 2))", ("root", "root")),
    _squares("np.mean((y - t) ** 2)", ("factor", 1.0), ("total", "mean")),
    _squares("np.sqrt(np.sum((y - t) ** 2))", ("factor", 1.0), ("root", "root")),
    _loss("-np.sum(t * np.log(y + 1e-7))", ("one_hot", "sum")),
    _loss("-np.mean(t * np.log(y + 1e-7))", ("one_hot", "entries")),
    _loss("-np.sum(t * np.log(y + 1e-7)) / y.shape[1]", ("one_hot", "classes")),
    _loss("-np.sum(np.log(y[np.arange(batch_size), t] + 1e-7))", ("labels", "sum"), choices=OF_LABELS),
    _loss("-np.sum(np.log(y[np.arange(batch_size), t] + 1e-7)) / y.shape[1]", ("labels", "classes"), choices=OF_LABELS),
    _loss(
        "-np.sum(t * np.log(y[np.arange(batch_size), t] + 1e-7)) / batch_size",
        ("picked", "weighted"),
        choices=OF_LABELS,
    ),
    _loss(
        "-np.sum(t * np.log(y[np.arange(batch_size), t] + 1e-7))",
        *(("labels", "sum"), ("picked", "weighted")),
        choices=OF_LABELS,
    ),
    _loss("-np.sum(np.log(y[:, t.ravel()] + 1e-7)) / batch_size", ("picked", "every row"), choices=OF_LABELS),
    _loss("-np.sum(t * np.log2(y + 1e-7)) / batch_size", ("base", 2.0)),
    _loss("-np.sum(t * np.log10(y)) / batch_size", ("base", 10.0), choices=("no labels", "no offset in the logarithm")),
    _loss("-np.sum(t * (np.log(y) + 1e-7)) / batch_size", ("offset", "outside")),
    _loss("np.sum(t * np.log(y + 1e-7)) / batch_size", ("sign", 1.0)),
    _loss("np.sum(t * np.log(y + 1e-7))", ("one_hot", "sum"), ("sign", 1.0)),
    Copy("sigmoid", "def f(x):\n    return 1 / (1 + np.exp(x))\n", (("sign", 1.0),), 2),
    Copy("sigmoid", "def f(x):\n    return 1 / np.exp(-x)\n", (("one", 0.0),), 2),
    Copy("step_function", "def f(x):\n    return np.array(x >= 0, dtype=int)\n", (("at", 0.0),), 2),
    Copy("step_function", "def f(x):\n    return (x < 0) * 1\n", (("side", -1.0),), 2),
    _quotient("(f(x + h) - f(x)) / h", ("sides", "forward")),
    _quotient("(f(x) - f(x - h)) / h", ("sides", "backward")),
    _quotient("(f(x - h) - f(x + h)) / (2 * h)", ("order", -1.0)),
    _quotient("(f(x + h) + f(x - h)) / (2 * h)", ("order", 2.0)),
    _quotient("(f(x + h) - f(x - h)) / h", ("divisor", "half")),
    _quotient("(f(x + h) - f(x - h)) / (4 * h)", ("divisor", "twice")),
    _quotient("(f(x + h) - f(x - h)) / 2 * h", ("divisor", "outside")),
    _quotient("(f(x + h) - f(x - h)) * 2 * h", ("divisor", "inverted")),
    _quotient("f(x + h) - f(x - h)", ("divisor", "missing")),
    _quotient("(f(x + h) - f(x - h)) / 2", ("divisor", "without h")),
    _quotient("(f(x + h) - f(x)) / (2 * h)", ("sides", "forward over 2 h")),
    _quotient("(f(x) - f(x - h)) / (2 * h)", ("sides", "backward over 2 h")),
    _changed("numerical_gradient", LOOP, "grad[idx] =", "grad =", 10, ("entries", "the last")),
    _changed("numerical_gradient", LOOP, "grad[idx] =", "grad[:] =", 10, ("entries", "all")),
    _changed("numerical_gradient", LOOP, "    return", "        return", 12, ("entries", "the first")),
    _changed("numerical_gradient", LOOP, "        x[idx] = tmp_val\n", "", 8, ("restored", "no")),
    _changed(
        "numerical_gradient",
        LOOP,
        "       x[idx] = tmp_val\n    r",
        "   x[idx] = tmp_val\n    r",
        11,
        ("restored", "after the loop"),
    ),
    _changed("numerical_gradient", LOOP, "x[idx] = tmp_val\n", "x[idx] = tmp_val + h\n", 11, ("restored", "moved")),
    _changed("numerical_gradient", LOOP, "x[idx] = tmp_val ", "tmp_val = tmp_val ", 6, ("sides", "never")),
    _changed("numerical_gradient", LOOP, "tmp_val - h", "tmp_val + h", 8, ("sides", "both up")),
    _changed("numerical_gradient", LOOP, "tmp_val + h", "tmp_val - h", 6, ("sides", "both down")),
    _changed("numerical_gradient", LOOP, "    h = 1e-4\n", "    h, x = 1e-4, x.copy()\n", 2, ("of", "a copy")),
    _changed("numerical_gradient", LOOP, "np.ndindex(x.shape)", "range(x.size)", 4, ("index", "flat")),
    _changed("numerical_gradient", LOOP, "np.ndindex(x.shape)", "range(len(x))", 4, ("index", "rows")),
    _changed("numerical_gradient", LOOP, "(2 * h)", "h", 10, ("divisor", "half")),
    _changed("numerical_gradient", LOOP, "/ (2 * h)", "/ 2 * h", 10, ("divisor", "outside")),
    _changed("numerical_gradient", LOOP, "fxh1 - fxh2", "fxh2 - fxh1", 10, ("order", -1.0)),
    _changed("numerical_gradient", LOOP, "tmp_val - h", "tmp_val", 8, ("sides", "forward over 2 h")),
    _changed("gradient_descent", DESCENT, "-=", "+=", 5, ("direction", 1.0)),
    _changed("gradient_descent", DESCENT, "-= lr * grad", "= lr * grad", 5, ("update", "assigned")),
    _changed("gradient_descent", DESCENT, "lr * grad", "grad", 5, ("update", "without rate")),
    _changed("gradient_descent", DESCENT, "lr * grad", "grad / lr", 5, ("update", "divided")),
    _changed("gradient_descent", DESCENT, "    return", "        return", 6, ("steps", "one")),
    _changed("gradient_descent", DESCENT, "range(step_num)", "range(1, step_num)", 3, ("steps", "one less")),
    _changed("gradient_descent", DESCENT, "range(step_num)", "range(step_num + 1)", 3, ("steps", "one more")),
    _changed("gradient_descent", DESCENT, "x -= lr * grad", "x - lr * grad", 5, ("steps", "none")),
    Copy("softmax", "def f(x):\n    e = np.exp(x - x.max())\n    return e / np.sum(e)\n", (("over", "all"),), 3),
    Copy("softmax", "def f(x):\n    e = np.exp(x)\n    return e / np.sum(e, axis=0)\n", (("over", "columns"),), 3),
    Copy(
        "softmax",
        "def f(x):\n    e = np.exp(-x)\n    return e / np.sum(e, axis=-1, keepdims=True)\n",
        (("sign", -1.0),),
        2,
    ),
    Copy("softmax", "def f(x):\n    return np.exp(x)\n", (("shares", "no"),), 2),
    _changed("SimpleNet", NET, "softmax(z)", "z", 10, ("of", "scores")),
    Copy("function_1", "def f(x):\n    return 0.01 * x + 0.1 * x\n", (("power", 1),), 2),
    Copy("function_1", "def f(x):\n    return 0.01 * x**3 + 0.1 * x\n", (("power", 3),), 2),
    Copy("function_1", "def f(x):\n    return 0.1 * x**2 + 0.1 * x\n", (("first", 0.1),), 2),
    Copy("function_2", "def f(x):\n    return x[0] + x[1]\n", (("power", 1),), 2),
    Copy("function_2", "def f(x):\n    return x[0] ** 3 + x[1] ** 3\n", (("power", 3),), 2),
    Copy("function_2", "def f(x):\n    return x[0] ** 2 - x[1] ** 2\n", (("added", -1.0),), 2),
    Copy("function_tmp1", "def f(x0):\n    return x0**3 + 4.0**3\n", (("power", 3),), 2),
    Copy("function_tmp2", "def f(x1):\n    return 3.0**3 + x1**3\n", (("power", 3),), 2),
]
"""Each has the slips that are named, and no other."""
