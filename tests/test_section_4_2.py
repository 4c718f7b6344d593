"""4.2 Loss functions."""

import numpy as np

from proof.entries import proves


@proves("E4.2-1")
def test_the_loss_tells_how_bad_the_network_is(implementation):
    """The further the answer is from the right one, the larger is either loss."""
    t = np.array([1.0, 0.0])
    outputs = [np.array([p, 1 - p]) for p in (0.9, 0.6, 0.4, 0.1)]
    for error in (implementation.sum_squares_error, implementation.cross_entropy_error):
        losses = [error(y, t) for y in outputs]
        assert losses == sorted(losses)
        assert losses[0] < losses[-1]
