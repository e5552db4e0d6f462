"""Tables written as a dataset: a folder of CSV files and the datapackage.json that names them."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from .model import Reported
from .store import write_text
from .tables import ROWS, Row

#: The columns that every table has.
_COMMON = tuple(name for name, kind in Row.__annotations__.items() if kind is Reported)

#: Table -> its rows, each a mapping of column to text; blank cells may be left out.
TableRows = Mapping[str, Sequence[Mapping[str, str]]]


def write_dataset(tables: TableRows, folder: Path, *, title: str, overwrite: bool = False) -> list[Path]:
    """Write a dataset folder; tables without rows are left out.

    Returns:
        The files written.

    Raises:
        StoreError: a file is there already and may not be replaced; nothing after it was written.
    """
    filled = {name: rows for name, rows in tables.items() if rows}
    texts = {folder / f"{name}.csv": csv_text(name, rows) for name, rows in filled.items()}
    texts[folder / "datapackage.json"] = datapackage(folder, title, map(csv_resource, filled))
    for path, text in texts.items():
        write_text(path, text, overwrite=overwrite)
    return list(texts)


def csv_text(table: str, rows: Sequence[Mapping[str, str]]) -> str:
    """One table as CSV: its own columns in their order, then whatever others the rows have."""
    known = dict.fromkeys(column for row in rows for column in row)
    out = io.StringIO()
    writer = csv.DictWriter(out, header_of(table, known), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def header_of(table: str, known: Iterable[str]) -> list[str]:
    """Columns in the order people read them: the row's id, the table's own, those that all have, others."""
    known = dict.fromkeys(known)
    own = [column for column in ROWS[table].columns if column not in _COMMON]
    ordered = [column for column in ("row_id", *own, *_COMMON) if column in known]
    return list(dict.fromkeys((*ordered, *known)))


def csv_resource(table: str) -> dict[str, Any]:
    """How a datapackage names a table in a CSV file."""
    return {"name": table, "path": f"{table}.csv", "format": "csv", "encoding": "utf-8"}


def datapackage(folder: Path, title: str, resources: Iterable[Mapping[str, Any]]) -> str:
    """A Frictionless datapackage.json for a folder, named after it."""
    name = "".join(c if c.isalnum() or c in "._-" else "-" for c in folder.resolve().name.lower())
    package = {"name": name.strip("-") or "dataset", "title": title, "resources": list(resources)}
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"
