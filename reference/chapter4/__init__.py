"""The corrected implementation of every snippet of chapter 4, "Training neural networks".

One module holds one section of the chapter: `section_4_2_1` holds 4.2.1. The ids that the
docstrings name (S snippet, O stated output, E defect, C statement, F figure) are entries of
`chapter4.ledger`.
"""

from importlib.metadata import version

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

__version__ = version("chapter4-reference")

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
