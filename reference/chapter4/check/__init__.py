"""Find what is wrong with a copy of the chapter's functions: where, why, and what to write instead."""
