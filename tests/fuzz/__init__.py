"""Arbitrary input: each case ends in the right answer, within its bound, or in a documented error that is due."""
