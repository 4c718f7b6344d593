"""The chapter's numbers, written a second time on purpose: the suite must not take them from the code under test."""

H = 1e-4
"""The step of a difference."""
DELTA = 1e-7
"""The offset inside the logarithm."""
EXAMPLE_W = [[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]]
"""The weights that the network of 4.4.2 draws."""
EXAMPLE_X = [0.6, 0.9]
"""The sample that it is given."""
