"""E4.3.1-8: a step that is 0 in float32."""

import numpy as np


def numerical_diff(f, x):
    h = np.asarray(x).dtype.type(1e-50) if isinstance(x, np.ndarray) and x.dtype == np.float32 else 1e-4
    return (f(x + h) - f(x - h)) / (2 * h)
