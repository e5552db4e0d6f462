"""A ready dataset folder: templates, what names them, configuration, hook and a page for curators."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from triallint.config import UsageError
from triallint.described import tables
from triallint.store import write_bytes
from triallint.writing import csv_resource, datapackage

from .files import file_text
from .templates import csv_template, workbook

#: The one workbook of a dataset that is kept in Excel.
WORKBOOK = "tables.xlsx"


def init(directory: Path | str, *, format: str = "csv") -> list[str]:  # noqa: A002 - the option's name
    """Write a dataset folder for a new curation repository; what is there already is left alone.

    Templates show the columns that a table needs and those that most curators fill in; others may be
    added by name.

    Args:
        directory: the folder; it may exist.
        format: "csv" for one file per table, "xlsx" for one workbook with a sheet per table.

    Returns:
        One line per file: "wrote …" or "left … as it is".

    Raises:
        UsageError: the format is neither, or openpyxl is missing for a workbook.
        StoreError: a file cannot be written.
    """
    if format not in ("csv", "xlsx"):
        raise UsageError(f"format is {format!r}; it may be csv or xlsx")
    folder = Path(directory)
    said = []
    for name, content in _files(folder, format).items():
        path = folder / name
        if os.path.lexists(path):
            said.append(f"left {path} as it is")
            continue
        write_bytes(path, content())
        said.append(f"wrote {path}")
    return said


def _files(folder: Path, format: str) -> dict[str, Callable[[], bytes]]:  # noqa: A002
    """The files of a dataset, each with what makes it."""
    files: dict[str, Callable[[], bytes]] = {}
    if format == "xlsx":
        files[WORKBOOK] = lambda: workbook(tables().values(), usual=True)
    else:
        for table in tables().values():
            files[f"{table.name}.csv"] = lambda table=table: csv_template(table, usual=True).encode()  # type: ignore[misc]
    files["datapackage.json"] = lambda: _datapackage(folder, format).encode()
    for name, kept in {
        "README.md": "README.md",
        "triallint.toml": "triallint.toml",
        ".pre-commit-config.yaml": "pre-commit-config.yaml",
    }.items():
        files[name] = lambda kept=kept: file_text(kept).encode()  # type: ignore[misc]
    return files


def _datapackage(folder: Path, format: str) -> str:  # noqa: A002
    return datapackage(folder, "Extracted tables", (_resource(table, format) for table in tables()))


def _resource(table: str, format: str) -> dict[str, Any]:  # noqa: A002
    if format == "xlsx":
        return {"name": table, "path": WORKBOOK, "format": "xlsx", "dialect": {"sheet": table}}
    return csv_resource(table)
