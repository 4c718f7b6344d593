"""What a line of the index says on the Python and the NumPy at hand, and what the code to write instead gives."""

import ast
import contextlib
import email.message
import io
import re
import sys
import traceback
import urllib.error
import urllib.request
import urllib.response
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np

from messages.index import Message


def namespace() -> dict[str, Any]:
    """Return what every line takes for granted, as the page says."""
    return {"__name__": "__main__", "np": np}


def run(message: Message) -> tuple[list[str], set[int]]:
    """Run the line, and return what it says and the numbers of the lines that Python names.

    Said are its warnings, then its errors as Python itself prints them, of each the first line.
    """
    names = namespace()
    exec(compile(message.given, "<given>", "exec"), names)
    printed, error = io.StringIO(), None
    with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stderr(printed):
        warnings.simplefilter("always")
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(message.line, "<line>", "exec"), names)
        except Exception as raised:
            error = raised
            # Not the module traceback, which up to Python 3.11 does not know the guesses, "Did you mean".
            sys.__excepthook__(type(error), error, error.__traceback__)
    texts = [f"{warning.category.__name__}: {warning.message}" for warning in caught]
    if isinstance(error, urllib.error.HTTPError):
        error.close()  # or Python 3.14 warns of it later, in another test
    kinds = "|".join(type(one).__qualname__ for one in _chain(error))
    texts += re.findall(rf"^(?:\w+\.)*(?:{kinds})\b.*", printed.getvalue(), re.MULTILINE) if error else []
    named = {warning.lineno for warning in caught if warning.filename == "<line>"} | set(_lines(error))
    return list(dict.fromkeys(text.partition("\n")[0].strip() for text in texts)), named


def _lines(error: BaseException | None) -> Iterator[int]:
    """Yield the line that the traceback of an error ends at, of those that were run."""
    if isinstance(error, SyntaxError) and error.filename == "<line>":
        yield error.lineno
    elif error:
        run = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<line>"]
        yield from run[-1:]


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and those that Python shows above it."""
    while error:
        yield error
        error = error.__cause__ or error.__context__


def given_by(message: Message) -> str:
    """Return what the code to write instead prints, or the value of its last expression."""
    names, printed = namespace(), io.StringIO()
    exec(compile(message.given, "<given>", "exec"), names)
    tree = ast.parse(message.write)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "<write>", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "<write>", "eval"), names) if last else None
    return printed.getvalue().strip() if value is None else str(value)


class _Refusing(urllib.request.HTTPHandler):
    def http_open(self, request: urllib.request.Request) -> urllib.response.addinfourl:
        answer = urllib.response.addinfourl(io.BytesIO(), email.message.Message(), request.full_url, 403)
        answer.msg = "Forbidden"
        return answer


@contextlib.contextmanager
def refusing_servers() -> Iterator[None]:
    """Let every download be refused, without a network."""
    urllib.request.install_opener(urllib.request.build_opener(_Refusing))
    yield
    urllib.request.install_opener(None)
