"""What the check finds, by kind of slip and by form of file, over both corpora; and what it says of hostile files.

`python -m check.table` prints it, and with `--record` keeps it for the page in docs/records/check.json.
"""

import argparse
import itertools
import os
import socket
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import records
from chapter4.check.checking import check
from chapter4.check.found import Finding, Place
from check import corpus, held, input_forms
from check.defining import are_both_named
from check.held_edits import SLIPS

WORKERS = 5
"""So many files at a time: each is run in a process of its own."""

FORMS: dict[str, Callable[[str], input_forms.Form]] = {
    "script": lambda code: (code.encode(), "copy.py", Place),
    "notebook": input_forms.as_notebook,
    "Markdown": input_forms.as_markdown,
    "prose": input_forms.as_prose,
    "prompts": input_forms.with_prompts,
    "smart quotes": input_forms.with_smart_quotes,
    "line numbers": input_forms.with_line_numbers,
    "CRLF": input_forms.with_crlf,
    "escapes": input_forms.escaped,
    "UTF-8 with a mark": partial(input_forms.in_encoding, encoding="utf-8-sig"),
    "UTF-16": partial(input_forms.in_encoding, encoding="utf-16"),
}


@dataclass(frozen=True)
class Asked:
    """A copy with one slip, in one form."""

    corpus: str
    kind: str
    form: str
    code: str
    function: str
    """What the copy calls the definition with the slip."""
    line: int
    """Where the statement with the slip begins, in the code."""


@dataclass(frozen=True)
class Got:
    """What was said of it."""

    asked: Asked
    found: bool = False
    right_line: bool = False
    once: bool = False
    """Whether it is told in one finding."""
    explained: bool = False
    """Whether its cause, or what to write, is told."""
    others: int = 0
    """How many findings, not counting hazards, stand outside the definition."""
    seconds: float = 0.0


# ------------------------------------------------------------------ Slips


def asked(every: int = 1) -> Iterator[Asked]:
    """Yield each slip, and every so many of the fitted corpus, in one form after the other."""
    for form, slip in zip(itertools.cycle(FORMS), _slips(every), strict=False):
        yield Asked(form=form, **slip)


def _slips(every: int) -> Iterator[dict[str, Any]]:
    for slip in SLIPS:
        if slip.kind != "sound":
            yield {
                "corpus": "held",
                "kind": slip.kind,
                "code": held.applied(slip),
                "function": slip.function,
                "line": held.line(slip),
            }
    for edit in corpus.EDITS[::every]:
        yield {
            "corpus": "fitted",
            "kind": _kind(edit),
            "code": corpus.applied(edit),
            "function": _called(edit),
            "line": corpus.line(edit),
        }


def _called(edit: corpus.Edit) -> str:
    """Return what the copy calls the function of an edit."""
    code = corpus.source(edit.style)
    names = [edit.function, *sorted(corpus.CALLED.get(edit.function, ()))]
    return next(name for name in names if any(held.definitions(code, name)))


def got(asked: Asked) -> Got:
    """Return what the check says of a copy."""
    data, name, place = FORMS[asked.form](asked.code)
    began = time.monotonic()
    try:
        found = accusations(data, name)
    except Exception:
        return Got(asked)
    seconds = time.monotonic() - began
    first, last = held.extent(asked.code, asked.function)
    within = range(asked.code.count("\n", 0, first) + 1, asked.code.count("\n", 0, last) + 1)
    places = {_line(place(line)) for line in within}
    own = [finding for finding in found if _line(finding.place) in places]
    return Got(
        asked,
        found=bool(own),
        right_line=any(_line(finding.place) == _line(place(asked.line)) for finding in own),
        once=len(own) == 1,
        explained=any(_is_explained(finding) for finding in own),
        others=len(found) - len(own),
        seconds=seconds,
    )


def accusations(data: bytes, name: str) -> list[Finding]:
    """Return what is told that is no hazard, and no matter of the form, such as the quotes of print."""
    of_form = {(one.place, one.message) for one in check(data, name, run=False).findings if one.message != OF_IMAGES}
    found = check(data, name, run=True).findings
    return [one for one in found if not one.hazard and (one.place, one.message) not in of_form]


OF_IMAGES = "the labels are drawn from the images"
"""The one slip that is seen without running the code."""


def _line(place: Place) -> tuple[int | None, int]:
    return place.cell, place.line


def _is_explained(finding: Finding) -> bool:
    return "not in a way known here" not in finding.message


def shares(several: Sequence[Got], **more: Any) -> dict[str, Any]:
    """Return a row of the table."""
    own = sum(one.found for one in several)
    accused = own + sum(one.others for one in several)
    return {
        **more,
        "slips": len(several),
        "recall": _percent(own, len(several)),
        "precision": _percent(own, accused),
        "line": _percent(sum(one.right_line for one in several), len(several)),
        "explained": _percent(sum(one.explained for one in several), len(several)),
        "once": _percent(sum(one.once for one in several), len(several)),
    }


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def rows(several: Iterable[Got], key: Callable[[Asked], str], name: str) -> list[dict[str, Any]]:
    """Return a row for each kind of what was asked, the commonest first."""
    groups: dict[str, list[Got]] = {}
    for one in several:
        groups.setdefault(key(one.asked), []).append(one)
    return [shares(group, **{name: kind}) for kind, group in sorted(groups.items(), key=lambda item: -len(item[1]))]


def sound(every: int) -> dict[str, int]:
    """Return how many sound files there are in all forms, or every so many of them, and how many are accused."""
    codes = [*map(corpus.source, corpus.STYLES), *map(held.source, held.COPIES)]
    codes += [held.applied(slip) for slip in SLIPS if slip.kind == "sound"]
    files = [form(code) for code in codes for form in FORMS.values()][::every]
    with ThreadPoolExecutor(WORKERS) as pool:
        accused = list(pool.map(lambda file: _accuses(*file[:2]), files))
    return {"copies": len(files), "accused": sum(accused)}


def pairs() -> dict[str, Any]:
    """Return how many pairs of slips in one function the fitted corpus has, and which are not both named."""
    asked = list(corpus.pairs_in_one_function())
    missed = [pair for pair in asked if not are_both_named(*pair)]
    rows = [{"function": one.function, "one": _kind(one), "other": _kind(other)} for one, other in missed]
    return {"asked": len(asked), "named": len(asked) - len(missed), "missed": rows}


def _kind(edit: corpus.Edit) -> str:
    return "; ".join(f"{knob}: {value}" for _, knob, value in edit.slips)


def _accuses(data: bytes, name: str) -> bool:
    return bool(accusations(data, name))


# ------------------------------------------------------------------ Hostile files

SOUND = "def sigmoid(x):\n    import numpy as np\n    return 1 / (1 + np.exp(-x))\n"


def hostile(outside: str, port: int) -> dict[str, bytes]:
    """Return files that do harm or are none, by what they do."""
    return {
        "an endless loop": f"while True:\n    pass\n{SOUND}".encode(),
        "os._exit": f"import os\nos._exit(0)\n{SOUND}".encode(),
        "ten gigabytes": f"held = bytearray(10 * 2**30)\n{SOUND}".encode(),
        "a fork bomb": f"import os\nwhile True:\n    os.fork()\n{SOUND}".encode(),
        "a file outside deleted": f"import os\nos.remove({outside!r})\n{SOUND}".encode(),
        "a network connection": f"import socket\nsocket.create_connection(('127.0.0.1', {port}))\n{SOUND}".encode(),
        "binary junk": bytes(range(256)) * 400,
        "an empty file": b"",
        "a million lines": b"x = 1\n" * 1_000_000,
    }


def of_hostile() -> list[dict[str, Any]]:
    """Return what each hostile file got, and the seconds; what it tried to harm must be as it was."""
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as server:
        outside = os.path.join(folder, "kept.txt")
        with open(outside, "w", encoding="utf-8") as file:
            file.write("kept")
        server.setblocking(False)
        told = []
        for what, data in hostile(outside, server.getsockname()[1]).items():
            began = time.monotonic()
            report = check(data, "copy.py", run=True)
            verdicts = ", ".join(f"{judged.called} {judged.verdict}" for judged in report.functions)
            notes = "; ".join(note.replace(folder, "…") for note in report.notes) or "left, and the rest was run"
            told.append({"file": what, "got": notes, "judged": verdicts, "seconds": round(time.monotonic() - began, 1)})
        assert os.path.exists(outside)
        assert not _was_called(server)
    return told


def _was_called(server: socket.socket) -> bool:
    try:
        server.accept()
    except BlockingIOError:
        return False
    return True


# ------------------------------------------------------------------ The command


def measured(every: int) -> dict[str, Any]:
    """Return all that is kept."""
    with ThreadPoolExecutor(WORKERS) as pool:
        several = list(pool.map(got, asked(every)))
    times = sorted(one.seconds for one in several)
    return {
        "total": shares(several),
        "corpora": rows(several, lambda one: one.corpus, "corpus"),
        "forms": rows(several, lambda one: one.form, "form"),
        "kinds": rows((one for one in several if one.asked.corpus == "held"), lambda one: one.kind, "kind"),
        "pairs": pairs(),
        "sound": sound(every),
        "every": every,
        "seconds": {"median": round(times[len(times) // 2], 1), "most": round(times[-1], 1)},
        "hostile": of_hostile(),
        "missed": [_missed(one) for one in several if not one.found or not one.right_line or one.others],
    }


def _missed(one: Got) -> dict[str, Any]:
    """Return what to look at of a slip that was not told as it should be."""
    what = "not found" if not one.found else "another function accused" if one.others else "another line"
    asked = one.asked
    return {"corpus": asked.corpus, "function": asked.function, "kind": asked.kind, "form": asked.form, "what": what}


def main() -> None:
    """Measure, print, and keep it if that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="keep it for the pages")
    parser.add_argument(
        "--every", type=int, default=1, metavar="N", help="take of what was fitted, and of sound files, each Nth"
    )
    arguments = parser.parse_args()
    found = measured(arguments.every)
    for part in ("corpora", "forms", "kinds", "hostile", "missed"):
        print(f"\n{part}")
        for row in found[part]:
            print("  ".join(map(str, row.values())))
    print(f"\n{found['total']}\n{found['pairs']}\n{found['sound']}\n{found['seconds']}")
    if arguments.record:
        command = f"tox -e table -- --every {arguments.every} --record"
        print("written to", records.write("check", command, **found).relative_to(records.ROOT))


if __name__ == "__main__":
    main()
