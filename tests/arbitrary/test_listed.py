"""Calls that are listed, and what each of them ends in: an error by its name in docs/errors.md, or an answer."""

import itertools

import numpy as np
import pytest

from arbitrary.calls import ANSWER, EVERY, RAISED_BY_F, WARNED, outcome
from arbitrary.two_layer_net import SHAPES

ENDS = {"answer": ANSWER, "warned": WARNED, "raised_by_f": RAISED_BY_F}
OF_ROWS = "sum_of_cubics(0.0, 1.0, 0.0, np.asarray, rows=True)"
PARAMS = "W1 = np.eye(2); b1 = np.zeros(2); W2 = np.ones((2, 3)); b2 = np.zeros(3)"
TWO_LAYERS = " & ".join(name for name in EVERY if name.startswith("TwoLayerNet.") and name != "TwoLayerNet.predict")


def given(text):
    """Return the arguments of a line, by their names."""
    return dict(part.split(" = ", 1) for part in text.split("; "))


SOUND = {
    name: given(text)
    for names, text in {
        "numerical_diff": "f = np.sin; x = 1.0",
        "forward_difference": "f = np.sin; x = 1.0; h = 1e-4",
        "numerical_gradient": "x = np.array([3.0, 4.0]); f = sum_of_cubics(0.0, 1.0, 0.0)",
        "numerical_gradient, vectorized": f"x = np.array([3.0, 4.0]); f = {OF_ROWS}",
        "gradient_field": f"points = [[3.0, 4.0], [0.0, 2.0]]; f = {OF_ROWS}",
        "gradient_descent & gradient_ascent & descent_path": (
            "x = [-3.0, 4.0]; f = sum_of_cubics(0.0, 1.0, 0.0); lr = 0.1; step_num = 5"
        ),
        "sum_squares_error": "y = [0.25, 0.75]; t = [0, 1]",
        "cross_entropy_error": "y = [[0.1, 0.2, 0.7], [0.5, 0.25, 0.25]]; t = [2, 0]",
        "softmax & sigmoid & step_function": "x = [[1.0, 2.0], [3.0, 4.0]]",
        "sample_mini_batch": "x_train = np.zeros((6, 2)); t_train = np.arange(6); batch_size = 3",
        "SimpleNet": "W = np.ones((2, 3))",
        "SimpleNet.predict": "W = np.ones((2, 3)); x = [0.6, 0.9]",
        "SimpleNet.loss & SimpleNet.gradient": "W = np.ones((2, 3)); x = [0.6, 0.9]; t = 2",
        "TwoLayerNet": "input_size = 2; hidden_size = 3; output_size = 4",
        "TwoLayerNet.predict": f"{PARAMS}; x = [0.6, 0.9]",
        TWO_LAYERS: f"{PARAMS}; x = [0.6, 0.9]; t = 2",
    }.items()
    for name in names.split(" & ")
}
"""Arguments of each function in which nothing is wrong."""

LISTED = """
numerical_diff & forward_difference
  answer: x = 0.0; h = 1e3; f = lambda v: np.float64(1e-312) if v > 0 else np.float64(0) | lambda v: 1e-312 * (v > 0)
  answer: x = np.zeros(1); h = 1e3; f = lambda v: np.where(v > 0, 1e-312, 0.0)
  answer: x = 0.0; h = 1.0; f = lambda v: np.float32(1e-40 * (v > 0)) | lambda v: np.longdouble(1e-310 * (v > 0))
  answer: x = np.array([5.0, 10.0], np.dtype(float, metadata={'unit': 'm'}))
  no_step: h = 0 | 0.0 | -0.0
  not_finite_number: h = nan | inf | -inf | 10**400
  step_too_large: h = 1e308
  no_real_number: h = '1e-4' | None | 1j | [1e-4] | np.array([1e-4]) | True | np.timedelta64(1, 's')
  answer: h = -1e-4 | np.float64(1e-4) | np.float32(2**-13) | Fraction(1, 8192) | np.array(1e-4) | 1
  not_finite_number: x = nan | inf | -inf | 10**400
  not_finite_entry: x = np.array([1.0, nan]) | np.float64(inf)
  neither_number_nor_array: x = True | [1.0] | (1.0,) | '1' | range(3) | {1.0} | 1j | None | (v for v in (1.0, 2.0))
  neither_float64_nor_integers: x = np.array([1j]) | np.complex64(1j) | np.array(['1']) | np.array([True])
  neither_float64_nor_integers: x = np.array([1.0], dtype=object) | np.zeros(1, dtype=[('a', float)])
  neither_float64_nor_integers: x = np.array(['2026-01-01'], dtype='datetime64[D]')
  neither_number_nor_array: x = np.ma.masked_array([1.0], mask=[True])
  exchanged: f = 1.0; x = math.sin
  no_function: f = 3.0
  returned_no_real_numbers: f = lambda x: 1j | lambda x: '1' | lambda x: None | lambda x: [1j]
  returned_no_real_numbers: f = lambda x: [[1.0], [1.0, 2.0]] | lambda x: np.ma.masked_array(1.0)
  not_one_number: f = lambda x: [1.0] | lambda x: np.array([1.0]) | lambda x: np.ones((2, 2))
  not_entry_by_entry: x = np.array([1.0, 2.0]); f = lambda x: 3 | lambda x: 3.0 | lambda x: np.sum(x)
  returned_not_finite: f = lambda x: nan | lambda x: -inf | lambda x: np.float64(nan)
  returned_not_finite: f = lambda x: np.longdouble('1e400')
  quotient_overflows: f = lambda x: 1.7e308 if x > 1 else -1.7e308 | lambda x: 10**400 if x > 1 else 0
  quotient_overflows: x = np.array([0.0, 1.0]); f = lambda x: np.where(x > 1, 1.7e308, -1.7e308)
  raised_by_f: f = lambda x: 1 // 0
  answer: x = np.array([1.0, 2.0]); f = lambda x: np.multiply(x, 2.0, out=x) | lambda x: x
  answer: x = np.array([1.0, 2.0]); f = lambda x, out=np.empty(2): np.multiply(x, x, out=out)
  answer: x = np.zeros((0, 2)) | np.array([[1, 2]]) | np.uint8([1]) | 5 | np.int8(3)
  answer: f = lambda x: np.float32(x) | lambda x: np.uint8(x < 2) | lambda x: x > 0
numerical_diff
  answer: x = Fraction(2, 7); h = Fraction(1, 3); f = lambda x: 5 * x**2 - 7 * x + 1
  answer: f = lambda x: x * x; x = 3; h = Fraction(1, 2)
  answer: f = lambda x: x * x; x = Fraction(1, 3) | Fraction(10**400); h = 1 | Fraction(1)
  lost_step: f = lambda x: x; x = Fraction(10**400)
  lost_step: x = 1e16 | -1e13 | 2**60 | 2**53 + 1 | np.int64(2**60) | np.array([1.0, 1e16])
  lost_step: h = 0.75 * 2.0**-13; x = 2.0**40 | -2.0**40 | np.array([0.0, 2.0**40])
  lost_step: h = 8e307; x = 1.7e308 | -1.7e308
  neither_float64_nor_integers: x = np.float16(5) | np.float32([5]) | np.longdouble(5)
  returned_not_finite: f = lambda x: 1.0 if x > 1 else inf
  answer: h = 1; x = 2**53 + 1; f = lambda x: x * x
  no_real_number: f = cubic(0.0, 1.0, 0.0); x = 3.0; h = np.timedelta64(1, 's')
forward_difference
  lost_step: f = lambda x: x; x = Fraction(10**400)
  answer: f = lambda x: x; x = Fraction(10**400); h = Fraction(1, 8)
  returned_not_finite: f = lambda x: x; x = np.array([1.7e308]); h = 8e307
  returned_not_finite: f = lambda x: x; h = 1e300; x = np.float16(1) | np.float32([1.0])
  answer: f = lambda x: np.ones(np.shape(x)); h = 1000; x = np.float16(65504) | np.array([1.7e308])
  returned_not_finite: f = lambda x: 1.0 if x > 1 else inf
  answer: x = np.float16(1.0); h = np.float16(2.0**-10); f = lambda x: float(x) / 3
  warned: x = np.float32([5.0]); h = 1e-50

numerical_gradient & numerical_gradient, vectorized
  not_float64: x = np.array([3, 4]) | np.array([True]) | np.float32([3]) | np.float16([3]) | np.longdouble([3])
  not_float64: x = np.array([3j]) | np.array([3.0], dtype=object) | np.array(['3']) | np.array([b'3'])
  not_float64: x = np.array(['2026-01-01'], dtype='datetime64[D]') | np.array([1], dtype='timedelta64[s]')
  not_float64: x = np.zeros(2, dtype=[('a', float)]) | np.array([3.0]).astype('>f8')
  no_ndarray: x = np.ma.masked_array([3.0]) | [3.0] | (3.0,) | 3.0 | 3 | np.float64(3.0) | None | '3.0'
  exchanged: f = np.array([3.0, 4.0]); x = np.sum
  not_finite_entry: x = np.array([1.0, nan]) | np.array([[1.0, 2.0], [inf, 1.0]]) | np.array([-inf, 1.0])
  lost_step: x = np.array([[1.0, 2.0], [1e13, 1.0]]) | np.array([-1e16]) | np.array([1.7976931348623157e308])
  lost_step: h = 0.75 * 2.0**-13; x = np.array([2.0**40]) | np.array([-2.0**40])
  lost_step: x = np.array([5.0]); h = 1e-50 | 1e-17
  lost_step: h = 8e307; x = np.array([1.7e308]) | np.array([-1.7e308])
  no_step: h = 0 | 0.0
  negative_step: h = -1e-4 | -1
  not_finite_number: h = nan | inf | -inf | 10**400
  step_too_large: h = 1e308
  no_real_number: h = '1e-4' | None | 1j | [1e-4] | np.array([1e-4, 1e-4]) | True
  answer: h = 2.0**-13 | np.float32(2**-13) | Fraction(1, 8192) | np.array(2.0**-13) | 1
  no_function: f = 25.0
  raised_by_f: f = lambda x: 1 // 0
numerical_gradient
  answer: x = np.zeros(1); h = 1e3; f = lambda w: 1e-312 * (w[0] > 0) | lambda w: np.longdouble(1e-312 * (w[0] > 0))
  answer: x = np.array(3.0) | np.zeros(0) | np.zeros((3, 0)) | np.array([[1.0], [2.0]]) | np.arange(10.0)[::2]
  answer: x = np.asfortranarray(np.arange(6.0).reshape(2, 3)) | np.arange(6.0).reshape(2, 3).T | np.arange(4.0)[::-1]
  answer: x = np.arange(12.0).reshape(3, 4)[:, 1:3] | np.arange(18.0).reshape(3, 6)[:, :4]
  answer: x = np.arange(16.0).reshape(2, 2, 2, 2)[:, ::-1, :, ::2]
  answer: x = np.array([3.0, 4.0], np.dtype(float, metadata={'unit': 'm'}))
  read_only: x = np.broadcast_to(np.array(1.0), (3,)) | np.frombuffer(bytes(16))
  shared_memory: x = np.lib.stride_tricks.as_strided(np.arange(8.0), (2, 2), (8, 8))
  shared_memory: x = np.lib.stride_tricks.as_strided(np.arange(8.0), (3,), (0,))
  shared_memory: x = np.lib.stride_tricks.as_strided(np.arange(8.0), (2, 2), (4, 16))
  shared_memory: x = np.lib.stride_tricks.as_strided(np.arange(8.0), (2, 3), (16, 8))
  returned_no_real_numbers: f = lambda x: [[1.0], [1.0, 2.0]] if x[1] > 4 else 1.0
  returned_no_real_numbers: f = lambda x: 1j if x[1] < 4 else 1.0
  returned_no_real_numbers: f = lambda x: np.complex128(1) | lambda x: '1' | lambda x: None | lambda x: np.ma.masked
  returned_no_real_numbers: f = lambda x: math.sin
  not_one_number: f = lambda x: np.array([1.0]) if x[1] > 4 else 1.0 | lambda x: [1.0] if x[1] < 4 else 1.0
  not_one_number: f = lambda x: np.ones((2, 2))
  returned_not_finite: f = lambda x: nan if x[1] > 4 else 1.0 | lambda x: inf if x[1] < 4 else 1.0
  returned_not_finite: f = lambda x: np.float32(nan) | lambda x: np.longdouble('1e400')
  returned_beyond_float64: f = lambda x: 10**400 | lambda x: Fraction(10**400)
  slope_overflows: f = lambda x: np.float64(math.copysign(1.7e308, x[0] - 3))
  changed_by_f: f = lambda x: x.fill(0.5) or 1.0 | lambda x: x.put(0, 10.0) or 1.0 | lambda x: x.put(1, nan) or 1.0
  changed_by_f: f = lambda x: x.put(1, 1e16) or 1.0 | lambda x: x.put(1, -1e16) or 1.0
  changed_by_f: f = lambda x: 1.0 if x[1] == 4 else x.put(0, 2.0) or nan
  changed_by_f: f = lambda x: 1.0 if x[1] == 4 else x.put(0, 9.0) or nan
  changed_by_f: f = lambda x: (x.put(0, 10.0) if x[1] != 4 else None) or 1.0
  changed_by_f: f = lambda x: (x.put(0, 2.0) if x[1] != 4 else None) or 1.0
  changed_by_f: f = lambda x: x.put(0, round(x[0], 2)) or 1.0 | lambda x: x.put(0, math.floor(x[0])) or 1.0
  changed_by_f: x = np.array([3.0, 0.0]); f = lambda x: (x.put(1, -0.0) if x[1] == 0 else None) or 1.0
  answer: f = sum_of_cubics(0.0, 1.0, 0.0, np.array) | sum_of_cubics(0.0, 1.0, 0.0, np.longdouble)
  answer: f = sum_of_cubics(0.0, 1.0, 0.0, np.float32) | sum_of_cubics(0.0, 1.0, 0.0, np.float16)
  answer: f = lambda x: int(x[0] > 3) | lambda x: np.uint8(x[0] < 3) | lambda x: np.bool_(x[0] > 3)
  answer: f = lambda x: Fraction(int(x[0] > 3)) | lambda x: np.array(x[0], dtype=object).item()
  answer: f = lambda x: x[0, ...] | lambda x, out=np.empty(()): np.sum(x * x, out=out)
  answer: x = np.array(3.0); f = lambda x: x
  answer: x = np.array([[1.0, 2.0], [3.0, 4.0]]).view(np.matrix)
numerical_gradient, vectorized & gradient_field
  not_row_by_row: f = lambda x: np.sum(x**2) | lambda x: np.sum(x**2, axis=-1, keepdims=True) | lambda x: 3.0
  returned_no_real_numbers: f = lambda x: x[:, 0] + 0j | lambda x: np.ma.array(x[:, 0])
  returned_no_real_numbers: f = lambda x: x[:, 0].astype(str)
  returned_no_real_numbers: f = lambda x: [None] * len(x) | lambda x: [[1.0], [1.0, 2.0]]
  returned_no_real_numbers: f = lambda x: x[:, 0].astype('m8[s]')
  returned_not_finite: f = lambda x: np.where(x[:, 1] > 4, nan, 1.0) | lambda x: np.where(x[:, 1] < 4, -inf, 1.0)
  returned_not_finite: f = lambda x: x[:, 0].astype(np.longdouble) * np.longdouble(1e308) * 1e300
  slope_overflows: f = lambda x: np.copysign(1.7e308, x[:, 0] - 3)
  raised_by_f: f = lambda x: np.square(x, out=x).sum(axis=-1)
  answer: f = lambda x: x[:, 0] | lambda x: [float(row.sum()) for row in x] | lambda x: x[:, 0] < 3
  answer: f = lambda x: (x[:, 0] < 3).astype(np.uint8) | lambda x: x[:, 0].astype(np.longdouble)
  answer: f = lambda x, out=np.empty(9): np.sum(x, axis=-1, out=out[: len(x)])
numerical_gradient, vectorized
  answer: x = np.zeros(2); h = 1e3; f = lambda w: np.where(w[:, 0] > 0, 1e-312, 0.0)
  answer: x = np.array(3.0) | np.zeros(0) | np.zeros((3, 0)) | np.array([[1.0], [2.0]]) | np.arange(10.0)[::-3]
  answer: x = np.asfortranarray(np.arange(6.0).reshape(2, 3)) | np.arange(16.0).reshape(2, 2, 2, 2)[:, ::-1, :, ::2]
  answer: x = np.broadcast_to(np.array([3.0, 4.0]), (2, 2))
  answer: x = np.array(3.0); f = lambda x: x
  answer: x = np.zeros((0, 2)); f = lambda x: 1 // 0
  answer: x = np.array([[1.0, 2.0], [3.0, 4.0]]).view(np.matrix)
gradient_field
  answer: points = [[0.0, 0.0]]; h = 1e3; f = lambda w: np.where(w[:, 0] > 0, 1e-312, 0.0)
  exchanged: f = [[3.0, 4.0]]; points = np.sum
  no_function: f = 3.0
  no_points: points = 3.0
  no_real_numbers: points = [[1j, 2.0]]
  masked_array: points = np.ma.ones((2, 2))
  not_finite_entry: points = [[1.0, nan]] | [[1.0, 2.0], [inf, 1.0]]
  lost_step: points = [[0.0, 1.0], [1e13, 1.0]] | [[0.0, -1e16]]
  no_step: h = 0
  negative_step: h = -1e-4
  answer: points = [[3, 4], [0, 2]] | np.float32([[3, 4]]) | ((3, 4), (0, 2)) | np.zeros((0, 2)) | np.zeros((2, 0))
  answer: points = np.arange(12.0).reshape(2, 2, 3) | [3.0, 4.0] | [[3.0]] | np.arange(24.0).reshape(2, 3, 4).T / 7

gradient_descent & gradient_ascent & descent_path
  answer: x = [0.0]; f = lambda w: 1e-310 * float(w[0]); lr = 1e-5; step_num = 2
  not_finite_number: lr = nan | inf | -inf
  no_real_number: lr = '0.1' | None | [0.1] | 1j | True
  negative_step_num: step_num = -1
  no_integer: step_num = 1.0 | '1' | None | True | np.array([1]) | np.array(1.0) | np.timedelta64(1, 's')
  no_function: f = 25.0
  exchanged: f = [-3.0, 4.0]; x = np.sum
  no_real_numbers: x = ['a'] | [1j] | None
  masked_array: x = np.ma.masked_array([-3.0, 4.0])
  not_finite_entry: x = [1.0, nan] | [inf, 1.0]
  lost_step: x = [1.0, 1e16] | [1.0]; lr = 1e300
  lost_step: lr = 10.0; step_num = 100
  iterate_overflows: x = [0.0]; f = lambda x: 1e8 * x[0]; lr = 1e305; step_num = 1
  raised_by_f: f = lambda x: 1 // 0
  warned: f = lambda x: 1.0; x = [1.0] | [-3.0, 4.0]; step_num = 1 | 3
  answer: f = lambda x: 1.0; step_num = 0
  answer: f = lambda x: 1 // 0; x = [] | np.zeros((0, 2))
  answer: x = [0.0]; f = lambda x: abs(x[0]) | lambda x: -abs(x[0])
  answer: x = [0.0]; f = lambda x, out=np.empty(()): np.sum(x * x, out=out)
  answer: x = [-3, 4] | np.float32([-3, 4]) | np.array([-3.0, 0.0, 4.0])[::2] | [[1.0, 2.0]] | 2.0
  answer: x = np.broadcast_to(2.0, (2,)); lr = 0.0 | -0.1 | Fraction(1, 8)

gradient_descent & descent_path
  raised_by_f: f = lambda x: math.sqrt(x[0]); x = [0.25]

sum_squares_error
  answer: y = [5e-324, 1e-200] | np.array(['1e-400', '1'], dtype=np.longdouble) | np.float16([6e-8, 65504])
  not_finite_entry: y = np.array([0x7FA00001, 0], np.uint32).view(np.float32)
  not_finite_entry: y = np.array([0x7D01, 0], np.uint16).view(np.float16)
  not_finite_entry: t = np.array([0, 0x7FF4000000000001], np.uint64).view(np.float64)
  unequal_shapes: y = [[0], [1]]; t = [0.25, 0.75]
  unequal_shapes: t = [[0], [1]] | np.zeros((2, 3))
  not_finite_entry: y = [0.0, nan] | [0.0, inf] | np.array(['1e400', '0'], dtype=np.longdouble)
  not_finite_entry: t = [nan, 1] | [-inf, 1]
  empty_output: y = []; t = []
  no_real_numbers: y = ['a', 'b'] | [1j, 1] | [None, 1] | np.array([b'1', b'0'])
  no_real_numbers: t = ['a', 'b'] | np.array(['2026-01-01', 'NaT'], dtype='datetime64[D]')
  masked_array: y = np.ma.masked_array([1.0, 0.0], mask=[True, False])
  unequal_rows: y = [[1.0], [1.0, 2.0]]
  squares_overflow: y = [1e200, 0.0] | [1.7e308, 1.0] | [1.2e154, 1.2e154]
  answer: y = np.float32([0.25, 0.75]); t = np.uint8([0, 1])
  answer: y = 0.5 | np.uint8(1); t = True | np.uint8(3)
cross_entropy_error
  answer: y = [[5e-324, 1.0, 1e-200], [1e-200, 0.5, 0.0]] | np.array([['1e-400', '1', '0']] * 2, dtype=np.longdouble)
  not_finite_entry: y = np.array([[0x7FA00001, 0, 0]] * 2, np.uint32).view(np.float32)
  not_finite_entry: y = np.array([[0x7D01, 0, 0]] * 2, np.uint16).view(np.float16)
  not_finite_entry: t = np.array([[0, 0, 0x7FF4000000000001]] * 2, np.uint64).view(np.float64)
  not_one_hot: t = [[1e200, 0.0, 0.0], [1.0, 0.0, 0.0]] | [[5e-324, 0.0, 0.0], [1.0, 0.0, 0.0]]
  unfit_answers: t = [2, 0, 1] | [[2], [0]] | [[[0, 0, 1], [1, 0, 0]]] | 2 | np.eye(3) | [[2, 0]] | [[[2]], [[0]]]
  unfit_answers: y = [0.1, 0.2, 0.7]; t = [0, 1] | [[0, 0, 1]] | [[0], [0], [1]] | [0, 0, 1, 0] | [[2]]
  unfit_answers: y = [[0.1, 0.2, 0.7]]; t = [0, 0, 1] | 2
  unfit_outputs: y = 0.5 | [] | np.zeros((0, 3)) | np.zeros((2, 0)) | np.full((1, 2, 3), 0.5)
  not_finite_entry: y = [[0.0, 1.0, 0.0], [nan, 0.5, 0.0]] | [[0.0, 1.0, 0.0], [inf, 0.5, 0.0]]
  no_probabilities: y = [[0.0, 1.0, 0.0], [-1e-300, 0.5, 0.0]] | [[0.0, 1.0, 0.0], [1.0000000000000002, 0.5, 0.0]]
  no_class: t = [2, -1] | [3, 0] | [2, 2**70] | [2, -(2**70)] | np.array([2**63, 0], dtype=object) | [5, 7]
  no_class: y = [0.1, 0.2, 0.7]; t = -1 | 3 | 2**70
  no_integer_labels: t = [2.0, 0.0] | [True, False] | ['2', '0'] | np.array([2, 0.0], dtype=object)
  no_integer_labels: y = [0.1, 0.2, 0.7]; t = None
  not_one_hot: t = [[0, 0, 0], [1, 0, 0]] | [[1, 1, 0], [1, 0, 0]] | [[0, 2, 0], [1, 0, 0]]
  not_one_hot: t = [[1, 0, 0], [0.5, 0.5, 0]]
  not_one_hot: t = [[1, -1, 0], [1, 0, 0]] | [[2, 0, -1], [1, 0, 0]] | [[0.5, 0, 0], [1, 0, 0]]
  not_one_hot: t = [[0, -1, 0], [1, 0, 0]]
  not_one_hot: t = [[0, 0, 0], [1, 1, 0]]
  not_one_hot: y = np.ones((3, 1)); t = np.zeros((3, 1), dtype=int)
  not_finite_number: delta = nan | inf
  negative_offset: delta = -1e-9
  no_real_number: delta = '1e-7' | None | 1j | [1e-7] | True
  masked_array: t = np.ma.masked_array([2, 0])
  not_finite_entry: t = [[nan, 1.0, 0.0], [0.0, 1.0, 0.0]]
  no_real_numbers: y = [[0.1, 0.2j, 0.7], [0.5, 0.25, 0.25]]
  unequal_rows: t = [[1], [0, 1]]
  answer: y = np.tile(np.linspace(0.0, 1.0, 300), (2, 1)); t = np.array([128, 250]) | np.uint8([128, 250])
  answer: t = np.uint8([2, 0]) | np.int16([2, 0]) | np.array([2, 0], '>i4') | np.uint64([2, 0]) | (2, 0)
  answer: t = np.float32([[0, 0, 1], [1, 0, 0]]) | np.uint8([[0, 0, 1], [1, 0, 0]])
  answer: t = np.array([2, 0], '>u8') | [[0, 0, 1], [1, 0, 0]] | [[False, False, True], [True, False, False]]
  answer: delta = 0; y = [[0.0, 1.0]]; t = [0] | [1]
  answer: delta = 0; y = [[0.0, 1.0], [0.5, 0.5]]; t = [0, 0] | [1, 0]
  answer: delta = 0; y = [[0.0, 1.0]] * 17; t = [0] * 17 | [1] * 17 | [1] * 16 + [0]
  answer: delta = 0; y = np.ones((3, 1)); t = [0, 0, 0] | np.ones((3, 1))
softmax & sigmoid & step_function
  no_real_numbers: x = '1' | 1j | None | [b'1'] | ['a']
  masked_array: x = np.ma.masked_array([1.0])
  answer: x = np.float32([1, 2]) | np.zeros((2, 3, 4)) | np.zeros((0, 4)) | [1, 2] | [1e308, -1e308]
  answer: x = [5e-324, 710.0]
softmax
  not_finite_entry: x = [[1.0, 2.0], [nan, 1.0]] | [[1.0, 2.0], [-inf, 1.0]]
  not_finite_entry: x = np.array([0x7FA00001], np.uint32).view(np.float32)
  no_scores: x = 1.0 | [] | np.zeros((3, 0))
sigmoid & step_function
  answer: x = [nan, inf, -inf, -0.0] | 1 | np.float32(1) | np.array([0x7FA00001], np.uint32).view(np.float32)
sample_mini_batch
  unfit_batch_size: batch_size = 0 | -1 | 7
  no_integer: batch_size = 1.0 | '10' | None | [10] | True | np.bool_(True) | np.array(True) | np.array(10.0)
  no_integer: batch_size = np.array([1]) | np.timedelta64(10, 's')
  unequal_counts: t_train = np.arange(5) | np.arange(7)
  no_rows: x_train = 3.0
  no_rows: t_train = 3.0
  unequal_rows: x_train = [[1.0], [1.0, 2.0]]; t_train = [0, 1]; batch_size = 1
  masked_array: t_train = np.ma.masked_array(np.arange(6))
  no_generator: rng = 'seed' | True | np.bool_(True) | 1.0 | -1

SimpleNet
  unfit_weights: W = np.zeros((3, 2)) | np.zeros(6) | np.zeros((1, 2, 3)) | 0.0
  not_finite_entry: W = [[1.0, nan, 1.0], [1.0, 1.0, 1.0]]
  no_real_numbers: W = [['a'] * 3] * 2
  weights_and_generator: rng = 0
  no_generator: W = None; rng = 'seed' | 1.0 | True | np.array(True)
SimpleNet.predict & SimpleNet.loss & SimpleNet.gradient
  answer: W = [[1.0, 1e-300, 1e-200], [0.0, 5e-324, -1e-300]]; x = [5e-324, 1e-200] | np.float16([6e-8, 65504])
  unfit_samples: x = np.zeros(3) | np.zeros((2, 3)) | np.zeros((2, 1)) | np.zeros((1, 1, 2)) | 1.0 | []
  no_samples: x = np.zeros((0, 2))
  not_finite_entry: x = [0.0, inf]
  no_real_numbers: x = [1j, 1.0]
  scores_overflow: x = [1.7e308, 1.7e308]
SimpleNet.loss & SimpleNet.gradient
  no_class: t = 3
SimpleNet.gradient
  lost_step: W = [[0.0, 0.0, 0.0], [0.0, 0.0, 1e13]]
TwoLayerNet
  empty_layer: input_size = 0 | -1
  empty_layer: hidden_size = 0 | -1
  empty_layer: output_size = 0 | -1
  no_integer: input_size = 2.0 | '2' | True
  no_integer: hidden_size = 2.0 | '2' | True
  no_integer: output_size = 2.0 | '2' | True
  negative_deviation: weight_init_std = -1e-300
  not_finite_number: weight_init_std = nan
  deviation_too_large: weight_init_std = 1e308
  no_real_number: weight_init_std = '1' | None
  no_generator: rng = 'seed' | 1.0 | True | np.True_ | np.array(True)
TwoLayerNet.predict & TwoLayerNet.loss & TwoLayerNet.accuracy & TwoLayerNet.gradient \
& TwoLayerNet.numerical_gradient & TwoLayerNet.numerical_gradient, structured
  answer: b1 = np.array([-740.0, 800.0]); b2 = np.array([0.0, 740.0, 0.0]); x = [5e-324, 1e-200] | [0.5, -1.0]
  answer: W1 = np.array([[1.0, 2.0], [3.0, 4.0]], np.dtype(float, metadata={'unit': 'm'}))
  answer: W1 = np.broadcast_to(np.array([1.0, -2.0]), (2, 2))
  answer: W2 = np.frombuffer(np.arange(6.0).tobytes()).reshape(2, 3)
  answer: b2 = np.full(3, 1000.0) | np.array([0.0, 30.0, -30.0])
  answer: b2 = np.array([0.0, 0.0, -800.0]) | np.array([0.0, 1e9, 0.0])
  unfit_samples: x = 1.0 | np.zeros(3) | np.zeros((2, 3)) | np.zeros((2, 2, 1))
  no_samples: x = np.zeros((0, 2))
  not_finite_entry: x = [nan, 1.0]
  no_real_numbers: x = ['a', 'b']
  unfit_parameter: W1 = np.float32([[1, 0], [0, 1]]) | [[1.0, 0.0], [0.0, 1.0]] | None | np.eye(3)
  unfit_parameter: W1 = np.ma.array(np.eye(2))
  unfit_parameter: b1 = np.zeros(2, complex) | np.zeros((2, 1)) | np.zeros(1)
  unfit_parameter: W2 = np.ones((1, 3)) | np.ones((2, 3), int)
  unfit_parameter: b2 = np.zeros(2) | np.zeros((1, 3))
  not_finite_entry: W2 = np.full((2, 3), nan)
  not_finite_entry: W2 = np.full((2, 3), -inf); b2 = np.full(3, inf)
  not_finite_entry: b1 = np.array([0.0, inf])
TwoLayerNet.loss & TwoLayerNet.accuracy & TwoLayerNet.gradient \
& TwoLayerNet.numerical_gradient & TwoLayerNet.numerical_gradient, structured
  answer: W2 = np.full((2, 3), 2000.0); x = [[3.0, -1.0], [0.0, 0.5]]; t = [1, 2]
  no_class: x = np.zeros((2, 2)); t = [0, 3] | [-1, 1]
  unfit_answers: x = np.zeros((2, 2)); t = [0, 1, 2]
  not_one_hot: x = np.zeros((2, 2)); t = [[1, 0, 0], [1, 1, 0]]
  no_integer_labels: x = np.zeros((2, 2)); t = [0.0, 1.0]
TwoLayerNet.predict & TwoLayerNet.loss & TwoLayerNet.accuracy & TwoLayerNet.gradient
  product_overflows: W2 = np.full((2, 3), 1.7e308); b2 = np.full(3, 1.7e308)
  product_overflows: W1 = np.full((2, 2), 1.7e308); x = [10.0, 10.0]
TwoLayerNet.numerical_gradient & TwoLayerNet.numerical_gradient, structured
  lost_step: b2 = np.array([0.0, 1e13, 0.0])
TwoLayerNet.accuracy
  answer: W1 = np.ones((2, 2)); b1 = np.ones(2); b2 = np.array([1e154, 1, 1]); x = [1, 1]; t = 0
TwoLayerNet.gradient
  gradient_overflows: x = [1e308, 0.0]; W1 = np.zeros((2, 2)); W2 = np.array([[20.0, -20.0, 0.0], [0.0, 0.0, 0.0]])
TwoLayerNet.numerical_gradient
  answer: x = [1e8, 1e8]; W2 = np.full((2, 3), 1e8)
TwoLayerNet.numerical_gradient, structured
  answer: x = [1e6, 0.0]; W1 = np.zeros((2, 2)); W2 = np.array([[300.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
  change_too_large: x = [1e8, 1e8]; W2 = np.full((2, 3), 1e8)
"""
"""Below one or several functions the ends, and which argument leads there: each of the values between bars."""


def calls():
    """Return of each function the arguments of its calls, and what each ends in.

    Calls with a long double are left out where that is a double.
    """
    found, functions = {}, []
    doubles = np.finfo(np.longdouble).maxexp == np.finfo(np.float64).maxexp
    for line in filter(None, LISTED.replace("\\\n", "").splitlines()):
        if not line.startswith(" "):
            functions = line.split(" & ")
            continue
        if doubles and "longdouble" in line:
            continue
        end, changed = line.strip().split(": ", 1)
        names, values = zip(*given(changed).items(), strict=True)
        for chosen in itertools.product(*(value.split(" | ") for value in values)):
            for function in functions:
                texts = SOUND[function] | dict(zip(names, chosen, strict=True))
                found.setdefault(function, []).append((texts, ENDS.get(end, end)))
    return found


CALLS = calls()


def ends_in(function, texts):
    """Return what a call ends in, for a caller whom NumPy tells of every overflow and underflow."""
    if params := {name: texts[name] for name in SHAPES if name in texts}:
        rest = {name: text for name, text in texts.items() if name not in params}
        texts = {"params": f"dict({', '.join(f'{name}={text}' for name, text in params.items())})"} | rest
    with np.errstate(all="raise"):
        try:
            return outcome(EVERY[function], texts)
        except AssertionError as wrong:
            return str(wrong)


@pytest.mark.parametrize("function", CALLS)
def test_every_listed_call_ends_as_listed(function):
    wrong = [(texts, end) for texts, listed in CALLS[function] if (end := ends_in(function, texts)) != listed]
    assert not wrong, "\n".join(f"{texts} ends in: {end}" for texts, end in wrong)


@pytest.mark.parametrize("function", [name for name, texts in SOUND.items() if "f" in texts])
def test_f_runs_under_the_callers_error_state(function):
    """Where it raises its own error; the specification, which has f run with flags ignored, expects an infinity."""
    texts = SOUND[function] | {"f": "lambda x: np.float64(1e308) * np.float64(10.0)"}
    with np.errstate(all="raise"), pytest.raises(AssertionError, match="FloatingPointError: overflow"):
        outcome(EVERY[function], texts)
