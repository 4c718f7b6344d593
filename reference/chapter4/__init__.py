"""The corrected implementation of every snippet of chapter 4, "Training neural networks".

One module holds one section of the chapter: `section_4_2_1` holds 4.2.1. The ids that the
docstrings name (S snippet, O stated output, E defect, C statement, F figure) are entries of
`chapter4.ledger`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chapter4.section_4_2_1 import sum_squares_error
    from chapter4.section_4_2_3 import sample_mini_batch
    from chapter4.section_4_2_4 import cross_entropy_error
    from chapter4.section_4_2_5 import sigmoid, step_function
    from chapter4.section_4_3 import forward_difference, numerical_diff
    from chapter4.section_4_3_2 import function_1
    from chapter4.section_4_3_3 import function_2, function_tmp1, function_tmp2
    from chapter4.section_4_4 import gradient_field, numerical_gradient
    from chapter4.section_4_4_1 import descent_path, gradient_ascent, gradient_descent
    from chapter4.section_4_4_2 import SimpleNet, simpleNet, softmax
    from chapter4.section_4_5 import TwoLayerNet

    __version__: str

__all__ = [
    "SimpleNet",
    "TwoLayerNet",
    "cross_entropy_error",
    "descent_path",
    "forward_difference",
    "function_1",
    "function_2",
    "function_tmp1",
    "function_tmp2",
    "gradient_ascent",
    "gradient_descent",
    "gradient_field",
    "numerical_diff",
    "numerical_gradient",
    "sample_mini_batch",
    "sigmoid",
    "simpleNet",
    "softmax",
    "step_function",
    "sum_squares_error",
]

_SECTIONS = {
    "SimpleNet": "4_4_2",
    "TwoLayerNet": "4_5",
    "cross_entropy_error": "4_2_4",
    "descent_path": "4_4_1",
    "forward_difference": "4_3",
    "function_1": "4_3_2",
    "function_2": "4_3_3",
    "function_tmp1": "4_3_3",
    "function_tmp2": "4_3_3",
    "gradient_ascent": "4_4_1",
    "gradient_descent": "4_4_1",
    "gradient_field": "4_4",
    "numerical_diff": "4_3",
    "numerical_gradient": "4_4",
    "sample_mini_batch": "4_2_3",
    "sigmoid": "4_2_5",
    "simpleNet": "4_4_2",
    "softmax": "4_4_2",
    "step_function": "4_2_5",
    "sum_squares_error": "4_2_1",
}
"""The section that has each of them, whose module is imported when the name is first used.

What reads no array, the ledger and `chapter4 check --no-run`, so does without NumPy, which takes most of their time.
"""


def __getattr__(name: str) -> Any:
    if name in _SECTIONS:
        value = getattr(import_module(f"chapter4.section_{_SECTIONS[name]}"), name)
    elif name == "__version__":
        value = import_module("importlib.metadata").version("chapter4-reference")
    else:
        # In Python's words, and here: `_errors` imports NumPy, and `from chapter4 import ledger` passes by.
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
