"""What is wrong with a copy, put right in its file."""
