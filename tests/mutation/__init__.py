"""Mutation testing: change the chapter's code in one place at a time, and ask the suite whether it notices.

Every mutant is asked three questions, each in a process of its own:

- printed: do the tests that compute a stated output of the ledger anew, those with the fixture `recompute`, kill it?
- property: do the tests that Hypothesis marks, those under ``@given``, kill it?
- rest: if neither did, does any other test of the suite? The examples in docstrings and on pages are among these.

A kind kills a mutant where its tests, run alone, do not all pass; also where they can't be imported, where they
crash, and where they have not ended after `killing.LIMIT` seconds.
"""
