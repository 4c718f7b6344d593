"""Run many cases, and print what became of them: ``python -m fuzz --cases 100000 --seed 4``."""

import argparse
import sys
from collections import Counter
from typing import Any

import messages
import records
from fuzz.cases import ANSWER, ANSWER_AND_WARNING, ERROR_OF_F, SUBJECTS, choices_of, drawn, reproducer, run

CASES, SEED = 200_000, 4
REDUCED = 20
"""Of how many cases that are not explained a small form is looked for."""


def fuzz(cases: int, seed: int) -> tuple[dict[str, Any], list[list[int]]]:
    """Return what became of so many cases, and the choices of those that are not explained."""
    names = [subject.name for subject in SUBJECTS]
    outcomes: dict[str, Counter[str]] = {name: Counter() for name in names}
    ratios = dict.fromkeys(names, 0.0)
    unexplained: dict[str, list[list[int]]] = {name: [] for name in names}
    for number in range(cases):
        choices = choices_of(seed, number)
        case = drawn(choices)
        name, outcome = case.subject.name, run(case)
        if outcome.unexplained:
            unexplained[name].append(choices.made)
        else:
            outcomes[name][outcome.kind] += 1
            ratios[name] = max(ratios[name], outcome.ratio)
    functions = []
    for name, kinds in outcomes.items():
        answers = kinds[ANSWER] + kinds[ANSWER_AND_WARNING]
        functions.append(
            {
                "function": name,
                "cases": kinds.total() + len(unexplained[name]),
                "answers": answers,
                "errors": kinds.total() - answers,
                "unexplained": len(unexplained[name]),
                "ratio": ratios[name] or None,  # there is none where the answer is compared exactly
            }
        )
    kinds = sum(outcomes.values(), Counter())
    listed = errors_listed()
    found = {
        "cases": cases,
        "seed": seed,
        **{key: sum(row[key] for row in functions) for key in ("answers", "errors", "unexplained")},
        "warned": kinds[ANSWER_AND_WARNING],
        "raised_by_f": kinds[ERROR_OF_F],
        "functions": functions,
        "messages": [
            # Without the mend, which the index has.
            {"message": message.split("; ")[0], "cases": kinds[message]}
            for message in sorted(listed, key=lambda message: -kinds[message])
        ],
        "messages_listed": len(listed),
        "messages_said": sum(kinds[message] > 0 for message in listed),
    }
    return found, [made for cases_of_one in unexplained.values() for made in cases_of_one]


def errors_listed() -> list[str]:
    """Return the errors of the index of messages, as outcomes are called."""
    return [
        f"{kind}: {message}"
        for message, account in messages.parts(messages.PAGE)
        for kind in sorted(messages.kinds(account) & {"TypeError", "ValueError"})
    ]


def told(found: dict[str, Any]) -> str:
    """Return what was found as text."""
    lines = [f"{'function':44}{'cases':>9}{'answers':>9}{'errors':>9}{'unexplained':>13}{'error/bound':>13}"]
    lines += [
        f"{row['function']:44}{row['cases']:9,}{row['answers']:9,}{row['errors']:9,}{row['unexplained']:13,}"
        + (f"{row['ratio']:13.4f}" if row["ratio"] else "")
        for row in found["functions"]
    ]
    lines += ["", f"{found['answers']:9,}  {ANSWER}, {found['warned']:,} of them with the documented warning"]
    lines += [f"{row['cases']:9,}  {row['message']}" for row in found["messages"]]
    lines += [f"{found['raised_by_f']:9,}  {ERROR_OF_F}", ""]
    lines += [f"{found['cases']:,} cases, {found['unexplained']} not explained (seed {found['seed']})"]
    return "\n".join(lines)


def main() -> int:
    """Run, print, and keep it where that is asked for; a case that is not explained is a failure."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES, help=f"how many, {CASES:,} if not given")
    parser.add_argument("--seed", type=int, default=SEED, help="what they are drawn from")
    parser.add_argument("--record", action="store_true", help="write docs/records/fuzz.json")
    options = parser.parse_args()
    found, unexplained = fuzz(options.cases, options.seed)
    print(told(found))
    for made in unexplained[:REDUCED]:
        case, outcome = reproducer(made)
        print(f"\nNot explained: {outcome.unexplained}\n{case}")
    if options.record:
        path = records.write("fuzz", "tox -e fuzz", **found)
        print(f"written to {path.relative_to(records.ROOT)}")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
