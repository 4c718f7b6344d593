"""What is changed in the sound copies of `styles`, and the slips that each change is."""

from collections.abc import Iterable
from dataclasses import dataclass

Slip = tuple[str, str, str | float]
"""The chapter's function, the knob and its value, as in `slips`."""


@dataclass(frozen=True)
class Edit:
    """One change of one function of a sound copy."""

    style: str
    """The file in `styles`, without its suffix."""
    function: str
    """The chapter's name of the function that is changed."""
    old: str
    """What is replaced; it stands once in the function, or else once in the file."""
    new: str
    slips: tuple[Slip, ...]
    at: str = ""
    """The code at which the slip stands, where that is not the beginning of what is changed."""


Pair = tuple[str, str | float]
Change = tuple[str, str, Pair] | tuple[str, str, Pair, str]


def _edits(style: str, function: str, changes: Iterable[Change]) -> list[Edit]:
    """Return the edits of a function, each of one slip."""
    return [Edit(style, function, old, new, ((function, *slip),), *at) for old, new, slip, *at in changes]


def _quotients(style: str, function: str, high: str, low: str, divided: str, h: str) -> list[Edit]:
    """Return the edits of a difference quotient in which `high` - `low` and then `divided` stand."""
    return _edits(
        style,
        function,
        [
            (f"{high} - {low}", f"{low} - {high}", ("order", -1.0)),
            (f"{high} - {low}", f"{high} + {low}", ("order", 2.0)),
            (divided, f" / {h}", ("divisor", "half")),
            (divided, divided.replace("2", "4"), ("divisor", "twice")),
            (divided, f" / 2 * {h}", ("divisor", "outside")),
            (divided, divided.replace("/", "*"), ("divisor", "inverted")),
            (divided, "", ("divisor", "missing")),
            (divided, " / 2", ("divisor", "without h")),
        ],
    )


def _cubed(style: str, first: tuple[str, str], second: tuple[str, str]) -> list[Edit]:
    """Return the edits of function_tmp1 and function_tmp2 that cube both entries."""
    return [
        *_edits(style, "function_tmp1", [(*first, ("power", 3))]),
        *_edits(style, "function_tmp2", [(*second, ("power", 3))]),
    ]


# ------------------------------------------------------------------ 4.2.1

SQUARES = [
    *_edits(
        "english",
        "sum_squares_error",
        [
            ("0.5 * ", "", ("factor", 1.0)),
            ("0.5", "2", ("factor", 2.0)),
            ("0.5 * np", "0.5 * 0.5 * np", ("factor", 0.25)),
            ("0.5", "-0.5", ("factor", -0.5)),
            ("np.sum", "np.mean", ("total", "mean")),
            ("np.sum", "sum", ("total", "rows")),
            ("diff ** 2)", "diff ** 2) / np.atleast_2d(y).shape[0]", ("total", "batch")),
            ("diff ** 2", "diff", ("power", 1)),
            ("** 2", "** 3", ("power", 3)),
            ("y - t", "y + t", ("between", "sum")),
            ("np.sum(diff ** 2)", "np.sqrt(np.sum(diff ** 2))", ("root", "root")),
        ],
    ),
    *_edits(
        "korean",
        "sum_squares_error",
        [
            (" / 2", "", ("factor", 1.0)),
            (" / 2", " * 2", ("factor", 2.0)),
            (" / 2", " / 4", ("factor", 0.25)),
            ("return np", "return -np", ("factor", -0.5)),
            ("np.sum((y - t)**2)", "((y - t)**2).mean()", ("total", "mean")),
            ("np.sum", "sum", ("total", "rows")),
            (" / 2", " / 2 / (y.shape[0] if y.ndim == 2 else 1)", ("total", "batch")),
            ("**2", "", ("power", 1)),
            ("**2", "**3", ("power", 3)),
            ("y - t", "y + t", ("between", "sum")),
            ("np.sum((y - t)**2)", "np.sqrt(np.sum((y - t)**2))", ("root", "root")),
        ],
    ),
    *_edits(
        "japanese",
        "sum_squares_error",
        [
            ("0.5 * ", "", ("factor", 1.0)),
            ("0.5", "2.0", ("factor", 2.0)),
            ("0.5", "0.25", ("factor", 0.25)),
            ("0.5", "-0.5", ("factor", -0.5)),
            ("np.sum(error)", "np.mean(error)", ("total", "mean")),
            ("np.sum(error)", "sum(error)", ("total", "rows")),
            ("np.square(y - t)", "y - t", ("power", 1), "return"),
            ("np.square(y - t)", "np.power(y - t, 3)", ("power", 3)),
            ("y - t", "y + t", ("between", "sum")),
            ("0.5 * np.sum(error)", "0.5 * np.sqrt(np.sum(error))", ("root", "root")),
        ],
    ),
    *_edits(
        "one_liners",
        "sum_squares_error",
        [
            (".sum() / 2", ".sum()", ("factor", 1.0)),
            (".sum() / 2", ".sum() * 2", ("factor", 2.0)),
            (".sum() / 2", ".sum() / 4", ("factor", 0.25)),
            ("t: ((", "t: -((", ("factor", -0.5)),
            (".sum()", ".mean()", ("total", "mean")),
            (".sum() / 2", ".sum() / 2 / len(np.atleast_2d(y))", ("total", "batch")),
            ("((y - t) ** 2)", "(y - t)", ("power", 1)),
            ("** 2", "** 3", ("power", 3)),
            ("y - t", "y + t", ("between", "sum")),
            ("((y - t) ** 2).sum()", "np.sqrt(((y - t) ** 2).sum())", ("root", "root")),
        ],
    ),
    *_edits(
        "typed",
        "sum_squares_error",
        [
            ("0.5 * np.sum", "np.sum", ("factor", 1.0)),
            ("np.sum", "np.mean", ("total", "mean")),
            ("np.sum(residual**2)", "np.sum(residual**2) / np.atleast_2d(y_pred).shape[0]", ("total", "batch")),
            ("**2", "", ("power", 1)),
            ("**2", "**3", ("power", 3)),
            ("y_pred - y_true", "y_pred + y_true", ("between", "sum")),
            ("np.sum(residual**2)", "np.linalg.norm(residual)", ("root", "root")),
        ],
    ),
    *_edits(
        "flat_views",
        "sum_squares_error",
        [
            (" / 2", "", ("factor", 1.0)),
            (" / 2", " * 2", ("factor", 2.0)),
            (" / 2", " / 2 / len(d)", ("total", "mean")),
            ("y - t", "y + t", ("between", "sum")),
            ("np.dot(d, d)", "np.dot(d, d) ** 0.5", ("root", "root")),
        ],
    ),
    *_edits(
        "comprehensions",
        "sum_squares_error",
        [
            ("0.5 * ", "", ("factor", 1.0)),
            ("0.5", "0.5 / 2", ("factor", 0.25)),
            ("np.sum", "np.mean", ("total", "mean")),
            ("np.sum", "sum", ("total", "rows")),
            ("**2", "**3", ("power", 3)),
            ("p - a", "p + a", ("between", "sum")),
        ],
    ),
    *_edits(
        "plain_loops",
        "sum_squares_error",
        [
            ("total / 2", "total", ("factor", 1.0)),
            ("total / 2", "2 * total", ("factor", 2.0)),
            ("total / 2", "-total / 2", ("factor", -0.5)),
            ("total / 2", "total / 2 / np.size(y)", ("total", "mean")),
            (" ** 2", "", ("power", 1)),
            ("** 2", "** 3", ("power", 3)),
            ("a - b", "a + b", ("between", "sum")),
            ("total / 2", "math.sqrt(total) / 2", ("root", "root")),
        ],
    ),
    *_edits(
        "static_methods",
        "sum_squares_error",
        [
            (" * 0.5", "", ("factor", 1.0)),
            ("return np", "return -np", ("factor", -0.5)),
            ("np.sum", "np.average", ("total", "mean")),
            ("np.sum", "sum", ("total", "rows")),
            ("** 2) * 0.5", "** 2) * 0.5 / np.atleast_2d(y).shape[0]", ("total", "batch")),
        ],
    ),
    *_edits(
        "star_import",
        "sum_squares_error",
        [
            ("0.5 * ", "", ("factor", 1.0)),
            ("0.5", "0.25", ("factor", 0.25)),
            ("sum((", "mean((", ("total", "mean")),
            ("sum((y - t)**2)", "sum(sum((y - t)**2)) / atleast_2d(y).shape[0]", ("total", "batch")),
            ("(y - t)**2", "y - t", ("power", 1)),
            ("sum((y - t)**2)", "sqrt(sum((y - t)**2))", ("root", "root")),
        ],
    ),
]

# ------------------------------------------------------------------ 4.2.2 and 4.2.4

LOSSES = [
    *_edits(
        "english",
        "cross_entropy_error",
        [
            (" / n", "", ("labels", "sum")),
            (" / n", " / y.shape[1]", ("labels", "classes")),
            ("np.log(y[np.arange(n), t]", "t * np.log(y[np.arange(n), t]", ("picked", "weighted")),
            ("y[np.arange(n), t]", "y[:, t]", ("picked", "every row")),
            ("np.log(", "np.log2(", ("base", 2.0)),
            ("np.log(", "np.log10(", ("base", 10.0)),
            (
                "np.log(y[np.arange(n), t] + delta)",
                "np.log(y[np.arange(n), t]) + delta",
                ("offset", "outside"),
            ),
            ("-np.sum", "np.sum", ("sign", 1.0)),
        ],
    ),
    *_edits(
        "korean",
        "cross_entropy_error",
        [
            ("np.log(y + delta)) / batch_size", "np.log(y + delta))", ("one_hot", "sum")),
            ("-np.sum(t * np.log(y + delta)) / batch_size", "-np.mean(t * np.log(y + delta))", ("one_hot", "entries")),
            ("np.log(y + delta)) / batch_size", "np.log(y + delta)) / y.shape[1]", ("one_hot", "classes")),
            ("t.ravel()] + delta)) / batch_size", "t.ravel()] + delta))", ("labels", "sum")),
            ("t.ravel()] + delta)) / batch_size", "t.ravel()] + delta)) / y.shape[1]", ("labels", "classes")),
            ("np.log(y[np", "t * np.log(y[np", ("picked", "weighted")),
            ("y[np.arange(batch_size), t.ravel()]", "y[:, t.ravel()]", ("picked", "every row")),
        ],
    ),
    *_edits(
        "japanese",
        "cross_entropy_error",
        [
            ("total / y.shape[0]", "total", ("one_hot", "sum"), "total = -np"),
            ("total / y.shape[0]", "total / y.size", ("one_hot", "entries")),
            ("total / y.shape[0]", "total / y.shape[1]", ("one_hot", "classes")),
            ("np.log(", "np.log2(", ("base", 2.0)),
            ("np.log(", "np.log10(", ("base", 10.0)),
            ("np.log(y + delta)", "np.log(y) + delta", ("offset", "outside")),
            ("-np.sum", "np.sum", ("sign", 1.0)),
        ],
    ),
    *_edits(
        "one_liners",
        "cross_entropy_error",
        [
            ("(y.shape[0] if y.ndim == 2 else 1)", "y.size", ("one_hot", "entries")),
            ("(y.shape[0] if y.ndim == 2 else 1)", "y.shape[-1]", ("one_hot", "classes")),
            ("np.log(", "np.log2(", ("base", 2.0)),
            ("np.log(", "np.log10(", ("base", 10.0)),
            ("np.log(y + 1e-7)", "(np.log(y) + 1e-7)", ("offset", "outside")),
            ("t: -(t", "t: (t", ("sign", 1.0)),
        ],
    ),
    *_edits(
        "typed",
        "cross_entropy_error",
        [
            (" / n_samples", "", ("labels", "sum")),
            (" / n_samples", " / y_pred.shape[1]", ("labels", "classes")),
            ("-np.sum(np.log(clipped))", "-np.sum(labels * np.log(clipped))", ("picked", "weighted")),
            ("y_pred[np.arange(n_samples), labels]", "y_pred[:, labels]", ("picked", "every row")),
            ("np.log(", "np.log2(", ("base", 2.0)),
            ("np.log(", "np.log10(", ("base", 10.0)),
            ("-np.sum", "np.sum", ("sign", 1.0)),
        ],
    ),
    *_edits(
        "flat_views",
        "cross_entropy_error",
        [
            ("-s / n", "-s", ("one_hot", "sum")),
            ("np.sum(t * np.log(y))\n  return -s / n", "np.mean(t * np.log(y))\n  return -s", ("one_hot", "entries")),
            ("-s / n", "-s / y.shape[1]", ("one_hot", "classes")),
            ("np.log(", "np.log2(", ("base", 2.0)),
            ("s = np", "s = -np", ("sign", 1.0)),
        ],
    ),
    *_edits(
        "comprehensions",
        "cross_entropy_error",
        [
            (" / len(losses)", "", ("one_hot", "sum")),
            (" / len(losses)", " / pred.size", ("one_hot", "entries")),
            (" / len(losses)", " / pred.shape[1]", ("one_hot", "classes")),
            ("np.log(", "np.log10(", ("base", 10.0)),
            ("-np.dot", "np.dot", ("sign", 1.0)),
        ],
    ),
    *_edits(
        "plain_loops",
        "cross_entropy_error",
        [
            ("total / len(y)", "total", ("one_hot", "sum")),
            ("total / len(y)", "total / len(y) / len(y[0])", ("one_hot", "entries")),
            ("total / len(y)", "total / len(y[0])", ("one_hot", "classes")),
            ("math.log(", "math.log2(", ("base", 2.0)),
            ("math.log(row[k] + 1e-7)", "(math.log(row[k]) + 1e-7)", ("offset", "outside")),
            ("-= answer", "+= answer", ("sign", 1.0)),
        ],
    ),
    *_edits(
        "static_methods",
        "cross_entropy_error",
        [
            (" / batch_size", "", ("labels", "sum")),
            (" / batch_size", " / y.shape[-1]", ("labels", "classes")),
            ("np.log(y", "t * np.log(y", ("picked", "weighted")),
            ("y[np.arange(batch_size), t]", "y[:, t]", ("picked", "every row")),
            ("np.log(", "np.log2(", ("base", 2.0)),
        ],
    ),
    *_edits(
        "star_import",
        "cross_entropy_error",
        [
            (" / m", "", ("labels", "sum")),
            (" / m", " / y.shape[1]", ("labels", "classes")),
            ("log(likelihood", "t*log(likelihood", ("picked", "weighted")),
            ("y[arange(m), t]", "y[:, t]", ("picked", "every row")),
            ("log(likelihood", "log10(likelihood", ("base", 10.0)),
            ("log(likelihood + 1e-7)", "log(likelihood) + 1e-7", ("offset", "outside")),
            ("-sum(", "sum(", ("sign", 1.0)),
        ],
    ),
]

# ------------------------------------------------------------------ 4.2.5 and softmax

ACTIVATIONS = [
    *_edits("english", "sigmoid", [("-x", "x", ("sign", 1.0)), ("(1 + np.exp(-x))", "np.exp(-x)", ("one", 0.0))]),
    *_edits("korean", "sigmoid", [("-x", "x", ("sign", 1.0)), ("1.0 + np", "np", ("one", 0.0))]),
    *_edits("japanese", "sigmoid", [("-x", "x", ("sign", 1.0)), ("(1 + e)", "e", ("one", 0.0))]),
    *_edits("one_liners", "sigmoid", [("-x", "x", ("sign", 1.0)), ("(1 + np.exp(-x))", "np.exp(-x)", ("one", 0.0))]),
    *_edits(
        "flat_views", "sigmoid", [("np.exp(x) / (", "1 / (", ("sign", 1.0)), (" / (np.exp(x) + 1)", "", ("one", 0.0))]
    ),
    *_edits(
        "comprehensions", "sigmoid", [("-v", "v", ("sign", 1.0)), ("(1 + np.exp(-v))", "np.exp(-v)", ("one", 0.0))]
    ),
    *_edits(
        "plain_loops", "sigmoid", [("-v", "v", ("sign", 1.0)), ("(1 + math.exp(-v))", "math.exp(-v)", ("one", 0.0))]
    ),
    *_edits("english", "step_function", [("x > 0", "x >= 0", ("at", 0.0)), ("x > 0", "x < 0", ("side", -1.0))]),
    *_edits("korean", "step_function", [("x > 0", "x >= 0", ("at", 0.0)), ("x > 0", "x < 0", ("side", -1.0))]),
    *_edits("japanese", "step_function", [("x > 0", "x >= 0", ("at", 0.0)), ("x > 0", "x < 0", ("side", -1.0))]),
    *_edits("one_liners", "step_function", [("x > 0", "x >= 0", ("at", 0.0)), ("x > 0", "0 > x", ("side", -1.0))]),
    *_edits("typed", "step_function", [("x > 0", "x >= 0", ("at", 0.0)), ("x > 0", "-x > 0", ("side", -1.0))]),
    *_edits("flat_views", "step_function", [("x, 0", "x, 1", ("at", 0.0)), ("x, 0", "-x, 0", ("side", -1.0))]),
    *_edits("plain_loops", "step_function", [("v > 0", "v >= 0", ("at", 0.0)), ("v > 0", "v < 0", ("side", -1.0))]),
    *_edits("star_import", "step_function", [("x > 0", "x >= 0", ("at", 0.0)), ("x > 0", "x < 0", ("side", -1.0))]),
    *_edits(
        "english",
        "softmax",
        [
            ("np.sum(np.exp(x), axis=0)", "np.sum(np.exp(x))", ("over", "all")),
            (
                "x = x.T\n        x = x - np.max(x, axis=0)\n        y = np.exp(x) / np.sum(np.exp(x), axis=0)\n"
                "        return y.T",
                "x = x - np.max(x, axis=0)\n        y = np.exp(x) / np.sum(np.exp(x), axis=0)\n        return y",
                ("over", "columns"),
                "y = np.exp",
            ),
        ],
    ),
    *_edits(
        "korean",
        "softmax",
        [
            ("np.sum(exp_a, axis=-1, keepdims=True)", "np.sum(exp_a)", ("over", "all")),
            ("np.sum(exp_a, axis=-1, keepdims=True)", "np.sum(exp_a, axis=0)", ("over", "columns")),
            ("np.exp(a - c)", "np.exp(c - a)", ("sign", -1.0)),
            ("exp_a / sum_exp_a", "exp_a", ("shares", "no")),
        ],
    ),
    *_edits(
        "japanese",
        "softmax",
        [
            ("np.sum(np.exp(x), axis=-1, keepdims=True)", "np.sum(np.exp(x))", ("over", "all")),
            ("np.sum(np.exp(x), axis=-1, keepdims=True)", "np.sum(np.exp(x), axis=0)", ("over", "columns")),
            (
                "np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)",
                "np.exp(-x) / np.sum(np.exp(-x), axis=-1, keepdims=True)",
                ("sign", -1.0),
            ),
        ],
    ),
    *_edits(
        "one_liners",
        "softmax",
        [
            (".sum(axis=-1, keepdims=True)", ".sum()", ("over", "all")),
            (".sum(axis=-1, keepdims=True)", ".sum(axis=0)", ("over", "columns")),
            (
                "np.exp(x - x.max()) / np.exp(x - x.max())",
                "np.exp(x.max() - x) / np.exp(x.max() - x)",
                ("sign", -1.0),
            ),
            (
                "np.exp(x - x.max()) / np.exp(x - x.max()).sum(axis=-1, keepdims=True)",
                "np.exp(x)",
                ("shares", "no"),
            ),
        ],
    ),
    *_edits(
        "typed",
        "softmax",
        [
            ("powers.sum(axis=-1, keepdims=True)", "powers.sum()", ("over", "all")),
            ("powers.sum(axis=-1, keepdims=True)", "powers.sum(axis=0, keepdims=True)", ("over", "columns")),
            ("np.exp(shifted)", "np.exp(-shifted)", ("sign", -1.0)),
        ],
    ),
    *_edits(
        "flat_views",
        "softmax",
        [
            ("e.sum(axis=-1)\n  return e / s[..., None]", "e.sum()\n  return e / s", ("over", "all")),
            ("e.sum(axis=-1)\n  return e / s[..., None]", "e.sum(axis=0)\n  return e / s", ("over", "columns")),
            ("np.exp(z)", "np.exp(-z)", ("sign", -1.0)),
        ],
    ),
    *_edits(
        "comprehensions",
        "softmax",
        [
            (
                "np.exp(row - row.max()) / np.exp(row - row.max()).sum()",
                "np.exp(row)",
                ("shares", "no"),
                "return shares",
            ),
        ],
    ),
    *_edits(
        "plain_loops",
        "softmax",
        [
            ("math.exp(v - top)", "math.exp(top - v)", ("sign", -1.0)),
        ],
    ),
    *_edits(
        "static_methods",
        "softmax",
        [
            ("np.sum(e, axis=-1, keepdims=True)", "np.sum(e)", ("over", "all")),
            ("np.sum(e, axis=-1, keepdims=True)", "np.sum(e, axis=0)", ("over", "columns")),
            ("x - np.max(x)", "np.max(x) - x", ("sign", -1.0)),
            (
                "np.exp(x - np.max(x))\n        return e / np.sum(e, axis=-1, keepdims=True)",
                "np.exp(x)\n        return e",
                ("shares", "no"),
                "return e",
            ),
        ],
    ),
]

# ------------------------------------------------------------------ 4.3.1

DIFFERENCES = [
    *_quotients("english", "numerical_diff", "f(x + h)", "f(x - h)", " / (2 * h)", "h"),
    *_quotients("korean", "numerical_diff", "f(x + h)", "f(x - h)", " / (h * 2)", "h"),
    *_quotients("japanese", "numerical_diff", "right", "left", " / (2 * h)", "h"),
    *_quotients("one_liners", "numerical_diff", "f(x + h)", "f(x - h)", " / (2 * h)", "h"),
    *_quotients("typed", "numerical_diff", "above", "below", " / (2 * eps)", "eps"),
    *_quotients("comprehensions", "numerical_diff", "high", "low", " / (2 * h)", "h"),
    *_quotients("static_methods", "numerical_diff", "f(x + h)", "f(x - h)", " / (2 * h)", "h"),
    *_quotients("star_import", "numerical_diff", "f(x+h)", "f(x-h)", "/(2*h)", "h"),
    *_edits(
        "flat_views",
        "numerical_diff",
        [
            ("fp - fm", "fm - fp", ("order", -1.0)),
            ("fp - fm", "fp + fm", ("order", 2.0)),
            ("d / (2 * h)", "d / h", ("divisor", "half")),
            ("d / (2 * h)", "d / 2 * h", ("divisor", "outside")),
            ("d / (2 * h)", "d", ("divisor", "missing"), "d = fp"),
        ],
    ),
    *_edits(
        "plain_loops",
        "numerical_diff",
        [
            ("f(x_plus) - f(x_minus)", "f(x_minus) - f(x_plus)", ("order", -1.0)),
            ("run = 2 * h", "run = h", ("divisor", "half"), "return rise"),
            ("run = 2 * h", "run = 4 * h", ("divisor", "twice"), "return rise"),
            ("rise / run", "rise * run", ("divisor", "inverted")),
        ],
    ),
    *_edits(
        "english",
        "numerical_diff",
        [
            ("(f(x + h) - f(x - h)) / (2 * h)", "(f(x + h) - f(x)) / h", ("sides", "forward")),
            ("(f(x + h) - f(x - h)) / (2 * h)", "(f(x) - f(x - h)) / h", ("sides", "backward")),
        ],
    ),
    *_edits(
        "korean",
        "numerical_diff",
        [
            ("f(x - h)) / (h * 2)", "f(x)) / h", ("sides", "forward")),
            ("f(x + h) - f(x - h)) / (h * 2)", "f(x) - f(x - h)) / h", ("sides", "backward")),
        ],
    ),
    *_edits(
        "japanese",
        "numerical_diff",
        [
            (
                "f(x - h)\n    return (right - left) / (2 * h)",
                "f(x)\n    return (right - left) / h",
                ("sides", "forward"),
                "return",
            ),
            (
                "f(x + h)\n    left = f(x - h)\n    return (right - left) / (2 * h)",
                "f(x)\n    left = f(x - h)\n    return (right - left) / h",
                ("sides", "backward"),
                "return",
            ),
        ],
    ),
    *_edits(
        "one_liners",
        "numerical_diff",
        [
            ("f(x - h)) / (2 * h)", "f(x)) / h", ("sides", "forward")),
            ("f(x + h) - f(x - h)) / (2 * h)", "f(x) - f(x - h)) / h", ("sides", "backward")),
        ],
    ),
    *_edits("english", "numerical_diff", [("f(x - h)", "f(x)", ("sides", "forward over 2 h"))]),
    *_edits("one_liners", "numerical_diff", [("f(x - h)", "f(x)", ("sides", "forward over 2 h"))]),
    *_edits("static_methods", "numerical_diff", [("f(x - h)", "f(x)", ("sides", "forward over 2 h"))]),
    *_edits("korean", "numerical_diff", [("f(x + h)", "f(x)", ("sides", "backward over 2 h"))]),
    *_edits("star_import", "numerical_diff", [("f(x+h)", "f(x)", ("sides", "backward over 2 h"))]),
    *_edits("japanese", "numerical_diff", [("f(x + h)", "f(x)", ("sides", "backward over 2 h"), "return")]),
]

# ------------------------------------------------------------------ 4.3.2 and 4.3.3

EXAMPLES = [
    *_edits(
        "english",
        "function_1",
        [
            ("x ** 2", "x", ("power", 1)),
            ("** 2", "** 3", ("power", 3)),
            ("0.01", "0.1", ("first", 0.1)),
        ],
    ),
    *_edits(
        "korean",
        "function_1",
        [
            ("x**2", "x", ("power", 1)),
            ("**2", "**3", ("power", 3)),
            ("0.01", "0.1", ("first", 0.1)),
        ],
    ),
    *_edits("flat_views", "function_1", [("0.01", "0.1", ("first", 0.1))]),
    *_edits("comprehensions", "function_1", [("x**2", "x", ("power", 1)), ("**2", "**3", ("power", 3))]),
    *_edits(
        "plain_loops", "function_1", [("x * x", "x", ("power", 1), "return"), ("x * x", "x * x * x", ("power", 3))]
    ),
    *_edits("star_import", "function_1", [("**2", "", ("power", 1)), ("0.01", "0.1", ("first", 0.1))]),
    *_edits(
        "english",
        "function_2",
        [
            ("x[0] ** 2 + x[1] ** 2", "x[0] + x[1]", ("power", 1)),
            ("x[0] ** 2 + x[1] ** 2", "x[0] ** 3 + x[1] ** 3", ("power", 3)),
            ("2 + x", "2 - x", ("added", -1.0)),
        ],
    ),
    *_edits("korean", "function_2", [("**2", "", ("power", 1)), ("**2", "**3", ("power", 3))]),
    *_edits("japanese", "function_2", [("2 + x", "2 - x", ("added", -1.0))]),
    *_edits("one_liners", "function_2", [("(x**2)", "x", ("power", 1)), ("**2", "**3", ("power", 3))]),
    *_edits("plain_loops", "function_2", [(" ** 2", "", ("power", 1)), ("** 2", "** 3", ("power", 3))]),
    *_edits("static_methods", "function_2", [("2 + x1", "2 - x1", ("added", -1.0))]),
    *_cubed("english", ("x0 * x0 + 4.0 ** 2.0", "x0 ** 3 + 4.0 ** 3"), ("3.0 ** 2.0 + x1 * x1", "3.0 ** 3 + x1 ** 3")),
    *_cubed("korean", ("x0**2 + 4.0**2", "x0**3 + 4.0**3"), ("3.0**2 + x1**2", "3.0**3 + x1**3")),
    *_cubed("comprehensions", ("**2", "**3"), ("**2", "**3")),
    *_cubed("plain_loops", ("x0 ** 2 + 4 ** 2", "x0 ** 3 + 4 ** 3"), ("3 ** 2 + x1 ** 2", "3 ** 3 + x1 ** 3")),
]

# ------------------------------------------------------------------ 4.4

GRADIENTS = [
    *_quotients("english", "numerical_gradient", "fxh1", "fxh2", " / (2 * h)", "h"),
    *_quotients("korean", "numerical_gradient", "fxh1", "fxh2", " / (2 * h)", "h"),
    *_quotients("typed", "numerical_gradient", "above", "below", " / (2 * eps)", "eps"),
    *_quotients("flat_views", "numerical_gradient", "fp", "fm", " / (2 * h)", "h"),
    *_quotients("comprehensions", "numerical_gradient", "shifted(index, h)", "shifted(index, -h)", " / (2 * h)", "h"),
    *_quotients("static_methods", "numerical_gradient", "f_plus", "f_minus", " / (2 * h)", "h"),
    *_quotients("star_import", "numerical_gradient", "f1", "f2", "/(2*h)", "h"),
    *_edits(
        "one_liners",
        "numerical_gradient",
        [
            (" / (2 * h)", " / h", ("divisor", "half")),
            (" / (2 * h)", " / 2 * h", ("divisor", "outside")),
            (" / (2 * h)", "", ("divisor", "missing")),
        ],
    ),
    *_edits(
        "plain_loops",
        "numerical_gradient",
        [
            ("upper - lower", "lower - upper", ("order", -1.0)),
            ("rise / (2 * h)", "rise / h", ("divisor", "half")),
            ("rise / (2 * h)", "rise * 2 * h", ("divisor", "inverted")),
            ("rise / (2 * h)", "rise / 2", ("divisor", "without h")),
            ("grad[index] = ", "grad = ", ("entries", "the last")),
            ("\treturn grad", "\t\treturn grad", ("entries", "the first")),
        ],
    ),
    *_edits("english", "numerical_gradient", [("tmp_val - h", "tmp_val", ("sides", "forward over 2 h"))]),
    *_edits("korean", "numerical_gradient", [("tmp_val - h", "tmp_val", ("sides", "forward over 2 h"))]),
    *_edits("flat_views", "numerical_gradient", [("old - h", "old", ("sides", "forward over 2 h"))]),
    *_edits("star_import", "numerical_gradient", [("t - h", "t", ("sides", "forward over 2 h"))]),
    *_edits(
        "english", "numerical_gradient", [("float(tmp_val) + h", "float(tmp_val)", ("sides", "backward over 2 h"))]
    ),
    *_edits(
        "english",
        "numerical_gradient",
        [
            (
                "x[idx] = float(tmp_val) + h\n        fxh1 = f(x)  # f(x+h)\n\n        x[idx] = tmp_val - h",
                "high = float(tmp_val) + h\n        fxh1 = f(x)  # f(x+h)\n\n        low = tmp_val - h",
                ("sides", "never"),
            ),
            ("tmp_val - h", "tmp_val + h", ("sides", "both up")),
        ],
    ),
    *_edits(
        "korean",
        "numerical_gradient",
        [
            ("tmp_val - h", "tmp_val + h", ("sides", "both up")),
            ("tmp_val + h", "tmp_val - h", ("sides", "both down")),
            ("        x[idx] = tmp_val  #", "    x[idx] = tmp_val  #", ("restored", "after the loop")),
            ("x[idx] = tmp_val  #", "x[idx] = tmp_val + h  #", ("restored", "moved")),
            ("np.ndindex(x.shape)", "range(len(x))", ("index", "rows")),
        ],
    ),
    *_edits(
        "typed",
        "numerical_gradient",
        [
            (
                "x[index] = original + eps\n            above = func(x)\n            x[index] = original - eps",
                "up = original + eps\n            above = func(x)\n            down = original - eps",
                ("sides", "never"),
            ),
            ("np.ndindex(*x.shape)", "range(len(x))", ("index", "rows")),
        ],
    ),
    *_edits(
        "star_import",
        "numerical_gradient",
        [
            (
                "x[k] = t + h\n        f1 = f(x)\n        x[k] = t - h",
                "x[k] == t + h\n        f1 = f(x)\n        x[k] == t - h",
                ("sides", "never"),
            ),
            ("t - h", "t + h", ("sides", "both up")),
            ("t + h", "t - h", ("sides", "both down")),
            ("        x[k] = t\n", "    x[k] = t\n", ("restored", "after the loop")),
            ("x[k] = t\n", "x[k] = t + h\n", ("restored", "moved")),
        ],
    ),
    *_edits(
        "static_methods",
        "numerical_gradient",
        [
            ("value + h", "value - h", ("sides", "both down")),
            ("np.ndenumerate(x)", "enumerate(x)", ("index", "rows")),
            ("            x[idx] = value\n", "        x[idx] = value\n", ("restored", "after the loop")),
            ("x[idx] = value\n", "x[idx] = value + h\n", ("restored", "moved")),
        ],
    ),
    *_edits("static_methods", "numerical_gradient", [("value + h", "value", ("sides", "backward over 2 h"))]),
    *_edits("korean", "numerical_gradient", [("tmp_val + h", "tmp_val", ("sides", "backward over 2 h"))]),
    *_edits(
        "english",
        "numerical_gradient",
        [
            (
                "tmp_val - h\n        fxh2 = f(x)  # f(x-h)\n        grad[idx] = (fxh1 - fxh2) / (2 * h)",
                "tmp_val\n        fxh2 = f(x)  # f(x)\n        grad[idx] = (fxh1 - fxh2) / h",
                ("sides", "forward"),
                "grad[idx] =",
            ),
            ("grad[idx] =", "grad =", ("entries", "the last")),
            ("grad[idx] =", "grad[:] =", ("entries", "all")),
            ("    return grad", "        return grad", ("entries", "the first")),
            ("x[idx] = tmp_val  # put the value back", "", ("restored", "no"), "x[idx] = tmp_val - h"),
        ],
    ),
    *_edits(
        "korean",
        "numerical_gradient",
        [
            (
                "tmp_val - h\n        fxh2 = f(x)\n\n        grad[idx] = (fxh1 - fxh2) / (2 * h)",
                "tmp_val\n        fxh2 = f(x)\n\n        grad[idx] = (fxh1 - fxh2) / h",
                ("sides", "forward"),
                "grad[idx] =",
            ),
            ("grad[idx] = ", "grad = ", ("entries", "the last")),
            ("grad[idx] = ", "grad[...] = ", ("entries", "all")),
            ("    return grad", "        return grad", ("entries", "the first")),
            ("        x[idx] = tmp_val  # 값 복원\n", "", ("restored", "no"), "x[idx] = tmp_val - h"),
            ("np.zeros_like(x)", "np.zeros_like(x); x = x.copy()", ("of", "a copy")),
            ("np.ndindex(x.shape)", "range(x.size)", ("index", "flat")),
        ],
    ),
    *_edits(
        "typed",
        "numerical_gradient",
        [
            ("grad[index] =", "grad =", ("entries", "the last")),
            ("grad[index] =", "grad[:] =", ("entries", "all")),
            ("    return grad", "        return grad", ("entries", "the first")),
            ("x[index] = original\n", "pass\n", ("restored", "no"), "x[index] = original - eps"),
            (
                "    grad: Array = np.zeros_like(x, dtype=np.float64)",
                "    x = np.array(x)\n    grad: Array = np.zeros_like(x, dtype=np.float64)",
                ("of", "a copy"),
                "x = np.array(x)",
            ),
            ("np.ndindex(*x.shape)", "range(x.size)", ("index", "flat")),
        ],
    ),
    *_edits(
        "flat_views",
        "numerical_gradient",
        [
            (
                "old - h\n    fm = f(x)\n    flat_x[i] = old\n    flat_grad[i] = (fp - fm) / (2 * h)",
                "old\n    fm = f(x)\n    flat_x[i] = old\n    flat_grad[i] = (fp - fm) / h",
                ("sides", "forward"),
                "flat_grad[i] =",
            ),
            (
                "old + h\n    fp = f(x)\n    flat_x[i] = old - h\n    fm = f(x)\n    flat_x[i] = old\n"
                "    flat_grad[i] = (fp - fm) / (2 * h)",
                "old\n    fp = f(x)\n    flat_x[i] = old - h\n    fm = f(x)\n    flat_x[i] = old\n"
                "    flat_grad[i] = (fp - fm) / h",
                ("sides", "backward"),
                "flat_grad[i] =",
            ),
            ("flat_grad[i] =", "flat_grad[:] =", ("entries", "all")),
            ("  return grad", "    return grad", ("entries", "the first")),
            ("    flat_x[i] = old\n", "", ("restored", "no"), "flat_x[i] = old - h"),
        ],
    ),
    *_edits(
        "static_methods",
        "numerical_gradient",
        [
            (
                "value + h\n            f_plus = f(x)\n            x[idx] = value - h\n            f_minus = f(x)\n"
                "            grad[idx] = (f_plus - f_minus) / (2 * h)",
                "value\n            f_plus = f(x)\n            x[idx] = value - h\n            f_minus = f(x)\n"
                "            grad[idx] = (f_plus - f_minus) / h",
                ("sides", "backward"),
                "grad[idx] =",
            ),
            ("grad[idx] = ", "grad = ", ("entries", "the last")),
            ("grad[idx] = ", "grad[:] = ", ("entries", "all")),
            ("        return grad", "            return grad", ("entries", "the first")),
            ("            x[idx] = value\n", "", ("restored", "no"), "x[idx] = value - h"),
        ],
    ),
    *_edits(
        "star_import",
        "numerical_gradient",
        [
            (
                "t + h\n        f1 = f(x)\n        x[k] = t - h\n        f2 = f(x)\n        grad[k] = (f1 - f2)/(2*h)",
                "t\n        f1 = f(x)\n        x[k] = t - h\n        f2 = f(x)\n        grad[k] = (f1 - f2)/h",
                ("sides", "backward"),
                "grad[k] =",
            ),
            ("grad[k] =", "grad =", ("entries", "the last")),
            ("    return grad", "        return grad", ("entries", "the first")),
            ("        x[k] = t\n", "", ("restored", "no"), "x[k] = t - h"),
            (
                "    grad = zeros_like(x)",
                "    x = array(x)\n    grad = zeros_like(x)",
                ("of", "a copy"),
                "x = array(x)",
            ),
        ],
    ),
    *_edits(
        "one_liners",
        "numerical_gradient",
        [
            ("    slope = lambda", "    x = x.copy()\n    slope = lambda", ("of", "a copy"), "x = x.copy()"),
        ],
    ),
    *_edits(
        "plain_loops",
        "numerical_gradient",
        [
            ("\tgrad = np.zeros(x.shape)", "\tgrad, x = np.zeros(x.shape), x.copy()", ("of", "a copy")),
        ],
    ),
    *_edits(
        "japanese",
        "numerical_gradient",
        [
            (
                "    if x.ndim == 1:\n        return _numerical_gradient_1d(f, x)\n"
                "    return _numerical_gradient_2d(f, x)",
                "    h = 1e-4\n    grad = np.zeros_like(x)\n    for i in range(x.size):\n        keep = x[i]\n"
                "        x[i] = keep + h\n        plus = f(x)\n        x[i] = keep - h\n        minus = f(x)\n"
                "        grad[i] = (plus - minus) / (2 * h)\n        x[i] = keep\n    return grad",
                ("index", "flat"),
                "for i in range(x.size)",
            ),
        ],
    ),
]

# ------------------------------------------------------------------ 4.4.1

DESCENTS = [
    *_edits(
        "english",
        "gradient_descent",
        [
            ("-=", "+=", ("direction", 1.0)),
            ("x -= lr * grad", "x = lr * grad", ("update", "assigned")),
            ("lr * grad", "grad", ("update", "without rate")),
            ("lr * grad", "grad / lr", ("update", "divided")),
            ("x -= lr", "x - lr", ("steps", "none")),
            ("    return x", "        return x", ("steps", "one")),
            ("range(step_num)", "range(1, step_num)", ("steps", "one less")),
            ("range(step_num)", "range(step_num + 1)", ("steps", "one more")),
        ],
    ),
    *_edits(
        "korean",
        "gradient_descent",
        [
            ("-=", "+=", ("direction", 1.0)),
            ("x -= lr * grad", "x = lr * grad", ("update", "assigned")),
            ("lr * grad", "grad", ("update", "without rate")),
            ("lr * grad", "grad / lr", ("update", "divided")),
            ("x -= lr", "x - lr", ("steps", "none")),
            ("    return x", "        return x", ("steps", "one")),
            ("range(step_num)", "range(step_num - 1)", ("steps", "one less")),
            ("range(step_num)", "range(0, step_num + 1)", ("steps", "one more")),
        ],
    ),
    *_edits(
        "japanese",
        "gradient_descent",
        [
            ("x - lr", "x + lr", ("direction", 1.0)),
            ("x - lr", "lr", ("update", "assigned")),
            ("lr * numerical_gradient(f, x)", "numerical_gradient(f, x)", ("update", "without rate")),
            ("lr * numerical_gradient(f, x)", "numerical_gradient(f, x) / lr", ("update", "divided")),
            ("    return x", "        return x", ("steps", "one")),
        ],
    ),
    *_edits(
        "one_liners",
        "gradient_descent",
        [
            ("x - lr", "x + lr", ("direction", 1.0)),
            ("x - lr", "lr", ("update", "assigned")),
            ("lr * numerical", "numerical", ("update", "without rate")),
            ("lr * numerical_gradient(f, x)", "numerical_gradient(f, x) / lr", ("update", "divided")),
            ("range(step_num)", "range(1, step_num)", ("steps", "one less")),
            ("range(step_num)", "range(step_num + 1)", ("steps", "one more")),
        ],
    ),
    *_edits(
        "typed",
        "gradient_descent",
        [
            ("-=", "+=", ("direction", 1.0)),
            ("point -= learning_rate", "point = learning_rate", ("update", "assigned")),
            ("learning_rate * slope", "slope", ("update", "without rate")),
            ("learning_rate * slope", "slope / learning_rate", ("update", "divided")),
            ("    return point", "        return point", ("steps", "one")),
            ("range(steps)", "range(steps - 1)", ("steps", "one less")),
        ],
    ),
    *_edits(
        "flat_views",
        "gradient_descent",
        [
            ("x - lr", "x + lr", ("direction", 1.0)),
            ("x = x - lr", "x = lr", ("update", "assigned")),
            ("lr * g", "g", ("update", "without rate")),
            ("  return x", "    return x", ("steps", "one")),
            ("n = 0", "n = 1", ("steps", "one less"), "while n"),
            ("n < step_num", "n <= step_num", ("steps", "one more")),
            ("x = x - lr * g", "x - lr * g", ("steps", "none")),
        ],
    ),
    *_edits(
        "comprehensions",
        "gradient_descent",
        [
            ("path[-1] - learning", "path[-1] + learning", ("direction", 1.0)),
            ("path[-1] - learning_rate", "learning_rate", ("update", "assigned")),
            ("learning_rate * ", "", ("update", "without rate")),
            ("range(steps)", "range(steps + 1)", ("steps", "one more")),
        ],
    ),
    *_edits(
        "plain_loops",
        "gradient_descent",
        [
            ("x[k] - lr", "x[k] + lr", ("direction", 1.0)),
            ("x[k] - lr * grad[k]", "lr * grad[k]", ("update", "assigned")),
            ("lr * grad[k]", "grad[k]", ("update", "without rate")),
            ("lr * grad[k]", "grad[k] / lr", ("update", "divided")),
            ("\treturn x", "\t\treturn x", ("steps", "one")),
            ("range(step_num)", "range(step_num - 1)", ("steps", "one less")),
        ],
    ),
    *_edits(
        "static_methods",
        "gradient_descent",
        [
            ("-=", "+=", ("direction", 1.0)),
            ("x -= lr", "x = lr", ("update", "assigned")),
            ("        return x", "            return x", ("steps", "one")),
            ("range(num_steps)", "range(num_steps + 1)", ("steps", "one more")),
        ],
    ),
    *_edits(
        "star_import",
        "gradient_descent",
        [
            ("-=", "+=", ("direction", 1.0)),
            ("x -= eta", "x = eta", ("update", "assigned")),
            ("eta*dx", "dx/eta", ("update", "divided")),
            ("x -= eta", "x - eta", ("steps", "none")),
        ],
    ),
]

# ------------------------------------------------------------------ 4.4.2

NETWORKS = [
    *_edits("english", "SimpleNet", [("softmax(z)", "softmax(x)", ("of", "x")), ("softmax(z)", "z", ("of", "scores"))]),
    *_edits("korean", "SimpleNet", [("softmax(z)", "softmax(x)", ("of", "x")), ("softmax(z)", "z", ("of", "scores"))]),
    *_edits(
        "japanese",
        "SimpleNet",
        [
            ("softmax(self.predict(x))", "softmax(x)", ("of", "x")),
            ("softmax(self.predict(x))", "self.predict(x)", ("of", "scores"), "return cross"),
        ],
    ),
    *_edits(
        "one_liners",
        "SimpleNet",
        [
            ("softmax(self.predict(x))", "softmax(x)", ("of", "x")),
            ("softmax(self.predict(x))", "self.predict(x)", ("of", "scores")),
        ],
    ),
    *_edits(
        "typed",
        "SimpleNet",
        [("softmax(scores)", "softmax(x)", ("of", "x")), ("(probabilities, t)", "(scores, t)", ("of", "scores"))],
    ),
    *_edits(
        "flat_views",
        "SimpleNet",
        [("softmax(z)", "softmax(x)", ("of", "x")), ("(y, t)", "(z, t)", ("of", "scores"))],
    ),
    *_edits(
        "comprehensions",
        "SimpleNet",
        [("softmax(scores)", "softmax(x)", ("of", "x")), ("softmax(scores)", "scores", ("of", "scores"))],
    ),
    *_edits("plain_loops", "SimpleNet", [("(y, t)", "(z, t)", ("of", "scores"))]),
    *_edits(
        "static_methods",
        "SimpleNet",
        [
            ("Activation.softmax(z)", "Activation.softmax(x)", ("of", "x")),
            ("Activation.softmax(z)", "z", ("of", "scores")),
        ],
    ),
    *_edits("star_import", "SimpleNet", [("softmax(z)", "softmax(x)", ("of", "x"))]),
]

EDITS: list[Edit] = [
    *SQUARES,
    *LOSSES,
    *ACTIVATIONS,
    *DIFFERENCES,
    *EXAMPLES,
    *GRADIENTS,
    *DESCENTS,
    *NETWORKS,
]
