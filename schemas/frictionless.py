"""The models as Frictionless Table Schemas: what `table_schemas.json` holds and `schema` exports.

What Table Schema has no word for (units, kinds of cell, forbidden texts, natural keys) stands under
`triallint`, which other tools ignore. `python -m triallint.schemas.frictionless` writes the file anew.
"""

import json
from pathlib import Path
from typing import Any

import pandera.polars as pa

from triallint.store import write_text
from triallint.tables import ROWS

from . import MODELS, kinds, model
from .common import REFERRED_TO, Bibliographic, Interval, Row, Subset, Timed, details

Json = dict[str, Any]


def table_schemas() -> Json:
    """The Table Schema of every table, by its name."""
    return {table: table_schema(table) for table in MODELS}


def table_schema(table: str) -> Json:
    """One table's Table Schema, its columns in the order in which templates show them."""
    base = model(table)
    said = details(base)
    columns = base.to_schema().columns
    schema: Json = {
        "title": table,
        "description": said["row"],
        "fields": [_field(columns[name], base) for name in ordered(base)],
        "missingValues": [""],
    }
    required = {name for name, column in columns.items() if column.required}
    key = ROWS[table].natural_key
    if required.issuperset(key):
        schema["primaryKey"] = list(key)
    schema["foreignKeys"] = [
        {
            "fields": list(reference.columns),
            "reference": {"resource": reference.table, "fields": list(reference.key)},
        }
        for reference in said["references"]
        if not reference.many
    ]
    schema["triallint"] = {
        "key": list(key),
        "key_prevails": table in REFERRED_TO,
        "lists": {
            reference.columns[0]: {"resource": reference.table, "field": reference.key[0]}
            for reference in said["references"]
            if reference.many
        },
    }
    return schema


def ordered(base: type[Row]) -> list[str]:
    """A table's columns: what it needs, what names the row, its own, the interval, the common ones."""
    columns = base.to_schema().columns
    key = ROWS[details(base)["table"]].natural_key

    def rank(item: tuple[int, str]) -> tuple[int, int, int]:
        place, name = item
        home = next(one for one in base.__mro__ if name in vars(one).get("__annotations__", {}))
        in_key = key.index(name) if name in key else len(key)
        if columns[name].required:
            return 0, in_key, place
        if home in (Timed, Subset) or name in ("arm_id", "comparator_id"):
            return 1, in_key, place
        return {base: 2, Interval: 4, Row: 6}.get(home, 3 if home is Bibliographic else 5), 0, place

    return [name for _, name in sorted(enumerate(columns), key=rank)]


def _field(column: pa.Column, base: type[Row]) -> Json:
    said = column.metadata
    kind = kinds.KINDS[said["kind"]]
    constraints: Json = {}
    if column.required:
        constraints["required"] = True
    key = ROWS[details(base)["table"]].natural_key
    if column.name == "row_id" or key == (column.name,):
        constraints["unique"] = True
    if said["words"]:
        constraints["enum"] = list(said["words"])
    if kind.pattern:
        constraints["pattern"] = f"(?:{kinds.pattern_of(kind)})"
    if kind.longest:
        constraints["maxLength"] = kind.longest
    field: Json = {
        "name": column.name,
        "type": "string",
        "title": column.title,
        "description": column.description,
        "example": said["example"],
        "constraints": constraints,
    }
    if said["words"]:
        field["categories"] = [{"value": k, "label": v} for k, v in said["words"].items()]
    field["triallint"] = {"kind": kind.name, "expected": kind.words} | {
        name: value
        for name, value in {
            "unit": said["unit"],
            "usual": said["usual"],
            "numeric": kind.numeric,
            "precise": kind.precise,
            "lacks": kind.lacks,
            "damage": kind.damage,
        }.items()
        if value
    }
    return field


def refresh() -> None:
    """Write `table_schemas.json` anew, as a change of a model requires."""
    path = Path(__file__).with_name("table_schemas.json")
    write_text(path, json.dumps(table_schemas(), indent=1) + "\n", overwrite=True)


if __name__ == "__main__":
    refresh()
