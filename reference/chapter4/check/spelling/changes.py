"""Which lines of a block have to be changed for each defect of its spelling."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from chapter4.check.found import Block, Change
from chapter4.check.spelling.edits import Wrong


def changes(block: Block, corrected: str, wrong: Sequence[Wrong]) -> Mapping[Wrong, tuple[Change, ...]]:
    """Return what is to be changed for each defect, given the block's code without any; () where nobody can say."""
    old, new = block.code.split("\n"), corrected.split("\n")
    if len(old) != len(new):
        return dict.fromkeys(wrong, ())
    starts = list(accumulate((len(line) + 1 for line in old), initial=0))
    lines = {one: _lines(one, starts) for one in wrong}
    kept = {number for one, at in lines.items() if one.stands_in for number in at}
    known = [one for one in wrong if not one.stands_in]
    differing = {number for number in range(len(old)) if old[number] != new[number]} - kept
    elsewhere = differing.difference(*(lines[one] for one in known))  # such as tabs, of which the first is said
    changed = dict.fromkeys(wrong, tuple[Change, ...]())
    for one in known:
        own = {*lines[one], *(elsewhere if one is known[0] else ())} - kept
        changed[one] = tuple(
            Change(block.places[number], (old[number],), (new[number],), one.with_margin)
            for number in sorted(own)
            if number in differing or one.correction is None
        )
    return changed


def _lines(wrong: Wrong, starts: Sequence[int]) -> range:
    """Return the lines on which a defect stands."""
    return range(bisect_right(starts, wrong.start) - 1, bisect_right(starts, max(wrong.start, wrong.end - 1)))
