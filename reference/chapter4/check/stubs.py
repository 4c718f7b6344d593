"""A file with the chapter's functions to be written: `chapter4 stubs`.

The formula is the first line of the docstring that the function has in `chapter4`, and defaults and constants are its
own. An example is an output of the ledger where there is one, and what it prints is computed. What a function takes and
returns is written here: those in `chapter4` take more than the chapter's, and say so at length.
"""

import inspect
import re
import textwrap
from dataclasses import dataclass
from typing import Any

import chapter4
from chapter4 import ledger

HEAD = '''\
"""Chapter 4, "Training neural networks": its functions, to be written.

Write a body in the place of each `raise NotImplementedError`. Two commands say how far the file is:

    python -m doctest FILE            runs the examples, and prints those that fail
    chapter4 check --grade FILE       marks each function
"""

import numpy as np
'''


@dataclass(frozen=True)
class Task:
    """What a stub says about a function or method, in addition to what `chapter4` says."""

    takes: dict[str, str]
    returns: str = ""
    example: str = ""
    """The id of an output of the ledger, or a call where it has none."""
    formula: str = ""
    """Where `chapter4` has no docstring."""


WITH_WEIGHTS, AFTERWARDS = re.compile(r"net = SimpleNet\((.+)\)"), r"net = SimpleNet()\nnet.W = np.array(\1)"
"""The network with its weights, as `chapter4` makes it and as the chapter does."""

SHAPE = "an array of that shape"

TASKS: dict[str, Task | dict[str, Task]] = {
    "sum_squares_error": Task(
        {"y": "an array, the network's output", "t": "an array of that shape, the right answer, one-hot"},
        "a number",
        "O4.2.1-1",
    ),
    "cross_entropy_error": Task(
        {
            "y": "an array of probabilities: a row of them for one sample, a table of rows for a batch",
            "t": "an array of right answers: one-hot in the shape of y, or for a batch a label for each row",
        },
        "a number",
        "O4.2.2-1",
    ),
    "step_function": Task({"x": "an array"}, SHAPE, "step_function(np.array([-1.0, 0.0, 2.0])).astype(float)"),
    "sigmoid": Task({"x": "an array"}, SHAPE, "sigmoid(np.array([-1.0, 0.0, 2.0]))"),
    "numerical_diff": Task(
        {"f": "a function of a number, which returns one", "x": "a number, where to differentiate"},
        "a number",
        "O4.3.2-1",
    ),
    "function_1": Task({"x": "a number"}, "a number", "function_1(5.0)"),
    "function_2": Task({"x": "an array of two numbers, x0 and x1"}, "a number", "function_2(np.array([3.0, 4.0]))"),
    "function_tmp1": Task({"x0": "a number"}, "a number", "function_tmp1(3.0)"),
    "function_tmp2": Task({"x1": "a number"}, "a number", "function_tmp2(4.0)"),
    "numerical_gradient": Task(
        {
            "f": "a function of an array like x, which returns a number; that of a network reads x itself",
            "x": "an array of floats, where to differentiate: change an entry in place, call f, and put it back",
        },
        "an array in the shape of x",
        "O4.4-1",
    ),
    "gradient_descent": Task(
        {
            "f": "a function of an array, which returns a number",
            "init_x": "an array of floats, the start, which is to be left as it is",
            "lr": "a number, the learning rate",
            "step_num": "an integer, how many steps to take",
        },
        "an array in the shape of init_x",
        "O4.4.1-1",
    ),
    "softmax": Task(
        {"x": "an array of scores: a row of them for one sample, a table of rows for a batch"},
        SHAPE,
        "softmax(np.array([0.3, 2.9, 4.0]))",
    ),
    "SimpleNet": {
        "__init__": Task(
            {}, formula="Draw the weights self.W, an array of shape (2, 3), from the normal distribution."
        ),
        "predict": Task({"x": "an array of two inputs"}, "an array of three scores", "O4.4.2-4"),
        "loss": Task(
            {"x": "an array of two inputs", "t": "an array, the right answer, one-hot"}, "a number", "O4.4.2-2"
        ),
    },
}
"""What `check` judges, in the order of the chapter: the functions, and the class with its methods."""


def stubs() -> str:
    """Return the text of a file with the chapter's functions, each with an empty body."""
    return "\n\n".join([HEAD, *(_definition(name, task) for name, task in TASKS.items())])


def _definition(name: str, task: Task | dict[str, Task]) -> str:
    """Return the definition of a function, or of a class with its methods."""
    own = getattr(chapter4, name)
    section = next(part for part in ledger.sections() if part.module == own.__module__.rpartition(".")[2])
    told = [_first_line(own), "", f"Section {section.number}, {section.title}."]
    if isinstance(task, Task):
        return _function(name, own, task, list(task.takes), told)
    methods = [
        _function(
            method,
            getattr(own, method),
            part,
            ["self", *part.takes],
            [part.formula or _first_line(getattr(own, method))],
        )
        for method, part in task.items()
    ]
    return f"class {name}:\n{_indented(_docstring(told))}\n" + "\n".join(map(_indented, methods))


def _function(name: str, own: Any, task: Task, arguments: list[str], told: list[str]) -> str:
    """Return the definition of a function or method, whose docstring begins with these lines."""
    parameters = inspect.signature(own).parameters
    constants = [p for p in parameters.values() if p.name not in arguments and isinstance(p.default, float)]
    told += [f"With {constant.name} = {constant.default:g}." for constant in constants]
    if task.takes:
        told += ["", "Takes", *(f"    {argument}: {what}" for argument, what in task.takes.items())]
    if task.returns:
        told += ["", "Returns", f"    {task.returns}"]
    if task.example:
        told += ["", *_example(task.example)]
    head = ", ".join(_argument(parameters[argument]) for argument in arguments)
    return f"def {name}({head}):\n" + _indented(_docstring(told) + "raise NotImplementedError\n")


def _argument(parameter: inspect.Parameter) -> str:
    return parameter.name if parameter.default is parameter.empty else f"{parameter.name}={parameter.default}"


def _first_line(own: Any) -> str:
    return str(own.__doc__).partition("\n")[0]


def _docstring(lines: list[str]) -> str:
    quotes = '"""'
    return quotes + "\n".join(lines) + ("\n" if len(lines) > 1 else "") + quotes + "\n"


def _indented(text: str) -> str:
    return textwrap.indent(text, "    ")


def _example(example: str) -> list[str]:
    """Return the lines of an example as doctest has them, with what `chapter4` prints."""
    output = ledger.output(example) if example.startswith("O4.") else None
    setup, call = (output.setup, output.call) if output else ("", example)
    lines = [line for line in WITH_WEIGHTS.sub(AFTERWARDS, setup).splitlines() if line and "import" not in line]
    names = {name: getattr(chapter4, name) for name in TASKS}
    exec("\n".join(["import numpy as np", *lines]), names)
    value = eval(call, names)
    shown, printed = (
        (f"print({call})", f"{value}") if getattr(value, "ndim", 0) else (f'print(f"{{{call}:.6f}}")', f"{value:.6f}")
    )
    return [f">>> {line}" for line in [*lines, shown]] + printed.splitlines()
