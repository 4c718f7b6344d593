"""The command: `python -m mutation`, for every module, or for those that are named."""

import argparse
import hashlib
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice, repeat
from typing import Any

import records
from mutation.killing import PACKAGE, Outcome, measure, suite
from mutation.mutants import Mutant, Name, mutants
from mutation.reasons import examples, reasons

Found = list[tuple[Mutant, dict[str, Outcome]]]
MODULES = sorted(path.stem for path in PACKAGE.glob("*.py"))
COLUMNS = ("mutants", "printed", "property", "both", "whole", "survivors")


def main() -> int:
    """Measure; print what was found; return whether a survivor lacks its reason, or a reason its survivor."""
    parser = argparse.ArgumentParser(prog="tox -e mutation --", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="section_4_4, say; without any, every module")
    parser.add_argument(
        "--again",
        action="store_true",
        help="after tests or reasons were added: of a module as in the record only the survivors without a reason",
    )
    parser.add_argument("--record", action="store_true", help="write docs/records/mutation.json, or its part")
    asked = parser.parse_args()
    modules = asked.modules or MODULES
    if unknown := set(modules) - set(MODULES):
        parser.error(f"there is no module {', '.join(sorted(unknown))}")

    begin, workers = time.monotonic(), os.cpu_count() or 1
    print(f"{'':<16}" + "".join(f"{column:>11}" for column in COLUMNS), flush=True)
    rows = []
    with suite() as original, ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
        made = {module: mutants(PACKAGE / f"{module}.py") for module in modules}
        kept = {row["module"]: row for row in records.read("mutation")["modules"]} if asked.again else {}
        kept = {module: row for module, row in kept.items() if module in made and row["code"] == digest(module)}
        wanted = {Name(**named) for row in kept.values() for named in row["survivors_of"]} - set(reasons())
        for module in kept:
            made[module] = ([mutant for mutant in made[module][0] if mutant.name in wanted | set(examples())], 0)
        every = [mutant for those, _ in made.values() for mutant in those]
        outcomes = pool.map(measure, repeat(original.package), every, map(original.tests_of, every))
        for module, (those, invalid) in made.items():
            found = list(islice(outcomes, len(those)))
            rows.append(rows_of(module, found, invalid))
            if module in kept:
                asked_again = [pair for pair in found if pair[0].name in wanted]
                more = with_more_killed(kept[module], rows_of(module, asked_again, 0), wanted)
                rows[-1] = more | {"examples_of": rows[-1]["examples_of"]}
            show(rows[-1])
    show({"module": "all", **{column: sum(row[column] for row in rows) for column in COLUMNS}})
    minutes = (time.monotonic() - begin) / 60
    for key, words in (("not_python", "left out, as they are not Python"), ("timeouts", "runs that did not end")):
        print(f"{words}: {sum(row[key] for row in rows)}")
    print(f"{minutes:.1f} minutes with {workers} workers")
    wrong = list(unexplained(rows))
    print("\n\n".join(wrong) if wrong else "Each survivor has its reason.")
    if asked.record:
        tests = {kind: len(outcome.tests) for kind, outcome in original.kinds.items()}
        record(rows, tests, None if asked.again else minutes, workers)
    return 1 if wrong else 0


def survives(outcomes: dict[str, Outcome]) -> bool:
    """Whether no test of the suite has noticed."""
    return not any(outcome.killed for outcome in outcomes.values())


def counts(found: Found) -> dict[str, int]:
    """Return how many mutants there are, and how many are killed by which tests."""
    alone = {kind: {m.name for m, outcomes in found if outcomes[kind].killed} for kind in ("printed", "property")}
    survivors = sum(survives(outcomes) for _, outcomes in found)
    numbers = (
        len(found),
        len(alone["printed"]),
        len(alone["property"]),
        len(alone["printed"] | alone["property"]),
        len(found) - survivors,
        survivors,
    )
    return dict(zip(COLUMNS, numbers, strict=True))


def show(row: dict[str, int | str]) -> None:
    """Print a line of the table."""
    print(f"{row['module']:<16}" + "".join(f"{row[column]:>11}" for column in COLUMNS), flush=True)


def unexplained(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield a paragraph for each survivor without a reason, and for each reason and example that fits no mutant."""
    modules = {row["module"] for row in rows}
    left = {Name(**named) for row in rows for named in row["survivors_of"]}
    shown = {Name(**{key: named[key] for key in Name._fields}) for row in rows for named in row["examples_of"]}
    for name in sorted(left - set(reasons())):
        yield f"SURVIVES, without a reason: {told(name)}"
    for name in sorted(set(reasons()) - left):
        if name.module in modules:
            yield f"REASON WITHOUT A SURVIVOR: {told(name)}"
    for name in sorted(set(examples()) - shown):
        if name.module in modules:
            yield f"EXAMPLE WITHOUT A MUTANT: {told(name)}"


def told(name) -> str:
    """Return a mutant's name as one reads a change."""
    return f"{name.module}, occurrence {name.occurrence}\n    - {name.line}\n    + {name.mutant}"


def rows_of(module: str, found: Found, not_python: int) -> dict[str, Any]:
    """Return what is kept of a module: its counts, and its survivors and examples by name."""
    how = Counter(outcome.how for _, outcomes in found for outcome in outcomes.values())
    killed_by = {
        mutant.name: {
            **{kind: outcomes[kind].killed for kind in ("printed", "property")},
            "whole": not survives(outcomes),
        }
        for mutant, outcomes in found
    }
    return {
        "module": module,
        **counts(found),
        "not_python": not_python,
        "timeouts": how["timeout"],
        "crashes": how["crashed"],
        "code": digest(module),
        "survivors_of": [mutant.name._asdict() for mutant, outcomes in found if survives(outcomes)],
        "examples_of": [name._asdict() | killed_by[name] for name in examples() if name in killed_by],
    }


def with_more_killed(before: dict[str, Any], now: dict[str, Any], asked: set[Name]) -> dict[str, Any]:
    """Return what is kept of a module after some of its survivors were tried once more."""
    killed = {key: before[key] + now[key] for key in ("printed", "property", "both", "whole", "timeouts", "crashes")}
    left = [named for named in before["survivors_of"] if Name(**named) not in asked] + now["survivors_of"]
    return before | killed | {"survivors": len(left), "survivors_of": left}


def digest(module: str) -> str:
    """Return what tells whether a module has changed since its mutants were tried."""
    return hashlib.sha256((PACKAGE / f"{module}.py").read_bytes()).hexdigest()


def record(found: list[dict[str, Any]], tests: dict[str, int], minutes: float | None, workers: int) -> None:
    """Keep it for the page; of single modules beside what is kept of the others, if those have not changed.

    The minutes are those of the last run of everything.
    """
    kept = {row["module"]: row for row in found}
    if (set(kept) != set(MODULES) or minutes is None) and (records.FOLDER / "mutation.json").is_file():
        before = records.read("mutation")
        minutes, workers = before["minutes"], before["workers"]
        kept = {row["module"]: row for row in before["modules"]} | kept
    if stale := [module for module in MODULES if module not in kept or kept[module]["code"] != digest(module)]:
        raise SystemExit(f"not recorded: these have changed since, and must be tried as well: {' '.join(stale)}")
    modules = [kept[module] for module in MODULES]
    why, shown = reasons(), examples()
    keys = (*COLUMNS, "not_python", "timeouts", "crashes")
    path = records.write(
        "mutation",
        "tox -e mutation -- --record",
        packages=("cosmic-ray", "hypothesis", "pytest"),
        minutes=round(minutes, 1),
        workers=workers,
        tests=tests,
        all={"module": "all", **{key: sum(row[key] for row in modules) for key in keys}},
        modules=modules,
        survivors=[named | {"why": why.get(Name(**named), "")} for row in modules for named in row["survivors_of"]],
        examples=[
            named | {"text": shown[Name(**{key: named[key] for key in Name._fields})]}
            for row in modules
            for named in row["examples_of"]
        ],
    )
    print(f"written: {path.relative_to(records.ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
