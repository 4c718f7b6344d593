"""Run the code of a copy in a process of its own, with limits, and hand what it defines to a module that judges it."""

import importlib.metadata
import importlib.util
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chapter4.check.found import Block
from chapter4.check.running.channel import heard
from chapter4.check.running.definitions import Definition

__all__ = ["Definition", "Ran", "run"]

PROGRAM = "import sys; sys.path += sys.argv[1:]; from chapter4.check.running.inside import main; main()"
OPTIONS = ["-I", "-S", "-X", "utf8"]
"""Without the user's settings, packages and start-up files."""
SHOWN = ("SYSTEMROOT", "LD_LIBRARY_PATH")
"""What Python and NumPy may need of the user's environment to start at all."""
MOST_BYTES = 2**24
SECONDS = 10.0
"""For the whole of a copy."""

Messages = dict[str, list[list[Any]]]


@dataclass(frozen=True)
class Ran:
    """What came of running a copy."""

    answer: Any
    """What the probing module returned, as values that JSON has; None if it never did."""
    trouble: tuple[str, ...] = ()
    """What the code did that it should not, a sentence each without its subject."""
    failed: tuple[tuple[int, int, str], ...] = ()
    """The index of the block, the line in it from 1, and the error of each top-level statement that raised."""
    stand_ins: tuple[str, ...] = ()
    """The packages that were stood in for."""


def run(blocks: Sequence[Block], probes: str, seconds: float = SECONDS, megabytes: int = 1024) -> Ran:
    """Run the blocks in one namespace, and return what `probe` of the module `probes` says of their definitions.

    A copy that comes to no answer is run once more, with its definitions alone and the same limits.
    """
    request = {
        "codes": [block.code for block in blocks],
        "probes": probes,
        "seconds": seconds,
        "megabytes": megabytes,
    }
    messages = _asked({**request, "only_definitions": False})
    if "answer" not in messages:
        again = _asked({**request, "only_definitions": True})
        note = [["only its definitions were run, without its other code"]]
        messages = {kind: messages.get(kind, []) + again.get(kind, []) for kind in {*messages, *again}}
        messages["trouble"] = messages.get("trouble", []) + note
    return Ran(
        answer=next((answer for (answer,) in messages.get("answer", [])), None),
        trouble=tuple(dict.fromkeys(sentence for (sentence,) in messages.get("trouble", []))),
        failed=tuple(dict.fromkeys((block, line, error) for block, line, error in messages.get("failed", []))),
        stand_ins=tuple(dict.fromkeys(name for (name,) in messages.get("stand-in", []))),
    )


def _asked(request: Mapping[str, Any]) -> Messages:
    """Return the messages of a process that does what is asked; its end is one of them if it came by itself."""
    token = secrets.token_hex(16)
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        tempfile.TemporaryFile() as asked,
        tempfile.TemporaryFile() as told,
    ):
        asked.write(json.dumps({**request, "token": token}).encode())
        asked.seek(0)
        command = [sys.executable, *OPTIONS, "-c", PROGRAM, *_folders(request["probes"])]
        process = subprocess.Popen(
            command,
            stdin=asked,
            stdout=told,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        )
        in_time = _wait(process, request["seconds"])
        told.seek(0)
        messages = heard(told.read(MOST_BYTES), token)
    if "end" not in messages:
        sentence = _end(process.returncode) if in_time else None
        messages.setdefault("trouble", []).append([sentence or f"stopped after {request['seconds']:g} seconds"])
    return messages


def _wait(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait for the process to end, kill its group, and return whether it had ended by itself."""
    waiting = threading.Thread(target=process.wait)  # Popen.wait with a timeout looks only every 50 ms
    waiting.start()
    try:
        waiting.join(seconds)
        return not waiting.is_alive()
    finally:
        with suppress(AttributeError, ProcessLookupError, PermissionError):  # Windows; nobody is left
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        waiting.join()


def _end(code: int) -> str | None:
    """Return the sentence of an exit code; None if the system stopped the process for its time."""
    if code == -getattr(signal, "SIGXCPU", 0):
        return None
    return f"the process ended by itself with {f'exit code {code}' if code >= 0 else f'signal {-code}'}"


def _folders(probes: str) -> list[str]:
    """Return where the other process finds this package, the probing module, NumPy and the package's version."""
    modules = [__name__, probes, "numpy"]
    metadata = importlib.metadata.distribution("chapter4-reference").locate_file("")
    return list(dict.fromkeys([*map(_root, modules), str(metadata)]))


def _root(module: str) -> str:
    """Return the folder that has to be in sys.path for a module to be found."""
    spec = importlib.util.find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    return str(Path(spec.origin).resolve().parents[module.count(".") + bool(spec.submodule_search_locations)])


def _environment(folder: str) -> dict[str, str]:
    """Return the least that a process needs, and nothing of the user's."""
    shown = {name: os.environ[name] for name in SHOWN if name in os.environ}
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**shown, **one_thread, "HOME": folder, "TMPDIR": folder, "TEMP": folder, "TMP": folder}
