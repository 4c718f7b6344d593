"""第四章 神经网络的学习：带类型标注的版本"""

from __future__ import annotations

from typing import Callable, Final

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.floating]
SMALL_CONSTANT: Final = 1e-7
STEP_WIDTH: Final[float] = 1e-4


def sum_of_squared_errors(network_output: FloatArray, teacher_signal: FloatArray) -> float:
    """均方误差（乘以二分之一）"""
    difference: FloatArray = network_output - teacher_signal
    squared_difference: FloatArray = np.power(difference, 2)
    return float(np.sum(squared_difference) * 0.5)


def cross_entropy_error(network_output: FloatArray, teacher_signal: npt.NDArray) -> float:
    """交叉熵误差，独热标签和整数标签都可以"""
    if network_output.ndim == 1:
        network_output = network_output.reshape(1, network_output.size)
        teacher_signal = np.array(teacher_signal).reshape(1, -1)

    # 把独热向量换成标签
    if teacher_signal.size == network_output.size:
        teacher_signal = teacher_signal.argmax(axis=1)

    number_of_samples: int = network_output.shape[0]
    sample_indices = np.arange(number_of_samples)
    chosen_probabilities = network_output[sample_indices, teacher_signal.flatten()]
    individual_losses = -np.log(chosen_probabilities + SMALL_CONSTANT)
    return float(individual_losses.sum() / number_of_samples)


def softmax(activation: FloatArray) -> FloatArray:
    """沿最后一个轴归一化"""
    maximum = np.amax(activation, axis=-1, keepdims=True)
    exponentials = np.exp(activation - maximum)
    normaliser = exponentials.sum(axis=-1, keepdims=True)
    return exponentials / normaliser


def numerical_differentiation(
    function: Callable[[float], float],
    point: float,
) -> float:
    """中心差分"""
    value_on_the_right = function(point + STEP_WIDTH)
    value_on_the_left = function(point - STEP_WIDTH)
    return (
        value_on_the_right - value_on_the_left
    ) / (
        2 * STEP_WIDTH
    )


def numerical_gradient(
    function: Callable[[FloatArray], float], point: FloatArray
) -> FloatArray:
    """对每个元素求偏导数"""
    gradient: FloatArray = np.zeros_like(point)
    flat_point, flat_gradient = point.reshape(-1), gradient.reshape(-1)
    for position in range(flat_point.size):
        original_value = flat_point[position]
        flat_point[position] = original_value + STEP_WIDTH
        value_on_the_right = function(point)
        flat_point[position] = original_value - STEP_WIDTH
        value_on_the_left = function(point)
        flat_gradient[position] = (value_on_the_right - value_on_the_left) / (2 * STEP_WIDTH)
        flat_point[position] = original_value
    return gradient


def gradient_descent(
    function: Callable[[FloatArray], float],
    initial_point: FloatArray,
    learning_rate: float = 0.01,
    number_of_steps: int = 100,
) -> FloatArray:
    """梯度下降法"""
    current_point = np.copy(initial_point)
    for _step in range(number_of_steps):
        current_gradient = numerical_gradient(function, current_point)
        update = learning_rate * current_gradient
        current_point = current_point - update
    return current_point


class SimpleNet:
    """两个输入、三个输出的网络"""

    weight: FloatArray

    def __init__(self) -> None:
        self.weight = np.random.standard_normal((2, 3))

    def predict(self, network_input: FloatArray) -> FloatArray:
        return network_input @ self.weight

    def loss(self, network_input: FloatArray, teacher_signal: FloatArray) -> float:
        scores = self.predict(network_input)
        probabilities = softmax(scores)
        return cross_entropy_error(probabilities, teacher_signal)
