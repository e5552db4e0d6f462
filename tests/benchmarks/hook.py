"""The hook from start to finish on the seeds, beside what check-jsonschema takes for the same rows, and bare Python."""

import csv
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

from .clock import ROOT, TRIALLINT, Taken, in_turns

SEEDS = ROOT / "seeds"
BASELINE = "check-jsonschema, as JSON"
AIM = 0.7


def hook(rounds: int) -> Iterator[str]:
    """The table, line by line: a commit of one file, and one of all of them."""
    with tempfile.TemporaryDirectory() as folder:
        taken = in_turns(_commands(Path(folder)), rounds)
    base = taken[BASELINE]
    yield (
        f"The hook on the seeds, medians of {rounds} rounds in turns; ratio to {BASELINE}"
        f" (aim: under {AIM} s)"
    )
    for name, one in taken.items():
        yield f"  {name:34} {_figures(one)} {one.wall / base.wall:5.2f} x"


def _figures(one: Taken) -> str:
    return f"{1000 * one.wall:6.0f} ms   processor {1000 * one.cpu:6.0f} ms"


def _commands(folder: Path) -> dict[str, list[str]]:
    """The hooks' own entries, given file names as pre-commit gives them; the others on the same rows."""
    program, *arguments = _entry()
    assert program == "triallint"
    check = [*TRIALLINT, *arguments]
    changed = sorted(str(path.relative_to(ROOT)) for path in SEEDS.glob("*.csv"))
    rows, schema = folder / "seeds.json", folder / "schema.json"
    tables = _tables()
    rows.write_text(json.dumps(tables, indent=1), encoding="utf-8")
    rows.with_suffix(".yaml").write_text(yaml.safe_dump(tables, allow_unicode=True), encoding="utf-8")
    schema.write_text(json.dumps(_schema(tables)), encoding="utf-8")
    other = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema)]
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        BASELINE: [*other, str(rows)],
        "check-jsonschema, as YAML": [*other, str(rows.with_suffix(".yaml"))],
        "triallint check, one file changed": [*check, changed[0]],
        f"triallint check, {len(changed)} files changed": [*check, *changed],
    }


def _entry() -> list[str]:
    """What the hook runs, as `.pre-commit-hooks.yaml` says it."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    entry: str = next(one["entry"] for one in hooks if one["id"] == "triallint")
    return entry.split()


def _tables() -> dict[str, list[dict[str, str]]]:
    """The seeds' tables as one document."""
    tables = {}
    for path in sorted(SEEDS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file))
    return tables


def _schema(tables: dict[str, list[dict[str, str]]]) -> dict[str, object]:
    """What JSON Schema can say of them: every table is a list of rows, every cell of a known column a text."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {column: {"type": "string"} for column in rows[0]},
                },
            }
            for name, rows in tables.items()
        },
    }
