"""The command: `python -m mutation`, for every module, or for those that are named."""

import argparse
import multiprocessing
import os
import random
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
    parser.add_argument("--record", action="store_true", help="write docs/records/mutation.json")
    parser.add_argument("--sample", type=int, metavar="N", help="measure N mutants, drawn at random, instead of all")
    parser.add_argument("--seed", type=int, default=0, help="of that draw; by default 0")
    asked = parser.parse_args()
    modules = asked.modules or MODULES
    if unknown := set(modules) - set(MODULES):
        parser.error(f"there is no module {', '.join(sorted(unknown))}")
    if asked.record and set(modules) != set(MODULES):
        parser.error("only what is found of every module is recorded")

    begin, workers = time.monotonic(), os.cpu_count() or 1
    print(f"{'':<16}" + "".join(f"{column:>11}" for column in COLUMNS), flush=True)
    rows = []
    with suite() as original, ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
        made = {module: mutants(PACKAGE / f"{module}.py") for module in modules}
        names = [mutant.name for those, _ in made.values() for mutant in those]
        size = min(asked.sample or len(names), len(names))
        drawn = set(random.Random(asked.seed).sample(names, size)) if asked.sample else set(names)
        # The examples are measured too, and counted only where they were drawn.
        wanted = drawn | set(examples())
        chosen = {module: [mutant for mutant in those if mutant.name in wanted] for module, (those, _) in made.items()}
        every = [mutant for those in chosen.values() for mutant in those]
        outcomes = pool.map(measure, repeat(original.package), every, map(original.tests_of, every))
        for module, those in chosen.items():
            found = list(islice(outcomes, len(those)))
            rows.append(rows_of(module, found, drawn, made[module]))
            show(rows[-1])
    show({"module": "all", **{column: sum(row[column] for row in rows) for column in COLUMNS}})
    minutes = (time.monotonic() - begin) / 60
    for key, words in (("not_python", "left out, as they are not Python"), ("timeouts", "runs that did not end")):
        print(f"{words}: {sum(row[key] for row in rows)}")
    print(f"{minutes:.1f} minutes with {workers} workers")
    wrong = list(unexplained(rows, drawn, set(names)))
    print("\n\n".join(wrong) if wrong else "Each survivor has its reason.")
    if asked.record:
        tests = {kind: len(outcome.tests) for kind, outcome in original.kinds.items()}
        drawing = f" --sample {asked.sample} --seed {asked.seed}" if asked.sample else ""
        record(rows, tests, minutes, workers, drawing)
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


def unexplained(rows: list[dict[str, Any]], drawn: set[Name], names: set[Name]) -> Iterator[str]:
    """Yield a paragraph for each survivor without a reason, and for each reason and example that fits no mutant.

    Of a mutant that was not drawn nothing is known but whether there is one.
    """
    modules = {row["module"] for row in rows}
    left = {Name(**named) for row in rows for named in row["survivors_of"]}
    shown = {Name(**{key: named[key] for key in Name._fields}) for row in rows for named in row["examples_of"]}
    for name in sorted(left - set(reasons())):
        yield f"SURVIVES, without a reason: {told(name)}"
    for name in sorted(set(reasons()) - left):
        if name in drawn or (name.module in modules and name not in names):
            yield f"REASON WITHOUT A SURVIVOR: {told(name)}"
    for name in sorted(set(examples()) - shown):
        if name.module in modules:
            yield f"EXAMPLE WITHOUT A MUTANT: {told(name)}"


def told(name) -> str:
    """Return a mutant's name as one reads a change."""
    return f"{name.module}, occurrence {name.occurrence}\n    - {name.line}\n    + {name.mutant}"


def rows_of(module: str, measured: Found, drawn: set[Name], made: tuple[list[Mutant], int]) -> dict[str, Any]:
    """Return what is kept of a module: the counts and survivors of what was drawn, and the examples."""
    found = [(mutant, outcomes) for mutant, outcomes in measured if mutant.name in drawn]
    how = Counter(outcome.how for _, outcomes in found for outcome in outcomes.values())
    killed_by = {
        mutant.name: {
            **{kind: outcomes[kind].killed for kind in ("printed", "property")},
            "whole": not survives(outcomes),
        }
        for mutant, outcomes in measured
    }
    return {
        "module": module,
        "made": len(made[0]),
        **counts(found),
        "not_python": made[1],
        "timeouts": how["timeout"],
        "crashes": how["crashed"],
        "survivors_of": [mutant.name._asdict() for mutant, outcomes in found if survives(outcomes)],
        "examples_of": [name._asdict() | killed_by[name] for name in examples() if name in killed_by],
    }


def by_reason(survivors: list[Name], why: dict[Name, str]) -> list[dict[str, Any]]:
    """Return the mutants that survive, those of one line together where they do so for one reason."""
    together: dict[tuple[str, str, str], dict[str, None]] = {}
    for name in survivors:
        together.setdefault((name.module, name.line, why.get(name, "")), {})[name.mutant] = None
    return [
        {"module": module, "line": line, "mutants": list(mutants_of_line), "why": reason}
        for (module, line, reason), mutants_of_line in together.items()
    ]


def record(modules: list[dict[str, Any]], tests: dict[str, int], minutes: float, workers: int, drawing: str) -> None:
    """Keep it for the page."""
    shown = examples()
    keys = ("made", *COLUMNS, "not_python", "timeouts", "crashes")
    path = records.write(
        "mutation",
        f"tox -e mutation -- --record{drawing}",
        packages=("cosmic-ray", "hypothesis", "pytest"),
        minutes=round(minutes, 1),
        workers=workers,
        tests=tests,
        all={"module": "all", **{key: sum(row[key] for row in modules) for key in keys}},
        modules=[{key: row[key] for key in ("module", *keys)} for row in modules],
        survivors=by_reason([Name(**named) for row in modules for named in row["survivors_of"]], reasons()),
        examples=[
            named | {"text": shown[Name(**{key: named[key] for key in Name._fields})]}
            for row in modules
            for named in row["examples_of"]
        ],
    )
    print(f"written: {path.relative_to(records.ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
