"""The command: `python -m mutation`, for every module, or for those that are named."""

import argparse
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice, repeat

import records
from mutation.killing import PACKAGE, Outcome, measure, suite
from mutation.mutants import Mutant, mutants
from mutation.reasons import examples, reasons

Found = list[tuple[Mutant, dict[str, Outcome]]]
MODULES = sorted(path.stem for path in PACKAGE.glob("*.py"))
COLUMNS = ("mutants", "printed", "property", "both", "whole", "survivors")


def main() -> int:
    """Measure; print what was found; return whether a survivor lacks its reason, or a reason its survivor."""
    parser = argparse.ArgumentParser(prog="tox -e mutation --", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="section_4_4, say; without any, every module")
    parser.add_argument("--record", action="store_true", help="write docs/records/mutation.json")
    asked = parser.parse_args()
    modules = asked.modules or MODULES
    if unknown := set(modules) - set(MODULES):
        parser.error(f"there is no module {', '.join(sorted(unknown))}")
    if asked.record and set(modules) != set(MODULES):
        parser.error("only what is found of every module is recorded")

    begin, workers = time.monotonic(), os.cpu_count() or 1
    print(f"{'':<16}" + "".join(f"{column:>11}" for column in COLUMNS), flush=True)
    everything, table, not_python = [], [], 0
    with suite() as original, ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
        made = {module: mutants(PACKAGE / f"{module}.py") for module in modules}
        every = [mutant for those, _ in made.values() for mutant in those]
        outcomes = pool.map(measure, repeat(original.package), every, map(original.tests_of, every))
        for module, (those, invalid) in made.items():
            found = list(islice(outcomes, len(those)))
            everything += found
            not_python += invalid
            table.append({"module": module, **counts(found)})
            show(table[-1])
    table.append({"module": "all", **counts(everything)})
    show(table[-1])
    minutes = (time.monotonic() - begin) / 60
    how = Counter(outcome.how for _, outcomes in everything for outcome in outcomes.values())
    print(
        f"\n{minutes:.1f} minutes with {workers} workers; {how['timeout']} runs did not end, {how['crashed']} crashed"
    )
    print(f"left out, as they are not Python: {not_python} mutants")

    wrong = list(unexplained(everything, modules))
    print("\n" + ("\n\n".join(wrong) if wrong else "Each survivor has its reason."))
    if asked.record:
        tests = {kind: len(outcome.tests) for kind, outcome in original.kinds.items()}
        record(everything, table, tests, not_python, how, minutes, workers)
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


def unexplained(found: Found, modules: list[str]) -> Iterator[str]:
    """Yield a paragraph for each survivor without a reason, and for each entry that fits none."""
    written = {name for name in reasons() if name.module in modules}
    left = {mutant.name: mutant.number for mutant, outcomes in found if survives(outcomes)}
    for name, number in left.items():
        if name not in written:
            yield f"SURVIVES, without a reason: {told(name)}\n    line {number}"
    for name in written - set(left):
        yield f"REASON WITHOUT A SURVIVOR: {told(name)}"
    for name in set(examples()) - {mutant.name for mutant, _ in found}:
        if name.module in modules:
            yield f"EXAMPLE WITHOUT A MUTANT: {told(name)}"


def told(name) -> str:
    """Return a mutant's name as one reads a change."""
    return f"{name.module}, occurrence {name.occurrence}\n    - {name.line}\n    + {name.mutant}"


def record(everything: Found, table, tests, not_python, how, minutes, workers) -> None:
    """Keep it for the page."""
    why, shown = reasons(), examples()
    survivors = [
        {**mutant.name._asdict(), "why": why.get(mutant.name, "")}
        for mutant, outcomes in everything
        if survives(outcomes)
    ]
    outcomes_of = {mutant.name: outcomes for mutant, outcomes in everything}
    chosen = [
        {
            **name._asdict(),
            "text": text,
            "printed": outcomes_of[name]["printed"].killed,
            "property": outcomes_of[name]["property"].killed,
            "whole": not survives(outcomes_of[name]),
        }
        for name, text in shown.items()
    ]
    path = records.write(
        "mutation",
        "tox -e mutation -- --record",
        packages=("cosmic-ray", "hypothesis", "pytest"),
        minutes=round(minutes, 1),
        workers=workers,
        tests=tests,
        not_python=not_python,
        timeouts=how["timeout"],
        crashes=how["crashed"],
        all=table[-1],
        modules=table,
        examples=chosen,
        survivors=survivors,
    )
    print(f"written: {path.relative_to(records.ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
