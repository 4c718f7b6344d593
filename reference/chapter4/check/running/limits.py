"""Limits of the process that runs a copy's code: the system's, and one on the time of a piece of code."""

import importlib
import importlib.util
import math
import signal
from collections.abc import Generator
from contextlib import contextmanager, suppress
from types import FrameType, ModuleType

# There is none on Windows, where only the wall clock limits the process.
resource: ModuleType | None = importlib.import_module("resource") if importlib.util.find_spec("resource") else None

# By name, as the copy's code may replace the attributes of signal; there are none on Windows.
SIGALRM = getattr(signal, "SIGALRM", None)
_handle = signal.signal
_alarm = getattr(signal, "setitimer", None)

FILE_BYTES = 2**24
OPEN_FILES = 64


class TooLong(BaseException):
    """The code took longer than it may; not an Exception, so that its own `except Exception` does not catch it."""


def limit(seconds: float, megabytes: int) -> None:
    """Limit the processor's time, the memory, files and processes of this process, where the system can."""
    if resource is None:
        return
    most = {
        "RLIMIT_AS": megabytes * 2**20,
        "RLIMIT_CPU": math.ceil(seconds),
        "RLIMIT_FSIZE": FILE_BYTES,
        "RLIMIT_NOFILE": OPEN_FILES,
        "RLIMIT_NPROC": 0,
        "RLIMIT_CORE": 0,
    }
    for name, value in most.items():
        with suppress(AttributeError, ValueError, OSError):  # not every system has each, or lets it be set
            kind = getattr(resource, name)
            hard = resource.getrlimit(kind)[1]
            value = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (value, value))


@contextmanager
def limited(seconds: float) -> Generator[None]:
    """Raise TooLong in the block after so many seconds, where there is an interval timer."""
    if _alarm is None or SIGALRM is None:
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLong(f"stopped after {seconds:.2g} seconds")

    _handle(SIGALRM, stop)
    _alarm(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        _alarm(signal.ITIMER_REAL, 0)
