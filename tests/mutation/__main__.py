"""The command: `python -m mutation`, for every module, or for those that are named."""

import argparse
import sys
import time
import tomllib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import records
from mutation import afresh, quick
from mutation.forks import DIED, WORKERS, counted, in_forks
from mutation.mutants import Mutant, Name, mutants
from mutation.watch import PACKAGE

MODULES = sorted(path.stem for path in PACKAGE.glob("*.py"))
COLUMNS = ("mutants", "killed", "survivors", "died", "not_python")


def main() -> int:
    """Ask every mutant; print what was found; return whether a survivor lacks its reason, or a reason its survivor."""
    parser = argparse.ArgumentParser(prog="tox -e mutation --", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="section_4_4, say; without any, every module")
    parser.add_argument("--record", action="store_true", help="write docs/records/mutation.json")
    asked = parser.parse_args()
    if unknown := set(asked.modules) - set(MODULES):
        parser.error(f"there is no module {', '.join(sorted(unknown))}")
    if asked.record and asked.modules:
        parser.error("only what is found of every module is recorded")

    begin = time.monotonic()
    afresh.import_libraries()
    modules = asked.modules or MODULES
    made = {path.stem: found for path, found in in_forks(mutants, [PACKAGE / f"{module}.py" for module in modules])}
    tests, answers = ask([mutant for module in modules for mutant in made[module][0]])
    rows = [row_of(module, *made[module], answers) for module in modules]
    rows.append({"module": "all", **{column: sum(row[column] for row in rows) for column in COLUMNS}})
    minutes = (time.monotonic() - begin) / 60
    survivors = [mutant.name for mutant, test in answers.items() if not test]

    print(f"{'':<16}" + "".join(f"{column:>11}" for column in COLUMNS))
    for row in rows:
        print(f"{row['module']:<16}" + "".join(f"{row[column]:>11}" for column in COLUMNS))
    print(f"{minutes:.1f} minutes with {WORKERS} processes at once")
    wrong = list(unexplained(survivors, modules))
    print("\n\n".join(wrong) if wrong else "Each survivor has its reason.")
    if asked.record:
        record(rows, survivors, tests, minutes)
    return 1 if wrong else 0


def ask(every: list[Mutant]) -> tuple[int, dict[Mutant, str | None]]:
    """Return how many tests there are, and of each mutant the first that notices it, or ""."""
    [(_, (suite, quickly))] = in_forks(quick.ask, [every])
    others = [mutant for mutant in every if quickly[mutant] is quick.NOT_ASKED]
    slowly = dict(counted(in_forks(partial(afresh.ask, suite=suite), others), f"of {len(others)} asked afresh"))
    return len(suite.seconds), quickly | slowly


def row_of(module: str, made: list[Mutant], not_python: int, answers: dict[Mutant, str | None]) -> dict[str, Any]:
    """Return the counts of a module."""
    found = [answers[mutant] for mutant in made]
    numbers = (len(found), len(found) - found.count(""), found.count(""), found.count(DIED), not_python)
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


def unexplained(survivors: list[Name], modules: list[str]) -> Iterator[str]:
    """Yield a paragraph for each survivor without a reason, and for each reason that fits no survivor."""
    of_modules = {name for name in reasons() if name.module in modules}
    for names, head in (
        (set(survivors) - of_modules, "SURVIVES, without a reason"),
        (of_modules - set(survivors), "REASON WITHOUT A SURVIVOR"),
    ):
        for name in sorted(names):
            yield f"{head}: {name.module}, occurrence {name.occurrence}\n    - {name.line}\n    + {name.mutant}"


def record(rows: list[dict[str, Any]], survivors: list[Name], tests: int, minutes: float) -> None:
    """Keep it for the page, the survivors of one line together where they survive for one reason."""
    why, together = reasons(), {}
    for name in survivors:
        together.setdefault((name.module, name.line, why.get(name, "")), {})[name.mutant] = None
    path = records.write(
        "mutation",
        "tox -e mutation -- --record",
        packages=("cosmic-ray", "hypothesis", "pytest"),
        minutes=round(minutes, 1),
        workers=WORKERS,
        tests=tests,
        all=rows[-1],
        modules=rows[:-1],
        survivors=[
            {"module": module, "line": line, "mutants": list(those), "why": why}
            for (module, line, why), those in together.items()
        ],
    )
    print(f"written: {path.relative_to(records.ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
