"""E4.2.3-4: the training labels are overwritten with those of the batch."""

import numpy as np


def sample_mini_batch(x_train, t_train, batch_size):
    batch_mask = np.random.default_rng().choice(len(x_train), batch_size)
    x_batch = x_train[batch_mask]
    t_train[:batch_size] = t_train[batch_mask]
    return x_batch, t_train[:batch_size]
