"""The messages of Python, NumPy and Matplotlib that the chapter's code and copies of it give, and the cure of each."""
