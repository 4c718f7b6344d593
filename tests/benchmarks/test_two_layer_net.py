"""What the structured gradient of the network of two layers costs, beside 2n passes and beside backpropagation.

One pass is timed many times, and counted 2n times: so many passes in each round would take minutes.
"""

import numpy as np
import pytest
from problems import NETWORK_TOLERANCE, network, parameters, repeated

PASSES = 20
BACKWARD = 5


@pytest.mark.parametrize(("sizes", "target"), [((64, 50, 10), 0.06), ((784, 50, 10), 0.02)], ids=["64", "784"])
def test_structure_takes_a_part_of_the_time_of_the_passes(side_by_side, part, faster, sizes, target):
    net, x, t = network(*sizes)
    found = {}

    def structured():
        found.update(net.numerical_gradient(x, t, structured=True))

    gradient, passes, backward = side_by_side(
        structured, repeated(PASSES, net.loss, x, t), repeated(BACKWARD, net.gradient, x, t), rounds=20
    )
    for name, exact in net.gradient(x, t).items():
        assert np.abs(found[name] - exact).max() <= NETWORK_TOLERANCE
    limit = 2 * parameters(net) * passes / PASSES
    key, name = sizes[0], "{}-{}-{}, batch 100".format(*sizes)
    part(f"structured_{key}", f"structured=True, {name}", "2n passes", gradient / limit, target)
    faster(f"backpropagation_{key}", f"backpropagation, {name}", "structured=True", gradient / (backward / BACKWARD))
