"""What is wrong with a copy's functions, by the numbers that they give."""
