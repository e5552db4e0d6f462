"""What the tables are like, read from the description that is generated from the pandera models.

Whoever needs to know a column but not to judge a frame asks here: it costs a JSON file, where the
models cost pandera.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: what its header says.
        title: its name for a person.
        description: what stands in it.
        example: one cell.
        kind: the kind of cell, such as "count".
        expected: what its cells hold, in words: "a whole number".
        unit: what its numbers count or measure; empty where they are bare.
        required: whether the table needs it, and each row a value in it.
        usual: whether templates show it.
        words: the words it may hold with their meanings; empty where it is not a column of words.
        pattern: what a whole cell must match; empty where any text will do.
        longest: the most characters of a cell; 0 where that does not matter.
        lacks: what must not match in a cell; empty where nothing is forbidden.
        damage: the condition that `lacks` stands for.
        numeric: whether its cells are read with the file's decimal mark.
        precise: whether the printed decimals of its numbers matter.
    """

    name: str
    title: str
    description: str
    example: str
    kind: str
    expected: str
    unit: str
    required: bool
    usual: bool
    words: Mapping[str, str]
    pattern: str
    longest: int
    lacks: str
    damage: str
    numeric: bool
    precise: bool


class Reference(NamedTuple):
    """Cells that name a row of another table; `many` where the one column holds a list of names."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]
    many: bool = False


@dataclass(frozen=True, slots=True)
class Described:
    """One table.

    Attributes:
        name: the table's name.
        row: what one row is.
        columns: its columns by name, in the order of the templates.
        key: the columns that tell its rows apart.
        key_prevails: whether those must be unique even among rows with a `row_id`.
        references: the rows of other tables that its cells name.
    """

    name: str
    row: str
    columns: Mapping[str, Column]
    key: tuple[str, ...]
    key_prevails: bool
    references: tuple[Reference, ...]

    @property
    def required(self) -> tuple[str, ...]:
        """The columns that it needs."""
        return tuple(name for name, column in self.columns.items() if column.required)


@cache
def tables() -> Mapping[str, Described]:
    """Every table by its name, in the order people fill them in."""
    return {name: _table(name, schema) for name, schema in table_schemas().items()}


def table_schemas() -> Json:
    """The Frictionless Table Schema of every table, by its name."""
    home = Path(str(import_module("triallint.schemas").__file__))
    found: Json = json.loads(home.with_name("table_schemas.json").read_bytes())
    return found


def _table(name: str, schema: Json) -> Described:
    ours = schema["triallint"]
    references = [
        Reference(tuple(one["fields"]), one["reference"]["resource"], tuple(one["reference"]["fields"]))
        for one in schema["foreignKeys"]
    ]
    references += [
        Reference((column,), one["resource"], (one["field"],), many=True)
        for column, one in ours["lists"].items()
    ]
    return Described(
        name=name,
        row=schema["description"],
        columns={field["name"]: _column(field) for field in schema["fields"]},
        key=tuple(ours["key"]),
        key_prevails=ours["key_prevails"],
        references=tuple(references),
    )


def _column(field: Json) -> Column:
    constraints, ours = field["constraints"], field["triallint"]
    return Column(
        name=field["name"],
        title=field["title"],
        description=field["description"],
        example=field["example"],
        kind=ours["kind"],
        expected=ours["expected"],
        unit=ours.get("unit", ""),
        required=constraints.get("required", False),
        usual=ours.get("usual", False),
        words={one["value"]: one["label"] for one in field.get("categories", ())},
        pattern=constraints.get("pattern", ""),
        longest=constraints.get("maxLength", 0),
        lacks=ours.get("lacks", ""),
        damage=ours.get("damage", ""),
        numeric=ours.get("numeric", False),
        precise=ours.get("precise", False),
    )
