"""Every stated output on every Python and NumPy of the matrix: `tox -m digits`."""

import argparse
import json
import platform
import sys
from pathlib import Path

import numpy as np

import records
from chapter4 import evidence, ledger
from digits.formulations import TABLES, Formulation, verdicts

COLUMNS = [f"{python}{numpy}" for python in ("py311", "py312", "py313", "py314") for numpy in ("", "-oldest")]


def column() -> dict:
    """Return what this Python and this NumPy compute: each stated output, and each formulation of one."""
    vectors = np.show_config(mode="dicts")["SIMD Extensions"]
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "machine": " ".join([platform.system(), platform.machine(), *platform.libc_ver()]).strip(),
        "vectors": (vectors.get("found") or vectors["baseline"])[-1],
        "code": records.fingerprint("digits"),
        "outputs": {output.id: evidence.recomputed(output) for output in ledger.outputs()},
        "formulations": [verdicts(formulation, output) for output, formulation in formulated()],
    }


def formulated() -> list[tuple[ledger.Output, Formulation]]:
    """Return each stated output with each formulation of it."""
    return [
        (output, formulation)
        for ids, formulations in TABLES.values()
        for output in map(ledger.output, ids)
        for formulation in formulations
        if formulation.applies_to(output)
    ]


def compared(columns: dict[str, dict]) -> dict:
    """Return the columns beside one another."""
    rows = []
    for output in ledger.outputs():
        found = {name: column["outputs"][output.id] for name, column in columns.items()}
        row = {"id": output.id, "verdict": output.verdict, "values": None}
        for name, (text, digits) in found.items():
            row[name] = digits or ("not computed" if text == "not computed" else "refused")
        if all(digits for _, digits in found.values()):
            row["values"] = len({text for text, _ in found.values()})
        rows.append(row)
    varying, values = [], 0
    for i, (output, formulation) in enumerate(formulated()):
        found = {name: column["formulations"][i] for name, column in columns.items()}
        values += len({json.dumps(entries) for entries in found.values()}) > 1
        verdicts_of = {name: "; ".join(verdict for _, verdict in entries) for name, entries in found.items()}
        if len(set(verdicts_of.values())) > 1:
            varying.append({"id": output.id, "what": formulation.what, "formulation": formulation.code, **verdicts_of})
    return {
        "columns": [
            {"name": name, **{key: column[key] for key in ("python", "numpy", "machine", "vectors")}}
            for name, column in columns.items()
        ],
        "rows": rows,
        "one_value": sum(row["values"] == 1 for row in rows),
        "computed": sum(row["values"] is not None for row in rows),
        "formulations": len(formulated()),
        "values_that_vary": values,
        "varying": varying,
    }


def complete(folder: Path) -> dict[str, dict]:
    """Return the columns that were just computed, each once: they are taken away, so that none grows old.

    Raises
    ------
    SystemExit
        If one is missing, or was computed with other code.
    """
    columns, missing = {}, []
    for name in COLUMNS:
        path = folder / f"digits-{name}.json"
        if path.is_file():
            columns[name] = json.loads(path.read_text(encoding="utf-8"))
            path.unlink()
        if name not in columns or columns[name]["code"] != records.fingerprint("digits"):
            missing.append(name)
    if missing:
        sys.exit(
            f"Nothing was computed for {', '.join(missing)}: all of the matrix must run, `tox -m digits`, "
            "with Python 3.11 to 3.14 on the path"
        )
    return columns


def as_text(found: dict) -> str:
    """Return what was found, as text."""
    lines = [f"{column['name']:<16}Python {column['python']}, NumPy {column['numpy']}" for column in found["columns"]]
    lines += ["", f"{'':<11}{''.join(f'{name:<16}' for name in COLUMNS)}"]
    for row in found["rows"]:
        note = "" if row["verdict"] == "same" else f"({row['verdict']})"
        lines.append(f"{row['id']:<11}{''.join(f'{row[name]:<16}' for name in COLUMNS)}{note}")
    lines += [
        "",
        f"{found['one_value']} of the {found['computed']} outputs that are computed are the same everywhere, "
        f"to the last bit. Of {found['formulations']} computed in other ways {found['values_that_vary']} are not. "
        "Where that shows in the printed digits:",
    ]
    for row in found["varying"]:
        lines += [f"{row['id']}, {row['what']}, {row['formulation']}:"]
        lines += [f"    {name:<16}{row[name]}" for name in COLUMNS]
    return "\n".join(lines)


def main() -> None:
    """Compute a column, or put the columns beside one another."""
    parser = argparse.ArgumentParser(description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("column").add_argument("file", type=Path)
    table = actions.add_parser("table")
    table.add_argument("folder", type=Path)
    table.add_argument("--record", action="store_true", help="keep it for the pages")
    asked = parser.parse_args()
    if asked.action == "column":
        asked.file.parent.mkdir(parents=True, exist_ok=True)
        asked.file.write_text(json.dumps(column()), encoding="utf-8")
        return
    found = compared(complete(asked.folder))
    print(as_text(found))
    if asked.record:
        records.write("digits", "tox -m digits -- --record", **found)


if __name__ == "__main__":
    main()
