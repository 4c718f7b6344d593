"""Processes of their own for many tasks."""

import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Any

WORKERS = os.cpu_count() or 1
DIED = "no test: the process died or did not end"
"""The answer of a process that a signal has ended."""

_fork = multiprocessing.get_context("fork")


def in_forks(work: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield each task and what `work` returns of it in a fork of this process, or DIED; as many at once as CPUs."""
    waiting, running = iter(tasks), {}
    while True:
        for task in islice(waiting, WORKERS - len(running)):
            ours, theirs = _fork.Pipe(duplex=False)
            folder = tempfile.mkdtemp(prefix="mutation-")
            process = _fork.Process(target=_send, args=(theirs, folder, work, task))
            process.start()
            theirs.close()
            running[ours] = task, folder, process
        if not running:
            return
        for ours in wait(running):
            task, folder, process = running.pop(ours)
            try:
                answer = ours.recv()
            except EOFError:
                answer = DIED
            process.join()
            if process.exitcode > 0:
                raise RuntimeError(f"in a process of its own, {work} failed")
            ours.close()
            shutil.rmtree(folder, ignore_errors=True)
            yield task, answer


def _send(connection: Connection, folder: str, work: Callable[[Any], Any], task: Any) -> None:
    tempfile.tempdir = folder  # so that nothing is left behind of a process that dies
    connection.send(work(task))


def counted(answers: Iterable[tuple[Any, Any]], of_what: str) -> Iterator[tuple[Any, Any]]:
    """Yield the answers, and print after each hundred of them how many there are."""
    for number, answer in enumerate(answers, start=1):
        if number % 100 == 0:
            print(number, of_what, flush=True)
        yield answer


def silence() -> None:
    """Let nothing more be printed by this process."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
