"""Slips in the copies of `held`, which the check was not fitted to: what is changed, and what kind of slip that is."""

from typing import NamedTuple


class Slip(NamedTuple):
    """One change of one function of a sound copy."""

    copy: str
    """The file in `held`, without its suffix."""
    function: str
    """What the copy calls the function, or the class, in which the change is made."""
    old: str
    """What is replaced; it stands once in the function."""
    new: str
    kind: str
    at: str = ""
    """The code at which the slip stands, where that is not the beginning of what is changed."""


def _slips(copy: str, function: str, *changes: tuple[str, ...]) -> list[Slip]:
    return [Slip(copy, function, *change) for change in changes]


REDEFINED = [
    *_slips(
        "redefined_cells",
        "mean_squared_error",
        ("0.5 * ", "", "half lost"),
        ("np.sum", "np.mean", "mean for sum"),
        ("np.sum", "sum", "Python's sum"),
        ("y - t", "y + t", "sign inside"),
    ),
    *_slips(
        "redefined_cells",
        "cross_entropy_error#2",
        (" / batch_size", "", "summed, not averaged", "loss = -np"),
        ("np.log(", "np.log2(", "another base"),
        ("np.log(", "np.log10(", "another base"),
        ("-np.sum", "np.sum", "sign lost"),
        ("len(y)", "y.size", "divided by all entries"),
        ("np.sum(t * np.log(y + 1e-7))", "np.sum(np.log(y + 1e-7))", "answers left out"),
    ),
    *_slips(
        "redefined_cells",
        "softmax",
        ("    a = a.T\n    c = np.max(a, axis=0)", "    c = np.max(a)", "line lost", "exp_a = np.exp(a - c)"),
        ("np.sum(exp_a, axis=0)", "np.sum(exp_a)", "whole batch normalised"),
        ("np.exp(a - c)", "np.exp(a + c)", "sound"),
        ("exp_a / sum_exp_a", "exp_a * sum_exp_a", "divided the wrong way"),
    ),
    *_slips(
        "redefined_cells",
        "numerical_diff",
        ("f(x - h)", "f(x)", "forward divided by 2h"),
        (" / (2 * h)", " / 2 * h", "outside its bracket"),
        (" / (2 * h)", " / h", "factor missing"),
        ("fxh1 - fxh2", "fxh2 - fxh1", "sides exchanged"),
        ("1e-4", "1e-50", "h 1e-50"),
        ("1e-4", "1e-2", "h 1e-2"),
    ),
    *_slips(
        "redefined_cells",
        "numerical_gradient",
        ("grad.flat[i] = ", "grad = ", "index lost from grad[idx]"),
        (" / (2 * h)", " / h", "factor missing"),
        (" / (2 * h)", " / 2 * h", "outside its bracket"),
        (" / (2 * h)", " * (2 * h)", "factor inverted"),
        (
            "        x.flat[i] = tmp\n    return grad",
            "        x.flat[i] = tmp\n        return grad",
            "return in the loop",
            "return",
        ),
        ("        x.flat[i] = tmp\n    return", "    return", "value not put back", "x.flat[i] = tmp - h"),
        ("plus - minus", "minus - plus", "sides exchanged"),
        ("        x.flat[i] = tmp - h\n", "        x.flat[i] = tmp\n", "forward divided by 2h"),
    ),
    *_slips(
        "redefined_cells",
        "gradient_descent",
        ("x = x - lr", "x = x + lr", "uphill"),
        ("x = x - lr", "x = lr", "x = for x -="),
        ("init_x.copy()", "init_x", "sound"),
        ("lr * numerical", "lr / numerical", "factor inverted"),
        (
            "        x = x - lr * numerical_gradient(f, x)\n    return",
            "        x = x - lr * numerical_gradient(f, x)\n        return",
            "return in the loop",
            "return",
        ),
    ),
    *_slips(
        "redefined_cells",
        "simpleNet",
        ("y = softmax(z)", "y = softmax(x)", "softmax of x in place of z"),
        ("y = softmax(z)", "y = z", "softmax left out"),
        ("cross_entropy_error(y, t)", "cross_entropy_error(z, t)", "softmax left out"),
    ),
]

ONE_CLASS = [
    *_slips(
        "one_class",
        "mean_squared_error",
        (" * 0.5", "", "half lost"),
        ("np.sum(n * n) * 0.5", "np.mean(n * n) * 0.5", "mean for sum"),
        ("np.sum(n * n)", "abs(n).sum()", "square lost"),
        ("n * n", "n", "square lost"),
    ),
    *_slips(
        "one_class",
        "cross_entropy_error",
        (" / y.shape[0]", "", "summed, not averaged"),
        ("np.log(", "np.log2(", "another base"),
        ("        if t.size == y.size:\n            t = t.argmax(axis=1)\n", "", "sound"),
        ("y[rows, t.ravel()]", "y[:, t.ravel()]", "without the index"),
        ("axis=1", "axis=0", "argmax down the columns"),
        ("-np.log(right + self.DELTA).sum()", "-(t * np.log(right + self.DELTA)).sum()", "weighted by the label"),
        (" / y.shape[0]", " / y.shape[1]", "divided by the columns"),
    ),
    *_slips(
        "one_class",
        "softmax",
        ("np.sum(e, axis=-1, keepdims=True)", "np.sum(e)", "whole batch normalised"),
        ("np.sum(e, axis=-1, keepdims=True)", "np.sum(e, axis=0, keepdims=True)", "normalised down the columns"),
        ("np.sum(e,", "np.max(e,", "divided by the largest"),
    ),
    *_slips("one_class", "sigmoid", ("np.exp(-x)", "np.exp(x)", "sign lost"), ("1 + np", "1 - np", "sign inside")),
    *_slips(
        "one_class",
        "numerical_diff",
        ("(2 * self.H)", "2 * self.H", "outside its bracket"),
        ("f(x - self.H)", "f(x)", "forward divided by 2h"),
        ("(2 * self.H)", "self.H", "factor missing"),
        ("f(x + self.H) - f(x - self.H)", "f(x + self.H) + f(x - self.H)", "sign inside"),
    ),
    *_slips(
        "one_class",
        "numerical_gradient",
        ("grad[idx] = (high", "grad = (high", "index lost from grad[idx]"),
        ("            x[idx] = keep\n            grad", "            grad", "value not put back", "x[idx] = keep - h"),
        ("/ (2 * h)\n        return", "/ (2 * h)\n            return", "return in the loop", "return"),
        ("high - low", "low - high", "sides exchanged"),
        ("np.zeros_like(x)", "np.zeros_like(x)\n        x = x.copy()", "working on a copy", "x = x.copy()"),
        ("(2 * h)", "(4 * h)", "factor wrong"),
        (
            "            x[idx] = keep - h\n            low",
            "            x[idx] = keep\n            low",
            "forward divided by 2h",
        ),
    ),
    *_slips(
        "one_class",
        "gradient_descent",
        ("x -= learning_rate", "x += learning_rate", "uphill"),
        ("x -= learning_rate", "x = learning_rate", "x = for x -="),
        ("learning_rate * grad\n", "learning_rate\n", "gradient left out"),
        ("np.array(init_x)", "init_x", "sound"),
        ("numerical_gradient(f, x)", "numerical_gradient(f, init_x)", "gradient at the start"),
    ),
]

HELPERS = [
    *_slips("batch_helpers", "mean_squared_error", (" / 2.0", "", "half lost"), ("/ 2.0", "/ y.size", "mean for sum")),
    *_slips(
        "batch_helpers",
        "cross_entropy_error",
        (" / y.shape[0]", "", "summed, not averaged"),
        ("/ y.shape[0]", "/ y.size", "divided by all entries"),
        ("total += ", "total = ", "only the last counts"),
        ("    return total /", "        return total /", "return in the loop", "return"),
    ),
    *_slips(
        "batch_helpers",
        "softmax",
        (
            "    e = np.exp(x - x.max(axis=1)[:, None])\n    return e / e.sum(axis=1)[:, None]",
            "    e = np.exp(x - x.max())\n    return e / e.sum()",
            "whole batch normalised",
            "return e / e.sum()",
        ),
        ("return e / e.sum(axis=1)[:, None]", "return e / e.sum()", "whole batch normalised"),
    ),
    *_slips("batch_helpers", "step_function", ("x > 0", "x >= 0", "1 at 0"), ("x > 0", "x < 0", "sides exchanged")),
    *_slips(
        "batch_helpers",
        "numerical_diff",
        ("(h * 2)", "h * 2", "outside its bracket"),
        ("(h * 2)", "h", "factor missing"),
        ("f(x - h)", "f(x)", "forward divided by 2h"),
        ("y1 - y2", "y2 - y1", "sides exchanged"),
        ("1e-4", "1e-50", "h 1e-50"),
        ("1e-4", "10e-4", "h 1e-3"),
    ),
    *_slips(
        "batch_helpers",
        "_numerical_gradient_1d",
        ("grad[idx] = (fxh1", "grad = (fxh1", "index lost from grad[idx]"),
        ("(2 * h)", "2 * h", "outside its bracket"),
        ("fxh1 - fxh2", "fxh1 + fxh2", "sign inside"),
        ("    return grad", "        return grad", "return in the loop", "return"),
        ("        x[idx] = tmp_val  # 値を元に戻す\n", "", "value not put back", "x[idx] = tmp_val - h"),
    ),
    *_slips(
        "batch_helpers",
        "numerical_gradient",
        ("grad[idx] = (fxh1", "grad = (fxh1", "index lost from grad[idx]"),
        ("(2 * h)", "2 * h", "outside its bracket"),
        (
            "        it.iternext()\n\n    return",
            "        it.iternext()\n        return",
            "return in the loop",
            "return",
        ),
        ("x[idx] = tmp_val - h", "x[idx] = tmp_val", "forward divided by 2h"),
        ("        it.iternext()\n", "", "never ends", "while"),
    ),
    *_slips(
        "batch_helpers",
        "gradient_descent",
        ("x -= lr * grad", "x =- lr * grad", "x = for x -="),
        ("x -= lr * grad", "x += lr * grad", "uphill"),
        ("x -= lr * grad", "x -= grad", "rate left out"),
        ("    return x, np", "        return x, np", "return in the loop", "return"),
    ),
    *_slips("batch_helpers", "t_batch", ("t_train[batch_mask]", "x_train[batch_mask]", "labels drawn from the images")),
]

FLAGS = [
    *_slips(
        "behind_flags",
        "mse",
        ("0.5 * ", "", "half lost"),
        (".sum()", ".mean()", "mean for sum"),
        ("y - t", "y * t", "sign inside"),
    ),
    *_slips(
        "behind_flags",
        "cross_entropy_error",
        (" / n", "", "summed, not averaged"),
        (".sum() / n", ".mean()", "a mean over all entries"),
        ("np.log(", "np.log10(", "another base"),
        ("-(t", "(t", "sign lost"),
        ("t * log_y", "log_y", "answers left out"),
    ),
    *_slips(
        "behind_flags",
        "softmax",
        (
            (
                "m = x.max(axis=-1, keepdims=True)\n            e = np.exp(x - m)\n"
                "            return e / e.sum(axis=-1, keepdims=True)"
            ),
            "m = x.max()\n            e = np.exp(x - m)\n            return e / e.sum()",
            "whole batch normalised",
            "return",
        ),
        ("e.sum(axis=-1, keepdims=True)", "e.sum(axis=0, keepdims=True)", "normalised down the columns"),
    ),
    *_slips(
        "behind_flags",
        "numerical_diff",
        (" / (2.0 * h)", " / 2.0 * h", "outside its bracket"),
        ("f(x - h)", "f(x)", "forward divided by 2h"),
        ("f(x - h)) / (2.0 * h)", "f(x)) / h", "forward for central"),
        ("1e-4", "1e-50", "h 1e-50"),
    ),
    *_slips("behind_flags", "function_1", ("+ 0.1", "- 0.1", "sign inside"), ("0.01", "0.1", "another number")),
    *_slips("behind_flags", "function_tmp1", ("x0 * x0", "x0 + x0", "square lost"), ("4.0", "3.0", "another number")),
    *_slips(
        "behind_flags",
        "numerical_gradient",
        ("grad[idx] = (up", "grad = (up", "index lost from grad[idx]"),
        ("        x[idx] = old\n        grad", "        grad", "value not put back", "x[idx] = old - h"),
        ("up - down", "down - up", "sides exchanged"),
        (
            '            print(f"{idx}: {grad[idx]}")\n    return',
            '            print(f"{idx}: {grad[idx]}")\n        return',
            "return in the loop",
            "return",
        ),
        ("    for idx in", "    x = x.astype(int)\n    for idx in", "working on a copy of integers", "x = x.astype"),
        ("down = f(x)\n\n        x[idx] = old", "x[idx] = old\n        down = f(x)", "forward divided by 2h"),
    ),
    *_slips(
        "behind_flags",
        "gradient_descent",
        ("x = x - lr * g", "x = x + lr * g", "uphill"),
        ("x = x - lr * g", "x = lr * g", "x = for x -="),
        ("x = x - lr * g", "x = x - g / lr", "factor inverted"),
        ("        step += 1\n    return", "        step += 1\n        return", "return in the loop", "return"),
        ("step = 0", "step = 1", "one step too few"),
    ),
    *_slips(
        "behind_flags",
        "SimpleNet",
        ("softmax(self.predict(x))", "softmax(x)", "softmax of x in place of z"),
        ("losses.cross_entropy_error(y, t)", "losses.mse(y, t)", "another loss"),
        ("losses.cross_entropy_error(y, t)", "losses.cross_entropy_error(t, y)", "arguments exchanged"),
        ("nn.activations.softmax(self", "nn.activations.sigmoid(self", "sigmoid for softmax"),
    ),
]

LONG = [
    *_slips(
        "long_names",
        "sum_of_squared_errors",
        (" * 0.5", "", "half lost"),
        (" * 0.5", " * 2", "half inverted"),
        ("np.sum", "np.mean", "mean for sum"),
        ("np.power(difference, 2)", "np.abs(difference)", "square lost"),
        ("network_output - teacher", "network_output + teacher", "sign inside"),
    ),
    *_slips(
        "long_names",
        "cross_entropy_error",
        (" / number_of_samples", "", "summed, not averaged"),
        ("= -np.log(", "= np.log(", "sign lost"),
        ("np.log(", "np.log2(", "another base"),
        ("[sample_indices, teacher_signal.flatten()]", "[:, teacher_signal.flatten()]", "without the index"),
        ("network_output.shape[0]", "network_output.size", "divided by all entries"),
        (
            (
                "    if teacher_signal.size == network_output.size:\n"
                "        teacher_signal = teacher_signal.argmax(axis=1)\n"
            ),
            "",
            "sound",
        ),
    ),
    *_slips(
        "long_names",
        "softmax",
        ("exponentials.sum(axis=-1, keepdims=True)", "exponentials.sum()", "whole batch normalised"),
        ("exponentials.sum(axis=-1, keepdims=True)", "exponentials.sum(axis=-1)", "no keepdims"),
        ("activation - maximum", "maximum - activation", "sides exchanged"),
    ),
    *_slips(
        "long_names",
        "numerical_differentiation",
        ("        2 * STEP_WIDTH", "        STEP_WIDTH", "factor missing"),
        ("function(point - STEP_WIDTH)", "function(point)", "forward divided by 2h"),
        ("value_on_the_right - value_on_the_left", "value_on_the_left - value_on_the_right", "sides exchanged"),
        ("(\n        2 * STEP_WIDTH\n    )", "2 * STEP_WIDTH", "outside its bracket"),
    ),
    *_slips(
        "long_names",
        "numerical_gradient",
        ("/ (2 * STEP_WIDTH)", "/ STEP_WIDTH", "factor missing"),
        ("/ (2 * STEP_WIDTH)", "/ 2 * STEP_WIDTH", "outside its bracket"),
        ("flat_gradient[position] = (", "flat_gradient = (", "index lost from grad[idx]"),
        ("point.reshape(-1), gradient", "point.flatten(), gradient", "working on a copy", "flat_point, flat"),
        ("gradient.reshape(-1)", "gradient.flatten()", "working on a copy", "flat_point, flat"),
        (
            "        flat_point[position] = original_value\n    return",
            "    return",
            "value not put back",
            "flat_point[position] = original_value - STEP",
        ),
        ("value_on_the_right - value_on_the_left", "value_on_the_right + value_on_the_left", "sign inside"),
    ),
    *_slips(
        "long_names",
        "gradient_descent",
        ("current_point - update", "current_point + update", "uphill"),
        ("current_point - update", "update", "x = for x -="),
        ("current_point - update", "initial_point - update", "only the last counts"),
        ("learning_rate * current_gradient", "current_gradient", "rate left out"),
        (
            "numerical_gradient(function, current_point)",
            "numerical_gradient(function, initial_point)",
            "gradient at the start",
        ),
    ),
    *_slips(
        "long_names",
        "SimpleNet",
        ("softmax(scores)", "softmax(network_input)", "softmax of x in place of z"),
        ("cross_entropy_error(probabilities,", "cross_entropy_error(scores,", "softmax left out"),
    ),
]

LAMBDAS = [
    *_slips(
        "short_lambdas",
        "sse",
        (".5*", "", "half lost"),
        (".sum()", ".mean()", "mean for sum"),
        ("y-t", "y+t", "sign inside"),
    ),
    *_slips(
        "short_lambdas",
        "cee",
        ("/(len(y) if y.ndim == 2 else 1)", "", "sound"),
        ("-(t", "(t", "sign lost"),
        ("log(y", "log2(y", "another base"),
        ("/(len(y) if y.ndim == 2 else 1)", "/y.size", "divided by all entries"),
        ("t*log(y+1e-7)", "log(t*y+1e-7)", "answers inside the logarithm"),
    ),
    *_slips(
        "short_lambdas",
        "softmax",
        (".sum(0)", ".sum()", "whole batch normalised"),
        ("exp(x.T-x.T.max(0))/exp(x.T-x.T.max(0)).sum(0)", "exp(x.T-x.T.max(0))/exp(x.T).sum(0)", "no shift below"),
    ),
    *_slips(
        "short_lambdas",
        "numerical_diff",
        ("/(2*h)", "/2*h", "outside its bracket"),
        ("/(2*h)", "/h", "factor missing"),
        ("f(x-h)", "f(x)", "forward divided by 2h"),
        ("f(x+h)-f(x-h)", "f(x-h)-f(x+h)", "sides exchanged"),
    ),
    *_slips("short_lambdas", "function_1", (".01", ".1", "another number"), ("+.1", "-.1", "sign inside")),
    *_slips(
        "short_lambdas",
        "function_2",
        ("x[1]**2", "x[0]**2", "index wrong"),
        ("x[0]**2+", "x[0]**2*", "product for sum"),
    ),
    *_slips("short_lambdas", "function_tmp2", ("3.**2", "3.*2", "square lost"), ("x1*x1", "2*x1", "square lost")),
    *_slips(
        "short_lambdas",
        "numerical_gradient",
        ("/(2*h)", "/h", "factor missing"),
        ("/(2*h)", "/2*h", "outside its bracket"),
        ("g[i] = ", "g = ", "index lost from grad[idx]"),
        ("x[i] = v-h; b", "x[i] = v; b", "forward divided by 2h"),
        ("        x[i] = v; g", "        g", "value not put back", "x[i] = v-h"),
        ("    return g", "        return g", "return in the loop", "return"),
        ("zeros_like(x)\n", "zeros_like(x, dtype=int)\n", "integers for the gradient"),
    ),
    *_slips(
        "short_lambdas",
        "gradient_descent",
        ("x-lr*", "x+lr*", "uphill"),
        ("x = x-lr*", "x = lr*", "x = for x -="),
        ("x-lr*", "x-", "rate left out"),
    ),
    *_slips("short_lambdas", "simpleNet", ("softmax(s.predict(x))", "softmax(x)", "softmax of x in place of z")),
]

COUNTED = [
    *_slips(
        "counted_loops",
        "mean_squared_error",
        (" / 2", "", "half lost"),
        (" / 2", " / len(y)", "mean for sum"),
        ("result += ", "result = ", "only the last counts"),
        ("    return result", "        return result", "return in the loop", "return"),
        (" ** 2", "", "square lost"),
    ),
    *_slips(
        "counted_loops",
        "cross_entropy_error",
        (" / len(y)", "", "summed, not averaged"),
        (" / len(y)", " / y.size", "divided by all entries"),
        ("loss -= ", "loss += ", "sign lost"),
        ("math.log(", "math.log10(", "another base"),
        ("math.log(", "math.log2(", "another base"),
        ("    return loss", "        return loss", "return in the loop", "return"),
    ),
    *_slips(
        "counted_loops",
        "softmax",
        ("rows.append(softmax(row))", "rows.append(np.exp(row) / np.exp(x).sum())", "whole batch normalised"),
        ("math.exp(value - m)", "math.exp(value)", "sound"),
        ("p / total", "p", "not divided"),
    ),
    *_slips(
        "counted_loops",
        "numerical_diff",
        ("f(x - h)", "f(x)", "forward divided by 2h"),
        ("width = 2 * h", "width = h", "factor missing"),
        ("right - left", "left - right", "sides exchanged"),
        (" / width", " * width", "factor inverted"),
        ("0.0001", "1e-50", "h 1e-50"),
        ("0.0001", "0.01", "h 1e-2"),
    ),
    *_slips(
        "counted_loops",
        "function_2",
        ("total += ", "total = ", "only the last counts"),
        (" ** 2", " * 2", "square lost"),
    ),
    *_slips(
        "counted_loops",
        "_gradient_of_row",
        ("(2 * h)", "h", "factor missing"),
        ("(2 * h)", "2 * h", "outside its bracket"),
        ("slopes[i] = (", "slopes = (", "index lost from grad[idx]"),
        ("row[i] = value - h", "row[i] = value", "forward divided by 2h"),
        ("right - left", "left - right", "sides exchanged"),
        ("    return slopes", "        return slopes", "return in the loop", "return"),
        (
            "slopes = np.zeros(len(row))",
            "slopes = np.zeros(len(row))\n    row = row.copy()",
            "working on a copy",
            "row = row.copy()",
        ),
        ("        row[i] = value\n", "", "value not put back", "row[i] = value - h"),
    ),
    *_slips(
        "counted_loops",
        "gradient_descent",
        ("param[i] - learning_rate", "param[i] + learning_rate", "uphill"),
        ("param[i] - learning_rate", "learning_rate", "x = for x -="),
        ("slopes[i]\n", "slopes[0]\n", "index wrong"),
        ("    return param", "        return param", "return in the loop", "return"),
    ),
]

TWO_LAYERS = [
    *_slips(
        "two_layers",
        "cross_entropy_error",
        (" / batch_size", "", "summed, not averaged"),
        ("[np.arange(batch_size), t]", "[:, t]", "without the index"),
        ("np.log(", "np.log2(", "another base"),
        ("-np.sum(np.log(y[", "-np.sum(t * np.log(y[", "weighted by the label"),
        ("    if t.size == y.size:\n        t = t.argmax(axis=1)\n", "", "sound"),
        (
            "-np.sum(np.log(y[np.arange(batch_size), t] + 1e-7)) / batch_size",
            "-np.mean(np.log(y + 1e-7))",
            "answers left out",
        ),
        ("axis=1", "axis=0", "argmax down the columns"),
    ),
    *_slips(
        "two_layers",
        "softmax",
        (
            "np.max(x, axis=0)\n        y = np.exp(x) / np.sum(np.exp(x), axis=0)",
            "np.max(x)\n        y = np.exp(x) / np.sum(np.exp(x))",
            "whole batch normalised",
            "y = np.exp",
        ),
        ("        return y.T", "        return y", "not turned back"),
        ("np.sum(np.exp(x), axis=0)", "np.sum(np.exp(x), axis=1)", "normalised down the columns"),
    ),
    *_slips("two_layers", "sigmoid", ("np.exp(-x)", "np.exp(x)", "sign lost"), ("1 + np", "1 - np", "sign inside")),
    *_slips(
        "two_layers",
        "numerical_gradient",
        ("(2*h)", "2*h", "outside its bracket"),
        ("(2*h)", "h", "factor missing"),
        ("grad[idx] = (fxh1", "grad = (fxh1", "index lost from grad[idx]"),
        (
            "    grad = np.zeros_like(x)\n",
            "    grad = np.zeros_like(x)\n    x = x.copy()\n",
            "working on a copy",
            "x = x.copy()",
        ),
        ("        x[idx] = tmp_val  # 还原值\n", "", "value not put back", "x[idx] = tmp_val - h"),
        ("1e-4", "1e-50", "h 1e-50"),
        ("fxh1 - fxh2", "fxh2 - fxh1", "sides exchanged"),
    ),
    *_slips(
        "two_layers",
        "TwoLayerNet",
        ("z1 = sigmoid(a1)", "z1 = a1", "sigmoid left out"),
        ("softmax(a2)", "softmax(a1)", "softmax of another"),
        ("np.dot(z1, W2)", "np.dot(a1, W2)", "sigmoid left out"),
        ("np.dot(x, W1) + b1", "np.dot(x, W1)", "bias left out"),
        (
            "loss_W = lambda W: self.loss(x, t)",
            "y = self.predict(x)\n        loss_W = lambda W: cross_entropy_error(y, t)",
            "gradients all 0",
            "loss_W =",
        ),
        (
            "numerical_gradient(loss_W, self.params['W1'])",
            "numerical_gradient(loss_W, self.params['W1'].copy())",
            "gradients all 0",
        ),
        (
            "grads['b2'] = numerical_gradient(loss_W, self.params['b2'])",
            "grads['b2'] = numerical_gradient(loss_W, self.params['b1'])",
            "another parameter",
        ),
        ("float(x.shape[0])", "float(x.shape[1])", "divided by the columns"),
        ("t = np.argmax(t, axis=1)", "t = np.argmax(t, axis=0)", "argmax down the columns"),
        ("cross_entropy_error(y, t)", "-cross_entropy_error(y, t)", "sign lost"),
    ),
]

LOG = [
    *_slips(
        "study_log",
        "sum_of_squares",
        (" / 2", "", "half lost"),
        ("np.sum(", "np.mean(", "mean for sum"),
        ("np.asarray(y) - np", "np.asarray(y) + np", "sign inside"),
    ),
    *_slips(
        "study_log",
        "cross_entropy_error",
        ("np.mean", "np.sum", "summed, not averaged"),
        ("[np.arange(batch_size), t.reshape(-1)]", "[:, t.reshape(-1)]", "without the index"),
        ("np.mean(-np", "np.mean(np", "sign lost"),
        ("np.log(", "np.log2(", "another base"),
    ),
    *_slips(
        "study_log",
        "numerical_diff",
        ("(2 * h)", "2 * h", "outside its bracket"),
        ("f(x - h)", "f(x)", "forward divided by 2h"),
        ("(2 * h)", "h", "factor missing"),
        ("1e-4", "1e-50", "h 1e-50"),
    ),
    *_slips("study_log", "func_1", ("0.01", "0.1", "another number"), ("x**2", "x*2", "square lost")),
    *_slips("study_log", "func_2", ("x ** 2", "x * 2", "square lost"), (".sum()", ".mean()", "mean for sum")),
    *_slips(
        "study_log",
        "numerical_gradient",
        ("(2 * h)", "h", "factor missing"),
        ("f_plus - f_minus", "f_minus - f_plus", "sides exchanged"),
        ("    return np", "        return np", "return in the loop", "return"),
        ("        x[i] = saved - h\n", "        x[i] = saved\n", "forward divided by 2h"),
        (" / (2 * h)", "", "not divided"),
    ),
    *_slips(
        "study_log",
        "gradient_method",
        ("x -= eta", "x += eta", "uphill"),
        ("x -= eta", "x = eta", "x = for x -="),
        ("np.copy(x0)", "x0", "sound"),
        ("eta * grad", "grad", "rate left out"),
    ),
    *_slips(
        "study_log",
        "softmax",
        ("exp_z.sum(axis=-1, keepdims=True)", "exp_z.sum()", "whole batch normalised"),
        ("np.exp(z)", "np.exp(-z)", "sign inside"),
    ),
    *_slips(
        "study_log",
        "SimpleNetwork",
        ("softmax(self.predict(x))", "softmax(x)", "softmax of x in place of z"),
        ("softmax(self.predict(x))", "self.predict(x)", "softmax left out"),
    ),
]

FACTORIES = [
    *_slips(
        "factories",
        "sum_squared_error",
        ("0.5 * ", "", "half lost"),
        ("np.vdot(d, d)", "np.vdot(d, d) / d.size", "mean for sum"),
        ("np.subtract", "np.add", "sign inside"),
    ),
    *_slips(
        "factories",
        "cross_entropy_error",
        (".mean()", ".sum()", "summed, not averaged"),
        ("-np.log(", "np.log(", "sign lost"),
        ("np.log(", "np.log10(", "another base"),
        ("    if t.shape == y.shape:\n        t = np.argmax(t, axis=1)\n", "", "sound"),
    ),
    *_slips(
        "factories",
        "softmax",
        ("z.sum(axis=-1)[..., None]", "z.sum()", "whole batch normalised"),
        ("z /= z.sum(axis=-1)", "z /= z.max(axis=-1)", "divided by the largest"),
        ("np.exp(x - x.max(axis=-1)[..., None])", "np.exp(x)", "sound"),
    ),
    *_slips(
        "factories",
        "numerical_diff",
        ("x - h, x + h", "x, x + h", "forward for central"),
        ("(f(hi) - f(lo))", "(f(lo) - f(hi))", "sides exchanged"),
        ("/ (hi - lo)", "/ h", "factor missing"),
    ),
    *_slips(
        "factories",
        "numerical_gradient",
        ("(2 * h)", "h", "factor missing"),
        ("upper - lower", "lower - upper", "sides exchanged"),
        ("grad[i] = slope(i)", "grad = slope(i)", "index lost from grad[idx]"),
        ("    return grad", "        return grad", "return in the loop", "return"),
        ("np.asarray(x)", "np.array(x)", "working on a copy"),
        ("            x[i] = keep - h\n", "            x[i] = keep\n", "forward divided by 2h"),
    ),
    *_slips(
        "factories",
        "gradient_descent",
        ("x - lr * numerical", "x + lr * numerical", "uphill"),
        ("x - lr * numerical", "lr * numerical", "x = for x -="),
        ("lr * numerical", "numerical", "rate left out"),
        ("numerical_gradient(f, x)", "numerical_gradient(f, init_x)", "gradient at the start"),
    ),
    *_slips(
        "factories",
        "gradient_ascent",
        ("x += lr", "x -= lr", "an ascent that descends"),
        ("x += lr", "x = lr", "x = for x -="),
    ),
    *_slips("factories", "mini_batches", ("t[mask]", "x[mask]", "labels drawn from the images")),
    *_slips(
        "factories",
        "SimpleNet",
        ("softmax(z)", "softmax(x)", "softmax of x in place of z"),
        ("softmax(z)", "z", "softmax left out"),
        ("lambda _: self.loss(x, t), self.W", "lambda _: self.loss(x, t), self.W.copy()", "gradients all 0"),
    ),
]

SLIPS = [
    *(*REDEFINED, *ONE_CLASS, *HELPERS, *FLAGS, *LONG, *LAMBDAS),
    *(*COUNTED, *TWO_LAYERS, *LOG, *FACTORIES),
]
