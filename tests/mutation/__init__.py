"""Mutation testing: change the chapter's code in one place at a time, and ask the suite whether it notices.

A mutant is asked at most twice:

- Quickly (`quick.py`): the suite is collected once, on the code as it is. A forked process puts the mutant's code into
  the functions that are in memory, and runs the tests that reach the changed statement, the quickest first.
- Afresh (`afresh.py`), where no test has failed or the change is in no function: a new process imports the mutated
  package, collects the suite and runs all of it.

The suite notices a mutant where a test fails, where no test can start, and where the process dies or does not end.
"""
