"""What the structured gradient of the network of two layers costs, beside 2n passes and beside backpropagation.

One pass is timed many times, and counted 2n times: so many passes in each round would take minutes.
"""

from functools import partial

import numpy as np
import pytest
from problems import NETWORK_TOLERANCE, network, parameters
from timing import side_by_side


@pytest.mark.parametrize(("sizes", "target"), [((64, 50, 10), 0.06), ((784, 50, 10), 0.02)], ids=["64", "784"])
def test_structure_takes_a_part_of_the_time_of_the_passes(part, faster, sizes, target):
    net, x, t = network(*sizes)
    structured, backward = partial(net.numerical_gradient, x, t, structured=True), partial(net.gradient, x, t)
    found, exact = structured(), backward()
    for name in exact:
        assert np.abs(found[name] - exact[name]).max() <= NETWORK_TOLERANCE
    gradient, one_pass, backpropagation = side_by_side(structured, partial(net.loss, x, t), backward, rounds=30)
    limit = 2 * parameters(net) * one_pass
    key, name = sizes[0], "{}-{}-{}, batch 100".format(*sizes)
    part(f"structured_{key}", f"structured=True, {name}", "2n passes", gradient / limit, target)
    faster(f"backpropagation_{key}", f"backpropagation, {name}", "structured=True", gradient / backpropagation)
