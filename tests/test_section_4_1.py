"""4.1 Learning from data."""

from proof import proves


@proves("E4.1-1")
def test_the_parameters_are_finite_in_number(entry):
    """784 inputs, 50 hidden units and 10 outputs: weights and biases of two layers."""
    parameters = 784 * 50 + 50 + 50 * 10 + 10
    assert f"{parameters:,}" in entry.correction
