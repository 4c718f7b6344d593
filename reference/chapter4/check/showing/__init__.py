"""What is found, as text and for programs."""
