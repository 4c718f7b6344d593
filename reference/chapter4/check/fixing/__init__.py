"""Correct in its file what is wrong with a copy."""
