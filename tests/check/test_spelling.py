"""What is no Python, and what names or calls what is not there, is found at its place and put right."""

import pytest

from chapter4.check.found import Block, Place
from chapter4.check.spelling import defects as spelling
from chapter4.check.spelling import layout
from chapter4.check.spelling.defects import ALIASES, spelled

IMPORT = "import numpy as np\n"


def block(code, raw=None, cell=None):
    lines = code.split("\n")
    places = tuple(Place(number, cell) for number in range(1, len(lines) + 1))
    return Block(code, places, tuple(lines if raw is None else raw.split("\n")))


def found(code, raw=None):
    """Return the corrected code, and of each finding the id, the line, what is marked and what is to stand there."""
    given = block(code, raw)
    (corrected,), findings = spelled([given])
    assert (corrected.places, corrected.raw) == (given.places, given.raw)
    return corrected.code, [
        (one.id, one.place.line, given.raw[one.place.line - 1][one.place.start : one.place.end], one.correction)
        for one in findings
    ]


CLASS = """\
class Net(object):
    def __init__(self, x): self.x = x; self.W = [1]
    def predict(self): pass
"""
LOSS = """\
import numpy as np

def cross_entropy(out, answer):
    if out.ndim == 1:
        answer = answer.reshape(1, answer_size)
        out = out.reshape(1, out_size)
    batch_size = out.shape( 0 )
    return -np.sum(np.log(out(np.arange(batch-size), answer) + 1e - 7)) / batch - size
"""
GRADIENT = """\
import numpy as np

def numerical_gradient_2d(func, w):
    slopes = np.zeros_like(w)
    for k in range(w.size):
        old = w(k)
        w(k) = old + 1e -4
        up = func(w)
        w (k) = old - 1 e-4
        slopes(k) = (up - func(w)) / .5E - 4
    return slopes
"""
DRAW = """\
import numpy as np
x_train, t_train = load()
n = x_train.shape(0)
batch-size = 10
chosen = np.random.choice(n, batch-size)
x_batch = x_train(chosen)
t_train = t_train(chosen)
"""


@pytest.mark.parametrize(
    ("code", "corrected", "findings"),
    [
        (
            LOSS,
            """\
import numpy as np

def cross_entropy(out, answer):
    if out.ndim == 1:
        answer = answer.reshape(1, answer.size)
        out = out.reshape(1, out.size)
    batch_size = out.shape[ 0 ]
    return -np.sum(np.log(out[np.arange(batch_size), answer] + 1e-7)) / batch_size
""",
            [
                ("E4.2.4-1", 5, "answer_size", "answer.size"),
                ("E4.2.4-1", 6, "out_size", "out.size"),
                ("E4.2.4-2", 7, "out.shape( 0 )", "out.shape[ 0 ]"),
                ("E4.2.4-6", 8, "out(np.arange(batch-size), answer)", "out[np.arange(batch_size), answer]"),
                ("E4.2.4-5", 8, "batch-size", "batch_size"),
                ("E4.2.4-3", 8, "1e - 7", "1e-7"),
                ("E4.2.4-5", 8, "batch - size", "batch_size"),
            ],
        ),
        (
            GRADIENT,
            """\
import numpy as np

def numerical_gradient_2d(func, w):
    slopes = np.zeros_like(w)
    for k in range(w.size):
        old = w[k]
        w[k] = old + 1e-4
        up = func(w)
        w [k] = old - 1e-4
        slopes[k] = (up - func(w)) / .5E-4
    return slopes
""",
            [
                ("E4.4-8", 6, "w(k)", "w[k]"),
                ("E4.4-1", 7, "w(k)", "w[k]"),
                ("E4.2.4-3", 7, "1e -4", "1e-4"),
                ("E4.4-1", 9, "w (k)", "w [k]"),
                ("E4.2.4-3", 9, "1 e-4", "1e-4"),
                ("E4.4-1", 10, "slopes(k)", "slopes[k]"),
                ("E4.2.4-3", 10, ".5E - 4", ".5E-4"),
            ],
        ),
        (
            DRAW,
            """\
import numpy as np
x_train, t_train = load()
n = x_train.shape[0]
batch_size = 10
chosen = np.random.choice(n, batch_size)
x_batch = x_train[chosen]
t_batch = t_train[chosen]
""",
            [
                ("E4.2.3-1", 3, "x_train.shape(0)", "x_train.shape[0]"),
                ("E4.2.3-2", 4, "batch-size", "batch_size"),
                ("E4.2.4-5", 5, "batch-size", "batch_size"),
                ("E4.2.3-3", 6, "x_train(chosen)", "x_train[chosen]"),
                ("E4.2.3-4", 7, "t_train = t_train(chosen)", "t_batch = t_train[chosen]"),
                ("E4.2.3-3", 7, "t_train(chosen)", "t_train[chosen]"),
            ],
        ),
    ],
    ids=["a loss", "a gradient", "a mini-batch"],
)
def test_a_function_with_many_slips_is_put_right(code, corrected, findings):
    assert found(code) == (corrected, findings)


# One slip each: the line with it, what is marked, what is to stand there, and the id. ------------------


@pytest.mark.parametrize(
    ("code", "line", "wrong", "right", "id"),
    [
        # Round brackets where an index belongs.
        ("def function_2(v):\n    return v(0)**2 + v(1)**2", 2, "v(0)**2 + v(1)**2", "v[0]**2 + v[1]**2", "E4.3.3-1"),
        ("h = lambda x: x(0) * x(0) + x(1) * x(1)", 1, "x(0) * x(0) + x(1) * x(1)", None, "E4.3.3-1"),
        ("def bowl(p):\n    print(p(0)**2)\n    return p(1)**2", 2, "p(0)", "p[0]", "E4.3.3-1"),
        ("def softmax(z):\n    return z(2)", 2, "z(2)", "z[2]", "E4.3.3-1"),
        ("def sse(a, b):\n    return (a(0) - b[0])**2", 2, "(a(0) - b[0])**2", None, "E4.2.4-6"),
        ("def numerical_grad(f, p):\n    a = f(p)\n    return a - p(0)", 3, "a - p(0)", "a - p[0]", "E4.4-8"),
        ("def pick(y, k):\n    return y[k], y(k)", 2, "y(k)", "y[k]", "E4.2.3-3"),
        ("def pick(a, k):\n    a.dtype\n    return a(k)", 3, "a(k)", "a[k]", "E4.2.3-3"),
        ("def put(a, k):\n    a[k] = 3\n    return a(k)", 3, "a(k)", "a[k]", "E4.2.3-3"),
        ("a = [1, 2]\nprint(a(k_of()))\ndef k_of(): return 1", 2, "a(k_of())", "a[k_of()]", "E4.2.3-3"),
        ("b = None\nb = {}\nprint(b('W1'))", 3, "b('W1')", "b['W1']", "E4.2.3-3"),
        (IMPORT + "print(np.eye(3)(2, 1))", 2, "np.eye(3)(2, 1)", "np.eye(3)[2, 1]", "E4.2.3-3"),
        (CLASS + "    def of(self, k): return self.W(k)", 4, "self.W(k)", "self.W[k]", "E4.2.3-3"),
        (CLASS + "    def of(self, t, k): return t[k], self.x(k)", 4, "self.x(k)", "self.x[k]", "E4.2.3-3"),
        ("x_train = load()\ny = x_train(0:10)", 2, "x_train(0:10)", "x_train[0:10]", "E4.2.3-3"),
        (IMPORT + "p = np.arange(9)[::2](1:)", 2, "(1:)", "[1:]", "E4.2.3-3"),
        ("self = Net()\nself.params('W1') -= 3", 2, "self.params('W1')", "self.params['W1']", "E4.4-1"),
        ("a = [0, 0]\na(0), a(1) = 3, 4", 2, "a(0)", "a[0]", "E4.4-1"),
        # Numbers, hyphens, underscores.
        ("h = 1e- 4", 1, "1e- 4", "1e-4", "E4.2.4-3"),
        ("a, h = 1e-4, 1e - 4", 1, "1e - 4", "1e-4", "E4.2.4-3"),
        ("h = 1.5 E 4", 1, "1.5 E 4", "1.5E4", "E4.2.4-3"),
        ("x-batch, t_batch = 3, 4", 1, "x-batch", "x_batch", "E4.2.3-2"),
        ("t_batch, x-batch = 3, 4", 1, "x-batch", "x_batch", "E4.2.3-2"),
        ("step-num -= 1", 1, "step-num", "step_num", "E4.2.3-2"),
        ("f(step-num=3)", 1, "step-num", "step_num", "E4.2.3-2"),
        ("for my-k in 'ab': pass", 1, "my-k", "my_k", "E4.2.3-2"),
        ("def walk(f, init-x, lr=1): pass", 1, "init-x", "init_x", "E4.2.3-2"),
        ("def walk(f, lr - rate = 1): pass", 1, "lr - rate", "lr_rate", "E4.2.3-2"),
        ("def function-3(x): pass", 1, "function-3", "function_3", "E4.2.3-2"),
        ("class Two-Layer: pass", 1, "Two-Layer", "Two_Layer", "E4.2.3-2"),
        ("flat-x[3] = 4", 1, "flat-x", "flat_x", "E4.2.3-2"),
        ("a_b_c = 3\nprint(a-b-c)", 2, "a-b-c", "a_b_c", "E4.2.4-5"),
        ("my_rate = 3\nq = 1\nprint(q - my-rate)", 3, "my-rate", "my_rate", "E4.2.4-5"),
        ("def f(y):\n    return y_shape[0]", 2, "y_shape", "y.shape", "E4.2.4-1"),
        # Names.
        (IMPORT + "g = np.zero_like(3)", 2, "np.zero_like", "np.zeros_like", "E4.4-3"),
        (IMPORT + "g = np.zeroslike(3)", 2, "np.zeroslike", "np.zeros_like", "E4.4-3"),
        ("import numpy\ng = numpy.arrange(3)", 2, "numpy.arrange", "numpy.arange", None),
        (IMPORT + "g = np.random.rnad(3)", 2, "np.random.rnad", "np.random.rand", None),
        (IMPORT + "g = np.float(3)", 2, "np.float", "float", None),
        ("from numpy import *\ng = zeos_like(3)", 2, "zeos_like", "zeros_like", None),
        ("g = numerial_gradient(abs, 3)", 1, "numerial_gradient", "numerical_gradient", "E4.4.1-1"),
        ("def numerical_grad(f, x): pass\nnumercal_grad(abs, 3)", 2, "numercal_grad", "numerical_grad", "E4.4.1-1"),
        ("g = corss_entropy_eror(3, 4)", 1, "corss_entropy_eror", "cross_entropy_error", None),
        ("def tangent(x): pass\ntangnet(3)", 2, "tangnet", "tangent", None),
        ("class SimpleNet: pass\nq = simpleNet()", 2, "simpleNet", "SimpleNet", None),
        ("Print(3)", 1, "Print", "print", None),
        ("for k in xrange(3): pass", 1, "xrange", "range", None),
        (CLASS + "    def of(self): self.pridict()", 4, "self.pridict", "self.predict", None),
        (CLASS + "    numeric_grad = abs\nNet.numreic_grad(3)", 5, "Net.numreic_grad", "Net.numeric_grad", "E4.4.1-1"),
        # Tuples.
        (IMPORT + "y = (0.1, 0.9, 0)", 2, "y = (0.1, 0.9, 0)", "y = np.array([0.1, 0.9, 0])", "E4.2.1-1"),
        ("import numpy\nt2 = (0, 1, 0)", 2, "t2 = (0, 1, 0)", "t2 = numpy.array([0, 1, 0])", "E4.2.1-1"),
        (
            *("t_train = load()\nbatch = [1]\nt_train = t_train[batch]", 3),
            *("t_train = t_train[batch]", "t_batch = t_train[batch]", "E4.2.3-4"),
        ),
        # What is no Python.
        ("def f(x)\n    return x", 1, "def f(x)", "def f(x):", None),
        ("while True: # for ever\n    pass\nelse # now\n    pass", 3, "else", "else:", None),
        ("return_ = max(1, (2)", 1, "return_ = max(1, (2)", "return_ = max(1, (2))", None),
        ("a = max(1, 2))", 1, "a = max(1, 2))", "a = max(1, 2)", None),
        ("for k in range(3:\n    pass", 1, "for k in range(3:", "for k in range(3):", None),
        ("a = sum([1, 2)", 1, "a = sum([1, 2)", "a = sum([1, 2])", None),
        ("b = 'ab'\na = b[1)", 2, "a = b[1)", "a = b[1]", None),
        ("a = [0]\na(0] = 3", 2, "a(0]", "a[0]", "E4.4-1"),
        ("\\\na = max(1", 2, "a = max(1", "a = max(1)", None),
        ("a = b = 3\nif a-b = 3: pass", 2, "=", "==", None),
        ("n = 3\nif n = 3:\n    pass", 2, "=", "==", None),
        ("print 'a', 3", 1, "print 'a', 3", "print('a', 3)", None),
        ("Import os", 1, "Import", "import", None),
        ("a ＝ （3）", 1, "＝ （3）", "= (3)", None),
        ("x = 1\n  y = 2\n  z = 3\nw = 4", 2, "  y = 2", "y = 2", None),
        ("if 1:\n  x = 1\n y = 2", 3, " y = 2", "  y = 2", None),
        ("def f():\nx = 1", 1, "def f():", "def f(): pass", None),
        ("def f(x):\n    y = 1\n\treturn y", 3, "\treturn y", None, None),
        ("try:\n    x = 1\ny = 2", 1, "try:", "if True:", None),
    ],
)  # fmt: skip
def test_a_slip_is_found_at_its_place(code, line, wrong, right, id):
    corrected, findings = found(code)
    assert (id, line, wrong) in [one[:3] for one in findings]
    assert right in (None, *(one[3] for one in findings))
    assert found(corrected)[1] == []
    compile(corrected, "", "exec")


@pytest.mark.parametrize(
    ("code", "wrong", "message"),
    [
        ("def x y:\n    return 3", "def x y:", "This line is not Python: expected '('"),
        ("f(x) = x**2", "f(x) = x**2", "This line is not Python: cannot assign to function call here."),
        ("for k in range 3:\n    print(k)\n", "for k in range 3:", "This line is not Python: "),
        ("try that:\n    print(k)\nexcept: pass", "try that:", "This line is not Python: "),
        ("@@@\ndef f(): pass", "@@@", "This line is not Python: "),
        ("match it with:\n    pass", "match it with:", "This line is not Python: "),
        ("case by case", "case by case", "This line is not Python: "),
        ("so be it: (\n  that\n  and this", "so be it: (", "This line is not Python: "),
        ("q = '''left\nopen", "q = '''left", "This line is not Python: unterminated triple-quoted string literal"),
        ("except:\n    k = 1", "except:", "This line is not Python: "),
        ("a = " + "(" * 300 + ")" * 300, "a = " + "(" * 300 + ")" * 300, "This line is not Python: too many nested"),
    ],
)
def test_a_line_that_nobody_can_read_is_left_out_alone(code, wrong, message):
    (corrected,), findings = spelled([block(f"k = 1\nif k:\n    pass\n{code}\nlast = 2\n")])
    assert findings[0].message.startswith(message)
    assert (findings[0].id, findings[0].place.line, findings[0].correction) == (None, 4, "")
    assert corrected.raw[3][findings[0].place.start : findings[0].place.end] == wrong
    compile(corrected.code, "", "exec")
    assert "\nlast = 2\n" in corrected.code


def test_what_python_gives_up_on_is_no_python(monkeypatch):
    def parse(code):
        raise RecursionError

    monkeypatch.setattr("ast.parse", parse)
    assert spelled([block("x = 1")])[1][0].message == "This line is not Python: too deeply nested"


# What the lines as they stand in the file show. ------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "code", "findings"),
    [
        (
            "def numerical\\_diff(f, x):\n    h = 1e-4\n    return (f(x+h) - f(x-h)) / (2\\*h)",
            "def numerical_diff(f, x):\n    h = 1e-4\n    return (f(x+h) - f(x-h)) / (2*h)",
            [
                ("E4.3.1-5", 1, "numerical\\_diff", "numerical_diff"),
                ("E4.3.1-5", 3, "2\\*h", "2*h"),
            ],
        ),
        (
            "def func\\_1(x):\n    return 0.01\\*x\\*\\*2 + 0.1\\*x",
            "def func_1(x):\n    return 0.01*x**2 + 0.1*x",
            [
                ("E4.3.2-1", 1, "func\\_1", "func_1"),
                ("E4.3.2-1", 2, "0.01\\*x\\*\\*2 + 0.1\\*x", "0.01*x**2 + 0.1*x"),
            ],
        ),
        (
            "print(3)\n>>> 6.00000000000378\n  >>> 7.999999999999119\n>>> 0.25\n>>> [6. 8.]",
            "print(3)\n# 6.00000000000378\n  # 7.999999999999119\n# 0.25\n# [6. 8.]",
            [
                ("E4.3.3-6", 2, ">>> 6.00000000000378", "# 6.00000000000378"),
                ("E4.3.3-4", 3, ">>> 7.999999999999119", "# 7.999999999999119"),
                ("E4.3.2-2", 4, ">>> 0.25", "# 0.25"),
                ("E4.3.2-2", 5, ">>> [6. 8.]", "# [6. 8.]"),
            ],
        ),
    ],
    ids=["a quotient", "a parabola", "outputs"],
)
@pytest.mark.parametrize("cleaned", [True, False])
def test_what_pasting_left_is_found_even_where_reading_took_it_away(raw, code, findings, cleaned):
    given = code.replace("# ", "") if cleaned else raw
    assert found(given, raw) == (code, findings)


@pytest.mark.parametrize(
    ("code", "raw"),
    [
        ("3\n3", ">>> 3\n3"),  # a session answers what was typed
        ("x = 1", ">>> x = 1"),
        ("s = 'a\\_b'  # 2\\*h", "s = 'a\\_b'  # 2\\*h"),
        ('def f():\n    """2\\*h\n    >>> 0.5\n    """', 'def f():\n    """2\\*h\n    >>> 0.5\n    """'),
        ("x = 1 + \\\n    2", "x = 1 + \\\n    2"),
        ("x = (1, 'a')", "x = （1， ‘a’）"),
        ("x = 1\ny = x < 2", "x = 1\ny = x &lt; 2"),
    ],
)
def test_what_only_surrounds_code_is_no_slip(code, raw):
    assert found(code, raw) == (code, [])


@pytest.mark.parametrize(
    ("code", "raw", "wrong"),
    [
        ("h = 1e - 4", "12: h = 1e - 4", "1e - 4"),
        ("    h = 1e - 4", ">>>     h = 1e - 4", "1e - 4"),
        ("h = 1e - 4, 2", "h ＝ 1e － 4， 2", "1e － 4"),
        ("h = 1 < 2, 1e - 4", "h = 1 &lt; 2, 1e - 4", "1e - 4"),
        ("h = 1, 1e - 4 # ﷺ", "h ＝ 1, 1e - 4 # ﷺ", "1e - 4"),
    ],
)
def test_a_place_is_one_of_the_line_as_it_stands(code, raw, wrong):
    assert [one[2] for one in found(code, raw)[1]] == [wrong]


def test_a_place_goes_no_further_than_its_line():
    corrected, ((_, line, wrong, correction),) = found("x = [1, 2]\nprint(x(\n    0, 1))")
    assert (line, wrong, correction) == (2, "x(", "x[\n    0, 1]")
    assert corrected == "x = [1, 2]\nprint(x[\n    0, 1])"


def test_columns_are_counted_in_characters():
    assert found("기울기 = [1]; print('값', 기울기(0))") == (
        "기울기 = [1]; print('값', 기울기[0])",
        [("E4.3.3-1", 1, "기울기(0)", "기울기[0]")],
    )


# The blocks of a file share their names. ---------------------------------------------------------------


def test_a_finding_names_its_cell_and_its_function():
    blocks = [block("import numpy as np", cell=2), block("def soft_max(z):\n    return np.zero_like(z)", cell=5)]
    corrected, (finding,) = spelled(blocks)
    assert finding.place == Place(2, 5, 11, 23)
    assert (finding.function, finding.hazard) == ("softmax", False)
    assert finding.message == "NumPy has no zero_like; zeros_like is meant."
    assert [one.code for one in corrected] == ["import numpy as np", "def soft_max(z):\n    return np.zeros_like(z)"]


@pytest.mark.parametrize(
    ("code", "function"),
    [
        ("class simpleNet:\n    def loss(self):\n        return 1e - 7", "SimpleNet"),
        ("class TwoLayerNet:\n    def numerical_gradient(self):\n        return 1e - 7", "TwoLayerNet"),
        ("class Tools:\n    def numerical_gradient(self):\n        return 1e - 7", "numerical_gradient"),
        ("def mse(a):\n    def inner():\n        return 1e - 7", "sum_squares_error"),
        ("def other():\n    return 1e - 7", None),
        ("def mse(a):\n    return 1\n1e - 7", None),
    ],
)
def test_the_function_is_the_innermost_one_of_the_chapter(code, function):
    _, (finding,) = spelled([block(code)])
    assert finding.function == function


@pytest.mark.parametrize(
    ("code", "id", "line", "correction"),
    [
        ("x = 1\ny = np.exp(x)\nz = np.exp(y)", "E4.2.1-2", 2, "import numpy as np"),
        ("from math import exp\nprint(numpy.exp(1))", "E4.2.1-2", 2, "import numpy"),
        ("import numpy\nprint(np.exp(1))", "E4.2.1-2", 2, "import numpy as np"),
        ("n = x_train.shape[0]\nm = t_train.shape[0]", "E4.2.3-11", 1, "x_train = ..."),
        ("print(softmax(3))", "E4.4.2-1", 1, "from chapter4 import softmax"),
        ("class simple_net: pass\nf = lambda w: net.loss(w)", "E4.4.2-5", 2, "net = simple_net()"),
        ("f = lambda w: net.loss(w)", "E4.4.2-5", 1, "net = simpleNet()"),
    ],
)
def test_what_the_file_never_makes_is_said_once(code, id, line, correction):
    (corrected,), (finding,) = spelled([block(code)])
    assert (finding.id, finding.place.line, finding.correction) == (id, line, correction)
    assert corrected.code == code


@pytest.mark.parametrize(
    "code",
    [
        CLASS + "    def of(self): self.train()",
        CLASS + "    def __getattr__(self, name): return name\n    def of(self): self.pridict()",
        CLASS.replace("object", "Base") + "    def of(self): self.pridict()",
        CLASS.replace("object", "metaclass=Base") + "    def of(self): self.pridict()",
        "@dataclass\n" + CLASS + "    def of(self): self.pridict()",
        "def corss_entropy(): pass\ncorss_entropy()",
        "sum_squared_error(1, 2)",
        "x_trian, fxh1, loss_a = 1, 2, 3\nprint(x_text, fxh2, loss_b, lose)",
        "import numpy as np\nnp.float96, np.nothing_like_it, np.fft.fff, np.random.Nothing",
    ],
)
def test_what_may_be_meant_as_it_stands_is_no_slip(code):
    assert found(code) == (code, [])


def test_what_another_block_makes_is_not_missing():
    blocks = [block(code) for code in ("print(np.exp(softmax(1)))", IMPORT, "def softmax(z): return z")]
    assert spelled(blocks) == (blocks, [])


@pytest.mark.parametrize("line", ["%pylab", "  %pylab inline"])
def test_pylab_brings_numpy(line):
    assert found("pass\ny = np.exp(zeros(3))", f"{line}\ny = np.exp(zeros(3))")[1] == []


@pytest.mark.parametrize("call", ["(y - np.array(t))", "np.asarray(y)", "array(y)", "np.atleast_2d(y)"])
def test_a_tuple_that_becomes_an_array_is_no_slip(call):
    code = f"import numpy as np\nfrom numpy import array\ny = (0.1, 0.9, 0)\nt = [0, 1, 0]\nprint({call})"
    assert [one[0] for one in found(code)[1]] == (["E4.2.1-1"] if call.startswith("(") else [])


def test_of_a_block_that_stays_unreadable_the_names_may_be_anything(monkeypatch):
    monkeypatch.setattr(layout, "MOST", 0)
    blocks = [block("from x import (net"), block("print(net, numerial_gradient, np)")]
    assert spelled(blocks) == (blocks, [])


def test_what_is_too_long_is_left_as_it_is(monkeypatch):
    monkeypatch.setattr(spelling, "LONGEST", 20)
    blocks = [block("h = 1e - 4" + " " * 20), block("h = 1e - 4")]
    corrected, findings = spelled(blocks)
    assert [one.code for one in corrected] == [blocks[0].code, "h = 1e-4"]
    assert [one.correction for one in findings] == ["1e-4"]


@pytest.mark.parametrize(
    "code",
    ["x = (\n" * 600, "]" * 3000, "a-" * 3000 + "a = 3", "1 e" * 3000, '"""\n' * 401, "x = 1 \\\n" * 900, "(" * 6000],
    ids=["open", "closed", "hyphens", "torn", "quotes", "continued", "deep"],
)
def test_no_line_is_lost_of_what_is_hopeless(code):
    (corrected,), findings = spelled([block(code)])
    assert corrected.code.count("\n") == code.count("\n")
    assert findings


def test_no_file_is_no_block():
    assert spelled([]) == ([], [])


def test_an_empty_block_has_nothing_wrong():
    assert found("") == ("", [])


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("mean_squared_error", "sum_squares_error"),
        ("cee", "cross_entropy_error"),
        ("_numerical_gradient_no_batch", "numerical_gradient"),
        ("numerical_differentiation", "numerical_diff"),
        ("gradient_method", "gradient_descent"),
        ("simplenet", "SimpleNet"),
        ("twolayernet", "TwoLayerNet"),
        ("function_tmp1", "function_tmp1"),
    ],
)
def test_a_name_of_a_copy_has_the_chapters(alias, name):
    assert ALIASES[alias] == name


def test_the_aliases_are_in_small_letters():
    assert [alias for alias in ALIASES if alias != alias.lower()] == []
