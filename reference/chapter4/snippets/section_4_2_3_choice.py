import numpy as np

print(repr(np.random.choice(60000, 10)))
