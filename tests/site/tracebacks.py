"""What somebody pastes who has met a message: the whole traceback that a script prints, and the one of a notebook."""

import contextlib
import io
import linecache
import tempfile
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path

from messages.index import Form, Message
from messages.running import namespace

FOLDER = Path(tempfile.gettempdir())
SCRIPT, CELL = str(FOLDER / "ch04" / "practice.py"), str(FOLDER / "ipykernel_4242" / "1234567890.py")
AROUND = 2
"""How many lines a notebook shows above and below the one that raises."""


def pasted(message: Message) -> Iterator[tuple[str, Form]]:
    """Yield for each form of a message what a script prints, and what a notebook prints, with the form."""
    code = f"import numpy as np\n{message.given}\n{message.line}\n"
    error, warned = _run(code)
    for form in message.says:
        for text in _forms(form, code, error, warned):
            yield text, form


def _forms(form: Form, code: str, error: BaseException | None, warned: dict[str, int]) -> Iterator[str]:
    kind = form.text.partition(":")[0]
    if kind.endswith("Warning"):
        line = warned.get(kind) or code.count("\n")
        shown = code.splitlines()[line - 1].strip()
        yield f"{SCRIPT}:{line}: {form.text}\n  {shown}"
        yield f"{CELL}:{line}: {form.text}\n  {shown}"
    elif isinstance(error, SyntaxError):
        *lines, _ = "".join(traceback.format_exception_only(error)).splitlines()
        yield "\n".join([*lines, form.text])
        yield "\n".join([f"  Cell In[7], line {error.lineno}", *lines[1:], form.text])
    else:
        frames = _frames(error) or [traceback.FrameSummary(SCRIPT, code.count("\n"), "<module>")]
        yield "\n".join(
            ["Traceback (most recent call last):", *map(str.rstrip, traceback.format_list(frames)), form.text]
        )
        head = kind.rpartition(".")[2].ljust(42) + "Traceback (most recent call last)"
        yield "\n".join(["-" * 75, head, *_of_notebook(frames, code), form.text])


def _run(code: str) -> tuple[BaseException | None, dict[str, int]]:
    """Return what some code raises, and the line of each kind of warning, as if it stood in a file."""
    error, names = None, namespace()
    linecache.cache[SCRIPT] = (len(code), None, code.splitlines(keepends=True), SCRIPT)
    silent = contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO())
    with warnings.catch_warnings(record=True) as caught, silent[0], silent[1]:
        warnings.simplefilter("always")
        try:
            exec(compile(code, SCRIPT, "exec"), names)
        except Exception as raised:
            error = raised
    return error, {one.category.__name__: one.lineno for one in caught if one.filename == SCRIPT}


def _frames(error: BaseException | None) -> list[traceback.FrameSummary]:
    """Return the frames of an error; none where the versions at hand say something else."""
    return [
        frame for frame in traceback.extract_tb(error.__traceback__ if error else None) if frame.filename != __file__
    ]


def _of_notebook(frames: list[traceback.FrameSummary], code: str) -> Iterator[str]:
    """Yield the frames as IPython shows them: of the cell with the lines around, of a library with its line."""
    lines = code.splitlines()
    for frame in frames:
        if frame.filename != SCRIPT:
            yield f"File {frame.filename}:{frame.lineno}, in {frame.name}()"
            yield f"--> {frame.lineno} {frame.line}\n"
            continue
        yield f"Cell In[7], line {frame.lineno}" + (f", in {frame.name}()" if frame.name != "<module>" else "")
        for number in range(max(1, frame.lineno - AROUND), min(len(lines), frame.lineno + AROUND) + 1):
            arrow = "----> " if number == frame.lineno else "      "
            yield f"{arrow}{number} {lines[number - 1]}"
        yield ""
