"""E4.2.3-6: a row may come twice."""

import numpy as np


def sample_mini_batch(x_train, t_train, batch_size, rng=None):
    batch_mask = np.random.default_rng(rng).choice(len(x_train), batch_size)
    return x_train[batch_mask], t_train[batch_mask]
