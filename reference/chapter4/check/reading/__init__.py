"""A file to blocks of Python code."""
