"""A copy's code run in a process of its own."""
