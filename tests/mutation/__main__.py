"""The command: `python -m mutation`, for every module, or for those that are named."""

import argparse
import random
import sys
import time
import tomllib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import records
from mutation import afresh, quick
from mutation.forks import DIED, WORKERS, in_forks
from mutation.mutants import Mutant, Name, mutants
from mutation.watch import PACKAGE

MODULES = sorted(path.stem for path in PACKAGE.glob("*.py"))
COLUMNS = ("mutants", "killed", "survivors", "died", "not_python")


def main() -> int:
    """Ask every mutant; print what was found; return whether a survivor lacks its reason, or a reason its survivor."""
    parser = argparse.ArgumentParser(prog="tox -e mutation --", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="section_4_4, say; without any, every module")
    parser.add_argument("--sample", type=int, metavar="N", help="ask N mutants, drawn at random, instead of all")
    parser.add_argument("--record", action="store_true", help="write docs/records/mutation.json")
    asked = parser.parse_args()
    if unknown := set(asked.modules) - set(MODULES):
        parser.error(f"there is no module {', '.join(sorted(unknown))}")
    if asked.record and (asked.modules or asked.sample):
        parser.error("only what is found of every mutant is recorded")

    begin = time.monotonic()
    afresh.import_libraries()
    made = dict(in_forks(mutants, [PACKAGE / f"{module}.py" for module in asked.modules or MODULES]))
    every = [mutant for path in sorted(made) for mutant in made[path][0]]
    if asked.sample:
        every = random.Random(0).sample(every, min(asked.sample, len(every)))
    tests, answers = ask(every)
    minutes = (time.monotonic() - begin) / 60

    survivors = [mutant.name for mutant in every if not answers[mutant]]
    rows = [row_of(path.stem, made[path][1], every, answers) for path in sorted(made)]
    total = {"module": "all", **{column: sum(row[column] for row in rows) for column in COLUMNS}}
    print(f"{'':<16}" + "".join(f"{column:>11}" for column in COLUMNS))
    for row in [*rows, total]:
        print(f"{row['module']:<16}" + "".join(f"{row[column]:>11}" for column in COLUMNS))
    print(f"{minutes:.1f} minutes with {WORKERS} processes at once")
    exist = {mutant.name for those, _ in made.values() for mutant in those}
    wrong = list(unexplained(survivors, {mutant.name for mutant in every}, exist, {path.stem for path in made}))
    print("\n\n".join(wrong) if wrong else "Each survivor has its reason.")
    if asked.record:
        record(rows, total, survivors, tests=tests, minutes=minutes)
    return 1 if wrong else 0


def ask(every: list[Mutant]) -> tuple[int, dict[Mutant, str | None]]:
    """Return how many tests there are, and of each mutant the first that notices it, or ""."""
    [(_, found)] = in_forks(quick.ask, [every])
    if found == DIED:
        raise SystemExit("The suite could not be asked.")
    suite, answers = found
    again = [mutant for mutant in every if not answers[mutant]]
    print(f"{len(again)} of {len(every)} are asked afresh", flush=True)
    answers.update(in_forks(partial(afresh.ask, suite=suite), again))
    return len(suite.seconds), answers


def row_of(module: str, not_python: int, every: list[Mutant], answers: dict[Mutant, str | None]) -> dict[str, Any]:
    """Return the counts of a module."""
    noticed = [answers[mutant] for mutant in every if mutant.name.module == module]
    numbers = (len(noticed), sum(map(bool, noticed)), noticed.count(""), noticed.count(DIED), not_python)
    return {"module": module, **dict(zip(COLUMNS, numbers, strict=True))}


def reasons() -> dict[Name, str]:
    """Return why each survivor can't be killed; an entry may name several mutants of one line, and occurrences."""
    written = tomllib.loads(Path(__file__).with_name("survivors.toml").read_text(encoding="utf-8"))
    return {
        Name(entry["module"], entry["line"], becomes, occurrence): entry["text"]
        for entry in written["mutant"]
        for becomes in entry["becomes"]
        for occurrence in entry.get("occurrences", [1])
    }


def unexplained(survivors: list[Name], asked: set[Name], exist: set[Name], modules: set[str]) -> Iterator[str]:
    """Yield a paragraph for each survivor without a reason, and for each reason that fits no survivor.

    Of a mutant that was not asked nothing is known but whether there is one.
    """
    for name in survivors:
        if name not in reasons():
            yield f"SURVIVES, without a reason: {shown(name)}"
    for name in reasons():
        if name.module in modules and name not in survivors and (name in asked or name not in exist):
            yield f"REASON WITHOUT A SURVIVOR: {shown(name)}"


def shown(name: Name) -> str:
    """Return a mutant's name as one reads a change."""
    return f"{name.module}, occurrence {name.occurrence}\n    - {name.line}\n    + {name.mutant}"


def record(
    rows: list[dict[str, Any]], total: dict[str, Any], survivors: list[Name], tests: int, minutes: float
) -> None:
    """Keep it for the page, the survivors of one line together where they survive for one reason."""
    together: dict[tuple[str, str, str], dict[str, None]] = {}
    for name in survivors:
        together.setdefault((name.module, name.line, reasons().get(name, "")), {})[name.mutant] = None
    path = records.write(
        "mutation",
        "tox -e mutation -- --record",
        packages=("cosmic-ray", "hypothesis", "pytest"),
        minutes=round(minutes, 1),
        workers=WORKERS,
        tests=tests,
        all=total,
        modules=rows,
        survivors=[
            {"module": module, "line": line, "mutants": list(those), "why": why}
            for (module, line, why), those in together.items()
        ],
    )
    print(f"written: {path.relative_to(records.ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
