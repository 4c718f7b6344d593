"""What the tests share, each idea in a file of its own.

- `chapter`: the chapter's numbers, written a second time on purpose.
- `exact`: exact values, as balls that are sure to hold them.
- `allowed`: how far a result may be from them, bound by bound.
- `functions`: functions to differentiate, with what their bounds need.
- `errors`: what is asked of an error.
- `entries`: the ledger's entries in the tests, and digits in agreement.
- `implementation`: the functions under test, those of `chapter4` or somebody else's.
- `loading`: somebody else's, from a file or a module.
"""
