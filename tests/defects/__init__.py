"""What each silent defect does, in code that has it and no other, and proof that the suite catches it."""
