"""What the project says in words: every number in it is computed, inserted, or printed beside it."""
