"""How a test says what it compares, and with what."""

import pytest


def each(argument, values, function=None, oracle=None):
    """Run the test once for each value. Its name is that of the function, or of the oracle: of what is not given."""
    params = [
        pytest.param(value, id=name, marks=pytest.mark.compares(function or name, oracle or name))
        for name, value in values.items()
    ]
    return pytest.mark.parametrize(argument, params)
