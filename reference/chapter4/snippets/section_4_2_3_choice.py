import numpy as np

batch_mask = np.random.choice(60000, 10)
print(repr(batch_mask))
