"""The process that runs a copy's code, and hands what it defines to the module that judges it."""

import importlib
import json
import os
import sys
import warnings
from os import _exit  # by name, as the copy's code may replace the attribute of os
from types import ModuleType
from typing import Any

import numpy as np

import chapter4
from chapter4.check.running import guard, limits, parsing, standins
from chapter4.check.running.channel import Channel
from chapter4.check.running.executing import ALL_SECONDS, Copy


def main() -> None:
    """Do what is asked on standard input, and end without waiting for the code's threads."""
    request = json.load(sys.stdin)
    channel = Channel(os.dup(1), request["token"])
    try:
        _silence()
        limits.limit(request["seconds"], request["megabytes"])
        _tell(request, channel)
    finally:
        _exit(0)


def _tell(request: dict[str, Any], channel: Channel) -> None:
    """Tell the answer, or why there is none."""
    try:
        probing = importlib.import_module(request["probes"])
        if any("import *" in code for code in request["codes"]):
            importlib.import_module("numpy.testing")  # a part of NumPy that may ask another process about the system
        _guard(channel)
        channel.say("answer", _answer(request, channel, probing))
    except MemoryError:
        channel.say("trouble", f"took more than {request['megabytes']} MB")
    except BaseException as error:
        channel.say("trouble", f"the check itself failed: {parsing.last_line(error)}")
    channel.say("end")


def _silence() -> None:
    """Let the code read nothing and print nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nowhere, standard)
    sys.argv = [""]


def _guard(channel: Channel) -> None:
    """Let the code change only the empty folder in which the process was started."""
    package = os.path.dirname(os.path.abspath(chapter4.__file__))
    metadata = [f"{path}-{np.__version__}.dist-info" for path in np.__path__]  # which numpy.testing reads
    readable = guard.importable(package, *np.__path__, *metadata)
    here = os.path.realpath(os.getcwd())
    sys.dont_write_bytecode = True
    guard.install(guard.Guard(here, readable, lambda sentence: channel.say("trouble", sentence)))


def _answer(request: dict[str, Any], channel: Channel, probing: ModuleType) -> Any:
    """Return what the module says of the definitions, when the code has run."""
    np.random.seed(0)  # noqa: NPY002  the chapter draws from the global generator
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        copy = Copy(
            request["codes"],
            failed=lambda block, line, error: channel.say("failed", block, line, error),
            tell=lambda sentence: channel.say("trouble", sentence),
            seconds=min(ALL_SECONDS, request["seconds"] / 4),
            until=request["seconds"] / 2,
        )
        trees = [statement.node for statement in copy.statements]
        sys.meta_path.insert(0, standins.Finder(trees, lambda name: channel.say("stand-in", name)))
        copy.run(only_definitions=request["only_definitions"])
        return probing.probe(copy.definitions())
