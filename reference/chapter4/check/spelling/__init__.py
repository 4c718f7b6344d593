"""What is misspelt in a copy, and does not run."""
