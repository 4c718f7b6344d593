"""What stands around pasted code: line numbers, prompts, a margin. Each line is answered with one line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from chapter4.check.reading.characters import brackets_left_open, scan
from chapter4.check.reading.prose import CONTINUATION, PROMPT, is_code

NUMBER = re.compile(r"[ \t]*(\d{1,7})(?:[ \t]*[|:.)])?(?:[ \t]|$)")
OUTPUT = re.compile(r"[ \t]*Out ?\[[\d ]*\]:")
VALUE = re.compile(r"[-+]?\d[\d.e+-]*\s*$")
"""A number alone, which is printed, not typed."""


def without_margin(lines: Sequence[str]) -> list[str]:
    """Return the lines without the white space that all of them begin with."""
    indents = {line[: len(line) - len(line.lstrip())] for line in lines if line.strip()} or {""}
    pairs = zip(min(indents), max(indents), strict=False)  # what these two share, all that sort between them share
    margin = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return [line[margin:] for line in lines]


def without_all_numbers(lines: Sequence[str]) -> list[str]:
    """Return the lines without their numbers, if every line that is not blank has the next one."""
    if not NUMBER.match(_first(lines)):
        return list(lines)
    runs = list(_numbered(lines))
    whole = len(runs) == 1 and len(runs[0]) == sum(1 for line in lines if line.strip())
    return _without(lines, runs) if whole else list(lines)


def without_numbers(lines: Sequence[str]) -> list[str]:
    """Return the lines without their numbers, wherever two lines or more have one after the other."""
    return _without(lines, _numbered(lines))


def _numbered(lines: Sequence[str]) -> Iterator[list[int]]:
    """Yield the lines that begin with a number, each one larger than the one before, if there are two or more."""
    run: list[int] = []
    expected = 0
    for place, line in enumerate(lines):
        found = NUMBER.match(line)
        if found and run and int(found[1]) == expected:
            run.append(place)
            expected += 1
        elif found or line.strip():
            if len(run) > 1:
                yield run
            run = [place] if found else []
            expected = int(found[1]) + 1 if found else 0
    if len(run) > 1:
        yield run


def _without(lines: Sequence[str], runs: Iterable[list[int]]) -> list[str]:
    left = list(lines)
    for run in runs:
        for place in run:
            left[place] = _behind(NUMBER, lines[place])
    return left


def _first(lines: Sequence[str]) -> str:
    """Return the first line that is not blank, "" if all are."""
    return next((line for line in lines if line.strip()), "")


def _behind(pattern: re.Pattern[str], line: str) -> str:
    """Return what follows the pattern, the whole line if it does not begin so."""
    found = pattern.match(line)
    return line[found.end() :] if found else line


def without_prompts(lines: Sequence[str]) -> list[str]:
    """Return the lines without prompts; a session's output becomes blank lines."""
    first = _first(lines)
    prompt = PROMPT.match(first)
    if prompt and not VALUE.match(first[prompt.end() :]):
        return _Session().read(lines)
    return list(_without_stray_prompts(lines)) if any(map(PROMPT.match, lines)) else list(lines)


def _without_stray_prompts(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines without the prompts that stand in front of some of them, and not in a string."""
    inside = ""
    for line in lines:
        text = line if inside else _behind(PROMPT, line)
        inside = scan(text, inside).inside
        yield text


@dataclass
class _Session:
    """Tells what was typed in a session from what was printed."""

    inside: str = ""
    """The quote of a string of three quotes that is open."""
    depth: int = 0
    """How many brackets are open."""
    in_body: bool = False
    """Whether an indented line without a prompt is the body of what was typed."""
    prompted: bool = False
    """Whether the further lines of a statement may have prompts."""
    printing: bool = False
    """Whether a line without a prompt is output."""

    def read(self, lines: Sequence[str]) -> list[str]:
        """Return what was typed, with a blank line for each line of output."""
        typed = [self._typed(line) for line in lines]
        unmarked = [line if text is None else "" for text, line in zip(typed, lines, strict=True)]
        judged = zip(typed, unmarked, is_code(unmarked), strict=True)
        return [text or (line if code else "") for text, line, code in judged]

    def _typed(self, line: str) -> str | None:
        """Return what was typed in this line, "" if it was printed; None where nothing shows which it is."""
        if prompt := PROMPT.match(line):
            self.prompted, self.printing, self.in_body = True, "In" not in prompt[0], False
            return self._keep(line[prompt.end() :])
        if self.prompted and CONTINUATION.match(line):
            return self._keep(_behind(CONTINUATION, line))
        if self.inside or self.depth or (self.in_body and line[:1].isspace() and line.strip()):
            return self._keep(line)
        self.in_body = False
        if OUTPUT.match(line):
            self.prompted, self.printing = False, True
            return ""
        if not line.strip():
            self.prompted = self.printing = False
            return ""
        return "" if self.printing else None

    def _keep(self, text: str) -> str:
        """Return what was typed, and keep in mind what it opens."""
        _, bare, self.inside = scan(text, self.inside)
        self.depth = max(0, self.depth + brackets_left_open(bare))
        self.in_body = self.in_body or bare.rstrip().endswith(":")
        return text
