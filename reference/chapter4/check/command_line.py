"""The command `chapter4`: `check` says what is wrong with copies, `stubs` writes what a class is to fill in.

`explain` prints an entry of the ledger.
"""

import argparse
import contextlib
import difflib
import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

import chapter4
from chapter4.check.fixing.backup import rewrite
from chapter4.check.fixing.patch import patch
from chapter4.check.found import Report
from chapter4.check.showing.fixes import account
from chapter4.check.showing.folders import SUFFIXES, files_in
from chapter4.check.showing.listing import NOTHING
from chapter4.check.showing.outputs import all_got, as_json, exit_code, explain, github, graded, sarif, text
from chapter4.check.showing.paint import plain
from chapter4.check.showing.sources import sources
from chapter4.check.showing.terminal import printable

UNUSABLE = 2
"""The exit code where nothing could be checked or explained."""

EXECUTED = "The file's code is executed, in a process of its own with limits; --no-run only reads it."

EXIT_CODES = (
    "Exit code: 0 nothing wrong, 1 something wrong, 2 a file could not be checked; "
    "with --diff or --fix, 1 where something wrong is not fixed."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments say, those of the process by default, and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = _parser().parse_args(argv)
    commands = {"check": _check, "explain": _explain, "stubs": _stubs}
    return commands[arguments.command](arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="chapter4", description="What is wrong with copies of the chapter's code.")
    commands = parser.add_subparsers(dest="command", required=True)
    site = argparse.ArgumentParser(add_help=False)
    site.add_argument("--base-url", default="", metavar="URL", help="where the site is, for the addresses of entries")

    check = commands.add_parser(
        "check", parents=[site], help="say what is wrong with a copy", description=EXECUTED, epilog=EXIT_CODES
    )
    check.add_argument("files", nargs="+", metavar="FILE", help="a file, a folder, or - for standard input")
    check.add_argument("--no-run", dest="run", action="store_false", help="only read the code, do not execute it")
    check.add_argument("--strict", action="store_true", help="take a hazard for wrong too")
    correct = check.add_mutually_exclusive_group()
    correct.add_argument("--diff", action="store_true", help="print the corrections as a patch")
    correct.add_argument(
        "--fix", action="store_true", help="put it right in the file, and keep what stood there in FILE.orig"
    )
    check.add_argument("--format", choices=["text", "json", "github", "sarif"], default="text", help="default: text")
    check.add_argument("--grade", action="store_true", help="mark each function of `stubs`; 1 if a mark is missing")
    check.add_argument(
        "--ignore-unknown", action="store_true", help="take a file without anything of the chapter for right"
    )

    entry = commands.add_parser("explain", parents=[site], help="print one entry of the ledger")
    entry.add_argument("id", type=str.upper, metavar="ID", help="such as E4.2.4-4")

    stubs = commands.add_parser("stubs", help="write the chapter's functions with empty bodies, for a class")
    stubs.add_argument("file", metavar="FILE", help="a file that is not there yet, or - for standard output")
    return parser


# ------------------------------------------------------------------ explain


def _explain(arguments: argparse.Namespace) -> int:
    try:
        _print(explain(arguments.id, arguments.base_url))
    except KeyError:
        return _complain(f"the ledger has no entry {arguments.id}; {_nearest(arguments.id)}")
    return 0


def _nearest(id: str) -> str:
    """Return the ids that may have been meant."""
    from chapter4 import ledger  # which reads the whole ledger

    near = difflib.get_close_matches(id, [entry.id for entry in ledger.entries()])
    return f"did you mean {' or '.join(near)}?" if near else "an id is such as E4.2.4-4"


# ------------------------------------------------------------------ stubs


def _stubs(arguments: argparse.Namespace) -> int:
    from chapter4.check.stubs import stubs  # which imports NumPy

    if arguments.file == "-":
        _print(stubs().rstrip("\n"))
        return 0
    try:
        with open(arguments.file, "x", encoding="utf-8", newline="\n") as file:
            file.write(stubs())
    except FileExistsError:
        return _complain(f"{arguments.file}: it exists, and is not overwritten: name another file, or delete it first")
    except OSError as error:
        return _complain(_reason(arguments.file, error))
    return 0


# ------------------------------------------------------------------ check


def _check(arguments: argparse.Namespace) -> int:
    from chapter4.check.checking import check  # which --help and explain do without

    if problem := _conflict(arguments):
        return _complain(problem)
    if arguments.diff or arguments.fix:
        return _correct(arguments)
    problems: list[str] = []
    reports: list[Report] = []
    lines: dict[str, Sequence[str]] = {}
    for file, data in _contents(arguments.files, problems):
        try:
            reports.append(check(data, file, run=arguments.run))
        except Exception as error:
            problems.append(f"{file}: not checked, for the check itself failed: {type(error).__name__}: {error}")
            continue
        if arguments.format == "text":
            lines |= sources(data, file)
    if reports and (shown := _shown(reports, lines, arguments)):
        _print(shown)
    code = _code(reports, arguments)
    if reports and code == UNUSABLE and arguments.format != "text":
        problems += [f"{report.file}: {NOTHING}" for report in reports]
    for problem in problems:
        _complain(problem)
    return UNUSABLE if problems else code


def _conflict(arguments: argparse.Namespace) -> str:
    """Return why these arguments can't be used together, or ""."""
    corrects = arguments.diff or arguments.fix
    if corrects and arguments.format != "text":
        return "--diff and --fix print a patch and a text: leave --format away"
    if corrects and arguments.grade:
        return "--grade marks a file as it is: leave --diff and --fix away"
    if arguments.grade and not arguments.run:
        return "--grade needs the code to be run: leave out --no-run"
    if arguments.grade and arguments.format not in ("text", "json"):
        return f"--grade has no --format {arguments.format}: take text or json"
    return ""


def _code(reports: Sequence[Report], arguments: argparse.Namespace) -> int:
    """Return the exit code of what was found."""
    if arguments.grade:
        return int(not all_got(reports, strict=arguments.strict))
    code = exit_code(reports, strict=arguments.strict)
    return 0 if code == UNUSABLE and arguments.ignore_unknown else code


# ------------------------------------------------------------------ check --diff, check --fix


def _correct(arguments: argparse.Namespace) -> int:
    """Print the corrections as a patch, or write them, and say of each file what became of it."""
    from chapter4.check.fixing.fixing import fixed  # which a check does without

    problems: list[str] = []
    reports: list[Report] = []
    for file, data in _contents(arguments.files, problems):
        done = fixed(data, file, run=arguments.run)
        reports.append(done.after)
        try:
            kept = _hand_out(file, data, done.data, arguments)
        except OSError as error:
            problems.append(_reason(str(error.filename or file), error))
            continue
        said = account(done.before, done.after, sources(done.data, file), plain, strict=arguments.strict, kept=kept)
        print(said, file=sys.stderr if arguments.diff or file == "-" else sys.stdout)
    for problem in problems:
        _complain(problem)
    return UNUSABLE if problems else _code(reports, arguments)


def _hand_out(file: str, old: bytes, new: bytes, arguments: argparse.Namespace) -> str:
    """Print the patch, or the corrected standard input; or write the file, and return where it is kept as it was."""
    if arguments.diff or file == "-":
        _print_bytes(patch(old, new, file) if arguments.diff else new)
        return ""
    return rewrite(file, old, new) if new != old else ""


def _contents(names: Iterable[str], problems: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield each file and what is in it; what can't be read is added to the problems."""
    for name in names:
        for file in _files(name, problems) if os.path.isdir(name) else [name]:
            try:
                data = _read(file)
            except OSError as error:
                problems.append(_reason(file, error))
            else:
                yield file, data


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    with open(file, "rb") as opened:
        return opened.read()


def _files(folder: str, problems: list[str]) -> list[str]:
    """Return the files of a folder; if there are none, that is a problem."""
    found = list(files_in(folder, lambda error: problems.append(_reason(str(error.filename), error))))
    if not found:
        problems.append(f"{folder}: no {', '.join(sorted(SUFFIXES))} file is in it")
    return found


def _reason(file: str, error: OSError) -> str:
    return f"{file}: {error.strerror}"


def _shown(reports: Sequence[Report], lines: Mapping[str, Sequence[str]], arguments: argparse.Namespace) -> str:
    """Return the reports in the chosen form."""
    match arguments.format:
        case "json":
            return as_json(reports, arguments.base_url, graded=arguments.grade, strict=arguments.strict)
        case "github":
            return github(reports, strict=arguments.strict)
        case "sarif":
            return sarif(reports, arguments.base_url, chapter4.__version__)
        case _ if arguments.grade:
            return graded(reports, strict=arguments.strict)
        case _:
            return text(reports, lines, colour=_has_colour(), strict=arguments.strict)


def _has_colour() -> bool:
    """Return whether standard output is a terminal that shows colours to somebody who wants them."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


# ------------------------------------------------------------------ Output


@contextlib.contextmanager
def _if_wanted() -> Iterator[None]:
    """Print no more where nobody reads on, such as head, which ends when it has enough."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print(text: str) -> None:
    with _if_wanted():
        print(text, flush=True)


def _print_bytes(data: bytes) -> None:
    """Print the bytes of a file as they are."""
    with _if_wanted():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _complain(problem: str) -> int:
    """Print what the matter is and return the exit code."""
    print(f"chapter4: {printable(problem)}", file=sys.stderr)
    return UNUSABLE
