"""What copies call the functions of the chapter."""

from collections.abc import Sequence

from chapter4.check.spelling.defects import ALIASES

ARGUMENTS = {
    "sum_squares_error": ("y", "t"),
    "cross_entropy_error": ("y", "t"),
    "sigmoid": ("x",),
    "step_function": ("x",),
    "softmax": ("x",),
    "numerical_diff": ("f", "x"),
    "numerical_gradient": ("f", "x"),
    "gradient_descent": ("f", "init_x", "lr", "step_num"),
    "gradient_ascent": ("f", "init_x", "lr", "step_num"),
    "function_1": ("x",),
    "function_2": ("x",),
    "function_tmp1": ("x0",),
    "function_tmp2": ("x1",),
}
OTHER_NAMES = {
    "y": {"y_pred", "y_hat", "yhat", "pred", "predictions", "output", "outputs", "p"},
    "t": {"y_true", "target", "targets", "label", "labels", "answer", "answers", "truth"},
    "f": {"func", "function", "fn", "fun"},
    "init_x": {"x", "x0", "initial_x", "x_init", "start"},
    "lr": {"learning_rate", "eta", "alpha", "step_size", "rate"},
    "step_num": {"num_step", "num_steps", "steps", "n_iter", "iterations", "num_iterations", "max_iter", "epochs", "n"},
}
"""What copies call the arguments."""


def chapters_name(name: str, owner: str | None, parameters: Sequence[str] = ()) -> str | None:
    """Return the chapter's name of what a copy calls so, or None."""
    own = ALIASES.get(name.lower()) or _of_squares(name.lower(), parameters)
    if own is None and "ascent" in name.lower():
        takes = {place_of("gradient_ascent", parameter) for parameter in parameters}
        return "gradient_ascent" if {0, 1} <= takes else None
    if owner is not None and own in ("numerical_gradient", "gradient_descent"):
        takes = {place_of(own, parameter) for parameter in parameters}
        return own if {0, 1} <= takes else None  # a network's own method takes no f
    return own


def _of_squares(name: str, parameters: Sequence[str]) -> str | None:
    """Return the loss whose name says squares, and whose arguments are outputs and answers; a root is another one."""
    takes_both = [place_of("sum_squares_error", parameter) for parameter in parameters] == [0, 1]
    return "sum_squares_error" if "squar" in name and "root" not in name and takes_both else None


def place_of(name: str, parameter: str) -> int | None:
    """Return the place among the chapter's arguments of a copy's parameter; -1 for self, None where it is unknown."""
    if parameter == "self":
        return -1
    for place, own in enumerate(ARGUMENTS[name]):
        if parameter == own or parameter.lower() in OTHER_NAMES.get(own, ()):
            return place
    return None
