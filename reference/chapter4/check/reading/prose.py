"""Which lines of a text are Python, where code stands among prose and nothing marks it, and may not even parse."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chapter4.check.reading.characters import CLOSING, STRING, brackets_left_open, scan

LONGEST = 10_000
"""No line of code among prose has more characters."""

PROMPT = re.compile(r"[ \t]*(?:>>>|(?:&gt;){3}|(?:\\>){3}|In ?\[[\d ]*\]:)[ \t]?")
CONTINUATION = re.compile(r"[ \t]*\.{3,}(?::|(?=[ \t]|$))[ \t]?")
"""What a session puts before the further lines of a statement."""

KEYWORD = (
    r"(?:and|as|assert|async|await|case|class|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda"
    r"|match|nonlocal|not|or|print|raise|return|try|while|with|yield)\b"
)
WORD = rf"(?!{KEYWORD})\w[\w.]*"
FIRST_WORD = rf"(?<![\w.])(?=[\w.]+[ \t]+\w){WORD}"  # most words have none behind them, which is soon seen
TWO_WORDS = re.compile(rf"(?:{FIRST_WORD}|[)\]])[ \t]+{WORD}")
THREE_WORDS = re.compile(rf"{FIRST_WORD}[ \t]+{WORD}[ \t]+{WORD}")
BULLET = re.compile(r"(?:[-*+]|\d+[.)])[ \t]")
SIGN = re.compile(r"[`$?]|[^\w\s!-~]|!(?!=)")
"""What Python does not have."""

ENDING = re.compile(r"[^\W\d]\.|.%|\w'")
"""The last two characters of a sentence, a percentage, or an apostrophe and what follows it."""

EQUATIONS = re.compile(r"(?!.*\blambda\b)[^()\[\]]*=[^()\[\]=,]*,[^()\[\]=]*=(?!=)")
"""Such as x = 1, y = 2, which a lambda with a default is not."""

EAST_ASIAN = re.compile("[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff]")
ASSIGNS_OR_CALLS = re.compile(r"[^=]*\w\s*=(?!=)|.*\w\(")

OPENING = re.compile(rf"\s*(?:{KEYWORD}|[A-Za-z_][\w.\\]*\s*[^\w\s.\\]|[#'\"‘’“”@(\\&>＃Ａ-Ｚａ-ｚ])")
"""How a line begins that may be code by itself."""

HEADER = re.compile(r"(?:async[ \t]+)?def\b.*\(|class[ \t]+\w+[ \t]*[:(]")
COMPOUND = re.compile(r"(?:if|elif|else|for|while|with|try|except|finally)\b.*:$")
STATEMENT = re.compile(
    r"import[ \t]+\w[\w.]*(?:[ \t]+as[ \t]+\w+)?(?:[ \t]*,.*)?$"
    r"|from[ \t]+[.\w]+[ \t]+import\b"
    r"|for[ \t]+[\w, \t]+[ \t]in[ \t]+\w[\w.]*\("
    r"|(?:if|while|with)\b[^:]*:[ \t]+\w.*[(=]"
    r"|(?:return|raise|yield|assert|del)\b.*[(\[=+*/-]"
    r"|print[ \t]*\(|[A-Za-z_]\w*(?:\.\w+)+\("
    r"|(?!\w+\([^()]*\)[ \t]*=)[A-Za-z_]\w*\(.*[\d_=\[{(]"  # a call, and not f(x) = 2 x
    r"|\(?[A-Za-z_][\w., \t:]*(?:-\w[\w., \t]*)?(?:\[[\w., \t\[\]:*+-]*)?\)?"  # what is assigned to
    r"(?:\*\*|//|>>|<<|[-+*/%&|^@])?=(?!=)[ \t]*\S"
)
"""A line that is code by itself."""

GOES_ON = re.compile(r".*[=()\[\]{}]|(?:pass|break|continue|return|global|else|try|finally)\b")
"""A line that is code where it stands directly below code."""


def stretches(lines: Sequence[str]) -> list[range]:
    """Return where code stands: the lines of each stretch, in which only blank lines part what is code."""
    answers = is_code(lines)
    found: list[range] = []
    joins = False
    for number, line in enumerate(lines):
        if answers[number]:
            found.append(range(found.pop().start if joins else number, number + 1))
            joins = True
        elif line.strip():
            joins = False
    return found


def is_code(lines: Sequence[str]) -> list[bool]:
    """Return for each line whether it is code; a blank line is not, unless in a string."""
    last = {quote: _last(re.compile(closing), lines) for quote, closing in CLOSING.items()}
    reader = _Reader(lines, last)
    answers = [reader.judge(number) for number in range(len(lines))]
    for number in reversed(range(len(lines) - 1)):
        if answers[number + 1] and lines[number].lstrip().startswith(("#", "＃", "@")):
            answers[number] = True
    return answers


def _last(pattern: re.Pattern[str], lines: Sequence[str]) -> int:
    """Return the last line that has the pattern, -1 if none has."""
    return next((number for number in reversed(range(len(lines))) if pattern.search(lines[number])), -1)


@dataclass
class _Reader:
    """Reads the lines in turn, and knows what the ones before left open."""

    lines: Sequence[str]
    last: Mapping[str, int]
    """The last line that may close a string of three quotes, for either quote."""
    inside: str = ""
    """The quote of a string of three quotes that is open."""
    depth: int = 0
    """How many brackets are open."""
    continued: bool = False
    """Whether the line before ends with a backslash."""
    header: int | None = None
    """The indentation of the outermost def, class, loop or condition whose body may go on."""
    running: bool = False
    """Whether the line before is code."""
    session: bool = False
    """Whether a prompt came before."""

    def judge(self, number: int) -> bool:
        """Return whether the line is code, and keep in mind what it opens."""
        line = self.lines[number]
        if self.inside:
            self.inside = scan(line, self.inside).inside
            return True
        if not line.strip():
            self.running = False
            return False
        answer = self._judge(number, line)
        if not answer:
            self.depth, self.continued, self.header, self.session = 0, False, None, False
        self.running = answer
        return answer

    def _judge(self, number: int, line: str) -> bool:
        """Return the same for a line that is not blank and in no string."""
        begun = self.running or self.header is not None or self.depth > 0
        prompt = PROMPT.match(line) or (CONTINUATION.match(line) if self.session else None)
        if len(line) > LONGEST or not (begun or prompt or OPENING.match(line)):
            return False
        scanned = scan(line[prompt.end() :] if prompt else line)
        bare = scanned.bare.strip()
        closed = not scanned.inside or self.last[scanned.inside] > number
        indentation = _indentation(line)
        in_body = self.header is not None and indentation > self.header
        if not bare:
            return self.running or in_body or bool(prompt)
        goes_on = bool(prompt or self.depth or self.continued)
        if goes_on or in_body:
            answer = not _is_prose_in_code(bare) and (goes_on or not BULLET.match(bare))
        else:
            opens_string = bare == STRING and bool(scanned.inside) and closed
            answer = opens_string or self._stands_alone(bare, number, indentation)
        if answer:
            self.session = self.session or bool(prompt)
            self.inside = scanned.inside if closed else ""
            self._keep(bare, indentation, in_body)
        return answer

    def _stands_alone(self, bare: str, number: int, indentation: int) -> bool:
        """Return whether the line is code though no open bracket or body says so."""
        if HEADER.match(bare):
            return True
        begins = STATEMENT.match(bare) or (self.running and GOES_ON.match(bare))
        if not begins and not (COMPOUND.match(bare) and self._next_indentation(number) > indentation):
            return False
        return not (EAST_ASIAN.search(bare) or TWO_WORDS.search(bare) or _is_not_python(bare))

    def _next_indentation(self, number: int) -> int:
        """Return the indentation of the next line that is not blank, -1 if there is none."""
        rest = (self.lines[later] for later in range(number + 1, len(self.lines)))
        return next((_indentation(line) for line in rest if line.strip()), -1)

    def _keep(self, bare: str, indentation: int, in_body: bool) -> None:
        """Keep in mind what a line of code opens."""
        if not in_body and not self.depth:
            self.header = indentation if HEADER.match(bare) or COMPOUND.match(bare) else None
        self.continued = bare.endswith("\\")
        self.depth = max(0, self.depth + brackets_left_open(bare))


def _is_prose_in_code(bare: str) -> bool:
    """Return whether the line is prose even where code is expected, broken or with names of any script."""
    if THREE_WORDS.search(bare) or _is_not_python(bare):
        return True
    return bool(EAST_ASIAN.search(bare)) and not (ASSIGNS_OR_CALLS.match(bare) and not TWO_WORDS.search(bare))


def _is_not_python(bare: str) -> bool:
    return bool(SIGN.search(bare) or ENDING.match(bare[-2:]) or EQUATIONS.match(bare))


def _indentation(line: str) -> int:
    """Return how many columns the line is indented by."""
    return len(line[: len(line) - len(line.lstrip())].expandtabs())
