"""The module or file that --implementation names, read and adapted as the check does it."""

import importlib
import importlib.util
import inspect
import sys
from pathlib import Path
from types import ModuleType

import pytest

from chapter4.check import adapting
from chapter4.check.judging.names import ARGUMENTS

CHAPTERS = {*ARGUMENTS, "SimpleNet", "simpleNet"}


def load(name: str, folder: Path) -> ModuleType:
    """Return a module that has what the implementation has of the chapter, by the chapter's names.

    `__written__` holds the functions as they are written, `__as_given__` those that the suite hands labels for one-hot
    answers as they take these themselves, `__codes__` the code, and `__file__` where it stands.
    """
    path = Path(folder, name)
    if path.is_file() and name:
        found = adapting.adapted(_contents(path, name), str(path))
        return _module(path.name, path.resolve(), found)
    if path.is_dir() and name:
        raise _refusal(f"{name} is a folder; name a file")
    module = _imported(name, folder)
    return _module(name, Path(module.__file__ or ""), adapting.adapted_module(module), [inspect.getsource(module)])


def _contents(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _refusal(f"{name}: {error.strerror}") from None


def _imported(name: str, folder: Path) -> ModuleType:
    """Return the module of that name, from that folder or the path."""
    sys.path.insert(0, str(folder))
    try:
        found = all(part.isidentifier() for part in name.split(".")) and importlib.util.find_spec(name)
    except (ImportError, ValueError):  # of the package before its last dot
        found = None
    except Exception as error:
        raise _broken(name, error) from None
    if not found or not found.has_location:
        raise _refusal(f"there is neither a file nor a module {name!r}, nor a model of a defect with this id")
    try:
        return importlib.import_module(name)
    except (Exception, SystemExit) as error:
        raise _broken(name, error) from None


def _broken(name: str, error: BaseException) -> pytest.UsageError:
    said = str(error).partition("\n")[0]
    return _refusal(f"the module {name} can not be imported: {type(error).__name__}: {said}")


def _refusal(why: str) -> pytest.UsageError:
    return pytest.UsageError(f"--implementation: {why}")


def _module(name: str, path: Path, found: adapting.Adapted, codes: list[str] | None = None) -> ModuleType:
    module = ModuleType(name)
    others = {key: value for key, value in found.names.items() if not key.startswith("__") and key not in CHAPTERS}
    vars(module).update({**others, **found.functions})
    vars(module).update(__file__=str(path), __codes__=codes or found.codes)
    vars(module).update(__written__=found.definitions, __as_given__=found.as_given)
    return module
