"""The index of messages, docs/errors.md, as tests read it: each message, its kinds, and the texts it stands for."""

import re
from functools import cache
from pathlib import Path

PAGE = (Path(__file__).parent.parent / "docs" / "errors.md").read_text(encoding="utf-8")


def parts(page):
    """Return (message, account) for each definition of the page."""
    return re.findall(r"^`(.*)`\n: ((?:.+\n)+)", page, flags=re.MULTILINE)


def pattern(message):
    """Return what a listed message stands for: … is anything, [0] any place, and the end may be left out."""
    text = ".*?".join(map(re.escape, message.split("…")))
    return re.compile(re.sub(r"\\\[\d\\\]", lambda _: r"(?:\[[\d, ]+\])?", text), flags=re.DOTALL)


def forms(message, account):
    """Return the message and the other forms of it that its account names."""
    yield message
    first = re.match(r"\w+", message)[0] if message[0].isalpha() else ""
    account = " ".join(account.split())
    for names in re.findall(r"also with ((?:`[^`]+`(?:, | or | and )?)+)", account):
        for name in re.findall("`([^`]+)`", names):
            yield message.replace("nan", name) if "inf" in name else re.sub(rf"\b{first}\b", name, message)
    yield from re.findall(r"for one sample `([^`]+)`", account)
    for end in re.findall(r"the message ends in `([^`]+)`", account):
        yield f"…{end}"


def kinds(account):
    """Return the kinds of error that an account names at its beginning."""
    return set(re.findall(r"TypeError|ValueError|UserWarning|RuntimeWarning|note", account.split(".")[0]))


def arrays(page):
    """Return the names of the arrays that may stand in the place of x, which the page gives once for all."""
    return re.findall("`([^`]+)`", re.search(r"begins with `x`, it may also be (.*?)\.", page)[1])


def listed(kind, text):
    """Return the message of the page that a text is, of that kind; what is said there of x holds for other arrays."""
    first = re.match(r"\w*", text)[0]
    as_x = re.sub(rf"\b{first}\b", "x", text) if first in arrays(PAGE) else text
    for message, form, its_kinds in _index():
        if kind in its_kinds and (form.match(text) or form.match(as_x)):
            return message
    return None


@cache
def _index():
    return [
        (message, pattern(form), kinds(account)) for message, account in parts(PAGE) for form in forms(message, account)
    ]
