"""Changes of code as changes of the lines that it stands in, with prompts, margins and what else is around it kept."""

import re
from collections.abc import Iterable, Sequence

from chapter4.check.found import Change
from chapter4.check.reading.prose import PROMPT
from chapter4.check.spelling.columns import columns

END = re.compile(r"(\r\n|\r|\n)")


def with_changes(text: str, changes: Iterable[Change]) -> str:
    """Return the text with its lines changed and its line ends kept."""
    pieces = END.split(text)
    lines, ends = pieces[::2], [*pieces[1::2], ""]
    usual = ends[0] or "\n"
    for change in sorted(set(changes), key=lambda change: change.place.line, reverse=True):
        at, count = change.place.line - 1, len(change.old)
        new = _lines(change, lines[at : at + count])
        last = ends[at + count - 1]
        inner = [end or usual for end in ends[at : at + count]] + [usual] * len(new)
        ends[at : at + count] = [*inner[: len(new) - 1], last] if new else []
        lines[at : at + count] = new
    return "".join(line + end for line, end in zip(lines, ends, strict=True))


def _lines(change: Change, raw: Sequence[str]) -> list[str]:
    """Return what stands in the file's lines in the end."""
    paired = [_line(*one, change.with_margin) for one in zip(change.old, change.new, raw, strict=False)]
    margin = _margin(change.old[0], raw[0])
    further = change.new[len(paired) :]
    return paired + [((margin if line == line.lstrip() else _below(margin)) + line).rstrip() for line in further]


def _line(old: str, new: str, raw: str, with_margin: bool) -> str:
    """Return a line of the file with new code in it."""
    code = old.strip()
    at = raw.find(code)
    if at < 0:  # it was read without escapes and wide signs, and is written so
        return (_margin(old, raw) + new).rstrip()
    if with_margin:
        return raw[: len(raw) - len(raw.lstrip())] + new.strip()
    indented = _indentation(new) != _indentation(old)
    before = _margin(old, raw) + _indentation(new) if indented else raw[:at]
    return before + new.strip() + raw[at + len(code) :]


def _margin(old: str, raw: str) -> str:
    """Return what stands in the file before the code of a line and its indentation."""
    at = raw.find(old.strip())
    if at < 0:
        first = len(_indentation(old))
        at = columns(old, raw)[first]
    return raw[:at].removesuffix(_indentation(old))


def _indentation(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _below(margin: str) -> str:
    """Return what stands before a further line, where that stands before the first: `... ` below `>>> `."""
    prompt = PROMPT.search(margin)
    if not prompt:
        return margin
    own = prompt[0].strip()
    below = "..." if ">>>" in own else "...:".rjust(len(own))
    return margin.replace(own, below)
