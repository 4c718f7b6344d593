"""Refuse what a copy's code has no business to do: other files, other processes, the network.

This is an audit hook, and so no prison: whoever knows the interpreter's insides gets out. It keeps code that was copied
without care, or was written to annoy, from doing harm; the limits of the process hold in any case.
"""

import importlib
import os
import sys
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NoReturn

REFUSED = {
    "tried to open a network connection": ("socket", "urllib", "http", "ftplib", "smtplib", "poplib", "imaplib"),
    "tried to start another process": (
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.spawn",
        "os.startfile",
        "os.startfile/2",
        "pty.spawn",
        "webbrowser.open",
        "_winapi.CreateProcess",
        "cpython.PyInterpreterState_New",
    ),
    "tried to load a library of the system": ("ctypes",),
    "tried to change its limits": ("resource.setrlimit", "resource.prlimit", "sys.addaudithook"),
    "tried to make a link": ("os.link", "os.symlink"),
    "tried to change the registry": ("winreg",),
}
"""The events of each trouble, or of a whole module."""
SENTENCES = {event: sentence for sentence, events in REFUSED.items() for event in events}

WRITTEN = {
    "os.remove": (0,),
    "os.rmdir": (0,),
    "os.mkdir": (0,),
    "os.rename": (0, 1),
    "os.chmod": (0,),
    "os.chown": (0,),
    "os.chflags": (0,),
    "os.truncate": (0,),
    "os.utime": (0,),
    "os.setxattr": (0,),
    "os.removexattr": (0,),
    "shutil.rmtree": (0,),
    "shutil.move": (0, 1),
    "sqlite3.connect": (0,),
}
"""The events that change files, and which of their arguments are paths."""

LISTED = ("os.listdir", "os.scandir")
KILLS = ("os.kill", "os.killpg", "signal.pthread_kill")

SILENT = {
    "_posixsubprocess": ("fork_exec",),
    "posix": ("mkfifo", "mknod", "pidfd_open", "chroot"),
    "os": ("mkfifo", "mknod", "pidfd_open", "chroot"),
}
"""Functions of which no event tells."""

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
MOST_CHANGES = 200
MOST_TOLD = 20


@dataclass
class Guard:
    """An audit hook; it raises PermissionError for what it refuses, and tells each trouble once."""

    folder: str
    """The only folder in which files may be changed."""
    readable: Collection[str]
    """Folders from which Python imports."""
    tell: Callable[[str], None]
    told: set[str] = field(default_factory=set[str])
    changes: int = 0

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Raise PermissionError if the event is one to refuse."""
        if event == "open":
            self._open(*arguments)
        elif event in WRITTEN:
            self._write(arguments[place] for place in WRITTEN[event])
        elif event in LISTED:
            self._list(arguments[0])
        elif event in KILLS:
            self._kill(event, arguments[0])
        elif sentence := SENTENCES.get(event) or SENTENCES.get(event.partition(".")[0]):
            self.refuse(sentence)

    def refuse(self, sentence: str) -> NoReturn:
        """Tell the trouble, if it is new, and raise PermissionError."""
        if sentence not in self.told and len(self.told) < MOST_TOLD:
            self.told.add(sentence)
            self.tell(sentence)
        raise PermissionError(f"refused by the check: {sentence}")

    def _open(self, path: Any, mode: str | None, flags: int) -> None:
        if isinstance(path, int) or _text(path) == os.devnull:
            return
        if flags & WRITES:
            self._write([path])
        elif not self._is_readable(path) or (os.path.isdir(path) and not self._is_inside(path)):
            self.refuse(f"tried to read outside its folder: {_text(path)}")

    def _write(self, paths: Iterable[Any]) -> None:
        for path in paths:
            if not self._is_inside(path):
                self.refuse(f"tried to write outside its folder: {_text(path)}")
        self.changes += 1
        if self.changes > MOST_CHANGES:
            self.refuse(f"tried to write more than {MOST_CHANGES} files")

    def _list(self, path: Any) -> None:
        """Refuse to list a folder, without a word: imports look into every folder of sys.path."""
        if not (path is None or isinstance(path, int) or self._is_readable(path)):
            raise PermissionError(f"refused by the check: tried to list {_text(path)}")

    def _kill(self, event: str, target: int) -> None:
        if event != "os.kill" or target != os.getpid():
            self.refuse("tried to send a signal to another process")

    def _is_inside(self, path: Any) -> bool:
        return not isinstance(path, int) and _is_under(os.path.realpath(_text(path)), [self.folder])

    def _is_readable(self, path: Any) -> bool:
        """Whether a file is inside, or one that Python may import, which may be a link to elsewhere."""
        names = os.path.realpath(_text(path)), os.path.abspath(_text(path))
        return self._is_inside(path) or any(_is_under(name, self.readable) for name in names)


def _text(path: Any) -> str:
    return str(path) if isinstance(path, int) else os.fsdecode(path)


def _is_under(path: str, folders: Iterable[str]) -> bool:
    return any(path == folder or path.startswith(folder.rstrip(os.sep) + os.sep) for folder in folders)


def importable(*more: str) -> list[str]:
    """Return the folders of Python itself and others, each also as what it may be a link to."""
    folders = {sys.prefix, sys.base_prefix, sys.exec_prefix, os.path.dirname(os.__file__), *more}
    return sorted(folders | {os.path.realpath(folder) for folder in folders})


def close_gaps(guard: Guard) -> None:
    """Put refusing functions in the place of those of which no event tells."""

    def refusing(*_: Any, **__: Any) -> NoReturn:
        guard.refuse("tried to go round the check")

    for module, names in SILENT.items():
        with suppress(ImportError):  # each system lacks some
            found = importlib.import_module(module)
            for name in names:
                if hasattr(found, name):
                    setattr(found, name, refusing)


def install(guard: Guard) -> None:
    """Let the guard decide from now on; nothing can take it back."""
    close_gaps(guard)
    sys.addaudithook(guard)
