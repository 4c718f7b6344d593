"""4.1 Learning from data."""

import chapter4
from proof.entries import proves


@proves("E4.1-1")
def test_the_parameters_are_finite_in_number(entry):
    """784 inputs, 50 hidden units and 10 outputs: the weights and biases that the network holds."""
    net = chapter4.TwoLayerNet(784, 50, 10)
    parameters = sum(array.size for array in net.params.values())
    assert f": {parameters:,} in a network of 784, 50 and 10 units" in entry.correction
